"""Tolerances for spreadsheets and programs: there may be millions, so each text is made once."""

import csv
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache
from io import StringIO

from servicemap.reporting.json_text import written
from servicemap.reporting.terminal import unobeyed
from servicemap.timing.answers.tolerances import SINGLE_FAULT, WITHOUT_LIMIT, Promised, Tolerances
from servicemap.wording.lengths import short

Columns = Iterable[tuple[Promised, Mapping[str, int | None]]]
"""Each promise with the teams, or services, that reach it -> minutes."""

Answer = Callable[[int | None, str], str]
"""How minutes are written, with " or more" where the plan breaks it by so much at least."""


def as_json(found: Tolerances) -> str:
    """Of each service, and of each team with all its services; null is without limit."""
    services = _json_list("service", found.minutes_of_services(), found.at_least)
    teams = _json_list("team", found.minutes_of_teams(), found.at_least)
    return (
        '{\n  "version": 1,\n  "kind": "tolerance",\n'
        f'  "tolerances": {services},\n'
        f'  "teams": {teams},\n'
        f'  "note": {written(SINGLE_FAULT)}\n}}'
    )


def _json_list(of: str, columns: Columns, at_least: Container[Promised]) -> str:
    """A JSON list of objects, laid out as `written` lays it out."""

    def promise(key: Promised) -> str:
        service, customer = map(written, key)
        return (
            f'      "promise": {{\n        "service": {service},\n'
            f'        "customer": {customer}\n      }},\n'
        )

    @cache
    def answer(minutes: int | None, more: str) -> str:
        said = "null" if minutes is None else str(minutes)
        or_more = "true" if more else "false"
        why = WITHOUT_LIMIT if minutes is None else ""
        return (
            f'      "minutes": {said},\n      "or_more": {or_more},\n      "why": "{why}"\n    }}'
        )

    rows = ",\n".join(
        _rows(
            columns,
            at_least,
            lambda id_: f'    {{\n      "{of}": {written(id_)},\n',
            promise,
            lambda _: answer,
            ",\n",
        )
    )
    return f"[\n{rows}\n  ]" if rows else "[]"


def as_csv(found: Tolerances) -> str:
    """A line a team and promise, ids and all, for a spreadsheet's pivot table.

    `minutes` is empty without limit. No cell begins as a formula would.
    """

    @cache
    def answer_in_days_of(day: int) -> Answer:
        @cache
        def answer(minutes: int | None, more: str) -> str:
            if minutes is None:
                return f",{WITHOUT_LIMIT}\n"
            if minutes < 0:
                return f"{minutes},broken by {short(-minutes, day)}{more}\n"
            return f"{minutes},{short(minutes, day)}\n"

        return answer

    rows = _rows(
        found.minutes_of_teams(),
        found.at_least,
        _csv_cells,
        lambda key: _csv_cells(*key),
        lambda party: answer_in_days_of(found.map.calendar_of(party).day),
    )
    return "team,service,customer,minutes,tolerance\n" + "".join(rows)


def _csv_cells(*texts: str) -> str:
    """The beginning of a line, the comma after it included."""
    line = StringIO()
    # A spreadsheet has no escapes: as in text for people, what a runner would obey is written out.
    csv.writer(line, lineterminator=",").writerow(map(unobeyed, texts))
    return line.getvalue()


def _rows(
    columns: Columns,
    at_least: Container[Promised],
    head: Callable[[str], str],
    promise: Callable[[Promised], str],
    answers: Callable[[str], Answer],
    between: str = "",
) -> Iterator[str]:
    """All rows of one team or service at a time: by its id, then by that of the promise.

    A row is the head of whose it is, the promise and the answer. What is few is sorted and
    written, not every row.
    """
    found: dict[str, list[tuple[str, int | None, str]]] = {}
    for key, column in sorted(columns, key=lambda one: one[0]):
        said, more = promise(key), " or more" if key in at_least else ""
        for of, minutes in column.items():
            found.setdefault(of, []).append((said, minutes, more))
    for of in sorted(found):
        answer, begun = answers(of), head(of)
        rows = [said + answer(minutes, more) for said, minutes, more in found.pop(of)]
        yield begun + (between + begun).join(rows)
