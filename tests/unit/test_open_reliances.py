"""Somebody relies on a provider of several services, and nobody says on which."""

from servicemap.cards import show
from servicemap.checking import check
from servicemap.comparing import Telling, compare
from servicemap.findings import Severity
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.json.cards import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import cards
from servicemap.reporting.text.promises import as_text as promises_in_words
from servicemap.reporting.text.traces import as_text as trace_in_words
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.open_ends import Missing
from servicemap.timing.answers.promises import promises
from servicemap.unknowns import Unknown
from servicemap.views.links import drawn
from tests.few_rules import judged_by

judged = judged_by("SM208", "SM303")

HOTEL = """
teams:
  Front desk:
    serves:
      - {customer: Guests, service: Check-in, takes: 10m, promise: 1d}
      - {customer: Concierge, service: Guest wishes, takes: 10m}
  Bell desk:
    relies_on: [Front desk]
    serves: [{customer: Guests, service: Luggage, takes: 15m, promise: 1d}]
  Concierge:
    serves: [{customer: Guests, service: Tickets, takes: 15m, promise: 1d}]
end_users: [Guests]
"""


def read(text: str) -> ServiceMap:
    loaded = read_text(text)
    assert loaded.findings == ()
    return loaded.map


def test_nothing_is_made_up_and_what_could_be_meant_is_listed() -> None:
    m = read(HOTEL)
    assert [service.name for service in m.services.values()] == [
        *("Check-in", "Guest wishes", "Luggage", "Tickets")
    ]
    (finding,) = [f for f in check(m) if f.code == "SM208"]
    assert finding.message == (
        "Bell desk relies on Front desk without saying for what: Guest wishes or Check-in?"
    )
    assert finding.hint == ("name it, or several in a list: relies_on: {Front desk: Guest wishes}")


def test_what_is_likeliest_meant_is_offered_first() -> None:
    """What a team needs by its own words, then what teams get, then what most of them get."""
    text = """
teams:
  Office:
    serves:
      - {customer: Passengers, service: Leaflets}
      - {customer: Marketing, service: Dates}
      - {customer: [Tickets, Ships], service: Timetable}
  Freight:
    relies_on: [Office]
    serves: {Passengers: Lists}
  Tickets: {serves: {Passengers: Seats}}
  Ships: {serves: {Passengers: Crossing}}
  Marketing: {serves: {Passengers: Posters}}
end_users: [Passengers]
"""

    def offered(text: str) -> tuple[str, str]:
        (finding,) = [f for f in check(read(text)) if f.code == "SM208"]
        return finding.message.rpartition(": ")[2], (finding.hint or "").rpartition(": ")[2]

    assert offered(text) == ("Timetable, Dates or Leaflets?", "Timetable}")
    outside = text.replace("relies_on: [Office]\n    ", "").replace(
        "end_users: [Passengers]", "end_users: {Passengers: , Tourists: {relies_on: [Office]}}"
    )
    assert offered(outside) == ("Leaflets, Timetable or Dates?", "Leaflets}")
    assert "Office  (Timetable, Dates or Leaflets? Nobody says)" in cards.as_text(
        show(read(text), "Freight"), Ink()
    )


def test_what_waits_for_it_is_not_vouched_for() -> None:
    margins = {m.service: (m.margin, m.unknown) for m in promises(read(HOTEL))}
    assert margins == {
        "front-desk/check-in": (470, Unknown.NOTHING),
        "bell-desk/luggage": (None, Unknown.UNLINKED),
        "concierge/tickets": (455, Unknown.NOTHING),
    }


def test_needs_that_are_said_leave_nothing_open() -> None:
    said = HOTEL.replace("Luggage, takes: 15m", "Luggage, takes: 15m, needs: []")
    assert [one.margin for one in promises(read(said))] == [470, 465, 455]


def test_the_cards_of_both_say_so() -> None:
    m = read(HOTEL)
    got = cards.as_text(show(m, "Bell desk"), Ink())
    assert "Front desk  (Guest wishes or Check-in? Nobody says)" in got
    given = cards.as_text(show(m, "Front desk"), Ink())
    assert "Bell desk  (Guest wishes or Check-in? Nobody says)" in given
    (unnamed,) = as_json(show(m, "Bell desk"))["unnamed"]
    assert unnamed == {
        "provider": "front-desk",
        "customer": "bell-desk",
        "could_mean": ["front-desk/check-in", "front-desk/guest-wishes"],
    }


