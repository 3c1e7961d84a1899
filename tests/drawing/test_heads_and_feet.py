"""What stands around the map keeps its size and its words, however narrow the paper is."""

from itertools import combinations, pairwise

import pytest

import servicemap as sm
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Scene, Text
from servicemap.drawing.theme import POINT
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from tests.drawing.ours import OURS, drawn, map_of
from tests.drawing.sketches import area, part, read, words
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("either_search")

TOYS = map_of("harbour-toys")
TALL = Orientation.PORTRAIT
WAYS = list(Orientation)
PAPERS = {"A3": 1.0, "A4": 0.5**0.5}


def texts(scene: Scene, *roles: str) -> list[Text]:
    return [
        item
        for one in scene.parts
        if one.role in roles
        for item in one.items
        if isinstance(item, Text)
    ]


@pytest.mark.parametrize(("name", "way", "paper"), in_turn(OURS, WAYS, [*PAPERS]))
def test_the_foot_keeps_its_size_and_its_words(name: str, way: Orientation, paper: str) -> None:
    departments = {p.department for p in map_of(name).parties.values() if p.department}
    for choice in ({}, *({"department": one} for one in sorted(departments))):
        scene = drawn(name, way, paper=paper, **choice)
        said = texts(scene, "legend", "imprint")
        assert min(item.size for item in said) / POINT >= 11.9 * PAPERS[paper]
        assert not [item.words for item in said if "\N{HORIZONTAL ELLIPSIS}" in item.words]


@pytest.mark.parametrize(("language", "way"), in_turn(["en", "de", "fr", "es"], WAYS))
def test_it_does_in_languages_with_longer_words(language: str, way: Orientation) -> None:
    m = TOYS._replace(language=language)
    scene = draw(m, department="Back office", paper="A4", orientation=way)
    assert faults(scene) == []
    assert min(item.size for item in texts(scene, "legend", "imprint")) / POINT >= 8.4


def test_what_is_left_out_is_said_in_full_above_the_legend() -> None:
    scene = draw(TOYS, department="Back office", orientation=TALL)
    said, *_ = texts(scene, "legend")
    assert said.words == "Left out: suppliers (1), deliveries between others (2)."


@pytest.mark.parametrize("name", OURS)
def test_the_map_has_three_quarters_of_a_wide_paper_to_itself(name: str) -> None:
    scene = drawn(name)
    top = max(area(scene, "stage", one.id).bottom for one in scene.parts if one.role == "stage")
    room = area(scene, "legend", "legend").y - top
    assert room >= 227, "a field of 220 mm, and what keeps it clear of strip and foot"
    assert len({round(item.origin[1], 2) for item in texts(scene, "legend")}) == 1, "in one line"


@pytest.mark.parametrize(("name", "way", "paper"), in_turn(OURS, WAYS, ["A3", "A4", "A0"]))
def test_a_title_is_no_more_than_two_and_a_half_times_the_names(
    name: str, way: Orientation, paper: str
) -> None:
    scene = drawn(name, way, paper=paper)
    title = texts(scene, "head")[0].size
    names = {item.size for item in texts(scene, "box") if item.weight == 600}
    assert title <= 2.5 * min(names) + 1e-6


def crowded_head(language: str, way: Orientation) -> Scene:
    """A head with all that it may have: a long title, a story, badges, and a long small print."""
    m = TOYS._replace(
        language=language,
        title="Who delivers what to whom until toys are on the shelves of all our shops",
        owner="Heads of Purchasing, of Logistics and of the Web Shop, by turns of three months",
    )
    late = sm.trace(m, late={"purchasing": "5d"})
    return draw(m, late=late, here="Back office", orientation=way)


