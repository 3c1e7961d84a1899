"""Many delays tried at once: a row for each service, a column for each question and promise.

For services whose delay touches no finish that is a moment on the clock, and no loop in which it
could grow; other loops are gone round until nothing changes, which is soon. Calendars and
departures are looked up delay by delay.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from servicemap.timing.arrivals import Plan, arrival, gate, group_arrival
from servicemap.timing.network import Network
from servicemap.timing.promises import Delivery
from servicemap.timing.trying import (
    Answer,
    Question,
    counts_alike,
    left_of,
    limit_of,
    only_passing_on,
)

Minutes = NDArray[np.int64]
Row = NDArray[np.int32]

Known = dict[tuple[int, ...], dict[tuple[int, ...], int]]
"""Edges of a group, or one edge -> delays of their providers -> how late their customer starts."""

CELLS = 1 << 25
"""Services times columns that are tried together: 128 MB."""


def try_many(
    network: Network, plan: Plan, promises: Sequence[Delivery], questions: Sequence[Question]
) -> list[Answer]:
    """The answer to each question; its nodes must be `in_numbers`."""
    answers: list[Answer] = [{} for _ in questions]
    order = sorted(range(len(questions)), key=lambda q: _place(network, questions[q].nodes))
    columns = []
    for q in order:
        limit = limit_of(network, plan, questions[q])
        for k, guess in questions[q].guesses.items():
            if guess >= limit:
                answers[q][k] = guess
            else:
                columns.append((q, k, guess, limit))
    at_once = max(1, CELLS // len(network.services))
    for first in range(0, len(columns), at_once):
        chunk = columns[first : first + at_once]
        found = _Columns(network, plan, promises, questions, chunk).search()
        for (q, k, _, _), minutes in zip(chunk, found, strict=True):
            answers[q][k] = minutes
    return answers


def delayed(
    network: Network, plan: Plan, delays: Sequence[Mapping[int, int]], nodes: Sequence[int]
) -> list[list[int]]:
    """How late some nodes are under each of many delays: node -> how much longer its work takes.

    All nodes that are late must be `in_numbers`.
    """
    found = [[0] * len(nodes) for _ in delays]
    order = [column for column, late in enumerate(delays) if late]
    order.sort(key=lambda column: _place(network, delays[column]))
    known: Known = {}
    at_once = max(1, CELLS // len(network.services))
    for first in range(0, len(order), at_once):
        chunk = order[first : first + at_once]
        rows = _Pass(network, plan, [delays[column] for column in chunk], known).rows
        for k, node in enumerate(nodes):
            row = rows[node].tolist() if node in rows else []
            for column, late in zip(chunk, row, strict=False):
                found[column][k] = late
    return found


def _place(network: Network, nodes: Iterable[int]) -> int:
    """The rank of the first of some nodes, a loop having the rank of its first."""
    loop, loops, rank = network.loop, network.loops, network.rank
    return min(rank[v if loop[v] < 0 else loops[loop[v]][0]] for v in nodes)


class _Columns:
    """Some columns, and where the longest delay of each may still lie (see `Search`)."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        promises: Sequence[Delivery],
        questions: Sequence[Question],
        columns: Sequence[tuple[int, int, int, int]],
    ) -> None:
        self.network, self.plan, self.promises = network, plan, promises
        self.nodes = [questions[q].nodes for q, _, _, _ in columns]
        self.promise = np.array([k for _, k, _, _ in columns])
        self.low = np.array([guess for _, _, guess, _ in columns], dtype=np.int64)
        self.high = np.array([limit for _, _, _, limit in columns], dtype=np.int64)
        alike = [counts_alike(network, promise) for promise in promises]
        plain = only_passing_on(network)
        jumps = [len(one.nodes) if all(plain[v] for v in one.nodes) else 0 for one in questions]
        self.passed = np.array(
            [jumps[q] if alike[k] else 0 for q, k, _, _ in columns], dtype=np.int64
        )
        self.known: Known = {}
        self.step = np.ones_like(self.low)
        self.probing = np.ones(len(columns), dtype=bool)

    def search(self) -> list[int | None]:
        """The longest delay that keeps the promise of each column; None is without limit."""
        everything = np.arange(len(self.nodes))
        left = self._left(everything, self.high)
        without_limit = left >= 0
        self._learn(everything[~without_limit], self.high[~without_limit], left[~without_limit])
        self.low[without_limit] = self.high[without_limit]
        self.step[:] = 1
        self.probing[:] = True
        while (open_ := np.flatnonzero(self.low < self.high)).size:
            half = (self.high[open_] - self.low[open_] + 1) // 2
            further = np.where(self.probing[open_], 1, np.minimum(self.step[open_], half))
            tried = self.low[open_] + further
            self._learn(open_, tried, self._left(open_, tried))
        return [
            None if none else minutes
            for none, minutes in zip(without_limit.tolist(), self.low.tolist(), strict=True)
        ]

    def _learn(self, which: Minutes, tried: Minutes, left: Minutes) -> None:
        passed = self.passed[which]
        surely = np.maximum(passed, 1)
        kept = left >= 0
        more = np.where(passed > 0, np.where(kept, left, -left - 1) // surely, 0)
        low, high = self.low[which], self.high[which]
        self.low[which] = np.where(kept, np.minimum(high, tried + more), low)
        self.high[which] = np.where(kept, high, np.maximum(low, tried - 1 - more))
        span = self.high[which] - self.low[which]
        self.step[which] = np.where(kept, self.step[which] * 2, span)
        self.probing[which] = kept & (more > 0) & ~self.probing[which]

    def _left(self, which: Minutes, tried: Minutes) -> Minutes:
        """What delays of these columns leave of their promises."""
        nodes = [self.nodes[c] for c in which.tolist()]
        longer = [dict.fromkeys(late, z) for late, z in zip(nodes, tried.tolist(), strict=True)]
        rows = _Pass(self.network, self.plan, longer, self.known).rows
        left = np.zeros(len(which), dtype=np.int64)
        promise_of = self.promise[which]
        for k in np.unique(promise_of).tolist():
            columns = np.flatnonzero(promise_of == k)
            promise = self.promises[k]
            late = np.zeros(len(columns), dtype=np.int64)
            row = rows.get(promise.node)
            if row is not None:
                reached = columns < len(row)
                late[reached] = row[columns[reached]]
            ends = self.plan.finishes[promise.node]
            if counts_alike(self.network, promise):
                left[columns] = left_of(self.network, promise, (ends, None)) - late
            else:
                delays, where = np.unique(late, return_inverse=True)
                each = [left_of(self.network, promise, (ends + z, None)) for z in delays.tolist()]
                left[columns] = np.array(each, dtype=np.int64)[where]
        return left


class _Pass:
    """What happens in each column, a delay of some nodes: `rows` are how late each service is
    that is late in any.

    Columns stand in the order of who is late first, so that a row needs no more of them than
    those in which somebody before it is late.
    """

    def __init__(
        self,
        network: Network,
        plan: Plan,
        delays: Sequence[Mapping[int, int]],
        known: Known,
    ) -> None:
        self.network, self.plan = network, plan
        self.known = known
        self.rows: dict[int, Row] = {}
        self.late: dict[int, tuple[list[int], list[int]]] = {}
        for column, late in enumerate(delays):
            for v, minutes in late.items():
                columns, longer = self.late.setdefault(v, ([], []))
                columns.append(column)
                longer.append(minutes)
        places = np.array([_place(network, late) for late in delays])
        loop, loops = network.loop, network.loops
        for rank in range(int(places[0]), len(network.order)):
            v = network.order[rank]
            if loop[v] < 0:
                self._keep(v, self._from_outside(v, int(np.searchsorted(places, rank, "right"))))
            elif v == loops[loop[v]][0]:
                self._turn(loops[loop[v]], int(np.searchsorted(places, rank, "right")))

    def _keep(self, v: int, row: Row | None) -> None:
        if row is not None and row.any():
            self.rows[v] = row

    def _from_outside(self, v: int, count: int) -> Row | None:
        """The delay of a node, unless it is sure that nobody it waits for is late."""
        network = self.network
        row = None
        for edge in range(network.first_edge[v], network.single_end[v]):
            if not network.inside_loop(edge):
                row = self._later(row, self._through(edge), count)
        for group in network.groups.get(v, ()):
            if not any(map(network.inside_loop, group)):
                row = self._later(row, self._first_of(group, count), count)
        if v in self.late:
            row = np.zeros(count, dtype=np.int32) if row is None else row
            columns, longer = self.late[v]
            row[columns] += np.array(longer, dtype=np.int32)
        return row

    def _later(self, row: Row | None, start: Row | None, count: int) -> Row | None:
        if start is None:
            return row
        if row is None:
            row = np.zeros(count, dtype=np.int32)
        part = row[: len(start)]
        np.maximum(part, start, out=part)
        return row

    def _through(self, edge: int) -> Row | None:
        """How much later than planned an edge lets its customer start; may be less than nothing."""
        edges = self.network.edges
        row = self.rows.get(edges.source[edge])
        if row is None:
            return None
        if edges.special[edge]:
            return self._one_by_one((edge,), [row])
        return row - (self._idle(edge) + edges.slack[edge])

    def _one_by_one(self, group: tuple[int, ...], rows: Sequence[Row]) -> Row:
        """Where calendars and departures come in: each delay once, and it is kept for later."""
        network, plan = self.network, self.plan
        sources = [network.edges.source[edge] for edge in group]
        start = plan.starts[network.edges.target[group[0]]]
        known = self.known.setdefault(group, {})
        delays = list(zip(*(row.tolist() for row in rows), strict=True))
        for late in set(delays).difference(known):
            states = [(plan.finishes[u] + z, None) for u, z in zip(sources, late, strict=True)]
            if len(group) == 1:
                opens = gate(network, plan, group[0], states[0])
            else:
                opens = group_arrival(network, plan, group, states)[1]
            known[late] = max(0, opens - start)
        return np.array([known[late] for late in delays], dtype=np.int32)

    def _idle(self, edge: int) -> int:
        """How long what an edge brings lies there by plan, as far as the schedule may vouch."""
        edges, plan = self.network.edges, self.plan
        if not edges.credited[edge]:
            return 0
        return plan.starts[edges.target[edge]] - plan.finishes[edges.source[edge]]

    def _first_of(self, group: tuple[int, ...], count: int) -> Row | None:
        """The same for the first of several alternatives, as in `group_arrival`."""
        edges = self.network.edges
        if not any(edges.source[edge] in self.rows for edge in group):
            return None
        if any(edges.special[edge] or self.network.on_the_clock(edge) for edge in group):
            return self._one_by_one(group, [self._padded(edges.source[e], count) for e in group])
        arrives: Mapping[int, Row] = {edge: self._arrives(group[0], edge, count) for edge in group}
        credited = [arrives[edge] for edge in group if edges.credited[edge]]
        vouched = np.minimum.reduce(credited) if credited else None
        found = None
        for edge, at in arrives.items():
            if vouched is not None and edges.alternative[edge] and not edges.credited[edge]:
                np.maximum(at, vouched, out=at)
            start = at - edges.slack[edge]
            found = start if found is None else np.minimum(found, start)
        return found

    def _padded(self, node: int, count: int) -> Row:
        padded = np.zeros(count, dtype=np.int32)
        row = self.rows.get(node)
        if row is not None:
            padded[: len(row)] = row
        return padded

    def _arrives(self, first: int, edge: int, count: int) -> Row:
        edges, plan = self.network.edges, self.plan
        at = self._padded(edges.source[edge], count) - self._idle(edge)
        switch = edges.switch.get(edge)
        if switch is not None and edge != first:
            by_plan = arrival(self.network, plan, first, plan.state(edges.source[first]))
            np.maximum(at, by_plan - plan.starts[edges.target[edge]] + switch.work, out=at)
        return at

    def _turn(self, nodes: Sequence[int], count: int) -> None:
        """A loop: what comes from outside, and then what its nodes make of each other's delays."""
        network = self.network
        for v in nodes:
            self._keep(v, self._from_outside(v, count))
        turning = any(v in self.rows for v in nodes)
        while turning:
            turning = False
            for v in nodes:
                before = self.rows.get(v)
                row = None if before is None else before.copy()
                for edge in range(network.first_edge[v], network.single_end[v]):
                    if network.inside_loop(edge):
                        row = self._later(row, self._through(edge), count)
                for group in network.groups.get(v, ()):
                    if any(map(network.inside_loop, group)):
                        row = self._later(row, self._first_of(group, count), count)
                self._keep(v, row)
                after = self.rows.get(v)
                turning |= after is not None and (
                    before is None or not np.array_equal(before, after)
                )
