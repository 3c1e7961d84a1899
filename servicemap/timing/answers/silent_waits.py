"""What a promise hangs on of which nobody would call."""

from array import array
from typing import NamedTuple

from servicemap.timing.answers.figures import Figures


class SilentWaits(NamedTuple):
    """Who waits for something without ever calling. Of a large map there are many: plain numbers.

    The place of each delivery among those of which nobody says when it would be missed, the node of
    its service, and the node of its customer's work that waits for it.
    """

    place: "array[int]"
    node: "array[int]"
    waiting: "array[int]"


def hanging(waits: SilentWaits, most: Figures) -> list[int]:
    """The places of the deliveries that a promise hangs on, the tightest first.

    They and the work that waits for them have a limit, in the column of the promise.
    """
    limits = {node: minutes for node, minutes in most.items() if minutes is not None}
    found = {
        place: limits[node]
        for place, node, waiting in zip(*waits, strict=True)
        if node in limits and waiting in limits
    }
    return sorted(found, key=lambda place: (found[place], place))
