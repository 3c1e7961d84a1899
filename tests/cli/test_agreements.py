"""`servicemap agreements`: what two teams say of one service, as they would read it together."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, CommandLine
from tests.conftest import Golden

TOYS = "maps/harbour-toys"

QUARREL = """
map: {title: Quarrel, confirm_every: 90d, start: 2027-02-01}
teams:
  Warehouse:
    owner: Kim
    confirmed: 2027-01-14
    serves:
      - customer: Stores
        service: Stock for the shelves
        promise: 2027-02-22
        slack: 1d
        departs: Fri 17:00
      - {customer: Stores, service: Empty pallets}
      - {customer: Stores, service: Returns}
      - {customer: Stores, service: Weekly van list, confirmed: 2026-08-01}
  Stores:
    owner: Head of Stores
    relies_on:
      - provider: Warehouse
        service: Stock for the shelves
        expects: 2027-02-19
        slack: 4h
        wants: Sorted by shelf
      - {provider: Warehouse, service: Pallets}
      - {provider: Warehouse, service: Weekly van list}
      - {provider: IT, service: Tills, standing: yes, expects: 2d}
    serves: {Shoppers: Toys on the shelf}
  IT:
    serves: {Stores: Tills}
end_users: [Shoppers]
"""

HOSTILE = """
map: {title: "Toys | <script>"}
teams:
  "A | B <img src=x> @everyone [x](javascript:y)":
    owner: "`Kim`"
    serves: {C: "# Heading\\n* list"}
  C:
"""


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def quarrel(tmp_path: Path) -> str:
    path = tmp_path / "quarrel.yaml"
    path.write_text(QUARREL, encoding="utf-8")
    return str(path)


def test_a_quarrel_on_a_terminal(servicemap: CommandLine, quarrel: str, golden: Golden) -> None:
    ran = servicemap("agreements", quarrel, "--date", "2027-02-01")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    golden("agreements/quarrel.txt", ran.out)


def test_a_quarrel_in_a_comment(servicemap: CommandLine, quarrel: str, golden: Golden) -> None:
    ran = servicemap("agreements", quarrel, "--date", "2027-02-01", "--format", "markdown")
    assert (ran.code, ran.err) == (0, "")
    golden("agreements/quarrel.md", ran.out)


def test_the_toy_shop(servicemap: CommandLine, golden: Golden) -> None:
    ran = servicemap("agreements", TOYS, "--date", "2027-02-01")
    assert (ran.code, ran.err) == (0, "")
    golden("agreements/harbour-toys.txt", ran.out)


def test_one_team(servicemap: CommandLine, quarrel: str) -> None:
    ran = servicemap("agreements", quarrel, "--team", "IT", "--date", "2027-02-01")
    assert ran.out.splitlines() == [
        "IT: 1 service, of which 1 open.",
        "",
        "Open: both say so, and the time is not settled",
        "",
        "  Tills, IT -> Stores",
        "    IT      promises no time",
        "    Stores  has it already; expects it within 2d",
        "    ! Stores expects it within 2d, and IT promises no time",
        "    ask IT (no owner) and Head of Stores (Stores)",
    ]
    wrong = servicemap("agreements", quarrel, "--team", "Storse")
    assert (wrong.code, wrong.out) == (2, "")
    assert "did you mean Stores?" in wrong.err


def test_what_was_confirmed_on_a_day_yet_to_come(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "ahead.yaml"
    path.write_text(
        """
map: {title: Ahead, confirm_every: 30d}
teams:
  IT:
    serves:
      - {customer: Stores, service: Tills, confirmed: 2027-03-01}
      - {customer: Stores, service: Phones, confirmed: 2026-03-01}
  Stores: {relies_on: {IT: [Tills, Phones]}}
