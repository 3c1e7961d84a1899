"""Repairs: what would look bad is asked for as a distance, and heights are found anew.

A shift to the side that is too short for two round bends, a crossing at a bend, a line that lies
on another: the two ends are to be level, or far enough apart.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from servicemap.drawing.layout.fitting import every_spine, spines_in
from servicemap.drawing.layout.lanes import CROSSING, Lanes, Spine
from servicemap.drawing.layout.program import Distance, HeightProgram, units

ROUNDS = 10
AT_ONCE = 14
"""Repairs in one round; then all is looked at anew."""

JOG_AIR, BEND_AIR = 0.25, 0.05
"""What is asked for beyond what is needed, in mm."""

BESIDE = 1.0
"""How far beyond an upright's ends a level line still meets its bends, in mm."""

WORSE = 2.5 * CROSSING
"""What a repair may cost elsewhere."""


class LineFault(NamedTuple):
    """Two heights that are too near to each other, or, if they may be, not the same."""

    apart: int
    one: int
    other: int
    asked: int
    level: bool


class _End(NamedTuple):
    """Where a net comes into a gutter."""

    node: int
    y: int
    from_left: bool


class Repairs:
    """The repairs of one program, whose order stays as it is."""

    def __init__(self, program: HeightProgram, lanes: Lanes) -> None:
        assert program.sizes is not None, "sizes come first"
        self._program = program
        spacing = program.sizes.spacing
        self._lanes = lanes
        self._jog = units(2 * spacing.radius)
        self._asked_jog = units(2 * spacing.radius + JOG_AIR)
        self._reach = units(spacing.radius + spacing.clear)
        self._asked_reach = units(spacing.radius + spacing.clear + BEND_AIR)
        self._beside = units(BESIDE)
        self.made = 0

    def cost(self) -> int:
        """What all lines cost in the lanes that they really get."""
        return sum(self._lanes.drawn(spines)[0] for spines in every_spine(self._program))

    def make(self) -> None:
        """Mend what can be mended."""
        program = self._program
        refused: set[tuple[int, int]] = set()
        now = self.cost()
        for _ in range(ROUNDS):
            faults = sorted(
                dict.fromkeys(
                    fault for fault in self._faults() if (fault.one, fault.other) not in refused
                )
            )
            if not faults:
                return
            done: set[int] = set()
            for fault in faults[:AT_ONCE]:
                if fault.one in done or fault.other in done:
                    continue
                before = program.saved()
                for distances in self._ways(fault):
                    self.made += 1
                    program.require(self.made, distances)
                    if program.solve() and (cost := self.cost()) < now + WORSE:
                        now = cost
                        done |= {fault.one, fault.other}
                        break
                    program.restore(before)
                else:
                    refused.add((fault.one, fault.other))

    def has_mended(self) -> bool:
        """Whether each line can be followed: none covers another, or crosses it on a bend."""
        return all(fault.level for fault in self._faults())

    def _ways(self, fault: LineFault) -> Iterator[list[Distance]]:
        one, other = fault.one, fault.other
        y = self._program.heights.y
        if y[one] > y[other]:
            one, other = other, one
        if fault.level:
            yield [(one, other, 0), (other, one, 0)]
        yield [(one, other, fault.asked)]
        yield [(other, one, fault.asked)]

    def _faults(self) -> Iterator[LineFault]:
        for gutter in range(len(self._program.wires.gutters)):
            yield from self._in_gutter(gutter)

    def _in_gutter(self, gutter: int) -> Iterator[LineFault]:
        program = self._program
        y, pin = program.heights.y, program.pin
        spines = spines_in(program, gutter)
        lanes, _ = self._lanes.assigned(spines)
        ends = [
            [
                *(_End(pin[at], y[pin[at]], from_left=True) for at in net.left),
                *(_End(pin[at], y[pin[at]], from_left=False) for at in net.right),
            ]
            for net in program.wires.gutters[gutter]
        ]
        for some in ends:
            for a, b in combinations(some, 2):
                far = abs(a.y - b.y)
                if 0 < far < self._jog and a.node != b.node:
                    yield _fault(far, a, b, self._asked_jog, level=True)
        for one, other in combinations(range(len(spines)), 2):
            if (
                spines[one].low > spines[other].high + self._reach
                or spines[other].low > spines[one].high + self._reach
            ):
                continue
            for a in ends[one]:
                for b in ends[other]:
                    far = abs(a.y - b.y)
                    if far >= self._reach or a.node == b.node:
                        continue
                    mine, its = lanes.get(one), lanes.get(other)
                    if (
                        self._covers(a, mine, b, its, far)
                        or self._on_a_bend(a, mine, its, spines[other])
                        or self._on_a_bend(b, its, mine, spines[one])
                    ):
                        yield _fault(far, a, b, self._asked_reach, level=False)

    def _covers(self, a: _End, mine: int | None, b: _End, its: int | None, far: int) -> bool:
        """Whether one arm runs along the other's."""
        if a.from_left == b.from_left or far >= self._lanes.near:
            return False
        return mine is None or its is None or (mine < its) != a.from_left

    def _on_a_bend(self, a: _End, mine: int | None, its: int | None, spine: Spine) -> bool:
        """Whether an arm meets the other's upright, which bends near there."""
        if its is None:
            return False
        meets = mine is None or (its < mine if a.from_left else its > mine)
        return meets and spine.low - self._beside < a.y < spine.high + self._beside


def _fault(far: int, a: _End, b: _End, asked: int, *, level: bool) -> LineFault:
    one, other = sorted((a.node, b.node))
    return LineFault(far, one, other, asked, level)
