"""The last steps of a layout: free height to gaps, repairs, free width to columns and gutters."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.drawing.layout.fitting import Fitted, Fitter, every_spine, spines_in
from servicemap.drawing.layout.lanes import Lanes
from servicemap.drawing.layout.polishing import cost_of
from servicemap.drawing.layout.program import HeightProgram, Stretch, units
from servicemap.drawing.layout.repairing import Repairs
from servicemap.drawing.layout.ruler import PAD_ACROSS
from servicemap.drawing.layout.sizes import Sizes
from servicemap.drawing.layout.standing import Standing

TEAMS_APART = (10.0, 8.0, 6.0, 4.5, 3.2, 2.6, 2.1, 1.7, 1.35, 1.15)
OTHERS_APART = (9.0, 7.0, 5.0, 4.0, 3.0, 2.3, 1.7, 1.3)
"""How much wider gaps may be, in what they are at least; the first that costs nothing is taken."""

FREE = 5
"""What wider gaps may cost, in tenths of a crossing."""

LITTLE, FILLED = 2.0, 0.8
"""Where gaps between teams are not so much wider, and boxes reach over less than this part of the
height, gaps are widened one by one."""

ONE_BY_ONE = (1.3, 1.7, 2.2, 3.0)
"""How many times as wide they may become. All take one step before any takes the next."""

WIDER, WIDER_MOST = 0.25, 3.0
"""The part of the free width that goes to text, and how much a column gets at most, in mm."""

ROWS = (1.2, 1.15, 1.1, 1.05)
"""How many times as large rows may be set: the first for which there is room."""

SHRINK, TRIES = 0.985, 8

APART = 1.0
"""Lines that run along each other are told apart if so many mm are between them."""

PITCH = 4.6
"""Lanes are no farther apart than this, in mm."""


class Gutter(NamedTuple):
    """A gutter where it stands: the x of its lanes, by net."""

    lanes: dict[int, float]


class Finished(NamedTuple):
    """A layout whose heights and places are final, in mm at the scale of A3.

    `clear`: nobody takes one of its lines for another, as none run too near along each other, and
    none meet on a bend.
    """

    sizes: Sizes
    program: HeightProgram
    standing: Standing
    columns: tuple[float, ...]
    gutters: tuple[Gutter, ...]
    clear: bool


def finish(fitter: Fitter, program: HeightProgram, standing: Standing, fitted: Fitted) -> Finished:
    """A fitted layout, finished."""
    k, room = fitted.k, fitter.room
    for at in range(TRIES):
        text = sum((width + 2 * PAD_ACROSS) * k for width in fitted.rooms)
        free = room.across - text - sum(fitted.gutters)
        wider = max(0.0, min(WIDER_MOST, WIDER * free / len(fitted.rooms)))
        rooms = [width + wider / k for width in fitted.rooms]
        if not fitter.put(program, standing, k, rooms):
            k *= SHRINK
            continue
        _enlarge_rows(fitter, program, standing, k, rooms)
        apart = _stretch(fitter, program, standing)
        assert program.sizes is not None, "sizes were put"
        needs = fitter.needs(program)
        free = room.across - sum(program.sizes.widths) - sum(needs)
        fits = free >= -0.01
        if fits or at == TRIES - 1:
            finished = _placed(fitter, program, standing, needs, free)
            return finished._replace(clear=apart and fits)
        k *= SHRINK
    raise AssertionError("what fitted before fits in smaller type")


def _enlarge_rows(
    fitter: Fitter, program: HeightProgram, standing: Standing, k: float, rooms: Sequence[float]
) -> None:
    """Rows as large as there is room for: names stay as they are, and lines as straight."""
    most = fitter.largest_rows(rooms)
    assert program.sizes is not None, "sizes were put"
    across = fitter.room.across - sum(program.sizes.widths)
    cost = cost_of(program) + FREE
    for row_type in ROWS:
        if (
            row_type <= most
            and fitter.put(program, standing, k, rooms, row_type)
            and cost_of(program) <= cost
            and sum(fitter.needs(program)) <= across
        ):
            return
    found = fitter.put(program, standing, k, rooms)
    assert found, "it fitted before"


def _stretch(fitter: Fitter, program: HeightProgram, standing: Standing) -> bool:
    """Gaps as wide as they may be, and then repairs; what they cannot part stands closer.

    Whether no lines then run too near along each other, or meet on a bend.
    """
    least = cost_of(program)
    stretch = Stretch()
    for teams in TEAMS_APART:
        if _costs_no_more(program, standing, Stretch(teams, 1.0), least):
            stretch = Stretch(teams, 1.0)
            break
    for others in OTHERS_APART:
        if _costs_no_more(program, standing, stretch._replace(others=others), least):
            stretch = stretch._replace(others=others)
            break
    assert program.sizes is not None, "sizes were put"
    lanes = Lanes(program.sizes.spacing)
    if stretch.teams < LITTLE and _filled(program) < FILLED:
        _widen(fitter, program, standing, lanes, least + FREE)
    while True:
        before = program.saved()
        repairs = Repairs(program, lanes)
        repairs.make()
        nearest = _nearest(program, lanes)
        closest = stretch == Stretch() and not program.widened
        if closest or nearest == lanes.near:
            return nearest >= units(APART) and repairs.has_mended()
        program.restore(before)
        program.widened = {}
        stretch = Stretch(*(max(1.0, 0.7 * one) if one > 1.1 else 1.0 for one in stretch))
        program.stretch = stretch
        program.put(standing)
        found = program.solve()
        assert found, "smaller gaps fit where larger ones did"


def _widen(
    fitter: Fitter, program: HeightProgram, standing: Standing, lanes: Lanes, most: int
) -> None:
    """Each gap as wide as it may be; lines then cost no more than this, nor take more width."""
    assert program.sizes is not None, "sizes were put"
    room = fitter.room.across - sum(program.sizes.widths)
    room = max(room, sum(fitter.needs(program, lanes)))

    def fits() -> bool:
        return (
            program.solve()
            and sum(map(lanes.cost, every_spine(program))) <= most
            and sum(fitter.needs(program, lanes)) <= room
        )

    gaps = list(program.gaps(standing))
    for times in ONE_BY_ONE:
        done = []
        for key, gap in gaps:
            before, was = program.saved(), program.widened
            program.widen(standing, key, gap, times)
            if fits():
                done.append((key, gap))
            else:
                program.widened = was
                program.restore(before)
        gaps = done


def _filled(program: HeightProgram) -> float:
    """Which part of the height boxes reach over, from the highest to the lowest."""
    y = program.heights.y
    low, high = min(y[top] for top in program.top), max(y[bottom] for bottom in program.bottom)
    return (high - low) / units(program.height)


def _nearest(program: HeightProgram, lanes: Lanes) -> int:
    """How near lines come that run along each other, where that is too near."""
    return min((lanes.drawn(spines)[1] for spines in every_spine(program)), default=lanes.near)


def _costs_no_more(
    program: HeightProgram, standing: Standing, stretch: Stretch, least: int
) -> bool:
    """Put wider gaps; where they cost something, or there is no room, take them back."""
    before, was = program.saved(), program.stretch
    program.stretch = stretch
    program.put(standing)
    if program.solve() and cost_of(program) <= least + FREE:
        return True
    program.stretch = was
    program.restore(before)
    return False


def _placed(
    fitter: Fitter,
    program: HeightProgram,
    standing: Standing,
    needs: Sequence[float],
    free: float,
) -> Finished:
    """Free width to gutters, as each needs; lanes in the middle of theirs."""
    sizes = program.sizes
    assert sizes is not None, "sizes were put"
    spacing = sizes.spacing
    lanes = Lanes(spacing)
    total = sum(needs)
    x = fitter.room.left
    columns: list[float] = []
    gutters: list[Gutter] = []
    squeeze = min(1.0, 1.0 + free / total) if total else 1.0
    for gutter, crossings in enumerate(program.wires.gutters):
        lane_of, count = lanes.assigned(spines_in(program, gutter))
        if gutter in (0, program.wires.columns):
            gap, start = 0.0, x + spacing.into * squeeze
            pitch = spacing.lane * squeeze
            if gutter == 0:
                start = x - spacing.into * squeeze - pitch * (count - 1)
        else:
            need = needs[gutter - 1]
            gap = need * squeeze + (max(0.0, free) * need / total)
            pitch = 0.0
            if count > 1:
                pitch = min(PITCH, (gap - 2 * spacing.into * squeeze) / (count - 1))
            start = x + (gap - pitch * (count - 1)) / 2
        gutters.append(
            Gutter({crossings[at].net: start + pitch * lane for at, lane in lane_of.items()})
        )
        x += gap
        if gutter < program.wires.columns:
            columns.append(x)
            x += sizes.widths[gutter]
    return Finished(sizes, program, standing, tuple(columns), tuple(gutters), clear=True)
