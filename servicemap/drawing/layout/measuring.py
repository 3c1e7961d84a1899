"""How large everything must be: text wrapped and measured, boxes, labels, stacks and columns.

All of layout works in the frame of the flow: widths run along it and heights across it, whatever
the paper. Text alone is measured as it stands on the paper.

A column's width and height depend on how wide its text may run. Every column is measured at several
widths of text, and fitting.py picks, column by column, what makes the type largest.
"""

from collections.abc import Callable, Mapping

from servicemap.drawing.flow import Flow
from servicemap.drawing.layout.columns import Arrangement
from servicemap.drawing.layout.outlines import shoulder
from servicemap.drawing.layout.sizes import ColumnSize, Crossed, Measured, Size, StackSize
from servicemap.drawing.layout.wiring import BoxSide, Wiring
from servicemap.drawing.scene import Area
from servicemap.drawing.theme import LATE_ARROW, LEADING, SERVICE_LEADING, Theme
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.typesetting.wrapping import Wrapped
from servicemap.views.view import Box, BoxKind, Stack, Stage, View
from servicemap.wording.phrases import Words

NAME_WORD = 62
LABEL_WORD = 40
"""Up to this width in mm a single word stands unbroken, however narrow the text around it."""


FLAG_ABOVE, FLAG_BESIDE = 1.62, 0.55
"""What "you are here" adds to the height of a department's name, in sizes of its letters."""


