"""A SIPOC sheet: suppliers, inputs, the process, outputs, customers, side by side.

What it says of who relies on whom: each supplier serves the process with the inputs beside it, and
the process serves each customer with the outputs beside it. The steps in the middle are what the
process does, not who does it; where a column names who does it, that is who is served and serves.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from servicemap.importing.cell_values import names_in
from servicemap.importing.parties_and_deliveries import Gathering
from servicemap.importing.sheet_records import DeliveryRecord
from servicemap.importing.tables import FIRST_ROWS, Table, TableRow, letters
from servicemap.loading.cells import CellPlace, CellText
from servicemap.loading.yaml.problems import quoted
from servicemap.slugs import slug
from servicemap.wording.headings import meant_by
from servicemap.wording.lists import listed

_PARTS = meant_by(("input", "output", "process"))
_PEOPLE = meant_by(("provider", "suppliers", "customer", "end_users", "owner", "somebody"))
_SIDE = {
    "provider": "supplier",
    "suppliers": "supplier",
    "customer": "customer",
    "end_users": "customer",
    "owner": "owner",
    "somebody": "owner",
}
_GENERIC = re.compile(
    r"(?:sheet|tabelle|feuil|feuille|hoja|blatt|sipoc|\u5de5\u4f5c\u8868)?[ _-]*[0-9]*",
    re.IGNORECASE,
)
"""How a sheet is called that nobody gave a name."""

MOST_STEPS = 12
"""Steps of a process that are told in one sentence."""


class Processed(NamedTuple):
    """The row of headings, and the column of each part: supplier, input, process, output ..."""

    head: int
    parts: Mapping[str, int]


def processed(table: Table) -> Processed | None:
    """Where the headings of a SIPOC sheet stand, if it is one."""
    for at, row in enumerate(table.rows[:FIRST_ROWS]):
        parts: dict[str, int] = {}
        for number, text in enumerate(row.cells):
            part = _part(text)
            if part and not (part == "process" and _only_numbers(table, at, number)):
                parts.setdefault(part, number)
        if {"input", "output"} <= parts.keys() and {"supplier", "customer"} & parts.keys():
            return Processed(at, parts)
    return None


def _only_numbers(table: Table, head: int, column: int) -> bool:
    """Whether a column below its heading only counts."""
    texts = [row.at(column).strip() for row in table.rows[head + 1 :]]
    return all(text.rstrip(".)").isdecimal() for text in texts if text) and any(texts)


def _part(text: str) -> str:
    """Which of the parts a heading names: `Inputs`, `I - Inputs`, `(I) Inputs`."""
    whole = re.sub(r"[(\[][^)\]]*[)\]]", " ", text)
    for one in (whole, *re.split(r"[:\u2013\u2014/|\n-]", whole)):
        said = slug(one)
        if said in _PARTS:
            return _PARTS[said].key
        if said in _PEOPLE:
            return _SIDE[_PEOPLE[said].key]
    return ""


def read_sipoc(
    table: Table, where: Processed, found: Gathering, titles: tuple[str, ...]
) -> tuple[str, ...]:
    """Gather what the rows say. `titles` are names that the process may have, the best first."""
    rows = table.rows[where.head + 1 :]
    steps = _steps(rows, where)
    process = _named(rows, where, steps, titles)
    above: dict[str, list[CellText]] = {}
    for row in rows:
        for number in where.parts.values():
            if trouble := table.faults.get(place := CellPlace(row.number, number)):
                found.refuse("SM006", trouble.message, place, trouble.hint)
        owner = _cells(row, where, "owner")
        at_work = owner[:1] or above.get("owner") or [process]
        above["owner"] = at_work if "owner" in where.parts else []
        _side(row, where, found, above, ("supplier", "input"), at_work[0])
        _side(row, where, found, above, ("customer", "output"), at_work[0])
    if "owner" not in where.parts:
        id_ = found.party(process)
        if id_ and len(steps) > 1 and "process" in where.parts:
            shown = " \u2192 ".join(steps[:MOST_STEPS])
            found.say(id_, ("about",), CellText(shown, process.place))
    return _told(table, where, process, steps)


def _cells(row: TableRow, where: Processed, part: str) -> list[CellText]:
    column = where.parts.get(part)
    if column is None:
        return []
    place = CellPlace(row.number, column)
    return [CellText(" ".join(one.split()), place) for one in names_in(row.at(column).strip())]


def _side(
    row: TableRow,
    where: Processed,
    found: Gathering,
    above: dict[str, list[CellText]],
    parts: tuple[str, str],
    at_work: CellText,
) -> None:
    """What one row says of what goes in, or of what comes out.

    Who stands in the row above goes on; what does not: nobody wrote it beside somebody else.
    """
    people, things = (_cells(row, where, part) for part in parts)
    people = [one for one in people if slug(one.text)]
    things = [one for one in things if slug(one.text)]
    if not people and not things:
        return
    if not people:
        people = [one._replace(place=things[0].place) for one in above.get(parts[0], [])]
        if people:
            found.tell(things[0].place, f"a {parts[0]} left blank was taken from the row above")
    elif not things:
        found.tell(
            people[0].place, f"no {parts[1]} stands beside this {parts[0]}, so none was read"
        )
    above[parts[0]] = people
    if not people:
        column = where.parts.get(parts[0], where.parts[parts[1]])
        found.refuse(
            "SM005",
            f"nobody stands beside {quoted(things[0].text)}",
            CellPlace(row.number, column),
            "name who delivers it" if parts[0] == "supplier" else "name who gets it",
        )
        return
    nothing: list[CellText | None] = [None]
    pairs = [(person, thing) for person in people for thing in things or nothing]
    if len(people) == len(things):  # line by line in one cell
        pairs = list(zip(people, things, strict=True))
    for person, thing in pairs:
        found.party(person)
        found.party(at_work)
        provider, customer = (person, at_work) if parts[0] == "supplier" else (at_work, person)
        if slug(provider.text) != slug(customer.text):
            found.deliver(DeliveryRecord(provider, customer, thing, {}))


def _steps(rows: tuple[TableRow, ...], where: Processed) -> list[str]:
    found = [one.text for row in rows for one in _cells(row, where, "process")]
    return list(dict.fromkeys(re.sub(r"^\d{1,2}\s*[.):-]\s*", "", one) for one in found))


def _named(
    rows: tuple[TableRow, ...], where: Processed, steps: list[str], titles: tuple[str, ...]
) -> CellText:
    """The process as a party: what its column says where that is one thing, else the title."""
    place = CellPlace(rows[0].number if rows else 0, where.parts.get("process", 0))
    if len(steps) == 1:
        return CellText(steps[0], place)
    for title in titles:
        plain = re.sub(r"(?i)\bsipoc\b(?:[ -]*(?:diagram|chart|sheet))?", "", title)
        if (head := plain.partition(":")[0]) and slug(head) in _PARTS:
            plain = plain.partition(":")[2]  # `Process: Monthly payroll`
        plain = " ".join(re.sub(r"[_\s]+", " ", plain).strip(" :\u2013\u2014-|").split())
        if slug(plain) and not _GENERIC.fullmatch(plain):
            return CellText(plain, place)
    return CellText("Process", place)


def _told(table: Table, where: Processed, process: CellText, steps: list[str]) -> tuple[str, ...]:
    head = table.rows[where.head]

    def column(part: str) -> str:
        number = where.parts.get(part)
        return "" if number is None else f"{quoted(head.at(number))} ({letters(number)})"

    centre = (
        f"who stands under {column('owner')}" if "owner" in where.parts else quoted(process.text)
    )
    how = (
        f"a SIPOC sheet: each supplier serves {centre} with the input beside it, which serves each"
        " customer with the output beside it"
    )
    told = [how]
    if "process" in where.parts and len(steps) > 1 and "owner" not in where.parts:
        told.append(
            f"what stands under {column('process')} was read as the steps of that process, not as"
            f" teams: {listed(steps, 4)}; a column 'Team' that says who does each makes them teams"
        )
    return tuple(told)
