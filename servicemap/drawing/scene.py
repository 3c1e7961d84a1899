"""A poster as a display list: what is drawn where, in millimetres from the top left corner.

Everything that a writer needs is here and nothing else is: a new output is one function of a Scene.
"""

from typing import NamedTuple

from servicemap.wording.sayings import Saying

Point = tuple[float, float]


class Area(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    def holds(self, other: "Area", tolerance: float = 0.01) -> bool:
        """Whether `other` lies within it."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: "Area", tolerance: float = 0.01) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.bottom - tolerance
            and other.y < self.bottom - tolerance
        )


class Pen(NamedTuple):
    """How a line is drawn. `dash` alternates drawn and blank lengths, in mm; empty is solid."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


class MoveTo(NamedTuple):
    """Start a stroke here."""

    to: Point


class LineTo(NamedTuple):
    """A straight line from where the pen is."""

    to: Point


class CurveTo(NamedTuple):
    """A cubic Bezier curve from where the pen is."""

    first: Point
    second: Point
    to: Point


PathStep = MoveTo | LineTo | CurveTo


class Rectangle(NamedTuple):
    """A rectangle, its corners rounded by `radius`."""

    area: Area
    fill: str | None = None
    pen: Pen | None = None
    radius: float = 0


class Shape(NamedTuple):
    """A path, filled or drawn or both."""

    steps: tuple[PathStep, ...]
    fill: str | None = None
    pen: Pen | None = None
    closed: bool = False


class Glyph(NamedTuple):
    """One glyph of a face: where it stands in its run, in thousandths of the font size."""

    face: str
    number: int
    x: float
    y: float


CAP, DESCENDER = 0.66, 0.21
"""How far Latin letters without marks go above and below the baseline, in font sizes."""


class Text(NamedTuple):
    """One line of text, shaped: glyphs in visual order from `origin` on the baseline.

    `size` is the font size in mm, `width` the advance of the whole line in mm. `words` is what it
    says, for search, for readers of the screen, and for writers that draw live text. `rise` and
    `fall` are how far its ink goes above and below the baseline, in font sizes.
    """

    words: str
    origin: Point
    size: float
    weight: int
    width: float
    colour: str
    glyphs: tuple[Glyph, ...]
    right_to_left: bool = False
    rise: float = CAP
    fall: float = DESCENDER

    @property
    def area(self) -> Area:
        """Where its ink may be, at least from cap height to descender: what stays inside a box."""
        x, y = self.origin
        rise, fall = max(self.rise, CAP) * self.size, max(self.fall, DESCENDER) * self.size
        return Area(x, y - rise, self.width, rise + fall)


Item = Rectangle | Shape | Text


class Part(NamedTuple):
    """Items that belong together, drawn in order.

    `role` says what it is (box, pill, link, panel, head, stage, legend, foot, code ...), `id` which
    one: the party's or reliance's id where it stands for one. `title` is a sentence for people who
    hear the poster. `area` is the outline that its text must stay inside, where it has one.
    `source` and `target` are party ids, for links. `link` is the address that its area leads to.
    `way` is all of a link's line, of which its items draw what no other link has drawn before, and
    `net` tells whose lines it may share.
    """

    role: str
    id: str
    title: str
    items: tuple[Item, ...]
    area: Area | None = None
    source: str | None = None
    target: str | None = None
    link: str | None = None
    way: tuple[PathStep, ...] = ()
    net: str | None = None


class Outline(NamedTuple):
    """A glyph's drawing as SVG path data, 1000 units to the font size, y downwards.

    `advance` is how far it moves the pen, and `ink` where it leaves a mark, in the same units.
    """

    face: str
    number: int
    path: str
    advance: float = 0
    ink: Area = Area(0, 0, 0, 0)


class BoxOrder(NamedTuple):
    """In which order things stand on a poster, by ids: what one drawing hands to the next.

    `columns` are the boxes of each, from top to bottom; `stacks` are departments and boxes alone in
    the order that holds in all columns; `rows` are those of all cards.
    """

    columns: tuple[tuple[str, ...], ...] = ()
    stacks: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


class Scene(NamedTuple):
    """A finished poster: `width` by `height` millimetres, its parts in drawing order.

    `owner` is who is in charge of it, or empty. `reads_from` is how far away its names are read, in
    metres, or nothing for a poster without names; `services_from` is so of services. `fonts` and
    `words` are the font files and the words of the map's own that it was set with, for writers that
    say something beside it. `notes` are what is to be known of it. `crowded` is what the poster
    says of itself where its text is too small to be read. `order` is how its boxes stand.
    """

    width: float
    height: float
    title: str
    description: str
    language: str
    parts: tuple[Part, ...]
    outlines: tuple[Outline, ...]
    notes: tuple[Saying, ...] = ()
    owner: str = ""
    reads_from: float = 0
    services_from: float = 0
    fonts: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    crowded: Saying | None = None
    order: BoxOrder = BoxOrder()
