"""A card for the wall is read from two metres, whatever the paper, the language and the words."""

import pytest

import servicemap as sm
from servicemap.drawing.papers import Orientation, size_read_from
from servicemap.drawing.scene import Scene, Text
from servicemap.posters.poster import draw
from servicemap.views.kinds.wall_cards import CardKind, teams_without
from servicemap.wording.catalogues import LANGUAGES
from tests.conftest import Golden
from tests.drawing.ours import map_of
from tests.drawing.sketches import notes, part, read, summary, words
from tests.drawing.test_kinds import ALL, TOYS
from tests.examples import in_turn
from tests.proofs.scene_checks import faults

LONG = "We waited for twenty minutes in the rain because nobody had the key to the gate. " * 12


def hotel(customers: int = 1, says: str = "The queue was long", language: str = "en") -> str:
    lines = [
        f"map: {{title: Hotel, language: {language}, date: 2027-03-01, owner: Front office}}",
        "teams:",
        "  Reception:",
        "    serves:",
        *(f"      - {{customer: Guests {n}, service: Check-in}}" for n in range(customers)),
        "end_users:",
    ]
    for n in range(customers):
        lines += [
            f"  Guests {n}:",
            f"    feedback: {{score: 4, asked: 2027-01-{n % 28 + 1:02}, says: '{says}'}}",
            "    care:",
            f"      recovery: {{apologise: '{says}', reinstate: A new room 🛏, atone: Breakfast}}",
            f"      complaints: {{listen: '{says}', thank: By name}}",
        ]
    return "\n".join(lines)


def rows(scene: Scene) -> list[Text]:
    """The lines of everything between head and foot."""
    return [
        item
        for one in scene.parts
        if one.role in {"box", "pill"}
        for item in one.items
        if isinstance(item, Text)
    ]


def is_legible(scene: Scene) -> bool:
    return all(text.size >= size_read_from(2) - 1e-6 for text in rows(scene))


@pytest.mark.parametrize(("name", "card", "way"), in_turn(ALL, list(CardKind), list(Orientation)))
def test_every_card_of_every_map_keeps_every_promise(
    name: str, card: CardKind, way: Orientation
) -> None:
    m = map_of(name)
    without = teams_without(m, card)
    for party in m.parties.values():
        if party.group == "teams" and party.id not in without:
            scene = draw(m, card=card, team=party.id, orientation=way)
            assert faults(scene) == [], party.name
            assert is_legible(scene)


@pytest.mark.parametrize(
    ("language", "card", "way"), in_turn(LANGUAGES, list(CardKind), list(Orientation))
)
def test_every_language_fits_on_the_smallest_paper(
    language: str, card: CardKind, way: Orientation
) -> None:
    m = read(hotel(3, language=language))
    scene = draw(m, card=card, team="Reception", orientation=way, paper="A4")
    assert faults(scene) == []
    assert is_legible(scene)


@pytest.mark.parametrize("paper", ["A4", "A0", "Letter", "Tabloid"])
@pytest.mark.parametrize("card", list(CardKind))
def test_what_is_too_long_to_be_read_is_cut_and_said_never_small(
    card: CardKind, paper: str
) -> None:
    scene = draw(read(hotel(says=LONG)), card=card, team="Reception", paper=paper)
    assert faults(scene) == []
    assert is_legible(scene)
    cut = [text.words for text in rows(scene) if text.words.endswith("\N{HORIZONTAL ELLIPSIS}")]
    assert bool(cut) == any("cut short: 1" in note for note in notes(scene))
    assert cut or paper not in {"A4", "Letter"}
    assert LONG.strip() in " ".join(one.title for one in scene.parts)


def test_of_many_customers_the_newest_are_heard_and_the_others_counted() -> None:
    scene = draw(read(hotel(30)), card="you-said", team="Reception")
    said = [one.title for one in scene.parts if one.role == "box"]
    assert said == [f"Guests {n}: The queue was long" for n in (27, 26, 25)]
    assert words(part(scene, "pill", "more")) == ["+27 more, 27 not answered yet"]
    assert is_legible(scene)


def test_on_a_wide_paper_the_two_halves_of_the_title_stand_over_what_they_are_about() -> None:
    scene = draw(TOYS, card="you-said", team="Stores")
    title = [item for item in part(scene, "head", "title").items if isinstance(item, Text)]
    said, done = (
        next(one for one in title if one.words == half) for half in ("You said", "We did")
    )
    bubble, answer = (part(scene, *what).area for what in (("box", "said 1"), ("pill", "done 1")))
    assert bubble
    assert answer
    assert bubble.holds(said.area._replace(y=bubble.y, height=1), 2)
    assert abs(done.area.x - answer.x) < 10
    assert said.size == done.size
    tall = draw(TOYS, card="you-said", team="Stores", orientation="portrait")
    assert "You said, we did" in words(part(tall, "head", "title"))


def test_a_card_from_right_to_left_is_mirrored_but_for_its_check_marks() -> None:
    text = hotel().replace("'The queue was long'}", "'The queue was long', done: A second desk}")
    here, there = (
        draw(
            read(text.replace("language: en", f"language: {language}")),
            card="you-said",
            team="Reception",
        )
        for language in ("en", "ar")
    )
    left, right = (part(scene, "box", "said 1").area for scene in (here, there))
    assert left
    assert right
    assert left.x < here.width / 4
    assert right.right > 3 / 4 * there.width

    def check(scene: Scene) -> list[float]:
        mark = part(scene, "pill", "done 1").items[1]
        return [step.to[0] for step in mark.steps]  # type: ignore[union-attr]

    assert check(here) == sorted(check(here))
    assert check(there) == sorted(check(there))


def test_whoever_hears_a_card_hears_all_of_it() -> None:
    scene = draw(read(hotel()), card="service-fails", team="Reception")
    assert scene.title == "Reception: When service fails"
    assert scene.description == (
        "Apologise: The queue was long. Put it right: A new room 🛏. Make up for it: Breakfast."
        " Not written yet: Empathise, Follow up. Ask Front office."
    )


def test_names_of_steps_are_never_parted() -> None:
    scene = draw(
        read(hotel(language="de")),
        card="service-fails",
        team="Reception",
        orientation="portrait",
        paper="A4",
    )
    assert not [text for text in rows(scene) if text.weight == 700 and text.words.endswith("-")]


def test_a_card_may_be_asked_for_by_the_distance_that_it_is_read_from() -> None:
    drawn = sm.poster(TOYS, card="you-said", team="Stores", readable_from=5)
    assert drawn.scene.reads_from >= 5


@pytest.mark.parametrize("card", ["you-said", "service-fails"])
def test_our_cards_look_as_they_did(card: str, golden: Golden) -> None:
    golden(f"posters/card-{card}.txt", summary(draw(read(hotel(2)), card=card, team="Reception")))
