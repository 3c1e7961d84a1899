"""A RACI sheet: tasks down the side, roles across, letters where they meet; or the other way, with
a column for each letter, and the names of who has it in the cells.

What it says of who relies on whom: whoever is Responsible does the task, and whoever is Accountable
for it or Informed of it gets the result. Whoever is Consulted, or Supports, gives something to
whoever is Responsible. It does not say which task waits for which.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from servicemap.importing.cell_values import says_nothing
from servicemap.importing.parties_and_deliveries import Gathering
from servicemap.importing.sheet_records import DeliveryRecord
from servicemap.importing.tables import FIRST_ROWS, Table, TableRow
from servicemap.loading.cells import CellPlace, CellText
from servicemap.slugs import slug
from servicemap.wording.headings import heading_for, meant_by
from servicemap.wording.lists import listed

_LETTERS = re.compile(r"\(?([RASCI])\)?(?:\s*[/,+&|;\n -]?\s*\(?([RASCI])\)?)*\*?", re.IGNORECASE)
_LETTER_OF = {
    "responsible": "R",
    "accountable": "A",
    "consulted": "C",
    "informed": "I",
    "supporting": "S",
}
LETTER_WORDS = tuple(_LETTER_OF)
_WORDS = meant_by(LETTER_WORDS)
_BETWEEN_NAMES = re.compile("[,;/\n\u060c\u061b\u3001\uff0c\uff1b\uff0f]")

LEAST = 4
"""Cells of letters that make a RACI sheet, of at least two kinds with an R or an A among them."""

LEAST_HEADS = 3
"""Columns headed by a letter's word that make one: `Responsible` alone heads owners."""

_HOW = (
    "a RACI sheet: whoever is Responsible (R) serves whoever is Accountable (A) or Informed (I)"
    " with the task; whoever is Consulted (C) or Supports (S) serves whoever is Responsible"
)
_IN_WHICH_ORDER = (
    "it does not say which task waits for which: a team is taken to wait for all that it gets"
)


class Assigned(NamedTuple):
    """Where a RACI sheet stands: the head among the rows, the column of tasks, those of roles.

    `letters` are those of the columns that are headed by one, and hold names.
    """

    head: int
    task: int
    roles: tuple[int, ...] = ()
    letters: Mapping[int, str] = MappingProxyType({})


def letters_in(text: str) -> str:
    """The letters of a cell, `AR` of `A/R`; nothing where it holds something else."""
    said = text.strip()
    word = _WORDS.get(slug(said))
    if word:
        return _LETTER_OF[word.key]
    if len(said) > 12 or not _LETTERS.fullmatch(said):
        return ""
    return "".join(dict.fromkeys(letter for letter in said.upper() if letter in "RASCI"))


def assigned(table: Table) -> Assigned | None:
    """The RACI sheet in a table, if it is one."""
    return _with_letters(table) or _with_names(table)


def _with_names(table: Table) -> Assigned | None:
    """One with a column for each letter."""
    for at, row in enumerate(table.rows[:FIRST_ROWS]):
        letters: dict[int, str] = {}
        for n, text in enumerate(row.cells):
            letter = _heads_letter(text)
            if letter and letter not in letters.values():
                letters[n] = letter
        below = table.rows[at + 1 :]
        wordy = {
            n: sum(len(line.at(n)) for line in below)
            for n in range(len(row.cells))
            if n not in letters and any(slug(line.at(n)) for line in below)
        }
        if len(letters) >= LEAST_HEADS and {"R", "A"} & {*letters.values()} and wordy:
            before = [n for n in wordy if n < min(letters)]
            task = max(before or wordy, key=lambda n: (wordy[n], -n))
            return Assigned(at, task, letters=letters)
    return None


def _heads_letter(text: str) -> str:
    """The letter that a heading means: `Responsible`, `Responsible (R)`, `R - Responsible`."""
    for part in (text, *re.split(r"[(:\u2013\u2014=-]", text)):
        if word := _WORDS.get(slug(part)):
            return _LETTER_OF[word.key]
    return ""


