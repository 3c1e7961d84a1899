"""Code quality reports, held to the fields that GitLab documents.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format names description,
check_name, fingerprint, location.path, location.lines.begin and severity; a path is relative to the
root of the repository and does not begin with `./`.
"""

import json
from typing import Any

from hypothesis import given

from servicemap.findings import Report, Severity
from servicemap.locations import Location
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import told
from tests import findings_by_hand as by_hand

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def printed(*reports: Report, everything: bool = False) -> list[dict[str, Any]]:
    read = json.loads(FORMATS["gitlab"](reports, Ink(), everything=everything))
    assert isinstance(read, list)
    return read


def test_a_clean_map_is_an_empty_list() -> None:
    assert FORMATS["gitlab"]([by_hand.report()], Ink()) == "[]"


def test_an_issue_has_the_fields_that_gitlab_reads() -> None:
    orphan = by_hand.finding("nobody relies on Stores", subject="stores", related=())
    (issue,) = printed(by_hand.report(orphan._replace(hint="say whom it serves")))
    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": "SM101 orphan-team: nobody relies on Stores\nhint: say whom it serves",
        "check_name": "orphan-team",
        "severity": "major",
        "location": {"path": "maps/toys.yaml", "lines": {"begin": 1}},
    }


def test_warnings_are_minor_and_what_is_accepted_is_info_and_only_when_asked_for() -> None:
    report = by_hand.report(
        by_hand.finding("a", severity=Severity.WARNING),
        by_hand.finding("b", severity=Severity.INFO),
        by_hand.finding("c", allowed="In reserve"),
        by_hand.finding("d", known=True),
    )
    assert [issue["severity"] for issue in printed(report)] == ["minor"]
    assert [issue["severity"] for issue in printed(report, everything=True)] == [
        "minor",
        "info",
        "info",
        "info",
    ]


def test_a_fingerprint_outlives_moved_lines_and_other_words_but_not_another_subject() -> None:
    def fingerprint(**more: Any) -> str:
        (issue,) = printed(by_hand.report(by_hand.finding("Stores", **more)))
        assert isinstance(issue["fingerprint"], str)
        return issue["fingerprint"]

    assert fingerprint() == fingerprint(location=Location("b.yaml", 9, 1, 9, 2), message="other")
    assert fingerprint() != fingerprint(subject="warehouse")
    assert fingerprint() != fingerprint(code="SM102")


def test_findings_of_one_rule_and_subject_differ_in_their_fingerprints() -> None:
    twice = by_hand.report(by_hand.finding("Stores"), by_hand.finding("Stores"))
    issues = printed(twice, twice)
    assert len({issue["fingerprint"] for issue in issues}) == 4
    (only,) = printed(by_hand.report(by_hand.finding("Stores")))
    assert only["fingerprint"] == printed(twice)[0]["fingerprint"]


def test_a_fingerprint_outlives_a_renamed_map_and_tells_several_maps_apart() -> None:
    def of(*maps: tuple[str, str]) -> list[Any]:
        found = by_hand.finding("Stores")
        reports = [Report(title, [found], path=path) for title, path in maps]
        return [issue["fingerprint"] for issue in printed(*reports)]

    assert of(("Toys", "toys.yaml")) == of(("Toy shop", "maps/shop.yaml"))
    toys, laboratory = of(("Toys", "a"), ("Laboratory", "b"))
    assert of(("Laboratory", "a"), ("Other", "c"))[0] == laboratory
    assert toys != laboratory
    # Two maps of one title are told apart by where they lie.
    first, second = of(("Toys", "a"), ("Toys", "b"))
    assert of(("Toys", "c"), ("Toys", "b"))[1] == second
    assert first != second


@given(by_hand.reports, by_hand.reports)
def test_any_report_keeps_every_word_and_has_unique_fingerprints(one: Report, two: Report) -> None:
    issues = printed(one, two, everything=True)
    every = [*one.findings, *two.findings]
    assert sorted(issue["description"] for issue in issues) == sorted(
        f"{finding.code} {finding.rule}: {told(finding)}" for finding in every
    )
    assert len({issue["fingerprint"] for issue in issues}) == len(every)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in SEVERITIES
        assert not issue["location"]["path"].startswith("./")
        assert issue["location"]["lines"]["begin"] >= 1
