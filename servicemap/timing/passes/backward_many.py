"""Tolerances of all services to all promises at once, where there is no choice between two.

With forward_many.py, and what nobody would miss of a large map, the only door to numpy.
"""

from array import array
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import bound_of, latest_on, latest_start, tolerance_of
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.many_moments import Numbers
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.swept_column import SweptColumn

UNBOUND = 1 << 60
"""Later than anything: nothing waits for it."""

AT_A_TIME = 256
"""Promises swept together: some rows of the matrix stay in the processor's cache."""

KnownBounds = dict[int, int]
"""What a node may leave -> the bound on a provider, for edges that are alike."""


class Swept(SweptColumn):
    """Node -> tolerance, one column of the matrix; nodes that do not reach the promise are out."""

    __slots__ = ("_column", "_row_of")

    def __init__(self, column: Numbers, row_of: Numbers) -> None:
        self._column, self._row_of = column, row_of

    def __getitem__(self, node: int) -> int:
        if not 0 <= node < len(self._row_of):
            raise KeyError(node)
        minutes = int(self._column[self._row_of[node]])
        if minutes >= UNBOUND:
            raise KeyError(node)
        return minutes

    def __iter__(self) -> Iterator[int]:
        return iter(np.flatnonzero(self.minutes < UNBOUND).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._column < UNBOUND))

    def items(self) -> ItemsView[int, int | None]:
        """All of them at once, which is much faster than one by one."""
        minutes = self.minutes
        nodes = np.flatnonzero(minutes < UNBOUND)
        found: dict[int, int | None] = dict(
            zip(nodes.tolist(), minutes[nodes].tolist(), strict=True)
        )
        return found.items()

    def least_by(self, place_of: "array[int]") -> "tuple[array[int], array[int]]":
        """As SweptColumn says."""
        minutes, places = self.minutes, np.frombuffer(place_of, dtype=np.int32)
        nodes = np.flatnonzero((minutes < UNBOUND) & (places >= 0))
        minutes, places = minutes[nodes], places[nodes]
        if not (np.diff(places) > 0).all():
            order = np.argsort(places, kind="stable")
            minutes, places = minutes[order], places[order]
            first = np.flatnonzero(np.diff(places, prepend=-1))
            minutes, places = np.minimum.reduceat(minutes, first), places[first]
        return array("i", places.tobytes()), array("q", minutes.tobytes())

    @property
    def minutes(self) -> Numbers:
        """Node -> minutes, UNBOUND or more where it does not reach the promise."""
        return self._column[self._row_of]


class Level(NamedTuple):
    """The edges of the nodes that are equally far from an end, in strokes: one edge of each node.

    first      the row of the first node, to which the first edge of each stroke belongs
    customers  edge -> the row it leads to
    idle       edge -> by how much longer its provider may be late than its customer
    strokes    how many edges each stroke has
    turned     other edges of these nodes, which do more than pass a number on
    circles    the loops of these nodes, each as its edges, the last of them first
    """

    first: int
    customers: Numbers
    idle: Numbers
    strokes: list[int]
    turned: list[int]
    circles: list[list[int]]


class Sweeping(NamedTuple):
    """In which order bounds are carried back.

    row_of  node -> its row
    levels  those nearest to the end first
    """

    row_of: Numbers
    levels: list[Level]


def can_sweep(network: Network) -> bool:
    """Whether one bound says what a promise leaves to each: there are no groups."""
    return not network.groups


def sweep(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None = None,
    unheard: Collection[int] = (),
) -> list[Mapping[int, int | None]]:
    """One column a promise. Needs a network that `can_sweep`.

    Edges that are `unheard` put no bound on anybody; they go round loops.

    With `only`, of these nodes alone: then no more than some columns are ever held whole.

    How late a node may be is the least, over those who wait for it, of how late they may be and how
    long what it brings lies idle there. Where an edge does more than pass that number on, each of
    the few different numbers that come along it is looked up. Loops are gone round until nothing
    changes.
    """
    sweeping, turns = _prepared(network, plan, unheard)
    row_of = sweeping.row_of
    asked = None if only is None else np.array(sorted(only), dtype=np.int64)
    columns: list[Mapping[int, int | None]] = []
    for first in range(0, len(promises), AT_A_TIME):
        chunk = promises[first : first + AT_A_TIME]
        left = np.full((len(row_of), len(chunk)), UNBOUND, dtype=np.int64)
        for k, promise in enumerate(chunk):
            broken = promise.late(network, promise.planned)
            bound = bound_of(network, promise) - turns.base[promise.node]
            left[row_of[promise.node], k] = max(0, bound) if broken else bound
        for level in sweeping.levels:
            _carry_back(level, left, turns, row_of)
        turns.to_tolerances(left, row_of, asked)
        if asked is not None:
            left = left[row_of[asked]]
        for k, promise in enumerate(chunk):
            column = left[:, k]
            broken = promise.late(network, promise.planned)
            if broken:
                column[column < UNBOUND] = -broken
            if asked is None:
                columns.append(Swept(column, row_of))
            else:
                places = np.flatnonzero(column < UNBOUND)
                columns.append(
                    dict(zip(asked[places].tolist(), column[places].tolist(), strict=True))
                )
    return columns


