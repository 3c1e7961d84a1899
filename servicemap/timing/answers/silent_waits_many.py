"""What a promise hangs on of which nobody would call, on a large map.

With the sweeps of `timing.passes` the only door to numpy.
"""

import numpy as np
from numpy.typing import NDArray

from servicemap.timing.answers.figures import NO_LIMIT, Figures, Packed
from servicemap.timing.answers.silent_waits import TOLD, Hanging, SilentWaits
from servicemap.timing.passes.backward_many import UNBOUND, Swept


def hanging_of_many(waits: SilentWaits, most: Figures) -> Hanging:
    """What `hanging` finds, the same in the same order."""
    place, node, waiting = (np.frombuffer(numbers, dtype=np.int32) for numbers in waits)
    if not len(place):
        return Hanging([], 0)
    limit = _limits(most, int(max(node.max(), waiting.max())) + 1)
    hangs = np.flatnonzero((limit < UNBOUND)[waiting])  # most reach but some of the promises
    hangs = hangs[limit[node[hangs]] < UNBOUND]
    # The places stand in order, those of one delivery together: the first of each will do.
    hangs = hangs[np.diff(place[hangs], prepend=-1) > 0]
    count, limits = len(hangs), limit[node[hangs]]
    if count > TOLD:  # all of them need not be sorted
        tight = limits <= np.partition(limits, TOLD)[TOLD]
        hangs, limits = hangs[tight], limits[tight]
    tightest_first = np.argsort(limits, kind="stable")[:TOLD]
    tightest: list[int] = place[hangs[tightest_first]].tolist()
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
