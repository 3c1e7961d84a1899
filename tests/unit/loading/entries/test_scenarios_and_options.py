"""Scenarios and options, and what is said of those that mean nothing."""

from datetime import date
from decimal import Decimal

import pytest

from servicemap.calendars import Calendar
from servicemap.durations import Duration
from servicemap.findings import Finding
from servicemap.loading import Loaded, read_text
from servicemap.model import Cause, Departures, Estimate, Moment, Rhythm, Subcontractor


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return brief(finding)


def brief(finding: Finding) -> str:
    return f"{finding.code} {finding.message} -> {finding.hint}"


DAY, TWO = Duration(days=1), Duration(days=2)

SCENARIO_MAP = "teams: {A: {serves: {B: [Toys, Games]}}, C: {serves: {B: Games}}}\nend_users: [B]\n"


def test_scenarios_and_options_mean_parties_and_services() -> None:
    loaded = read_text(
        SCENARIO_MAP + "scenarios:\n  Forgotten order:\n    title: Nobody confirmed\n"
        "    cause: communication\n    late: {A: 5d, toys: 1d, c/games: 2d}\n"
        "options:\n  Air freight: {helps: A/Games, saves: 5d, cost: 40000, excludes:"
        " [Second van]}\n"
        "  Second van: {title: Rent one, helps: Toys, saves: 1d, cost: 99.50}\n"
    )
    assert loaded.findings == ()
    scenario = loaded.map.scenarios["forgotten-order"]
    assert (scenario.name, scenario.title) == ("Forgotten order", "Nobody confirmed")
    assert scenario.cause is Cause.COMMUNICATION
    assert scenario.late == {"a": Duration(days=5), "a/toys": DAY, "c/games": Duration(days=2)}
    air, van = loaded.map.options.values()
    assert (air.title, air.helps, air.saves, air.cost) == (
        "Air freight",
        "a/games",
        Duration(days=5),
        Decimal(40000),
    )
    assert air.excludes == ("second-van",)
    assert (van.title, van.helps, van.excludes) == ("Rent one", "a/toys", ())


@pytest.mark.parametrize(
    ("changes", "meant"),
    [
        ("takes: 2d", {"takes": Estimate(TWO, TWO, TWO)}),
        ("departs: daily 17:00", {"departs": Departures(Rhythm.DAILY, "daily 17:00", minute=1020)}),
        ("slack: 2d, to: B", {"slack": TWO, "to": "b"}),
        ("not_before: 2027-03-01", {"not_before": Moment(date(2027, 3, 1))}),
        (
            "instead: {provider: Quick Toys, takes: 2d, switch: 1d}",
            {"instead": Subcontractor("quick-toys", "Quick Toys", Estimate(TWO, TWO, TWO), DAY)},
        ),
        (
            "instead: {provider: c, takes: 2d}, not_before: 2027-03-01",
            {
                "instead": Subcontractor("c", "C", Estimate(TWO, TWO, TWO)),
                "not_before": Moment(date(2027, 3, 1)),
            },
        ),
    ],
)
def test_an_option_changes_a_service(changes: str, meant: dict[str, object]) -> None:
    loaded = read_text(f"{SCENARIO_MAP}options: {{x: {{helps: A/Toys, cost: 1, {changes}}}}}")
    assert loaded.findings == ()
    option = loaded.map.options["x"]
    assert (option.helps, option.saves) == ("a/toys", None)
    assert {key: getattr(option, key) for key in meant} == meant


