"""Why something cannot be known, in English."""

from collections.abc import Iterable

from servicemap.unknowns import Unknown

UNDATED = "the promise is a date, and the map has no start"

_CAUSES = {
    Unknown.UNTIMED: "do not say how long they take",
    Unknown.UNLINKED: "do not say what they need",
    Unknown.CIRCULAR: "wait for each other in a circle",
    Unknown.UNPLACED: "are not to start before a date, and the map has no start",
}


def why(unknown: Unknown) -> str:
    """`some services on the way do not say how long they take`; nothing where all is known."""
    said = [text for cause, text in _CAUSES.items() if cause in unknown]
    if said:
        either = " or ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
        return f"some services on the way {either}"
    return UNDATED if unknown else ""


def whys(unknown: Iterable[Unknown]) -> str:
    """The same of several things, each reason once."""
    return "; ".join(dict.fromkeys(map(why, unknown)))
