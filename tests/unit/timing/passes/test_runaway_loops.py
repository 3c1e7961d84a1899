"""Loops in which a missed departure makes the next one be missed as well."""

import pickle
import re

import pytest

from servicemap.bounds import Bounds, Fate
from servicemap.endless import MAY_NEVER_RECOVER, NEVER_RECOVERS, Minutes, rest_of, size_of
from servicemap.loading import read_text
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.open_ends import Missing

TWO_DEPOTS = """
map: {start: 2027-02-01}
teams:
  North:
    serves:
      - {customer: South, service: Pallets, takes: 1d, departs: every 17d, needs: [South/Crates]}
      - {customer: Shops, service: Goods, takes: 1d, needs: [South/Crates]}
  South:
    serves:
      - {customer: North, service: Crates, takes: 1d, departs: every 23d}
end_users: [Shops]
"""


@pytest.mark.parametrize("length", ["1h", "1h elapsed"])
def test_late_by_an_evening_misses_the_departure_as_late_in_the_morning_does(length: str) -> None:
    """Both are planned for Monday 17:00. An hour more is Tuesday 10:00, or Monday 18:00.

    Either way both vans are gone. 17 and 23 have no common divisor, so that whoever waits for the
    next van comes too late for the other's, round after round.
    """
    shops = trace(read_text(TWO_DEPOTS).map, {"North": length, "South": length})["shops"]
    assert shops.never_recovers


def test_what_never_recovers_has_no_number_in_any_record() -> None:
    """Where telling stopped is a matter of the horizon, and nobody's lateness."""
    traced = trace(read_text(TWO_DEPOTS).map, {"North": "1h", "South": "1h"})
    shops = traced["shops"]
    assert [shops.actual, shops.delay, *map(str, traced.delays.values())] == [
        *(NEVER_RECOVERS, NEVER_RECOVERS, "never recovers", "never recovers", "never recovers")
    ]
    assert shops.actual_at is None
    assert {shops.delay_bounds, shops.late_bounds, shops.caused_bounds} == {Bounds(None, None)}
    assert set(traced.delay_bounds.values()) == {Bounds(None, None)}
    told = str([shops.chain, traced.stopped, traced.delays, traced.delay_bounds])
    assert set(re.findall(r"=(\d+)", told)) <= {"0"}
    assert traced.runaway == {"north/pallets", "north/goods", "south/crates"}
    assert pickle.loads(pickle.dumps(shops)) == shops


def test_what_has_no_size_is_longer_than_any_length() -> None:
    lengths: list[Minutes] = [7, NEVER_RECOVERS, 10**9]
    assert max(lengths) is NEVER_RECOVERS
    assert sorted(lengths)[:2] == [7, 10**9]
    assert rest_of(10, 3, 2) == 5
    assert MAY_NEVER_RECOVER > 10**9
    assert rest_of(NEVER_RECOVERS, 0) is NEVER_RECOVERS
    assert rest_of(NEVER_RECOVERS, NEVER_RECOVERS, 0) == 0
    assert [size_of(NEVER_RECOVERS), size_of(5)] == [None, 5]


ISLAND = """
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Depot:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - {customer: Depot, service: Empties, takes: 1d, departs: every 23d, needs: [Depot/Goods]}
      - {customer: Tourists, service: Tours, takes: 1h, needs: [Depot/Goods], promise: 60d}
      - {customer: Locals, service: Bread, takes: 1h, needs: [Depot/Goods], promise: 60d}
      - {customer: Harbour, service: Fish, takes: 1h, needs: [Depot/Goods]}
  Farm:
    serves: [{customer: Harbour, service: Eggs, takes: 90d}]
  Harbour:
    relies_on: [{provider: Island, service: Fish, standing: yes}, {provider: Farm, service: Eggs}]
    serves:
      - {customer: Sailors, service: Dinner, takes: 1h, needs: [Island/Fish]}
      - {customer: Sailors, service: Breakfast, takes: 1h, needs: [Farm/Eggs, Island/Fish]}
end_users: [Tourists, Locals, Sailors]
"""
"""All is said, so that all of it is one reading; with fewer `needs` it has several."""