def test_beside_services_that_are_named_no_other_is_listed() -> None:
    """The Concierge gets two that Front desk names; that it names none itself is no third."""
    m = read("""
teams:
  Front desk:
    serves:
      - {customer: Guests, service: Check-in}
      - {customer: Concierge, service: Guest wishes}
      - {customer: Concierge, service: Maps}
  Concierge:
    relies_on: [Front desk]
    serves: {Guests: Tickets}
end_users: [Guests]
""")
    assert [f.code for f in check(m) if f.severity is Severity.WARNING] == ["SM208"]
    given, got = (cards.as_text(show(m, team), Ink()) for team in ("Front desk", "Concierge"))
    assert given.count("\n  Concierge  ") == 2
    assert got.count("\n  Front desk  ") == 2
    assert as_json(show(m, "Concierge"))["unnamed"] == []


def test_a_difference_tells_what_was_left_open() -> None:
    named = read(HOTEL.replace("relies_on: [Front desk]", "relies_on: {Front desk: Guest wishes}"))
    m = read(HOTEL)
    told = [Telling(named, m).change(one) for one in compare(named, m)]
    assert "Bell desk relies on Front desk now without saying for what." in told


def test_an_alternative_without_a_name_is_asked_which_it_is_and_nothing_else() -> None:
    m = read(
        HOTEL.replace(
            "relies_on: [Front desk]", "relies_on: [any_of: [Front desk, Porters]]"
        ).replace(
            "  Concierge:\n",
            "  Porters:\n    serves: [{customer: Bell desk, takes: 1h}]\n  Concierge:\n",
        )
    )
    (finding,) = [f for f in check(m) if f.code == "SM208"]
    assert finding.message == (
        "Bell desk relies on Front desk without saying for what: Guest wishes or Check-in?"
    )
    assert finding.hint == ("name it: any_of: [{provider: Front desk, service: Guest wishes}, ...]")
    assert not [f for f in check(m) if f.code == "SM303" and "Work of Front desk" in f.message]


EITHER = """
teams:
  Front desk:
    serves:
      - {customer: Guests, service: Check-in, takes: 1h, promise: 1d}
      - {customer: Guests, service: Keys, takes: 1h}
  Bell desk:
    serves: [{customer: Guests, service: Bags, takes: 1h}]
  Concierge:
    relies_on: [{any_of: [{provider: Front desk}, {provider: Bell desk, service: Bags}]}]
    serves: [{customer: Guests, service: Tickets, takes: 2h, promise: 2d}]
  Tours:
    relies_on: [{provider: Front desk}]
    serves: [{customer: Guests, service: Trips, takes: 2h, promise: 2d}]
end_users: [Guests]
"""
"""The Concierge does not say which of two services it means, and nobody else means a third."""


def test_an_alternative_without_a_name_is_offered_to_nobody() -> None:
    m = read(EITHER)
    findings = list(check(m))
    assert [finding.message for finding in findings if finding.code == "SM208"] == [
        "Concierge relies on Front desk without saying for what: Check-in or Keys?",
        "Tours relies on Front desk without saying for what: Check-in or Keys?",
    ]
    (asked,) = [finding for finding in findings if finding.code == "SM303"]
    assert asked.hint == (
        "add needs: with those of Front desk once relies_on: says which services are meant, or"
        " needs: []"
    )
    # Trips may wait for either of the two, both of which say how long they take.
    (trips,) = [one for one in promises(m) if one.service == "tours/trips"]
    assert trips.margin_bounds == (13 * 60, 14 * 60)
    misspelt = EITHER.replace("service: Trips,", "service: Trips, needs: [Front desk/Work of it],")
    assert "work-of" not in "".join(one.hint for one in read_text(misspelt).findings)


def test_of_an_alternative_without_a_name_only_which_it_is_is_asked() -> None:
    m = read(EITHER)
    first, *others = promises(m).open_ends
    assert (first.service, first.missing) == ("front-desk/work-of-front-desk", Missing.SERVICE)
    assert [(one.service, one.missing) for one in others] == [("tours/trips", Missing.NEEDS)]
    told = promises_in_words(promises(m), Ink())
    assert "1 of 2  service:  Front desk: which service of theirs is meant?" in told
    assert "Work of Front desk" not in told
    late = trace_in_words(trace(m, {"Front desk": "1d"}), Ink())
    assert "say first which service of Front desk is meant" in " ".join(late.split())


