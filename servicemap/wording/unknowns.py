"""What a map does not say, and what hangs on that, in English."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from servicemap.model import ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.unknowns import LENGTHS_LOOKED_AT, Unknown
from servicemap.wording.lists import listed
from servicemap.wording.names import name

_UNSAID = {Unknown.UNTIMED: "how long they take", Unknown.UNLINKED: "what they need"}
_CAUSES = {
    Unknown.CIRCULAR: "wait for each other in a circle",
    Unknown.UNPLACED: "are not to start before a date, and the map has no start",
}

WITHOUT_TIMES = (
    "No service says how long it takes, so nobody can know when anything is done. Begin with takes:"
    " under the services that end users wait for, e.g. takes: 2d."
)
"""What is said of a map that names no length of time at all."""


def why(unknown: Unknown, *, begins: bool = False) -> str:
    """`some services on the way do not say how long they take`; nothing where all is known.

    `begins`: it is the beginning of a sentence.
    """
    unsaid = listed([text for cause, text in _UNSAID.items() if cause in unknown], joined_by="or")
    causes = [f"do not say {unsaid}"] if unsaid else []
    causes += [text for cause, text in _CAUSES.items() if cause in unknown]
    some = "Some" if begins else "some"
    reasons = [f"{some} services on the way {', or '.join(causes)}"] if causes else []
    the = "The" if begins and not reasons else "the"
    undated = f"{the} promise is a date, and the map has no start"
    reasons += [undated] if Unknown.UNDATED in unknown else []
    what = "What" if begins and not reasons else "what"
    stocked = f"{what} is normally there already comes with departures, and any delay may miss one"
    reasons += [stocked] if Unknown.STOCKED in unknown else []
    return "; ".join(reasons)


def whys(unknown: Iterable[Unknown]) -> str:
    """The same of several things together, each reason once."""
    return why(reduce(or_, unknown, Unknown.NOTHING))


def before_lengths(m: ServiceMap, services: Sequence[str], *, past: bool = False) -> str:
    """`before what Clean linen and 2 more take`: services that do not say how long they take."""
    first, *more = (name(m, service) for service in services)
    take = "took" if past else agreeing(len(services), "takes", "take")
    said = listed([first, *more] if len(more) < 2 else [first, _counted(more)])
    return f"before what {said} {take}"


def _counted(more: Sequence[str]) -> str:
    return "others" if len(more) >= LENGTHS_LOOKED_AT else f"{len(more)} more"


def in_step(m: ServiceMap, circle: Sequence[str], *, begins: bool = False) -> str:
    """`if the circle of A and B keeps in step`; `begins`: it is the beginning of a sentence."""
    if_ = "If" if begins else "if"
    return f"{if_} the circle of {listed([name(m, party) for party in circle])} keeps in step"


def missing_on_the_way(takes: int, needs: int) -> str:
    """`5 times are missing on the way`, `1 time and what 2 services need are ...`."""
    said = [several(takes, "time")] if takes else []
    said += (
        [f"what {several(needs, 'service')} {agreeing(needs, 'needs', 'need')}"] if needs else []
    )
    are = "is" if len(said) == 1 and takes <= 1 else "are"
    return f"{' and '.join(said)} {are} missing on the way"
