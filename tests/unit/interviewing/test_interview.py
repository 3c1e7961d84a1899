"""What is asked, in which order, and what the answers make of a map."""

import re
import tomllib
from pathlib import Path

import pytest

import servicemap
from servicemap.editing.applying import edited
from servicemap.interviewing.accepting import as_maps_say, why_not
from servicemap.interviewing.questions import AnswerKind, Interview, InterviewQuestion, links_of
from servicemap.loading import read_texts
from servicemap.model import Group
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.interviews import InterviewWords

START = b"teams:\n  Costumes:\nend_users:\n"

ANSWERS = {
    "Who relies on Costumes?": "Stage, Actors; stage",
    "What is Stage?": "1",
    "What is Actors?": "1",
    "What does Stage get from Costumes?": "Dresses, Hats",
    "How long does it take to make Dresses,": "3d",
    "How long can Stage go on without Dresses?": "2h",
    "And if it does not come: after how long would Stage notice": "1h",
    "How long does it take to make Hats,": "",
    "How long can Stage go on without Hats?": "",
    "And if it does not come": "",
    "What does Actors get from Costumes?": "Fittings",
    "How long does it take to make Fittings,": "1h",
    "How long can Actors go on without Fittings?": "",
    "And if it does not come:": "",
    "On whom does Costumes rely?": "Mill",
    "What is Mill?": "5",
    "What does Costumes get from Mill?": "Cloth",
    "How long can Costumes go on without Cloth?": "1w",
    "Whom does Stage serve with that?": "Audience",
    "What is Audience?": "2",
    "What does Audience get from Stage?": "The show",
    "Whom does Actors serve with that?": "Stage",
    "What does Stage get from Actors?": "Voices",
    "How do you hear what Audience thinks of it?": "Laughter",
}

MAP = """\
teams:
  Costumes:
    serves:
      - {customer: Stage, service: Dresses, takes: 3d, slack: 2h, noticed_after: 1h}
      - {customer: Stage, service: Hats}
      - {customer: Actors, service: Fittings, takes: 1h}
    relies_on:
      - {provider: Mill, service: Cloth, slack: 1w}
  Stage:
    serves:
      - {customer: Audience, service: The show}
  Actors:
    serves:
      - {customer: Stage, service: Voices}
end_users:
  Audience:
    care: {listen: Laughter}

suppliers:
  Mill:
"""


def test_from_whom_we_serve_to_the_end_user_and_who_would_notice() -> None:
    interview = Interview(InterviewWords("en"))
    asking = interview.about("Costumes")
    question = next(asking)
    for begins, answer in ANSWERS.items():
        assert question.says.startswith(begins)
        assert not why_not(question, answer, interview.words)
        try:
            question = asking.send(answer)
        except StopIteration:
            break
    else:
        pytest.fail(f"more is asked: {question.says}")
    found = edited({"map.yaml": START}, interview.edits)
    assert found.after["map.yaml"].decode() == MAP


def answered(text: str, *answers: str) -> str:
    """What becomes of a map when somebody answers some questions about the kitchen, and stops."""
    m = read_texts({"map.yaml": text.encode()}).map
    groups = {one.name: one.group for one in m.parties.values()}
    interview = Interview(InterviewWords("en"), groups, links_of(m))
    asking = interview.about("Kitchen")
    next(asking)
    for answer in answers:
        asking.send(answer)
    return edited({"map.yaml": text.encode()}, interview.edits).after["map.yaml"].decode()