def _with_letters(table: Table) -> Assigned | None:
    """One with a column for each role."""
    by_column: dict[int, list[tuple[int, str]]] = {}
    others: dict[int, int] = {}
    for at, row in enumerate(table.rows):
        for number, text in enumerate(row.cells):
            if found := letters_in(text):
                by_column.setdefault(number, []).append((at, found))
            elif text.strip():
                others[number] = others.get(number, 0) + 1
    roles = [n for n, cells in by_column.items() if others.get(n, 0) <= 1 + len(cells) // 3]
    cells = [letters for n in roles for _, letters in by_column[n]]
    kinds = set("".join(cells))
    if len(roles) < 2 or len(cells) < LEAST or len(kinds) < 2 or not kinds & {"R", "A"}:
        return None
    first = min(at for n in roles for at, _ in by_column[n])
    head = _head(table, roles, first)
    if head is None:
        return None
    named = tuple(n for n in sorted(roles) if slug(table.rows[head].at(n)))
    below = table.rows[head + 1 :]
    texts = {
        n: len({row.at(n).strip() for row in below} - {""}) for n in range(min(named, default=0))
    }
    wordy = {n: sum(len(row.at(n)) for row in below) for n, count in texts.items() if count > 1}
    if len(named) < 2 or not wordy:
        return None
    return Assigned(head, max(wordy, key=lambda n: (wordy[n], -n)), named)


def _head(table: Table, roles: list[int], first: int) -> int | None:
    """The row of the names of roles: the nearest one above the letters that names most of them."""
    for at in range(first - 1, -1, -1):
        named = sum(1 for n in roles if slug(table.rows[at].at(n)))
        if 2 * named >= len(roles) and named >= 2:
            return at
    return None


def read_raci(table: Table, where: Assigned, found: Gathering, language: str) -> tuple[str, ...]:
    """Gather what the letters say. Answers how they were read, in sentences."""
    head = table.rows[where.head]
    roles = {
        n: CellText(" ".join(head.at(n).split()), CellPlace(head.number, n)) for n in where.roles
    }
    for name in roles.values():
        found.party(name)
    alone: list[str] = []
    nobody: list[str] = []
    for row in table.rows[where.head + 1 :]:
        by_letter = _by_letter(row, roles) if roles else _named(row, where.letters, found)
        task = " ".join(row.at(where.task).split())
        if not by_letter or not slug(task):
            continue
        before = len(found.deliveries)
        _read_task(CellText(task, CellPlace(row.number, where.task)), by_letter, found, language)
        if not by_letter.get("R") and not by_letter.get("A"):
            nobody.append(str(row.number + 1))
        elif len(found.deliveries) == before:
            alone.append(str(row.number + 1))
    told = [_HOW, _IN_WHICH_ORDER]
    if alone:
        told.append(
            f"row {listed(alone, 8)}: nobody but who does it has a letter, so nobody relies on it"
        )
    if nobody:
        told.append(f"row {listed(nobody, 8)}: nobody has an R or an A, so the row was left out")
    return tuple(told)


def _by_letter(row: TableRow, roles: dict[int, CellText]) -> dict[str, list[CellText]]:
    found: dict[str, list[CellText]] = {}
    for n, name in roles.items():
        for letter in letters_in(row.at(n)):
            found.setdefault(letter, []).append(name._replace(place=CellPlace(row.number, n)))
    return found


def _named(
    row: TableRow, letters: Mapping[int, str], found: Gathering
) -> dict[str, list[CellText]]:
    """Who has each letter, where a column is headed by it."""
    by_letter: dict[str, list[CellText]] = {}
    for n, letter in letters.items():
        if says_nothing(row.at(n)):
            continue
        for part in _BETWEEN_NAMES.split(row.at(n)):
            name = CellText(" ".join(part.split()), CellPlace(row.number, n))
            if slug(name.text):
                found.party(name)
                by_letter.setdefault(letter, []).append(name)
    return by_letter


def _read_task(
    task: CellText, by_letter: dict[str, list[CellText]], found: Gathering, language: str
) -> None:
    # Where nobody is Responsible, whoever is Accountable does it.
    doing = by_letter.get("R") or by_letter.get("A") or []
    at_work = {slug(one.text) for one in doing}
    told = dict.fromkeys([*by_letter.get("A", []), *by_letter.get("I", [])])
    for one in doing:
        served: set[str] = set()
        for customer in told:
            id_ = slug(customer.text)
            if id_ not in at_work and id_ not in served:
                served.add(id_)
                found.deliver(DeliveryRecord(one, customer, task, {}))
        for letter, what in (("C", "advice"), ("S", "support")):
            for helper in by_letter.get(letter, []):
                if slug(helper.text) not in at_work:
                    named = f"{heading_for(what, language)}: {task.text}"
                    service = CellText(named, helper.place)
                    found.deliver(DeliveryRecord(helper, one, service, {}))
