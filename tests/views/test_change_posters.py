"""Posters of what changed: new, gone, and different from what it was."""

import pytest

from servicemap.drawing.scene import Shape
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from servicemap.views.stories.what_changed import change_story
from servicemap.wording.phrases import Words
from tests.drawing.sketches import notes, part, read, words
from tests.drawing.test_kinds import EARLIER, LATER, TOYS, said
from tests.proofs.scene_checks import faults

pytestmark = pytest.mark.usefixtures("hurried")


def test_what_changed_is_counted_and_dated() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER))
    assert words(part(scene, "head", "title"))[1] == (
        "On the map: 1 new, 1 gone, 1 changed. Deliveries: 1 new, 1 gone, 1 changed."
    )
    assert words(part(scene, "badge", "story")) == ["CHANGES", "since 4 Jan 2027"]
    assert words(part(scene, "box", "schools")) == ["Schools", "+ New"]
    assert words(part(scene, "box", "ink-maker"))[-1] == "\N{MINUS SIGN} Gone"
    legend = words(part(scene, "legend", "legend"))
    assert {
        "+ New",
        "\N{MINUS SIGN} No longer there",
        "\N{NOT EQUAL TO} Different now",
    } <= set(legend)


def test_what_is_different_says_how_it_is_and_how_it_was() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER))
    assert words(part(scene, "pill", "press/sheets different")) == [
        "Sheets",
        "\N{NOT EQUAL TO} 1 day (was 2 days)",
    ]
    assert words(part(scene, "box", "orders"))[-1] == "\N{NOT EQUAL TO} Sales (was Office)"
    foot = " ".join(words(part(scene, "legend", "legend")))
    assert "Orders \u2013 Department: Sales (was Office)." in foot
    assert "Press, Sheets \u2013 Time: 1 day (was 2 days)." in foot


def test_what_takes_more_words_is_said_in_the_foot_alone() -> None:
    earlier = EARLIER.replace("takes: 2d", "takes: 2d, needs: [Mill/Paper, Ink maker/Ink]")
    later = LATER.replace("takes: 1d", "takes: 4h, promise: 2027-03-01")
    scene = draw(read(later), changed_from=read(earlier))
    assert words(part(scene, "pill", "press/sheets different"))[-1] == ("\N{NOT EQUAL TO} Changed")
    foot = " ".join(words(part(scene, "legend", "legend")))
    assert "Time: 4 hours (was 2 days), Needs: not said (was Paper, Ink)." in foot
    assert "Promised: 1 Mar 2027 (was not said)." in foot


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Press, Books \u2013 Not before: not said (was 3 Feb 2027)."),
        ("de", "Press, Books \u2013 Nicht vor: nicht angegeben (vorher 3. Feb. 2027)."),
        ("fr", "Press, Books \u2013 Pas avant\u00a0: non précisé (auparavant 3 févr. 2027)."),
        ("es", "Press, Books \u2013 No antes de: sin indicar (antes 3 feb 2027)."),
        ("zh", "Press\u3001Books\uff1a最早开始现为未说明\uff08原为2027年2月3日\uff09。"),
        ("ja", "Press\u3001Books\uff1a開始可能日は記載なし\uff08以前は2027年2月3日\uff09。"),
        ("ar", "Press، Books \u2013 ليس قبل: غير مذكور (سابقًا 3 فبراير 2027)."),
    ],
)
def test_what_nobody_says_any_more_reads_well_in_every_language(language: str, said: str) -> None:
    def made(more: str) -> ServiceMap:
        return read(f"""
map: {{language: {language}, start: 2027-01-04}}
teams: {{Press: {{serves: [{{customer: Readers, service: Books, takes: 2d{more}}}]}}}}
end_users: [Readers]
""")

    old, new = made(", not_before: 2027-02-03"), made("")
    _, story = change_story(old, new, Words(new))
    assert [Words(new).said(detail) for detail in story.details] == [said]