def _prepared(network: Network, plan: Plan, unheard: Collection[int]) -> "tuple[Sweeping, _Turns]":
    """What is the same for all promises of a plan, which come some at a time: found once."""
    key = (network, frozenset(unheard))
    if key not in plan.known.swept:
        plan.known.swept[key] = _levels(network, plan, unheard), {}
    sweeping, known = plan.known.swept[key]
    return sweeping, _Turns(network, plan, known)


def _carry_back(level: Level, left: Numbers, turns: "_Turns", row_of: Numbers) -> None:
    """What the customers of a level's nodes leave to them."""
    brought = left.take(level.customers, axis=0)
    brought += level.idle
    begin = 0
    for count in level.strokes:
        part = left[level.first : level.first + count]
        # Idle time is never negative, so that what is unbound stays so.
        np.minimum(part, brought[begin : begin + count], out=part)
        begin += count
    for edge in level.turned:
        turns.carry(edge, left, row_of)
    for circle in level.circles:
        while True:
            news = [turns.carry(edge, left, row_of) for edge in circle]
            if not any(news):
                break


class _Turns:
    """What becomes of bounds where calendars, departures and the clock come in.

    A row holds how much later than planned a node may be done; of a clocked one, by which moment:
    `base` is what is taken off a bound for that. What it finds is `known` from then on.
    """

    def __init__(
        self, network: Network, plan: Plan, known: dict[tuple[int, ...], KnownBounds]
    ) -> None:
        self.network, self.plan = network, plan
        self.base = [
            0 if clocked else finish
            for clocked, finish in zip(network.clocked, plan.finishes, strict=True)
        ]
        self._known = known

    def carry(self, edge: int, left: Numbers, row_of: Numbers) -> bool:
        """What an edge's customer may leave to its provider; whether that was news."""
        edges = self.network.edges
        mine, theirs = left[row_of[edges.source[edge]]], left[row_of[edges.target[edge]]]
        found = self._through(edge, theirs)
        news = bool((found < mine).any())
        if news:
            np.minimum(mine, found, out=mine)
        return news

    def _through(self, edge: int, row: Numbers) -> Numbers:
        """The row of an edge's customer as one of its provider."""
        network, plan = self.network, self.plan
        u, v = network.edges.source[edge], network.edges.target[edge]
        if not _turns(network, edge):
            idle = plan.starts[v] - plan.finishes[u] if network.edges.credited[edge] else 0
            return row + (idle + network.edges.slack[edge])
        if network.clocked[v]:
            less = 0

            def bound(number: int) -> int:
                return latest_on(network, plan, edge, latest_start(network, v, number))

        else:
            less = plan.starts[v]

            def bound(number: int) -> int:
                return latest_on(network, plan, edge, number)

        return self._looked_up(self._alike(edge), row, less, bound, self.base[u])

    def to_tolerances(self, left: Numbers, row_of: Numbers, asked: Numbers | None) -> None:
        """What clocked nodes may be later in their working time, in place of moments."""
        network, plan = self.network, self.plan
        nodes = range(len(network.services)) if asked is None else asked.tolist()
        for node in nodes:
            if network.clocked[node]:

                def later(number: int, node: int = node) -> int:
                    return tolerance_of(network, plan, node, number)

                row = left[row_of[node]]
                row[:] = self._looked_up((-1, node), row, 0, later, 0)

    def _looked_up(
        self,
        key: tuple[int, ...],
        row: Numbers,
        more: int,
        bound: Callable[[int], int],
        less: int,
    ) -> Numbers:
        """The bound for each number of a row that `more` is added to, less `less`.

        Of each different number only once, here and wherever the `key` is the same.
        """
        known = self._known.setdefault(key, {})
        found = np.full(len(row), UNBOUND, dtype=np.int64)
        bound_at = np.flatnonzero(row < UNBOUND)
        numbers = (row[bound_at] + more).tolist()
        for number in set(numbers).difference(known):
            known[number] = bound(number)
        found[bound_at] = [known[number] - less for number in numbers]
        return found

    def _alike(self, edge: int) -> tuple[int, ...]:
        """What says which edges do the same to a bound; the edge, where that hangs on its plan."""
        network, edges = self.network, self.network.edges
        u, v = edges.source[edge], edges.target[edge]
        if not edges.credited[edge] or edge in edges.departs:
            return (-2, edge)
        return (
            *(network.calendar[u], network.calendar[v], network.clocked[u], network.clocked[v]),
            *(edges.special[edge], edges.slack[edge], edges.elapsed.get(edge, -1)),
            network.elapsed.get(v, 0) if network.clocked[v] else -1,
        )