RECEPTION = """
teams:
  Desk:
    serves:
      - {customer: Hall, service: Check-in, takes: 1d}
      - {customer: Hall, service: Keys, takes: 2d}
      - {customer: Porters, service: Lists, takes: 9d}
  Porters:
    serves: [{customer: Guests, service: Bags, takes: 1d, promise: 20d}]
  Hall:
    relies_on: [Desk]
    serves: [{customer: Guests, service: Meals, takes: 1d, promise: 5d}]
end_users: [Guests]
"""
"""The Hall does not say which of the two it means that the Desk has for it."""

DAY = 8 * 60


def margin(text: str, service: str) -> tuple[int | None, int | None]:
    """The least and the most of the margin of a promise."""
    (one,) = [one for one in promises(read(text)) if one.service == service]
    return one.margin_bounds


def which(text: str) -> list[str]:
    return [f"{f.message} {f.hint}" for f in check(read(text)) if f.code == "SM208"]


def test_of_several_for_one_customer_it_may_be_any_or_none() -> None:
    assert which(RECEPTION) == [
        "Hall relies on Desk without saying for what: Check-in or Keys?"
        " name it, or several in a list: relies_on: {Desk: Check-in}"
    ]
    assert margin(RECEPTION, "hall/meals") == (2 * DAY, 4 * DAY)
    told = promises_in_words(promises(read(RECEPTION)), Ink())
    assert "2d to 4d" in told
    assert "needs:  Meals (Hall): what does it wait for?" in told
    named = RECEPTION.replace("relies_on: [Desk]", "relies_on: {Desk: [Check-in, Keys]}")
    assert margin(named, "hall/meals") == (2 * DAY, 2 * DAY)


def test_what_the_customer_names_itself_is_needed_and_only_the_rest_is_open() -> None:
    text = RECEPTION.replace("customer: Porters, service: Lists", "customer: Hall, service: Lift")
    text = text.replace("relies_on: [Desk]", "relies_on: [{provider: Desk, service: Keys}, Desk]")
    assert which(text) == [
        "Hall relies on Desk without saying for what: Check-in or Lift?"
        " name it, or several in a list: relies_on: {Desk: Check-in}"
    ]
    assert margin(text, "hall/meals") == (-5 * DAY, 2 * DAY)


def test_what_is_offered_beside_an_alternative_without_a_name_may_be_that_one() -> None:
    text = RECEPTION.replace("[Desk]", "[any_of: [Desk, {provider: Porters, service: Bags}]]")
    assert which(text) == [
        "Hall relies on Desk without saying for what: Check-in or Keys?"
        " name it: any_of: [{provider: Desk, service: Check-in}, ...]"
    ]
    assert margin(text, "hall/meals")[1] == 4 * DAY


SERVED = """
teams:
  Desk: {serves: [Hall]}
  Hall:
    relies_on: {Desk: [Keys, Check-in]}
    serves: [{customer: Guests, service: Meals, takes: 1d, promise: 5d}]
end_users: [Guests]
"""


def test_a_provider_is_asked_with_which_of_those_that_its_customer_names() -> None:
    assert which(SERVED) == [
        "Desk serves Hall without saying with what: Check-in or Keys?"
        " name it, or several in a list: serves: {Hall: Check-in}"
    ]
    m = read(SERVED)
    assert [service.name for service in m.services.values()] == ["Keys", "Check-in", "Meals"]
    assert margin(SERVED, "hall/meals") == (None, 4 * DAY)  # it says that it needs both
    named = read(SERVED.replace("serves: [Hall]", "serves: {Hall: [Keys, Check-in]}"))
    told = [Telling(named, m).change(one) for one in compare(named, m)]
    assert "Desk serves Hall now without saying with what." in told
    told = [Telling(m, named).change(one) for one in compare(m, named)]
    assert "Desk says now with what it serves Hall." in told


def test_a_poster_draws_what_is_named_and_no_further_link() -> None:
    for text in (RECEPTION, SERVED):
        m = read(text)
        between = [one for one in drawn(m) if (one.provider, one.customer) == ("desk", "hall")]
        assert {m.services[one.service].name for one in between} == {"Check-in", "Keys"}
    tours = [one for one in drawn(read(EITHER)) if one.customer == "tours"]
    assert [one.service for one in tours] == ["front-desk"]


def test_alternatives_and_offers_without_a_name_mean_what_they_meant() -> None:
    offered = read(
        HOTEL.replace(
            "      - {customer: Concierge, service: Guest wishes, takes: 10m}\n",
            "      - {customer: Concierge, service: Guest wishes, takes: 10m}\n      - Bell desk\n",
        )
    )
    assert offered.unsaid == ()
    assert "front-desk/work-of-front-desk" in offered.services
