"""Tolerances as CSV, ids and all, for a spreadsheet's pivot table.

There may be millions of lines, so each text is made once, and no more than some columns are held:
they come promise by promise.
"""

import csv
from collections.abc import Hashable, Iterator
from functools import cache
from io import StringIO

from servicemap.bounds import Bounds
from servicemap.reporting.terminal import unobeyed
from servicemap.timing.answers.tolerances import WITHOUT_LIMIT, Tolerances, columns_of_teams
from servicemap.wording.in_bounds import left_in_bounds


def as_csv(found: Tolerances) -> Iterator[str]:
    """A line a promise and team: parts of a text.

    `minutes` is empty without limit and where it is open. No cell begins as a formula would.
    """
    m = found.map
    day_of = {id_: m.calendar_of(id_).day for id_ in m.parties}

    @cache
    def answer(bounds: Bounds | None, day: int, customer_day: int) -> str:
        if bounds is None:
            return f",,,{WITHOUT_LIMIT}\n"
        figures = ("" if n is None else str(n) for n in (bounds.exact, *bounds))
        said = left_in_bounds(bounds, day, customer_day)
        return _csv_cells(*figures, said).removesuffix(",") + "\n"

    heads = [_csv_cells(id_) for id_ in found.parties]
    by_id = sorted(range(len(heads)), key=found.parties.__getitem__)
    # Whoever has days of one length shares a table of how a line ends: figure -> text.
    ends: dict[int, dict[Hashable, str]] = {}
    end_of = [ends.setdefault(day_of[id_], {}) for id_ in found.parties]
    yield "team,service,customer,minutes,min_minutes,max_minutes,tolerance\n"
    for key, column in columns_of_teams(found, once=True):
        promise, customer_day = _csv_cells(*key), day_of[key.customer]
        for day, table in ends.items():
            table.clear()
            for figure, bounds in column.different.items():
                table[figure] = promise + answer(bounds, day, customer_day)
        figures: list[Hashable] = [None] * len(heads)
        for place, figure in zip(column.places, column.figures, strict=True):
            figures[place] = figure
        yield "".join(
            [
                heads[place] + end_of[place][figure]
                for place, figure in zip(by_id, map(figures.__getitem__, by_id), strict=True)
                if figure is not None
            ]
        )


def _csv_cells(*texts: str) -> str:
    """The beginning of a line, the comma after it included."""
    line = StringIO()
    # A spreadsheet has no escapes: as in text for people, what a runner would obey is written out.
    csv.writer(line, lineterminator=",").writerow(map(unobeyed, texts))
    return line.getvalue()
