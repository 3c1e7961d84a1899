"""How late each may be, on a page: teams by promises, most urgent first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from math import lcm
from operator import itemgetter
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.escapes import visible
from servicemap.model import Promised, ServiceMap
from servicemap.reporting.footnotes import Footnotes
from servicemap.reporting.promise_columns import hanging_in_words
from servicemap.reporting.terminal import Ink, display_width, table, wrapped
from servicemap.reporting.text.cells import (
    Tightness,
    ToleranceCell,
    left_in_words,
    legend,
    other_days,
)
from servicemap.timing.answers.tolerances import SINGLE_FAULT, Answers, Tolerances, columns_of_teams
from servicemap.unknowns import Unknown
from servicemap.wording.names import name, promise_named, service_for
from servicemap.wording.unknowns import WITHOUT_TIMES, in_step, why
from servicemap.wording.verbs import named, told

NOT_REACHED = "."
HEAD = 12
"""Columns that the head of a promise takes at most, if its words let it."""

ROWS_SHOWN = 40
"""Rows of a matrix or list on one page; where all are wanted, the heads stand again after these."""

PROMISES_SHOWN = 24
"""Columns of a matrix, in all its blocks."""


class Survey(NamedTuple):
    """What is known of all tolerances before any is shown: who and what is how urgent.

    `parties` and `promises` stand in the order in which they are shown, each with the least that
    is left of it. `parts` are those of a day in which it is told how little that is.
    """

    parties: Mapping[str, ToleranceCell]
    promises: Mapping[Promised, ToleranceCell]
    parts: int


class Matrix(NamedTuple):
    """Tolerances by party and promise, both in the order in which they are shown.

    `footnotes` say on which circles it hangs what stands in a column, `notes_of` which concern it.
    In `parts` of a day it is told how little is left.
    """

    parties: list[str]
    promises: list[Promised]
    columns: Mapping[Promised, Mapping[str, ToleranceCell]]
    footnotes: Footnotes
    notes_of: Mapping[Promised, Sequence[str]]
    parts: int

    def cells(self) -> Iterable[ToleranceCell]:
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
    if not found.promises:
        if not customer:
            return "Nothing is promised on this map: it serves nobody outside."
        return wrapped(
            f"Nothing is promised to {name(m, customer)}, so there is no time by which to be late.",
            width,
        )
    survey = _survey(found)
    who = named(m, team) if team else "anybody"
    if not survey.promises and customer:
        said = "Nothing that {who} [does|do] reaches a promise to {customer}."
        return told(said, who=who, customer=name(m, customer))
    if not survey.promises:
        said = "Nothing that {who} [does|do] reaches a promise, so nobody notices a delay."
        return told(said, who=who)
    single = len(survey.parties) == 1
    parties, promises, beyond = _shown(survey, everything=everything)
    matrix = _matrix(found, survey, parties, promises)
    whose = ink.bold(name(m, matrix.parties[0])) if single else "each"
    head = f"How late {whose} may be before a customer notices, if nobody else is late."
    body = _list(m, matrix, ink) if single else _blocks(m, matrix, ink, width)
    notes = _notes(found, matrix, width, everything=everything)
    below = "".join(f"\n{wrapped(one, width, '  ')}" for one in beyond)
    return "\n".join([wrapped(head, width), "", body + below, "", *notes])


def _survey(found: Tolerances) -> Survey:
    """Most urgent parties first, promises by the group of the customer."""
    m = found.map
    parts = lcm(*{m.calendar_of(party).day for party in m.parties})
    ids = found.parties
    # Whoever has days of one length shares what stands in a column: figure -> cell.
    cells: dict[int, dict[Hashable, _Ranked]] = {}
    cells_of = [cells.setdefault(m.calendar_of(party).day, {}) for party in ids]
    tightest: list[_Ranked | None] = [None] * len(ids)
    promises: dict[Promised, ToleranceCell] = {}
    for key, column in columns_of_teams(found):
        customer_day = m.calendar_of(key.customer).day
        different: list[_Ranked] = []
        for own in cells.values():
            own.clear()
        for place, figure in zip(column.places, column.figures, strict=True):  # there are millions
            own = cells_of[place]
            one = own.get(figure)
            if one is None:
                day = m.calendar_of(ids[place]).day
                cell = ToleranceCell(column.different[figure], day, customer_day)
                one = own[figure] = _Ranked(cell.left(parts), cell)
                different.append(one)
            before = tightest[place]
            if before is None or one[0] < before[0]:
                tightest[place] = one
        if different:
            promises[key] = min(different, key=itemgetter(0)).cell
    least = {party: one for party, one in zip(ids, tightest, strict=True) if one is not None}
    by_group = sorted(promises, key=lambda key: m.parties[key.customer].group.place)
    parties = sorted(least, key=lambda party: (least[party].left, name(m, party).casefold()))
    return Survey(
        {party: least[party].cell for party in parties},
        {key: promises[key] for key in by_group},
        parts,
    )


class _Ranked(NamedTuple):
    """A cell, and how little is left in it."""

    left: Tightness
    cell: ToleranceCell


def _cells_of(m: ServiceMap) -> Callable[[str, str, Bounds | None], ToleranceCell]:
    """What makes a cell of the bounds of a party towards a customer, each different one once."""
    day_of = {party: m.calendar_of(party).day for party in m.parties}
    cell = cache(ToleranceCell)
    return lambda party, customer, bounds: cell(bounds, day_of[party], day_of[customer])


def _matrix(
    found: Tolerances, survey: Survey, parties: list[str], promises: list[Promised]
) -> Matrix:
    """What stands in these rows and columns; without rows in which nothing would."""
    cell_of = _cells_of(found.map)
    columns = {
        key: {
            party: cell_of(party, key.customer, bounds)
            for party, bounds in column.of(parties).items()
        }
        for key, column in columns_of_teams(found, frozenset(promises))
    }
    notes_of = {
        key: in_step_in_words(found, key, {of: cell.bounds for of, cell in column.items()})
        for key, column in columns.items()
    }
    footnotes = Footnotes(note for key in promises for note in notes_of[key])
    reaching = {party for column in columns.values() for party in column}
    rows = [party for party in parties if party in reaching]
    return Matrix(rows, promises, columns, footnotes, notes_of, survey.parts)


def in_step_in_words(found: Tolerances, to: Promised, answers: Answers) -> list[str]:
    """`If the circle of A and B keeps in step.`: on what it hangs that these are left at least."""
    circles = found.circles_behind(to, answers)
    return [f"{in_step(found.map, circle, begins=True)}." for circle in circles]


def _shown(survey: Survey, *, everything: bool) -> tuple[list[str], list[Promised], list[str]]:
    """The rows and columns that fit a page unless everything is wanted; what to say of the rest."""
    single = len(survey.parties) == 1
    shown = ROWS_SHOWN if single else PROMISES_SHOWN
    beyond: list[str] = []
    parties, promises = list(survey.parties), list(survey.promises)
    if everything:
        return parties, promises, beyond
    if len(parties) > ROWS_SHOWN:
        least = survey.parties[parties[ROWS_SHOWN]]
        rest = f"{len(parties) - ROWS_SHOWN} more"
        beyond.append(f"{rest}, {_with_left(least, 'each ')}: --all shows them.")
        parties = parties[:ROWS_SHOWN]
    if len(promises) > shown:
        lefts = survey.promises
        urgent = sorted(promises, key=lambda key: lefts[key].left(survey.parts))
        kept = set(urgent[:shown])
        promises = [key for key in promises if key in kept]
        rest = f"{len(urgent) - shown} more promises"
        left = _with_left(lefts[urgent[shown]], after=" before each")
        beyond.append(f"{rest}, {left}: --all shows them, --for CUSTOMER those to one.")
    return parties, promises, beyond


def _with_left(cell: ToleranceCell, before: str = "", after: str = "") -> str:
    """`each with 139d or more left`; whatever is known of it at least."""
    least = cell.bounds.least if cell.bounds else None
    if cell.bounds is None:
        return f"{before}with any delay allowed{after}"
    return (
        "less urgent" if least is None else f"{before}with {cell.short(least)} or more left{after}"
    )


def _list(m: ServiceMap, matrix: Matrix, ink: Ink) -> str:
    (party,) = matrix.parties
    left = {key: matrix.columns[key][party] for key in matrix.promises}
    rows = [
        [left_in_words(left[key], ink), promise_named(m, *key) + _mark(matrix, key)]
        for key in sorted(left, key=lambda key: left[key].left(matrix.parts))
    ]
    return table(rows, align="rl", indent="  ")


def _blocks(m: ServiceMap, matrix: Matrix, ink: Ink, width: int) -> str:
    """The matrix in as many columns as the page holds, the other promises beneath."""
    labels = _labels(m, matrix.parties, max(16, width // 4))
    columns = _columns(matrix, ink)
    heads = _heads(m, matrix)
    across = {
        key: max(display_width(text) for text in {*heads[key].split("\n"), *columns[key]})
        for key in matrix.promises
    }
    room = width - max(display_width(line) for one in labels.values() for line in one.split("\n"))
    blocks: list[list[Promised]] = [[]]
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


def _columns(matrix: Matrix, ink: Ink) -> dict[Promised, list[str]]:
    """The cells of each promise, down all parties."""

    @cache
    def said(cell: ToleranceCell) -> str:
        return left_in_words(cell, ink)

    nothing = ink.muted(NOT_REACHED)
    return {
        key: [
            said(column[party]) if party in column else nothing
            for column in [matrix.columns[key]]
            for party in matrix.parties
        ]
        for key in matrix.promises
    }


def _heads(m: ServiceMap, matrix: Matrix) -> dict[Promised, str]:
    """The customer, and the service where two promises differ only by it."""
    heads = {key: name(m, key.customer) for key in matrix.promises}
    same = Counter(heads.values())
    return {
        key: wrapped(
            head + f": {service_for(m, *key)}" * (same[head] > 1) + _mark(matrix, key), HEAD
        )
        for key, head in heads.items()
    }


def _mark(matrix: Matrix, key: Promised) -> str:
    return matrix.footnotes.mark(*matrix.notes_of[key])


def _open_below(matrix: Matrix) -> list[Promised]:
    """Promises before which nobody knows how late somebody may be at least."""
    return [
        key
        for key, column in matrix.columns.items()
        if any(cell.bounds is not None and cell.bounds.least is None for cell in column.values())
    ]


def _notes(found: Tolerances, matrix: Matrix, width: int, *, everything: bool) -> list[str]:
    m = found.map
    cells = list(matrix.cells())
    gaps = len(cells) < len(matrix.parties) * len(matrix.promises)
    marks = legend(cells, f"'{NOT_REACHED}': does not reach it" if gaps else "")
    notes = [marks] if marks else []
    notes += hanging_in_words(m, found.hanging(_open_below(matrix)), everything=everything)
    if not m.has_times:
        notes.append(WITHOUT_TIMES)
    elif any(cell.bounds is not None and cell.bounds.exact is None for cell in cells):
        stocked = f"{why(Unknown.STOCKED, begins=True)}."
        closed = found.plan.earliest is None and found.network.stocked
        notes.append(
            stocked
            if closed
            else f"What to say first, for plain figures: servicemap promises {_pasted(m.path)}"
        )
    notes += matrix.footnotes
    notes += _days(m, matrix)
    if len(matrix.parties) < 2:
        return [wrapped(note, width, "  ") for note in [*notes, SINGLE_FAULT]]
    notes.append(f"{SINGLE_FAULT.partition('.')[0]}. For two at once:")
    lines = [wrapped(note, width, "  ") for note in notes]
    lines += _suggested(
        [
            f"servicemap trace {_pasted(m.path)}",
            *(f"--late {_pasted(party)}=1d" for party in matrix.parties[:2]),
        ],
        width,
    )
    return lines


def _days(m: ServiceMap, matrix: Matrix) -> Iterator[str]:
    """Whose days are not those of the map: of the late ones, and of customers in what is broken."""
    broken = {
        key.customer
        for key in matrix.promises
        if any(_may_be_broken(cell.bounds) for cell in matrix.columns[key].values())
    }
    return other_days(m, [*matrix.parties, *sorted(broken)])


def _may_be_broken(bounds: Bounds | None) -> bool:
    return bounds is not None and any(minutes is not None and minutes < 0 for minutes in bounds)


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
