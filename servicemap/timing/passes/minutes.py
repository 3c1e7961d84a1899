"""What a delay becomes between two calendars, from each of many minutes at once.

Where nobody knows when a service is planned a year of them is looked at. Taking every minute is
quicker in arrays than finding, one by one, those at which anything changes.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servicemap.calendars import WorkingTime
from servicemap.durations import WEEK_OF_CLOCK
from servicemap.timing.passes.finishes import Shift

OfEachMinute = NDArray[np.int32]

CHUNK = 52 * WEEK_OF_CLOCK
"""Minutes that are laid out together, so that questions about the same year share them."""


class MinuteByMinute(NamedTuple):
    """Working time, minute by minute, from a moment on.

    worked    k -> how many minutes have been worked k minutes after it
    closings  k -> how many minutes after it its working minute number k is over
    """

    worked: OfEachMinute
    closings: OfEachMinute


@lru_cache(maxsize=16)
def _laid_out(time: WorkingTime, begin: int, end: int) -> MinuteByMinute:
    turns = np.array(time.turns(begin + 1, end), dtype=np.int64) - begin
    # What two spans share, one ending as the other begins, is turned twice and stays.
    turned = np.bincount(turns, minlength=end - begin + 1)
    open_ = (np.cumsum(turned) + time.worked(begin + 1) - time.worked(begin)) & 1
    return MinuteByMinute(
        np.concatenate(([0], np.cumsum(open_))).astype(np.int32),
        (np.flatnonzero(open_) + 1).astype(np.int32),
    )


def shift_at_each_minute(
    theirs: WorkingTime,
    mine: WorkingTime,
    late: int,
    first: int,
    last: int,
    *,
    at_any_time: bool = False,
) -> Shift:
    """What so many minutes of `theirs` become in `mine`, from any moment between two others on.

    `at_any_time`: who is late may be done whenever nobody works, until work goes on.
    """
    begin = first - first % CHUNK
    end = theirs.closing(theirs.worked(last) + late + 1)
    end += -end % CHUNK
    them, us = _laid_out(theirs, begin, end), _laid_out(mine, begin, end)
    at_first, at_last = first - begin, last - begin
    low, high = int(them.worked[at_first]), int(them.worked[at_last])
    # Of the moments by which as many minutes have been worked the first is furthest from what comes
    # of it, and the last, just before work goes on, is nearest.
    firsts = np.concatenate(([at_first], them.closings[low:high]))
    lasts = np.minimum(at_last, them.closings[low : high + 1] - 1)
    usual_first, usual_last = us.worked[firsts], us.worked[lasts]
    if late:
        then = us.worked[them.closings[low + late - 1 : high + late]]
        least, most = int((then - usual_last).min()), int((then - usual_first).max())
    else:
        least = most = 0
    if at_any_time:
        then = us.worked[them.closings[low + late : high + late + 1] - 1]
        most = int((then - usual_first).max())
    return Shift(least, most)
