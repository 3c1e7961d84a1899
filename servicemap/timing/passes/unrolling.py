"""The latest plan of a circle that is cut: of all chains round it the longest to each node.

A longest chain that passes no node twice, by labels (a node, when it starts, what has been passed):
the elementary path problem of Feillet, Dejax, Gendreau and Gueguen (Networks 44, 2004). Where
that is too much, only some nodes are remembered: never too early, as in Righini and Salani's
relaxation of the state space (Networks 51, 2008).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.network.open_needs import CutCircle
from servicemap.timing.passes.finishes import HORIZON, Plan, finish
from servicemap.timing.passes.planned_arrivals import arrival_of, tabulate

CHAINS_AT_MOST = 4000
"""Chains that are followed round one circle before fewer of its nodes are told apart."""


class _Chain(NamedTuple):
    """When a node starts by one chain to it, and of those told apart, a bit each, who is on it."""

    start: int
    passed: int
    nodes: tuple[int, ...]

    def stands_for(self, other: "_Chain") -> bool:
        """Whether whatever follows the other one comes no later behind it than behind this one."""
        return self.start >= other.start and self.passed & other.passed == self.passed


def unroll(network: Network, plan: Plan, loop: CutCircle) -> None:
    """Count the loose edges of a circle: links as any in a reading that has not all of them.

    In none a chain passes a node twice. Where there are too many chains, only the nodes that add
    most are told apart, and the others may be passed again, on chains as long as the circle: that
    is never too early, but may be later than any chain comes.
    """
    edges, circle = network.edges, network.circle
    for edge in (edge for v in loop.ends for edge in network.edges_into(v)):
        if edge in network.loose:
            tabulate(network, plan, edge)
    onward = {
        u: [
            edge
            for edge in network.within[u]
            if circle[edges.target[edge]] == circle[u]
            if edges.planned[edge] or edge in network.loose
        ]
        for u in loop.nodes
    }
    chains = _longest_chains(network, plan, onward)
    for v, longest in chains.items():
        if longest.start > plan.starts[v]:
            plan.unrolled[v] = longest.nodes
            plan.starts[v] = longest.start
            plan.finishes[v], moment = finish(network, v, longest.start)
            if moment is not None:
                plan.moments[v] = moment


def _longest_chains(
    network: Network, plan: Plan, onward: Mapping[int, list[int]]
) -> dict[int, _Chain]:
    """The longest to each node of a circle, whose edges lead `onward` from each."""

    def most_added(node: int) -> int:
        gaps = [
            plan.timetables[edge].longest_wait(HORIZON)
            for edge in onward[node]
            if edge in plan.timetables
        ]
        return network.work[node] + network.elapsed.get(node, 0) + max(gaps, default=0)

    begins = {v: start_from_outside(network, plan, v) for v in onward}
    told_apart = sorted(onward, key=most_added, reverse=True)
    while True:
        search = _ChainSearch(network, plan, onward, told_apart)
        if search.run(begins):
            return {v: max(own, key=lambda one: one.start) for v, own in search.chains.items()}
        told_apart = told_apart[: len(told_apart) // 2]


def start_from_outside(network: Network, plan: Plan, node: int) -> int:
    """When a node could start by what is planned to come from outside its circle alone."""
    edges, circle = network.edges, network.circle[node]
    start = network.opens[node]
    for edge in network.edges_into(node):
        if edges.planned[edge] and network.circle[edges.source[edge]] != circle:
            tabulate(network, plan, edge)
            state = plan.state(edges.source[edge])
            start = max(start, arrival_of(network, plan, edge, state))
    return start


class _ChainSearch:
    """The chains round a circle, each a link longer from lap to lap."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        onward: Mapping[int, list[int]],
        told_apart: list[int],
    ) -> None:
        self.network, self.plan, self.onward = network, plan, onward
        self.bit = dict.fromkeys(onward, 0) | {v: 1 << k for k, v in enumerate(told_apart)}
        self.chains: dict[int, list[_Chain]] = {}

    def run(self, begins: Mapping[int, int]) -> bool:
        """Follow all chains; False: they are too many, and fewer nodes are to be told apart."""
        last = {v: [_Chain(start, self.bit[v], (v,))] for v, start in begins.items()}
        self.chains = {v: own.copy() for v, own in last.items()}
        followed = 0
        for _ in self.onward:
            followed += sum(map(len, last.values()))
            if followed > CHAINS_AT_MOST and any(self.bit.values()):
                return False
            last = self._one_longer(last)
        return True

    def _one_longer(self, last: Mapping[int, list[_Chain]]) -> dict[int, list[_Chain]]:
        longer: dict[int, list[_Chain]] = {v: [] for v in self.onward}
        for chain in (chain for own in last.values() for chain in own):
            for one in self._followed(chain):
                end = one.nodes[-1]
                if self._keep(one):
                    longer[end].append(one)
        return {v: [one for one in own if one in self.chains[v]] for v, own in longer.items()}

    def _followed(self, chain: _Chain) -> Iterator[_Chain]:
        network, u = self.network, chain.nodes[-1]
        state = finish(network, u, chain.start)
        for edge in self.onward[u]:
            v = network.edges.target[edge]
            if not chain.passed & self.bit[v]:
                start = max(network.opens[v], arrival_of(network, self.plan, edge, state))
                yield _Chain(start, chain.passed | self.bit[v], (*chain.nodes, v))

    def _keep(self, chain: _Chain) -> bool:
        """Keep a chain, unless another one stands for it."""
        known = self.chains[chain.nodes[-1]]
        if any(one.stands_for(chain) for one in known):
            return False
        known[:] = [one for one in known if not chain.stands_for(one)]
        known.append(chain)
        return True
