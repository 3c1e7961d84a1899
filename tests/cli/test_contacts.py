"""The points of contact: who meets which customer, for what, through which channel, who first."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

INN = """\
map: {title: Inn}
teams:
  Desk:
    serves:
      - {customer: Guests, service: Check-in, takes: 1h, channel: at the counter, needs: none}
      - customer: [Guests, Groups]
        service: Bill
        takes: 2h
        channel: by mail
        needs: Check-out list
  Kitchen:
    serves:
      - {customer: Guests, service: Dinner, takes: 4h}
      - {customer: Desk, service: Menu, takes: 30m}
  Rooms:
    serves:
      - {customer: Desk, service: Check-out list, takes: 1d, channel: on the telephone}
      - {customer: Guests, service: Beds}
end_users: [Guests, Groups]
"""

TOLD = """\
Inn: 6 points of contact with 3 customers. Desk meets customers most: 3 of 6.

End users

  Guests meet Desk most (2 of 4)
    Desk     Check-in        1h           at the counter
    Kitchen  Dinner          4h           -
    Desk     Bill            1d 2h        by mail
    Rooms    Beds            0d or later  -

  Groups meet Desk and nobody else
    Desk     Bill            1d 2h        by mail

Teams

  Desk
    Rooms    Check-out list  1d           on the telephone

Of 2 nobody says through which channel: add channel: to these deliveries.
"""


@pytest.fixture
def inn(tmp_path: Path) -> str:
    path = tmp_path / "inn.yaml"
    path.write_text(INN, encoding="utf-8")
    return str(path)


def test_all_to_somebody_outside_and_inside_where_a_channel_is_named(
    servicemap: CommandLine, inn: str
) -> None:
    ran = servicemap("care", inn, "--contacts")
    assert (ran.code, ran.out) == (0, TOLD)


def test_whom_they_meet_first_is_said_where_the_plan_knows(
    servicemap: CommandLine, inn: str
) -> None:
    found = json.loads(servicemap("care", inn, "--contacts", "--format", "json").out)
    guests = found["customers"][0]
    assert (guests["customer"], guests["first"], guests["most"]) == ("guests", [], ["desk"])
    text = INN.replace("service: Beds", "service: Beds, takes: 2h")
    Path(inn).write_text(text, encoding="utf-8")
    said = servicemap("care", inn, "--contacts").out
    assert "Guests meet Desk first by plan, and Desk most (2 of 4)" in said
    text = text.replace(
        "end_users: [Guests, Groups]",
        "end_users: {Groups: {}, Guests: {relies_on:"
        " [{provider: Rooms, service: Beds, standing: yes}]}}",
    )
    Path(inn).write_text(text, encoding="utf-8")
    said = servicemap("care", inn, "--contacts").out
    assert "Guests meet Desk most (2 of 4)" in said  # nobody knows when they use what is there
    assert "Rooms    Beds            at any time  -" in said


def test_of_one_team_those_in_which_it_meets_somebody_or_is_met(
    servicemap: CommandLine, inn: str
) -> None:
    ran = servicemap("show", "rooms", inn, "--contacts", "--format", "json")
    found = json.loads(ran.out)
    assert found["team"] == "rooms"
    met = [(one["provider"], one["service"], one["customer"]) for one in found["contacts"]]
    assert met == [("rooms", "rooms/beds", "guests"), ("rooms", "rooms/check-out-list", "desk")]
    assert [one["contacts"] for one in found["customers"]] == [4, 1]
    text = servicemap("show", "rooms", inn, "--contacts").out
    assert text.startswith("Rooms: 2 points of contact with 2 customers.\n")


def test_as_a_table(servicemap: CommandLine, inn: str) -> None:
    ran = servicemap("care", inn, "--contacts", "--format", "csv")
    heads, first, *_ = ran.out.removeprefix("\ufeff").splitlines()
    assert heads == '"customer","meets","for","channel","planned","first"'
    assert first == '"Guests","Desk","Check-in","at the counter","1h",""'
    ran = servicemap("show", "desk", inn, "--contacts", "--format", "markdown")
    assert "| Guests | Desk | Bill | by mail | 1d 2h |  |" in ran.out


def test_nobody_is_met(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "inside.yaml"
    path.write_text("teams: {A: {serves: {B: x}}, B: {}}", encoding="utf-8")
    ran = servicemap("care", str(path), "--contacts")
    assert ran.out == (
        "inside: no points of contact: nobody outside gets anything, and no channel is named"
        " inside.\n"
    )


def test_those_who_meet_a_customer_as_often_as_each_other_are_named_together(
    servicemap: CommandLine, inn: str
) -> None:
    dinner = "      - {customer: Guests, service: Dinner, takes: 4h}\n"
    text = INN.replace(dinner, dinner + dinner.replace("Dinner", "Breakfast"))
    Path(inn).write_text(text, encoding="utf-8")
    said = servicemap("care", inn, "--contacts").out
    assert "Guests meet Desk and Kitchen most (2 of 5 each)" in " ".join(said.split())
