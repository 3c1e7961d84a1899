"""Pages for a meeting and sheets to fill in: all is there, large enough, or counted."""

import pytest

from servicemap.drawing.composing.handout import LEAST
from servicemap.drawing.papers import PAPERS, Orientation
from servicemap.drawing.scene import Area, Scene, Text
from servicemap.drawing.staging_handouts import draw_handout, draw_questionnaire
from servicemap.drawing.theme import COLOUR
from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.writing.pdf import write_pages
from servicemap.loading import read_text
from servicemap.views.handouts import (
    ChoiceField,
    Handout,
    HandoutItem,
    HandoutSection,
    ItemMark,
    LinesField,
    Questionnaire,
    ScoreField,
    SheetQuestion,
    WriteOn,
)
from servicemap.views.view import Imprint
from servicemap.wording.phrases import Words

WORDS = Words(read_text("teams: {Linen room: {}}", "laundry.yaml").map)
HAIR = 1e-6


def page(items: int, paper: str = "a4", *, mirrored: bool = False, long: str = "") -> Scene:
    """A page with two sections, one of so many items."""
    found = tuple(
        HandoutItem(f"Sentence {k} {long}", f"Lead {k}", f"{k} days", "since then", ItemMark.BAD)
        for k in range(items)
    )
    sections = (
        HandoutSection("Few", (HandoutItem("Only one", mark=ItemMark.GOOD),)),
        HandoutSection("Many", found),
    )
    handout = Handout(
        "Laundry", "Linen room", "Briefing", "What about.", sections, WriteOn("Agreed", ("Who",))
    )
    sheet = PAPERS[paper].hung(Orientation.PORTRAIT)
    theme = COLOUR._replace(mirrored=mirrored)
    return draw_handout(handout, Imprint("Head"), sheet, theme, Typesetter(), WORDS)


def texts(scene: Scene) -> list[Text]:
    return [item for part in scene.parts for item in part.items if isinstance(item, Text)]


def words(scene: Scene) -> set[str]:
    return {text.words for text in texts(scene)}


@pytest.mark.parametrize("paper", ["a4", "letter", "a3"])
def test_all_of_a_few_items_is_there(paper: str) -> None:
    scene = page(4, paper)
    said = words(scene)
    assert {"Lead 0", "Lead 3", "3 days", "Few", "Many", "Agreed", "Who", "Only one"} <= said
    assert scene.notes == ()


def test_what_has_no_room_is_counted_and_nothing_is_too_small() -> None:
    scene = page(90)
    (note,) = scene.notes
    (left_out,) = [number for name, number in note.parts if name == "count"]
    shown = sum(text.words.startswith("Lead ") for text in texts(scene))
    assert (note.key, left_out) == ("page_left_out", 90 - shown)
    assert f"+{left_out} more" in words(scene)
    assert "Agreed" in words(scene)  # there is always room to write what was agreed
    items = [text for text in texts(scene) if text.words.startswith(("Lead", "Sentence"))]
    assert min(text.size for text in items) >= LEAST - HAIR


def test_a_sentence_that_is_cut_short_says_so_on_the_page_and_beside_it() -> None:
    scene = page(60, long="and on and on " * 60)
    assert {note.key for note in scene.notes} == {"page_left_out", "page_cut"}
    assert any(text.words.endswith("\N{HORIZONTAL ELLIPSIS}") for text in texts(scene))


@pytest.mark.parametrize("items", [0, 1, 12, 40])
def test_nothing_stands_over_the_edge_or_over_anything_else(items: int) -> None:
    scene = page(items)
    areas = [text.area for text in texts(scene)]
    for area in areas:
        assert Area(10, 10, scene.width - 20, scene.height - 20).holds(area)
    for k, area in enumerate(areas):
        assert not any(area.overlaps(other) for other in areas[k + 1 :])


def test_who_reads_from_right_to_left_begins_at_the_right() -> None:
    (usual,) = [text for text in texts(page(2)) if text.words == "Lead 0"]
    (turned,) = [text for text in texts(page(2, mirrored=True)) if text.words == "Lead 0"]
    assert turned.area.right == pytest.approx(210 - usual.area.x)


def sheets(questions: int) -> list[Scene]:
    """A sheet with so many questions."""
    fields = (
        ScoreField("Score", 0, 10, "0: bad. 10: good."),
        LinesField("What do you say?"),
        ChoiceField("Still true?", ("yes", "no"), "If not: when?"),
        LinesField("What would you like?"),
    )
    asked = tuple(
        SheetQuestion(f"Service {k}", "Linen room", "We promise: Friday", fields)
        for k in range(questions)
    )
    asked_of = Questionnaire("Laundry", "Wards", "How do we serve you?", "Asked by Ann.", asked)
    sheet = PAPERS["a4"].hung(Orientation.PORTRAIT)
    return draw_questionnaire(asked_of, sheet, COLOUR, Typesetter(), WORDS)


@pytest.mark.parametrize(("questions", "pages"), [(1, 1), (3, 1), (4, 2), (7, 3)])
def test_every_question_is_asked_and_no_page_is_too_full(questions: int, pages: int) -> None:
    drawn = sheets(questions)
    asked = [text.words for one in drawn for text in texts(one) if "Service" in text.words]
    assert (asked, len(drawn)) == ([f"Service {k}" for k in range(questions)], pages)
    for scene in drawn:
        assert max(text.area.bottom for text in texts(scene)) < scene.height - 10
    numbered = {text.words for one in drawn for text in texts(one) if "Sheet" in text.words}
    assert len(numbered) == (pages if pages > 1 else 0)


def test_a_score_has_a_box_for_each_number() -> None:
    said = [text.words for text in texts(sheets(1)[0])]
    assert [number for number in said if number.isdigit()] == [str(n) for n in range(11)]


def test_pages_are_one_document_whose_words_are_found() -> None:
    pypdf = pytest.importorskip("pypdf", reason="no dependency: for whoever has it")
    from io import BytesIO

    written = write_pages(sheets(4))
    assert written == write_pages(sheets(4))
    read = pypdf.PdfReader(BytesIO(written))
    assert len(read.pages) == 2
    assert "Service 3" in read.pages[1].extract_text()
