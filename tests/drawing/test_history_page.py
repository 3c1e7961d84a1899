"""The page of what became of a map: everything on the paper, ends in figures, gaps left open."""

from datetime import date, timedelta

import pytest

from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Scene, Shape, Text
from servicemap.errors import WrongValue
from servicemap.importing.record_files import NO_RECORD
from servicemap.importing.track_records import read_record
from servicemap.loading import read_text
from servicemap.posters.history_page import draw_history
from servicemap.rounds.history import History, history_of
from servicemap.rounds.history_points import PastMap
from servicemap.troubles import Trouble
from servicemap.wording.catalogues import LANGUAGES
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

LONG = "An exceedingly long name of somebody who waits for something 🛏 and then waits again"


def farm(month: int, customers: int, language: str, name: str) -> str:
    """A farm as of a month, which promises more, is asked more, and does something in May."""
    lines = [
        f"map: {{title: '{name}', language: {language}, start: 2026-01-01, owner: The farmer}}",
        "teams:",
        "  Dairy:",
        "    serves:",
        *(
            f"      - {{customer: Guest {n}, service: Milk {n}, takes: {1 + (month + n) % 5}d,"
            f" promise: 2026-02-{10 + n % 15}}}"
            for n in range(customers)
        ),
        "end_users:",
    ]
    for n in range(customers):
        said = [
            f"{{score: {(n + 2 * k) % 11}, asked: 2026-{k:02}-0{1 + n % 9}, rung: {rung}}}"
            for k, rung in ((1, "customer"), (4, "account"), (9, "advocate"))
            if k <= month
        ]
        lines.append(f"  Guest {n}: {{name: '{name} {n}', feedback: [{', '.join(said)}]}}")
    if month > 5:
        lines += ["actions:", "  Milk earlier: {for: Dairy, done: 2026-05-09}"]
        lines += ["  Cool it: {for: Dairy/Milk 1, done: 2026-05-20}"]
    return "\n".join(lines)


def year(customers: int = 3, language: str = "en", name: str = "Farm 🐄") -> History:
    past = [
        PastMap(
            date(2026, month, 1),
            f"{month:010}",
            read_text(farm(month, customers, language, name)).map,
        )
        for month in (1, 3, 5, 8, 11)
    ]
    past[2] = PastMap(date(2026, 5, 1), "5", gap=Trouble("it is broken", "mend it"))
    m = past[-1].map
    assert m is not None
    rows = "\n".join(
        f"Milk {n % customers},{date(2026, 1, 4) + timedelta(days=n)},"
        f"{date(2026, 1, 4) + timedelta(days=n - n % 3 // 2)}"
        for n in range(300)
    )
    record = read_record(f"Service,Delivered,Due\n{rows}".encode(), m, "milk.csv")
    return history_of(m, past, record)


def said(scene: Scene) -> list[str]:
    return [item.words for part in scene.parts for item in part.items if isinstance(item, Text)]


@pytest.mark.parametrize(
    ("language", "paper", "way", "customers"),
    in_turn(LANGUAGES, ["A4", "A3", "Letter"], list(Orientation), [1, 4, 40]),
)
def test_everything_is_on_the_paper(
    language: str, paper: str, way: Orientation, customers: int
) -> None:
    scene = draw_history(year(customers, language), paper=paper, orientation=way)
    assert faults(scene) == []
    texts = [item for part in scene.parts for item in part.items if isinstance(item, Text)]
    for text in texts:
        area = text.area
        assert area.x >= 0 <= area.y, text.words
        assert area.right <= scene.width, text.words
        assert area.bottom <= scene.height, text.words


def test_ends_are_figures_and_what_was_done_is_named() -> None:
    words = said(draw_history(year()))
    assert words[0] == "Farm 🐄: What became of it"
    assert "1 Jan 2026 to 1 Nov 2026" in words
    assert "Milk earlier, 9 May 2026" in words
    assert any(one.endswith("Could not be read: 1 May 2026.") for one in words)
    at = words.index("Milk 1")
    assert words[at + 1] == "For Farm 🐄 1"
    assert {"Scores, 0 to 10", "Steps of the ladder", "Delivered when due"} <= set(words)
    assert {"Margin of promises, in working days", "Tolerance of promises, in working days"} <= set(
        words
    )


def test_what_does_not_fit_is_counted_and_each_kind_is_there() -> None:
    page = draw_history(year(60), paper="A4")
    words = said(page)
    kinds = {part.id for part in page.parts if part.role == "series" and " " not in part.id}
    assert {"score", "rung", "kept", "margin", "tolerance"} <= kinds
    counted = [one for one in words if "60" in one and ("of 60" in one or "/ 60" in one)]
    assert len(counted) >= 4


def test_a_gap_parts_a_line() -> None:
    scene = draw_history(year(1))
    (margin,) = (part for part in scene.parts if part.id.startswith("margin Milk"))
    thick = [
        item
        for item in margin.items
        if isinstance(item, Shape) and item.pen and item.pen.width > 0.5
    ]
    assert len(thick) == 2


def test_what_holds_until_the_next_holds_until_the_gap() -> None:
    scene = draw_history(year(1))
    (margin,) = (part for part in scene.parts if part.id.startswith("margin Milk"))
    shapes = [item for item in margin.items if isinstance(item, Shape) and item.pen]
    before, after = sorted(
        [step.to[0] for step in one.steps] for one in shapes if one.pen and one.pen.width > 0.5
    )
    in_time = {day: (date(2026, *day) - date(2026, 1, 1)).days for day in ((5, 1), (8, 1), (11, 1))}
    whole = after[-1] - before[0]
    assert [before[-1], after[0]] == pytest.approx(
        [before[0] + whole * in_time[day] / in_time[11, 1] for day in ((5, 1), (8, 1))]
    )


def test_the_same_picture_in_a_mirror() -> None:
    plain, mirrored = (draw_history(year(2, language)) for language in ("en", "ar"))
    first = {scene.language: scene.parts[1].items[0] for scene in (plain, mirrored)}
    left, right = first["en"], first["ar"]
    assert isinstance(left, Text)
    assert isinstance(right, Text)
    assert left.origin[0] < 20
    assert right.area.right > mirrored.width - 20


def test_long_names_and_one_day() -> None:
    assert faults(draw_history(year(5, name=LONG), paper="A4")) == []
    m = read_text(farm(1, 2, "en", "Farm")).map
    only = history_of(m, [PastMap(date(2026, 1, 1), None, m)], NO_RECORD)
    assert faults(draw_history(only)) == []


def test_nothing_is_no_page() -> None:
    m = read_text("teams: {A: {}}").map
    with pytest.raises(WrongValue, match="there is nothing to draw"):
        draw_history(history_of(m, (), NO_RECORD))


def test_a_single_day_is_said_once() -> None:
    m = read_text(
        "teams: {A: {serves: [{customer: B, service: C, takes: 1d, promise: 2d}]}}\nend_users: [B]"
    ).map
    words = said(draw_history(history_of(m, [PastMap(date(2027, 3, 2), None, m)], NO_RECORD)))
    assert "2 Mar 2027" in words
    assert not [one for one in words if " to 2 Mar 2027" in one]
