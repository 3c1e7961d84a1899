"""What delays become between two calendars, from any of many moments, in arrays.

Where nobody knows when a service is planned a year is looked at, for one delay after the other. How
one working time goes on in another is laid out once for all of them: between the moments at which
work begins or ends, or something departs, that is a straight line.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servicemap.calendars import WorkingTime
from servicemap.durations import WEEK_OF_CLOCK
from servicemap.timing.network.departures import DEPARTURES_LOOKED_AT
from servicemap.timing.passes.finishes import Remembered, Shift, Window

Numbers = NDArray[np.int64]
"""Whole numbers in a row: minutes, or places in other rows."""

CHUNK = 52 * WEEK_OF_CLOCK
"""Minutes that are laid out together, so that questions about the same year share them."""


class _Lines(NamedTuple):
    """Whole numbers that lie on a straight line between each two of some marks."""

    marks: Numbers
    values: Numbers
    slopes: Numbers

    @classmethod
    def through(cls, marks: Numbers, values: Numbers) -> "_Lines":
        """The lines through these values at these marks."""
        return cls(marks, values, np.append(np.diff(values) // np.diff(marks), 0))

    def at(self, places: Numbers | int) -> Numbers:
        """The numbers at some places, none of which is before the first mark or after the last."""
        k = np.searchsorted(self.marks, places, "right") - 1
        return self.values[k] + self.slopes[k] * (places - self.marks[k])


class _LaidOut(NamedTuple):
    """One working time on the clock: what is worked by a moment, and when so much is worked."""

    worked: _Lines
    closing: _Lines


class _Passing(NamedTuple):
    """How one working time goes on in another: by its minutes, each told by its number.

    ends    how many of the other are over when what is done by the end of that minute is there
    begins  the same of what is done as it begins
    """

    ends: _Lines
    begins: _Lines


def shift_from_any(
    known: Remembered, window: Window, late: int, *, at_any_time: bool = False
) -> Shift | None:
    """What so many minutes of a delay become, from any moment of a window on.

    `at_any_time`: who is late may be done whenever nobody works, until work goes on. None where
    there are more departures than are looked at.
    """
    theirs, mine, table, first, last = window
    low, high = theirs.worked(first), theirs.worked(last)
    begin, end = first - first % CHUNK, theirs.closing(high + late + 1)
    passing = _passing(known, (theirs, mine, table, begin, end + -end % CHUNK))
    if passing is None:
        return None

    def there(moment: int) -> int:
        return mine.worked(table.after(moment) if table else moment)

    def apart(then: _Lines, by: int, usual: _Lines) -> Numbers:
        """How much more there is then so many minutes later, wherever that may be least or most.

        From each minute on that is neither the first nor the last that may be begun.
        """
        numbers = _places(usual.marks, low + 1, high, by)
        return then.at(numbers + by) - usual.at(numbers)

    # Of the moments by which as many minutes have been worked the first is furthest from what comes
    # of it, and the last, just before work goes on, is nearest.
    ends, begins = passing
    least = most = 0
    if late:
        least = int(ends.at(high + late)) - there(min(last, theirs.opening(high)))
        least = int(apart(ends, late - 1, begins).min(initial=least))
    then, by = (begins, late + 1) if at_any_time else (ends, late)
    if by:
        most = int(then.at(low + by)) - there(first)
        most = int(apart(then, by, ends).max(initial=most))
    return Shift(least, most)


def _places(marks: Numbers, low: int, high: int, by: int) -> Numbers:
    """The marks between two numbers, both included, and the numbers from which `by` leads to one.

    Between two of these what lies on lines, and so much further on others, only rises, or falls.
    """
    if low > high:
        return marks[:0]
    before = marks - by
    return np.concatenate(
        (
            np.array([low, high]),
            marks[(marks > low) & (marks < high)],
            before[(before > low) & (before < high)],
        )
    )


def _passing(known: Remembered, window: Window) -> _Passing | None:
    """How it goes on from a moment to another; None where there are too many departures."""
    if window not in known.laid_out:
        known.laid_out[window] = _find_passing(known, window)
    found: _Passing | None = known.laid_out[window]
    return found


def _find_passing(known: Remembered, window: Window) -> _Passing | None:
    theirs, mine, table, begin, end = window
    them = _on_the_clock(known, theirs, begin, end)
    there: Callable[[Numbers | int], Numbers]
    if table is None:
        us = _on_the_clock(known, mine, begin, end)
        turns, there = us.worked.marks, us.worked.at
    else:
        departures = [*table.between(begin, end)]
        if len(departures) >= DEPARTURES_LOOKED_AT:
            return None
        turns, there = _on_departure(mine, np.array(departures), end)
    passed = them.worked.at(np.concatenate((turns, them.worked.marks)))
    first, last = them.closing.marks[[0, -1]]
    marks = np.unique(np.concatenate((passed, passed + 1, (first, last))))
    marks = marks[(marks >= first) & (marks <= last)]
    closing = them.closing.at(marks)
    ends, begins = _Lines.through(marks, there(closing)), _Lines.through(marks, there(closing - 1))
    bends = np.diff(ends.slopes) | np.diff(begins.slopes)
    keep = np.concatenate(([True], bends[:-1] != 0, [True]))
    return _Passing(*(_Lines(*(of[keep] for of in one)) for one in (ends, begins)))


def _on_departure(
    mine: WorkingTime, leaves: Numbers, end: int
) -> tuple[Numbers, Callable[[Numbers | int], Numbers]]:
    """Where it goes on with the next departure, and what is worked when what is done is there."""
    worked = np.array([mine.worked(moment) for moment in leaves.tolist()])
    turns = np.concatenate((leaves, leaves + 1))
    return turns[turns <= end], lambda moments: worked[np.searchsorted(leaves, moments)]


def _on_the_clock(known: Remembered, time: WorkingTime, begin: int, end: int) -> _LaidOut:
    key = time, begin, end
    if key not in known.laid_out:
        moments = np.unique(np.array([begin, *time.turns(begin, end), end]))
        worked = np.array([time.worked(moment) for moment in moments.tolist()])
        numbers = np.unique(np.concatenate((worked, worked + 1)))
        numbers = numbers[(numbers > worked[0]) & (numbers <= worked[-1])]
        closing = np.array([time.closing(number) for number in numbers.tolist()])
        known.laid_out[key] = _LaidOut(
            _Lines.through(moments, worked), _Lines.through(numbers, closing)
        )
    found: _LaidOut = known.laid_out[key]
    return found