def test_of_two_lists_of_needs_the_foot_says_what_came_and_what_went() -> None:
    def made(paper: str) -> ServiceMap:
        return read(f"""
map: {{date: 2027-01-04}}
suppliers:
  Mill: {{serves: {{Press: [Paper, Card]}}}}
  Ink maker: {{serves: {{Press: Ink}}}}
teams:
  Press:
    serves:
      - {{customer: Readers, service: Books, takes: 2d, needs: [Ink maker/Ink, Mill/{paper}]}}
end_users: [Readers]
""")

    scene = draw(made("Card"), changed_from=made("Paper"))
    foot = " ".join(words(part(scene, "legend", "legend")))
    assert "Press, Books \u2013 Needs: Card (was Paper)." in foot
    # Both are of one day: a date would not tell them apart.
    assert "CHANGES | since last time" in said(scene)


def test_of_many_differences_the_foot_says_some_and_how_many_more() -> None:
    def made(days: int) -> ServiceMap:
        teams = "\n".join(
            f"  Team {n}: {{serves: [{{customer: Ada, service: Part {n}, takes: {days}d}}]}}"
            for n in range(9)
        )
        return read(f"teams:\n{teams}\nend_users: [Ada]")

    scene = draw(made(2), changed_from=made(1))
    assert faults(scene) == []
    assert next(note for note in notes(scene) if "Time" in note) == (
        "Team 0, Part 0 \u2013 Time: 2 days (was 1 day)."
    )
    assert "+3 more" in notes(scene)


def test_changes_are_told_apart_without_colour() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER), black_and_white=True)
    looks = {}
    for link in ("bindery/books > schools", "ink-maker/ink > press", "press/sheets > bindery"):
        items = part(scene, "link", link).items
        pen = items[0].pen if isinstance(items[0], Shape) else None
        assert pen is not None
        looks[link] = (round(pen.width, 2), bool(pen.dash), len(items))
    assert len(set(looks.values())) == 3, looks


def test_nothing_new_is_said_as_well() -> None:
    scene = draw(TOYS, changed_from=TOYS)
    assert words(part(scene, "head", "title"))[1] == "Nothing has changed."


def test_a_change_is_heard_as_a_sentence() -> None:
    scene = draw(read(LATER), changed_from=read(EARLIER))
    assert part(scene, "link", "press/sheets > bindery").title == (
        "Bindery relies on Press for Sheets, Time: 1 day (was 2 days)"
    )


def bakery(bread: str, cake: str, rolls: str = "1h") -> ServiceMap:
    return read(f"""
teams:
  Oven:
    serves:
      - {{customer: Guests, service: Bread, takes: {bread}, promise: 2d}}
      - {{customer: Guests, service: Cake, takes: {cake}, promise: 2d}}
      - {{customer: Café, service: Rolls, takes: {rolls}, promise: 2d}}
end_users: [Guests, Café]
""")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (bakery("1d", "1d"), bakery("3d", "1d"), "Guests get Bread 1 day late now."),
        (
            bakery("1d", "1d"),
            bakery("3d", "4d", "1d..5d"),
            "Guests get Bread 1 day late now. One other promise fails. One other promise may fail.",
        ),
        (bakery("1d", "1d"), bakery("1d..4d", "1d"), "Guests may get Bread late now."),
        (bakery("3d", "1d"), bakery("4d", "1d"), "Guests get Bread 2 days late now."),
        (bakery("3d", "1d"), bakery("1d", "1d"), "Guests get Bread in time again."),
        (bakery("1d..4d", "1d"), bakery("1d", "1d"), "Guests are sure to get Bread in time now."),
        (
            bakery("3d", "1d..4d", "1d..5d"),
            bakery("1d", "1d"),
            "Guests get Bread in time again. 2 other promises are kept as well.",
        ),
        (bakery("2h", "1d"), bakery("1h", "1d"), ""),
    ],
)
def test_what_a_change_does_to_promises_is_said_after_what_changed(
    before: ServiceMap, after: ServiceMap, said: str
) -> None:
    _, story = change_story(before, after, Words(after))
    assert story.line is not None
    assert story.line.partition(" changed.")[2].strip() == said


def test_a_customer_whose_promise_a_change_breaks_has_it_on_the_box() -> None:
    scene = draw(bakery("3d", "1d"), changed_from=bakery("1d", "1d"))
    assert words(part(scene, "box", "guests")) == ["Guests", "1 day late already by plan"]
