"""Putting things in a row as near as can be to where each would like to be."""

from collections.abc import Sequence


def settle(
    wanted: Sequence[float],
    weights: Sequence[float],
    steps: Sequence[float],
    low: float,
    high: float,
) -> list[float]:
    """Positions in the given order, each at least `steps[i]` after the one before.

    `steps[0]` is ignored. The first is at least `low`, the last at most `high`; where there is not
    enough room the steps shrink alike. Minimises the weighted sum of squares of the distances to
    `wanted`: an isotonic regression, solved by pooling adjacent violators (Ayer et al., 1955).
    """
    if len(wanted) < 2:
        return [min(max(low, high), max(low, want)) for want in wanted]
    total = sum(steps[1:])
    shrink = min(1.0, (high - low) / total) if total > 0 else 1.0
    offsets = [0.0]
    for step in steps[1:]:
        offsets.append(offsets[-1] + step * shrink)
    pools: list[tuple[float, float, int]] = []
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        value, heavy, count = want - offset, weight, 1
        while pools and pools[-1][0] > value:
            before, its_weight, its_count = pools.pop()
            value = (before * its_weight + value * heavy) / (its_weight + heavy)
            heavy += its_weight
            count += its_count
        pools.append((value, heavy, count))
    ceiling = max(low, high - offsets[-1])
    placed: list[float] = []
    for value, _, count in pools:
        for _ in range(count):
            placed.append(min(ceiling, max(low, value)) + offsets[len(placed)])
    return placed