EMPTIES, TOURS, BREAD, FISH = (
    ("every 23d, needs: [Depot/Goods]", "every 23d"),
    ("Tours, takes: 1h, needs: [Depot/Goods]", "Tours, takes: 1h"),
    ("Bread, takes: 1h, needs: [Depot/Goods]", "Bread, takes: 1h"),
    ("Fish, takes: 1h, needs: [Depot/Goods]", "Fish, takes: 1h"),
)
DINNER = "Dinner, takes: 1h, needs: [Island/Fish]", "Dinner, takes: 1h"
EVERYTHING = {"Tours", "Bread", "Dinner", "Breakfast"}


@pytest.mark.parametrize(
    ("left_open", "sure"),
    [
        ([], EVERYTHING),
        ([EMPTIES], set()),
        ([BREAD], EVERYTHING - {"Bread"}),
        ([TOURS, BREAD], EVERYTHING - {"Tours", "Bread"}),
        ([FISH], {"Tours", "Bread"}),
        ([DINNER], EVERYTHING - {"Dinner"}),
        ([EMPTIES, BREAD, DINNER], set()),
    ],
)
def test_never_is_said_only_where_every_way_to_fill_in_the_map_has_it(
    left_open: list[tuple[str, str]], sure: set[str]
) -> None:
    """Else it may be so; and where none has it, nobody says that."""
    text = ISLAND
    for said, unsaid in left_open:
        text = text.replace(said, unsaid)
    found = _never(text)
    assert found == (sure, EVERYTHING - sure)
    readings = [ISLAND]
    for said, _ in left_open:
        nothing = re.sub(r"needs: .*", "needs: []", said)
        readings += [one.replace(said, nothing) for one in readings]
    in_each = [_never(reading) for reading in readings]
    assert not any(may for _, may in in_each), "nothing is open there"
    assert set.intersection(*(never for never, _ in in_each)) >= sure
    assert set.union(*(never for never, _ in in_each)) == EVERYTHING


def _never(text: str) -> tuple[set[str], set[str]]:
    """The services that never recover if the depot is a day late, and those that may not."""
    m = read_text(text).map
    traced = trace(m, {"Depot": "1d"})
    return (
        {m.services[one.service].name for one in traced if one.never_recovers},
        {m.services[one.service].name for one in traced if one.may_never_recover},
    )


def test_what_may_never_recover_is_open_and_has_no_most() -> None:
    """What is sure of the tours, that they miss one ferry, 60 days can bear."""
    traced = trace(read_text(ISLAND.replace(*EMPTIES)).map, {"Depot": "1d"})
    tours = traced["tourists"]
    assert (tours.never_recovers, tours.may_never_recover) == (False, True)
    assert (tours.fate, tours.felt, tours.perhaps_felt) == (Fate.OPEN, False, True)
    assert tours.late_bounds == tours.caused_bounds == Bounds(0, None)
    assert tours.delay_bounds == Bounds(17 * 24 * 60, None)
    assert tours.actual is tours.delay is MAY_NEVER_RECOVER
    assert tours.actual_at is None
    assert {hop.passed_on for hop in tours.chain} == {MAY_NEVER_RECOVER}
    assert traced.delays["island/tours"] is MAY_NEVER_RECOVER
    assert traced.runaway == frozenset()
    assert pickle.loads(pickle.dumps(tours)) == tours


def test_what_is_sure_to_be_late_and_may_never_recover_is_broken() -> None:
    """To miss one ferry is more than ten days can bear."""
    text = ISLAND.replace(*EMPTIES).replace(
        "[Depot/Goods], promise: 60d", "[Depot/Goods], promise: 10d"
    )
    tours = trace(read_text(text).map, {"Depot": "1d"})["tourists"]
    assert (tours.fate, tours.felt, tours.may_never_recover) == (Fate.BROKEN, True, True)
    assert tours.late_bounds.least
    assert tours.late_bounds.most is None


def test_a_promise_of_years_is_broken_by_what_never_recovers() -> None:
    """However much time it has left: what grows without end is later than that at last."""
    text = ISLAND.replace("promise: 60d", "promise: 4000d")
    tours = trace(read_text(text).map, {"Depot": "1d"})["tourists"]
    assert (tours.fate, tours.never_recovers) == (Fate.BROKEN, True)


