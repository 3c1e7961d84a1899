"""How late each may be, on a page: teams by promises, most urgent first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import chain
from typing import NamedTuple

from servicemap.escapes import visible
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, display_width, table, wrapped
from servicemap.reporting.text.promises import AT_LEAST
from servicemap.timing.answers.tolerances import SINGLE_FAULT, Tolerances
from servicemap.unknowns import Unknown
from servicemap.wording.lengths import hours_of, short
from servicemap.wording.names import name, promise_named
from servicemap.wording.unknowns import whys
from servicemap.wording.verbs import named, told

WITHOUT_LIMIT = "any"
NOT_REACHED = "."
HEAD = 12
"""Columns that the head of a promise takes at most, if its words let it."""

ROWS_SHOWN = 40
"""Rows of a matrix or list on one page; where all are wanted, the heads stand again after these."""

PROMISES_SHOWN = 24
"""Columns of a matrix, in all its blocks."""

Key = tuple[str, str]
"""A promise: service and customer."""

Left = tuple[bool, Fraction]
"""How little is left, in days of whoever is late; without limit comes last."""


class Matrix(NamedTuple):
    """Tolerances by party and promise, both in the order in which they are shown.

    `days` are the minutes of a working day of each party; `at_least` are the promises that the plan
    breaks by so much or more, and why nobody knows.
    """

    parties: list[str]
    promises: list[Key]
    columns: dict[Key, Mapping[str, int | None]]
    days: dict[str, int]
    at_least: Mapping[Key, Unknown]

    def cells(self) -> Iterable[int | None]:
        """What stands in it."""
        return chain.from_iterable(
            (column[party] for party in self.parties if party in column)
            for column in map(self.columns.__getitem__, self.promises)
        )


def as_text(found: Tolerances, ink: Ink, *, width: int = 100, everything: bool = False) -> str:
    """Who has least left stands first. Where the page is too narrow, the promises are broken up.

    Of a large map the most urgent, and how many there are beyond them, unless `everything` is
    wanted.
    """
    m, team, customer = found.map, found.team, found.customer
    whole = _matrix(found)
    if not found.promises:
        if not customer:
            return "Nothing is promised on this map: it serves nobody outside."
        return wrapped(
            f"Nothing is promised to {name(m, customer)}, so there is no time by which to be late.",
            width,
        )
    who = named(m, team) if team else "anybody"
    if not whole.promises and customer:
        said = "Nothing that {who} [does|do] reaches a promise to {customer}."
        return told(said, who=who, customer=name(m, customer))
    if not whole.promises:
        said = "Nothing that {who} [does|do] reaches a promise, so nobody notices a delay."
        return told(said, who=who)
    single = len(whole.parties) == 1
    matrix, beyond = (whole, []) if everything else _most_urgent(whole)
    unsure = {key: why for key, why in found.unknown.items() if key in matrix.promises}
    whose = ink.bold(name(m, matrix.parties[0])) if single else "each"
    head = f"How late {whose} may be before a customer notices, if nobody else is late."
    body = _list(m, matrix, unsure, ink) if single else _blocks(m, matrix, unsure, ink, width)
    below = "".join(f"\n{wrapped(one, width, '  ')}" for one in beyond)
    return "\n".join(
        [wrapped(head, width), "", body + below, "", *_notes(m, matrix, unsure, width)]
    )


def days_left(minutes: int | None, day: int) -> Left:
    """A tolerance as something to sort by."""
    return minutes is None, Fraction(minutes or 0, day)


def left_in_words(minutes: int | None, day: int, ink: Ink, *, or_more: bool = False) -> str:
    """`2d`, `4h`, `0d !`, `-1d !!` where the plan breaks it already, `any` where nothing would.

    `-1d+ !!` where the plan breaks it by so much `or_more`.
    """
    if minutes is None:
        return ink.muted(WITHOUT_LIMIT)
    said = short(minutes, day)
    if minutes < 0:
        return ink.error(f"{said}{AT_LEAST if or_more else ''} !!")
    if minutes == 0:
        return ink.error(f"{said} !")
    return ink.warning(said) if minutes < day else ink.good(said)


def legend(cells: Iterable[int | None], unreached: str = "") -> str:
    """What the marks among some tolerances mean; empty where there are none.

    `unreached` says what stands where nothing is reached, if that occurs.
    """
    different = set(cells)
    marks = []
    if any(minutes is not None and minutes < 0 for minutes in different):
        marks.append("!! the plan itself breaks it, by so much")
    if 0 in different:
        marks.append("! no time at all")
    if None in different:
        marks.append(f"'{WITHOUT_LIMIT}': however late")
    if unreached:
        marks.append(unreached)
    return "; ".join(marks) + "." if marks else ""


def doubts(unsure: Iterable[Unknown], at_least: Iterable[Unknown]) -> Iterator[str]:
    """What * and + stand for, and why nobody knows, where either occurs."""
    for mark, unknown, means in (
        ("*", unsure, "the true tolerance may be greater"),
        (AT_LEAST, at_least, "late by so much or more"),
    ):
        if reasons := whys(unknown):
            yield f"{mark} {reasons}: {means}."


def _matrix(found: Tolerances) -> Matrix:
    """Most urgent parties first, promises by the group of the customer."""
    m = found.map
    columns = {key: column for key, column in found.minutes_of_teams() if column}
    least: dict[str, tuple[bool, int]] = {}
    for column in columns.values():
        for party, minutes in column.items():
            left = minutes is None, minutes or 0
            if party not in least or left < least[party]:
                least[party] = left
    days = {party: m.calendar_of(party).day for party in least}
    order = {
        party: (without_limit, Fraction(minutes, days[party]), name(m, party).casefold())
        for party, (without_limit, minutes) in least.items()
    }
    promises = sorted(columns, key=lambda key: m.parties[key[1]].group.place)
    parties = sorted(order, key=order.__getitem__)
    return Matrix(parties, promises, columns, days, found.at_least)


def _most_urgent(whole: Matrix) -> tuple[Matrix, list[str]]:
    """What fits a page, and what to say of the rest."""
    single = len(whole.parties) == 1
    shown = ROWS_SHOWN if single else PROMISES_SHOWN

    def least(cells: Iterable[tuple[int | None, int]]) -> tuple[Left, str]:
        """The least of some tolerances, each with the day it is counted in; and it in words."""
        minutes, day = min(cells, key=lambda one: days_left(*one))
        return days_left(minutes, day), left_in_words(minutes, day, Ink())

    beyond = []
    parties, promises = whole.parties, whole.promises
    if len(parties) > ROWS_SHOWN:
        parties = parties[:ROWS_SHOWN]
        first = whole.parties[ROWS_SHOWN]
        reached = [column[first] for column in whole.columns.values() if first in column]
        _, left = least((minutes, whole.days[first]) for minutes in reached)
        rest = f"{len(whole.parties) - ROWS_SHOWN} more"
        beyond.append(f"{rest}, each with {left} or more left: --all shows them.")
    if len(promises) > shown:
        lefts = {
            key: least({(n, whole.days[party]) for party, n in whole.columns[key].items()})
            for key in promises
        }
        urgent = sorted(promises, key=lambda key: lefts[key][0])
        kept = set(urgent[:shown])
        promises = [key for key in promises if key in kept]
        rest, left = f"{len(urgent) - shown} more promises", lefts[urgent[shown]][1]
        beyond.append(
            f"{rest}, with {left} or more left before each: --all shows them, --for CUSTOMER"
            " those to one."
        )
    reaching = {party for key in promises for party in whole.columns[key]}
    parties = [party for party in parties if party in reaching]
    return whole._replace(parties=parties, promises=promises), beyond


def _list(m: ServiceMap, matrix: Matrix, unsure: Collection[Key], ink: Ink) -> str:
    (party,) = matrix.parties
    day = matrix.days[party]
    left = {key: matrix.columns[key][party] for key in matrix.promises}
    rows = [
        [
            left_in_words(left[key], day, ink, or_more=key in matrix.at_least),
            promise_named(m, *key) + (" *" if key in unsure else ""),
        ]
        for key in sorted(left, key=lambda key: days_left(left[key], day))
    ]
    return table(rows, align="rl", indent="  ")


def _blocks(m: ServiceMap, matrix: Matrix, unsure: Collection[Key], ink: Ink, width: int) -> str:
    """The matrix in as many columns as the page holds, the other promises beneath."""
    labels = _labels(m, matrix.parties, max(16, width // 4))
    columns = _columns(matrix, ink)
    heads = _heads(m, matrix.promises, unsure)
    across = {
        key: max(display_width(text) for text in {*heads[key].split("\n"), *columns[key]})
        for key in matrix.promises
    }
    room = width - max(display_width(line) for one in labels.values() for line in one.split("\n"))
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
            [labels[party], *(columns[key][place] for key in block)]
            for place, party in enumerate(matrix.parties)
            if any(party in matrix.columns[key] for key in block)
        ]
        headers = ["", *(heads[key] for key in block)]
        align = "l" + "r" * len(block)
        printed.append(_headed_again(table(rows, headers, align=align, ink=ink), rows, headers))
    return "\n\n".join(printed)


def _labels(m: ServiceMap, parties: Sequence[str], room: int) -> dict[str, str]:
    """What stands before each row: the whole name, and the id of those who share one."""
    names = {party: name(m, party) for party in parties}
    same = Counter(names.values())
    return {
        party: wrapped(f"{own} ({visible(party)})" if same[own] > 1 else own, room, "  ")
        for party, own in names.items()
    }


def _headed_again(printed: str, rows: Sequence[Sequence[str]], headers: Sequence[str]) -> str:
    """A long table with its heads above every page of it."""
    if len(rows) <= ROWS_SHOWN:
        return printed
    lines = printed.split("\n")
    height = max(head.count("\n") + 1 for head in headers)
    heads, body = lines[:height], iter(lines[height:])
    found = []
    for place, row in enumerate(rows):
        if place % ROWS_SHOWN == 0:
            found += ["", *heads] if place else heads
        found += [next(body) for _ in range(max(cell.count("\n") for cell in row) + 1)]
    return "\n".join(found)


def _columns(matrix: Matrix, ink: Ink) -> dict[Key, list[str]]:
    """The cells of each promise, down all parties."""

    @cache
    def said(minutes: int | None, day: int, more: str) -> str:
        return left_in_words(minutes, day, ink, or_more=more != "")

    nothing = ink.muted(NOT_REACHED)
    return {
        key: [
            said(column[party], matrix.days[party], more) if party in column else nothing
            for party in matrix.parties
        ]
        for key, column, more in (
            (key, matrix.columns[key], matrix.at_least.get(key, "")) for key in matrix.promises
        )
    }


def _heads(m: ServiceMap, promises: Sequence[Key], unsure: Collection[Key]) -> dict[Key, str]:
    """The customer, and the service and its provider where two promises differ only by them."""
    heads = {key: name(m, key[1]) for key in promises}
    services = {key: f": {name(m, key[0])}" for key in promises}
    providers = {key: f" of {name(m, m.services[key[0]].provider)}" for key in promises}
    for more in (services, providers):
        same = Counter(heads.values())
        heads = {key: head + more[key] if same[head] > 1 else head for key, head in heads.items()}
    return {
        key: wrapped(head + (" *" if key in unsure else ""), HEAD) for key, head in heads.items()
    }


def _notes(m: ServiceMap, matrix: Matrix, unsure: Mapping[Key, Unknown], width: int) -> list[str]:
    cells = list(matrix.cells())
    gaps = len(cells) < len(matrix.parties) * len(matrix.promises)
    marks = legend(cells, f"'{NOT_REACHED}': does not reach it" if gaps else "")
    notes = [marks] if marks else []
    at_least = (why for key, why in matrix.at_least.items() if key in matrix.promises)
    notes += doubts(unsure.values(), at_least)
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
