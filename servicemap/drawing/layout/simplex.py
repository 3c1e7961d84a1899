"""Heights that cost least: a network simplex on whole numbers.

Given are heights that keep distances, `y[after] >= y[before] + length`, and lines that would like
both of their ends at one height, each with a weight. Wanted is the least sum of weighted
differences. Its dual is a flow of least cost through the same network: every distance is an arc
without a limit, every line one whose flow is at most its weight, both ways. The potentials of the
best flow are the heights, and since a spanning tree of tight arcs holds them, most lines come out
exactly straight.

A flow stays one whatever the lengths are. So after an edit the search goes on from where it was.
"""

from collections.abc import Sequence
from typing import NamedTuple

UNLIMITED = 1 << 50
GONE = -(1 << 30)
"""The length of an arc that asks for nothing any more."""

FAR = 10_000_000
"""How far apart heights can never be: the arcs of the first tree say no more."""

SOME = 0.3
"""Where fewer than this part of all heights changed, only the arcs there are looked at again."""

ROUNDS_AT_MOST = 10_000
"""Looks at all arcs; a search takes some dozens."""


class Saved(NamedTuple):
    """A search for heights as it stood."""

    y: list[int]
    tail: list[int]
    head: list[int]
    length: list[int]
    flow: list[int]
    high: list[int]
    state: list[int]
    parent: list[int]
    by: list[int]
    depth: list[int]
    children: list[dict[int, None]]
    free: list[int]
    dropped: list[int]


