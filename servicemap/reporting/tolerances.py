"""How late each may be: teams by promises as a matrix, and for spreadsheets and programs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, display_width, shortened, table, visible, wrapped
from servicemap.reporting.wording import group_of, hours_of, name, promise_named
from servicemap.timing.tolerances import SINGLE_FAULT, Tolerance, Tolerances

WITHOUT_LIMIT = "any"
NOT_REACHED = "."
HEAD = 12
"""Columns that the head of a promise takes at most, if its words let it."""

Key = tuple[str, str]
"""A promise: service and customer."""


class Matrix(NamedTuple):
    """Tolerances by party and promise, both in the order in which they are shown."""

    parties: list[str]
    promises: list[Key]
    cells: dict[tuple[str, Key], Tolerance]


def as_text(found: Tolerances, ink: Ink, *, width: int = 100) -> str:
    """Who has least left stands first. Where the page is too narrow, the promises are broken up."""
    m, team, customer = found.map, found.team, found.customer
    matrix = _matrix(m, found.teams)
    if not found.promises:
        if not customer:
            return "Nothing is promised on this map: it serves nobody outside."
        return wrapped(
            f"Nothing is promised to {name(m, customer)}, so there is no time by which to be late.",
            width,
        )
    if not matrix.promises and customer:
        who = name(m, team) if team else "anybody"
        return f"Nothing that {who} does reaches a promise to {name(m, customer)}."
    if not matrix.promises:
        who = f"Nothing that {name(m, team)} does" if team else "Nothing that anybody does"
        return f"{who} reaches a promise, so nobody notices a delay."
    unsure = {(p.reliance.service, p.reliance.customer): p.unknown for p in found.promises}
    unsure = {key: why for key, why in unsure.items() if why and key in matrix.promises}
    single = len(matrix.parties) == 1
    who = ink.bold(name(m, matrix.parties[0])) if single else "each"
    head = f"How late {who} may be before a customer notices, if nobody else is late."
    body = _list(m, matrix, unsure, ink) if single else _blocks(m, matrix, unsure, ink, width)
    return "\n".join([wrapped(head, width), "", body, "", *_notes(m, matrix, unsure, width)])


def days_left(one: Tolerance) -> tuple[bool, Fraction]:
    """How little is left, in days of whoever is late; without limit comes last."""
    return one.minutes is None, Fraction(one.minutes or 0, one.day)


def left_in_words(one: Tolerance, ink: Ink) -> str:
    """`2d`, `4h`, `0d !`, `-1d !!` where the plan breaks it already, `any` where nothing would."""
    if one.minutes is None:
        return ink.muted(WITHOUT_LIMIT)
    if one.minutes < 0:
        return ink.error(f"{one} !!")
    if one.minutes == 0:
        return ink.error(f"{one} !")
    return ink.warning(str(one)) if one.minutes < one.day else ink.good(str(one))


def _matrix(m: ServiceMap, teams: Iterable[Tolerance]) -> Matrix:
    cells = {(one.of, (one.service, one.customer)): one for one in teams}
    least: dict[str, tuple[bool, Fraction]] = {}
    for (party, _), one in cells.items():
        left = days_left(one)
        least[party] = min(least.get(party, left), left)
    promises = dict.fromkeys(key for _, key in cells)
    return Matrix(
        sorted(least, key=lambda party: (least[party], name(m, party).casefold())),
        sorted(promises, key=lambda key: group_of(m, key[1])),
        cells,
    )


def _list(m: ServiceMap, matrix: Matrix, unsure: Collection[Key], ink: Ink) -> str:
    (party,) = matrix.parties
    rows = [
        [
            left_in_words(matrix.cells[party, key], ink),
            promise_named(m, *key) + (" *" if key in unsure else ""),
        ]
        for key in sorted(matrix.promises, key=lambda key: days_left(matrix.cells[party, key]))
    ]
    return table(rows, align="rl", indent="  ")


def _blocks(m: ServiceMap, matrix: Matrix, unsure: Collection[Key], ink: Ink, width: int) -> str:
    """The matrix in as many columns as the page holds, the other promises beneath."""
    names = {party: shortened(name(m, party), max(16, width // 4)) for party in matrix.parties}
    columns = {key: _column(matrix, key, ink) for key in matrix.promises}
    heads = _heads(m, matrix.promises, unsure)
    across = {
        key: max(display_width(text) for text in [*heads[key].split("\n"), *columns[key]])
        for key in matrix.promises
    }
    room = width - max(map(display_width, names.values()))
    blocks: list[list[Key]] = [[]]
    used = 0
    for key in matrix.promises:
        if blocks[-1] and used + 2 + across[key] > room:
            blocks.append([])
            used = 0
        blocks[-1].append(key)
        used += 2 + across[key]
    printed = []
    for block in blocks:
        rows = [
            [names[party], *(columns[key][place] for key in block)]
            for place, party in enumerate(matrix.parties)
            if any((party, key) in matrix.cells for key in block)
        ]
        headers = ["", *(heads[key] for key in block)]
        printed.append(table(rows, headers, align="l" + "r" * len(block), ink=ink))
    return "\n\n".join(printed)


def _column(matrix: Matrix, key: Key, ink: Ink) -> list[str]:
    found = [matrix.cells.get((party, key)) for party in matrix.parties]
    return [left_in_words(one, ink) if one else ink.muted(NOT_REACHED) for one in found]


def _heads(m: ServiceMap, promises: Sequence[Key], unsure: Collection[Key]) -> dict[Key, str]:
    """The customer, and the service where that is needed to tell two promises apart."""
    customers = [customer for _, customer in promises]
    heads = {}
    for key in promises:
        service, customer = key
        head = name(m, customer)
        if customers.count(customer) > 1:
            head += f": {name(m, service)}"
        heads[key] = wrapped(head + (" *" if key in unsure else ""), HEAD)
    return heads


def _notes(m: ServiceMap, matrix: Matrix, unsure: Mapping[Key, str], width: int) -> list[str]:
    cells = [one.minutes for one in matrix.cells.values()]
    notes = []
    marks = []
    if any(minutes is not None and minutes < 0 for minutes in cells):
        marks.append("!! the plan itself breaks it, by so much")
    if 0 in cells:
        marks.append("! no time at all")
    if None in cells:
        marks.append(f"'{WITHOUT_LIMIT}': however late")
    if len(cells) < len(matrix.parties) * len(matrix.promises):
        marks.append(f"'{NOT_REACHED}': does not reach it")
    if marks:
        notes.append("; ".join(marks) + ".")
    if unsure:
        notes.append(
            f"* {'; '.join(dict.fromkeys(unsure.values()))}: the true tolerance may be greater."
        )
    hours: dict[int, list[str]] = {}
    for party in matrix.parties:
        if m.calendar_of(party).day != m.calendar.day:
            hours.setdefault(m.calendar_of(party).day, []).append(name(m, party))
    notes += [f"Days of {hours_of(day)}: {', '.join(own)}." for day, own in sorted(hours.items())]
    notes.append(SINGLE_FAULT)
    lines = [wrapped(note, width, "  ") for note in notes]
    if len(matrix.parties) > 1:
        lines += _suggested(
            [
                f"servicemap trace {_pasted(m.path)}",
                *(f"--late {_pasted(party)}=1d" for party in matrix.parties[:2]),
            ],
            width,
        )
    return lines


def _suggested(words: Sequence[str], width: int) -> list[str]:
    """A command to paste, on one line where it fits, else on lines that a shell joins."""
    whole = "  " + " ".join(words)
    if display_width(whole) <= width:
        return [whole]
    return [
        "  " + words[0] + " \\",
        *(f"    {word} \\" for word in words[1:-1]),
        "    " + words[-1],
    ]


def _pasted(text: str) -> str:
    """A word as a shell takes it."""
    plain = all(c.isalnum() or c in "-_./" for c in text)
    return visible(text) if plain else "'" + visible(text).replace("'", "'\\''") + "'"