class Ruler:
    """Measures the columns of one view. `lanes` and `tracks` are how many each needs at most."""

    def __init__(
        self,
        view: View,
        wiring: Wiring,
        arrangement: Arrangement,
        setter: Typesetter,
        theme: Theme,
        words: Words,
    ) -> None:
        self._view = view
        self._wiring = wiring
        self._arrangement = arrangement
        self._setter = setter
        self._theme = theme
        self._words = words
        self._stacks = {stack.id: stack for stack in view.stacks}
        self._box_sizes: dict[tuple[str, float, float], Size] = {}
        self._label_sizes: dict[tuple[str, float, float], Size] = {}
        # Text often stands alike at several widths: then so does the column.
        self._alike: dict[tuple[str, Size], Size] = {}
        self._columns: dict[tuple[int, ...], Measured] = {}

    def measure(
        self, column: int, name_width: float, label_width: float, crossed: Crossed, word: float = 1
    ) -> Measured:
        """A column whose names may run `name_width` mm and whose labels `label_width` mm.

        Single words stand unbroken up to `word` times their usual width.
        """
        stacks = [self._stacks[id_] for id_ in self._arrangement.columns[column]]
        boxes = {
            id_: self._once(self._box_sizes, (id_, name_width, word), self._box)
            for stack in stacks
            for id_ in stack.boxes
        }
        labels = {
            label: self._once(self._label_sizes, (label, label_width, word), self._label)
            for box in boxes
            for side in BoxSide
            for label in self._wiring.leaving.get((box, side), ())
        }
        key = (column, *crossed, *map(id, boxes.values()), *map(id, labels.values()))
        known = self._columns.get(key)
        if known is None:
            known = self._columns[key] = self._column(stacks, boxes, labels, crossed)
        return known

    def _once(
        self,
        known: dict[tuple[str, float, float], Size],
        key: tuple[str, float, float],
        measure: Callable[[str, float, float], Size],
    ) -> Size:
        """A size that is measured only the first time; one value for equal ones of one text."""
        size = known.get(key)
        if size is None:
            size = measure(*key)
            size = known[key] = self._alike.setdefault((key[0], size), size)
        return size

    def _column(
        self,
        stacks: list[Stack],
        boxes: Mapping[str, Size],
        labels: Mapping[str, Size],
        crossed: Crossed,
    ) -> Measured:
        """A column whose boxes and labels have these sizes."""
        widest = max(size.width for size in boxes.values())
        for stack in stacks:
            for _, dropped in self._gaps(stack):
                across = sum(labels[d].width + self._theme.lengths.pill_off for d in dropped)
                widest = max(widest, across)
        boxes = {
            id_: size._replace(width=widest, height=self._height(id_, size, labels))
            for id_, size in boxes.items()
        }
        lengths = self._theme.lengths
        zone = {
            side: max(
                (
                    labels[label].width + lengths.pill_off
                    for box in boxes
                    for label in self._wiring.leaving.get((box, side), ())
                ),
                default=0,
            )
            for side in (BoxSide.LEFT, BoxSide.RIGHT)
        }
        lanes = max((self.lanes_inside(stack) for stack in stacks), default=0)
        pad = lengths.panel_pad if any(stack.name for stack in stacks) else 0
        if stacks[0].stage is Stage.CUSTOMERS:
            pad = lengths.customer_pad
        size = ColumnSize(
            pad, zone[BoxSide.LEFT], widest, zone[BoxSide.RIGHT], lanes * lengths.lane_inside, 0
        )
        if self._theme.flow is Flow.RIGHT:
            size = self._widen_for_names(stacks, size)
            inner = size.width - 2 * pad
            measured = {stack.id: self._stack(stack, boxes, labels, inner) for stack in stacks}
        else:
            measured = {stack.id: self._lying(stack, boxes, labels) for stack in stacks}
            size = size._replace(head=max(one.header for one in measured.values()))
        height = (
            sum(one.height for one in measured.values())
            + lengths.stack_apart * (len(stacks) - 1 + crossed.ends / 2)
            + crossed.tracks * lengths.track
        )
        return Measured(size._replace(height=height), boxes, labels, measured)

    def lanes_inside(self, stack: Stack) -> int:
        """How many links within a stack run beside each other at most."""
        boxes = self._arrangement.teams[stack.id]
        spans = []
        for box in boxes:
            for id_ in self._wiring.leaving.get((box, BoxSide.RIGHT), ()):
                ends = [
                    boxes.index(link.target)
                    for link in self._wiring.labels[id_].links
                    if link.id in self._wiring.inside
                ]
                if ends:
                    spans.append((min(*ends, boxes.index(box)), max(*ends, boxes.index(box))))
        return max(
            (sum(1 for low, high in spans if low <= at <= high) for at in range(len(boxes))),
            default=0,
        )

    def _box(self, id_: str, name_width: float, word: float) -> Size:
        box = self._view.boxes[id_]
        type_, lengths = self._theme.type, self._theme.lengths
        wrapped, broken = self._wrap(box.name, type_.name, 600, name_width, NAME_WORD * word)
        lines, text_width = wrapped.lines, wrapped.width
        width = text_width
        height = len(lines) * type_.name * LEADING * self._theme.spacing
        for badge in box.badges:
            width = max(width, self._setter.width(badge.words, type_.late, 700) + 0.4 * type_.late)
            height += 1.5 * self._theme.spacing * type_.late
        whole = self._theme.flow.area(
            Area(0, 0, width + 2 * lengths.box_across, height + 2 * lengths.box_down)
        )
        longer = uneven(box, lengths.box_across)
        return Size(whole.width + longer, whole.height, lines, text_width, broken)

    def _label(self, id_: str, label_width: float, word: float) -> Size:
        label = self._wiring.labels[id_]
        type_, lengths = self._theme.type, self._theme.lengths
        wrapped, broken = self._wrap(label.text, type_.service, 400, label_width, LABEL_WORD * word)
        lines, width = wrapped.lines, wrapped.width
        text_width = width
        height = (
            len(lines) * type_.service * SERVICE_LEADING * self._theme.spacing
            + 2 * lengths.pill_down
        )
        if label.late:
            width = max(width, self._setter.width(label.late, type_.late, 700))
            height += 1.28 * self._theme.spacing * type_.late
        whole = self._theme.flow.area(Area(0, 0, width + 2 * lengths.pill_across, height))
        return Size(whole.width, whole.height, lines, text_width, broken)

    def _wrap(
        self, text: str, size: float, weight: int, width: float, word: float
    ) -> tuple[Wrapped, int]:
        """Balanced lines that break a word only where it is wider than `word` allows; how many."""
        words = [self._setter.width(one, size, weight) for one in self._setter.unbroken(text)]
        width = max(width, min(max(words), word * self._theme.scale)) + 0.01
        wrapped = self._setter.wrap(text, size, weight, width)
        return wrapped, sum(1 for one in words if one > width)

    def _height(self, id_: str, size: Size, labels: Mapping[str, Size]) -> float:
        """A box's height: its text, or what leaves and arrives beside it."""
        return max(size.height, *(self.list_height(id_, side, labels) for side in _SIDES))

    def list_height(self, id_: str, side: BoxSide, labels: Mapping[str, Size]) -> float:
        """What stands on one side of a box, one above the other."""
        lengths = self._theme.lengths
        leaving = self._wiring.leaving.get((id_, side), ())
        arriving = self._wiring.arriving.get((id_, side), ())
        heights = [labels[label].height for label in leaving]
        heights += [arrival_height(link.late is not None, self._theme) for link in arriving]
        corners = 2 * shoulder(self._view.boxes[id_].kind, self._theme) if arriving else 0
        return sum(heights) + lengths.pill_apart * max(0, len(leaving) - 1) + corners

    def _gaps(self, stack: Stack) -> list[tuple[int, tuple[str, ...]]]:
        """The labels in each gap between neighbours, from the left: those that go down first."""
        boxes = self._arrangement.teams[stack.id]
        leaving = self._wiring.leaving
        return [
            (
                at,
                leaving.get((boxes[at], BoxSide.DOWN), ())
                + leaving.get((boxes[at + 1], BoxSide.UP), ()),
            )
            for at in range(len(boxes) - 1)
        ]

    def _stack(
        self, stack: Stack, boxes: Mapping[str, Size], labels: Mapping[str, Size], width: float
    ) -> StackSize:
        type_, lengths = self._theme.type, self._theme.lengths
        lines: tuple[str, ...] = ()
        header, beside = 0.0, False
        if stack.name:
            room = width
            if stack.home:
                room -= self.tab_width()
            lines = self._setter.wrap(stack.name, type_.department, 700, width).lines
            beside = stack.home and self._one_line(stack.name, room)
            header = self._header(lines, home=stack.home, beside=beside)
        height, tops = self._tops(stack, boxes, labels, header)
        return StackSize(
            height + (lengths.panel_pad if stack.name else 0), header, tops, lines, 0, beside
        )

    def _header(self, lines: tuple[str, ...], *, home: bool, beside: bool) -> float:
        """How high a department's name stands, or its flag, with the air below it."""
        above = 0.0
        if home:
            above = FLAG_BESIDE if beside else FLAG_ABOVE
        return (len(lines) * 1.12 + 0.75 + above) * self._theme.type.department

    def _tops(
        self, stack: Stack, boxes: Mapping[str, Size], labels: Mapping[str, Size], top: float
    ) -> tuple[float, dict[str, float]]:
        """Where the last box of a stack ends, and where each begins, the first at `top`."""
        lengths = self._theme.lengths
        order = self._arrangement.teams[stack.id]
        gaps = dict(self._gaps(stack))
        tops = {}
        for at, box in enumerate(order):
            tops[box] = top
            top += boxes[box].height
            dropped = gaps.get(at, ())
            if dropped:
                top += max(labels[d].height for d in dropped) + 2.4 * lengths.drop
            elif at < len(order) - 1:
                top += lengths.box_apart
        return top, tops

    def _lying(
        self, stack: Stack, boxes: Mapping[str, Size], labels: Mapping[str, Size]
    ) -> StackSize:
        """A stack whose boxes stand side by side, below its name.

        The name begins where the stack does. What arrives at the first box passes beside it, for
        which the boxes give way if they must.
        """
        if not stack.name:
            height, tops = self._tops(stack, boxes, labels, 0)
            return StackSize(height, 0, tops, ())
        size, pad = self._theme.type.department, self._theme.lengths.panel_pad
        height, tops = self._tops(stack, boxes, labels, pad)
        free = height
        for box, top in tops.items():
            busy = self.list_height(box, BoxSide.LEFT, labels)
            if busy:
                free = min(free, top + boxes[box].height - busy)
        free -= pad + 0.5 * size
        natural = self._setter.width(stack.name, size, 700)
        tab = self.tab_width() if stack.home else 0.0
        beside = stack.home and tab + natural <= free
        lines: tuple[str, ...] = (stack.name,)
        if beside:
            wide = tab + natural
        else:
            word = max(
                self._setter.width(one, size, 700) for one in self._setter.unbroken(stack.name)
            )
            room = max(free, 0.6 * natural, min(word, NAME_WORD * self._theme.scale))
            wrapped = self._setter.wrap(stack.name, size, 700, room + 0.01)
            lines, wide = wrapped.lines, max(wrapped.width, tab)
        missing = max(0.0, wide - free)
        header = self._header(lines, home=stack.home, beside=beside)
        return StackSize(
            height + missing + pad,
            header,
            {box: top + missing for box, top in tops.items()},
            lines,
            pad + wide + 0.5 * size,
            beside,
        )

    def tab_width(self) -> float:
        """How wide "you are here" stands in the corner of the home department."""
        size = self._theme.type.department
        return self._setter.width(self._words["you_are_here"], size, 700) + 3.2 * size

    def _one_line(self, name: str, room: float) -> bool:
        return self._setter.width(name, self._theme.type.department, 700) <= room

    def _widen_for_names(self, stacks: list[Stack], size: ColumnSize) -> ColumnSize:
        """Room for the longest word of a department's name, and for "you are here"."""
        need = 0.0
        for stack in stacks:
            if stack.name:
                inner = size.width - 2 * size.pad
                wrapped, _ = self._wrap(
                    stack.name, self._theme.type.department, 700, inner, NAME_WORD
                )
                need = max(need, wrapped.width)
            if stack.home and stack.name:
                need = max(need, self.tab_width())
        missing = need - (size.width - 2 * size.pad)
        return size._replace(box=size.box + missing) if missing > 0 else size


_SIDES = (BoxSide.LEFT, BoxSide.RIGHT)


def uneven(box: Box, across: float) -> float:
    """What a shape needs beside its text: a supplier's bar, a distributor's point."""
    if box.stage is Stage.SUPPLIERS:
        return 0.35 * across
    if box.kind is BoxKind.DISTRIBUTOR:
        return 0.7 * across
    return 0


def arrival_height(late: bool, theme: Theme) -> float:  # noqa: FBT001 - one property of a link
    """What an arrowhead takes of the side of a box."""
    return theme.lengths.arrival * (LATE_ARROW * 0.95 if late else 1)
