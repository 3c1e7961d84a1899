"""What stands by for something else looks so; who is reached by a delay in time is told so."""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.drawing.layout.strokes import STYLES
from servicemap.drawing.scene import Scene, Shape
from servicemap.drawing.theme import SPARE_DASH
from servicemap.posters.poster import draw
from servicemap.views.view import SAID_OF_KINDS, LinkKind
from servicemap.wording.catalogues import LANGUAGES, catalogue
from tests.drawing.sketches import part, read, row, words
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")

MAPS = Path(__file__).parents[2] / "maps"

EITHER = """
suppliers:
  Near mill: {serves: {Shop: Paper}}
  Far mill: {serves: {Shop: Paper, Press: Paper}}
teams:
  Shop:
    relies_on:
      - any_of:
          - {provider: Near mill, service: Paper}
          - {provider: Far mill, service: Paper, switch: 3d}
  Press: {}
"""

IN_TIME = """
teams:
  Bakery:
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 5d}
      - {customer: Hotel, service: Rolls, takes: 1d, promise: 1d}
end_users: [Guests, Hotel]
"""


def dashes(scene: Scene, link: str) -> tuple[float, ...]:
    shape = part(scene, "link", link).items[0]
    assert isinstance(shape, Shape)
    assert shape.pen is not None
    return shape.pen.dash


def test_an_alternative_says_that_it_is_only_for_need() -> None:
    for grey in (False, True):
        scene = draw(read(EITHER), black_and_white=grey)
        assert faults(scene) == []
        pills = {one.id: words(one) for one in scene.parts if one.role == "pill"}
        assert pills == {
            "near-mill/paper": ["Paper"],
            "far-mill/paper spare": ["Paper", "if needed"],
            "far-mill/paper": ["Paper"],
        }
        assert dashes(scene, "near-mill/paper > shop") == ()
        assert dashes(scene, "far-mill/paper > shop") == SPARE_DASH
        assert dashes(scene, "far-mill/paper > press") == ()
        legend = words(part(scene, "legend", "legend"))
        assert "Only if needed: another comes first" in legend
    said = part(draw(read(EITHER)), "link", "far-mill/paper > shop").title
    assert said == "Shop relies on Far mill for Paper, if needed"


def test_the_backup_factory_stands_by_on_each_kind_of_poster() -> None:
    m = sm.load(MAPS / "harbour-toys")
    for scene in (draw(m), draw(m, department="Back office")):
        spare = [one for one in scene.parts if one.role == "pill" and "if needed" in words(one)]
        assert [one.source for one in spare] == ["backup-factory"]


def test_several_deliveries_stand_by_only_together() -> None:
    m = read(
        EITHER.replace(
            "{Shop: Paper, Press: Paper}",
            "[{customer: Shop, service: Paper}, {customer: Shop, service: Card}]",
        ).replace("  Shop:", "  Shop:\n    department: Retail")
    )
    scene = draw(m, department="Retail")
    (pill,) = (one for one in scene.parts if one.role == "pill" and one.source == "far-mill")
    assert row(pill) == ("Paper +1 more", [])
    assert "if needed" not in words(pill)


def test_each_kind_of_link_has_a_line_of_its_own_and_words_in_every_language() -> None:
    assert list(STYLES) == list(LinkKind)
    legends = [STYLES[kind].legend for kind in LinkKind if kind is not LinkKind.USUAL]
    assert len({(style.dash, style.width) for style in STYLES.values()}) == len(STYLES)
    for language in LANGUAGES:
        sentences = catalogue(language)
        assert [key for key in legends if key not in sentences] == []
        assert [key for key in SAID_OF_KINDS.values() if key not in sentences] == []


def test_without_alternatives_the_legend_says_nothing_of_them() -> None:
    scene = draw(read(IN_TIME))
    assert "Only if needed: another comes first" not in words(part(scene, "legend", "legend"))


def test_who_is_reached_and_still_served_in_time_is_told_so() -> None:
    m = read(IN_TIME)
    scene = draw(m, late=sm.trace(m, late={"bakery": "2d"}))
    assert words(part(scene, "box", "guests")) == ["Guests", "still in time"]
    assert words(part(scene, "box", "hotel")) == ["Hotel", "2 days late"]
    assert faults(scene) == []
    assert words(part(draw(m), "box", "guests")) == ["Guests"]
