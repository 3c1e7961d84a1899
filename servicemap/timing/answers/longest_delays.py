"""The longest delay that keeps each promise, by trying: forward passes instead of a backward one.

Behind an `any_of` a bound for each service does not exist: two alternatives may wait for the same
one. So a delay is tried, and what it leaves to each promise says where to look next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from servicemap.timing.answers.left_of_promises import (
    LateTogether,
    OneByOne,
    Question,
    counts_alike,
)
from servicemap.timing.network.compiled import CELLS, Network
from servicemap.timing.passes.finishes import HORIZON, Plan, moment_of
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.readings import PlannedReading
from servicemap.timing.passes.search import LongestDelays, Range, longest_kept

TOGETHER_FROM = 200_000
"""Questions times services from which numpy is worth its import."""


class Trying:
    """What there is to know of a network before delays are tried; `asked` pairs of a question and
    a promise there are, all in all.

    Where it is one reading of a map, `whole` is that map: how far is looked is counted on it.
    """

    def __init__(
        self,
        network: Network,
        plan: Plan,
        promises: Sequence[PlannedDelivery],
        asked: int,
        whole: PlannedReading | None = None,
    ) -> None:
        self.network, self.plan, self.promises = network, plan, promises
        self.whole = whole or PlannedReading(network, plan)
        count = len(network.services)
        self.fit = [False] * count
        if plan.earliest is None and not plan.catching and asked * count >= TOGETHER_FROM:
            self.fit = in_numbers(network)
        # What is told against a plan that is open need not grow minute by minute.
        self.plain = only_passing_on(network) if plan.earliest is None else [False] * count
        self.alike = [counts_alike(network, promise) for promise in promises]

    def all_of(self, questions: Sequence[Question]) -> list[LongestDelays]:
        """The answer to each question."""
        together = {q for q, one in enumerate(questions) if all(self.fit[v] for v in one.nodes)}
        ranges = [self._range(one) for one in questions]
        answers: list[LongestDelays] = [{} for _ in questions]

        def ask(some: Sequence[int], by: type[OneByOne | LateTogether]) -> None:
            asked = [questions[q] for q in some]
            left = by(self.network, self.plan, self.promises, asked).left
            found = longest_kept(left, [ranges[q] for q in some], together=by is LateTogether)
            for q, answer in zip(some, found, strict=True):
                answers[q] = answer

        for some in _a_few_at_a_time(self.network, questions, together):
            ask(some, LateTogether)
        if len(together) < len(questions):
            ask([q for q in range(len(questions)) if q not in together], OneByOne)
        return answers

    def _range(self, one: Question) -> Range:
        """Where the answers may lie, and how far a delay that was tried speaks for others."""
        passed = {}
        if all(self.plain[v] for v in one.nodes):
            passed = {k: len(one.nodes) for k in one.guesses if self.alike[k]}
        limit = limit_of(*self.whole, one)
        return Range(one.guesses, limit, passed, one.hints)


def _a_few_at_a_time(
    network: Network, questions: Sequence[Question], which: Iterable[int]
) -> Iterator[list[int]]:
    """Some of the questions in the order in which somebody is late first, all of them in turn.

    What is tried for these together fits into memory, and touches much the same services.
    """
    some: list[int] = []
    asked = 0
    for q in sorted(
        which, key=lambda q: (min(map(network.turn.__getitem__, questions[q].nodes)), q)
    ):
        own = len(questions[q].guesses)
        if some and (asked + own) * len(network.services) > CELLS:
            yield some
            some, asked = [], 0
        some.append(q)
        asked += own
    if some:
        yield some


def limit_of(network: Network, plan: Plan, question: Question) -> int:
    """The longest delay that is tried: a year on the clock, in working time."""
    first = min(question.nodes, key=network.rank.__getitem__)
    time = network.axis.times[network.calendar[first]]
    ends = moment_of(network, first, plan.state(first))
    return min(question.most, time.worked(ends + HORIZON) - time.worked(ends))


def only_passing_on(network: Network) -> list[bool]:
    """Node -> whether all that its delay can touch only passes numbers of minutes on."""
    edges = network.edges
    steep = _steep(network)
    return _all_the_way(network, lambda edge: not edges.special[edge] and edge not in steep)


def in_numbers(network: Network) -> list[bool]:
    """Node -> whether all that its delay can touch is told in working minutes, and cannot grow."""
    edges = network.edges
    steep = _steep(network)
    # Alternatives inside and outside one loop settle in turns, which no single sweep can follow.
    knotted = {
        edge
        for edge, group in network.group_of.items()
        if any(network.inside_loop(one) for one in group)
    }
    return _all_the_way(
        network,
        lambda edge: (
            edge not in knotted
            and not (network.inside_loop(edge) and (edges.special[edge] or edge in steep))
        ),
    )


def _steep(network: Network) -> set[int]:
    """Edges of groups of which one is special, or has a switch on the clock."""
    return {
        edge
        for edge, group in network.group_of.items()
        if any(network.edges.special[one] or network.edges.on_the_clock(one) for one in group)
    }


def _all_the_way(network: Network, fits: Callable[[int], bool]) -> list[bool]:
    """Node -> whether it and all that waits for it is told in minutes, and each edge fits."""
    loop, target = network.loop, network.edges.target
    found = [not clocked for clocked in network.clocked]
    for v in reversed(network.order):
        nodes = [v] if loop[v] < 0 else network.loops[loop[v]]
        if v != nodes[-1]:
            continue
        if not all(
            found[u] and all(fits(edge) and found[target[edge]] for edge in network.leaving[u])
            for u in nodes
        ):
            for u in nodes:
                found[u] = False
    return found
