"""Tolerances of all services to all promises at once, where every edge only passes a number on.

With trying_many.py the only door to numpy.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
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
        minutes = bounds[row_of]
        minutes -= finishes  # what is unbound stays beyond any bound
        for k, promise in enumerate(chunk):
            column = minutes[:, k]
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
    edges = network.edges
    source = np.array(edges.source, dtype=np.int64)
    target = np.array(edges.target, dtype=np.int64)
    level = _levels(network)
    count = np.bincount(source, minlength=len(level))
    rows = np.lexsort((-count, level))
    row_of = np.empty_like(rows)
    row_of[rows] = np.arange(len(rows))
    by_row = np.argsort(row_of[source], kind="stable")
    first_of = np.cumsum(count[rows]) - count[rows]  # of each row among the edges in that order
    nth = np.empty_like(source)
    nth[by_row] = np.arange(len(source)) - first_of[row_of[source[by_row]]]
    in_strokes = np.lexsort((row_of[source], nth, level[source]))
    customers = row_of[target[in_strokes]]
    earlier = _earlier(network, plan, source, target)[in_strokes]
    begins = row_of[source[in_strokes]]
    key = level[source[in_strokes]] * (count.max(initial=0) + 1) + nth[in_strokes]
    cuts = [0, *(np.flatnonzero(np.diff(key)) + 1).tolist(), len(key)]
    return rows, [
        Stroke(int(begins[low]), customers[low:high], earlier[low:high])
        for low, high in pairwise(cuts)
        if low < high
    ]


def _levels(network: Network) -> Numbers:
    """How many edges the longest way from each node to an end has."""
    level = [0] * len(network.services)
    first_edge, source = network.first_edge, network.edges.source
    for v in reversed(network.order):
        above = level[v] + 1
        for u in source[first_edge[v] : first_edge[v + 1]]:
            if level[u] < above:  # noqa: PLR1730 - max() would take longer than all of numpy
                level[u] = above
    return np.array(level, dtype=np.int64)


def _earlier(network: Network, plan: Plan, source: Numbers, target: Numbers) -> Numbers:
    """Edge -> how much earlier than its customer's bound a provider must be done."""
    earlier = np.array(network.work, dtype=np.int64)[target]
    earlier -= np.array(network.edges.slack, dtype=np.int64)
    uncredited = np.frombuffer(network.edges.credited, dtype=np.uint8) == 0
    needed = np.array(plan.starts, dtype=np.int64)[target]
    planned = np.array(plan.finishes, dtype=np.int64)[source]
    return earlier + np.where(uncredited, needed - planned, 0)
