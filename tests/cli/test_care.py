"""The report on customers, and where it says to begin."""

import json
from pathlib import Path

import pytest

from servicemap.reporting.terminal import display_width
from tests.cli.conftest import ROOT, CommandLine
from tests.conftest import Golden

CANTEEN = """\
map: {title: Canteen, confirm_every: 60d}
teams:
  Kitchen:
    care: {listen: At the pass, last_asked: 2027-01-28}
    serves:
      - {customer: Counter, service: Lunch, takes: 4h}
  Counter:
    relies_on:
      - provider: Kitchen
        service: Lunch
        feedback:
          - {score: 9, rung: account, asked: 2026-06-01}
          - {score: 4, asked: 2026-10-01, says: Cold on Mondays}
    serves:
      - {customer: [Guests, Members], service: Meals, takes: 1h, promise: 6h, worth: 900}
      - {customer: Members, service: Cake}
end_users:
  Guests:
    care: {listen: A box at the exit, every: 7d, last_asked: 2027-01-01}
  Members:
    feedback: {score: 10, rung: advocate, asked: 2027-01-20}
    care: {listen: A call a month, last_asked: 2027-01-20}
"""

TOLD = """\
Canteen: 4 customers, 3 of them listened to; 1 is not happy; 2 were heard too long ago.

  Not happy: Counter (4 of 10).
  Heard too long ago: Counter (123 days, 63 too many) and Guests (31 days, 24 too many).

End users: 2 of 2 listened to; 1 advocate

  Guests
    A box at the exit, every 7d, last on Fri 1 Jan 2027: 31 days ago, 24 too many
    When service fails: no recovery plan

  Members  advocate
    A call a month, every 60d, last on Wed 20 Jan 2027
    10 of 10, Wed 20 Jan 2027
    When service fails: no recovery plan

Employees, each other's customers: 1 of 2 listened to; 1 account

  Counter  account
    Nobody says how they are heard, every 60d, last on Thu 1 Oct 2026: 123 days ago, 63 too many
    4 of 10, down from 9, of Lunch from Kitchen, Thu 1 Oct 2026: Cold on Mondays (nothing was done
      about it)

  Kitchen
    At the pass, every 60d, last on Thu 28 Jan 2027

Where to improve first

  1. Lunch for Counter, by Kitchen: Counter gave 4 of 10, and nothing was done about it; more than 1
    hour of delay makes Meals for Guests late; Counter was last heard 123 days ago. It reaches
    Guests and Members. 1,800 hang on Lunch. To try: deliver early.
  2. Meals for Guests, by Counter: more than 1 hour of delay makes Meals for Guests late; Guests
    were last heard 31 days ago. 900 hang on Meals. To try: deliver early.
  3. Meals for Members, by Counter: more than 1 hour of delay makes Meals for Members late. 900 hang
    on Meals. To try: deliver early.

What those touch who are not happy

  Counter serves Guests and Members, and is served by Kitchen.

What advocates get that others do not

  Members get Cake from Counter; Guests do not.
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The map of the canteen, on a page of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "canteen.yaml"
    path.write_text(CANTEEN, encoding="utf-8")
    return str(path)


def test_who_is_heard_what_they_said_what_was_done_and_where_to_begin(
    servicemap: CommandLine, path: str
) -> None:
    ran = servicemap("care", path, "--date", "2027-02-01")
    assert (ran.code, ran.out) == (0, TOLD)


def test_programs_read_the_same(servicemap: CommandLine, path: str) -> None:
    ran = servicemap("care", path, "--date", "2027-02-01", "--format", "json")
    found = json.loads(ran.out)
    assert found["improve"][0]["reasons"] == ["unhappy", "no_time", "silent", "unanswered"]
    assert found["improve"][0]["reaches"] == ["guests", "members"]
    counter = next(one for one in found["customers"] if one["party"] == "counter")
    assert (counter["score"], counter["score_before"], counter["days_unheard"]) == (4, 9, 123)
    assert (counter["days_overdue"], counter["silence"]) == (63, "too_long")
    assert counter["said"][0]["answered"] is False
    assert found["advocates_get"] == [
        {
            "kind": "service",
            "advocate": "members",
            "service": "counter/cake",
            "others": ["guests"],
            "better_minutes": None,
        }
    ]


def test_what_is_done_is_said_beside_what_was_said(servicemap: CommandLine, path: str) -> None:
    text = CANTEEN + "actions:\n  Warm plates: {for: Kitchen/Lunch, lever: system}\n"
    Path(path).write_text(text, encoding="utf-8")
    said = servicemap("care", path, "--date", "2027-02-01").out
    assert "Cold on Mondays (begun: Warm plates)" in " ".join(said.split())
    assert "What we do about it\n\n  Warm plates, for Kitchen: Lunch: upgrade the system\n" in said
    assert "To try: upgrade the system (begun: Warm plates)." in " ".join(said.split())


def test_a_spreadsheet_tells_for_which_delivery_something_was_done(
    servicemap: CommandLine, path: str
) -> None:
    ran = servicemap("care", path, "--date", "2027-02-01", "--format", "csv")
    assert ',"Kitchen: Lunch: nothing was done about it",' in ran.out


@pytest.mark.parametrize(
    ("done", "actions", "hint"),
    [
        ("", "", "ask what would make it better than 6, do it, and write what was done"),
        (", done: A lid", "", "ask whether what was done has helped, and write the new score"),
        (
            "",
            "actions: {Lids: {for: Kitchen}}\n",
            "once that is done which has begun, ask again, and write the new score",
        ),
    ],
)
def test_where_something_was_done_the_next_is_to_ask_again(
    servicemap: CommandLine, tmp_path: Path, done: str, actions: str, hint: str
) -> None:
    path = tmp_path / "canteen.yaml"
    text = CANTEEN.replace("says: Cold on Mondays", f"says: Cold on Mondays{done}") + actions
    path.write_text(text, encoding="utf-8")
    found = servicemap("check", str(path), "--select", "SM404", "--format", "json").out
    assert [one["hint"].partition(";")[0] for one in json.loads(found)["findings"]] == [hint]


HEADS = "| Group | Customer | Heard | Score | Rung | Said, and done |"


def test_a_pull_request_takes_it_as_a_table(servicemap: CommandLine, path: str) -> None:
    ran = servicemap("care", path, "--date", "2027-02-01", "--format", "markdown")
    first = ran.out.splitlines()
    assert (first[2], first[6]) == ("Not happy: Counter (4 of 10).", HEADS)
    assert "| End users | Guests | A box at the exit, every 7d, last on Fri 1 Jan 2027" in ran.out
    assert "\nWhere to improve first:\n\n1. Lunch for Counter" in ran.out
    assert "\n1. Members get Cake from Counter; Guests do not." in ran.out


def test_a_map_that_says_nothing_of_all_this_has_customers_all_the_same(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "toys.yaml"
    path.write_text("teams: {A: {serves: {B: C}}}\nend_users: [B]\n", encoding="utf-8")
    ran = servicemap("care", str(path))
    assert (
        ran.out
        == """\
