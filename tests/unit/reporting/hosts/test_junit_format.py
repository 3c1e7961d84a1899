"""JUnit XML, read back with junitparser."""

import junitparser
from hypothesis import given
from junitparser import Failure, JUnitXml, Skipped

from servicemap.escapes import written_out
from servicemap.findings import Finding, Report, Severity
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import told
from tests import findings_by_hand as by_hand


def suites(*reports: Report, everything: bool = False) -> list[junitparser.TestSuite]:
    text = FORMATS["junit"](reports, Ink(), everything=everything)
    read = JUnitXml.fromstring(text.encode())
    assert isinstance(read, JUnitXml)
    return list(read)


def as_xml_has_it(text: str) -> str:
    """XML 1.0 has no way to say most control characters; they are written out."""

    def has(c: str) -> bool:
        return c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"

    return "".join(c if has(c) else written_out(c) for c in text)


def test_a_clean_map_is_one_case_that_passes() -> None:
    (suite,) = suites(by_hand.report())
    (case,) = suite
    assert (suite.name, suite.tests, suite.failures, case.name) == ("Toys", 1, 0, "clean")
    assert case.is_passed


def test_a_finding_is_a_case_that_fails() -> None:
    orphan = by_hand.finding("nobody relies on Stores", subject="stores", related=())
    (suite,) = suites(by_hand.report(orphan))
    (case,) = suite
    (failure,) = case.result
    assert (case.classname, case.name) == ("Toys", "SM101 orphan-team: stores")
    assert (case._elem.get("file"), case._elem.get("line")) == ("maps/toys.yaml", "1")
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("error", "nobody relies on Stores")
    assert failure.text == (
        "maps/toys.yaml:1:1: nobody relies on Stores\nhint: nobody relies on Stores"
    )


def test_infos_and_what_is_accepted_are_skipped_and_only_when_asked_for() -> None:
    report = by_hand.report(
        by_hand.finding("a", severity=Severity.WARNING),
        by_hand.finding("b", severity=Severity.INFO),
        by_hand.finding("c", allowed="In reserve"),
        by_hand.finding("d", known=True),
    )
    (suite,) = suites(report)
    assert (suite.tests, suite.failures, suite.skipped) == (1, 1, 0)
    (suite,) = suites(report, everything=True)
    assert (suite.tests, suite.failures, suite.skipped) == (4, 1, 3)
    kinds = [type(result) for case in suite for result in case.result]
    assert kinds == [Failure, Skipped, Skipped, Skipped]


def test_a_clean_map_with_infos_has_a_case_that_passes_beside_those_that_are_skipped() -> None:
    report = by_hand.report(
        by_hand.finding("b", severity=Severity.INFO), by_hand.finding("c", allowed="In reserve")
    )
    (suite,) = suites(report, everything=True)
    assert (suite.tests, suite.failures, suite.skipped) == (3, 0, 2)
    assert [(case.name, case.is_passed) for case in suite if not case.is_skipped] == [
        ("clean", True)
    ]
    (alone,) = next(iter(suites(report)))
    assert alone.name == "clean"


def test_a_name_of_xml_comes_through_intact() -> None:
    (suite,) = suites(by_hand.report(by_hand.finding(by_hand.HOSTILE), title=by_hand.HOSTILE))
    (case,) = suite
    (failure,) = case.result
    assert suite.name == case.classname == failure.message == by_hand.HOSTILE
    assert case.name == f"SM101 orphan-team: {by_hand.HOSTILE}"
    assert f"\nhint: {by_hand.HOSTILE}\nsee maps/toys.yaml:1:1: {by_hand.HOSTILE}" in failure.text


@given(by_hand.reports, by_hand.reports)
def test_any_report_keeps_every_word_and_has_unique_names(one: Report, two: Report) -> None:
    read = suites(one, two, everything=True)
    assert len({suite.name for suite in read}) == 2
    for suite, report in zip(read, (one, two), strict=True):
        names = [case.name for case in suite]
        assert len(set(names)) == len(names) == suite.tests
        assert ("clean" in names) is (suite.failures == 0)
        assert suite.tests - ("clean" in names) == len(report.findings)
        assert suite.failures + suite.skipped == len(report.findings)
        assert sorted(_said(suite)) == sorted(as_xml_has_it(_expected(f)) for f in report.findings)


def _said(suite: junitparser.TestSuite) -> list[str]:
    return [
        result.text if isinstance(result, Failure) else result.message or ""
        for case in suite
        for result in case.result
    ]


def _expected(finding: Finding) -> str:
    fails = finding.counts and finding.severity is not Severity.INFO
    return f"{finding.location}: {told(finding)}" if fails else told(finding)
