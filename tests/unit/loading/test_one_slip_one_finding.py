"""Slips that used to pass unseen, or to be told as several: one finding each, with the cure."""

import pytest

from servicemap.checking import check
from servicemap.findings import Severity
from servicemap.loading import read_text
from servicemap.loading.entries.schema import json_schema
from tests.few_rules import judged_by

judged = judged_by("SM101", "SM102", "SM103", "SM104", "SM105", "SM108", "SM203", "SM208")


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


TOYS = """
map: {start: 2027-03-01}
teams:
  Stores:
    relies_on: [Supplier]
    serves: [{customer: Shoppers, service: Toys, takes: 2d, promise: 5d}]
suppliers:
  Supplier: {serves: [{customer: Stores, service: Stock, takes: 1d}]}
end_users: [Shoppers]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        (
            "relies_on: [Supplier]",
            "relies_on: {Stock: Supplier}",
            "5:17 SM007 Stores relies on 'Stock', which is not in the map -> the provider stands"
            " before the service: write relies_on: {Supplier: Stock}",
        ),
        (
            "relies_on: [Supplier]",
            "relies_on: [Stock]",
            "5:17 SM007 Stores relies on 'Stock', which is not in the map -> 'Stock' is a service"
            " of 'Supplier': write relies_on: {Supplier: Stock}",
        ),
        (
            "customer: Stores",
            "customer: Toys",
            "8:34 SM007 Supplier serves 'Toys', which is not in the map -> 'Toys' is a service of"
            " 'Stores': write customer: Stores",
        ),
        (
            "[{customer: Shoppers, service: Toys, takes: 2d, promise: 5d}]",
            "{Toys: Shoppers}",
            "6:14 SM007 Stores serves 'Toys', which is not in the map -> the customer stands before"
            " the service: write serves: {Shoppers: Toys}",
        ),
        (
            "map: {start: 2027-03-01}",
            "map:\n  title: #Hotel\n  start: 2027-03-01",
            "3:10 SM001 # begins a comment, so nothing stands here -> put the text in quotation"
            " marks: '#Hotel'; a comment has a space after its #",
        ),
        (
            "takes: 2d",
            "takes: {min: 1d, max: 3d}",
            "6:58 SM003 'min' and 'max' are no keys of takes: -> write takes: {best: 1d, likely:"
            " 2d, worst: 3d}",
        ),
        (
            "takes: 2d",
            "takes: {optimistic: 1d, most likely: 2d, pessimistic: 1w}",
            "6:58 SM003 'optimistic', 'most likely' and 'pessimistic' are no keys of takes: ->"
            " write takes: {best: 1d, likely: 2d, worst: 1w}",
        ),
        (
            "takes: 2d",
            "takes: 1,5d",
            "6:57 SM006 takes: '1,5d' is no length of time -> write a point for the decimal comma:"
            " 1.5d",
        ),
        (
            "    serves: [{customer: Shoppers",
            "  serves: [{customer: Shoppers",
            "6:3 SM002 serves: stands beside 'Stores' and not under it, as if it were a name like"
            " that -> indent serves: further than 'Stores' if it is meant to be a key of it",
        ),
        (
            "end_users: [Shoppers]",
            "end_users: [Shoppers]\nscenarios: {Strike: 3d}",
            "10:21 SM002 scenarios: text stands here, where keys such as late: belong -> say who is"
            " late: Strike: {late: {Purchasing: 3d}}",
        ),
    ],
)
def test_what_is_the_wrong_way_round_or_has_another_name_is_told_once_with_its_cure(
    right: str, wrong: str, finding: str
) -> None:
    assert right in TOYS
    assert told(TOYS.replace(right, wrong)) == [finding]


def test_a_name_that_is_spelt_much_like_a_party_s_is_not_turned_round() -> None:
    text = TOYS.replace("relies_on: [Supplier]", "relies_on: {Suplier: Stores}")
    assert told(text) == [
        "5:17 SM007 Stores relies on 'Suplier', which is not in the map -> did you mean Supplier?"
    ]


def test_a_comment_behind_a_key_that_has_keys_under_it_is_one() -> None:
    assert told(TOYS.replace("  Stores:\n", "  Stores: #the shop\n")) == []
