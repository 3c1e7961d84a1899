"""What a promise hangs on of which nobody would call."""

from array import array
from heapq import nsmallest
from typing import NamedTuple

from servicemap.timing.answers.figures import Figures

TOLD = 10
"""Deliveries of one promise that are told: in a large map it hangs on a good part of all."""


class SilentWaits(NamedTuple):
    """Who waits for something without ever calling. Of a large map there are many: plain numbers.

    The place of each delivery among those of which nobody says when it would be missed, the node of
    its service, and the node of its customer's work that waits for it.
    """

    place: "array[int]"
    node: "array[int]"
    waiting: "array[int]"


class Hanging(NamedTuple):
    """The places of the deliveries that a promise hangs on, and how many more there are of them."""

    tightest: list[int]
    more: int


def hanging(waits: SilentWaits, most: Figures) -> Hanging:
    """The deliveries that a promise hangs on, the tightest first.

    They and the work that waits for them have a limit, in the column of the promise.
    """
    limits = {node: minutes for node, minutes in most.items() if minutes is not None}
    found = {
        place: limits[node]
        for place, node, waiting in zip(*waits, strict=True)
        if node in limits and waiting in limits
    }
    tightest = nsmallest(TOLD, found, key=lambda place: (found[place], place))
    return Hanging(tightest, len(found) - len(tightest))
