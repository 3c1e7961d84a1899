"""Markdown, rendered by markdown-it and read as a browser would."""

import re

from hypothesis import given

from servicemap.escapes import visible
from servicemap.findings import Fixed, Report, Severity
from servicemap.reporting import FORMATS
from servicemap.reporting.hosts.markdown import ROOM
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.findings import told
from servicemap.reporting.text.markdown_tables import escaped
from tests import findings_by_hand as by_hand
from tests.readers import Page, commands


def page(*reports: Report, everything: bool = False) -> Page:
    return Page(FORMATS["markdown"](reports, Ink(), everything=everything))


def as_read(text: str) -> str:
    """Blanks that must not be lost are hard ones; what a terminal obeys is written out."""
    lines = (visible(line) for line in re.split("\r\n|\r|\n", text))
    return "\n".join(lines).replace("\xa0", " ")


def test_a_clean_map_is_a_heading() -> None:
    assert FORMATS["markdown"]([by_hand.report()], Ink()) == (
        "## servicemap: clean: 1 party, 0 services"
    )


def test_findings_are_rows_the_worst_first_and_what_is_accepted_last() -> None:
    shown = page(
        by_hand.report(
            by_hand.finding("c", allowed="In reserve", hint="", related=()),
            by_hand.finding("w", severity=Severity.WARNING, hint="", related=()),
            by_hand.finding("e", hint="say whom it serves", related=()),
            by_hand.finding("k", known=True, hint="", related=()),
        ),
        everything=True,
    )
    assert shown.heading == "servicemap: 1 error, 1 warning (1 allowed, 1 known)"
    assert shown.rows == [
        ["", "what", "where"],
        ["error", "SM101 orphan-team\ne\nhint: say whom it serves", "maps/toys.yaml:1"],
        ["warning", "SM101 orphan-team\nw", "maps/toys.yaml:1"],
        ["allowed", "SM101 orphan-team\nc\nallowed: In reserve", "maps/toys.yaml:1"],
        ["known", "SM101 orphan-team\nk", "maps/toys.yaml:1"],
    ]


def test_what_is_fixed_is_a_list() -> None:
    gone = by_hand.report(fixed=[Fixed("SM101", "*stores*", "main")])
    assert FORMATS["markdown"]([gone], Ink()) == (
        "## servicemap: clean: 1 party, 0 services; 1 fixed since main\n\n"
        "- fixed since main: SM101 orphan-team: &#42;stores&#42;"
    )


def test_what_people_wrote_makes_nothing_of_the_page() -> None:
    shown = page(by_hand.report(by_hand.finding(by_hand.HOSTILE)))
    what = shown.rows[1][1].replace("\xa0", " ")
    said = as_read(by_hand.HOSTILE)
    assert what == (f"SM101 orphan-team\n{said}\nhint: {said}\nsee maps/toys.yaml:1:1: {said}")
    assert shown.tags == {
        *("h2", "table", "thead", "tbody", "tr", "th", "td"),
        *("strong", "em", "br"),
    }
    # The runner of GitHub reads the summary of a job like any file, and a log line by line.
    text = FORMATS["markdown"]([by_hand.report(by_hand.finding("##[error]x\n::error::y"))], Ink())
    assert commands(text)[0] == []
    for piece in shown.pieces:  # GitHub looks for these in each piece of text by itself
        assert not re.search(r"@\w|#\d|:[a-z]+:|\$\w", piece)


def test_a_long_report_stops_where_a_comment_is_full_and_counts_the_rest() -> None:
    many = [by_hand.finding("nobody relies on it " * 20, subject=f"{n}") for n in range(200)]
    text = FORMATS["markdown"]([by_hand.report(*many)], Ink())
    rows = text.count("\n| error |")
    assert len(text) < ROOM + 1000
    assert 20 < rows < 200
    assert text.endswith(f"\n\n… and {200 - rows} more.")


@given(by_hand.texts)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    shown = Page(f"| a | b |\n|---|---|\n| {escaped(text)} | x |")
    assert shown.rows[1][0].replace("\xa0", " ") == as_read(text)
    assert shown.tags <= {"table", "thead", "tbody", "tr", "th", "td", "br"}


@given(by_hand.reports)
def test_any_report_is_a_table_with_every_word(report: Report) -> None:
    shown = page(report, everything=True)
    assert len(shown.rows) == len(report.findings) + bool(report.findings)
    read = [row[1].replace("\xa0", " ") for row in shown.rows[1:]]
    for finding in report.findings:
        first = as_read(told(finding._replace(hint="", known=False, allowed=None)))
        assert any(f"{finding.code} {finding.rule}\n{first}" in what for what in read)
