"""Which of the promises that a delay reaches is told first: the one whose customer it is all about.

Posters, traces and whatever else names one promise of many ask here, so that all name the same.
"""

from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.model import Group, Party, ServiceMap


class Urgency(NamedTuple):
    """What a hit promise is told by, the least first; equals stand in the map's order.

    circle      0 for end users, 1 for others outside, 2 for those inside
    unsure      whether it may be kept all the same
    recovers    whether the delay has an end
    unmeasured  whether it is late for certain, and nobody knows how long was promised
    least       minus what the delay adds at least: in times what was promised, else in days
    most        minus what it adds at most, in days
    worth       minus what the promise is worth
    """

    circle: int
    unsure: bool
    recovers: bool
    unmeasured: bool
    least: float
    most: float
    worth: float


def urgency(
    m: ServiceMap,
    customer: str,
    caused: Bounds,
    due: int | None,
    worth: float,
    *,
    sure: bool,
    never: bool,
) -> Urgency:
    """How urgent a promise is that a delay is `sure` to break, or may break.

    `caused` is what the delay adds, in minutes of the customer's working time; `due` is when it was
    promised, in minutes of the map's from the start of the plan. A day late is more urgent where
    two days were promised than where it was six weeks, and most where it was at once; what may come
    besides is only an upper bound, and no measure of what was promised.
    """
    least, most = caused
    day = m.calendar_of(customer).day
    # Both in days; whole numbers are divided once, so that equals are equal.
    times, whole = (1, day) if due is None else (m.calendar.day, day * max(due, 1))
    return Urgency(
        circle_of(m.parties[customer]),
        not sure,
        not never,
        sure and due is None,
        -(least or 0) * times / whole,
        float("-inf") if most is None else -most / day,
        -worth,
    )


def circle_of(party: Party) -> int:
    """How far from the middle of what a map is about: end users, others outside, then us."""
    if party.inside or party.group is Group.TEAMS:
        return 2
    return 0 if party.group is Group.END_USERS else 1
