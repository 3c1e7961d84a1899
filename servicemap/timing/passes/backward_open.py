"""The backward pass where the map leaves something open: how late a service may be done before a
promise may be late, and before it is sure to be.

What a delay becomes is held in two ways, as in the forward passes: when a service is done in one of
the two readings, and how much later it is than it was planned. So there are two kinds of bounds.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import (
    bound_of,
    latest_on,
    latest_start,
    reaching,
    tolerance_of,
)
from servicemap.timing.passes.finishes import HORIZON, Plan, Shift
from servicemap.timing.passes.planning import runs_through
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.shifts import longest_slack, shift_on, start_is_unbounded
from servicemap.timing.passes.starts import last_start_later, later_by, start_later, sure_slack


class Kept(NamedTuple):
    """How much longer services may take, by node, in their own working time.

    `minutes` are None where nothing binds; where something does, `by` is the promise from which
    that comes. Behind an `any_of` what is `doubtful` is a bound only. What is `guessed` may be
    either side of the truth: a delay turns on the way into something that no number of minutes
    tells, and only trying does.
    """

    minutes: dict[int, int | None]
    by: dict[int, PlannedDelivery]
    doubtful: set[int]
    guessed: set[int]

    @property
    def in_doubt(self) -> set[int]:
        """Those of which only trying tells."""
        return self.doubtful | self.guessed


def surely_kept(network: Network, plan: Plan, *promises: PlannedDelivery) -> Kept:
    """How much longer each service may take alone so that promises are late in no reading.

    They are kept by plan in each. Where either of two ways to be in time would do, the one
    that leaves the service itself more time is held to, so that with several steps more may be
    possible.
    """
    latest = _Backward(network, network.vouching, plan, plan, promises)
    latest.begin(least=False)
    latest.spread(latest.most)
    return latest.kept()


def possibly_kept(network: Network, plan: Plan, *promises: PlannedDelivery) -> Kept:
    """How much longer each service may take alone so that promises are in time in some reading.

    Of several each for itself: the tightest binds.
    """
    assert plan.earliest is not None, "a map that leaves nothing open has one reading"
    earliest = _Backward(network, network.earliest, plan, plan.earliest, promises)
    earliest.begin(least=True)
    earliest.spread(earliest.least)
    return earliest.kept()


class _Backward:
    """One pass over one reading.

    done   node -> by when it must be done in the reading, as in `backward`
    later  node -> how much later than planned it may be
    done_whose, later_whose   the same, each -> the promise from which that bound comes
    """

    def __init__(
        self,
        network: Network,
        reading: Network,
        latest: Plan,
        plan: Plan,
        promises: Sequence[PlannedDelivery],
    ) -> None:
        self.network, self.reading = network, reading
        self.latest, self.plan, self.promises = latest, plan, promises
        self.done: dict[int, int] = {}
        self.later: dict[int, int] = {}
        self.done_whose: dict[int, PlannedDelivery] = {}
        self.later_whose: dict[int, PlannedDelivery] = {}
        self.doubtful: set[int] = set()
        self.guessed: set[int] = set()
        # Of a customer and not of an edge: one may have as many needs as the map has services.
        self._waits_for_one: dict[int, bool] = {}
        self._measured: dict[int, bool] = {}
        self.reached = reaching(reading, *(promise.node for promise in promises))

    def begin(self, *, least: bool) -> None:
        """The bounds that the promises themselves put on their providers."""
        for promise in self.promises:
            node = promise.node
            if promise.stated or not self.network.uncertain[node]:
                self.bind(node, bound_of(self.reading, promise), promise)
                continue
            self._begin_later(promise, least=least)
            if least and promise.recurs is not None and promise.recurs.last_due is not None:
                bound = bound_of(self.reading, promise, promise.recurs.last_due)
                self.bind(node, bound, promise)

    def _begin_later(self, promise: PlannedDelivery, *, least: bool) -> None:
        """The bound of what is held to its own plan: how much later than planned it may be."""
        node = promise.node
        at_any_time = bool(self.network.clocked[node])

        def later(late: int) -> int:
            if not late:
                return 0
            found = promise.later_than_planned(
                self.network, self.latest, late, at_any_time=at_any_time
            )
            return found.least if least else found.most

        if least:
            recurs = promise.recurs is not None
            allowed = promise.longest_until_due(self.network) if recurs else 0
            self.bind_later(node, _greatest(later, allowed), promise)
            return
        minutes = _greatest(later, 0)
        if promise.recurs is not None and not promise.unbounded:
            self.guessed.add(node)  # of two ways to be in time one is held to
            bound = bound_of(self.reading, promise, promise.recurs.first_due)
            if self._own(node, bound) > minutes:
                self.bind(node, bound, promise)
                return
        self.bind_later(node, minutes, promise)

    def bind(self, node: int, bound: int, by: PlannedDelivery) -> None:
        """A node must be done by then. In a loop only how much later it is counts."""
        if self.reading is not self.network.earliest and self._turns(node):
            self.bind_later(node, self._own(node, bound), by)
        elif node not in self.done or (bound, by.reliance.id) < (
            self.done[node],
            self.done_whose[node].reliance.id,
        ):
            self.done[node] = bound
            self.done_whose[node] = by

    def bind_later(self, node: int, minutes: int, by: PlannedDelivery) -> None:
        """A node may be so much later than it was planned."""
        if node not in self.later or (minutes, by.reliance.id) < (
            self.later[node],
            self.later_whose[node].reliance.id,
        ):
            self.later[node] = minutes
            self.later_whose[node] = by

    def _turns(self, node: int) -> bool:
        return self.network.loop[node] >= 0 and self.network.uncertain[node]

    def _own(self, node: int, bound: int) -> int:
        return tolerance_of(self.reading, self.plan, node, bound)

    def spread(self, over: Callable[[int, int], None]) -> None:
        """From each node to those that it waits for; in a loop until nothing changes any more."""
        loops: set[int] = set()
        for w in self.reached:
            loop = self.network.loop[w]
            if loop < 0:
                self._spread_from(w, over)
            elif loop not in loops:
                loops.add(loop)
                within = [v for v in self.reached if self.network.loop[v] == loop]
                for _ in within:
                    before = [(self.done.get(v), self.later.get(v)) for v in within]
                    for v in within:
                        self._spread_from(v, over)
                    if before == [(self.done.get(v), self.later.get(v)) for v in within]:
                        break

    def _spread_from(self, w: int, over: Callable[[int, int], None]) -> None:
        if self._runs_on_the_clock(w):
            self.guessed.add(w)
        for edge in self.reading.edges_into(w):
            u = self.reading.edges.source[edge]
            if edge in self.reading.group_of or w in self.doubtful:
                self.doubtful.add(u)
            if w in self.guessed or self._is_guessed(edge):
                self.guessed.add(u)
            if w in self.done or w in self.later:
                over(edge, w)

    def _runs_on_the_clock(self, node: int) -> bool:
        """Whether what a delay does to a node hangs on the hours that it meets.

        When it is done in one reading does not.
        """
        open_ = node in self.later and self.network.uncertain[node]
        return open_ and bool(self.network.clocked[node])

    def _is_guessed(self, edge: int) -> bool:
        """Whether what a delay becomes on an edge hangs on more than how long it is.

        When something is done in one reading is carried back exactly, and so it is between what
        is planned for one moment alone.
        """
        network, edges = self.network, self.reading.edges
        u, w = edges.source[edge], edges.target[edge]
        if network.loop[w] >= 0 and network.loop[w] == network.loop[u]:
            return True
        if not edges.special[edge]:
            return False
        if not edges.vouched[edge]:
            return True
        return w in self.later and (network.uncertain[u] or network.starts_open[w])

    def most(self, edge: int, w: int) -> None:
        """What keeps the customer of an edge in time in all readings, carried to its provider.

        Of alternatives the first must be in time, as if there were no other.
        """
        edges, u = self.reading.edges, self.reading.edges.source[edge]
        if edges.alternative[edge]:
            return
        if w in self.done:
            start = latest_start(self.reading, w, self.done[w])
            if edges.vouched[edge] or not self.network.uncertain[u]:
                self.bind(u, latest_on(self.reading, self.plan, edge, start), self.done_whose[w])
            else:
                allowed = later_by(self.network, w, self.plan.starts[w], start)
                before = self._before(edge, allowed, least=False)
                self.bind_later(u, before, self.done_whose[w])
        if w in self.later:
            self._most_later(edge, w, self._start_later(w))

    def _most_later(self, edge: int, w: int, allowed: int) -> None:
        network, u = self.network, self.network.edges.source[edge]
        if not network.uncertain[u] and (
            network.edges.credited[edge] or not network.edges.vouched[edge]
        ):
            start = start_later(network, w, self.plan.starts[w], allowed)
            self.bind(u, latest_on(network, self.plan, edge, start), self.later_whose[w])
            return
        own = self._before(edge, allowed, least=False)
        if network.edges.vouched[edge] and not network.unbounded[u]:
            assert self.plan.earliest is not None, "only what is open is not credited"
            start = start_later(network, w, self.plan.earliest.starts[w], allowed)
            bound = latest_on(self.reading, self.plan, edge, start)
            if self._own(u, bound) > own:
                self.bind(u, bound, self.later_whose[w])
                return
        self.bind_later(u, own, self.later_whose[w])

    def least(self, edge: int, w: int) -> None:
        """What the customer of an edge can be in time with in some reading, for its provider.

        An alternative need not be in time, so it puts no bound on anybody.
        """
        edges, u = self.reading.edges, self.reading.edges.source[edge]
        if edge in self.reading.group_of:
            return
        if w in self.done:
            start = latest_start(self.reading, w, self.done[w])
            if edges.vouched[edge]:
                self.bind(u, latest_on(self.reading, self.plan, edge, start), self.done_whose[w])
            else:
                allowed = later_by(self.network, w, self.plan.starts[w], start)
                self.bind_later(u, self._before(edge, allowed, least=True), self.done_whose[w])
        if w in self.later and w not in self.reading.elapsed:
            allowed = self.later[w]
            if not edges.vouched[edge] or self._only_need(w):
                self.bind_later(u, self._before(edge, allowed, least=True), self.later_whose[w])
            if edges.vouched[edge] and self._starts_measured(w):
                start = last_start_later(self.network, w, self.latest.starts[w], allowed)
                self.bind(u, latest_on(self.reading, self.plan, edge, start), self.later_whose[w])

    def _only_need(self, w: int) -> bool:
        """Whether it starts with its one need in every reading, and waits for no date."""
        if w not in self._waits_for_one:
            needs = [e for e in self.reading.edges_into(w) if self.reading.edges.vouched[e]]
            self._waits_for_one[w] = len(needs) == 1 and runs_through(
                self.network, self.reading, self.plan, needs[0]
            )
        return self._waits_for_one[w]

    def _starts_measured(self, w: int) -> bool:
        """Whether its planned start hangs on no length that nobody knows."""
        if w not in self._measured:
            self._measured[w] = not start_is_unbounded(self.network, w)
        return self._measured[w]

    def _start_later(self, w: int) -> int:
        """How much later than planned a node may start, to be done no later than it may."""
        clocked = w in self.network.elapsed and self.network.uncertain[w]
        return min(0, self.later[w]) if clocked else self.later[w]

    def _before(self, edge: int, allowed: int, *, least: bool) -> int:
        """How much later than planned a provider may be so that its customer starts in time."""
        network, edges = self.network, self.reading.edges
        allowed += (
            longest_slack(network, self.latest, self.reading, edge)
            if least
            else sure_slack(self.reading, edge)
        )
        if not edges.special[edge]:
            return allowed
        at_any_time = bool(network.clocked[edges.source[edge]])

        def on_edge(late: int) -> int:
            if not late:
                return 0
            found: Shift = shift_on(
                *(network, self.latest, self.reading, self.plan, edge, late),
                at_any_time=at_any_time,
            )
            return found.least if least else found.most

        return _greatest(on_edge, allowed)

    def kept(self) -> Kept:
        """What the bounds leave each service."""
        minutes: dict[int, int | None] = {}
        by: dict[int, PlannedDelivery] = {}
        for node in self.reached:
            minutes[node] = self.later.get(node)
            if node in self.later:
                by[node] = self.later_whose[node]
            if node in self.done:
                own = self._own(node, self.done[node])
                later = minutes[node]
                if later is None or own < later:
                    minutes[node], by[node] = own, self.done_whose[node]
        return Kept(minutes, by, self.doubtful, self.guessed)


def _greatest(becomes: Callable[[int], int], allowed: int) -> int:
    """The longest delay that becomes no more than is allowed; -1 where none does."""
    if becomes(0) > allowed:
        return -1
    low, high = 0, 1
    while high < HORIZON and becomes(high) <= allowed:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if becomes(middle) <= allowed else (low, middle)
    return low
