"""Whoever follows a line with a finger arrives where it was meant to lead, and nowhere else.

Most scenes here are drawn by hand, so that each shows one thing that lines may do.
"""

from collections.abc import Sequence

import pytest

from servicemap.drawing.composing.shapes import SHAFT_ENDS, arrowhead, bend, line, trimmed
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import (
    Area,
    CurveTo,
    Item,
    LineTo,
    MoveTo,
    Part,
    PathStep,
    Pen,
    Point,
    Rectangle,
    Scene,
    Shape,
)
from tests.drawing.ours import OURS, drawn
from tests.examples import in_turn
from tests.proofs.walker import misled

INK, WHITE = "#46566B", "#FFFFFF"
PEN, CASING = Pen(INK, 0.75), Pen(WHITE, 2.45)
HEAD = 3.7
TURN = 2.0


def scene(*parts: Part) -> Scene:
    """What is drawn on an A3 paper."""
    return Scene(420, 297, "", "", "en", parts, ())


def box(name: str, x: float, y: float, height: float = 20) -> Part:
    area = Area(x, y, 30, height)
    return Part("box", name, name, (Rectangle(area, WHITE, Pen(INK, 0.6), 2),), area)


def shaft(*points: Point, turn: float = TURN) -> Shape:
    """A line that ends in an arrowhead, less what that hides."""
    return Shape(bend(trimmed(points, 0, SHAFT_ENDS * HEAD), turn), None, PEN)


def link(source: str, target: str, *points: Point, turn: float = TURN) -> Part:
    """A link around corners, its arrowhead at its end."""
    items = (shaft(*points, turn=turn), arrowhead(points[-2], points[-1], HEAD, INK))
    return Part("link", f"{source} > {target}", "", items, None, source, target)


def casing(*points: Point, turn: float = TURN) -> Part:
    return Part("casing", "over", "", (Shape(bend(points, turn), None, CASING),))


def ink(*items: Item) -> Part:
    """Ink that is no link's own."""
    return Part("net", "net", "", items)


def stroke(*points: Point) -> Shape:
    return line(points, PEN)


def curve(start: Point, end: Point, *, level_first: bool) -> Shape:
    """A quarter of a circle, or nearly."""
    (ax, ay), (bx, by) = start, end
    corner = (bx, ay) if level_first else (ax, by)

    def towards(point: Point) -> Point:
        x, y = point
        return x + 0.55 * (corner[0] - x), y + 0.55 * (corner[1] - y)

    steps: tuple[PathStep, ...] = (MoveTo(start), CurveTo(towards(start), towards(end), end))
    return Shape(steps, None, PEN)


def said(source: str, *targets: str) -> list[Part]:
    """That a box delivers to others, by ink that others draw: this part has a dot of its own."""
    dot = line([(1, 1), (1.01, 1)], Pen(WHITE, 0.01))
    return [
        Part("link", f"{source} > {target}", "", (dot,), None, source, target) for target in targets
    ]


PROVIDER, CUSTOMER = box("press", 20, 40), box("shop", 200, 40)
STRAIGHT = link("press", "shop", (50, 50), (200, 50))


def test_a_straight_line_leads_to_its_customer() -> None:
    assert misled(scene(STRAIGHT, PROVIDER, CUSTOMER)) == []


def test_around_bends_it_still_does() -> None:
    around = link("press", "shop", (50, 50), (80, 50), (80, 150), (160, 150), (160, 46), (200, 46))
    assert misled(scene(around, PROVIDER, CUSTOMER)) == []


def test_a_line_that_is_cut_ends_in_nothing() -> None:
    start, end = stroke((50, 50), (120, 50)), stroke((126, 50), (197.3, 50))
    head = arrowhead((126, 50), (200, 50), HEAD, INK)
    cut = Part("link", "cut", "", (start, end, head), None, "press", "shop")
    assert misled(scene(cut, PROVIDER, CUSTOMER)) == [
        "the line of 'press' ends in nothing at 120, 50 mm",
        "the arrow at 'shop' comes from nothing at 126, 50 mm",
        "from 'press' no ink leads to 'shop'",
    ]


UPRIGHT = ((35, 100), (35, 90), (120, 90), (120, 20), (215, 20), (215, 40))
OVER = [casing(*UPRIGHT[1:-1]), link("mill", "shop", *UPRIGHT)]
MILL = box("mill", 20, 100)


def test_a_bridge_is_crossed_straight_ahead() -> None:
    assert misled(scene(STRAIGHT, *OVER, PROVIDER, CUSTOMER, MILL)) == []


