"""Which edges go round a circle: one in which delays come round, and one of the plan itself.

They are not the same. The plan counts nothing that is normally there already, and of alternatives
the first: a loop that only such edges close is planned as the chain that is left without them, and
of that chain each edge has the credit of any.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from servicemap.timing.network.edges import Edges
from servicemap.timing.network.loops import components_in_order


class Circles(NamedTuple):
    """What is found in the loops of a network.

    turning          edge -> whether it closes a loop: all inside one that the plan does not count
    untied           edges inside a loop that closes nothing without its open ones, and what the
                     plan counts of a loop that has any: links as any in some readings
    unsettled        alternatives that come round a loop in some readings, and from outside it in
                     others
    circular         edge -> whether it closes a circle of the plan: all inside one, but what stays
                     without the open ones
    circle, circles  node -> which circle of the plan it is in, or -1; circle -> its nodes
    """

    turning: bytearray
    untied: set[int]
    unsettled: set[int]
    circular: bytearray
    circle: list[int]
    circles: list[list[int]]


def counts_in_plan(edges: Edges, edge: int) -> bool:
    """Whether the plan waits for what an edge brings, if it is in no circle."""
    return not (edges.standing[edge] or edges.alternative[edge])


def find_circles(
    edges: Edges, first_edge: list[int], order: list[int], loop: list[int], loops: list[list[int]]
) -> Circles:
    """Look at all loops. `order` is changed: in one, too, each comes after all it is planned for.

    Where only open edges close a circle it is cut there, and its nodes are put into the order in
    which they wait for each other without these.
    """
    count = len(edges.source)
    found = Circles(bytearray(count), set(), set(), bytearray(count), [-1] * len(loop), [])
    rank = {node: k for k, node in enumerate(order)} if loops else {}
    for nodes in loops:
        within = [
            edge
            for v in nodes
            for edge in range(first_edge[v], first_edge[v + 1])
            if loop[edges.source[edge]] == loop[v]
        ]
        begin = min(map(rank.__getitem__, nodes))
        order[begin : begin + len(nodes)] = _enter_circles(edges, found, nodes, within)
        for edge in within:
            found.turning[edge] = found.circular[edge] or not counts_in_plan(edges, edge)
        stated = [e for e in within if not edges.open[e]]
        if len(stated) < len(within):
            still = _Part(edges, nodes, stated)
            found.untied.update(e for e in within if not found.turning[e])
            found.untied.update(e for e in stated if not still.goes_round(e))
            found.unsettled.update(
                e
                for e in within
                if edges.alternative[e] and not edges.standing[e]
                if edges.open[e] or e in found.untied
            )
    return found


def _enter_circles(edges: Edges, found: Circles, nodes: list[int], within: list[int]) -> list[int]:
    """Enter the circles of one loop; its nodes, each after all it is planned for."""
    planned = _Part(edges, nodes, [e for e in within if counts_in_plan(edges, e)])
    begins = len(found.circles)
    for circle in planned.circles:
        for node in circle:
            found.circle[node] = len(found.circles)
        found.circles.append(circle)
    around: list[list[int]] = [[] for _ in planned.circles]
    for edge in planned.edges:
        if planned.goes_round(edge):
            around[found.circle[edges.source[edge]] - begins].append(edge)
    place = {node: k for k, node in enumerate(planned.order)}
    for circle, some in zip(planned.circles, around, strict=True):
        stated = _Part(edges, circle, [edge for edge in some if not edges.open[edge]])
        for edge in some:
            found.circular[edge] = edges.open[edge] or stated.goes_round(edge)
        begin = min(map(place.__getitem__, circle))  # they stand together
        planned.order[begin : begin + len(circle)] = stated.order
    return planned.order


class _Part:
    """Some nodes with some of the edges between them: their order, and who goes round."""

    def __init__(self, edges: Edges, nodes: list[int], some: list[int]) -> None:
        self.edges = some
        self._ends = edges
        self._place = place = {node: k for k, node in enumerate(nodes)}
        waits: list[list[int]] = [[] for _ in nodes]
        for edge in some:
            waits[place[edges.target[edge]]].append(place[edges.source[edge]])
        first = list(accumulate(map(len, waits), initial=0))
        order, self._loop, loops = components_in_order(first, [u for of in waits for u in of])
        name: Callable[[int], int] = nodes.__getitem__
        self.order = list(map(name, order))
        self.circles = [sorted(map(name, one)) for one in loops]

    def goes_round(self, edge: int) -> bool:
        """Whether both ends of an edge are in one circle of these edges."""
        u, v = (
            self._loop[self._place[node]]
            for node in (self._ends.source[edge], self._ends.target[edge])
        )
        return u >= 0 and u == v
