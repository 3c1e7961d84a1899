"""Tolerances for programs: there may be millions, so each text is made once.

What is printed comes promise by promise, by their ids, and so do those who reach each. So no more
than some columns are ever held.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from servicemap.bounds import Bounds
from servicemap.model import Promised
from servicemap.reporting.json.promises import hanging
from servicemap.reporting.json_text import VERSION, written
from servicemap.timing.answers.tolerances import (
    SINGLE_FAULT,
    WITHOUT_LIMIT,
    Answers,
    Tolerances,
)

OPEN = "the map leaves it open"

Columns = Iterable[tuple[Promised, Answers]]
"""Each promise with the teams, or services, that reach it -> bounds."""


def as_json(found: Tolerances) -> Iterator[str]:
    """Of each service, and of each team with all its services: parts of a text.

    Null is without limit or open: `why` says which, and `hanging` which lengths a least hangs on.
    """
    reached: list[Promised] = []
    yield f'{{\n  "version": {VERSION},\n  "kind": "tolerance",\n  "tolerances": '
    yield from _json_list("service", sorted(found.map.services), found.services_by_id())
    yield ',\n  "teams": '
    teams = _noting(found.teams_by_id(), reached)
    yield from _json_list("team", sorted(found.map.parties), teams)
    yield f',\n  "hanging": {_inside(hanging(found.hanging(reached)))}'
    yield f',\n  "note": {written(SINGLE_FAULT)}\n}}'


def _inside(value: list[Any]) -> str:
    """JSON as it stands inside an object."""
    return written(value).replace("\n", "\n  ")


def _noting(columns: Columns, reached: list[Promised]) -> Columns:
    """The same columns; the promise of each that is not empty is added to those `reached`."""
    for key, column in columns:
        if column:
            reached.append(key)
        yield key, column


def why_open(bounds: Bounds | None) -> str:
    """Why a tolerance is no plain figure; nothing where it is one."""
    if bounds is None:
        return WITHOUT_LIMIT
    return "" if bounds.exact is not None else OPEN


def _json_list(of: str, ids: Iterable[str], columns: Columns) -> Iterator[str]:
    """A JSON list of objects, laid out as `written` lays it out."""

    @cache
    def answer(bounds: Bounds | None) -> str:
        figures = (None, None, None) if bounds is None else (bounds.exact, *bounds)
        minutes, least, most = ("null" if n is None else str(n) for n in figures)
        return (
            f'      "minutes": {minutes},\n      "min_minutes": {least},\n'
            f'      "max_minutes": {most},\n      "why": "{why_open(bounds)}"\n    }}'
        )

    heads = {id_: f'    {{\n      "{of}": {written(id_)},\n' for id_ in ids}
    before = "[\n"
    for key, column in columns:
        promise = (
            f'      "promise": {{\n        "service": {written(key.service)},\n'
            f'        "customer": {written(key.customer)}\n      }},\n'
        )
        rows = [
            head + promise + answer(column[id_]) for id_, head in heads.items() if id_ in column
        ]
        if rows:
            yield before + ",\n".join(rows)
            before = ",\n"
    yield "[]" if before == "[\n" else "\n  ]"
