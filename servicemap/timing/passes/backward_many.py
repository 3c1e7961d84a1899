"""Tolerances of all services to all promises at once, where every edge only passes a number on.

With forward_many.py the only door to numpy.
"""

from collections.abc import Collection, ItemsView, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import bound_of
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.promised import PlannedDelivery

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
        if not 0 <= node < len(self._minutes) or self._minutes[node] >= UNBOUND:
            raise KeyError(node)
        return int(self._minutes[node])

    def __iter__(self) -> Iterator[int]:
        return iter(self._nodes().tolist())

    def __len__(self) -> int:
        return len(self._nodes())

    def items(self) -> ItemsView[int, int | None]:
        """All of them at once, which is much faster than one by one."""
        nodes = self._nodes()
        found: dict[int, int | None] = dict(
            zip(nodes.tolist(), self._minutes[nodes].tolist(), strict=True)
        )
        return found.items()

    def _nodes(self) -> Numbers:
        return np.flatnonzero(self._minutes < UNBOUND)


class Level(NamedTuple):
    """The edges of the nodes that are equally far from an end, in strokes: one edge of each node.

    first      the row of the first node, to which the first edge of each stroke belongs
    customers  edge -> the row it leads to
    idle       edge -> by how much longer its provider may be late than its customer
    strokes    how many edges each stroke has
    """

    first: int
    customers: Numbers
    idle: Numbers
    strokes: list[int]


def can_sweep(network: Network) -> bool:
    """Whether every edge only passes a number on: no loops, groups, other calendars, departures,
    and no finish that is a moment on the clock.
    """
    return not (
        network.loops or network.groups or any(network.edges.special) or any(network.clocked)
    )


def sweep(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None = None,
) -> list[Mapping[int, int | None]]:
    """One column a promise. Needs a network that `can_sweep`.

    With `only`, of these nodes alone: then no more than some columns are ever held whole.

    How late a node may be is the least, over those who wait for it, of how late they may be and how
    long what it brings lies idle there.
    """
    row_of, levels = _levels(network, plan)
    asked = None if only is None else np.array(sorted(only), dtype=np.int64)
    columns: list[Mapping[int, int | None]] = []
    for first in range(0, len(promises), AT_A_TIME):
        chunk = promises[first : first + AT_A_TIME]
        left = np.full((len(row_of), len(chunk)), UNBOUND, dtype=np.int64)
        for k, promise in enumerate(chunk):
            left[row_of[promise.node], k] = bound_of(network, promise) - plan.finishes[promise.node]
        for level in levels:
            brought = left.take(level.customers, axis=0)
            brought += level.idle
            begin = 0
            for count in level.strokes:
                part = left[level.first : level.first + count]
                # Idle time is never negative, so that what is unbound stays so.
                np.minimum(part, brought[begin : begin + count], out=part)
                begin += count
        minutes = left[row_of if asked is None else row_of[asked]]
        for k, promise in enumerate(chunk):
            column = minutes[:, k]
            broken = promise.late(network, promise.planned)
            if broken:
                column[column < UNBOUND] = -broken
            if asked is None:
                columns.append(Swept(column))
            else:
                places = np.flatnonzero(column < UNBOUND)
                columns.append(
                    dict(zip(asked[places].tolist(), column[places].tolist(), strict=True))
                )
    return columns


def _levels(network: Network, plan: Plan) -> tuple[Numbers, list[Level]]:
    """The row of each node, and the levels that carry bounds back, those nearest to the end first.

    The nodes of a level stand together, those with most edges first: then the k-th edges of a
    level are one slice of rows, and one operation serves them all.
    """
    nodes = np.arange(len(network.services))
    source = np.array(network.edges.source, dtype=np.int64)
    count = np.bincount(source, minlength=len(nodes))
    most = int(count.max(initial=0))
    distance = np.array(_distances(network), dtype=np.int64)
    rows = np.argsort(distance * (most + 1) + most - count, kind="stable")
    row_of = np.empty_like(rows)
    row_of[rows] = nodes

    # Edges as they leave the nodes, then by level, by their place at the node, by row.
    edge = np.argsort(source)
    source = np.repeat(nodes, count)
    place = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    stroke = distance[source] * most + place
    order = np.argsort(stroke * len(nodes) + row_of[source])
    edge, source, stroke = edge[order], source[order], stroke[order]
    target = np.repeat(nodes, np.diff(network.first_edge))[edge]
    customers, idle = row_of[target], _idle(network, plan, edge, source, target)[:, None]

    cuts = np.flatnonzero(np.diff(stroke, prepend=-1, append=-1))
    sizes = np.diff(cuts).tolist()
    turns = np.flatnonzero(np.diff(stroke[cuts[:-1]] // max(1, most), prepend=-1, append=-1))
    bounds = cuts[turns].tolist()
    firsts = row_of[source[cuts[turns[:-1]]]].tolist()
    return row_of, [
        Level(first, customers[low:high], idle[low:high], sizes[begin:end])
        for first, (low, high), (begin, end) in zip(
            firsts, pairwise(bounds), pairwise(turns.tolist()), strict=True
        )
    ]


def _distances(network: Network) -> list[int]:
    """How many edges the longest way from each node to an end has."""
    distance = [0] * len(network.services)
    first_edge, source = network.first_edge, network.edges.source
    for v in reversed(network.order):
        above = distance[v] + 1
        for u in source[first_edge[v] : first_edge[v + 1]]:
            if distance[u] < above:  # noqa: PLR1730 - max() would take longer than all of numpy
                distance[u] = above
    return distance


def _idle(network: Network, plan: Plan, edge: Numbers, source: Numbers, target: Numbers) -> Numbers:
    """How long what each of these edges brings lies idle by plan, and how long one can do without.

    For the first only where the schedule may vouch for it.
    """
    lies = np.array(plan.starts, dtype=np.int64)[target]
    lies -= np.array(plan.finishes, dtype=np.int64)[source]
    lies *= np.frombuffer(network.edges.credited, dtype=np.uint8)[edge]
    return lies + np.array(network.edges.slack, dtype=np.int64)[edge]
