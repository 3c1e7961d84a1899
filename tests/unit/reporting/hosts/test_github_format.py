"""Annotations, read by the rules of the runner that turns them into notes."""

from hypothesis import given

from servicemap.escapes import visible
from servicemap.findings import Finding, Fixed, Report, Severity
from servicemap.locations import Location
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import told
from tests import findings_by_hand as by_hand
from tests.readers import commands


def printed(*reports: Report, everything: bool = False) -> str:
    return FORMATS["github"](reports, Ink(), everything=everything)


def as_shown(text: str) -> str:
    """What a terminal would obey is written out in every format; line ends are part of the text."""
    return "".join(c if c in "\r\n" else visible(c) for c in text)


def test_an_annotation_has_place_title_message_and_cure() -> None:
    stores = Finding(
        "SM007",
        "Purchasing serves Stors, who is not on the map",
        Location("maps/toys.yaml", 3, 14, 3, 19),
        "did you mean Stores?",
    )
    assert printed(Report("Toys", [stores], parties=2)).splitlines() == [
        "::error file=maps/toys.yaml,line=3,endLine=3,col=14,endColumn=19,"
        "title=SM007 unknown-party::Purchasing serves Stors, who is not on the map"
        "%0Ahint: did you mean Stores?",
        "1 error",
    ]


def test_columns_are_left_out_where_a_finding_runs_over_several_lines() -> None:
    long = by_hand.finding("x", location=Location("a.yaml", 3, 14, 5, 2))
    (command,), _ = commands(printed(by_hand.report(long)))
    assert command.properties == {
        "file": "a.yaml",
        "line": "3",
        "endLine": "5",
        "title": "SM101 orphan-team",
    }


def test_ten_of_a_level_are_shown_the_worst_first_and_the_rest_is_counted() -> None:
    many = [
        by_hand.finding(f"{severity} {n}", severity=severity, subject=f"{n}")
        for severity, number in [
            (Severity.INFO, 2),
            (Severity.WARNING, 11),
            (Severity.ERROR, 13),
        ]
        for n in range(number)
    ]
    found, rest = commands(printed(by_hand.report(*many)))
    assert [command.name for command in found] == ["error"] * 10 + ["warning"] * 10
    assert rest == [
        "and 3 more errors, 1 more warning: --format concise lists them",
        "13 errors, 11 warnings (2 infos: --all)",
    ]
    listed, _ = commands(printed(by_hand.report(*many), everything=True))
    assert [command.name for command in listed[20:]] == ["notice"] * 2


def test_what_is_accepted_is_a_notice_and_only_when_asked_for() -> None:
    accepted = by_hand.report(
        by_hand.finding("idle", allowed="In reserve"), by_hand.finding("old", known=True)
    )
    assert printed(accepted) == "clean: 1 party, 0 services (1 allowed, 1 known: --all)"
    (first, second), _ = commands(printed(accepted, everything=True))
    assert (first.name, second.name) == ("notice", "notice")
    assert first.data.endswith("\nallowed: In reserve")
    assert second.data.endswith("\nknown from before")


def test_what_is_fixed_is_a_line_of_the_log() -> None:
    gone = by_hand.report(fixed=[Fixed("SM101", "stores\n::error::x", "main")])
    assert printed(gone).splitlines() == [
        "fixed since main: SM101 orphan-team: stores\\n::error::x",
        "clean: 1 party, 0 services; 1 fixed since main",
    ]


def test_plain_lines_are_nothing_that_the_runner_obeys() -> None:
    evil = "###[error]x ##[add-mask]clean"
    assert commands(evil)[0], "the reader knows the older commands"
    gone = [Fixed("SM101", f"::error::{evil}", evil)]
    found, rest = commands(printed(by_hand.report(fixed=gone), everything=True))
    assert found == []
    inert = r"##\x23[error]x #\x23[add-mask]clean"
    assert rest == [
        f"fixed since {inert}: SM101 orphan-team: ::error::{inert}",
        f"clean: 1 party, 0 services; 1 fixed since {inert}",
    ]


def test_a_name_that_looks_like_a_command_comes_through_intact() -> None:
    path = "maps/100% toys, a:b.yaml"
    hostile = by_hand.finding(by_hand.HOSTILE, location=Location(path, 1, 1, 1, 2))
    (command,), rest = commands(printed(by_hand.report(hostile)))
    assert command.name == "error"
    assert command.properties["file"] == path
    assert command.data.startswith(f"{by_hand.HOSTILE}\nhint: {by_hand.HOSTILE}\nsee ")
    assert rest == ["1 error"]


@given(by_hand.reports)
def test_any_finding_is_one_command_that_says_what_it_says(report: Report) -> None:
    found, rest = commands(printed(report, everything=True))
    said = {as_shown(told(finding)) for finding in report.findings}
    assert {command.data for command in found} <= said
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in rest)
    if len(report.findings) <= 10:
        assert sorted(command.data for command in found) == sorted(
            as_shown(told(finding)) for finding in report.findings
        )
