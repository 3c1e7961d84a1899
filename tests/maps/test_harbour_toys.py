"""The toy shop: an order that nobody confirmed, and a promotion on Friday 26 February 2027.

Work goes on from Monday to Friday, 09:00 to 17:00; the plan starts on Monday 1 February, and
Monday 8 February is a holiday. Day by day:

    Purchasing    Order confirmation     1 day     Mon 1 Feb 17:00
    Toy factory   Finished toys          9 days    2 3 4 5 9 10 11 12 15   Mon 15 Feb 17:00
    Warehouse     Stock for the shelves  2 days    16 17                   Wed 17 Feb 17:00
                  leaves on Fridays at 17:00                               Fri 19 Feb 17:00
    Stores        Toys on the shelf      1 day     22                      Mon 22 Feb 17:00

The promise is Friday 26 February: four days later. The stock waits for the van from Wednesday to
Friday, which is the two days that Purchasing has. A minute more, and the stock is finished on
Monday 22 February at 09:01, leaves on Friday 26 and is on the shelf on Monday 1 March, one working
day after the promise. Five days late it is the same van. Flying the first container takes five days
from the factory and gives them back.

Nobody else outside is kept waiting beyond a promise by those five days:

    Toy factory    Order confirmation      1 day              Mon 1 Feb    5 days later  Tue 9 Feb
    Print shop     Artwork                 1 + 3 days         Thu 4 Feb                  Fri 12 Feb
    Schools        Sample box              1 + 3 days         Thu 4 Feb                  Fri 12 Feb
    Toybox Online  Web shop stock          1 + 9 + 1 days     Tue 16 Feb                 Tue 23 Feb
    Online buyers  Parcels at the door     1 + 9 + 1 + 3 days Fri 19 Feb                 Fri 26 Feb

and the posters, four days after the artwork, are in the stores on Thursday 18 February at the
latest, a day before the van.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import servicemap as sm
from servicemap.durations import Duration
from servicemap.findings import Severity
from servicemap.model import Cause, Group, Moment, Rhythm, ServiceMap

MAP = Path(__file__).parents[2] / "maps" / "harbour-toys"
DAY = 8 * 60
START = datetime.fromisoformat("2027-02-01 09:00")


@pytest.fixture(scope="module")
def toys() -> ServiceMap:
    return sm.load(MAP)


def test_it_is_clean(toys: ServiceMap) -> None:
    counts = sm.check(toys, today=date(2027, 2, 1)).counts
    assert (counts[Severity.ERROR], counts[Severity.WARNING]) == (0, 0)


def test_in_june_all_who_confirmed_in_january_are_asked_again(toys: ServiceMap) -> None:
    """90 days after 21 January, the day on which the last of them confirmed, is 21 April."""
    stale = {f.subject for f in sm.check(toys, today=date(2027, 6, 1)) if f.rule == "stale-entry"}
    assert stale == {party.id for party in toys.parties.values() if party.confirmed}
    assert len(stale) == 7
    last = [f.subject for f in sm.check(toys, today=date(2027, 4, 21)) if f.rule == "stale-entry"]
    assert "toybox-online" not in last
    assert len(last) == 6


def test_all_five_groups_of_customers_are_on_it(toys: ServiceMap) -> None:
    groups = [party.group for party in toys.parties.values()]
    assert {group: groups.count(group) for group in Group} == {
        Group.TEAMS: 6,
        Group.END_USERS: 2,
        Group.PROSPECTS: 1,
        Group.DISTRIBUTORS: 1,
        Group.SUPPLIERS: 4,
    }


def test_the_map_says_what_the_story_says(toys: ServiceMap) -> None:
    assert toys.start == Moment(date(2027, 2, 1))
    assert toys.calendar.holidays == (date(2027, 2, 8),)
    assert [a.services for a in toys.alternatives] == [
        ("toy-factory/finished-toys", "backup-factory/finished-toys")
    ]
    by_id = {reliance.id: reliance for reliance in toys.reliances}
    van = by_id["warehouse/stock-for-the-shelves > stores"]
    assert van.agreed
    assert van.departs is not None
    assert van.departs[:1] == (Rhythm.WEEKLY,)
    assert (van.departs.weekdays, van.departs.minute) == ((4,), 17 * 60)
    assert van.promise == van.expects == Moment(date(2027, 2, 19))
    assert by_id["stores/toys-on-the-shelf > shoppers"].promise == Moment(date(2027, 2, 26))
    assert by_id["it/tills > stores"].standing
    assert by_id["backup-factory/finished-toys > warehouse"].switch == Duration(days=3)
    forgotten = toys.scenarios["forgotten-confirmation"]
    assert forgotten.cause is Cause.COMMUNICATION
    assert dict(forgotten.late) == {"purchasing": Duration(days=5)}
    assert toys.options["air-freight"].helps == "toy-factory/finished-toys"


def test_every_service_says_how_long_it_takes(toys: ServiceMap) -> None:
    assert [service.id for service in toys.services.values() if service.takes is None] == []


def work(start: datetime, minutes: int) -> datetime:
    """When `minutes` of work are done that can start then: finished at 17:00 stays at 17:00."""
    at = start
    while True:
        closes = at.replace(hour=17, minute=0)
        if at.weekday() < 5 and at.date() != date(2027, 2, 8):
            left = (closes - at) // timedelta(minutes=1)
            if minutes <= left:
                return at + timedelta(minutes=minutes)
            minutes -= max(0, left)
        at = closes.replace(hour=9) + timedelta(days=1)


def van_after(finished: datetime) -> datetime:
    """The next Friday at 17:00."""
    days = (4 - finished.weekday()) % 7
    return finished.replace(hour=17, minute=0) + timedelta(days=days)


def takes(toys: ServiceMap, service: str) -> int:
    estimate = toys.services[service].takes
    assert estimate is not None
    return toys.calendar.minutes(estimate.likely)


def done(toys: ServiceMap, *services: str, late: int = 0) -> datetime:
    """When a chain of services is done whose first is late."""
    at = START
    for service in services:
        at = work(at, takes(toys, service) + late)
        late = 0
    return at


ORDERED = ("purchasing/order-confirmation", "toy-factory/finished-toys")
RANGED = ("purchasing/range-list", "marketing/artwork")


@pytest.mark.parametrize(
    ("late", "saved", "shelf"),
    [
        (0, "", datetime.fromisoformat("2027-02-22 17:00")),
        (2 * DAY, "", datetime.fromisoformat("2027-02-22 17:00")),
        (2 * DAY + 1, "", datetime.fromisoformat("2027-03-01 17:00")),
        (5 * DAY, "", datetime.fromisoformat("2027-03-01 17:00")),
        (5 * DAY, "air-freight", datetime.fromisoformat("2027-02-22 17:00")),
        (5 * DAY, "saturday-shift", datetime.fromisoformat("2027-03-01 17:00")),
        (2 * DAY + 1, "saturday-shift", datetime.fromisoformat("2027-02-22 17:00")),
    ],
)
def test_the_story_comes_out_when_reckoned_by_hand(
    toys: ServiceMap, late: int, saved: str, shelf: datetime
) -> None:
    at = START
    for service in (*ORDERED, "warehouse/stock-for-the-shelves"):
        option = toys.options.get(saved)
        saves = option.saves if option and option.helps == service else None
        less = toys.calendar.minutes(saves) if saves else 0
        at = work(at, takes(toys, service) + late - less)
        late = 0
    assert work(van_after(at), takes(toys, "stores/toys-on-the-shelf")) == shelf


@pytest.mark.parametrize(
    ("chain", "customer", "planned", "five_days_late"),
    [
        (ORDERED[:1], "toy-factory", date(2027, 2, 1), date(2027, 2, 9)),
        (RANGED, "print-shop", date(2027, 2, 4), date(2027, 2, 12)),
        (
            ("purchasing/range-list", "marketing/sample-box"),
            "schools",
            date(2027, 2, 4),
            date(2027, 2, 12),
        ),
        (
            (*ORDERED, "warehouse/web-shop-stock"),
            "toybox-online",
            date(2027, 2, 16),
            date(2027, 2, 23),
        ),
        (
            (
                *ORDERED,
                "warehouse/web-shop-stock",
                "toybox-online/parcels-at-the-door",
            ),
            "online-buyers",
            date(2027, 2, 19),
            date(2027, 2, 26),
        ),
    ],
)
def test_no_other_promise_is_broken_by_the_forgotten_confirmation(
    toys: ServiceMap,
    chain: tuple[str, ...],
    customer: str,
    planned: date,
    five_days_late: date,
) -> None:
    assert done(toys, *chain).date() == planned
    assert done(toys, *chain, late=5 * DAY).date() == five_days_late
    promise = next(
        r.promise for r in toys.reliances if (r.service, r.customer) == (chain[-1], customer)
    )
    assert isinstance(promise, Moment)
    assert five_days_late <= promise.day


def test_the_posters_are_there_before_the_van_even_then(toys: ServiceMap) -> None:
    posters = done(toys, *RANGED, "print-shop/posters", late=5 * DAY)
    assert posters == datetime.fromisoformat("2027-02-18 17:00")
