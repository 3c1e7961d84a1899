"""The report on customers, and where it says to begin."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

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
Canteen: 3 customers, 2 of them heard; 2 not for too long; 1 is not happy.

End users: 2 of 2 heard; 1 advocate

  Guests
    A box at the exit, every 7d, last on Fri 1 Jan 2027: 31 days ago
    no recovery plan

  Members  10 of 10, advocate
    A call a month, every 60d, last on Wed 20 Jan 2027
    10 of 10, Wed 20 Jan 2027
    no recovery plan

Employees, each other's customers: 0 of 1 heard; 1 account

  Counter  4 of 10, down from 9, account
    nobody says how they are heard
    4 of 10 of Lunch from Kitchen, Thu 1 Oct 2026: Cold on Mondays. Nothing was done about it

Where to improve first

  1. Lunch for Counter, by Kitchen: Counter gave 4 of 10; 1h until somebody outside notices; nobody
     has heard them for long, if ever. To try: strengthen the relationship: talk with them.
  2. Meals for Guests, by Counter: 1h until somebody outside notices; nobody has heard them for
     long, if ever; nobody could stand in; 900 hang on it. To try: deliver early.
  3. Meals for Members, by Counter: 1h until somebody outside notices; nobody could stand in; 900
     hang on it. To try: deliver early.

Counter is not happy: Counter serves Guests and Members, and Kitchen serves Counter.
Members would recommend us, and get Cake; Guests do not.
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
    assert found["improve"][0]["reasons"] == ["unhappy", "no_time", "silent"]
    counter = next(one for one in found["customers"] if one["party"] == "counter")
    assert (counter["score"], counter["score_before"], counter["days_unheard"]) == (4, 9, 123)
    assert counter["said"][0]["answered"] is False
    assert found["advocates_get"] == [
        {"advocate": "members", "service": "counter/cake", "others": ["guests"]}
    ]


def test_what_is_done_is_said_beside_what_was_said(servicemap: CommandLine, path: str) -> None:
    text = CANTEEN + "actions:\n  Warm plates: {for: Kitchen/Lunch, lever: system}\n"
    Path(path).write_text(text, encoding="utf-8")
    said = servicemap("care", path, "--date", "2027-02-01").out
    assert "Cold on Mondays. Done: Warm plates (begun)" in said
    assert "To try: upgrade the system (begun: Warm plates)." in " ".join(said.split())


def test_a_pull_request_takes_it_as_a_table(servicemap: CommandLine, path: str) -> None:
    ran = servicemap("care", path, "--date", "2027-02-01", "--format", "markdown")
    assert ran.out.splitlines()[2].startswith("| Group | Customer | Heard by |")
    assert "| End users | Guests | A box at the exit | 2027-01-01 |" in ran.out


def test_a_map_that_says_nothing_of_all_this_has_customers_all_the_same(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text("teams: {A: {serves: {B: C}}}\nend_users: [B]\n", encoding="utf-8")
    ran = servicemap("care", str(path))
    assert ran.out.startswith("toys: 1 customer, 0 of them heard.\n\nEnd users: 0 of 1 heard")