@pytest.mark.parametrize("calendar", ["{workdays: Mon-Sun}", "long weeks"])
def test_an_option_changes_the_calendar_of_a_party(calendar: str) -> None:
    loaded = read_text(
        f"{SCENARIO_MAP}map: {{calendars: {{Long weeks: {{workdays: Mon-Sun}}}}}}\n"
        f"options: {{Overtime: {{helps: a, calendar: {calendar}, cost: 1}}}}"
    )
    assert loaded.findings == ()
    option = loaded.map.options["overtime"]
    assert (option.helps, option.calendar) == ("a", Calendar(workdays=tuple(range(7))))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "scenarios: {x: {late: {Z: 1d}}}",
            "SM009 no team and no service is called 'Z' -> write it as Provider/Service, as the"
            " provider or the customer calls it",
        ),
        (
            "scenarios: {x: {late: {A/Tois: 1d}}}",
            "SM009 no team and no service is called 'A/Tois' -> did you mean a/toys?",
        ),
        (
            "scenarios: {x: {late: {Games: 1d}}}",
            "SM009 2 services are called 'Games' -> name one of them: a/games, c/games",
        ),
        (
            "scenarios: {x: {title: Bad luck}}",
            "SM005 late: is missing here -> add it, for example late: {Purchasing: 5d}",
        ),
        (
            "scenarios: {x: {late: {A: }}}",
            "SM005 late: says nothing of how late 'A' is -> for example A: 5d",
        ),
        (
            "scenarios: {x: {late: {A: 1d, a: 2d}}}",
            "SM004 'a' is late twice in one scenario -> add the two lengths of time up",
        ),
        (
            "scenarios: {x: {late: {A: 1d}, cause: wether}}",
            "SM006 cause: 'wether' is none of the words that can stand here -> did you"
            " mean weather?",
        ),
        (
            "scenarios: {x: {late: {A: 1d}}, X: {late: {A: 2d}}}",
            "SM004 the scenario 'X' is declared twice -> keep one, or give one of them"
            " another name",
        ),
        (
            "scenarios: {x: soon}",
            "SM002 scenarios: text stands here, where keys such as late: belong -> for example"
            " scenarios: {Forgotten order: {late: {Purchasing: 5d}}}",
        ),
        (
            "scenarios: [x]",
            "SM002 scenarios: a list stands here, where entries by name belong -> for example"
            " scenarios: {Forgotten order: {late: {Purchasing: 5d}}}",
        ),
        (
            "options: {x: {helps: C, saves: 1d, cost: 1}}",
            "SM009 'C' is a party, and a service is wanted here -> write one of its services:"
            " c/games",
        ),
        (
            "options: {x: {helps: Toys, saves: 1d}}",
            "SM005 cost: is missing here -> add it, for example cost: 40000",
        ),
        (
            "options: {x: {helps: Toys, cost: 1}}",
            "SM005 this option changes nothing -> say what it changes, for example saves: 5d",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, save: 5d}}",
            "SM003 'save' is no key of an option -> did you mean saves?",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, saves: 1d, takes: 2d}}",
            "SM006 saves: and takes: both say how long it then takes -> remove one of the two",
        ),
        (
            "options: {x: {helps: A, cost: 1, calendar: {hours: 8:00-20:00}, saves: 1d}}",
            "SM006 calendar: is that of a party, and saves: of a service -> make two options of"
            " them, each with what it costs",
        ),
        (
            "options: {x: {helps: A/Toys, cost: 1, calendar: {hours: 8:00-20:00}}}",
            "SM006 'A/Toys' is a service, and calendar: is that of a party -> write helps: A",
        ),
        (
            "options: {x: {helps: Zoo, cost: 1, calendar: {hours: 8:00-20:00}}}",
            "SM007 x helps 'Zoo', which is not in the map -> declare Zoo, for example under teams:",
        ),
        (
            "options: {x: {helps: A, cost: 1, calendar: nights}}",
            "SM006 calendar: 'nights' is not one of the map's calendars -> declare it: map:"
            " {calendars: {nights: {workdays: Mon-Sun, hours: 00:00-24:00}}}",
        ),
        (
            "options: {x: {helps: A, saves: 1d, cost: 1}}",
            "SM009 'A' is a party, and a service is wanted here -> write one of its services:"
            " a/toys, a/games",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, saves: 1d, to: B}}",
            "SM006 to: is for departs: and slack:, and neither of them stands here -> remove it:"
            " what else an option changes is of the service, whoever gets it",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, slack: 1d, to: C}}",
            "SM009 'C' does not get what x helps -> write B",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, slack: 1d, to: Z}}",
            "SM007 x is for 'Z', which is not in the map -> declare Z, for example under teams:",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, instead: Quick Toys}}",
            "SM002 instead: text stands here, where a mapping of keys to values belongs -> for"
            " example instead: {provider: Quick Toys, takes: 12d}",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, instead: {provider: Quick Toys}}}",
            "SM005 takes: is missing here -> add it, for example takes: 12d",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, instead: {supplier: Quick Toys, takes: 1d}}}",
            "SM003 'supplier' is no key of instead: -> did you mean provider?",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, instead: {provider: a, takes: 1d}}}",
            "SM006 'a' provides it already -> name somebody else, or say takes: for how long it"
            " then takes",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, instead: {provider: '?', takes: 1d}}}",
            "SM006 '?' has no letter and no digit, so nothing can refer to it -> give it a name in"
            " letters or digits, of any script",
        ),
        (
            "options: {x: {helps: Toys, cost: 1, departs: weekly}}",
            "SM006 departs: 'weekly' does not say when it leaves -> say on which day: Fri 17:00;"
            " or every 1w from the planned one on",
        ),
        (
            "options: {x: {helps: Toys, saves: 1d}, y: {helps: Toys, saves: 1d, cost: 1, excludes:"
            " [x]}}",
            "SM005 cost: is missing here -> add it, for example cost: 40000",
        ),
        (
            "options: {x: {helps: Toys, saves: 1d, cost: 1, excludes: [x]}}",
            "SM006 x excludes itself -> remove it",
        ),
        (
            "options: {van: {helps: Toys, saves: 1d, cost: 1, excludes: [vann]}}",
            "SM006 excludes: no option is called 'vann' -> did you mean van?",
        ),
        (
            "options: {x: }",
            "SM005 options: nothing stands here, where keys such as helps: belong -> for example"
            " options: {Air freight: {helps: Factory/Toys, saves: 5d, cost: 40000}}",
        ),
    ],
)
def test_scenarios_and_options_that_cannot_be_meant(text: str, sentence: str) -> None:
    assert refused(read_text(SCENARIO_MAP + text)) == sentence
