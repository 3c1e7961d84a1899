"""Why something cannot be known, in English."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from servicemap.unknowns import Unknown
from servicemap.wording.lists import listed

_UNSAID = {Unknown.UNTIMED: "how long they take", Unknown.UNLINKED: "what they need"}
_CIRCLE = "wait for each other in a circle"


def why(unknown: Unknown, *, begins: bool = False) -> str:
    """`some services on the way do not say how long they take`; nothing where all is known.

    `begins`: it is the beginning of a sentence.
    """
    unsaid = listed([text for cause, text in _UNSAID.items() if cause in unknown], joined_by="or")
    causes = [f"do not say {unsaid}"] if unsaid else []
    causes += [_CIRCLE] if Unknown.CIRCULAR in unknown else []
    some = "Some" if begins else "some"
    reasons = [f"{some} services on the way {', or '.join(causes)}"] if causes else []
    the = "The" if begins and not reasons else "the"
    undated = f"{the} promise is a date, and the map has no start"
    reasons += [undated] if Unknown.UNDATED in unknown else []
    return "; ".join(reasons)


def whys(unknown: Iterable[Unknown]) -> str:
    """The same of several things together, each reason once."""
    return why(reduce(or_, unknown, Unknown.NOTHING))
