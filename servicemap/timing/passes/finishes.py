"""When a service is done: what a start becomes.

A finish is a `NodeFinish`: the number of minutes its calendar has worked by then, and, where that
does not say it all, the moment.
"""

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from servicemap.calendars import WorkingTime
from servicemap.durations import DAY_OF_CLOCK
from servicemap.timing.network.compiled import Network
from servicemap.timing.network.departures import Timetable
from servicemap.timing.network.edges import NO_TIME, CompiledLength

HORIZON = 365 * DAY_OF_CLOCK
"""As far as anything is looked at: a delay that grows by more never recovers."""

NodeFinish = tuple[int, int | None]
"""The finish of a node: in working minutes of its calendar, and as a moment where it is clocked."""


class Extra(NamedTuple):
    """Node -> how much longer its work takes: in working minutes, and in minutes on the clock."""

    work: Mapping[int, int] = {}
    elapsed: Mapping[int, int] = {}


class Shift(NamedTuple):
    """What a delay becomes, in minutes of the one who waits: least and most."""

    least: int
    most: int


Window = tuple[WorkingTime, WorkingTime, Timetable | None, int, int]
"""Between which moments something may be planned: the time of who is late, that of who waits, the
departures with which it leaves, and the first and the last moment.
"""


class Remembered:
    """What has been found of one plan, so that nobody has to find it again.

    driven        node -> the edge that its planned start waits for longest
    shifts        what delays become on edges whose provider may be planned at several moments
    last_starts   when who takes no time then starts at the latest
    laters        the same as shifts, on nodes of which something runs on the clock
    asked         how many delays from any moment in a window somebody has asked for
    laid_out      how one working time goes on in another (many_moments.py)
    swept         what sweeping back over the plan needs to know once (backward_many.py)
    recurring     loop and weeks -> whether all goes on there after so many as it was planned
    weeks_late    how many weeks late a node is at most (weeks.py)
    latest_after  node and weeks -> when it is done at the latest that is no later than that
    least_after   edge and delay -> how much later it makes its customer, held to whole weeks
    """

    __slots__ = (
        "asked",
        "driven",
        "laid_out",
        "last_starts",
        "laters",
        "latest_after",
        "least_after",
        "recurring",
        "shifts",
        "swept",
        "weeks_late",
    )

    def __init__(self) -> None:
        self.driven: dict[int, int | None] = {}
        self.shifts: dict[tuple[int, int, bool], Shift] = {}
        self.last_starts: dict[tuple[int, int, bool], int] = {}
        self.laters: dict[tuple[int, int, CompiledLength], Shift] = {}
        self.asked: dict[Window, int] = {}
        self.laid_out: dict[Hashable, Any] = {}
        self.swept: dict[tuple[Network, frozenset[int]], Any] = {}
        self.recurring: dict[tuple[int, int], bool] = {}
        self.weeks_late: dict[tuple[int, int, bool, int], int] = {}
        self.latest_after: dict[tuple[int, int], NodeFinish] = {}
        self.least_after: dict[tuple[int, int], int] = {}


class Plan(NamedTuple):
    """Planned start and finish of each node, starts in the time in which the network numbers them.

    `moments` are the finishes of clocked nodes. `timetables`: edge -> the departures of it.
    `unrolled`: node of a circle that is cut -> the chain round it for which it starts so late.
    Where the map leaves something open this is the plan of its latest reading, `earliest` that of
    its earliest one. `reached` belongs to a pass over such a map: when each late node is done in
    the latest reading. `catching`: stock that comes with departures misses none that it may still
    catch; else it misses one by any delay.
    """

    starts: list[int]
    finishes: list[int]
    moments: dict[int, int]
    timetables: dict[int, Timetable]
    known: Remembered
    unrolled: dict[int, tuple[int, ...]]
    earliest: "Plan | None" = None
    catching: bool = False
    reached: Mapping[int, NodeFinish] = {}

    def state(self, node: int) -> NodeFinish:
        """The planned finish of a node."""
        return self.finishes[node], self.moments.get(node)


def finish(network: Network, node: int, start: int, extra: CompiledLength = NO_TIME) -> NodeFinish:
    """When a node that starts at `start` is done.

    Its own work first, whatever is added to it after that.
    """
    work, added, waiting = network.work[node], extra.work, extra.elapsed
    time = network.axis.times[network.calendar[node]]
    if network.clocked[node]:
        moment = network.starting[node].opening(start) + network.elapsed.get(node, 0)
        if added:
            moment = time.closing(time.worked(moment) + added)
    elif waiting:
        moment = moment_of(network, node, (start + work + added, None))
    else:
        return start + work + added, None
    moment += waiting
    return time.worked(moment), moment


def moment_of(network: Network, node: int, state: NodeFinish) -> int:
    """A finish as a moment."""
    number, moment = state
    if moment is not None:
        return moment
    calendar = network.calendar[node]
    done = network.axis.times[calendar].closing(number)
    # What takes no time, and waits for nothing, is done when the plan starts.
    return done if network.work[node] else max(done, network.axis.starts[calendar])
