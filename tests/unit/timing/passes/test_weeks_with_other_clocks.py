"""What a missed departure becomes where clocks are put forward and back meanwhile."""

from itertools import product

import pytest

from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace
from tests.examples import costly

BY_DAY = """
map: {start: 2027-03-01, calendar: {hours: 08:00-16:30, timezone: Europe/Vienna}}
teams:
  Purchasing:
    relies_on: [Maker, {provider: Kitchen, service: Stock list}]
    serves:
      - {customer: Kitchen, service: Feed orders, takes: 1d, departs: "Mon,Thu 12:00"}
      - {customer: Shop, service: Goods, takes: 1d}
  Kitchen:
    calendar: {workdays: Mon-Sat, hours: 06:00-14:00}
    relies_on: [{provider: Purchasing, service: Feed orders}]
    serves:
      - {customer: Keepers, service: Rations, takes: 4h}
      - {customer: Purchasing, service: Stock list}
  Keepers:
    relies_on: [Kitchen]
    serves: [{customer: Visitors, service: Open house, takes: 1d}]
  Shop:
    relies_on: [Purchasing]
    serves: [{customer: Visitors, service: Souvenirs, takes: 1d}]
suppliers:
  Maker: {serves: [{customer: Purchasing, service: Sacks}]}
end_users: [Visitors]
"""
"""When anybody is done hangs on how long the Maker takes: it may be in any week of the year."""

BY_NIGHT = BY_DAY.replace("06:00-14:00", "22:00-06:00").replace("08:00-16:30", "20:00-04:30")


def most(text: str, late: dict[str, str]) -> list[int | None]:
    """Minutes that each promise may be later at most."""
    return [promise.caused_bounds.most for promise in trace(read_text(text).map, late)]


@pytest.mark.parametrize(
    "late", [{"Maker": "1d"}, {"Purchasing": "6d"}, {"Kitchen": "2d"}], ids=str
)
def test_round_a_circle_a_week_is_a_week_on_the_wall(late: dict[str, str]) -> None:
    """Who works by day has no hour more or less for it, and misses no further van by that."""
    limits = most(BY_DAY, late)
    assert None not in limits
    assert limits == most(BY_DAY.replace(", timezone: Europe/Vienna", ""), late)


@pytest.mark.parametrize("text", [BY_DAY, BY_NIGHT], ids=["by day", "by night"])
@pytest.mark.parametrize(
    "late", [{"Maker": "1d"}, *costly({"Purchasing": "6d"}, {"Kitchen": "2d"})]
)
def test_nothing_that_is_filled_in_makes_it_later(text: str, late: dict[str, str]) -> None:
    """Starts around both changes of the clock, and in summer; with and without each need."""
    limits = [10**9 if limit is None else limit for limit in most(text, late)]
    for week, hours, stock, rations, orders in product(
        (3, 4, 20, 34), range(0, 7 * 24, 71), ("0d", "2h"), ("[]", "[Feed orders]"),
        ("[Sacks]", "[Sacks, Stock list]"),
    ):  # fmt: skip
        takes = f"{(week * 7 * 24 + hours) * 60}m elapsed"
        filled = text.replace("Sacks}", f"Sacks, takes: {takes}}}")
        filled = filled.replace(
            "Stock list}\n", f"Stock list, takes: {stock}, needs: {rations}}}\n"
        )
        filled = filled.replace(
            "service: Rations, takes: 4h", f"service: Rations, takes: 4h, needs: {rations}"
        )
        for one in ('departs: "Mon,Thu 12:00"', "service: Goods, takes: 1d"):
            filled = filled.replace(one, f"{one}, needs: {orders}")
        found = most(filled, late)
        assert all(
            one is not None and one <= limit for one, limit in zip(found, limits, strict=True)
        ), filled
