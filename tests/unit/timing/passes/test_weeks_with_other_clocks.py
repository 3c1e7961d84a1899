"""What a missed departure becomes where clocks are put forward and back meanwhile."""

import re
from itertools import product

import pytest

from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
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

DAY_AND_NIGHT = BY_DAY.replace("workdays: Mon-Sat, hours: 06:00-14:00", "hours: 00:00-24:00")
DAY_AND_NIGHT = DAY_AND_NIGHT.replace("{hours: 00:00", "{workdays: Mon-Sun, hours: 00:00").replace(
    "  Keepers:\n", "  Keepers:\n    calendar: {workdays: Mon-Sun, hours: 00:00-24:00}\n"
)

ABROAD = """
map:
  start: 2027-03-01
  calendar: {timezone: UTC}
  calendars: {Vienna: {hours: 08:00-16:30, timezone: Europe/Vienna}}
""" + BY_DAY[BY_DAY.index("teams:") :].replace(
    "Purchasing:\n", "Purchasing:\n    calendar: Vienna\n"
).replace("{workdays: Mon-Sat", "{timezone: Europe/Vienna, workdays: Mon-Sat")
"""Purchasing and the Kitchen change their clocks, and all the others never do."""


def without_zones(text: str) -> str:
    return re.sub(", timezone: [A-Za-z_/]+", "", text)


HOURS = ["by day", "by night", "day and night"]


def most(text: str, late: dict[str, str]) -> list[int | None]:
    """Minutes that each promise may be later at most."""
    return [promise.caused_bounds.most for promise in trace(read_text(text).map, late)]


@pytest.mark.parametrize(
    "late", [{"Maker": "1d"}, {"Purchasing": "6d"}, {"Kitchen": "2d"}, {"Keepers": "1d"}], ids=str
)
@pytest.mark.parametrize("text", [BY_DAY, BY_NIGHT, DAY_AND_NIGHT], ids=HOURS)
def test_round_a_circle_a_week_is_a_week_on_the_wall(text: str, late: dict[str, str]) -> None:
    """Nobody has an hour more or less for it, and misses a further van by that."""
    limits = most(text, late)
    assert None not in limits
    assert limits == most(without_zones(text), late)


@pytest.mark.parametrize("text", [BY_DAY, BY_NIGHT, DAY_AND_NIGHT], ids=HOURS)
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


CROSSING = """
map: {start: 2027-03-22, calendar: {workdays: Mon-Sun, hours: 00:00-24:00, timezone: Europe/Berlin}}
teams:
  Laundry:
    relies_on: [Ward]
    serves: [{customer: Ward, service: Linen, takes: 109h, departs: "Fri 13:00"}]
  Ward:
    relies_on: [Laundry]
    serves:
      - {customer: Patients, service: Care, takes: 4h, needs: [Linen]}
      - {customer: Laundry, service: Used linen, takes: 7d, departs: "Fri 13:00", needs: [Linen]}
end_users: [Patients]
"""
"""The van of 26 March takes what is clean, that of 2 April what is used; between them is summer."""


@pytest.mark.parametrize("late", ["1h", "7d"])
def test_two_vans_of_which_one_goes_before_and_one_after_the_change(late: str) -> None:
    """A week late by the one was an hour too late for the other, and so on until the next year."""
    (care,) = trace(read_text(CROSSING).map, {"Laundry": late})
    assert care.late == 7 * 24 * 60


NIGHT = """
map:
  start: 2027-03-01
  calendar: {workdays: Mon-Sun, hours: 22:00-06:00, timezone: Europe/Berlin}
teams:
  Watch: {serves: [{customer: Guests, service: Peace, takes: 1d, not_before: DAY 22:00}]}
  Bakery: {serves: [{customer: Guests, service: Dough, takes: 8h elapsed, not_before: DAY 22:00}]}
end_users: [Guests]
"""


def test_a_night_in_which_clocks_are_changed_is_as_long_as_any() -> None:
    """Whoever watches on Saturday does so until morning, and until then dough rises."""
    for day, morning in (
        ("2027-03-27", "2027-03-28T06:00:00+02:00"),
        ("2027-10-30", "2027-10-31T06:00:00+01:00"),
    ):
        found = promises(read_text(NIGHT.replace("DAY", day)).map)
        assert [one.planned_at and one.planned_at.isoformat() for one in found] == [morning] * 2


def test_two_who_are_elsewhere_have_the_same_weeks() -> None:
    """Of a circle of them what comes round it is told on their clock, too."""
    assert None not in most(ABROAD, {"Kitchen": "2d"})
