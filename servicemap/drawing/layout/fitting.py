"""The largest type at which a standing fits its paper: lines of text, heights, lanes of gutters."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from servicemap.drawing.layout.breaks import Break, Breaks
from servicemap.drawing.layout.gutters import Wires
from servicemap.drawing.layout.lanes import Lanes, Spine, spine_of
from servicemap.drawing.layout.program import HeightProgram, Stretch
from servicemap.drawing.layout.ruler import Ruler
from servicemap.drawing.layout.sizes import Spacing
from servicemap.drawing.layout.standing import Standing
from servicemap.drawing.layout.towers import Towers

LARGEST, LARGEST_SMALL = 1.13, 1.9
FEW, MANY = 4, 14
"""Beyond these sizes a map would shout: one of many boxes, and one of few."""

SMALLEST = 0.1
SHORTER, SHORT = 0.96, 0.85
GENTLE, ROUNDS = 12, 60
"""Tries to fit; after some, type shrinks by more at once."""

LARGER = 1.02
"""What is larger by less than this is no better."""

EMPTY_GUTTER, BESIDE_HOME = 9.0, 13.0
"""A gutter without lanes, in mm, and one that the wider edge of a home panel may share."""

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
    """A standing that fits: its size of type, the room for text by column, and all gutters."""

    k: float
    rooms: tuple[float, ...]
    gutters: tuple[float, ...]


class Fitter:
    """Finds the largest type for one map in one set of columns."""

    def __init__(self, ruler: Ruler, wires: Wires, column: Mapping[str, int], room: Room) -> None:
        self.ruler = ruler
        self.wires = wires
        self.room = room
        few = min(1.0, max(0.0, (MANY - len(wires.boxes)) / (MANY - FEW)))
        self._largest = LARGEST + few * (LARGEST_SMALL - LARGEST)
        self._empty_gutter = BESIDE_HOME if ruler.home else EMPTY_GUTTER
        self._column = column
        self._breaks = Breaks(ruler, wires, column)

    def start(self) -> tuple[float, ...]:
        """Gutters before any line has its height."""
        spacing = Spacing()
        return tuple(
            2 * spacing.into + spacing.lane * max(0.0, 0.5 * len(gutter) - 1)
            for gutter in self.wires.gutters[1:-1]
        )

    def estimate(self, gutters: Sequence[float], filled: float = 1.0) -> tuple[float, Break]:
        """The largest size at which columns fit, filled to this part, and how text breaks then."""
        height = filled * self.room.height
        return self._breaks.largest(self.room.across, sum(gutters), height, self._largest)

    def towers(self, standing: Standing) -> Towers:
        """What the groups of a standing are high at the largest type that columns allow."""
        k, broken = self.estimate(self.start())
        tall = [height.at(k) for height in self._breaks.groups(broken)]
        return Towers(k, tall, standing.spans, self.room.height)

    def fit(
        self, program: HeightProgram, standing: Standing, *, thorough: bool = False
    ) -> Fitted | None:
        """Put an order into a program at the largest size at which it fits.

        Where that is `thorough`, it is tried again with what its gutters really need.
        """
        best = last = self._fit(program, standing, self.start())
        while thorough and last is not None:
            last = self._fit(program, standing, self._loose(last))
            if last is None or best is None or last.k < LARGER * best.k:
                break
            best = last
        if last is not best and best is not None:
            found = self.put(program, standing, best.k, best.rooms)
            assert found, "it fitted before"
        return best

    @staticmethod
    def _loose(fitted: Fitted) -> tuple[float, ...]:
        """The gutters of what fitted, in type that is not small."""
        tight = Spacing().at(fitted.k).lane / Spacing().lane
        return tuple(gutter / tight for gutter in fitted.gutters)

    def _fit(
        self, program: HeightProgram, standing: Standing, gutters: tuple[float, ...]
    ) -> Fitted | None:
        """The same, with gutters that may prove too narrow."""
        # Lines beside departments, and departments side by side, need more height than is known.
        filled = most = 1.0
        for at in range(ROUNDS):
            k, broken = self.estimate(gutters, filled)
            k *= most
            if k <= SMALLEST:
                return None
            if not self.put(program, standing, k, broken.rooms):
                filled *= SHORTER if at < GENTLE else SHORT
                continue
            fitted = Fitted(k, broken.rooms, self.needs(program))
            if sum(fitted.gutters) + k * broken.across <= self.room.across + 0.01:
                return fitted
            if at >= GENTLE:
                most *= SHORTER
            gutters = self._loose(fitted)
        return None

    def largest_rows(self, rooms: Sequence[float]) -> float:
        """How many times as large as usual rows may be in columns of that width."""
        return self.ruler.largest_rows(rooms, self._column)

    def put(
        self,
        program: HeightProgram,
        standing: Standing,
        k: float,
        rooms: Sequence[float],
        row_type: float = 1.0,
    ) -> bool:
        """Put an order into a program at a size of type; false where there is no room for it."""
        program.stretch = Stretch()
        program.widened = {}
        sizes = self.ruler.sizes(k, rooms, self._column, row_type)
        return any(
            program.resize(sizes, self.room.height, standing, corridors=corridors)
            for corridors in (True, False)
        )

    def needs(self, program: HeightProgram, known: Lanes | None = None) -> tuple[float, ...]:
        """What every gutter takes at least, given the heights of its lines.

        `known` is what is known of lanes at this spacing already.
        """
        assert program.sizes is not None, "sizes come first"
        spacing = program.sizes.spacing
        lanes = known or Lanes(spacing)
        empty = self._empty_gutter
        found = []
        for gutter in range(1, self.wires.columns):
            count = lanes.assigned(spines_in(program, gutter))[1]
            found.append(2 * spacing.into + (count - 1) * spacing.lane if count else empty)
        return tuple(found)


def every_spine(program: HeightProgram) -> Iterator[tuple[Spine, ...]]:
    """The heights of all nets, gutter by gutter."""
    return (spines_in(program, gutter) for gutter in range(len(program.wires.gutters)))


def spines_in(program: HeightProgram, gutter: int) -> tuple[Spine, ...]:
    """The heights of all nets in a gutter."""
    y, pin = program.heights.y, program.pin
    return tuple(
        spine_of(
            tuple([y[pin[one]] for one in net.left]), tuple([y[pin[one]] for one in net.right])
        )
        for net in program.wires.gutters[gutter]
    )
