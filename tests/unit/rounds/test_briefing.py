"""What a team's next meeting is about, and who should come."""

from datetime import date

import pytest

from servicemap.errors import UnknownName
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.rounds.briefing import AgendaTopic, Briefing, Disagreement, briefing

MAP = """\
map: {title: Laundry, date: 2027-02-01, start: 2027-02-01, confirm_every: 30d}
teams:
  Linen room:
    department: Ground floor
    owner: Head of linen
    confirmed: 2026-12-01
    relies_on: [{provider: Soap maker, service: Soap, wants: In small boxes}]
    serves:
      - {customer: Wards, service: Sheets, takes: 2d, promise: 2027-02-03, slack: 1d}
      - {customer: Kitchen, service: Aprons, takes: 1d, promise: 2027-03-01}
      - {customer: Patients, service: Gowns}
  Wards:
    owner: Head nurse
    care: {listen: A call, every: 7d, last_asked: 2027-01-01}
    relies_on:
      - provider: Linen room
        service: Sheets
        expects: 2027-02-02
        slack: 2d
        wants: Folded once
        feedback: {score: 3, asked: 2027-01-01, says: Torn}
    serves: {Patients: Beds}
  Kitchen:
    care: {listen: A call, every: 90d, last_asked: 2027-01-20}
    relies_on: [{provider: Linen room, service: Aprons}]
  Porters: {}
suppliers:
  Soap maker: {owner: Head of linen, serves: {Linen room: {service: Soap, takes: 1d}}}
end_users: [Patients]
actions:
  Buy new sheets: {for: Linen room, owner: Head of linen, due: 2027-01-15}
  Wash at night: {for: Linen room/Aprons, owner: Head of linen, due: 2027-06-01}
"""
TODAY = date(2027, 2, 1)


def laundry(text: str = MAP) -> ServiceMap:
    return read_text(text, "laundry.yaml").map


def told(found: Briefing, topic: AgendaTopic) -> list[object]:
    return [item.fact for item in found.of(topic)]


def test_the_owners_of_both_sides_should_come_each_once() -> None:
    coming = briefing(laundry(), "linen room").attendees
    assert [(one.owner, [party.name for party in one.parties]) for one in coming] == [
        ("Head of linen", ["Linen room", "Soap maker"]),
        ("Head nurse", ["Wards"]),
        ("Kitchen", ["Kitchen"]),
        ("Patients", ["Patients"]),
    ]


def test_of_who_comes_for_itself_the_name_is_told_once() -> None:
    text = str(briefing(laundry(), "linen room"))
    assert "\n  Head of linen: Linen room, Soap maker\n" in text
    assert "\n  Kitchen\n" in text
    assert "\n  Patients\n" in text


def test_what_is_not_agreed_comes_first_and_nobody_outside_has_to_write() -> None:
    found = briefing(laundry(), "Linen room", today=TODAY)
    assert found[0].topic is AgendaTopic.DIFFERENCE
    points = [one for one in told(found, AgendaTopic.DIFFERENCE) if isinstance(one, Disagreement)]
    assert [(one.agreement.reliance.service, one.point.about.value) for one in points] == [
        ("linen-room/sheets", "promise"),
        ("linen-room/sheets", "slack"),
    ]


def test_promises_at_risk_are_those_without_a_day_to_spare() -> None:
    (only,) = told(briefing(laundry(), "Linen room"), AgendaTopic.PROMISE)
    assert only.service == "linen-room/sheets"  # type: ignore[attr-defined]


def test_overdue_are_customers_actions_words_and_what_was_confirmed() -> None:
    found = briefing(laundry(), "Linen room", today=TODAY)
    (silent,) = found.of(AgendaTopic.SILENCE)[:1]
    assert silent.fact.party.name == "Wards"  # type: ignore[union-attr]
    assert [one.name for one in told(found, AgendaTopic.ACTION)] == ["Buy new sheets"]  # type: ignore[attr-defined]
    assert told(found, AgendaTopic.UNANSWERED) == []  # an action answers it
    (once,) = told(found, AgendaTopic.CONFIRMATION)
    assert once.party.name == "Linen room"  # type: ignore[attr-defined]


def test_without_a_day_nothing_is_overdue() -> None:
    found = briefing(laundry(), "Linen room")
    assert not found.of(AgendaTopic.ACTION, AgendaTopic.CONFIRMATION)


def test_both_sides_want_something() -> None:
    wishes = told(briefing(laundry(), "Linen room"), AgendaTopic.WISH)
    assert [one.customer_says.wants for one in wishes] == [  # type: ignore[attr-defined]
        "Folded once",
        "In small boxes",
    ]


def test_what_changed_is_told_of_those_whom_the_team_deals_with() -> None:
    old = laundry(MAP.replace("takes: 2d", "takes: 1d").replace("  Porters: {}\n", ""))
    found = briefing(laundry(), "Linen room", since=old)
    changes = told(found, AgendaTopic.CHANGE)
    assert [(one.subject, one.field) for one in changes] == [  # type: ignore[attr-defined]
        ("linen-room/sheets", "takes")
    ]


def test_of_a_team_that_nobody_deals_with_there_is_nothing_to_say() -> None:
    found = briefing(laundry(), "Porters", today=TODAY)
    assert (len(found), repr(found)) == (0, "<Briefing of Porters: 0 items>")


@pytest.mark.parametrize(
    ("name", "says", "cure"),
    [
        ("Linnen room", "no team or other party is called 'Linnen room'", "did you mean"),
        ("Patients", "'Patients' is no team of this map", "name a team: Linen room"),
        ("Ground floor", "'Ground floor' is a department, and no team", "name one of: Linen room"),
    ],
)
def test_only_a_team_has_a_meeting(name: str, says: str, cure: str) -> None:
    with pytest.raises(UnknownName) as wrong:
        briefing(laundry(), name)
    assert says in wrong.value.message
    assert cure in wrong.value.hint
