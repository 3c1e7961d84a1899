"""The checker of scenes finds what is wrong: a check that cannot fail is worth nothing."""

from collections.abc import Callable

import pytest

from servicemap.drawing.scene import Area, LineTo, MoveTo, Part, Rectangle, Scene, Shape, Text
from servicemap.posters.poster import draw
from servicemap.wording.sayings import Saying, saying
from tests.drawing.sketches import SMALLEST, read, words
from tests.proofs.scene_checks import faults

Spoil = Callable[[Part], Part]


def spoilt(role: str, id_: str, spoil: Spoil) -> list[str]:
    """What the checker says of the smallest map's poster with one part spoilt."""
    scene = draw(read(SMALLEST))
    assert faults(scene) == []
    parts = tuple(spoil(one) if (one.role, one.id) == (role, id_) else one for one in scene.parts)
    assert parts != scene.parts, "nothing was spoilt"
    return faults(scene._replace(parts=parts))


def area_of(part: Part) -> Area:
    assert part.area is not None
    return part.area


def shifted(part: Part, by: float) -> Part:
    """The part without its drawing, `by` mm further right."""
    area = area_of(part)
    return part._replace(area=area._replace(x=area.x + by), items=())


def test_text_that_leaves_its_box() -> None:
    def spoil(box: Part) -> Part:
        items = tuple(
            item._replace(origin=(item.origin[0] + 60, item.origin[1]))
            if isinstance(item, Text)
            else item
            for item in box.items
        )
        return box._replace(items=items)

    assert spoilt("box", "stores", spoil) == ["'Stores' leaves the box 'stores'"]


def test_boxes_on_top_of_each_other() -> None:
    found = spoilt("box", "stores", lambda box: shifted(box, -40))
    assert "the box 'stores' overlaps the pill 'stores/toys-on-the-shelf'" in found


def test_a_box_across_the_edge_of_a_panel() -> None:
    found = spoilt("box", "shoppers", lambda box: shifted(box, -20))
    assert "the box 'shoppers' stands across the edge of 'customers'" in found


def test_two_panels_on_top_of_each_other() -> None:
    scene = draw(read(SMALLEST))
    (panel,) = (one for one in scene.parts if one.role == "panel")
    twice = scene._replace(parts=(*scene.parts, panel._replace(id="twin")))
    assert faults(twice) == ["the panels 'customers' and 'twin' overlap"]


@pytest.mark.parametrize(("party", "end"), [("stores", "end"), ("purchasing", "start")])
def test_a_link_that_has_come_off(party: str, end: str) -> None:
    found = spoilt("box", party, lambda box: shifted(box, 1.5))
    assert f"the link 'purchasing/stock-orders > stores' does not {end} at '{party}'" in found


def test_a_link_to_nobody() -> None:
    link = "purchasing/stock-orders > stores"
    found = spoilt("link", link, lambda one: one._replace(target="nobody"))
    assert f"the link '{link}' has no box to end at" in found


def test_a_link_through_a_box() -> None:
    link = "purchasing/stock-orders > stores"
    scene = draw(read(SMALLEST))
    (stores,) = (area_of(one) for one in scene.parts if (one.role, one.id) == ("box", "stores"))
    block = Part("box", "block", "", (), Area(stores.x - 9, stores.y, 6, stores.height))
    assert faults(scene._replace(parts=(*scene.parts, block))) == [
        f"the link '{link}' runs through the box 'block'"
    ]


def test_a_link_through_another_label() -> None:
    link = "purchasing/stock-orders > stores"
    scene = draw(read(SMALLEST))
    (stores,) = (area_of(one) for one in scene.parts if (one.role, one.id) == ("box", "stores"))
    place = Area(stores.x - 9, stores.y, 6, stores.height)
    block = Part("pill", "other", "", (), place, source="shoppers")
    assert faults(scene._replace(parts=(*scene.parts, block))) == [
        f"the link '{link}' runs through the pill 'other'"
    ]


def test_something_beside_the_paper() -> None:
    def spoil(legend: Part) -> Part:
        stray = Shape((MoveTo((5, 5)), LineTo((5, 900))), None, None)
        return legend._replace(items=(*legend.items, stray, Rectangle(Area(419, 0, 2, 2))))

    assert spoilt("legend", "legend", spoil) == ["the legend 'legend' leaves the page"]


def test_text_too_small_to_print() -> None:
    def spoil(legend: Part) -> Part:
        items = tuple(
            item._replace(size=1.0) if isinstance(item, Text) else item for item in legend.items
        )
        return legend._replace(items=items)

    found = spoilt("legend", "legend", spoil)
    assert found[0] == "'Internal team' is only 2.8 pt"


def small_print(crowded: Saying | None) -> list[str]:
    """What the checker says where boxes are small print, and the legend says `Too small`."""
    scene: Scene = draw(read(SMALLEST))
    parts = []
    for one in scene.parts:
        items = one.items
        if one.role == "box":
            items = tuple(i._replace(size=1.5) if isinstance(i, Text) else i for i in items)
        if one.role == "legend":
            (first,) = [i for i in items if isinstance(i, Text)][:1]
            items = (*items, first._replace(words="Too small: see A2.", glyphs=()))
        parts.append(one._replace(items=items))
    return faults(scene._replace(parts=tuple(parts), crowded=crowded, notes=(Saying("closer"),)))


def test_a_poster_may_be_small_print_only_if_it_says_so_itself() -> None:
    assert small_print(saying("sentence", said="Too small: see A2")) == []
    assert small_print(None)[0] == "'Purchasing' is only 4.3 pt"
    assert small_print(Saying("undrawn"))[0] == "'Purchasing' is only 4.3 pt"


def test_a_name_that_is_cut_short() -> None:
    def spoil(box: Part) -> Part:
        items = tuple(
            item._replace(words=item.words[:3] + "\N{HORIZONTAL ELLIPSIS}")
            if isinstance(item, Text)
            else item
            for item in box.items
        )
        return box._replace(items=items)

    assert spoilt("box", "stores", spoil) == ["the box 'stores' is cut short: 'Sto…'"]
    scene = draw(read("teams: [Wait for it…, Stores]"))
    assert faults(scene) == []


def test_a_link_to_an_end_user_under_the_name_of_another_service() -> None:
    link = "stores/toys-on-the-shelf > shoppers"
    found = spoilt("link", link, lambda one: one._replace(title="Shoppers rely on Stores: Returns"))
    assert found == [f"the link '{link}' leaves from the label 'Toys on the shelf'"]


SEVERAL = """
teams:
  Stores: {serves: {Shoppers: [Toys, Games, Books]}}
end_users: [Shoppers]
"""


def test_a_label_that_sums_up_several_services_counts_as_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("servicemap.views.kinds.whole.LABELS_AT_MOST", 0)
    scene = draw(read(SEVERAL))
    (pill,) = (one for one in scene.parts if one.role == "pill")
    assert " ".join(words(pill)) == "Toys +2 more"
    assert faults(scene) == []