KITCHEN = "teams:\n  Kitchen:\n  Wards:\n  IT:\nend_users:\n"


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        pytest.param(
            KITCHEN,
            ("Wards, IT",),
            KITCHEN.replace("  Wards", "    serves: [Wards, IT]\n  Wards"),
            id="it is known as soon as both are named",
        ),
        pytest.param(
            KITCHEN,
            ("Wards, IT", "", "Soup"),
            KITCHEN.replace(
                "  Wards",
                "    serves:\n      - {customer: IT, service: Soup}\n      - Wards\n  Wards",
            ),
            id="and stays where nobody says for what",
        ),
        pytest.param(
            KITCHEN,
            ("", "IT"),
            KITCHEN.replace("  Wards", "    relies_on: [IT]\n  Wards"),
            id="on whom we rely",
        ),
        pytest.param(
            KITCHEN.replace("Kitchen:", "Kitchen:\n    serves: [Wards, IT]   # both"),
            ("Wards, IT", "Meals, Tea", "", "", "", "", "", "", "Soup"),
            KITCHEN.replace(
                "Kitchen:",
                "Kitchen:\n    serves: [{customer: Wards, service: Meals},"
                " {customer: IT, service: Soup}, {customer: Wards, service: Tea}]   # both",
            ),
            id="what a map left open is said in its place",
        ),
        pytest.param(
            KITCHEN.replace("Wards:", "Wards:\n    relies_on:\n      Kitchen:"),
            ("Wards", "Meals"),
            KITCHEN.replace("Wards:", "Wards:\n    relies_on:\n      Kitchen: Meals"),
            id="by whoever left it open",
        ),
    ],
)
def test_who_relies_on_whom_is_never_forgotten(
    text: str, answers: tuple[str, ...], expected: str
) -> None:
    assert answered(text, *answers) == expected


def test_who_is_in_the_map_already_is_not_asked_what_they_are() -> None:
    interview = Interview(InterviewWords("en"), {"Stage": Group.TEAMS, "Costumes": Group.TEAMS})
    asking = interview.about("Costumes")
    next(asking)
    assert asking.send("stage").says.startswith("What does Stage get from Costumes?")


@pytest.mark.parametrize(
    ("kind", "answer", "right"),
    [
        (AnswerKind.LENGTH, "2d", True),
        (AnswerKind.LENGTH, "", True),
        (AnswerKind.LENGTH, "soon", False),
        (AnswerKind.DUE, "2027-03-01", True),
        (AnswerKind.DUE, "Fri 12:00", True),
        (AnswerKind.DUE, "5d", True),
        (AnswerKind.DUE, "tomorrow", False),
        (AnswerKind.GROUP, "5", True),
        (AnswerKind.GROUP, "6", False),
        (AnswerKind.GROUP, "team", False),
        (AnswerKind.NAME, "!", False),
        (AnswerKind.NAMES, "", True),
        (AnswerKind.NAMES, "costumes", False),
    ],
)
def test_an_answer_that_is_none_gets_a_sentence(
    kind: AnswerKind, answer: str, *, right: bool
) -> None:
    for language in LANGUAGES:
        said = why_not(
            InterviewQuestion("?", kind, about="Costumes"), answer, InterviewWords(language)
        )
        assert bool(said) is not right


def test_every_language_says_all_of_it_with_the_same_places_to_fill_in() -> None:
    path = Path(servicemap.__file__).parent / "wording/interview.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tuple(tables) == LANGUAGES
    filled = {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in tables["en"].items()}
    for table in tables.values():
        assert {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in table.items()} == filled


@pytest.mark.parametrize(
    ("kind", "answer", "meant"),
    [
        (AnswerKind.LENGTH, "2 Stunden", "2h"),
        (AnswerKind.LENGTH, "1,5 jours", "1.5d"),
        (AnswerKind.LENGTH, "3\u5929", "3d"),
        (AnswerKind.LENGTH, "k. A.", ""),
        (AnswerKind.LENGTH, "2 days", "2 days"),
        (AnswerKind.DUE, "t\u00e4glich 14:00", "daily 14:00"),
        (AnswerKind.DUE, "15.03.2027", "2027-03-15"),
        (AnswerKind.TEXT, "2 Stunden", "2 Stunden"),
    ],
)
def test_times_are_understood_in_the_words_of_whoever_is_asked(
    kind: AnswerKind, answer: str, meant: str
) -> None:
    question = InterviewQuestion("How long?", kind)
    assert as_maps_say(question, answer) == meant
    assert not why_not(question, meant, InterviewWords("en"))