""",
        encoding="utf-8",
    )
    call = ("agreements", str(path), "--date", "2027-01-20")
    summed_up = (
        "Ahead: 2 services, of which 2 agreed. 1 last confirmed more than 30d ago."
        " 1 confirmed on a day that is yet to come."
    )
    said = "confirmed Mon 1 Mar 2027, which is yet to come"
    shown = " ".join(servicemap(*call).out.split())
    assert shown.startswith(summed_up)
    assert f"Tills, IT -> Stores IT {said} Stores says so" in shown
    table = servicemap(*call, "--format", "markdown").out
    assert summed_up in table
    assert f"| {said} |" in table
    answer = json.loads(servicemap(*call, "--format", "json").out)
    told = {one["service"]: one["provider_says"] for one in answer["services"]}
    assert [(told[key]["stale"], told[key]["to_come"]) for key in ("it/tills", "it/phones")] == [
        (False, True),
        (True, False),
    ]


def test_for_programs(servicemap: CommandLine, quarrel: str) -> None:
    ran = servicemap("agreements", quarrel, "--format", "json", "--date", "2027-02-01")
    answer = json.loads(ran.out)
    assert (answer["version"], answer["kind"]) == (2, "agreements")
    assert answer["counts"] == {"differs": 2, "open": 1, "unconfirmed": 2, "agreed": 1}
    found = {(one["service"], one["customer"]): one for one in answer["services"]}
    assert list(found) == sorted(found)
    assert found["warehouse/stock-for-the-shelves", "stores"] == {
        "service": "warehouse/stock-for-the-shelves",
        "customer": "stores",
        "state": "differs",
        "provider_says": {
            "name": "Stock for the shelves",
            "promise": "2027-02-22",
            "departs": "Fri 17:00",
            "slack": "1d",
            "worth": None,
            "noticed_after": None,
            "channel": None,
            "quality": None,
            "others": None,
            "allow": {},
            "confirmed": "2027-01-14",
            "stale": False,
            "to_come": False,
        },
        "customer_says": {
            "name": "Stock for the shelves",
            "expects": "2027-02-19",
            "standing": False,
            "wants": "Sorted by shelf",
            "slack": "4h",
            "switch": None,
            "noticed_after": None,
            "channel": None,
            "quality": None,
            "feedback": None,
            "all_feedback": [],
            "allow": {},
            "confirmed": None,
            "stale": False,
            "to_come": False,
        },
        "actions": [],
        "called": None,
        "owners": [
            {"party": "warehouse", "owner": "Kim"},
            {"party": "stores", "owner": "Head of Stores"},
        ],
        "not_agreed": [
            {
                "about": "promise",
                "sentence": "Stores expects it by Fri 19 Feb 2027, it is promised by"
                " Mon 22 Feb 2027: 1 day too late",
                "late_minutes": 480,
            },
            {
                "about": "slack",
                "sentence": "Warehouse says that Stores can go on without it for 1d, Stores says"
                " 4h",
                "late_minutes": 0,
            },
        ],
        "allowed": [],
    }
    pallets = found["warehouse/empty-pallets", "stores"]
    assert (pallets["called"], pallets["customer_says"]["name"]) == ("warehouse/pallets", "Pallets")
    toys = found["stores/toys-on-the-shelf", "shoppers"]
    assert (toys["state"], toys["customer_says"]) == ("unconfirmed", None)
    assert [point["about"] for point in toys["not_agreed"]] == ["side"]
    old = found["warehouse/weekly-van-list", "stores"]
    assert (old["state"], old["provider_says"]["stale"]) == ("agreed", True)
    assert [point["about"] for point in old["not_agreed"]] == ["confirmed"]


def test_what_the_map_allows_is_told_with_its_reason(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "quarrel.yaml"
    agreed = QUARREL.replace(
        "expects: 2027-02-19\n",
        "expects: 2027-02-19\n        allow: {expectation-gap: 'Until the new van'}\n",
    ).replace("service: Pallets}", "service: Pallets, allow: {two-names: 'Empty ones go back'}}")
    path.write_text(agreed, encoding="utf-8")
    text = " ".join(servicemap("agreements", str(path), "--team", "stores").out.split())
    assert "= agreed to differ: Stores expects it by Fri 19 Feb 2027" in text
    assert "1 day too late (Until the new van) !" in text
    assert "= two services: it is not 'Empty pallets' (Empty ones go back)" in text
    table = servicemap("agreements", str(path), "--format", "markdown").out
    assert "too late (Until the new van)<br>Warehouse says" in table
    answer = json.loads(servicemap("agreements", str(path), "--format", "json").out)
    allowed = {one["service"]: one["allowed"] for one in answer["services"] if one["allowed"]}
    assert [(key, one["about"], one["reason"]) for key, (one,) in allowed.items()] == [
        ("warehouse/empty-pallets", "name", "Empty ones go back"),
        ("warehouse/pallets", "name", "Empty ones go back"),
        ("warehouse/stock-for-the-shelves", "promise", "Until the new van"),
    ]
    (gap,) = allowed["warehouse/stock-for-the-shelves"]
    assert gap["late_minutes"] == 480


def test_names_that_would_do_harm(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    shown = servicemap("agreements", str(path)).out
    assert "\n* list" not in shown
    table = servicemap("agreements", str(path), "--format", "markdown").out
    assert "<script>" not in table
    assert "<img" not in table
    assert "@everyone" not in table
    assert "](" not in table
    (row,) = [line for line in table.splitlines() if line.startswith("| **")]
    assert row.count(" | ") == 4


def test_a_map_that_cannot_be_read(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("teams: {A: {serves: {Nobody: Work}}}", encoding="utf-8")
    ran = servicemap("agreements", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert "SM007" in ran.err


HEARD = """
teams:
  Till:
    serves:
      - {customer: [Shoppers, Clubs], service: Receipts, quality: [Readable], others: {Toyland: 2d}}
end_users:
  Shoppers: {feedback: {score: 5, asked: 2027-01-02, says: Long queues}}
  Clubs:
actions:
  A second till: {for: Till, due: 2027-01-20}
"""


def test_what_was_said_of_all_they_get_and_what_others_offer(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "till.yaml"
    path.write_text(HEARD, encoding="utf-8")
    said = " ".join(servicemap("agreements", str(path), "--date", "2027-02-01").out.split())
    assert "Till also promises: Readable; Toyland offers it within 2d" in said
    assert "Shoppers say nothing of it: ask Shoppers" in said
    overall = "5 of 10, Sat 2 Jan 2027: Long queues (begun: A second till, due Wed 20 Jan 2027"
    assert f"What customers said of all they get Shoppers: {overall}, 12 days overdue)" in said
    table = servicemap("agreements", str(path), "--date", "2027-02-01", "--format", "markdown").out
    assert f"| Shoppers | {overall}, 12 days overdue) |" in table


def test_show_tells_what_is_overdue_too(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "till.yaml"
    path.write_text(HEARD, encoding="utf-8")
    said = " ".join(servicemap("show", "Till", str(path), "--date", "2027-02-01").out.split())
    assert "(begun: A second till, due Wed 20 Jan 2027, 12 days overdue)" in said
