"""Loops that stock or a second alternative closes: the plan is that of the chain without it."""

from servicemap.bounds import Bounds, Fate
from servicemap.model import ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from tests.maps_by_hand import make_map, reliance, service

DAY = 480


def pans(*, standing: bool, needs_open: bool = False) -> ServiceMap:
    """The store washes what the kitchen sends; the kitchen cooks with what the store has."""
    services = [service("kitchen/dirty", "5d"), service("store/pans", "2d")]
    if needs_open:
        services += [service("store/list", "1d")]
    return make_map(
        [*services, service("shop/rentals", "1d")],
        [
            reliance("kitchen/dirty", "store"),
            reliance("store/pans", "kitchen", standing=standing),
            reliance("store/pans", "shop"),
            reliance("shop/rentals", "guests", promise="9d"),
        ],
    )


def test_what_is_in_stock_makes_no_circle_of_the_plan() -> None:
    [rentals] = promises(pans(standing=True))
    assert (rentals.planned, rentals.margin, rentals.certain) == (8 * DAY, DAY, True)
    assert rentals.chain == ("kitchen/dirty", "store/pans", "shop/rentals")


def test_what_all_wait_for_does() -> None:
    [rentals] = promises(pans(standing=False))
    assert (rentals.planned, rentals.margin, rentals.certain) == (3 * DAY, 6 * DAY, False)


def test_delays_come_round_it_all_the_same() -> None:
    m = pans(standing=True)
    found = trace(m, {"store": "2d"})
    assert (found["guests"].late, found["guests"].circle) == (DAY, ("kitchen", "store"))
    assert not found["guests"].certain  # what comes round counts once, whoever else is late
    assert found.delays["kitchen/dirty"] == 2 * DAY
    assert {one.of: one.minutes for one in tolerance(m).teams}["kitchen"] == DAY


def soaped(*, needs_open: bool = False) -> ServiceMap:
    """The store's pans wait for soap as well, and for that much longer."""
    m = pans(standing=True, needs_open=needs_open)
    return make_map(
        [*m.services.values(), service("chemist/soap", "20d")],
        [*m.reliances, reliance("chemist/soap", "store")],
    )


def test_what_the_plan_waits_for_absorbs_a_delay_inside_a_loop() -> None:
    """Dirty pans are there on day 5 and soap on day 20, so that clean ones begin on day 20."""
    found = trace(soaped(), {"kitchen": "3d"})
    assert (found["guests"].fate, found["guests"].caused) == (Fate.LATE_BY_PLAN, 0)
    [stop] = found.stopped
    assert (stop.service, stop.arrived_late, stop.absorbed_by_schedule) == (
        *("store/pans", 3 * DAY, 3 * DAY),
    )
    assert stop.waits_for == "chemist/soap"
    assert found.delays == {"kitchen/dirty": 3 * DAY}


def test_beyond_that_it_passes_on_what_is_left() -> None:
    found = trace(soaped(), {"kitchen": "16d"})
    assert (found["guests"].caused, found.delays["store/pans"]) == (DAY, DAY)
    chain = [
        (hop.service, hop.absorbed_by_schedule, hop.passed_on) for hop in found["guests"].chain
    ]
    assert chain == [
        ("kitchen/dirty", 0, 16 * DAY),
        ("store/pans", 15 * DAY, DAY),
        ("shop/rentals", 0, DAY),
    ]


def test_delays_that_the_plan_leads_from_one_to_the_next_add_up() -> None:
    """Pans two days late, after dirty ones two days late: the kitchen has none for four."""
    found = trace(pans(standing=True), {"kitchen": "2d", "store": "2d"})
    assert (found["guests"].caused, found["guests"].late) == (3 * DAY, 3 * DAY)
    assert found.delays == {
        "kitchen/dirty": 4 * DAY,
        "store/pans": 4 * DAY,
        "shop/rentals": 4 * DAY,
    }


def test_what_is_open_is_bounded_by_both_ways_to_fill_it_in() -> None:
    """Clean pans may wait for soap and for dirty ones, or for neither."""
    found = trace(soaped(needs_open=True), {"kitchen": "16d"})["guests"]
    assert (found.delay_bounds, found.fate) == (Bounds(0, 16 * DAY), Fate.OPEN)


def test_open_needs_that_close_such_a_loop_are_needs_as_any() -> None:
    """The pans wait for the dirty ones, or for nothing: a circle in neither reading."""
    [rentals] = promises(pans(standing=True, needs_open=True))
    assert rentals.planned_bounds == (3 * DAY, 8 * DAY)
    assert rentals.margin_bounds == Bounds(DAY, 6 * DAY)
    assert (rentals.circle, rentals.fate) == ((), Fate.KEPT)


def test_a_second_alternative_makes_none_either() -> None:
    """Yoghurt sets with bought cultures; the cheese room, which needs its whey, has spare ones."""
    m = make_map(
        [
            service("dealer/cultures", "1d"),
            service("yoghurt/pots", "3d"),
            service("cheese/x", "2d"),
        ],
        [
            reliance("dealer/cultures", "yoghurt"),
            reliance("cheese/x", "yoghurt"),
            reliance("yoghurt/pots", "cheese"),
            reliance("cheese/x", "guests", promise="7d"),
        ],
        any_of=[("yoghurt", ("dealer/cultures", "cheese/x"))],
    )
    [cheese] = promises(m)
    assert (cheese.planned, cheese.margin, cheese.certain) == (6 * DAY, DAY, True)
    assert trace(m, {"dealer": "2d"})["guests"].late == DAY


def books() -> ServiceMap:
    """The press has labels in stock. Failing these it takes sheets, a quarter of an hour later.

    The printer, which does both, may wait for what the press does, for one of them or for both.
    """
    return make_map(
        [service("press/books", "0m"), service("printer/sheets", "15m"), service("printer/labels")],
        [
            reliance("press/books", "printer"),
            reliance("printer/labels", "press", standing=True),
            reliance("printer/sheets", "press", slack="4h"),
            reliance("press/books", "shoppers"),
        ],
        any_of=[("press", ("printer/labels", "printer/sheets"))],
    )


def test_an_alternative_may_come_round_a_loop_or_from_outside_it() -> None:
    """The printer is a day late, and sheets may be missing for half a day.

    Sheets that wait for books come when they are needed: half a day late. Sheets that wait for
    nothing are done at 00:15 by plan and come a day after that, when the books have waited for
    them since 00:00: half a day and a quarter of an hour.
    """
    found = trace(books(), {"printer": "1d"})["shoppers"]
    assert found.late_bounds == (240, 255)
    lasts = {one.of: one.bounds for one in tolerance(books()).teams}
    assert lasts["printer"] == (225, 240)


def test_of_several_late_ones_each_way_round_a_loop_is_followed() -> None:
    """Both of the packer's are a day late. Labels may wait for boxes, for which they wait half a
    day less: a day and a half. Or boxes may wait for the crates that wait for late labels: two days
    for the boxes. The longest way to the labels is not the one that makes the boxes latest.
    """
    m = make_map(
        [
            service("mill/crates", "0m"),
            service("packer/boxes", "0m"),
            service("packer/labels", "0m"),
        ],
        [
            reliance("mill/crates", "packer"),
            reliance("packer/boxes", "packer", slack="4h"),
            reliance("packer/labels", "mill", standing=True),
            reliance("packer/boxes", "shops", promise="8d"),
        ],
    )
    found = trace(m, {"packer": "1d"})
    assert found.delay_bounds["packer/boxes"] == (DAY, 2 * DAY)
    assert found["shops"].fate is Fate.KEPT