toys: 1 customer, 0 of them listened to.

  Not listened to: B.

End users: 0 of 1 listened to

  B: nobody says how they are heard, and there is no recovery plan.

Where to improve first

  1. C for B, by A: nobody says how B is heard. To try: strengthen the relationship: ask what
    matters to them.
"""
    )


WRONG = """\
teams:
  Kitchen: {serves: {Counter: Lunch}}
  Counter:
    serves: {Guests: Meals}
    relies_on: [{provider: Kitchen, service: Lunch, feedback: {score: 11}}]
end_users:
  Guests:
    feedback: {score: 4, asked: 2027-01-20}
    care:
      listen: At the exit
      recovery: {apologise: a, reinstate: b, empathise: c, atone: d, follow_up: e, celebrate: f}
actions:
  Nobody: {for: []}
  Somebody else: {for: Bakery}
  Magic: {for: Kitchen, lever: magic}
  Ahead: {for: Kitchen, done: 2028-01-01}
  Before: {for: Counter/Meals, done: 2027-01-10}
"""


def test_what_cannot_be_is_told_in_a_sentence_each_with_its_place_and_cure(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    ran = servicemap("check", str(path), "--date", "2027-02-01", "--format", "json")
    told = [
        (one["location"]["line"], one["code"], one["message"], one["hint"])
        for one in json.loads(ran.out)["findings"]
        if one["code"] in {"SM003", "SM005", "SM006", "SM009", "SM408"}
    ]
    assert told == [
        (5, "SM006", "score: '11' is no score", "write a whole number from 0 to 10"),
        (
            11,
            "SM003",
            "'celebrate' is no step of recovery:",
            "the steps are apologise, reinstate, empathise, atone and follow_up",
        ),
        (13, "SM005", "for: names nobody", "write for: and a name"),
        (
            14,
            "SM009",
            "no team and no service is called 'Bakery'",
            "write it as Provider/Service, as the provider or the customer calls it",
        ),
        (
            15,
            "SM006",
            "lever: 'magic' is none of the words that can stand here",
            "write relationship, system, procedure, training, personalise, choice, learning,"
            " anticipate, benefits, inform, early, save-time or simplify",
        ),
        (
            16,
            "SM408",
            "Ahead was done on Sat 1 Jan 2028, which is yet to come",
            "write the day on which it was done, or the one by which it is to be under due:",
        ),
        (
            17,
            "SM408",
            "Before was done on Sun 10 Jan 2027, before Guests gave 4 of 10 on Wed 20 Jan 2027: it"
            " is no answer to that",
            "correct the day, or write an action for what was said since",
        ),
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_a_theatre(
    servicemap: CommandLine, golden: Golden, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    path = str(ROOT / "tests" / "maps" / "theatre.yaml")
    ran = servicemap("care", path, "--date", "2027-01-15")
    assert ran.code == 0
    assert max(map(display_width, ran.out.splitlines())) <= width
    golden(f"care/theatre-{width}.txt", ran.out)
