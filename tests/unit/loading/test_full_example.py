"""One map with nearly every key of the format, and the smallest one, are read as they say."""

from datetime import date
from pathlib import Path

import pytest

from servicemap.durations import Duration
from servicemap.feedback import FeedbackKind, Lever, Rung
from servicemap.loading import Loaded, read_text
from servicemap.model import Moment, Rhythm

SMALLEST = """\
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""


@pytest.fixture
def whole() -> Loaded:
    return read_text((Path(__file__).parent / "harbour_in_full.yaml").read_text("utf-8"))


def test_the_smallest_map_is_read_without_a_finding() -> None:
    loaded = read_text(SMALLEST)
    assert loaded.findings == ()
    assert [one.id for one in loaded.map.reliances] == [
        "purchasing/stock-orders > stores",
        "stores/toys-on-the-shelf > shoppers",
    ]


def test_the_full_one_is_read_whole(whole: Loaded) -> None:
    assert whole.findings == ()
    m = whole.map
    assert list(m.parties) == [
        "purchasing",
        "warehouse",
        "stores",
        "it",
        "shoppers",
        "toy-factory",
        "backup-factory",
    ]
    assert {one.id: one.agreed for one in m.reliances} == {
        "purchasing/order-confirmation > toy-factory": False,
        "toy-factory/finished-toys > warehouse": True,
        "backup-factory/finished-toys > warehouse": True,
        "warehouse/stock-for-the-shelves > stores": True,
        "it/tills > stores": False,
        "stores/toys-on-the-shelf > shoppers": False,
    }
    (either,) = m.alternatives
    assert either.services == ("toy-factory/finished-toys", "backup-factory/finished-toys")
    assert m.services["purchasing/order-confirmation"].needs == ()
    assert m.services["warehouse/stock-for-the-shelves"].needs is None
    assert m.scenarios["forgotten-confirmation"].late == {"purchasing": Duration(days=5)}
    assert m.options["air-freight"].helps == "toy-factory/finished-toys"
    instead = m.options["second-source"].instead
    assert instead is not None
    assert (instead.provider, instead.name) == ("quick-toys", "Quick Toys")
    action = m.actions["move-the-friday-van"]
    assert (action.for_, action.lever) == (("warehouse/stock-for-the-shelves",), Lever.PROCEDURE)
    shelf = next(one.provider_says for one in m.reliances if one.provider == "stores")
    assert shelf is not None
    assert shelf.channel == "at the shelf"
    assert shelf.quality == ("Price on the label", "Nothing out of stock on Saturday")
    assert shelf.others == {"Toyland": Moment(date(2027, 2, 20))}
    assert m.parties["it"].recovers == Duration(days=2)


def test_what_is_said_of_the_van_is_kept_on_both_sides(whole: Loaded) -> None:
    van = next(one for one in whole.map.reliances if one.provider == "warehouse")
    assert van.departs is not None
    assert (van.departs.rhythm, van.departs.weekdays, van.departs.minute) == (
        Rhythm.WEEKLY,
        (4,),
        17 * 60,
    )
    assert van.promise == van.expects == Moment(date(2027, 2, 19))
    assert van.customer_says is not None
    before, feedback = van.customer_says.feedback
    assert feedback is van.customer_says.newest_feedback
    assert (feedback.score, feedback.rung) == (6, Rung.ACCOUNT)
    assert (before.kind, feedback.kind) == (FeedbackKind.SURVEY, FeedbackKind.BRIEFING)
    assert van.customer_says.noticed_after == Duration(minutes=240)
    care = whole.map.parties["shoppers"].care
    assert care is not None
    assert list(care.recovery) == ["apologise", "reinstate", "empathise", "atone", "follow_up"]
    assert whole.map.calendar_of("it") == whole.map.calendars["round-the-clock"]
