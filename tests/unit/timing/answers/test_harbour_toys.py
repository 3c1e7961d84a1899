"""The story of the example map, to the minute."""

from datetime import datetime
from pathlib import Path

import pytest

import servicemap
from servicemap.model import ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from servicemap.timing.answers.traces import Hop

MAP = Path(__file__).parents[4] / "maps" / "harbour-toys"
DAY = 480


@pytest.fixture(scope="module")
def toys() -> ServiceMap:
    return servicemap.load(str(MAP))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_plan_puts_the_toys_on_the_shelf_four_days_before_the_promise(
    toys: ServiceMap,
) -> None:
    shelf = promises(toys)["shoppers"]
    assert shelf.planned_at == at("2027-02-22 17:00")
    assert shelf.due_at == at("2027-02-26 17:00")
    assert shelf.margin == 4 * DAY
    assert shelf.chain == (
        "purchasing/order-confirmation",
        "toy-factory/finished-toys",
        "warehouse/stock-for-the-shelves",
        "stores/toys-on-the-shelf",
    )


def test_two_days_change_nothing_and_a_minute_more_misses_the_promotion_by_a_day(
    toys: ServiceMap,
) -> None:
    assert trace(toys, {"Purchasing": "2d"})["Shoppers"].delay == 0
    missed = trace(toys, {"Purchasing": "2d 1m"})["Shoppers"]
    assert missed.late == DAY
    assert missed.actual_at == at("2027-03-01 17:00")
    van = missed.chain[2]
    assert van == Hop("warehouse/stock-for-the-shelves", 2 * DAY + 1, 0, 0, 3 * DAY - 1, 0, 5 * DAY)


def test_the_forgotten_confirmation(toys: ServiceMap) -> None:
    traced = trace(toys, scenario="Forgotten confirmation")
    assert traced.late == {"purchasing": 5 * DAY}
    assert traced["shoppers"].late == DAY


def test_what_purchasing_can_afford(toys: ServiceMap) -> None:
    found = tolerance(toys)
    assert str(found["Purchasing", "Shoppers"]) == "2d"
    assert str(found["Purchasing/Order confirmation", "Shoppers"]) == "2d"
    # The van of the 19th takes two days more; the backup factory is too slow to save anything.
    assert str(found["Warehouse", "Shoppers"]) == "2d"
    # The round-the-clock day of IT has 24 hours. Stores manage four working hours without tills,
    # the promise leaves four days, and from Monday to Saturday morning nobody needs one.
    minutes = found["IT/Tills", "Shoppers"].minutes
    assert minutes is not None
    assert trace(toys, {"IT/Tills": f"{minutes}m"})["Shoppers"].late == 0
    assert trace(toys, {"IT/Tills": f"{minutes + 1}m"})["Shoppers"].late == 1


def test_flying_the_first_container_saves_it(toys: ServiceMap) -> None:
    service = toys.services["toy-factory/finished-toys"]
    assert service.takes is not None
    likely = service.takes.likely._replace(days=service.takes.likely.days - 5)
    faster = service._replace(takes=service.takes._replace(likely=likely))
    flown = toys._replace(services={**toys.services, service.id: faster})
    assert trace(flown, {"Purchasing": "5d"})["Shoppers"].late == 0
