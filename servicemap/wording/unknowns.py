"""Why something cannot be known, in English."""

from collections.abc import Iterable

from servicemap.unknowns import Unknown
from servicemap.wording.lists import listed

_CAUSES = {
    Unknown.UNTIMED: "do not say how long they take",
    Unknown.UNLINKED: "do not say what they need",
    Unknown.CIRCULAR: "wait for each other in a circle",
}


def why(unknown: Unknown, *, begins: bool = False) -> str:
    """`some services on the way do not say how long they take`; nothing where all is known.

    `begins`: it is the beginning of a sentence.
    """
    said = [text for cause, text in _CAUSES.items() if cause in unknown]
    if said:
        some = "Some" if begins else "some"
        return f"{some} services on the way {listed(said, joined_by='or')}"
    the = "The" if begins else "the"
    return f"{the} promise is a date, and the map has no start" if unknown else ""


def whys(unknown: Iterable[Unknown]) -> str:
    """The same of several things, each reason once."""
    return "; ".join(dict.fromkeys(map(why, unknown)))
