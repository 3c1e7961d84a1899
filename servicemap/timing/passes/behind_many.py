"""What each of many promises waits for, near or far, found together on a large map.

With the other sweeps the only door to numpy.
"""

from array import array
from collections.abc import Sequence

import numpy as np

from servicemap.timing.network.compiled import Network


def behind_each(network: Network, nodes: Sequence[int]) -> "list[array[int]]":
    """For each of some nodes, itself and all nodes that it waits for, in the order of the map.

    One walk for all of them, in which a node has a bit for each that waits for it. Takes one bit
    for each pair.
    """
    source, first_edge = network.edges.source, network.first_edge
    waiting = [0] * len(network.services)
    for place, node in enumerate(nodes):
        waiting[node] |= 1 << place
    met = set()
    for v in reversed(network.order):
        loop = network.loop[v]
        if loop >= 0 and loop not in met:  # its nodes stand together in the order
            met.add(loop)
            together = 0
            for u in network.loops[loop]:
                together |= waiting[u]
            for u in network.loops[loop]:
                waiting[u] = together
        if waiting[v]:
            for u in source[first_edge[v] : first_edge[v + 1]]:
                waiting[u] |= waiting[v]
    length = (len(nodes) + 7) // 8
    written = b"".join([bits.to_bytes(length, "little") for bits in waiting])
    table = np.frombuffer(written, dtype=np.uint8).reshape(len(waiting), length)
    found = []
    for place in range(len(nodes)):
        column = table[:, place // 8] >> (place % 8) & 1
        found.append(array("i", np.flatnonzero(column).astype(np.intc).tobytes()))
    return found
