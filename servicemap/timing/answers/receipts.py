"""The receipt: by which chain a delay travels, and what each service on it did with it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from servicemap.timing.answers.fates import DelayOutcome
from servicemap.timing.answers.hops import ChainStep, Exit, Hops
from servicemap.timing.answers.traces import Hop
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import gate, group_arrival
from servicemap.timing.passes.finishes import Extra, NodeFinish
from servicemap.timing.passes.promised import PlannedDelivery

TRIED_FOR_RUNNER_UP = 50
"""Near misses looked at before a chain is said to have no runner-up: those of one loop may all
lead back to the chain itself."""


class Rival(NamedTuple):
    """What else makes a node of a chain start late: by how much less, which node, by which edge."""

    short: int
    node: int
    edge: int


class Stop(NamedTuple):
    """Where a delay ends: the step that it does not get past, and what became of it there.

    What `arrives` by the edge of that step does not move its start; else it does, and the step goes
    on to nobody whom that makes later.
    """

    step: ChainStep
    hop: Hop
    arrives: bool


class Receipts:
    """What can be told of one happening: the passes it is read from, side by side.

    Many chains go the same way, so what is found at a node is kept.
    """

    __slots__ = ("_hops", "_outside", "_passed", "_rivals", "network", "now", "plan")

    def __init__(self, network: Network, found: DelayOutcome, extra: Extra) -> None:
        now = found.most
        self.network, self.plan, self.now = network, now.plan, now
        self._hops = Hops(network, found, extra)
        self._outside: dict[int, ChainStep] = {}
        self._passed: dict[tuple[ChainStep, int], Hop] = {}
        self._rivals: dict[int, Rival | None] = {}

    def steps_to(self, node: int) -> list[ChainStep]:
        """The chain that drives the delay of a late node, its cause first.

        Round a loop in which a delay grows, the chain goes as often as the delay does; of one that
        never ends, the last lap is told.
        """
        steps: list[ChainStep] = []
        seen: set[int] = set()
        for step in self._back_from(node):
            steps.append(step)
            if self.now.never and step.node in seen and step.node in self.now.never:
                break
            seen.add(step.node)
        steps.reverse()
        return steps

    def began(self, node: int) -> Hop:
        """The first hop of the whole way to a late node, however many laps ago."""
        after = last = next(steps := self._back_from(node))
        for step in steps:
            after, last = last, step
        if after.came_by is None or after is last:
            return self._hops.hop(last, self._hops.ends(last))
        return self._passing(last, after.came_by)

    def _back_from(self, node: int) -> Iterator[ChainStep]:
        """The steps that led to a late node, itself first and the cause last."""
        source, loop, known = self.network.edges.source, self.network.loop, self._outside
        event, state = self.now.last.get(node), self.now.state(node)
        while True:
            if event is not None:
                _, edge, _, event, heard, outside = self.now.events[event]
                step = ChainStep(node, edge, state, heard, outside)
            else:
                step = known.get(node) or self._from_outside(node, state)
            yield step
            if step.came_by is None:
                return
            before = source[step.came_by]
            if loop[node] >= 0 and loop[before] == loop[node]:
                state = step.heard[0]
            else:
                event = self.now.last.get(before)
                if before not in known:
                    state = self.now.state(before)
            node = before

    def _from_outside(self, node: int, state: NodeFinish) -> ChainStep:
        """A node that nothing in a loop made so late."""
        edge = self.binding(node)
        step = ChainStep(node, edge, state, () if edge is None else self._heard(edge, first=True))
        if self.network.loop[node] < 0:  # in a loop it may have been less late at first
            self._outside[node] = step
        return step

    def _heard(self, edge: int, *, first: bool = False) -> tuple[NodeFinish, ...]:
        """When the provider of an edge, and those of all its group, are done in the end.

        Or, `first`, before the loop turned of which they are part.
        """
        group = self.network.group_of.get(edge, (edge,))
        return tuple([self._provider(one, first=first) for one in group])

    def binding(self, node: int) -> int | None:
        """The edge that makes a node start late as far as its loop does not turn; None: none does.

        The first in the map's order where several tie. Of alternatives it is the first: had it
        been in time, nothing would have had to come to its rescue.
        """
        best, latest = None, self.plan.starts[node]
        for edge, at in self.gates(node, first=True):
            if at > latest and not self._turns(edge):
                best, latest = edge, at
        return best

    def _turns(self, edge: int) -> bool:
        return self.network.turns(self.network.group_of.get(edge, (edge,)))

    def gates(self, node: int, *, first: bool = False) -> Iterator[tuple[int, int]]:
        """What a node waits for, a group by its first edge, and when it can start with it."""
        network, plan = self.network, self.plan
        for edge in range(network.first_edge[node], network.single_end[node]):
            yield edge, gate(network, plan, edge, self._provider(edge, first=first))
        for group in network.groups.get(node, ()):
            heard = self._heard(group[0], first=first)
            yield group[0], group_arrival(network, plan, group, heard)[1]

    def _provider(self, edge: int, *, first: bool = False) -> NodeFinish:
        u = self.network.edges.source[edge]
        if first and u in self.now.first and self.network.inside_loop(edge):
            return self.now.first[u]
        return self.now.state(u)

    def chain(
        self, steps: Sequence[ChainStep], delivery: PlannedDelivery, late: int
    ) -> tuple[Hop, ...]:
        """The hops of a chain; the last brings a delivery to its customer, so much too late."""
        if not steps:
            return ()
        home = self._hops.by_delivery(delivery, steps[-1].state, late)
        return *self._on_the_way(steps), self._hops.hop(steps[-1], home)

    def _on_the_way(self, steps: Sequence[ChainStep]) -> Iterator[Hop]:
        """The hops of all steps of a chain but the last."""
        for step, after in pairwise(steps):
            assert after.came_by is not None, "only a chain's first step begins a delay"
            yield self._passing(step, after.came_by)

    def _passing(self, step: ChainStep, edge: int) -> Hop:
        hop = self._passed.get((step, edge))
        if hop is None:
            hop = self._hops.hop(step, self._hops.by_edge(edge, step.state))
            self._passed[step, edge] = hop
        return hop

    def runner_up(self, steps: Sequence[ChainStep]) -> tuple[str, ...]:
        """The chain that would drive the delay next: of all that also make a service on the chain
        start late, the one that falls shortest; nearest to the promise where several tie.
        """
        loop = self.network.loop
        if not self.network.loops or all(loop[step.node] < 0 for step in steps):
            rival = self._nearest(steps)
            return () if rival is None else self._way_of(rival, steps)
        near = [
            (rival.short, -place, rival)
            for place in range(len(steps) - 1, 0, -1)
            for rival in self._rivals_at(steps[place])
        ]
        for _, _, rival in sorted(near)[:TRIED_FOR_RUNNER_UP]:
            if way := self._way_of(rival, steps):
                return way
        return ()

    def _nearest(self, steps: Sequence[ChainStep]) -> Rival | None:
        """The first to try. Where no step is in a loop it is the same for all that go on from a
        node, and nothing can lead back to the chain.
        """
        known = self._rivals
        begin = len(steps)
        while begin and steps[begin - 1].node not in known:
            begin -= 1
        best = known[steps[begin - 1].node] if begin else None
        for step in steps[begin:]:
            own = min(self._rivals_at(step), default=None)
            if own is not None and (best is None or own.short <= best.short):
                best = own
            known[step.node] = best
        return best

    def _rivals_at(self, step: ChainStep) -> Iterator[Rival]:
        if step.came_by is None:
            return
        gates = dict(self.gates(step.node))
        for edge, at in gates.items():
            if step.came_by in gates and edge != step.came_by and at > self.plan.starts[step.node]:
                yield Rival(gates[step.came_by] - at, step.node, edge)

    def _way_of(self, rival: Rival, steps: Sequence[ChainStep]) -> tuple[str, ...]:
        """The chain of a rival: to the node where it comes in, and on from there as before."""
        place = len(steps) - 1
        while steps[place].node != rival.node:
            place -= 1
        rest = [step.node for step in steps[place:]]
        nodes = [step.node for step in self.steps_to(self.network.edges.source[rival.edge])]
        if self.network.loops and set(rest).intersection(nodes):
            return ()
        return tuple([self.network.services[v] for v in (*nodes, *rest)])

    def stops(self, kept: Sequence[PlannedDelivery]) -> list[Stop]:
        """Where a delay ends: services that something reaches late and that start as planned all
        the same, and those whose work is late and leaves with the same departure, or only goes
        round to somebody who is as late without it.

        One a service, for what came latest; in the map's order. `kept` are the deliveries that
        arrive as planned.
        """
        leaving = {
            one.node: self._hops.by_delivery(one, self.now.state(one.node), 0)
            for one in reversed(kept)
            if self.now.finishes[one.node] > self.plan.finishes[one.node]
        }
        by_edges, latest = self._ends_by_edges()
        found = {}
        for u, exit_ in {**by_edges, **leaving}.items():
            step = next(self._back_from(u))
            found[u] = Stop(step, self._hops.hop(step, exit_), arrives=False)
        for v, (_, edge) in latest.items():
            if v not in self.now.last and self.binding(v) is None:
                step = ChainStep(v, edge, self.now.state(v), self._heard(edge))
                found[v] = Stop(step, self._hops.hop(step, self._hops.ends(step)), arrives=True)
        return [stop for _, stop in sorted(found.items())]

    def _ends_by_edges(self) -> tuple[dict[int, Exit], dict[int, tuple[int, int]]]:
        """Who is late and makes nobody later by an edge, and how it leaves: in time, or round a
        loop. And who else gets something late: by how much, and by which edge, at the latest.
        """
        network, finishes, planned = self.network, self.now.finishes, self.plan.finishes
        latest: dict[int, tuple[int, int]] = {}
        in_time: dict[int, Exit] = {}
        round_: dict[int, Exit] = {}
        for u, finished in enumerate(finishes):
            for edge in network.leaving[u] if finished > planned[u] else ():
                v = network.edges.target[edge]
                late = self.late_in_hand(edge)
                if late <= 0:
                    gone = self._hops.by_edge(edge, self.now.state(u))
                    in_time.setdefault(u, gone._replace(late=0))
                elif self._counts_once(edge):
                    round_.setdefault(u, self._hops.by_edge(edge, self.now.state(u)))
                elif v not in latest or late > latest[v][0]:
                    latest[v] = (late, edge)
        return {**round_, **in_time}, latest

    def _counts_once(self, edge: int) -> bool:
        """Whether what an edge brings round a loop is no more than who waits is late by itself."""
        v = self.network.edges.target[edge]
        late = self.now.finishes[v] > self.plan.finishes[v]
        return late and v not in self.now.last and self._turns(edge)

    def held(self, promises: Iterable[tuple[PlannedDelivery, bool]]) -> dict[tuple[str, str], Hop]:
        """(service, customer) -> the last hop, of what is late and there as planned all the same.

        `promises` are with whether they arrive later than planned. Nothing is said of what may be
        planned for another moment: then it might not be so.
        """
        network, finishes, planned = self.network, self.now.finishes, self.plan.finishes
        services = network.services
        exits: dict[tuple[str, str], tuple[int, Exit]] = {}
        reached: set[tuple[str, str]] = set()
        for u, finished in enumerate(finishes):
            for edge in network.leaving[u] if finished > planned[u] else ():
                customer = self.waiting(edge)
                if self.late_in_hand(edge) > 0:
                    reached.add((services[u], customer))
                else:
                    exits[services[u], customer] = u, self._hops.by_edge(edge, self.now.state(u))
        for one, later in promises:
            if finishes[one.node] > planned[one.node]:
                key = one.reliance.service, one.reliance.customer
                if later:
                    reached.add(key)
                else:
                    home = self._hops.by_delivery(one, self.now.state(one.node), 0)
                    exits[key] = one.node, home
        return {
            key: self._hops.hop(next(self._back_from(u)), exit_._replace(late=0))
            for key, (u, exit_) in exits.items()
            if key not in reached and not network.uncertain[u]
        }

    def waiting(self, edge: int) -> str:
        """The party who waits by an edge."""
        network = self.network
        return network.map.services[network.services[network.edges.target[edge]]].provider

    def late_in_hand(self, edge: int) -> int:
        """How late what an edge carries is in hand, in the working time of who waits for it."""
        return self._hops.late_in_hand(edge, self.now.state(self.network.edges.source[edge]))

    def way_to(self, stop: Stop) -> tuple[Hop, ...]:
        """The hops of the chain by which a delay came to where it ends."""
        step = stop.step
        if step.came_by is not None and stop.arrives:
            steps = [*self.steps_to(self.network.edges.source[step.came_by]), step]
        else:
            steps = self.steps_to(step.node)
        return *self._on_the_way(steps), stop.hop
