"""Tolerances of all services to all promises at once, where every edge only passes a number on.

The only door to numpy.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servicemap.timing.arrivals import Plan
from servicemap.timing.backwards import bound_of
from servicemap.timing.network import Network
from servicemap.timing.promises import Delivery

Numbers = NDArray[np.int64]

UNBOUND = 1 << 60
"""Later than anything: nothing waits for it."""

AT_A_TIME = 256
"""Promises swept together: some rows of the matrix stay in the processor's cache."""


class Swept(Mapping[int, int | None]):
    """Node -> tolerance, one column of the matrix; nodes that do not reach the promise are out."""

    __slots__ = ("_minutes",)

    def __init__(self, minutes: Numbers) -> None:
        self._minutes = minutes

    def __getitem__(self, node: int) -> int:
        if not 0 <= node < len(self._minutes) or self._minutes[node] >= UNBOUND // 2:
            raise KeyError(node)
        return int(self._minutes[node])

    def __iter__(self) -> Iterator[int]:
        return iter(np.flatnonzero(self._minutes < UNBOUND // 2).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._minutes < UNBOUND // 2))


class Stroke(NamedTuple):
    """One edge of each node of a level: rows from `first` on, where their edges lead, and by how
    much earlier than the bound there they must be done.
    """

    first: int
    customers: Numbers
    earlier: Numbers


def sweep(
    network: Network, plan: Plan, promises: Sequence[Delivery]
) -> list[Mapping[int, int | None]]:
    """One column a promise. Needs a network without loops, groups and special edges."""
    rows, strokes = _strokes(network, plan)
    row_of = np.empty_like(rows)
    row_of[rows] = np.arange(len(rows))
    finishes = np.array(plan.finishes, dtype=np.int64)[:, None]
    columns: list[Mapping[int, int | None]] = []
    for first in range(0, len(promises), AT_A_TIME):
        chunk = promises[first : first + AT_A_TIME]
        bounds = np.full((len(rows), len(chunk)), UNBOUND, dtype=np.int64)
        for k, promise in enumerate(chunk):
            bounds[row_of[promise.node], k] = bound_of(network, promise)
        for begin, customers, earlier in strokes:
            part = bounds[begin : begin + len(customers)]
            np.minimum(part, bounds[customers] - earlier[:, None], out=part)
        minutes = np.where(bounds[row_of] < UNBOUND // 2, bounds[row_of] - finishes, UNBOUND)
        for k, promise in enumerate(chunk):
            column = np.ascontiguousarray(minutes[:, k])
            broken = promise.late(network, promise.planned)
            if broken:
                column[column < UNBOUND // 2] = -broken
            columns.append(Swept(column))
    return columns


def _strokes(network: Network, plan: Plan) -> tuple[Numbers, list[Stroke]]:
    """The nodes, nearest to the end first, and the strokes that carry bounds back to them.

    The nodes of a level stand together, those with most edges first: then the k-th edges of a
    level are one slice of rows, and one operation serves them all.
    """
    leaving, target = network.leaving, network.edges.target
    level = [0] * len(network.services)
    for u in reversed(network.order):
        level[u] = max((level[target[edge]] + 1 for edge in leaving[u]), default=0)
    rows = sorted(range(len(level)), key=lambda u: (level[u], -len(leaving[u]), u))
    row_of = [0] * len(rows)
    for row, u in enumerate(rows):
        row_of[u] = row
    strokes = []
    first = 0
    while first < len(rows):
        last = first
        while last < len(rows) and level[rows[last]] == level[rows[first]]:
            last += 1
        for k in range(len(leaving[rows[first]])):
            edges = [leaving[u][k] for u in rows[first:last] if len(leaving[u]) > k]
            customers = np.array([row_of[target[edge]] for edge in edges], dtype=np.int64)
            earlier = np.array([_earlier(network, plan, edge) for edge in edges], dtype=np.int64)
            strokes.append(Stroke(first, customers, earlier))
        first = last
    return np.array(rows, dtype=np.int64), strokes


def _earlier(network: Network, plan: Plan, edge: int) -> int:
    """How much earlier than its customer's bound a provider must be done."""
    edges = network.edges
    u, v = edges.source[edge], edges.target[edge]
    earlier = network.work[v] - edges.slack[edge]
    if not edges.credited[edge]:
        earlier += plan.starts[v] - plan.finishes[u]
    return earlier
