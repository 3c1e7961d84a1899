"""Somebody relies on a provider of several services, and nobody says on which."""

from servicemap.cards import show
from servicemap.checking import check
from servicemap.comparing import Telling, compare
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import cards
from servicemap.reporting.text.promises import as_text as promises_in_words
from servicemap.reporting.text.traces import as_text as trace_in_words
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.open_ends import Missing
from servicemap.timing.answers.promises import promises
from servicemap.unknowns import Unknown

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
        "Bell desk relies on Front desk and does not say for what: Check-in or Guest wishes?"
    )
    assert finding.hint == ("name it, or several in a list: relies_on: {Front desk: Check-in}")


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
    assert "Front desk  (for which service is not said)" in got
    given = cards.as_text(show(m, "Front desk"), Ink())
    assert "Bell desk  (for which service is not said)" in given


def test_a_difference_tells_what_was_left_open() -> None:
    named = read(HOTEL.replace("relies_on: [Front desk]", "relies_on: {Front desk: Check-in}"))
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
        "Bell desk relies on Front desk and does not say for what: Check-in or Guest wishes?"
    )
    assert finding.hint == ("name it: any_of: [{provider: Front desk, service: Check-in}, ...]")
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
        "Concierge relies on Front desk and does not say for what: Check-in or Keys?",
        "Tours relies on Front desk and does not say for what: Check-in or Keys?",
    ]
    (asked,) = [finding for finding in findings if finding.code == "SM303"]
    assert asked.hint == (
        "add needs: with those of Front desk/Check-in and Front desk/Keys, or needs: []"
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


def test_alternatives_and_offers_without_a_name_mean_what_they_meant() -> None:
    offered = read(
        HOTEL.replace(
            "      - {customer: Concierge, service: Guest wishes, takes: 10m}\n",
            "      - {customer: Concierge, service: Guest wishes, takes: 10m}\n      - Bell desk\n",
        )
    )
    assert offered.unsaid == ()
    assert "front-desk/work-of-front-desk" in offered.services