class Heights:
    """A network of `nodes` heights; that of node 0 is the ground, from which others are counted.

    `y` are the heights, after `solve` has found them.
    """

    def __init__(self, nodes: int) -> None:
        self.y = [0] * nodes
        self._tail: list[int] = []
        self._head: list[int] = []
        self._length: list[int] = []
        self._flow: list[int] = []
        self._low: list[int] = []
        self._high: list[int] = []
        # 0: in the tree; 1: its flow is least and may grow; -1: its flow is most and may shrink.
        self._state: list[int] = []
        self._parent = [-1] * nodes
        self._by = [-1] * nodes
        self._depth = [1] * nodes
        self._children: list[dict[int, None]] = [{} for _ in range(nodes)]
        self._depth[0] = 0
        self._free: list[int] = []
        self._dropped: list[int] = []
        # The heights that changed since arcs were looked at.
        self._moved: set[int] = set()
        for node in range(1, nodes):
            arc = self._new(node, 0, -FAR, 0, UNLIMITED)
            self._state[arc] = 0
            self._parent[node] = 0
            self._by[node] = arc
            self._children[0][node] = None
            self.y[node] = FAR

    def _new(self, tail: int, head: int, length: int, low: int, high: int) -> int:
        arc = len(self._tail)
        self._tail.append(tail)
        self._head.append(head)
        self._length.append(length)
        self._flow.append(low)
        self._low.append(low)
        self._high.append(high)
        self._state.append(1)
        return arc

    def line(self, one: int, other: int, weight: int) -> None:
        """The ends of a line. All lines come before anything is solved."""
        # A flow of -weight from one to the other; the first tree takes it to the ground and back.
        self._new(one, other, 0, -weight, weight)
        for node, amount in ((one, weight), (other, -weight)):
            if not node:
                continue
            arc = self._by[node]
            flow = self._flow[arc]
            if self._tail[arc] == 0:
                flow = -flow
            flow += amount
            self._tail[arc], self._head[arc] = (node, 0) if flow >= 0 else (0, node)
            self._flow[arc] = abs(flow)
            self.y[node] = FAR if flow >= 0 else -FAR

    def apart(self, before: int, after: int, length: int) -> int:
        """A distance to be kept; the number by which it is taken back."""
        if self._free:
            arc = self._free.pop()
            self._tail[arc], self._head[arc], self._length[arc] = before, after, length
            return arc
        return self._new(before, after, length, 0, UNLIMITED)

    def drop(self, arc: int) -> None:
        """Keep that distance no longer."""
        self._length[arc] = GONE
        self._dropped.append(arc)

    def saved(self) -> "Saved":
        """Where the search is now, to come back to."""
        return Saved(
            [*self.y],
            [*self._tail],
            [*self._head],
            [*self._length],
            [*self._flow],
            [*self._high],
            [*self._state],
            [*self._parent],
            [*self._by],
            [*self._depth],
            [{**some} for some in self._children],
            [*self._free],
            [*self._dropped],
        )

    def restore(self, saved: "Saved") -> None:
        """Come back to where the search was."""
        self.y[:] = saved.y
        self._tail[:] = saved.tail
        self._head[:] = saved.head
        self._length[:] = saved.length
        self._flow[:] = saved.flow
        self._high[:] = saved.high
        del self._low[len(saved.tail) :]
        self._state[:] = saved.state
        self._parent[:] = saved.parent
        self._by[:] = saved.by
        self._depth[:] = saved.depth
        self._children[:] = [{**some} for some in saved.children]
        self._free[:] = saved.free
        self._dropped[:] = saved.dropped

    def change(self, arc: int, length: int) -> None:
        """Keep another distance between the same two."""
        self._length[arc] = length

    def solve(self) -> bool:
        """Find the best heights, from where the last search ended; false where there are none."""
        self._settle()
        # The arcs of the first tree, and those that were dropped, ask for nothing.
        asking = [arc for arc, length in enumerate(self._length) if length > -FAR]
        beside = self._beside(asking)
        broken = self._broken(asking)
        for _ in range(ROUNDS_AT_MOST):
            if not broken:
                self._reuse()
                return True
            self._moved.clear()
            while broken:
                arc = self._worst(broken)
                if arc >= 0 and not self._pivot(arc):
                    return False
            # Only an arc whose ends moved since it was looked at can be broken now.
            if len(self._moved) < SOME * len(self.y):
                met = sorted({arc for node in self._moved for arc in beside[node]})
                broken = self._broken(met)
            else:
                broken = self._broken(asking)
        raise AssertionError("the search for heights goes round in circles")

    def _beside(self, asking: Sequence[int]) -> list[list[int]]:
        """Those of these arcs that begin or end at each node."""
        beside: list[list[int]] = [[] for _ in self.y]
        tail, head = self._tail, self._head
        for arc in asking:
            beside[tail[arc]].append(arc)
            beside[head[arc]].append(arc)
        return beside

    def _reuse(self) -> None:
        """Arcs that were dropped and carry nothing can stand for new distances."""
        kept = []
        for arc in self._dropped:
            if self._state[arc] == 1 and self._flow[arc] == 0:
                self._free.append(arc)
            else:
                kept.append(arc)
        self._dropped = kept

    def _settle(self) -> None:
        """The heights that the tree gives, its lengths having changed."""
        y, by, length, head = self.y, self._by, self._length, self._head
        y[0] = 0
        stack = list(self._children[0])
        parent, children = self._parent, self._children
        while stack:
            node = stack.pop()
            arc = by[node]
            if head[arc] == node:
                y[node] = y[parent[node]] + length[arc]
            else:
                y[node] = y[parent[node]] - length[arc]
            stack += children[node]

    def _broken(self, arcs: Sequence[int]) -> list[int]:
        """Which of these arcs break their distance, or should have their line's ends nearer."""
        y, tail, head, length, state = self.y, self._tail, self._head, self._length, self._state
        return [
            arc
            for arc in arcs
            if (way := state[arc]) and way * (y[tail[arc]] + length[arc] - y[head[arc]]) > 0
        ]

    def _worst(self, broken: list[int]) -> int:
        """The one of these arcs that is broken most, or -1; leaves out what is no longer."""
        y, tail, head, length, state = self.y, self._tail, self._head, self._length, self._state
        most, worst = 0, -1
        still = []
        for arc in broken:
            lacks = state[arc] * (y[tail[arc]] + length[arc] - y[head[arc]])
            if lacks > 0:
                still.append(arc)
                if lacks > most:
                    most, worst = lacks, arc
        broken[:] = still
        return worst

    def _pivot(self, entering: int) -> bool:
        """Push flow around the cycle that an arc closes with the tree; false if without limit."""
        tail, head, flow, low = self._tail, self._head, self._flow, self._low
        parent, by = self._parent, self._by
        way = self._state[entering]
        first, second = tail[entering], head[entering]
        if way < 0:
            first, second = second, first
        amount, leaving, on_first, join = self._blocking(entering, first, second)
        if amount >= UNLIMITED >> 1:
            return False
        if amount:
            flow[entering] += way * amount
            node = first
            while node != join:
                arc = by[node]
                flow[arc] += amount if head[arc] == node else -amount
                node = parent[node]
            node = second
            while node != join:
                arc = by[node]
                flow[arc] += amount if tail[arc] == node else -amount
                node = parent[node]
        if leaving < 0:
            self._state[entering] = -way
            return True
        out = by[leaving]
        self._state[out] = 1 if flow[out] == low[out] else -1
        self._state[entering] = 0
        inner, outer = (first, second) if on_first else (second, first)
        self._hang(inner, outer, entering, leaving)
        return True

    def _blocking(self, entering: int, first: int, second: int) -> tuple[int, int, bool, int]:
        """How much may flow from first to second and back through the tree, and what blocks more.

        That is the arc above a node, -1 for the entering arc itself; whether it is on first's side,
        and where the two sides join. It is the last arc that blocks, seen along the flow from
        there: with such trees the search never goes round in circles.
        """
        tail, head, flow, low, high = self._tail, self._head, self._flow, self._low, self._high
        parent, by, depth = self._parent, self._by, self._depth
        amount = high[entering] - low[entering]
        leaving = -1
        on_first = False
        while first != second:
            if depth[first] >= depth[second]:
                arc = by[first]
                room = high[arc] - flow[arc] if head[arc] == first else flow[arc] - low[arc]
                if room < amount:
                    amount, leaving, on_first = room, first, True
                first = parent[first]
            else:
                arc = by[second]
                room = high[arc] - flow[arc] if tail[arc] == second else flow[arc] - low[arc]
                if room <= amount:
                    amount, leaving, on_first = room, second, False
                second = parent[second]
        return amount, leaving, on_first, first

    def _hang(self, inner: int, outer: int, entering: int, leaving: int) -> None:
        """Hang the part of the tree below `leaving` up by `inner`, under `outer`."""
        parent, by, children = self._parent, self._by, self._children
        node, above, arc = inner, outer, entering
        while True:
            old, old_arc = parent[node], by[node]
            del children[old][node]
            parent[node], by[node] = above, arc
            children[above][node] = None
            if node == leaving:
                break
            node, above, arc = old, node, old_arc
        y, depth = self.y, self._depth
        if self._head[entering] == inner:
            shift = y[outer] + self._length[entering] - y[inner]
        else:
            shift = y[outer] - self._length[entering] - y[inner]
        below = [inner]
        for node in below:
            y[node] += shift
            depth[node] = depth[parent[node]] + 1
            below += children[node]
        self._moved.update(below)


def possible(nodes: int, distances: Sequence[tuple[int, int, int]]) -> bool:
    """Whether there are heights that keep all distances."""
    y = [0] * nodes
    for _ in range(nodes):
        moved = False
        for before, after, length in distances:
            if y[before] + length > y[after]:
                if not after:
                    return False
                y[after] = y[before] + length
                moved = True
        if not moved:
            return True
    return False
