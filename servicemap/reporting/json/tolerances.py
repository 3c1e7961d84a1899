"""Tolerances for spreadsheets and programs: there may be millions, so each text is made once."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import StringIO

from servicemap.bounds import Bounds
from servicemap.model import Promised
from servicemap.reporting.json_text import VERSION, written
from servicemap.reporting.terminal import unobeyed
from servicemap.timing.answers.tolerances import (
    SINGLE_FAULT,
    WITHOUT_LIMIT,
    Answers,
    Tolerances,
)
from servicemap.wording.in_bounds import left_in_bounds

OPEN = "the map leaves it open"

Columns = Iterable[tuple[Promised, Answers]]
"""Each promise with the teams, or services, that reach it -> bounds."""

ToleranceWriter = Callable[[Bounds | None, str], str]
"""How one tolerance to what is promised to a customer is written."""


def as_json(found: Tolerances) -> str:
    """Of each service, and of each team with all its services.

    Null is without limit or open: `why` says which.
    """
    services = _json_list("service", found.bounds_of_services())
    teams = _json_list("team", found.bounds_of_teams())
    return (
        f'{{\n  "version": {VERSION},\n  "kind": "tolerance",\n'
        f'  "tolerances": {services},\n'
        f'  "teams": {teams},\n'
        f'  "note": {written(SINGLE_FAULT)}\n}}'
    )


def why_open(bounds: Bounds | None) -> str:
    """Why a tolerance is no plain figure; nothing where it is one."""
    if bounds is None:
        return WITHOUT_LIMIT
    return "" if bounds.exact is not None else OPEN


def _json_list(of: str, columns: Columns) -> str:
    """A JSON list of objects, laid out as `written` lays it out."""

    def promise(key: Promised) -> str:
        return (
            f'      "promise": {{\n        "service": {written(key.service)},\n'
            f'        "customer": {written(key.customer)}\n      }},\n'
        )

    @cache
    def answer(bounds: Bounds | None, _: str) -> str:
        figures = (None, None, None) if bounds is None else (bounds.exact, *bounds)
        minutes, least, most = ("null" if n is None else str(n) for n in figures)
        return (
            f'      "minutes": {minutes},\n      "min_minutes": {least},\n'
            f'      "max_minutes": {most},\n      "why": "{why_open(bounds)}"\n    }}'
        )

    rows = ",\n".join(
        _rows(
            columns,
            lambda id_: f'    {{\n      "{of}": {written(id_)},\n',
            promise,
            lambda _: answer,
            ",\n",
        )
    )
    return f"[\n{rows}\n  ]" if rows else "[]"


def as_csv(found: Tolerances) -> str:
    """A line a team and promise, ids and all, for a spreadsheet's pivot table.

    `minutes` is empty without limit and where it is open. No cell begins as a formula would.
    """
    calendar_of = found.map.calendar_of

    @cache
    def answer_in_days_of(day: int) -> ToleranceWriter:
        @cache
        def answer(bounds: Bounds | None, customer: str) -> str:
            if bounds is None:
                return f",,,{WITHOUT_LIMIT}\n"
            figures = ("" if n is None else str(n) for n in (bounds.exact, *bounds))
            said = left_in_bounds(bounds, day, calendar_of(customer).day)
            return _csv_cells(*figures, said).removesuffix(",") + "\n"

        return answer

    rows = _rows(
        found.bounds_of_teams(),
        _csv_cells,
        lambda key: _csv_cells(*key),
        lambda party: answer_in_days_of(calendar_of(party).day),
    )
    heads = "team,service,customer,minutes,min_minutes,max_minutes,tolerance\n"
    return heads + "".join(rows)


def _csv_cells(*texts: str) -> str:
    """The beginning of a line, the comma after it included."""
    line = StringIO()
    # A spreadsheet has no escapes: as in text for people, what a runner would obey is written out.
    csv.writer(line, lineterminator=",").writerow(map(unobeyed, texts))
    return line.getvalue()


def _rows(
    columns: Columns,
    head: Callable[[str], str],
    promise: Callable[[Promised], str],
    answers: Callable[[str], ToleranceWriter],
    between: str = "",
) -> Iterator[str]:
    """All rows of one team or service at a time: by its id, then by that of the promise.

    A row is the head of whose it is, the promise and the answer. What is few is sorted and
    written, not every row.
    """
    found: dict[str, list[tuple[str, Bounds | None, str]]] = {}
    for key, column in sorted(columns, key=lambda one: one[0]):
        said = promise(key)
        for of, bounds in column.items():
            found.setdefault(of, []).append((said, bounds, key.customer))
    for of in sorted(found):
        answer, begun = answers(of), head(of)
        rows = [said + answer(bounds, customer) for said, bounds, customer in found.pop(of)]
        yield begun + (between + begun).join(rows)
