"""How a poster looks: colours, sizes of type, lengths. A theme is a value that drawing is handed.

Sizes of type are points and lengths are millimetres on A3; `Theme.on(paper)` scales both by the
square root of the paper's area, so that every paper shows the same picture.
"""

from typing import NamedTuple

POINT = 25.4 / 72
"""Millimetres in a point."""


class Palette(NamedTuple):
    """Colours by what they stand for. A `..._tint` fills a shape that the plain colour outlines.

    `late_badge` stands on the solid shape of a customer, `late` everywhere else. `here` is that of
    flags, `here_box` that of the box in which whoever reads it works.
    """

    page: str
    ink: str
    line: str
    muted: str
    panel: str
    panel_edge: str
    supplier: str
    supplier_tint: str
    team: str
    team_tint: str
    distributor: str
    distributor_tint: str
    customer: str
    customer_tint: str
    on_customer: str
    late: str
    on_late: str
    late_badge: str
    on_late_badge: str
    reached: str
    kept: str
    here: str
    here_tint: str
    on_here: str
    here_box: str
    on_here_box: str
    new: str
    gone: str
    different: str


COLOURS = Palette(
    page="#FFFFFF",
    ink="#13233A",
    line="#46566B",
    muted="#4A596C",
    panel="#F1F4F8",
    panel_edge="#C3CCD8",
    supplier="#1F78C1",
    supplier_tint="#DCEAF7",
    team="#13233A",
    team_tint="#FFFFFF",
    distributor="#5B1A66",
    distributor_tint="#F3E8F5",
    customer="#064E3B",
    customer_tint="#E4F2EC",
    on_customer="#FFFFFF",
    late="#C2410C",
    on_late="#FFFFFF",
    late_badge="#C2410C",
    on_late_badge="#FFFFFF",
    reached="#FBDFC8",
    kept="#D5DCE5",
    here="#FFC61A",
    here_tint="#FFF7DC",
    on_here="#13233A",
    here_box="#FFC61A",
    on_here_box="#13233A",
    new="#0E7490",
    gone="#64707F",
    different="#A21566",
)


GREYS = Palette(
    page="#FFFFFF",
    ink="#000000",
    line="#2B2B2B",
    muted="#3D3D3D",
    panel="#F2F2F2",
    panel_edge="#8C8C8C",
    supplier="#000000",
    supplier_tint="#FFFFFF",
    team="#000000",
    team_tint="#FFFFFF",
    distributor="#000000",
    distributor_tint="#DEDEDE",
    customer="#000000",
    customer_tint="#EDEDED",
    on_customer="#FFFFFF",
    late="#000000",
    on_late="#FFFFFF",
    late_badge="#FFFFFF",
    on_late_badge="#000000",
    reached="#C4C4C4",
    kept="#C4C4C4",
    here="#000000",
    here_tint="#FFFFFF",
    on_here="#FFFFFF",
    here_box="#FFFFFF",
    on_here_box="#000000",
    new="#000000",
    gone="#595959",
    different="#000000",
)
"""For printers without colour: a delay is thick black dashes, "you are here" a black flag.

Solid black boxes of a map are end users alone.
"""


class Type(NamedTuple):
    """Font sizes: points in a table, millimetres once a theme stands on a paper.

    What comes before the title is the map's own text and grows and shrinks with it; the rest stays.
    `felt` is what a delay does to a customer, and `told` to the one that is named, the largest of
    it.
    """

    name: float = 23
    department: float = 16
    service: float = 13.5
    row: float = 14.6
    late: float = 14
    felt: float = 25
    told: float = 31
    here_tab: float = 15
    title: float = 46
    subtitle: float = 18
    stage: float = 18
    badge: float = 15
    legend: float = 12
    foot: float = 12


MAP_TEXT = Type._fields[: Type._fields.index("title")]
"""The types that grow with the map's text."""

IN_MILLIMETRES = Type(*(points * POINT for points in Type()))


class Lengths(NamedTuple):
    """Millimetres. What the first group holds grows and shrinks with the map's own text."""

    box_across: float = 4.6
    box_down: float = 2.6
    pill_across: float = 1.6
    pill_down: float = 0.8
    pill_apart: float = 1.5
    pill_off: float = 3.2
    arrival: float = 4.9
    box_apart: float = 5.0
    stack_apart: float = 6.0
    drop: float = 4.4
    lane_inside: float = 3.6
    panel_pad: float = 3.8
    track: float = 4.6
    corner: float = 2.4
    customer_pad: float = 4.2

    margin: float = 12
    head: float = 26
    strip: float = 9.5
    foot: float = 10
    gap: float = 15
    lane: float = 3.3
    lane_least: float = 1.5
    turn: float = 7
    line: float = 0.75
    line_late: float = 1.9
    edge_itself: float = 1.5
    band: float = 2.6
    casing: float = 1.7
    arrow: float = 3.7
    edge: float = 0.6
    edge_home: float = 0.9
    panel_home: float = 1.3
    code: float = 22


GROWING = Lengths._fields[: Lengths._fields.index("margin")]
"""The lengths that grow with the map's text."""

LEADING = 1.06
"""From one baseline of a name to the next, in font sizes of Latin letters."""

SERVICE_LEADING = 1.12
LATE_ARROW = 1.35
"""How much larger the arrowhead of a late link is."""

CAP_HEIGHT = 0.66
"""Height of a capital letter, in font sizes."""

LATE_DASH = (4.4, 1.6)
GONE_DASH = (0.8, 1.8)
KEPT_DASH = (2.6, 2.6)
MAY_DASH = (5.4, 1.2)
MAY_EDGE = (1.3, 0.8)
SPARE_DASH = (3.4, 1.2, 0.5, 1.2)


class Theme(NamedTuple):
    """Everything that decides how a poster looks, but for its content.

    `mirrored`: drawn for people who read from right to left. `middle` is how far above its baseline
    the middle of a line is, in font sizes; `spacing` how much more air its lines need than Latin.
    """

    palette: Palette = COLOURS
    type: Type = IN_MILLIMETRES
    lengths: Lengths = Lengths()
    scale: float = 1
    mirrored: bool = False
    middle: float = 0.33
    spacing: float = 1

    def on(self, width: float, height: float) -> "Theme":
        """The theme on a paper of `width` by `height` mm."""
        return self.times((width * height / (420 * 297)) ** 0.5)

    def times(self, scale: float) -> "Theme":
        """The theme with everything so many times as large."""
        return self._replace(
            type=Type(*(size * scale for size in self.type)),
            lengths=Lengths(*(length * scale for length in self.lengths)),
            scale=self.scale * scale,
        )

    def grown(self, by: float, row_type: float = 1.0) -> "Theme":
        """The theme with the map's own text, and what is around it, `by` times as large.

        Rows are `row_type` times as large as that.
        """
        text = {field: getattr(self.type, field) * by for field in MAP_TEXT}
        text["row"] *= row_type
        around = {field: getattr(self.lengths, field) * by for field in GROWING}
        # Lines follow the text a little, so that they neither vanish nor shout nor crowd.
        weight = min(1.3, by) if by > 1 else max(0.5, by**0.7)
        lines = {
            field: getattr(self.lengths, field) * weight
            for field in (
                "line",
                "line_late",
                "band",
                "casing",
                "arrow",
                "edge",
                "edge_home",
                "edge_itself",
                "turn",
            )
        }
        return self._replace(
            type=self.type._replace(**text), lengths=self.lengths._replace(**around, **lines)
        )


COLOUR = Theme()
BLACK_AND_WHITE = Theme(GREYS)