CIRCLE_BEHIND_SOMETHING_OPEN = """
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Depot:
    serves:
      - customer: Island
        service: Goods
        takes: 1d
        departs: every 17d
        needs: [Island/Empties, Yard/Pallets]
  Yard:
    serves:
      - {customer: Depot, service: Pallets, takes: 2h}
      - {customer: Yardmen, service: Soup, takes: 1h}
  Island:
    serves:
      - {customer: Depot, service: Empties, takes: 1d, departs: every 23d, needs: [Depot/Goods]}
      - {customer: Yard, service: Planks, takes: 1h, needs: [Depot/Goods]}
      - {customer: Islanders, service: Shop, takes: 1h, needs: [Depot/Goods], promise: 60d}
end_users: [Islanders, Yardmen]
"""


def test_a_circle_that_others_may_belong_to_runs_away_without_them() -> None:
    """Whether pallets and soup wait for the planks is open; that the depots do not is stated."""
    traced = trace(read_text(CIRCLE_BEHIND_SOMETHING_OPEN).map, {"Depot": "1d"})
    assert traced["islanders"].never_recovers
    assert traced["yardmen"].may_never_recover
    assert {str(traced.delays[one]) for one in ("depot/goods", "island/empties")} == {
        "never recovers"
    }
    assert traced.delays["yard/pallets"] is MAY_NEVER_RECOVER


CUTTING_ROOMS = """
map: {calendar: {hours: 09:00-18:00, timezone: Europe/London}}
teams:
  Story:
    relies_on: [Studio]
    serves: [{customer: Layout, service: Reels, takes: 3d}]
  Studio:
    calendar: {hours: 09:00-17:00, timezone: America/Los_Angeles}
    relies_on: [Editing]
    serves:
      - {customer: Story, service: Notes, takes: 1d}
      - {customer: Cinemas, service: Trailer, takes: 2d, promise: 4w}
  Layout:
    relies_on: [Story]
    serves: [{customer: Animation, service: Shots}]
  Animation:
    calendar: {workdays: Mon-Sat, hours: 10:00-19:00, timezone: Asia/Hong_Kong}
    relies_on: [Layout]
    serves:
      - {customer: Editing, service: Previews, takes: 2d, departs: Fri 18:00}
      - {customer: Cinemas, service: Scenes, takes: 2w}
  Editing:
    relies_on: [Animation]
    serves: [{customer: Studio, service: Trailer cut, takes: 3d}]
end_users: [Cinemas]
"""


@pytest.mark.parametrize(("late", "weeks"), [("1d", 1), ("2w", 2), ("40w", 40), ("53w", 53)])
def test_a_circle_of_weekly_departures_makes_nobody_later_by_more_than_whole_weeks(
    late: str, weeks: int
) -> None:
    """In some phase of the weeks each lap misses one Friday more, and an hour where the clocks
    change; but what is a week later meets the same hours, the same Friday, and misses nothing.
    """
    week = 5 * 9 * 60
    for promise in trace(read_text(CUTTING_ROOMS).map, {"Layout": late}):
        assert not promise.endless
        assert promise.caused_bounds.least == 0
        assert weeks * week <= (promise.caused_bounds.most or 0) < (weeks + 1) * week


@pytest.mark.parametrize("animation", [["[]", "[]"], ["[]", "[Shots]"], ["[Shots]", "[Shots]"]])
@pytest.mark.parametrize("studio", [["[]", "[]"], ["[Trailer cut]", "[]"], ["[Trailer cut]"] * 2])
def test_whatever_it_needs_no_promise_behind_that_circle_is_later_than_seven_days(
    animation: list[str], studio: list[str]
) -> None:
    said = CUTTING_ROOMS
    for lengths, needs in (
        (["takes: 1d", "promise: 4w"], studio),
        (["departs: Fri 18:00", "takes: 2w"], animation),
    ):
        for length, needed in zip(lengths, needs, strict=True):
            said = said.replace(f"{length}}}", f"{length}, needs: {needed}}}")
    filled_in = trace(read_text(said).map, {"Layout": "1d"})
    assert not any(end.missing is Missing.NEEDS for end in filled_in.open_ends)
    assert max(promise.caused_bounds.most or 0 for promise in filled_in) <= 7 * 9 * 60
    assert not any(promise.endless for promise in filled_in)
