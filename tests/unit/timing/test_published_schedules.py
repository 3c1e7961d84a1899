"""Published schedules: floats, critical chains and calendar dates come out as they were printed.

The key facts stand here; the files beside the repository hold them in full.
"""

import json
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from servicemap.calendars import Calendar
from servicemap.model import Moment, ServiceMap
from servicemap.timing.promises import promises
from servicemap.timing.tolerances import tolerance
from tests.maps_by_hand import make_map, reliance, service

SCHEDULES = Path(__file__).parents[4] / "shared" / "data" / "schedules"
DAY = 480
CLOCK = Calendar(tuple(range(7)), ((0, 1440),))


def published(name: str) -> dict[str, Any]:
    path = SCHEDULES / f"{name}.json"
    if not path.exists():
        pytest.skip(f"../shared is not here, so {name} cannot be compared")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def activities(network: dict[str, Any]) -> list[tuple[str, float, list[str]]]:
    """Name, days and predecessors, of activities on nodes or on arcs."""
    if "activities" in network:
        return [(str(a["id"]), a["duration"], list(a["preds"])) for a in network["activities"]]
    arcs = network["arcs"]
    return [
        (a["id"], a["duration"], [b["id"] for b in arcs if b["head"] == a["tail"]]) for a in arcs
    ]


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


MILWAUKEE = [
    ("A", 2.0, list[str]()),
    ("B", 3.0, list[str]()),
    ("C", 2.0, ["A"]),
    ("D", 4.0, ["B"]),
    ("E", 4.0, ["C"]),
    ("F", 3.0, ["C"]),
    ("G", 5.0, ["D", "E"]),
    ("H", 2.0, ["F", "G"]),
]


def test_milwaukee_paper() -> None:
    m = as_map(MILWAUKEE)
    assert [p.planned for p in promises(m)] == [15 * DAY]
    assert floats(MILWAUKEE, m) == {
        "A": 0, "B": 1, "C": 0, "D": 1, "E": 0, "F": 6, "G": 0, "H": 0
    }  # fmt: skip
    assert critical_chain(MILWAUKEE, m) == ["A", "C", "E", "G", "H"]


@pytest.mark.parametrize(
    "name",
    [
        "01_cpm_floats_cran_critpath",
        "08_cpm_vanhoucke2009",
        "13_cpm_milwaukee_paper",
        "16_cpm_reliable_construction",
        "21_cpm_taylor_small",
    ],
)
def test_critical_path_examples(name: str) -> None:
    known = published(name)
    found = activities(known["network"])
    expected = known["expected"]
    m = as_map(found)
    assert [p.planned for p in promises(m)] == [expected["T"] * DAY]
    assert floats(found, m) == expected["TF"]
    if "critical" in expected:
        assert critical_chain(found, m) == expected["critical"]


def test_a_schedule_of_weekdays() -> None:
    # The total floats below hold for the activities whose rows were printed in full.
    known = published("38_cpm_weekday_calendar_sas_widget")
    found = activities(known["network"])
    m = as_map(found, start=Moment(date(2003, 12, 1)))
    done = [p.planned_at for p in promises(m)]
    assert done == [datetime.fromisoformat(known["expected"]["finish_weekday_calendar"] + " 09:00")]
    total = floats(found, m)
    schedule = known["expected"]["schedule"]
    assert {name: total[name] for name in schedule} == {
        name: row["T_FLOAT"] for name, row in schedule.items()
    }
    daily = as_map(found, start=Moment(date(2003, 12, 1)), calendar=CLOCK)
    ends = [p.planned_at for p in promises(daily)]
    assert ends == [datetime.fromisoformat(known["expected"]["finish_daily_calendar"])]


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
    assert done == {
        "t1/x": "2007-04-09 00:00",
        "t2/x": "2007-04-16 00:00",
        "t3/x": "2007-04-30 00:00",
        "t4/x": "2007-05-11 17:00",
        "t6/x": "2007-05-18 17:00",
        "t7/x": "2007-04-06 17:00",
        "t8/x": "2007-04-13 17:00",
    }
    known = published("35_calendar_lags_taskjuggler_depends")["expected"]
    assert done["t1/x"] == known["t1_end"]
    assert done["t7/x"] == known["t7_end"]
    assert {k: done[f"{k}/x"] for k in ("t2", "t3", "t4", "t6", "t8")} == {
        k: known[k][1] for k in ("t2", "t3", "t4", "t6", "t8")
    }
