"""What advocates get that others do not: services, sooner promises, wider margins."""

from servicemap.caring.report import care
from servicemap.loading import read_text
from servicemap.reporting.text.care import advantage_in_words

BOX_OFFICE = """
map: {{start: 2027-02-01}}
teams:
  Box office:
    serves:
      - {{customer: Subscribers, service: Tickets, takes: 1d, promise: {first}}}
      - {{customer: Audience, service: Tickets, promise: {second}{departs}}}
      - {{customer: Subscribers, service: Seat of their choice}}
end_users:
  Subscribers: {{feedback: {{score: 10, rung: advocate}}}}
  Audience: {{}}
"""


def told(first: str, second: str, departs: str = "") -> list[str]:
    m = read_text(BOX_OFFICE.format(first=first, second=second, departs=departs)).map
    return [advantage_in_words(m, one) for one in care(m).advantages]


SEAT = "Subscribers get Seat of their choice from Box office; Audience does not."


def test_a_sooner_promise() -> None:
    assert told("3d", "5d") == [
        "Subscribers are promised Tickets 2 days sooner than Audience.",
        SEAT,
    ]
    assert told("Wed 12:00", "Fri 12:00") == [
        "Subscribers are promised Tickets 2 days sooner than Audience.",
        SEAT,
    ]


def test_a_wider_margin() -> None:
    assert told("5d", "3d") == [
        "Subscribers get Tickets with 2 days more margin than Audience.",
        SEAT,
    ]
    assert told("5d", "5d", ", departs: Thu 12:00") == [
        "Subscribers get Tickets with 2 days 3 hours more margin than Audience.",
        SEAT,
    ]


def test_where_the_promises_are_of_two_kinds_margins_tell() -> None:
    assert told("5d", "Fri 12:00") == [
        "Subscribers get Tickets with 5 hours more margin than Audience.",
        SEAT,
    ]


def test_what_only_an_advocate_gets_from_whomever() -> None:
    m = read_text("""
teams:
  Surgery: {serves: {Owners: Treatment, Kitchen: Towels}}
  Home visits: {serves: {Breeders: Visits, Ward: Lifts}}
  Kitchen: {serves: {Owners: Tea}}
  Ward: {feedback: {rung: advocate}, serves: {Owners: Rest}}
end_users:
  Breeders: {feedback: {score: 10, rung: advocate}}
  Owners: {}
""").map
    # Of teams, which all get different things, only those that deal with the same provider count.
    assert [advantage_in_words(m, one) for one in care(m).advantages] == [
        "Breeders get Visits from Home visits; Owners do not."
    ]
