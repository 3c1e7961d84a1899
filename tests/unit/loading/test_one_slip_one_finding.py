"""Slips that used to pass unseen, or to be told as several: one finding each, with the cure."""

import pytest

from servicemap.checking import check
from servicemap.findings import Severity
from servicemap.loading import read_text
from servicemap.loading.entries.schema import json_schema


def told(text: str) -> list[str]:
    """`3:10 SM005 message -> hint` for each error and warning of a whole check."""
    loaded = read_text(text)
    report = check(loaded.map, loaded.findings)
    return [
        f"{f.location.line}:{f.location.column} {f.code} {f.message} -> {f.hint}"
        for f in report
        if f.severity is not Severity.INFO
    ]


def test_a_delivery_to_nobody_is_not_lost_without_a_word() -> None:
    text = """
teams:
  A:
    serves: [{customer: [], service: lost, takes: 3d}, S]
  B:
    serves: [{customer: S, service: found, needs: [A/lost]}]
end_users: [S]
"""
    assert told(text) == ["4:25 SM005 customer: names nobody -> write customer: and a name"]
    party = json_schema()["definitions"]["party"]["properties"]
    assert party["serves"]["items"]["properties"]["customer"]["minItems"] == 1
    assert party["relies_on"]["items"]["properties"]["provider"]["minItems"] == 1


def test_an_option_may_exclude_nothing() -> None:
    text = (
        "teams: {A: {serves: {S: T}}}\nend_users: [S]\n"
        "options: {x: {helps: T, saves: 1d, cost: 4, excludes: %s}}"
    )
    assert told(text % "[]") == told(text % "") == []


@pytest.mark.parametrize(
    ("calendar", "finding"),
    [
        (
            "workdays: []",
            "1:28 SM006 workdays: names no days that are worked -> write workdays: Mon-Fri, or"
            " leave the key out for that",
        ),
        (
            "workdays: ','",
            "1:28 SM006 workdays: names no days that are worked -> write workdays: Mon-Fri, or"
            " leave the key out for that",
        ),
        (
            "hours: []",
            "1:25 SM006 hours: names no hours that are worked -> write hours: 09:00-17:00, or leave"
            " the key out for that",
        ),
    ],
)
def test_a_calendar_of_no_working_time_is_no_calendar(calendar: str, finding: str) -> None:
    text = f"map: {{calendar: {{{calendar}}}}}\nteams: {{A: {{serves: [S]}}}}\nend_users: [S]"
    assert told(text) == [finding]


def test_a_calendar_with_nothing_after_a_key_is_the_usual_one() -> None:
    text = "map: {calendar: {workdays: , hours: }}\nteams: {A: {serves: [S]}}\nend_users: [S]"
    assert told(text) == []
    assert read_text(text).map.calendar.workdays == (0, 1, 2, 3, 4)


ANY_OF = """
teams:
  A: {}
  B:
    relies_on:
      - any_of: [A, C]
        slack: 1d
    serves: {S: Toys}
end_users: [S]
suppliers: [C]
"""


def test_a_key_beside_any_of_is_one_finding_and_orphans_nobody() -> None:
    assert told(ANY_OF) == [
        "7:9 SM003 'slack' stands beside any_of -> write it in each of the alternatives:"
        " {provider: ..., slack: ...}"
    ]
    one = read_text(ANY_OF).map.alternatives
    assert [alternatives.services for alternatives in one] == [("a/work-of-a", "c/work-of-c")]


def test_several_keys_beside_any_of_are_one_finding_too() -> None:
    text = ANY_OF.replace("slack: 1d", "slack: 1d\n        wnats: soon")
    assert told(text) == [
        "7:9 SM003 'slack' and 'wnats' stand beside any_of -> any_of stands alone; keys belong into"
        " each of its alternatives"
    ]


def test_switch_on_the_first_alternative_means_nothing() -> None:
    any_of = "[{provider: A, switch: 1d}, {provider: C, switch: 2d}]"
    assert told(ANY_OF.replace("[A, C]\n        slack: 1d", any_of)) == [
        "6:40 SM002 switch: means nothing on the first alternative, which is the plan -> remove it,"
        " or put the alternative that is the plan first"
    ]


def test_of_two_entries_for_one_delivery_the_later_is_the_second() -> None:
    text = """
teams:
  Purchasing: {}
  IT: {}
  Stores:
    relies_on: [Purchasing, IT, {provider: purchasing, service: Work of Purchasing}]
    serves: {Shoppers: Toys}
end_users: [Shoppers]
"""
    (finding,) = read_text(text).findings
    assert finding.message == "Stores relies on Purchasing for 'Work of Purchasing' twice"
    assert (finding.location.line, finding.location.column) == (6, 44)
    assert [(one.location.column, one.message) for one in finding.related] == [(17, "the first")]


@pytest.mark.parametrize(
    ("key", "finding"),
    [
        ("promise: 20270219", "promise: '20270219' is no date -> write it 2027-02-19"),
        ("confirmed: 20270219", "confirmed: '20270219' is no date -> write it 2027-02-19"),
        (
            "promise: 20271319",
            "promise: '20271319' has no unit -> did you mean 20271319d (days) or 20271319h"
            " (hours)?",
        ),
        (
            "takes: 0.5m",
            "takes: '0.5m' has a part of a minute -> write whole minutes, such as 1m",
        ),
        ("takes: 0.0001d", "takes: '0.0001d' is less than a minute -> write 1m or more, or 0d"),
    ],
)
def test_numbers_that_were_read_as_something_else(key: str, finding: str) -> None:
    text = f"teams: {{A: {{serves: [{{customer: S, {key}}}]}}}}\nend_users: [S]"
    assert [line.partition(" SM006 ")[2] for line in told(text)] == [finding]
