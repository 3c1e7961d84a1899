"""Sizes of what was measured: boxes and labels, stacks and columns, in the frame of the flow."""

from collections.abc import Mapping
from typing import NamedTuple

BETWEEN = 1.5
"""How much of the spare height goes between two stacks, in what goes between two of its boxes."""


class Size(NamedTuple):
    """A box or label: its outer size in mm, its lines of text, their greatest width on paper.

    `broken` counts its words that do not stand whole on one line.
    """

    width: float
    height: float
    lines: tuple[str, ...]
    text_width: float
    broken: int = 0


class StackSize(NamedTuple):
    """A stack: `tops` of its boxes from its own top, and how high its header is on the paper.

    Where work flows down, the header lies on the way of what arrives: no line may come in less than
    `clear` from the stack's top. `beside`: "you are here" stands beside its name, not above it.
    """

    height: float
    header: float
    tops: Mapping[str, float]
    header_lines: tuple[str, ...]
    clear: float = 0
    beside: bool = False


class Crossed(NamedTuple):
    """The tracks through a column: how many there are, and at how many of its two ends.

    A track keeps clear of a stack by half of what two stacks keep from each other.
    """

    tracks: int
    ends: int


class ColumnSize(NamedTuple):
    """A column from left to right, in mm, between two equal paddings.

    head    the names of its departments, where work flows down
    left    labels that leave left
    box     the boxes, all equally wide
    right   labels that leave right
    lanes   links that stay within a stack

    `height` is that of its stacks and tracks with the least space between them.
    """

    pad: float
    left: float
    box: float
    right: float
    lanes: float
    height: float
    head: float = 0

    @property
    def width(self) -> float:
        """From edge to edge."""
        return 2 * self.pad + self.head + self.left + self.box + self.right + self.lanes

    @property
    def box_at(self) -> float:
        """Where its boxes begin."""
        return self.pad + self.head + self.left

    @property
    def lanes_at(self) -> float:
        """Where its lanes begin."""
        return self.box_at + self.box + self.right


class Measured(NamedTuple):
    """The sizes of one column and everything in it."""

    column: ColumnSize
    boxes: Mapping[str, Size]
    labels: Mapping[str, Size]
    stacks: Mapping[str, StackSize]

    @property
    def lines(self) -> float:
        """How many lines of text; those of labels weigh less."""
        return sum(len(size.lines) for size in self.boxes.values()) + 0.6 * sum(
            len(size.lines) for size in self.labels.values()
        )

    @property
    def harm(self) -> int:
        """How many of its words are broken."""
        return sum(size.broken for size in (*self.boxes.values(), *self.labels.values()))

    @property
    def tallest(self) -> int:
        """How many lines the longest of its texts takes."""
        return max(len(size.lines) for size in (*self.boxes.values(), *self.labels.values()))

    def stretched(self, height: float, most: float) -> "Measured":
        """The same with wider gaps between the boxes of a stack, where the column has room.

        A gap gets less than one between two stacks, and at most `most` mm more than it had.
        """
        gaps = sum(len(stack.tops) - 1 for stack in self.stacks.values())
        spare = height - self.column.height
        if spare <= 0 or not gaps:
            return self
        more = min(most, spare / (gaps + BETWEEN * len(self.stacks)))
        stacks = {
            id_: stack._replace(
                height=stack.height + more * (len(stack.tops) - 1),
                tops={box: top + more * at for at, (box, top) in enumerate(stack.tops.items())},
            )
            for id_, stack in self.stacks.items()
        }
        column = self.column._replace(height=self.column.height + more * gaps)
        return self._replace(column=column, stacks=stacks)

    def times(self, k: float) -> "Measured":
        """The same, `k` times as large."""
        return Measured(
            ColumnSize(*(length * k for length in self.column)),
            {box: _times(size, k) for box, size in self.boxes.items()},
            {label: _times(size, k) for label, size in self.labels.items()},
            {
                stack: StackSize(
                    size.height * k,
                    size.header * k,
                    {box: top * k for box, top in size.tops.items()},
                    size.header_lines,
                    size.clear * k,
                    size.beside,
                )
                for stack, size in self.stacks.items()
            },
        )


def _times(size: Size, k: float) -> Size:
    return size._replace(
        width=size.width * k, height=size.height * k, text_width=size.text_width * k
    )
