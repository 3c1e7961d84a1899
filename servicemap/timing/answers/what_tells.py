"""What tells how late each may be before a promise, of a map that leaves something open."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.timing.answers.left_of_promises import counts_alike
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.readings import ToldBy, told_by_readings
from servicemap.unknowns import Unknown


class ByWhatTells(NamedTuple):
    """Promises, by their places, of a map that leaves something open: by what tells of them.

    closed      nothing that reaches them is open, so that all readings tell the same
    by_moments  the latest reading tells the least tolerance and the earliest the most
    open        none does
    """

    closed: list[int]
    by_moments: list[int]
    open: list[int]


def by_what_tells(network: Network, plan: Plan, promises: Sequence[PlannedDelivery]) -> ByWhatTells:
    """The promises sorted; those of a map that leaves nothing open are all closed."""
    if plan.earliest is None:
        return ByWhatTells([*range(len(promises))], [], [])
    sorted_ = ByWhatTells([], [], [])
    told = told_by_readings(network)
    for k, promise in enumerate(promises):
        node = promise.node
        if _is_closed(network, promise):
            sorted_.closed.append(k)
        elif told.moments[node] if promise.stated else _is_as_late(network, told, promise):
            sorted_.by_moments.append(k)
        else:
            sorted_.open.append(k)
    return sorted_


def _is_closed(network: Network, promise: PlannedDelivery) -> bool:
    """Whether nothing that reaches a promise is left open."""
    if network.uncertain[promise.node] or Unknown.UNDATED in promise.unknown:
        return False
    return not network.touched[promise.node]


def _is_as_late(network: Network, told: ToldBy, promise: PlannedDelivery) -> bool:
    """Whether what is held to its own plan is as late in all readings."""
    if Unknown.UNDATED in promise.unknown or promise.recurs is not None:
        return False
    if not told.lateness[promise.node]:
        return False
    return not network.uncertain[promise.node] or counts_alike(network, promise)