def test_where_a_bridge_hides_a_bend_the_line_is_lost() -> None:
    # It turns down right under the upright that crosses it.
    bent = link("press", "shop", (50, 50), (120.5, 50), (120.5, 56), (200, 56))
    found = misled(scene(bent, *OVER, PROVIDER, CUSTOMER, MILL))
    assert found[0] == "the line of 'press' ends in nothing at 119, 50 mm"
    assert found[-1] == "from 'press' no ink leads to 'shop'"


def test_one_gap_for_a_bundle_is_no_obstacle() -> None:
    uprights = [stroke((x, 30), (x, 80)) for x in (100, 102.9, 105.8)]
    gap = Rectangle(Area(99, 49.5, 8, 1), WHITE)
    again = [stroke((x, 48.5), (x, 51.5)) for x in (100, 102.9, 105.8)]
    bundle = ink(*uprights), Part("bridge", "b", "", (gap, *again))
    assert misled(scene(STRAIGHT, *bundle, PROVIDER, CUSTOMER)) == []


def test_a_label_is_crossed_straight_ahead() -> None:
    area = Area(60, 46, 40, 8)
    label = Part("pill", "sheets", "", (Rectangle(area, WHITE, Pen(INK, 0.3), 1),), area, "press")
    assert misled(scene(STRAIGHT, label, PROVIDER, CUSTOMER)) == []


def test_nobody_walks_through_a_card_along_one_of_its_rows() -> None:
    card, row = box("shop", 120, 40), Area(121, 46, 28, 8)
    pill = Part("pill", "toys", "", (Rectangle(row, WHITE),), row, "shop")
    into = link("press", "shop", (50, 50), (120, 50))
    out = link("shop", "home", (150, 50), (200, 50))
    assert misled(scene(into, out, PROVIDER, card, pill, box("home", 200, 40))) == []


def test_a_bend_under_a_label_is_not_seen() -> None:
    area = Area(60, 46, 40, 8)
    label = Part("pill", "sheets", "", (Rectangle(area, WHITE, Pen(INK, 0.3), 1),), area, "press")
    bent = link("press", "shop", (50, 50), (80, 50), (80, 120), (160, 120), (160, 50), (200, 50))
    assert "from 'press' no ink leads to 'shop'" in misled(scene(bent, label, PROVIDER, CUSTOMER))


def test_two_lines_on_each_other_lead_both_ways() -> None:
    bank = box("bank", 200, 100)
    paid = link(
        "mill", "bank", (50, 110), (100, 110), (100, 50.2), (150, 50.2), (150, 110), (200, 110)
    )
    found = misled(scene(STRAIGHT, paid, PROVIDER, CUSTOMER, MILL, bank))
    assert found == [
        "from 'press' the ink leads also to 'bank'",
        "from 'mill' the ink leads also to 'shop'",
    ]


def test_lines_of_one_service_may_share_their_beginning() -> None:
    stores = box("stores", 200, 100)
    fork = link("press", "stores", (50, 50), (120, 50), (120, 110), (200, 110))
    assert misled(scene(STRAIGHT, fork, PROVIDER, CUSTOMER, stores)) == []


def test_lines_of_two_rows_that_are_swapped() -> None:
    bank = box("bank", 200, 60)
    press = box("press", 20, 40, height=40)
    paper = link("press", "shop", (50, 50), (200, 50))
    money = link("press", "bank", (50, 70), (200, 70))
    good = scene(paper, money, press, CUSTOMER, bank)
    assert misled(good) == []
    swapped = scene(
        paper._replace(target="bank"), money._replace(target="shop"), press, CUSTOMER, bank
    )
    assert misled(swapped) == [
        "the line that leaves 'press' at 50, 50 mm leads also to 'shop'",
        "the line that leaves 'press' at 50, 50 mm does not lead to 'bank'",
        "the line that leaves 'press' at 50, 70 mm leads also to 'bank'",
        "the line that leaves 'press' at 50, 70 mm does not lead to 'shop'",
    ]


def test_an_arrow_that_touches_no_box() -> None:
    short = link("press", "shop", (50, 50), (190, 50))
    assert misled(scene(short, PROVIDER, CUSTOMER)) == [
        "the line that leaves 'press' at 50, 50 mm leads nowhere",
        "from 'press' no ink leads to 'shop'",
        "the arrow at 190, 50 mm touches no box",
    ]


