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
    assert not found["guests"].certain  # nobody in a loop is credited with waiting there anyhow
    assert found.delays["kitchen/dirty"] == 2 * DAY
    assert {one.of: one.minutes for one in tolerance(m).teams}["kitchen"] == DAY


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
