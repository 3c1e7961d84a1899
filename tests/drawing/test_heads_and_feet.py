"""What stands around the map keeps its size and its words, however narrow the paper is."""

from itertools import pairwise

import pytest

import servicemap as sm
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Scene, Text
from servicemap.drawing.theme import POINT
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from tests.drawing.sketches import part, read, words
from tests.drawing.test_posters import OURS
from tests.proofs.scene_checks import faults

ALL = {path.name: sm.load(path) for path in OURS}
TOYS = ALL["harbour-toys"]
TALL = Orientation.PORTRAIT
PAPERS = {"A3": 1.0, "A4": 0.5**0.5}


def texts(scene: Scene, *roles: str) -> list[Text]:
    return [
        item
        for one in scene.parts
        if one.role in roles
        for item in one.items
        if isinstance(item, Text)
    ]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("way", list(Orientation))
@pytest.mark.parametrize("name", ALL)
def test_the_foot_keeps_its_size_and_its_words(name: str, way: Orientation, paper: str) -> None:
    m = ALL[name]
    departments = {party.department for party in m.parties.values() if party.department}
    for department in (None, *sorted(departments)):
        scene = draw(m, department=department, paper=paper, orientation=way)
        said = texts(scene, "legend", "foot")
        assert min(item.size for item in said) / POINT >= 11.9 * PAPERS[paper]
        assert not [item.words for item in said if "\N{HORIZONTAL ELLIPSIS}" in item.words]


@pytest.mark.parametrize("way", list(Orientation))
@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_it_does_in_languages_with_longer_words(language: str, way: Orientation) -> None:
    m = TOYS._replace(language=language)
    scene = draw(m, department="Back office", paper="A4", orientation=way)
    assert faults(scene) == []
    assert min(item.size for item in texts(scene, "legend", "foot")) / POINT >= 8.4


def test_what_is_left_out_is_said_in_full_below_how_to_read_it() -> None:
    scene = draw(TOYS, department="Back office", orientation=TALL)
    said = " ".join(words(part(scene, "legend", "legend")))
    assert "every box needs what the box before it delivers." in said
    assert "Left out: suppliers (1), deliveries between others (2)." in said


@pytest.mark.parametrize("way", list(Orientation))
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