def two_way(*, cut: bool = False) -> Scene:
    shafts = [((52.7, 50), (120, 50)), ((130 if cut else 120, 50), (197.3, 50))]
    heads = [arrowhead((100, 50), (x, 50), HEAD, INK) for x in (50, 200)]
    there = [*said("press", "shop"), *said("shop", "press")]
    return scene(ink(*(stroke(*ends) for ends in shafts), *heads), *there, PROVIDER, CUSTOMER)


def test_a_line_with_two_arrowheads_leads_both_ways() -> None:
    assert misled(two_way()) == []


def test_cut_it_leads_neither_way() -> None:
    assert misled(two_way(cut=True)) == [
        "the arrow at 'press' comes from nothing at 120, 50 mm",
        "the arrow at 'shop' comes from nothing at 130, 50 mm",
        "from 'press' no ink leads to 'shop'",
        "from 'shop' no ink leads to 'press'",
    ]


def trunk(joins: Sequence[float], parts: Sequence[float]) -> Scene:
    """Two rows that join an upright at x = 120, which parts to two customers.

    `joins` and `parts` say by how much, and whether up or down, each of them curves.
    """
    press, shops = (
        box("press", 20, 40, height=60),
        [box(f"shop {n}", 200, 140 + 40 * n) for n in (0, 1)],
    )
    items: list[Item] = [stroke((120, 54), (120, 186))]
    for y, turn in zip((50, 90), joins, strict=True):
        items += [
            stroke((50, y), (116, y)),
            curve((116, y), (120, y + turn), level_first=True),
        ]
    for y, turn in zip((150, 190), parts, strict=True):
        items += [
            curve((120, y + turn), (124, y), level_first=False),
            stroke((124, y), (197.3, y)),
            arrowhead((124, y), (200, y), HEAD, INK),
        ]
    return scene(ink(*items), *said("press", "shop 0", "shop 1"), press, *shops)


def test_rows_that_join_a_trunk_lead_to_all_its_customers() -> None:
    assert misled(trunk((4, 4), (-4, -4))) == []


def test_a_join_the_wrong_way_leads_nowhere() -> None:
    assert misled(trunk((4, -4), (-4, -4))) == [
        "the line that leaves 'press' at 50, 90 mm leads nowhere"
    ]


def test_a_tap_the_wrong_way_is_not_taken() -> None:
    assert misled(trunk((4, 4), (4, -4))) == [
        "from 'press' no ink leads to 'shop 0'",
        "from 'shop 0' the ink leads also to 'shop 1'",
        "from 'shop 1' the ink leads also to 'shop 0'",
    ]


def test_a_line_over_its_trunk_leads_on_like_it() -> None:
    late = Pen("#C2410C", 1.9, (4.4, 1.6))
    over = line([(50, 50), (197.3, 50)], late)
    head = arrowhead((120, 50), (200, 50), HEAD, "#C2410C")
    thin = [stroke((50, 80), (96, 80)), stroke((100, 76), (100, 54))]
    joining = [
        curve((96, 80), (100, 76), level_first=True),
        curve((100, 54), (104, 50), level_first=False),
    ]
    mill = box("mill", 20, 70)
    there = [*said("press", "shop"), *said("mill", "shop")]
    drawn = ink(stroke((104, 50), (197.3, 50)), *thin, *joining, over, head)
    assert misled(scene(drawn, *there, PROVIDER, mill, CUSTOMER)) == []


SMALL = ["SMALLEST", "MUTUAL", "LONG_CHAIN", "OTHER_ALPHABETS"]


@pytest.mark.parametrize(
    ("name", "way", "paper"), in_turn([*OURS, *SMALL], list(Orientation), ["A3", "A4", "A0"])
)
def test_our_posters_mislead_nobody(name: str, way: Orientation, paper: str) -> None:
    assert misled(drawn(name, way, paper=paper)) == []


def test_a_doctored_poster_is_found_out() -> None:
    honest = drawn("harbour-toys")
    (shelf,) = (one for one in honest.parts if one.id == "stores/toys-on-the-shelf > shoppers")
    whole, *others = shelf.items
    assert isinstance(whole, Shape)
    start, end = whole.steps[0].to, whole.steps[-1].to
    half = Shape((MoveTo((start[0] + 50, end[1])), LineTo(end)), None, whole.pen)
    parts = [one._replace(items=(half, *others)) if one is shelf else one for one in honest.parts]
    found = misled(honest._replace(parts=tuple(parts)))
    assert "from 'stores' no ink leads to 'shoppers'" in found
