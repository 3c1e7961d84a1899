"""What a promise hangs on of which nobody would call, on a large map.

With the sweeps of `timing.passes` the only door to numpy.
"""

import numpy as np
from numpy.typing import NDArray

from servicemap.timing.answers.figures import NO_LIMIT, Figures, Packed
from servicemap.timing.answers.silent_waits import TOLD, Hanging, SilentWaits
from servicemap.timing.passes.backward_many import UNBOUND, Swept


class SilentWaitsOfMany:
    """Who waits for something without ever calling, looked through once for each promise.

    As indices of numpy, which would be made of other numbers again each time.
    """

    def __init__(self, waits: SilentWaits) -> None:
        self._place, self._node, self._waiting = (
            np.frombuffer(numbers, dtype=np.int32).astype(np.intp) for numbers in waits
        )
        self._nodes = 1 + int(max(one.max(initial=-1) for one in (self._node, self._waiting)))

    def hanging(self, most: Figures) -> Hanging:
        """What `silent_waits.hanging` finds, the same in the same order."""
        limit = _limits(most, self._nodes)
        hangs = np.flatnonzero((limit < UNBOUND).take(self._waiting))  # few promises reach all
        limits = limit.take(self._node.take(hangs))
        both = limits < UNBOUND
        # The places stand in order, those of one delivery together: the first of each will do.
        places = self._place.take(hangs)[both]
        first = np.ones(len(places), dtype=np.bool_)
        np.not_equal(places[1:], places[:-1], out=first[1:])
        places, limits = places[first], limits[both][first]
        count = len(places)
        if count > TOLD:  # all of them need not be sorted
            tight = limits <= np.partition(limits, TOLD)[TOLD]
            places, limits = places[tight], limits[tight]
        tightest: list[int] = places[np.argsort(limits, kind="stable")[:TOLD]].tolist()
        return Hanging(tightest, count - len(tightest))


def _limits(most: Figures, count: int) -> NDArray[np.int64]:
    """Node -> how late it may be at most, of so many nodes; UNBOUND or more without a limit."""
    if isinstance(most, Swept):
        return most.minutes
    found = np.full(count, NO_LIMIT, dtype=np.int64)
    if isinstance(most, Packed):
        nodes, minutes = (np.frombuffer(one, dtype=one.typecode) for one in most.arrays)
    else:
        known = {node: minutes for node, minutes in most.items() if minutes is not None}
        nodes = np.fromiter(known, dtype=np.int64, count=len(known))
        minutes = np.fromiter(known.values(), dtype=np.int64, count=len(known))
    inside = nodes < count
    found[nodes[inside]] = minutes[inside]
    return found
