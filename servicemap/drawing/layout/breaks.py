"""Where text breaks: the narrower a column, the more lines it has, and the higher its cards are.

Columns and heights want the paper both, and departments stand one above the other over several
columns. So columns begin as narrow as they may be, and the one whose width saves most height grows
first. What that gives is a list of breaks, each with the largest type at which it fits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from servicemap.drawing.layout.gutters import Wires
from servicemap.drawing.layout.ruler import PAD_ACROSS, Ruler
from servicemap.drawing.layout.sizes import LOW, Spacing

STEP = 1.03
"""A column grows by so much at once at least."""

ALIKE = 0.98
"""Type smaller by less than this is as good; the fewest lines are then best."""

TYPICAL = 0.8
"""The size of type at which heights are compared."""


class Height(NamedTuple):
    """What grows with type, in mm at the usual size, and what does only in small type."""

    text: float
    gaps: float

    def at(self, k: float) -> float:
        """How high that is at a size of type."""
        return self.text * k + self.gaps * min(1.0, k / LOW)

    def largest(self, room: float) -> float:
        """The largest type at which it fits into a room."""
        if not self.text:
            return float("inf")
        k = (room - self.gaps) / self.text
        return k if k >= LOW else room / (self.text + self.gaps / LOW)


NO_HEIGHT = Height(0.0, 0.0)


class Break(NamedTuple):
    """One way to break all text: how wide it is by column, and how high that makes columns.

    `levels` are the widths of columns by their numbers.
    """

    rooms: tuple[float, ...]
    columns: tuple[Height, ...]
    levels: tuple[int, ...]

    @property
    def across(self) -> float:
        """What all columns take of the width, at the usual size."""
        return sum(self.rooms) + 2 * PAD_ACROSS * len(self.rooms)


class _Choice(NamedTuple):
    """A width of one column, how high its boxes then are by group, and names of groups over it."""

    room: float
    groups: Mapping[int, Height]
    headers: Mapping[int, Height]


class Breaks:
    """All breaks that are worth a look, from the narrowest columns to the lowest."""

    def __init__(self, ruler: Ruler, wires: Wires, column: Mapping[str, int]) -> None:
        self._ruler = ruler
        self._spacing = Spacing()
        stacks = ruler.view.stacks
        at_stack = {box: at for at, stack in enumerate(stacks) for box in stack.boxes}
        self._boxes: list[dict[int, list[int]]] = [{} for _ in range(wires.columns)]
        for number, box in enumerate(wires.boxes):
            self._boxes[column[box]].setdefault(at_stack[box], []).append(number)
        # The groups that stand in a column or reach over it, and the columns of each.
        self._columns = [sorted({column[box] for box in stack.boxes}) for stack in stacks]
        self._over: list[list[int]] = [
            [
                group
                for group, its in enumerate(self._columns)
                if at in its or (stacks[group].name and its[0] < at < its[-1])
            ]
            for at in range(wires.columns)
        ]
        self._tracks = [len(tracks) for tracks in wires.tracks]
        self._choices = [self._choices_of(at) for at in range(wires.columns)]
        self._all = tuple(self._found())

    def _choices_of(self, column: int) -> list[_Choice]:
        """The widths of a column, from the narrowest to the one at which nothing breaks."""
        ruler = self._ruler
        boxes = [box for mine in self._boxes[column].values() for box in mine]
        widths = sorted({width for box in boxes for width in ruler.widths(box)})
        least = max(ruler.widths(box)[0] for box in boxes)
        for group in self._boxes[column]:
            stack = ruler.view.stacks[group]
            if stack.name and self._columns[group][0] == column:
                least = max(least, ruler.header_needs(stack) - 2 * PAD_ACROSS)
        found: list[_Choice] = []
        for room in (least, *(width for width in widths if width > least)):
            if not found or room >= STEP * found[-1].room or room == widths[-1] > found[-1].room:
                found.append(self._choice(column, room))
        return found

    def _choice(self, column: int, room: float) -> _Choice:
        ruler, spacing = self._ruler, self._spacing
        groups: dict[int, Height] = {}
        headers: dict[int, Height] = {}
        for group, boxes in self._boxes[column].items():
            text = sum(ruler.tall(box, room) for box in boxes)
            groups[group] = Height(text, spacing.box_gap * (len(boxes) - 1))
            stack = ruler.view.stacks[group]
            if self._columns[group][0] == column:
                headers[group] = NO_HEIGHT
                if stack.name:
                    header = ruler.header(stack, room + 2 * PAD_ACROSS, 1.0)
                    headers[group] = Height(header.height, spacing.pad(home=header.home))
        return _Choice(room, groups, headers)

    def _tallest(self, group: int, level: Sequence[int]) -> Height:
        """How high a group is in its highest column."""
        return max(
            (self._choices[column][level[column]].groups[group] for column in self._columns[group]),
            key=lambda height: height.at(TYPICAL),
        )

    def _height(self, column: int, level: Sequence[int]) -> Height:
        """How high all groups in a column are, one above the other."""
        over, spacing = self._over[column], self._spacing
        text, gaps = 0.0, spacing.track * self._tracks[column]
        for group in over:
            first = self._columns[group][0]
            own = self._choices[first][level[first]].headers[group]
            tallest = self._tallest(group, level)
            text += tallest.text + own.text
            gaps += tallest.gaps + own.gaps
        return Height(text, gaps + spacing.panel_gap * (len(over) - 1))

    def groups(self, broken: Break) -> Iterator[Height]:
        """How high each group is, from the top of its name to the gap below it."""
        for group, columns in enumerate(self._columns):
            level = broken.levels
            own = self._choices[columns[0]][level[columns[0]]].headers[group]
            tallest = self._tallest(group, level)
            gap = self._spacing.panel_gap
            yield Height(tallest.text + own.text, tallest.gaps + own.gaps + gap)

    def _found(self) -> Iterator[Break]:
        level = [0] * len(self._choices)
        heights = [self._height(column, level) for column in range(len(level))]
        while True:
            yield Break(
                tuple(of[at].room for of, at in zip(self._choices, level, strict=True)),
                tuple(heights),
                tuple(level),
            )
            worst = max(range(len(level)), key=lambda column: heights[column].at(TYPICAL))
            widened = self._widened(worst, heights[worst].at(TYPICAL), level)
            if widened is None:
                return
            level[widened] += 1
            touched = {worst, widened}
            for group in self._boxes[widened]:
                touched |= {at for at, over in enumerate(self._over) if group in over}
            for column in touched:
                heights[column] = self._height(column, level)

    def _widened(self, worst: int, height: float, level: list[int]) -> int | None:
        """The column whose width, grown by a step, saves most of the height of the worst."""
        best: tuple[float, float, int] | None = None
        for column in sorted({at for group in self._over[worst] for at in self._columns[group]}):
            choices, at = self._choices[column], level[column]
            if at + 1 == len(choices):
                continue
            more = choices[at + 1].room - choices[at].room
            level[column] = at + 1
            saved = height - self._height(worst, level).at(TYPICAL)
            level[column] = at
            # Where two columns of a department are equally high, neither saves alone.
            key = (-saved / more, more, column)
            if best is None or key < best:
                best = key
        return best[2] if best else None

    def largest(
        self, across: float, gutters: float, height: float, most: float
    ) -> tuple[float, Break]:
        """The largest type, up to `most`, at which all fits a width and a height, and its break.

        `gutters` is what these take of the width in type that is not small.
        """
        sizes = [
            min(
                most,
                Height(one.across, gutters).largest(across),
                *(column.largest(height) for column in one.columns),
            )
            for one in self._all
        ]
        good = ALIKE * max(sizes)
        at = max(at for at, size in enumerate(sizes) if size >= good)
        return sizes[at], self._all[at]
