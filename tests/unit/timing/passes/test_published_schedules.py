"""Published schedules: floats, critical chains and calendar dates come out as they were printed."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from servicemap.calendars import STANDARD, Calendar, WorkingTime
from servicemap.model import Departures, Moment, Rhythm, ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance
from tests.maps_by_hand import make_map, reliance, service

DAY = 480
CLOCK = Calendar(tuple(range(7)), ((0, 1440),))


def as_map(found: list[tuple[str, float, list[str]]], **rest: Any) -> ServiceMap:
    """Each activity a team; the project is done when all of them are."""
    ids = {name: f"t{k}" for k, (name, _, _) in enumerate(found)}
    ends = [name for name, _, _ in found if not any(name in preds for _, _, preds in found)]
    return make_map(
        [service(f"{ids[name]}/x", f"{days}d") for name, days, _ in found]
        + [service("done/x", "0m")],
        [reliance(f"{ids[before]}/x", ids[name]) for name, _, preds in found for before in preds]
        + [reliance(f"{ids[name]}/x", "done") for name in ends]
        + [reliance("done/x", "shoppers")],
        **rest,
    )


def floats(found: list[tuple[str, float, list[str]]], m: ServiceMap) -> dict[str, Fraction]:
    by_team = {one.of: one.minutes for one in tolerance(m).teams}
    return {name: Fraction(by_team[f"t{k}"] or 0, DAY) for k, (name, _, _) in enumerate(found)}


def critical_chain(found: list[tuple[str, float, list[str]]], m: ServiceMap) -> list[str]:
    (promise,) = promises(m)
    teams = [id_.partition("/")[0] for id_ in promise.chain if not id_.startswith("done")]
    return [found[int(team[1:])][0] for team in teams]


class Published(NamedTuple):
    """What was printed: activities, how long all takes, total floats, critical activities."""

    activities: list[tuple[str, float, list[str]]]
    length: int
    floats: dict[str, int]
    critical: list[str]


PUBLISHED = {
    # critpath for R, vignette "CPM and PERT", dataset cpmexample1
    "01_cpm_floats_cran_critpath": Published(
        [
            ("A", 3.0, []),
            ("B", 2.0, []),
            ("C", 5.0, []),
            ("D", 1.0, ["A"]),
            ("E", 1.0, ["B"]),
            ("F", 3.0, ["C", "D", "E"]),
        ],
        8,
        {"A": 1, "B": 2, "C": 0, "D": 1, "E": 2, "F": 0},
        ["C", "F"],
    ),
    # Vanhoucke, Measuring Time (2009), page 18
    "08_cpm_vanhoucke2009": Published(
        [
            ("1", 0.0, []),
            ("2", 4.0, ["1"]),
            ("3", 9.0, ["1"]),
            ("4", 1.0, ["1"]),
            ("5", 4.0, ["2"]),
            ("6", 5.0, ["4"]),
            ("7", 1.0, ["6"]),
            ("8", 7.0, ["7"]),
            ("9", 8.0, ["5"]),
            ("10", 3.0, ["3"]),
            ("11", 3.0, ["7"]),
            ("12", 0.0, ["8", "9", "10", "11"]),
        ],
        16,
        {
            "1": 0, "2": 0, "3": 4, "4": 2, "5": 0, "6": 2,
            "7": 2, "8": 2, "9": 0, "10": 4, "11": 6, "12": 0,
        },
        [],
    ),
    # Heizer and Render, Operations Management: Milwaukee Paper
    "13_cpm_milwaukee_paper": Published(
        [
            ("A", 2.0, []),
            ("B", 3.0, []),
            ("C", 2.0, ["A"]),
            ("D", 4.0, ["B"]),
            ("E", 4.0, ["C"]),
            ("F", 3.0, ["C"]),
            ("G", 5.0, ["D", "E"]),
            ("H", 2.0, ["F", "G"]),
        ],
        15,
        {"A": 0, "B": 1, "C": 0, "D": 1, "E": 0, "F": 6, "G": 0, "H": 0},
        ["A", "C", "E", "G", "H"],
    ),
    # Hillier and Lieberman, Introduction to Operations Research: Reliable Construction
    "16_cpm_reliable_construction": Published(
        [
            ("A", 2.0, []),
            ("B", 4.0, ["A"]),
            ("C", 10.0, ["B"]),
            ("D", 6.0, ["C"]),
            ("E", 4.0, ["C"]),
            ("F", 5.0, ["E"]),
            ("G", 7.0, ["D"]),
            ("H", 9.0, ["E", "G"]),
            ("I", 7.0, ["C"]),
            ("J", 8.0, ["F", "I"]),
            ("K", 4.0, ["J"]),
            ("L", 5.0, ["J"]),
            ("M", 2.0, ["H"]),
            ("N", 6.0, ["K", "L"]),
        ],
        44,
        {
            "A": 0, "B": 0, "C": 0, "D": 4, "E": 0, "F": 0, "G": 4,
            "H": 4, "I": 2, "J": 0, "K": 1, "L": 0, "M": 4, "N": 0,
        },
        ["A", "B", "C", "E", "F", "J", "L", "N"],
    ),
    # Taylor, Introduction to Management Science, chapter 8
    "21_cpm_taylor_small": Published(
        [
            ("1-2", 7.0, []),
            ("1-3", 10.0, []),
            ("2-4", 6.0, ["1-2"]),
            ("3-4", 5.0, ["1-3"]),
            ("3-5", 4.0, ["1-3"]),
            ("4-5", 3.0, ["2-4", "3-4"]),
            ("5-6", 2.0, ["3-5", "4-5"]),
        ],
        20,
        {"1-2": 2, "1-3": 0, "2-4": 2, "3-4": 0, "3-5": 4, "4-5": 0, "5-6": 0},
        ["1-3", "3-4", "4-5", "5-6"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_critical_path_examples(name: str) -> None:
    known = PUBLISHED[name]
    m = as_map(known.activities)
    assert [p.planned for p in promises(m)] == [known.length * DAY]
    assert floats(known.activities, m) == known.floats
    if known.critical:
        assert critical_chain(known.activities, m) == known.critical


WIDGET = [
    ("Approve Plan", 5.0, list[str]()),
    ("Drawings", 10.0, ["Approve Plan"]),
    ("Study Market", 5.0, ["Approve Plan"]),
    ("Write Specs", 5.0, ["Approve Plan"]),
    ("Prototype", 15.0, ["Drawings", "Write Specs"]),
    ("Mkt. Strat.", 10.0, ["Study Market"]),
    ("Materials", 10.0, ["Prototype"]),
    ("Facility", 10.0, ["Prototype"]),
    ("Init. Prod.", 10.0, ["Materials", "Facility"]),
    ("Evaluate", 10.0, ["Init. Prod."]),
    ("Test Market", 15.0, ["Mkt. Strat.", "Init. Prod."]),
    ("Changes", 5.0, ["Evaluate", "Test Market"]),
    ("Production", 0.0, ["Changes"]),
    ("Marketing", 0.0, ["Mkt. Strat.", "Init. Prod."]),
]
"""SAS/OR 13.2, PROC CPM, example 4.6: INTERVAL=WEEKDAY."""

WIDGET_FLOATS = {
    "Approve Plan": 0, "Drawings": 0, "Study Market": 30, "Write Specs": 5, "Prototype": 0,
    "Mkt. Strat.": 30, "Materials": 0, "Facility": 0, "Init. Prod.": 0, "Evaluate": 5,
}  # fmt: skip
"""Of the activities whose rows were printed in full."""


def test_a_schedule_of_weekdays() -> None:
    m = as_map(WIDGET, start=Moment(date(2003, 12, 1)))
    (finish,) = [p.planned_at for p in promises(m)]
    # What takes no time is done when Friday's work is. PROC CPM tells it by the day that follows.
    assert finish == datetime.fromisoformat("2004-03-05 17:00")
    begins = WorkingTime(STANDARD, finish).round_up(finish.toordinal() * 1440 + 17 * 60)
    assert date.fromordinal(begins // 1440) == date(2004, 3, 8)
    total = floats(WIDGET, m)
    assert {name: total[name] for name in WIDGET_FLOATS} == WIDGET_FLOATS
    daily = as_map(WIDGET, start=Moment(date(2003, 12, 1)), calendar=CLOCK)
    assert [p.planned_at for p in promises(daily)] == [datetime.fromisoformat("2004-02-09")]


LAGS = {
    "t1/x": "2007-04-09 00:00",
    "t2/x": "2007-04-16 00:00",
    "t3/x": "2007-04-30 00:00",
    "t4/x": "2007-05-11 17:00",
    "t6/x": "2007-05-18 17:00",
    "t7/x": "2007-04-06 17:00",
    "t8/x": "2007-04-13 17:00",
}
"""TaskJuggler 3, test suite, Depends.tjp: when each task ends."""


def test_waiting_on_the_clock_and_waiting_in_working_time() -> None:
    # t1, t2 a week on the clock each; then a week passes on the clock, and t3 takes one; then a
    # week of working time passes, and t4 takes a week; t7 and t8 are weeks of work.
    clocked = {"calendar": CLOCK}
    m = make_map(
        [
            service("t1/x", "1w elapsed"),
            service("t2/x", "1w elapsed"),
            service("gap3/x", "1w elapsed"),
            service("t3/x", "1w elapsed"),
            service("gap4/x", "1w"),
            service("t4/x", "1w elapsed"),
            service("gap6/x", "1w"),
            service("t6/x", "1w elapsed"),
            service("t7/x", "1w"),
            service("gap8/x", "1w"),
            service("t8/x", "1w"),
        ],
        [
            reliance("t1/x", "t2"),
            reliance("t2/x", "gap3"),
            reliance("gap3/x", "t3"),
            reliance("t3/x", "gap4"),
            reliance("gap4/x", "t4"),
            reliance("gap4/x", "gap6"),
            reliance("gap6/x", "t6"),
            reliance("gap8/x", "t8"),
            *(reliance(f"t{k}/x", "shoppers") for k in (1, 2, 3, 4, 6, 7, 8)),
        ],
        start=Moment(date(2007, 4, 2)),
        parties={f"t{k}": clocked for k in (1, 2, 3, 4, 6)} | {"gap3": clocked},
    )
    done = {p.service: str(p.planned_at)[:16] for p in promises(m)}
    assert done == LAGS


AMPLIFIED = {"W": 2, "V": 7}
"""Days late when S is 5 late: W has 3 days of slack, and what it makes for V leaves on Mondays."""


def test_a_departure_makes_seven_days_of_two() -> None:
    mondays = Departures(Rhythm.WEEKLY, "Mon 00:00", weekdays=(0,), minute=0)
    m = make_map(
        [service("s/x", "0m"), service("w/x", "0m"), service("v/x", "0m")],
        [
            reliance("s/x", "v"),
            reliance("s/x", "w", slack="3d"),
            reliance("w/x", "v", departs=mondays),
            reliance("v/x", "shoppers"),
        ],
        calendar=CLOCK,
    )
    assert trace(m).delays == {}
    delays = trace(m, {"s": "5d"}).delays
    assert delays == {"s/x": 5 * 1440} | {
        f"{team.lower()}/x": days * 1440 for team, days in AMPLIFIED.items()
    }