@pytest.mark.parametrize(("language", "way"), in_turn(["en", "de", "fr", "es"], WAYS))
def test_whatever_a_head_says_nothing_in_it_overlaps(language: str, way: Orientation) -> None:
    scene = crowded_head(language, way)
    assert faults(scene) == []
    inside = [item.area for item in texts(scene, "head")]
    aside = [one.area for one in scene.parts if one.role in {"imprint", "code", "badge"}]
    boxes = [one for one in aside if one]
    for one, other in combinations([*inside, *boxes], 2):
        assert not one.overlaps(other) or {one, other} <= set(inside)
    below = min(one.area.y for one in scene.parts if one.role == "stage" and one.area)
    assert max(one.bottom for one in boxes) < below
    assert not [item.words for item in texts(scene, "head", "imprint") if "\u2026" in item.words]


def test_a_head_is_mirrored_with_its_map() -> None:
    scene = drawn("bakery-ar.yaml")
    title, *_ = texts(scene, "head")
    code = area(scene, "code", "code")
    assert code.right < area(scene, "imprint", "imprint").x
    assert area(scene, "imprint", "imprint").right < title.area.x
    assert code.x == pytest.approx(scene.width - title.area.right, abs=1)


@pytest.mark.parametrize(("name", "way", "paper"), in_turn(OURS, WAYS, ["A3", "A4", "A0"]))
def test_the_stages_are_named_in_one_size(name: str, way: Orientation, paper: str) -> None:
    scene = drawn(name, way, paper=paper)
    assert len({round(item.size, 6) for item in texts(scene, "stage")}) == 1


@pytest.mark.parametrize("way", WAYS)
def test_however_much_differs_the_foot_leaves_room_for_the_map(way: Orientation) -> None:
    def made(days: int) -> ServiceMap:
        name = "Part of something that has a very long name indeed, "
        teams = "\n".join(
            f"  Team {n}: {{serves: [{{customer: Ada, service: '{name * 3}{n}', takes: {days}d}}]}}"
            for n in range(9)
        )
        return read(f"teams:\n{teams}\nend_users: [Ada]")

    scene = draw(made(2), changed_from=made(1), orientation=way)
    foot = part(scene, "legend", "legend").area
    assert foot is not None
    assert foot.height < 0.4 * scene.height
    assert [text for text in words(part(scene, "legend", "legend")) if text.endswith(" more")]


def narrow(stage: str) -> list[Text]:
    """The name of the last stage over the column of a short name, on a small paper."""
    chain = "".join(f"  {n}: {{serves: {{{n + 1}: Part {n}}}}}\n" for n in range(8))
    text = f"map: {{words: {{end_users: {stage}}}}}\nteams:\n{chain}  8: {{serves: {{9: It}}}}\n"
    return texts(draw(read(text + "end_users: [9]"), paper="A4"), "stage")[-2:]


def test_the_name_of_a_stage_over_a_narrow_column_takes_two_lines_and_is_not_cut() -> None:
    first, second = narrow("Everybody who buys toys")
    assert (first.words, second.words) == ("Everybody", "who buys toys")
    assert first.size == second.size
    assert first.area.bottom <= second.area.y + 0.1 * second.size
    assert narrow("Patients")[-1].words == "Patients"


def test_the_name_of_a_stage_is_made_smaller_before_a_word_of_it_is_broken() -> None:
    (name,) = (text for text in narrow("Customers") if text.words.startswith("Cust"))
    assert name.words == "Customers"
    (whole,) = (text for text in narrow("Patients") if text.words == "Patients")
    assert 0.5 <= name.size / whole.size < 1


def test_a_title_in_two_lines_does_not_touch_the_sentence_below_it() -> None:
    scene = sm.poster(TOYS, scenario="forgotten confirmation", orientation="portrait").scene
    lines = [item for item in part(scene, "head", "title").items if isinstance(item, Text)]
    assert [line.words for line in lines][:2] == [
        "The order was never",
        "confirmed with the factory",
    ]
    for above, below in pairwise(lines):
        assert above.area.bottom < below.area.y + 0.1 * below.size
    assert " ".join(line.words for line in lines[2:]) == (
        "If Purchasing is 5 days late, Shoppers wait 1 day longer for Toys on the shelf."
        " One other promise fails."
    )
    assert max(line.area.bottom for line in lines) < min(
        one.area.y for one in scene.parts if one.role == "stage" and one.area
    )
