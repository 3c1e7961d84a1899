"""What a team reached, what its customers said, and what became of it."""

from datetime import date

from servicemap.importing.record_files import NO_RECORD
from servicemap.loading import read_text
from servicemap.rounds.review_handout import review_handout
from servicemap.rounds.reviewing import Review, review
from servicemap.wording.phrases import Words

MAP = """\
map: {title: Laundry, date: 2027-02-01}
teams:
  Linen room:
    objectives:
      - Nothing is lost
      - {say: Wards give us an eight, score: Wards, at_least: 8}
      - {say: Sheets when promised, keep: Sheets, at_least: 95%}
    serves:
      - {customer: Wards, service: Sheets, promise: 2027-02-03}
      - {customer: Kitchen, service: Aprons}
  Wards:
    feedback:
      - {score: 3, rung: customer, asked: 2026-06-01, says: Torn}
      - {score: 8, rung: account, asked: 2026-12-01, says: Better}
    serves: {Patients: Beds}
  Kitchen:
    feedback:
      - {score: 7, rung: advocate, asked: 2026-05-01}
      - {score: 4, rung: customer, asked: 2027-01-05, says: Late}
end_users: [Patients]
actions:
  Buy new sheets: {for: Linen room, due: 2026-10-01, done: 2026-09-20}
  Wash at night: {for: Linen room/Aprons, due: 2027-06-01}
"""


def asked(since: date | None = None, today: date | None = None) -> Review:
    return review(
        read_text(MAP, "laundry.yaml").map, "Linen room", NO_RECORD, since=since, today=today
    )


def test_objectives_have_what_was_reached_or_why_nobody_knows() -> None:
    plain, score, kept = asked()
    assert (plain.value, plain.why) == (None, "not_measured")
    assert (score.value, score.before, score.reached) == (8, 3, True)
    assert (kept.value, kept.why) == (None, "no_record")


def test_bad_words_come_first_where_nobody_has_answered() -> None:
    found = asked()
    assert [voice.customer.name for voice in found.voices] == ["Kitchen", "Wards"]


def test_what_is_done_comes_before_what_is_begun() -> None:
    assert [one.name for one in asked().actions] == ["Buy new sheets", "Wash at night"]


def test_those_rose_who_stand_higher_than_before() -> None:
    (only,) = asked().rises
    assert (only.customer.name, only.old, only.new) == ("Wards", "customer", "account")
    assert only.day == date(2026, 12, 1)
    assert asked(today=date(2026, 7, 1)).rises == ()


def test_what_was_before_is_left_out() -> None:
    found = asked(since=date(2026, 12, 15))
    assert [voice.customer.name for voice in found.voices] == ["Kitchen"]
    assert [one.name for one in found.actions] == ["Wash at night"]


def test_a_score_without_words_is_said_once_and_of_what() -> None:
    m = read_text(
        "teams:\n  Linen room: {serves: {Wards: Sheets}}\n  Wards:\n    serves: {Patients: Beds}\n"
        "    relies_on: [{provider: Linen room, service: Sheets, feedback: {score: 9}}]\n"
        "end_users: [Patients]\n"
    ).map
    page = review_handout(review(m, "Linen room", NO_RECORD), Words(m))
    assert page is not None
    ((item,),) = (section.items for section in page.sections)
    assert (item.said, item.lead, item.figure) == ("Sheets", "Wards", "9 out of 10")


def test_what_was_said_and_done_later_is_left_out() -> None:
    """As of a day long ago the page says what it would have said then."""
    then = asked(today=date(2026, 8, 1))
    assert [(voice.customer.name, voice.feedback.score) for voice in then.voices] == [
        ("Wards", 3),
        ("Kitchen", 7),
    ]
    assert [one.value for one in then] == [None, 3, None]
    assert [one.name for one in then.actions] == ["Wash at night"]
