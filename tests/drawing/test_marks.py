"""The marks of posters count what an eye counts."""

from benchmarks.marks import OURS, maps_in, marks_of
from servicemap.drawing.composing.shapes import bend, line
from servicemap.drawing.scene import Item, Part, Pen, Point, Scene, Shape
from servicemap.posters.poster import draw
from tests.drawing.sketches import SMALLEST, read

INK, CASING = Pen("#46566B", 0.75), Pen("#FFFFFF", 2.45)


def counted(*items: Item) -> tuple[int, int, int, int]:
    """Strokes, crossings, those on a bend, and bends."""
    parts = tuple(Part("link", str(at), "", (item,)) for at, item in enumerate(items))
    return marks_of(Scene(420, 297, "", "", "en", parts, ()))[2:6]


def path(*points: Point) -> Shape:
    return Shape(bend(points, 3), None, INK)


LEVEL, UPRIGHT = line([(10, 50), (90, 50)], INK), line([(50, 10), (50, 90)], INK)


def test_a_crossing_of_two_straight_lines() -> None:
    assert counted(LEVEL, UPRIGHT) == (2, 1, 0, 0)


def test_a_crossing_on_a_bend() -> None:
    assert counted(UPRIGHT, path((10, 50), (51, 50), (51, 80))) == (2, 1, 1, 1)


def test_lines_that_do_not_meet() -> None:
    assert counted(LEVEL, path((10, 60), (50, 60), (50, 90), (90, 90))) == (2, 0, 0, 2)


def test_what_two_links_share_is_one_stroke_and_crossed_once() -> None:
    fork = line([(10, 50), (70, 50)], INK), path((10, 50), (70, 50), (70, 80))
    assert counted(*fork, UPRIGHT) == (3, 1, 0, 1)
    assert counted(LEVEL, LEVEL, UPRIGHT) == (2, 1, 0, 0)


def test_a_line_drawn_again_a_hair_beside_itself_is_one_stroke() -> None:
    one, other = (
        line([(50.0049, 10), (50.0049, 90)], INK),
        line([(50.0051, 48), (50.0051, 52)], INK),
    )
    assert counted(LEVEL, one, other) == (2, 1, 0, 0)


def test_a_line_that_joins_another_does_not_cross_it() -> None:
    assert counted(LEVEL, line([(50, 90), (50, 50)], INK)) == (2, 0, 0, 0)


def test_what_sets_lines_apart_is_no_line() -> None:
    assert counted(LEVEL, line([(50, 10), (50, 90)], CASING)) == (1, 0, 0, 0)


def test_a_poster_has_its_boxes_links_and_sizes() -> None:
    marks = marks_of(draw(read(SMALLEST)))
    assert (marks.boxes, marks.links, marks.strokes, marks.crossings) == (3, 2, 2, 0)
    assert marks.names > 40 > marks.services > 20


def test_our_maps_are_found() -> None:
    names = [path.name for path in maps_in([OURS])]
    assert names == sorted(path.name for path in OURS.iterdir())
    assert list(maps_in([OURS / "harbour-toys"])) == [OURS / "harbour-toys"]
