"""Why something cannot be known, in English."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from servicemap.model import Service, ServiceMap
from servicemap.unknowns import Unknown
from servicemap.wording.lists import listed
from servicemap.wording.verbs import spoken, told

_UNSAID = {Unknown.UNTIMED: "how long they take", Unknown.UNLINKED: "what they need"}
_CAUSES = {
    Unknown.CIRCULAR: "wait for each other in a circle",
    Unknown.UNPLACED: "are not to start before a date, and the map has no start",
}


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
    return "; ".join(reasons)


def whys(unknown: Iterable[Unknown]) -> str:
    """The same of several things together, each reason once."""
    return why(reduce(or_, unknown, Unknown.NOTHING))


def open_question(m: ServiceMap, service: Service, *, takes: bool, needs: bool) -> str:
    """What the map does not say of a service, and what follows from that."""
    asked = " and ".join(
        question
        for question, is_open in (
            ("how long does it take", takes),
            ("what does it wait for", needs),
        )
        if is_open
    )
    then = "no time after it is certain"
    if not takes:
        then = "it is taken to wait for everything {who} [relies|rely] on"
    return told(
        f"{{service}} ({{who}}): {asked}? Until the map says so, {then}.",
        service=service.name,
        who=spoken(m.parties[service.provider]),
    )
