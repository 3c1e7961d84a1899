"""What delays leave of promises: by one forward pass after the other, or by many at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.timing.answers.fates import judge, one_end
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import HORIZON, Extra, NodeFinish, Plan
from servicemap.timing.passes.forward import KnownStarts, what_happens
from servicemap.timing.passes.promised import PlannedDelivery


def left_of(network: Network, promise: PlannedDelivery, state: NodeFinish) -> int:
    """What is left of a promise, in the customer's working time."""
    moment = promise.arrives(network, state)
    return promise.limit - network.axis.times[promise.calendar].worked(moment)


def counts_alike(network: Network, promise: PlannedDelivery) -> bool:
    """Whether a minute of the provider is a minute of the customer: one calendar, no departures."""
    return promise.timetable is None and promise.calendar == network.calendar[promise.node]


class Question(NamedTuple):
    """How much longer may these nodes take, all of them, until each promise is broken?

    `guesses`: promise -> a delay that keeps it; `hints`: what the answer may well be. No delay of
    `most` or beyond is looked at. Where the map leaves something open, a promise is kept while it
    is late in no reading; while it may be in time in one, where that is `possibly`.
    """

    nodes: tuple[int, ...]
    guesses: Mapping[int, int]
    most: int = HORIZON
    possibly: bool = False
    hints: Mapping[int, int] = {}


class OneByOne:
    """Each delay by a pass of its own, whatever it touches."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        promises: Sequence[PlannedDelivery],
        questions: Sequence[Question],
    ) -> None:
        self.network, self.plan = network, plan
        self.promises, self.questions = promises, questions

    def left(
        self, delays: Sequence[tuple[int, int]], which: Sequence[int], promises: Sequence[int]
    ) -> list[int]:
        """What the delays leave (see `search.Left`)."""
        asked: list[list[int]] = [[] for _ in delays]
        for pair, place in enumerate(which):
            asked[place].append(pair)
        found = [0] * len(which)
        for (q, minutes), pairs in zip(delays, asked, strict=True):
            question = self.questions[q]
            extra = Extra(dict.fromkeys(question.nodes, minutes))
            if self.plan.earliest is None:
                now = what_happens(self.network, self.plan, extra)
                for pair in pairs:
                    promise = self.promises[promises[pair]]
                    found[pair] = left_of(self.network, promise, now.state(promise.node))
                continue
            came = one_end(self.network, self.plan, extra, least=question.possibly)
            for pair in pairs:
                judged = judge(self.network, self.plan, self.promises[promises[pair]], came)
                late = judged.late.least if question.possibly else judged.late.most
                found[pair] = -HORIZON if late is None else -late
        return found


class LateTogether:
    """All delays in few passes. All who are late must be `in_numbers`."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        promises: Sequence[PlannedDelivery],
        questions: Sequence[Question],
    ) -> None:
        self.network, self.plan, self.promises = network, plan, promises
        self.nodes = [question.nodes for question in questions]
        self._known: KnownStarts = {}
        self._by_plan = [self._after(k, 0) for k in range(len(promises))]
        self._alike = [counts_alike(network, promise) for promise in promises]
        self._left: dict[tuple[int, int], int] = {}

    def _after(self, k: int, late: int) -> int:
        promise = self.promises[k]
        return left_of(self.network, promise, (self.plan.finishes[promise.node] + late, None))

    def left(
        self, delays: Sequence[tuple[int, int]], which: Sequence[int], promises: Sequence[int]
    ) -> list[int]:
        """What the delays leave (see `search.Left`)."""
        from servicemap.timing.passes.forward_many import (
            how_late,  # numpy takes longer than a few passes
        )

        nodes, node_of = self.nodes, [promise.node for promise in self.promises]
        late = how_late(
            self.network,
            self.plan,
            [dict.fromkeys(nodes[q], minutes) for q, minutes in delays],
            which,
            [node_of[k] for k in promises],
            self._known,
        )
        by_plan, alike = self._by_plan, self._alike
        return [
            by_plan[k] - z if alike[k] else self._once(k, z)
            for k, z in zip(promises, late, strict=True)
        ]

    def _once(self, k: int, late: int) -> int:
        """Where calendars and departures come in: each delay once, and it is kept for later."""
        if (k, late) not in self._left:
            self._left[k, late] = self._after(k, late)
        return self._left[k, late]