def _turns(network: Network, edge: int) -> bool:
    """Whether an edge does more than pass on how late its customer may be."""
    edges = network.edges
    if edges.special[edge] or edge in edges.elapsed:
        return True
    return bool(network.clocked[edges.source[edge]] or network.clocked[edges.target[edge]])


def _levels(network: Network, plan: Plan, unheard: Collection[int]) -> Sweeping:
    """In which order bounds are carried back.

    The nodes of a level stand together, those with most edges first: then the k-th edges of a
    level are one slice of rows, and one operation serves them all.
    """
    nodes = np.arange(len(network.services))
    distances = _distances(network)
    count_of_levels = max(distances, default=0) + 1
    turned: list[list[int]] = [[] for _ in range(count_of_levels)]
    circles: list[list[list[int]]] = [[] for _ in range(count_of_levels)]
    for circle in network.loops:
        last_first = sorted(circle, key=network.rank.__getitem__, reverse=True)
        edges = [e for v in last_first for e in network.edges_into(v)]
        inside = [e for e in edges if network.inside_loop(e) and e not in unheard]
        circles[distances[circle[0]]].append(inside)
    passing = []
    going_round = {*unheard, *(e for found in circles for inside in found for e in inside)}
    for e, u in enumerate(network.edges.source):
        if e in going_round:
            continue
        if _turns(network, e):
            turned[distances[u]].append(e)
        else:
            passing.append(e)
    plain = np.array(passing, dtype=np.int64)
    source = np.array(network.edges.source, dtype=np.int64)[plain]
    count = np.bincount(source, minlength=len(nodes))
    most = int(count.max(initial=0))
    distance = np.array(distances, dtype=np.int64)
    rows = np.argsort(distance * (most + 1) + most - count, kind="stable")
    row_of = np.empty_like(rows)
    row_of[rows] = nodes

    # Edges as they leave the nodes, then by level, by their place at the node, by row.
    leaving = np.argsort(source, kind="stable")
    edge, source = plain[leaving], source[leaving]
    place = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    stroke = distance[source] * most + place
    order = np.argsort(stroke * len(nodes) + row_of[source])
    edge, source, stroke = edge[order], source[order], stroke[order]
    target = np.repeat(nodes, np.diff(network.first_edge))[edge]
    customers, idle = row_of[target], _idle(network, plan, edge, source, target)[:, None]

    cuts = np.flatnonzero(np.diff(stroke, prepend=-1, append=-1))
    sizes = np.diff(cuts).tolist()
    level = stroke[cuts[:-1]] // max(1, most)
    turns = np.flatnonzero(np.diff(level, prepend=-1, append=-1))
    bounds = cuts[turns].tolist()
    firsts = row_of[source[cuts[turns[:-1]]]].tolist()
    levels = [
        Level(0, customers[:0], idle[:0], [], *both) for both in zip(turned, circles, strict=True)
    ]
    for at, first, (low, high), (begin, end) in zip(
        level[turns[:-1]].tolist(), firsts, pairwise(bounds), pairwise(turns.tolist()), strict=True
    ):
        strokes = sizes[begin:end]
        levels[at] = Level(
            *(first, customers[low:high], idle[low:high], strokes, turned[at], circles[at])
        )
    return Sweeping(row_of, levels)


def _distances(network: Network) -> list[int]:
    """How many edges the longest way from each node to an end has; a loop is one node on it."""
    distance = [0] * len(network.services)
    first_edge, source = network.first_edge, network.edges.source
    loop, met = network.loop, set()
    for v in reversed(network.order):
        if loop[v] >= 0:
            if loop[v] not in met:  # its nodes stand together in the order
                met.add(loop[v])
                nodes = network.loops[loop[v]]
                furthest = max(distance[u] for u in nodes)
                for u in nodes:
                    distance[u] = furthest
            above = distance[v] + 1
            for edge in network.edges_into(v):
                u = source[edge]
                if loop[u] != loop[v]:
                    distance[u] = max(distance[u], above)
            continue
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
