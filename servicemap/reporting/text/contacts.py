"""The points of contact on a page: customer by customer, who meets it first, and who most."""

from collections.abc import Iterator, Sequence

from servicemap.caring.contacts import Contact, Contacts, MetMost
from servicemap.escapes import visible
from servicemap.model import OUTSIDE_FIRST, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.promise_columns import planned_between
from servicemap.reporting.terminal import Ink, display_width, padded, table, wrapped
from servicemap.wording.lists import listed
from servicemap.wording.names import HEADINGS, name, title_or_name
from servicemap.wording.verbs import named, told

NARROWEST = 16
"""Columns that a channel gets at least."""


def as_text(found: Contacts, ink: Ink, *, width: int = 100) -> str:
    """A block a customer, those outside first: who meets it, for what, when, and through what."""
    m = found.map
    blocks = [wrapped(f"{ink.bold(of(found))}: {summed_up(found)}", width)]
    customers = found.customers
    lines = {customer: [_cells(m, one) for one in met] for customer, met in customers.items()}
    across = [
        max(display_width(line) for cell in column for line in cell.split("\n"))
        for column in zip(*(row for rows in lines.values() for row in rows), strict=True)
    ]
    for group in OUTSIDE_FIRST:
        own = [customer for customer in customers if m.parties[customer].group is group]
        if own:
            blocks.append(ink.bold(HEADINGS[group]))
        for customer in own:
            head = _head(found, customer)
            rows = [_padded(row, across, width) for row in lines[customer]]
            said = wrapped(head, width - 2, "  ").replace("\n", "\n  ")
            blocks.append(f"  {ink.bold(said)}\n{table(rows, indent='    ')}")
    if found.unsaid:
        blocks.append(wrapped(without_channel(found), width))
    return "\n\n".join(blocks)


def of(found: Contacts) -> str:
    """Whose they are: those of the map, or of one party."""
    return title_or_name(found.map, found.team)


def summed_up(found: Contacts) -> str:
    """`14 points of contact with 7 customers. Box office meets customers most: 4 of 14.`

    Of one party `3 points of contact with 2 customers and 1 provider`.
    """
    if not found.found:
        return "no points of contact: nobody outside gets anything, and no channel is named inside."
    points = f"{several(len(found), 'point')} of contact"
    providers = {one.provider for one in found if one.customer == found.team}
    met = [
        several(len(those), what)
        for what, those in (
            ("customer", found.customers.keys() - {found.team}),
            ("provider", providers),
        )
        if those
    ]
    said = f"{points} with {listed(met)}."
    most = found.most()
    if most is None or found.team is not None:
        return said
    meets = told("{who} [meets|meet] customers most", who=named(found.map, *most.providers))
    return f"{said} {meets}: {_how_often(most)}."


def _how_often(most: MetMost) -> str:
    """`4 of 14`, `2 of 8 each`."""
    each = " each" if len(most.providers) > 1 else ""
    return f"{most.times} of {most.of}{each}"


def _head(found: Contacts, customer: str) -> str:
    """`Audience meets Front of house first by plan, and Marketing most (2 of 5)`."""
    said = [f"{who} {how}" for who, how in who_first_and_most(found, customer)]
    if not said:
        return name(found.map, customer)
    who = named(found.map, customer)
    return f"{told('{who} [meets|meet]', who=who)} {', and '.join(said)}"


def who_first_and_most(found: Contacts, customer: str) -> Iterator[tuple[str, str]]:
    """Whom a customer meets `first` by plan, and whom `most`, where that can be told."""
    m, only = found.map, found.only(customer)
    first, most = found.first(customer), found.most(customer)
    if only is not None:
        yield name(m, only), "and nobody else"
    elif first:
        yield listed([name(m, id_) for id_ in first]), "first by plan"
    if most is not None:
        yield listed([name(m, id_) for id_ in most.providers]), f"most ({_how_often(most)})"


def _cells(m: ServiceMap, one: Contact) -> list[str]:
    return [name(m, one.provider), name(m, one.service), planned(m, one, "\n"), channel_of(one)]


def planned(m: ServiceMap, one: Contact, then: str = " ") -> str:
    """When it is planned; what is normally there has no day of its own."""
    if one.standing:
        return "at any time"
    return planned_between(m, one.planned_bounds, (one.earliest_at, one.planned_at), then)


def channel_of(one: Contact) -> str:
    """Through which channel, `-` where nobody says so."""
    return visible(one.channel) if one.channel is not None else "-"


def _padded(row: Sequence[str], across: Sequence[int], width: int) -> list[str]:
    """Cells as wide as those of all other customers; the last takes what is left of the page."""
    room = max(NARROWEST, width - 4 - sum(across[:-1]) - 2 * (len(across) - 1))
    cells = []
    for cell, columns in zip(row[:-1], across, strict=False):
        first, *more = cell.split("\n")
        cells.append("\n".join([padded(first, columns), *more]))
    return [*cells, wrapped(row[-1], room)]


def without_channel(found: Contacts) -> str:
    """`Of 3 nobody says through which channel: add channel: to the delivery.`"""
    count = len(found.unsaid)
    where = agreeing(count, "the delivery", "these deliveries")
    return f"Of {count} nobody says through which channel: add channel: to {where}."
