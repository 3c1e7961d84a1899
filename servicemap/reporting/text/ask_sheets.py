"""Whom to ask about what, on a page."""

from servicemap.model import OUTSIDE_FIRST
from servicemap.reporting.terminal import Ink, table, wrapped
from servicemap.rounds.ask_sheets import AskSheets
from servicemap.wording.lists import listed
from servicemap.wording.names import HEADINGS, name, title_or_name

_NAMED = 12
"""Customers who get no sheet that are named; the others are counted."""


def as_text(found: AskSheets, ink: Ink, *, width: int = 100) -> str:
    """A block a customer, those outside first: the services that its sheet asks about."""
    m = found.map
    blocks = [wrapped(f"{ink.bold(of(found))}: {summed_up(found)}", width)]
    for group in OUTSIDE_FIRST:
        own = [sheet for sheet in found if sheet.customer.group is group]
        if own:
            blocks.append(ink.bold(HEADINGS[group]))
        for sheet in own:
            rows = [[name(m, row.provider), name(m, row.service)] for row in sheet.rows]
            head = ink.bold(name(m, sheet.customer.id))
            blocks.append(f"  {head}\n{table(rows, indent='    ')}")
    if found.without:
        blocks.append(wrapped(without_a_sheet(found), width))
    return "\n\n".join(blocks)


def without_a_sheet(found: AskSheets) -> str:
    """`Schools and Guests: nobody says what they get, so there is no sheet`."""
    names = [name(found.map, one.id) for one in found.without]
    return f"{listed(names, _NAMED)}: nobody says what they get, so there is no sheet"


def of(found: AskSheets) -> str:
    """Whose customers are asked: those of the map, or of one party."""
    return title_or_name(found.map, found.team)


def summed_up(found: AskSheets) -> str:
    """`12 sheets on 19 services`, or that there is nobody to ask."""
    return found.counted if found.sheets else "nobody to ask: the map names nothing that they serve"
