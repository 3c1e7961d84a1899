"""Lanes in a channel: links that change height do so side by side, and cross as little as they can.

All links of a label share one lane, from which they leave at the heights of their targets. Which
lane is left of which decides what crosses: a pair's crossings can be counted either way round, and
the order is improved by moves until the sum of all pairs gets no smaller.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.drawing.layout.columns import flow_order

STRAIGHT = 0.05
"""A run within this height, in mm, needs no lane."""

CLASH = 60.0
"""What it costs, in crossings, when two links would lie on top of each other."""


AIR = 1.08
"""How much further apart lanes should be than so that none hides the other."""


class LabelRun(NamedTuple):
    """Where the links of one label touch the two sides of a channel, in mm from the top.

    `casing` and `line` say how far they reach from their middle: what they hide, and what of them
    must stay visible.
    """

    label: str
    left: tuple[float, ...]
    right: tuple[float, ...]
    casing: float = 0
    line: float = 0

    @property
    def low(self) -> float:
        """Its highest point on the page."""
        return min((*self.left, *self.right))

    @property
    def high(self) -> float:
        """Its lowest point on the page."""
        return max((*self.left, *self.right))


class Lanes(NamedTuple):
    """The lane of each label, counted from the left, and how many mm each is from the one before.

    `steps` has one length for each lane, at which neither of two links hides the other; the first
    counts from the left end.
    """

    lane: Mapping[str, int]
    steps: tuple[float, ...]

    @property
    def width(self) -> int:
        """How many lanes there are."""
        return len(self.steps)

    @property
    def room(self) -> float:
        """What all of them need at least, in mm, from one end to the other."""
        return AIR * sum(self.steps) + (self.steps[0] if self.steps else 0)

    def places(self, left: float, right: float, step: float) -> dict[str, float]:
        """The x of each label's lane between two ends: about `step` apart where there is room."""
        if not self.steps:
            return {}
        share = min(1.0, (right - left) / self.room)
        least = [AIR * share * one for one in self.steps]
        spare = max(0.0, right - left - self.room) / self.width
        steps = [one + min(spare, max(0.0, step - one)) for one in least]
        x = (left + right - sum(steps[1:])) / 2
        at = [x]
        for one in steps[1:]:
            at.append(at[-1] + one)
        return {label: at[lane] for label, lane in self.lane.items()}


def assign(runs: Sequence[LabelRun], near: float) -> Lanes:
    """Lanes for the runs through one channel. Runs closer than `near` mm do not share a lane."""
    bent = [run for run in runs if run.high - run.low > STRAIGHT]
    bent.sort(key=lambda run: (run.low, run.high, run.label))
    costs = [[_cost(a, b, near) for b in bent] for a in bent]
    order = _improved(_preferred(costs), costs)
    lane: dict[str, int] = {}
    placed: list[LabelRun] = []
    for i in order:
        run = bent[i]
        lane[run.label] = max(
            (lane[p.label] + 1 for p in placed if _beside(p, run, near)), default=0
        )
        placed.append(run)
    return Lanes(lane, _steps(placed, lane))


def _steps(runs: Sequence[LabelRun], lane: Mapping[str, int]) -> tuple[float, ...]:
    """How far each lane must be from the one before."""
    count = max(lane.values(), default=-1) + 1
    casing, line = [0.0] * count, [0.0] * count
    for run in runs:
        at = lane[run.label]
        casing[at], line[at] = max(casing[at], run.casing), max(line[at], run.line)
    return tuple(
        max(casing[at], line[at])
        if at == 0
        else max(casing[at] + line[at - 1], casing[at - 1] + line[at])
        for at in range(count)
    )


def _beside(a: LabelRun, b: LabelRun, near: float) -> bool:
    return a.low < b.high + near and b.low < a.high + near


def _cost(a: LabelRun, b: LabelRun, near: float) -> float:
    """What crosses when the lane of `a` is left of the lane of `b`."""
    cost = 0.0
    for y in a.right:
        cost += b.low < y < b.high
        cost += CLASH * any(abs(y - other) < near for other in b.left)
    for y in b.left:
        cost += a.low < y < a.high
    return cost


def _preferred(costs: list[list[float]]) -> list[int]:
    """Runs that should be left of others before those; no crossing is left where that can be."""
    wishes: dict[tuple[str, str], float] = {}
    for a, row in enumerate(costs):
        for b, cost in enumerate(row):
            if a != b and costs[b][a] > cost:
                wishes[str(a), str(b)] = costs[b][a] - cost
    return [int(run) for run in flow_order(map(str, range(len(costs))), wishes)]


def _improved(order: list[int], costs: list[list[float]]) -> list[int]:
    """Move one run at a time to its best place until no move helps."""
    for _ in range(6):
        better = False
        for run in sorted(order):
            rest = [other for other in order if other != run]
            # The cost of standing before everything, then of passing one after the other.
            cost = sum(costs[run][other] for other in rest)
            best, best_place = cost, 0
            now = order.index(run)
            at_now = cost
            for place, other in enumerate(rest, 1):
                cost += costs[other][run] - costs[run][other]
                if cost < best - 1e-9:
                    best, best_place = cost, place
                if place == now:
                    at_now = cost
            if best < at_now - 1e-9:
                rest.insert(best_place, run)
                order[:] = rest
                better = True
        if not better:
            break
    return order
