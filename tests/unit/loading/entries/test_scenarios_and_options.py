"""Scenarios and options, and what is said of those that mean nothing."""

from decimal import Decimal

import pytest

from servicemap.durations import Duration
from servicemap.findings import Finding
from servicemap.loading import Loaded, read_text
from servicemap.model import Cause


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return brief(finding)


def brief(finding: Finding) -> str:
    return f"{finding.code} {finding.message} -> {finding.hint}"


DAY = Duration(days=1)

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
