"""The largest type at which a standing fits its paper: lines of text, heights, lanes of gutters."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.drawing.layout.gutters import Wires
from servicemap.drawing.layout.lanes import Lanes, Spine, spine_of
from servicemap.drawing.layout.program import HeightProgram, Stretch
from servicemap.drawing.layout.ruler import PAD_ACROSS, Limits, Ruler
from servicemap.drawing.layout.sizes import Spacing
from servicemap.drawing.layout.standing import Standing
from servicemap.views.view import Stage

LARGEST, LARGEST_SMALL = 1.13, 1.9
FEW, MANY = 4, 14
"""Beyond these sizes a map would shout: one of many boxes, and one of few."""

SMALLEST = 0.1
SHORTER, SHORT = 0.96, 0.85
GENTLE, ROUNDS = 12, 60
"""Tries to fit; after some, type shrinks by more at once."""

FILLED = (1.0, 0.85, 0.7)
"""To what part of their height columns are filled where a thorough search begins."""

LARGER = 1.02
"""What is larger by less than this is no better."""

LIMITS = tuple(
    Limits(names, services) for names, services in ((1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 4))
)

EMPTY_GUTTER = 9.0
"""A gutter without lanes, in mm."""

CUSTOMERS_PAD = 3.4
"""What the panel of the customers has beside its cards, in mm."""


class Room(NamedTuple):
    """What a map may fill, in mm at the scale of A3; what its outer columns have beside them."""

    width: float
    height: float
    left: float
    right: float

    @property
    def across(self) -> float:
        """What columns and gutters may take."""
        return self.width - self.left - self.right


class Fitted(NamedTuple):
    """A standing that fits: its size of type, and how many lines text takes by column."""

    k: float
    limits: tuple[Limits, ...]
    rooms: tuple[float, ...]
    gutters: tuple[float, ...]


class Fitter:
    """Finds the largest type for one map in one set of columns."""

    def __init__(
        self,
        ruler: Ruler,
        wires: Wires,
        stages: Sequence[Stage],
        column: Mapping[str, int],
        room: Room,
    ) -> None:
        self.ruler = ruler
        self.wires = wires
        self.stages = stages
        self.room = room
        few = min(1.0, max(0.0, (MANY - len(wires.boxes)) / (MANY - FEW)))
        self._largest = LARGEST + few * (LARGEST_SMALL - LARGEST)
        self._column = column
        self._choices = [self._choices_of(at) for at in range(wires.columns)]

    def _choices_of(self, column: int) -> list[tuple[float, float, Limits]]:
        """Width and height of a column's text for each limit, the narrowest first."""
        boxes = [box for box in range(len(self.wires.boxes)) if self.wires.column[box] == column]
        named = [
            stack
            for stack in self.ruler.view.stacks
            if stack.name and min(self._column[box] for box in stack.boxes) == column
        ]
        found: list[tuple[float, float, Limits]] = []
        for limits in LIMITS:
            tall = self.ruler.tall(limits)
            width = max(self.ruler.needs(box, limits) for box in boxes)
            for stack in named:
                width = max(width, self.ruler.header_needs(stack) - 2 * PAD_ACROSS)
            height = sum(tall[box] for box in boxes)
            if not found or width < found[-1][0] - 0.01:
                found.append((width, height, limits))
        return found[::-1]

    def fixed(self, column: int, spacing: Spacing) -> float:
        """What a column's gaps, tracks and panels take of the height at least."""
        boxes = [box for box in range(len(self.wires.boxes)) if self.wires.column[box] == column]
        tracks = len(self.wires.tracks[column])
        return spacing.box_gap * (len(boxes) - 1) + spacing.track * tracks

    def start(self) -> tuple[float, ...]:
        """Gutters before any line has its height."""
        spacing = Spacing()
        return tuple(
            2 * spacing.into + spacing.lane * max(0.0, 0.5 * len(gutter) - 1)
            for gutter in self.wires.gutters[1:-1]
        )

    def estimate(
        self, gutters: Sequence[float], filled: float = 1.0
    ) -> tuple[float, list[tuple[float, Limits]]]:
        """The largest size at which columns fit, each by itself, and how their text stands then.

        They are `filled` to this part.
        """
        low, high = SMALLEST, self._largest
        chosen = self._narrowest(high, gutters, filled)
        if chosen is not None:
            return high, chosen
        for _ in range(12):
            middle = (low + high) / 2
            found = self._narrowest(middle, gutters, filled)
            if found is None:
                high = middle
            else:
                low, chosen = middle, found
        if chosen is None:
            chosen = [(width, limits) for width, _, limits in (of[0] for of in self._choices)]
        return low, chosen

    def _narrowest(
        self, k: float, gutters: Sequence[float], filled: float
    ) -> list[tuple[float, Limits]] | None:
        spacing = Spacing().at(k)
        wide = sum(gutters) * spacing.lane / Spacing().lane
        chosen: list[tuple[float, Limits]] = []
        for column, choices in enumerate(self._choices):
            free = filled * self.room.height - self.fixed(column, spacing)
            for width, height, limits in choices:
                if height * k <= free:
                    chosen.append((width, limits))
                    wide += (width + 2 * PAD_ACROSS) * k
                    break
            else:
                return None
        return chosen if wide <= self.room.across else None

    def fit(
        self, program: HeightProgram, standing: Standing, *, thorough: bool = False
    ) -> Fitted | None:
        """Put an order into a program at the largest size at which it fits.

        What is higher than its paper gets fewer and longer lines. Where that is `thorough`, smaller
        type in more and shorter lines is tried as well: so columns are narrower, and it may grow.
        """
        best = self._fit(program, standing, 1.0, fewer=True)
        if not thorough or best is None:
            return best
        last = best
        for filled in FILLED:
            last = self._fit(program, standing, filled, fewer=False) or last
            if last.k > LARGER * best.k:
                best = last
        if last is not best:
            found = self.put(program, standing, best.k, best.rooms)
            assert found, "it fitted before"
        return best

    def _fit(
        self, program: HeightProgram, standing: Standing, filled: float, *, fewer: bool
    ) -> Fitted | None:
        """The same, columns being filled to a part of their height."""
        gutters = self.start()
        # Departments side by side need more height than their columns, one by one.
        most = 1.0
        for at in range(ROUNDS):
            k, chosen = self.estimate(gutters, filled)
            k *= most
            if k <= SMALLEST:
                return None
            rooms = tuple(width for width, _ in chosen)
            if not self.put(program, standing, k, rooms):
                shorter = SHORTER if at < GENTLE else SHORT
                filled, most = (filled * shorter, most) if fewer else (filled, most * shorter)
                continue
            needs = self.needs(program)
            tight = Spacing().at(k).lane / Spacing().lane
            text = sum((room + 2 * PAD_ACROSS) * k for room in rooms)
            if sum(needs) + text <= self.room.across + 0.01:
                return Fitted(k, tuple(limits for _, limits in chosen), rooms, needs)
            if at >= GENTLE:
                most *= SHORTER
            gutters = tuple(need / tight for need in needs)
        return None

    def put(
        self, program: HeightProgram, standing: Standing, k: float, rooms: Sequence[float]
    ) -> bool:
        """Put an order into a program at a size of type; false where there is no room for it."""
        program.stretch = Stretch()
        sizes = self.ruler.sizes(k, rooms, self._column)
        return any(
            program.resize(sizes, self.room.height, standing, corridors=corridors)
            for corridors in (True, False)
        )

    def needs(self, program: HeightProgram) -> tuple[float, ...]:
        """What every gutter takes at least, given the heights of its lines."""
        assert program.sizes is not None, "sizes come first"
        spacing = program.sizes.spacing
        lanes = Lanes(spacing)
        found = []
        for gutter in range(1, self.wires.columns):
            count = lanes.assigned(spines_in(program, gutter))[1]
            found.append(2 * spacing.into + (count - 1) * spacing.lane if count else EMPTY_GUTTER)
        return tuple(found)


def spines_in(program: HeightProgram, gutter: int) -> tuple[Spine, ...]:
    """The heights of all nets in a gutter."""
    y, pin = program.heights.y, program.pin
    return tuple(
        spine_of(
            tuple([y[pin[one]] for one in net.left]), tuple([y[pin[one]] for one in net.right])
        )
        for net in program.wires.gutters[gutter]
    )
