"""The longest delay that keeps each promise, looked for by trying.

What trying is, is handed over: one forward pass after the other (timing/forward.py), or many at
once (timing/forward_many.py). How the next delay follows from what the last ones left is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

LongestDelays = dict[int, int | None]
"""Promise -> the longest delay that keeps it, in minutes; None where not even the limit breaks it.
"""

MinutesLeft = Callable[[Sequence[tuple[int, int]], Sequence[int], Sequence[int]], Sequence[int]]
"""Delays, each a question and its minutes; then pairs of one of the delays, by its place, and a
promise, in two sequences -> the minutes that the delay leaves of the promise, for each pair; less
than nothing where it is broken. Delays come in the order of their questions.
"""


FIRST_STEP = 240
"""Minutes: half a working day. What is not over at the first minute mostly lasts for days."""


class Range(NamedTuple):
    """Where the answers to one question lie.

    guesses  promise -> a delay that keeps it
    hints    promise -> what the answer may well be, which is tried first
    limit    no delay beyond it is tried
    passed   promise -> how many of those that are late may add up on the way to it, where arrivals
             only pass a delay on: a minute more then makes it at most so many minutes later, which
             rules out far more than the delay that was tried. 0, or missing: a minute may cost a
             week.
    """

    guesses: Mapping[int, int]
    limit: int
    passed: Mapping[int, int] = {}
    hints: Mapping[int, int] = {}


class DelaySearch:
    """Where the longest delay that keeps one promise may still lie: from `low` to `high`."""

    __slots__ = ("_hint", "_probing", "_step", "high", "low", "passed", "promise")

    def __init__(
        self, promise: int, low: int, high: int, passed: int, hint: int | None = None
    ) -> None:
        self.promise, self.low, self.high, self.passed = promise, low, high, passed
        self._hint = low if hint is None else min(hint, high)
        self._step = FIRST_STEP
        self._probing = True

    def next(self) -> int:
        """What to try: the hint; then just beyond what is known to be kept; then in growing steps,
        then halves.
        """
        low = self.low
        if low < self._hint <= self.high:
            return self._hint
        if self._probing:
            return low + 1
        half = (self.high - low + 1) // 2
        return low + (min(half, self._step))

    def learn(self, tried: int, left: int) -> None:
        """What a delay left of the promise."""
        low, high, passed = self.low, self.high, self.passed
        if not low < tried <= high:
            return
        if left < 0:
            high = tried - 1 - ((-left - 1) // passed if passed else 0)
            self.high = max(low, high)
            self._step = self.high - low
            self._probing = False
            return
        more = left // passed if passed else 0
        low = tried + more
        self.low = min(high, low)
        self._step *= 2
        self._probing = tried == self._hint or (more > 0 and not self._probing)


def longest_kept(
    left: MinutesLeft, ranges: Sequence[Range], *, together: bool = False
) -> list[LongestDelays]:
    """The longest delay that keeps each promise, for each of some questions.

    Where delays are tried `together`, one more costs little, and each promise has one of its own
    tried. Else there is one a question at a time, and all its promises learn from it.
    """
    answers: list[LongestDelays] = [
        {k: guess for k, guess in one.guesses.items() if guess >= one.limit} for one in ranges
    ]
    open_ = _begun(left, ranges, answers)
    while open_:
        delays: list[tuple[int, int]] = []
        which: list[int] = []
        learning: list[DelaySearch] = []
        for q, searches in open_:
            if together:
                places: dict[int, int] = {}
                for search in searches:
                    tried = search.next()
                    place = places.get(tried)
                    if place is None:
                        place = places[tried] = len(delays)
                        delays.append((q, tried))
                    which.append(place)
            else:
                nearest = min(searches, key=lambda search: search.low)
                which += [len(delays)] * len(searches)
                delays.append((q, nearest.next()))
            learning += searches
        found = left(delays, which, [search.promise for search in learning])
        for place, search, minutes in zip(which, learning, found, strict=True):
            search.learn(delays[place][1], minutes)
        open_ = _still_open(open_, answers)
    return answers


def _begun(
    left: MinutesLeft, ranges: Sequence[Range], answers: Sequence[LongestDelays]
) -> list[tuple[int, list[DelaySearch]]]:
    """A search for each promise that the limit breaks."""
    asked = [
        (q, [k for k in one.guesses if k not in answers[q]])
        for q, one in enumerate(ranges)
        if len(answers[q]) < len(one.guesses)
    ]
    which = [place for place, (_, promises) in enumerate(asked) for _ in promises]
    rest = iter(
        left(
            [(q, ranges[q].limit) for q, _ in asked],
            which,
            [k for _, promises in asked for k in promises],
        )
    )
    open_: list[tuple[int, list[DelaySearch]]] = []
    for q, promises in asked:
        guesses, limit, passed, hints = ranges[q]
        searches = []
        for k, last in zip(promises, rest, strict=False):
            if last >= 0:
                answers[q][k] = None
                continue
            by = passed.get(k, 0)
            high = limit - 1 - ((-last - 1) // by if by else 0)
            searches.append(DelaySearch(k, guesses[k], max(guesses[k], high), by, hints.get(k)))
        open_.append((q, searches))
    return _still_open(open_, answers)


def _still_open(
    open_: Sequence[tuple[int, list[DelaySearch]]], answers: Sequence[LongestDelays]
) -> list[tuple[int, list[DelaySearch]]]:
    """The searches that go on; of those that are done the answer is written down."""
    found = []
    for q, searches in open_:
        going_on = []
        for search in searches:
            if search.low < search.high:
                going_on.append(search)
            else:
                answers[q][search.promise] = search.low
        if going_on:
            found.append((q, going_on))
    return found
