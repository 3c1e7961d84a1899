"""The longest delay that keeps each promise, by trying: forward passes instead of a backward one.

Behind an `any_of` a bound for each service does not exist: two alternatives may wait for the same
one. So a delay is tried, and what it leaves to each promise says where to look next.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from servicemap.timing.arrivals import Extra, Plan, moment_of
from servicemap.timing.happening import HORIZON, what_happens
from servicemap.timing.network import Network
from servicemap.timing.promises import Delivery

TOGETHER_FROM = 200_000
"""Questions times services from which numpy is worth its import."""


class Question(NamedTuple):
    """How much longer may these nodes take, all of them, until each promise is broken?

    `guesses`: promise -> a delay that keeps it. No delay of `most` or beyond is looked at.
    """

    nodes: tuple[int, ...]
    guesses: Mapping[int, int]
    most: int = HORIZON


Answer = dict[int, int | None]
"""Promise -> the longest delay that keeps it, in minutes; None where not even a year breaks it."""

Left = Callable[[int], Mapping[int, int]]
"""A delay -> promise -> minutes that it leaves; less than nothing where the promise is broken."""


class Search:
    """Where the longest delay that keeps one promise may still lie: from `low` to `high`.

    `passed` is how many of those that are late may add up on the way to a promise. Where arrivals
    only pass a delay on, a minute more makes the promise at most so many minutes later, which
    rules out far more than the delay that was tried; 0 where a minute may cost a week.
    """

    __slots__ = ("_probing", "_step", "high", "low", "passed")

    def __init__(self, low: int, high: int, passed: int) -> None:
        self.low, self.high, self.passed = low, high, passed
        self._step = 1
        self._probing = True

    def next(self) -> int:
        """What to try: just beyond what is known to be kept, then in growing steps, then halves."""
        if self._probing:
            return self.low + 1
        return self.low + min(self._step, (self.high - self.low + 1) // 2)

    def learn(self, tried: int, left: int) -> None:
        """What a delay left of the promise."""
        if not self.low < tried <= self.high:
            return
        if left < 0:
            more = (-left - 1) // self.passed if self.passed else 0
            self.high = max(self.low, tried - 1 - more)
            self._step = self.high - self.low
            self._probing = False
            return
        more = left // self.passed if self.passed else 0
        self.low = min(self.high, tried + more)
        self._step *= 2
        self._probing = more > 0 and not self._probing


def longest_kept(left: Left, guesses: Mapping[int, int], limit: int, passed: int = 0) -> Answer:
    """The longest delay that keeps each promise, all of them looked for together.

    `guesses` are delays that keep each promise. None where not even `limit` breaks one.
    """
    found: Answer = {k: guess for k, guess in guesses.items() if guess >= limit}
    if len(found) == len(guesses):
        return found
    last = left(limit)
    found.update({k: None for k in guesses if k not in found and last[k] >= 0})
    open_ = {}
    for k in guesses.keys() - found.keys():
        high = limit - 1 - ((-last[k] - 1) // passed if passed else 0)
        open_[k] = Search(guesses[k], max(guesses[k], high), passed)
    while open_:
        nearest = min(open_.values(), key=lambda search: search.low)
        if nearest.low < nearest.high:
            tried = nearest.next()
            leaves = left(tried)
            for k, search in open_.items():
                search.learn(tried, leaves[k])
        for k in [k for k, search in open_.items() if search.low == search.high]:
            found[k] = open_.pop(k).low
    return found


def try_all(
    network: Network, plan: Plan, promises: Sequence[Delivery], questions: Sequence[Question]
) -> list[Answer]:
    """The answer to each question."""
    if not questions:
        return []
    asked = sum(len(question.guesses) for question in questions)
    plain = only_passing_on(network)
    together = []
    if asked * len(network.services) >= TOGETHER_FROM:
        fit = in_numbers(network)
        together = [k for k, one in enumerate(questions) if all(fit[v] for v in one.nodes)]
    answers: list[Answer] = [{} for _ in questions]
    if together:
        from servicemap.timing.trying_many import try_many  # numpy takes longer than a few passes

        many = try_many(network, plan, promises, [questions[k] for k in together])
        for k, answer in zip(together, many, strict=True):
            answers[k] = answer
    for k in sorted(set(range(len(questions))).difference(together)):
        answers[k] = _try_one(network, plan, promises, questions[k], plain)
    return answers


def _try_one(
    network: Network,
    plan: Plan,
    promises: Sequence[Delivery],
    question: Question,
    plain: Sequence[bool],
) -> Answer:
    if not question.guesses:
        return {}

    def left(minutes: int) -> dict[int, int]:
        now = what_happens(network, plan, Extra(dict.fromkeys(question.nodes, minutes), {}))
        return {
            k: left_of(network, promises[k], now.state(promises[k].node)) for k in question.guesses
        }

    passed = 0
    if all(plain[v] for v in question.nodes) and all(
        counts_alike(network, promises[k]) for k in question.guesses
    ):
        passed = len(question.nodes)
    return longest_kept(left, question.guesses, limit_of(network, plan, question), passed)


def left_of(network: Network, promise: Delivery, state: tuple[int, int | None]) -> int:
    """What is left of a promise, in the customer's working time."""
    moment = promise.arrives(network, state)
    return promise.limit - network.axis.times[promise.calendar].worked(moment)


def counts_alike(network: Network, promise: Delivery) -> bool:
    """Whether a minute of the provider is a minute of the customer: one calendar, no departures."""
    return promise.timetable is None and promise.calendar == network.calendar[promise.node]


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
        if any(network.edges.special[one] or network.on_the_clock(one) for one in group)
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
