"""Many delays at once: what happens under each, a row for each service and a column for each delay.

For services whose delay touches no finish that is a moment on the clock, and no loop in which it
could grow; other loops are gone round until nothing changes, which is soon. Calendars and
departures are looked up delay by delay.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from servicemap.timing.network.compiled import CELLS, Network
from servicemap.timing.passes.arrivals import arrival, gate, group_arrival
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.forward import KnownStarts

MinutesRow = NDArray[np.int32]


def how_late(
    network: Network,
    plan: Plan,
    delays: Sequence[Mapping[int, int]],
    which: Sequence[int],
    nodes: Sequence[int],
    known: KnownStarts,
) -> list[int]:
    """How late a node is under one of many delays, for pairs: the place of a delay, and a node.

    Delays are node -> how much longer its work takes. All nodes that are late must be `in_numbers`.
    What is `known` from questions before about the same plan is kept there.
    """
    found = np.zeros(len(which), dtype=np.int64)
    turn = network.turn.__getitem__
    first = [min(map(turn, late)) if late else -1 for late in delays]
    order = [column for column, rank in enumerate(first) if rank >= 0]
    order.sort(key=first.__getitem__)
    by_node = np.argsort(np.array(nodes, dtype=np.int64), kind="stable")
    column_of = np.array(which, dtype=np.int64)[by_node]
    node_of = np.array(nodes, dtype=np.int64)[by_node]
    at_once = max(1, CELLS // len(network.services))
    for begin in range(0, len(order), at_once):
        chunk = order[begin : begin + at_once]
        rows = _Pass(
            network, plan, [delays[column] for column in chunk], [first[c] for c in chunk], known
        ).rows
        place = np.full(len(delays), -1, dtype=np.int64)
        place[chunk] = np.arange(len(chunk))
        place_of = place[column_of]
        mine = np.flatnonzero(place_of >= 0)
        for some in np.split(mine, np.flatnonzero(np.diff(node_of[mine])) + 1):
            row = rows.get(int(node_of[some[0]])) if len(some) else None
            if row is not None:
                reached = some[place_of[some] < len(row)]
                found[by_node[reached]] = row[place_of[reached]]
    return found.tolist()


class _Pass:
    """What happens in each column, a delay of some nodes: `rows` are how late each service is
    that is late in any.

    Columns stand in the order of who is late `first`, so that a row needs no more of them than
    those in which somebody before it is late.
    """

    def __init__(
        self,
        network: Network,
        plan: Plan,
        delays: Sequence[Mapping[int, int]],
        first: Sequence[int],
        known: KnownStarts,
    ) -> None:
        self.network, self.plan = network, plan
        self.known = known
        self.rows: dict[int, MinutesRow] = {}
        self.late: dict[int, tuple[list[int], list[int]]] = {}
        for column, late in enumerate(delays):
            for v, minutes in late.items():
                columns, longer = self.late.setdefault(v, ([], []))
                columns.append(column)
                longer.append(minutes)
        places = np.array(first)
        loop, loops = network.loop, network.loops
        for rank in range(int(places[0]), len(network.order)):
            v = network.order[rank]
            if loop[v] < 0:
                self._keep(v, self._from_outside(v, int(np.searchsorted(places, rank, "right"))))
            elif v == loops[loop[v]][0]:
                self._turn(loops[loop[v]], int(np.searchsorted(places, rank, "right")))

    def _keep(self, v: int, row: MinutesRow | None) -> None:
        if row is not None and row.any():
            self.rows[v] = row

    def _from_outside(self, v: int, count: int) -> MinutesRow | None:
        """The delay of a node as far as no loop turns, unless it is sure that nobody is late for
        whom it waits.
        """
        network = self.network
        row = None
        for edge in range(network.first_edge[v], network.single_end[v]):
            if not network.edges.turning[edge]:
                row = self._later(row, self._through(edge), count)
        for group in network.groups.get(v, ()):
            if not any(map(network.inside_loop, group)):
                row = self._later(row, self._first_of(group, count), count)
        if v in self.late:
            row = np.zeros(count, dtype=np.int32) if row is None else row
            columns, longer = self.late[v]
            row[columns] += np.array(longer, dtype=np.int32)
        return row

    def _later(
        self, row: MinutesRow | None, start: MinutesRow | None, count: int
    ) -> MinutesRow | None:
        if start is None:
            return row
        if row is None:
            row = np.zeros(count, dtype=np.int32)
        part = row[: len(start)]
        np.maximum(part, start, out=part)
        return row

    def _through(self, edge: int) -> MinutesRow | None:
        """How much later than planned an edge lets its customer start; may be less than nothing."""
        edges = self.network.edges
        row = self.rows.get(edges.source[edge])
        if row is None:
            return None
        if edges.special[edge]:
            return self._one_by_one((edge,), [row])
        return row - (self._idle(edge) + edges.slack[edge])

    def _one_by_one(self, group: tuple[int, ...], rows: Sequence[MinutesRow]) -> MinutesRow:
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

    def _first_of(self, group: tuple[int, ...], count: int) -> MinutesRow | None:
        """The same for the first of several alternatives, as in `group_arrival`."""
        edges = self.network.edges
        if not any(edges.source[edge] in self.rows for edge in group):
            return None
        if any(edges.special[edge] or edges.on_the_clock(edge) for edge in group):
            return self._one_by_one(group, [self._padded(edges.source[e], count) for e in group])
        arrives: Mapping[int, MinutesRow] = {
            edge: self._arrives(group[0], edge, count) for edge in group
        }
        sure = [arrives[edge] for edge in group if edges.vouched[edge]]
        vouched = np.minimum.reduce(sure) if sure else None
        found = None
        for edge, at in arrives.items():
            if edges.alternative[edge] and edges.vouched[edge]:
                if self.network.unbounded[edges.source[edge]]:
                    continue  # it is left out
            elif vouched is not None and edges.alternative[edge]:
                np.maximum(at, vouched, out=at)
            start = at - edges.slack[edge]
            found = start if found is None else np.minimum(found, start)
        return found

    def _padded(self, node: int, count: int) -> MinutesRow:
        padded = np.zeros(count, dtype=np.int32)
        row = self.rows.get(node)
        if row is not None:
            padded[: len(row)] = row
        return padded

    def _arrives(self, first: int, edge: int, count: int) -> MinutesRow:
        edges, plan = self.network.edges, self.plan
        at = self._padded(edges.source[edge], count) - self._idle(edge)
        switch = edges.switch.get(edge)
        if switch is not None and edge != first:
            by_plan = arrival(self.network, plan, first, plan.state(edges.source[first]))
            np.maximum(at, by_plan - plan.starts[edges.target[edge]] + switch.work, out=at)
        return at

    def _turn(self, nodes: Sequence[int], count: int) -> None:
        """A loop: what comes by plan, and then what its nodes make of each other's delays."""
        network = self.network
        for v in sorted(nodes, key=network.rank.__getitem__):
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
