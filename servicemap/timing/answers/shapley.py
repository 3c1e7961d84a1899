"""Fair shares: how much of a lateness comes of each of several late ones.

The Shapley value (1953): what each adds, averaged over every order in which they could have
become late. Shares sum to the lateness; of who changes nothing comes nothing.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import factorial
from operator import or_
from random import Random
from typing import NamedTuple

EXACT_TO = 10
"""As many late ones are shared among exactly: 1,024 coalitions. Of more, orders are drawn."""

PERMUTATIONS = 500
"""Orders drawn at random where there are too many to take them all."""

FEWEST = 20
"""Orders drawn at least, however long that takes: fewer would say nothing."""

SEED = 20_270_201
"""Of the orders drawn, so that the same question has the same answer."""

Worth = Callable[[Sequence[int]], Sequence[Sequence[int]]]
"""What comes of each of some coalitions, given as a bit a player: one number for each promise."""


class Shares(NamedTuple):
    """Player -> share, for each promise; `errors` are standard errors where orders were drawn."""

    shares: list[list[Fraction]]
    errors: list[list[float]]
    permutations: int | None = None


def exactly(worth: Worth, players: int) -> Shares:
    """Over all coalitions of some players, each looked at once."""
    every = worth(range(1 << players))
    promises = len(every[0])
    sums = [[0] * players for _ in range(promises)]
    # In how many orders of all players a coalition of so many comes just before a certain one.
    orders = [factorial(size) * factorial(players - size - 1) for size in range(players)]
    for coalition, without in enumerate(every):
        for player in range(players):
            if coalition >> player & 1:
                continue
            weight, joined = orders[coalition.bit_count()], every[coalition | 1 << player]
            for k in range(promises):
                if joined[k] != without[k]:
                    sums[k][player] += weight * (joined[k] - without[k])
    all_orders = factorial(players)
    return Shares([[Fraction(total, all_orders) for total in row] for row in sums], [])


def sampled(worth: Worth, players: int, affordable: int | None = None) -> Shares:
    """Over orders drawn at random; as many as need no more than so many coalitions, within limits.

    Every coalition is looked at once at most.
    """
    count = PERMUTATIONS
    if affordable is not None:
        count = max(FEWEST, min(count, affordable // players))
    random = Random(SEED)  # noqa: S311 - a draw of orders, no secret
    orders = [random.sample(range(players), players) for _ in range(count)]
    coalitions = {0: None}
    for order in orders:
        coalitions |= dict.fromkeys(accumulate((1 << player for player in order), or_))
    known = dict(zip(coalitions, worth(list(coalitions)), strict=True))
    promises = len(known[0])
    sums = [[0] * players for _ in range(promises)]
    squares = [[0] * players for _ in range(promises)]
    for order in orders:
        coalition, before = 0, known[0]
        for player in order:
            coalition |= 1 << player
            after = known[coalition]
            for k in range(promises):
                if added := after[k] - before[k]:
                    sums[k][player] += added
                    squares[k][player] += added * added
            before = after
    return Shares(
        [[Fraction(total, count) for total in row] for row in sums],
        [
            [
                (max(0, count * square - total * total) / (count - 1)) ** 0.5 / count
                for total, square in zip(row, squared, strict=True)
            ]
            for row, squared in zip(sums, squares, strict=True)
        ],
        count,
    )


def in_whole_minutes(shares: Sequence[Fraction]) -> list[int]:
    """Whole numbers with the same sum: the largest remainders are rounded up, the first first."""
    floors = [share.numerator // share.denominator for share in shares]
    missing = round(sum(shares)) - sum(floors)
    by_remainder = sorted(range(len(shares)), key=lambda k: (floors[k] - shares[k], k))
    for k in by_remainder[:missing]:
        floors[k] += 1
    return floors
