"""Fair shares: how much of a lateness each of several late ones has to answer for.

The Shapley value (1953): what each adds, averaged over every order in which they could have
become late. Shares sum to the lateness; who changes nothing answers for nothing.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import factorial
from random import Random
from typing import NamedTuple

EXACT_TO = 10
"""As many late ones are shared among exactly: 1,024 coalitions. More are sampled."""

PERMUTATIONS = 500
"""Orders drawn at random where there are too many to take them all."""

SEED = 20_270_201
"""Of the orders drawn, so that the same question has the same answer."""

Worth = Callable[[int], Sequence[int]]
"""What comes of a coalition, given as a bit a player: one number for each promise."""


class Shares(NamedTuple):
    """Player -> share, for each promise; `errors` are standard errors where orders were drawn."""

    shares: list[list[Fraction]]
    errors: list[list[float]]
    permutations: int | None = None


def fair_shares(worth: Worth, players: int, exact_to: int = EXACT_TO) -> Shares:
    """Exact for a few players, sampled for many. Every coalition is looked at once at most."""
    known: dict[int, Sequence[int]] = {}

    def of(coalition: int) -> Sequence[int]:
        if coalition not in known:
            known[coalition] = worth(coalition)
        return known[coalition]

    if players <= exact_to:
        return _exact(of, players)
    return _sampled(of, players)


def _exact(of: Worth, players: int) -> Shares:
    promises = len(of(0))
    shares = [[Fraction(0)] * players for _ in range(promises)]
    orders = factorial(players)
    for coalition in range(1 << players):
        size = coalition.bit_count()
        if size == players:
            continue
        weight = Fraction(factorial(size) * factorial(players - size - 1), orders)
        without = of(coalition)
        for player in range(players):
            if coalition >> player & 1:
                continue
            joined = of(coalition | 1 << player)
            for k in range(promises):
                if joined[k] != without[k]:
                    shares[k][player] += weight * (joined[k] - without[k])
    return Shares(shares, [])


def _sampled(of: Worth, players: int) -> Shares:
    random = Random(SEED)  # noqa: S311 - a draw of orders, no secret
    promises = len(of(0))
    sums = [[0] * players for _ in range(promises)]
    squares = [[0] * players for _ in range(promises)]
    order = list(range(players))
    for _ in range(PERMUTATIONS):
        random.shuffle(order)
        coalition = 0
        before = of(0)
        for player in order:
            coalition |= 1 << player
            after = of(coalition)
            for k in range(promises):
                added = after[k] - before[k]
                sums[k][player] += added
                squares[k][player] += added * added
            before = after
    count = PERMUTATIONS
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
