"""A line of a receipt, added up."""

from servicemap.endless import Minutes
from servicemap.timing.answers.traces import Hop


def minutes(told: Minutes) -> int:
    """The number of what has one."""
    assert isinstance(told, int), f"it {told}"
    return told


def adds_up(hop: Hop) -> bool:
    """Whether a line sums. What grows without end has nothing that could be added."""
    if hop.came_endless or hop.endless:
        return True
    kept = minutes(hop.absorbed_by_schedule) + minutes(hop.absorbed_by_slack)
    added = minutes(hop.added_by_departure) + minutes(hop.added_here)
    return minutes(hop.passed_on) == minutes(hop.arrived_late) - kept + added
