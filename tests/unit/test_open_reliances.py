"""Somebody relies on a provider of several services, and nobody says on which."""

from servicemap.cards import show
from servicemap.checking import check
from servicemap.comparing import Telling, compare
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import cards
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


def test_alternatives_and_offers_without_a_name_mean_what_they_meant() -> None:
    offered = read(
        HOTEL.replace(
            "      - {customer: Concierge, service: Guest wishes, takes: 10m}\n",
            "      - {customer: Concierge, service: Guest wishes, takes: 10m}\n      - Bell desk\n",
        )
    )
    assert offered.unsaid == ()
    assert "front-desk/work-of-front-desk" in offered.services
