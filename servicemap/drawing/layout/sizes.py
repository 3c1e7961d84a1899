"""Sizes of cards, rows and columns at one size of type, and what keeps lines apart. All in mm."""

from collections.abc import Mapping
from typing import NamedTuple

from servicemap.drawing.layout.nets import Entry

LOW = 0.72
"""Below this size of type, lines move closer together with it."""

OFF_HOME = 2.6
"""What lines keep from the edge of the home panel, in mm: half a late one, half the edge."""


class Spacing(NamedTuple):
    """How far lines keep from each other, and from what stands there."""

    radius: float = 2.0
    clear: float = 0.9
    pin: float = 3.3
    track: float = 3.0
    beside: float = 3.4
    lane: float = 2.9
    into: float = 6.2
    box_gap: float = 3.4
    panel_gap: float = 2.6
    panel_pad: float = 2.4
    home_pad: float = 5.0
    off_panel: float = 1.5

    def pad(self, *, home: bool) -> float:
        """What a panel has around its cards; the edge of the home panel would hide arrowheads."""
        return self.home_pad if home else self.panel_pad

    def with_home(self) -> "Spacing":
        """The same where lines run along the edge of the home panel: a late one covers no edge."""
        return self._replace(into=self.home_pad + OFF_HOME, off_panel=OFF_HOME)

    def at(self, k: float) -> "Spacing":
        """The same for type of another size."""
        by = min(1.0, k / LOW)
        return Spacing(*(length * by for length in self))


class EntrySize(NamedTuple):
    """A service as lines of text, with its badge below them."""

    entry: Entry
    lines: tuple[str, ...]
    height: float


class RowSize(NamedTuple):
    """A row of a card. One without text has no height."""

    entries: tuple[EntrySize, ...]
    height: float


class BadgeSize(NamedTuple):
    """A badge as lines of text in a size of type, and how high it is with the air below it."""

    lines: tuple[str, ...]
    type: float
    height: float


class CardSize(NamedTuple):
    """A card but for its rows: `name` is how high its name and badges are, `inset` its own edge.

    No line comes nearer to its corners than `rim`.
    """

    lines: tuple[str, ...]
    name: float
    inset: float
    rim: float
    badges: tuple[BadgeSize, ...] = ()


class HeaderSize(NamedTuple):
    """A department's name over its boxes; `beside`: "you are here" stands beside it."""

    lines: tuple[str, ...]
    height: float
    home: bool
    beside: bool


class Sizes(NamedTuple):
    """Everything at size `k`: widths by column, cards by number, rows by number, headers by group.

    `pad` and `pad_across` are what a card has around its text, `row_gap` what is between rows. The
    type of rows is `row_type` times as large as usual.
    """

    k: float
    widths: tuple[float, ...]
    cards: tuple[CardSize, ...]
    rows: tuple[RowSize, ...]
    headers: Mapping[int, HeaderSize]
    pad: float
    pad_across: float
    row_gap: float
    spacing: Spacing
    row_type: float

    def natural(self, box: int, rows: list[int]) -> float:
        """How high a card is with nothing to spare."""
        card = self.cards[box]
        return (
            card.name
            + 2 * (self.pad + card.inset)
            + sum(self.rows[row].height + self.row_gap for row in rows)
        )
