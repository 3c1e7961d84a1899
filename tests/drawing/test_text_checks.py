"""Letters that touch others, or that something hides, are found; no poster has any."""

import pytest

import servicemap as sm
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Scene, Text
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.posters.poster import draw
from tests.drawing.ours import MAPS
from tests.drawing.sketches import SMALLEST, part, read
from tests.proofs.scene_checks import faults
from tests.proofs.text_checks import touching_lines


def moved(scene: Scene, role: str, id_: str, by: float) -> Scene:
    """The scene with the last line of one part further up."""
    found = part(scene, role, id_)
    *before, last = found.items
    assert isinstance(last, Text)
    x, y = last.origin
    changed = found._replace(items=(*before, last._replace(origin=(x, y - by))))
    return scene._replace(parts=tuple(changed if one is found else one for one in scene.parts))


def test_a_line_knows_how_far_its_ink_goes() -> None:
    setter = Typesetter()
    plain, deep, high = (setter.line(words, (0, 0), 10, 400, "#000") for words in ("H", "gj", "Ầ"))
    assert plain.area.height == pytest.approx(8.7)  # the usual room, though nothing hangs here
    assert 2.0 < deep.fall * 10 < 2.6
    assert high.rise > 0.85
    assert high.area.y == pytest.approx(-10 * high.rise)


def test_lines_that_touch_are_found() -> None:
    scene = draw(read(SMALLEST))
    assert list(touching_lines(scene)) == []
    (said,) = touching_lines(moved(scene, "head", "title", 6))
    assert said.endswith("in the head 'title'")
    assert said in faults(moved(scene, "head", "title", 6))


def test_letters_below_a_badge_are_found() -> None:
    m = sm.load(MAPS / "harbour-toys")
    scene = draw(m, late=sm.trace(m, late={"Purchasing": "20d"}))
    box = part(scene, "box", "shoppers")
    outline, name, *badge = box.items
    assert isinstance(name, Text)
    x, y = name.origin
    lower = box._replace(items=(outline, name._replace(origin=(x, y + 4)), *badge))
    hidden = scene._replace(parts=tuple(lower if one is box else one for one in scene.parts))
    assert "'Shoppers' is partly hidden in the box 'shoppers'" in list(touching_lines(hidden))
    assert list(touching_lines(scene)) == []


@pytest.mark.parametrize("way", list(Orientation))
def test_the_dots_of_an_arabic_title_stay_clear_of_the_line_below(way: Orientation) -> None:
    m = sm.load(MAPS / "bakery-ar.yaml")
    late = sm.trace(m, late={"مطحنة الوادي": "3d"})
    scene = draw(m, late=late, orientation=way, black_and_white=True)
    title, told, *_ = (one for one in part(scene, "head", "title").items if isinstance(one, Text))
    assert title.fall > 0.35, "its last letter has two dots below it"
    assert title.area.bottom < told.area.y
    assert faults(scene) == []
