"""Findings as they are printed: the golden files are what a person reads."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.findings import Finding, Fixed, Judging, Related, Report, Severity
from servicemap.locations import Location
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink, display_width
from servicemap.reporting.text.excerpts import underlined

TOYS = """\
teams:
  Purchasing:
    serves: {Stors: Stock orders}
\tabout:\tRight toys
  倉庫: {owner: Zoë, serves: {Stors: 在庫}}
"""
PLAIN = Ink()


def spot(line: int, column: int, length: int, path: str = "maps/toys.yaml") -> Location:
    return Location(path, line, column, line, column + length)


ORPHAN = Finding(
    "SM101",
    "nobody relies on 倉庫",
    spot(5, 3, 2),
    "say whom it serves",
    "倉庫",
)
FINDINGS = (
    ORPHAN,
    Finding(
        "SM007",
        "Purchasing serves Stors, who is not on the map",
        spot(3, 14, 5),
        "did you mean Stores?",
        "purchasing",
        (Related(spot(2, 1, 6, "maps/stores.yaml"), "Stores are declared here"),),
    ),
    Finding("SM007", "倉庫 serves Stors, who is not on the map", spot(5, 27, 5), subject="倉庫"),
    Finding(
        "SM104",
        "nobody relies on Backup factory, a supplier",
        spot(1, 1, 5),
        subject="backup-factory",
        severity=Severity.WARNING,
        allowed="In reserve until May",
    ),
    Finding(
        "SM201",
        "nobody owns Purchasing",
        spot(2, 3, 10),
        "say who does: owner: ...",
        "purchasing",
        severity=Severity.INFO,
    ),
    Finding("SM001", "pipe.yaml is no regular file", spot(1, 1, 1, "maps/pipe.yaml")),
    Finding(
        "SM005",
        "nothing stands in this file",
        spot(1, 1, 0, "maps/sales.yaml"),
        "a map can begin like this:\nteams:\n  Purchasing:\n    serves: {Stores: Stock orders}",
    ),
)
BAD = Report("Toys", FINDINGS, parties=3, services=2, sources={"maps/toys.yaml": TOYS})
CLEAN = Report("Laboratory", parties=24, services=1)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sarif"])  # holds the rules
def test_a_map_with_findings(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"findings/{name}", FORMATS[name]([BAD], PLAIN) + "\n")


@pytest.mark.parametrize("name", ["full", "concise"])
def test_all_of_them(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"findings/{name}-all", FORMATS[name]([BAD], PLAIN, everything=True) + "\n")


def test_full_in_colour(golden: Callable[[str, str], None]) -> None:
    golden("findings/full-colour", FORMATS["full"]([BAD], Ink(colour=True)) + "\n")


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([CLEAN], "clean: 24 parties, 1 service"),
        ([Report("x", parties=1)], "clean: 1 party, 0 services"),
        ([BAD], "5 errors (1 info, 1 allowed: --all)"),
        ([CLEAN, CLEAN], "clean: 2 maps, 48 parties, 2 services"),
        ([CLEAN, BAD], "5 errors in 1 of 2 maps (1 info, 1 allowed: --all)"),
        (
            [Report("x", [ORPHAN._replace(severity=Severity.WARNING)])],
            "1 warning",
        ),
        ([Report("x", FINDINGS[4:5], parties=2)], "clean: 2 parties, 0 services (1 info: --all)"),
    ],
)
def test_the_last_line_sums_up_one_map_or_a_shelf(reports: list[Report], said: str) -> None:
    for name in ("full", "concise"):
        assert FORMATS[name](reports, PLAIN).splitlines()[-1] == said


def test_known_findings_are_left_out_and_what_is_fixed_since_is_listed() -> None:
    report = Report(
        "Toys",
        [ORPHAN._replace(known=True), FINDINGS[1]],
        fixed=[Fixed("SM203", "warehouse/toys > stores", "main"), Fixed("SM101", "it", "main")],
    )
    assert FORMATS["concise"]([report], PLAIN).splitlines() == [
        "maps/toys.yaml:3:14: error SM007 unknown-party: Purchasing serves Stors, who is not on"
        " the map",
        "fixed since main: SM101 orphan-team: it",
        "fixed since main: SM203 two-names: warehouse/toys > stores",
        "1 error (1 known: --all); 2 fixed since main",
    ]
    listed = FORMATS["concise"]([report], PLAIN, everything=True).splitlines()
    assert "known error SM101 orphan-team: nobody relies on 倉庫" in listed[1]
    assert repr(report) == "<Report of 'Toys': 1 error (1 known); 2 fixed since main>"
    assert '<td style="text-align:left">known error</td>' in report._repr_html_()
    assert report.exit_code() == 1
    assert Report("Toys", [ORPHAN._replace(known=True)]).exit_code() == 0
    printed = json.loads(FORMATS["json"]([report], PLAIN))
    assert [f["known"] for f in printed["findings"]] == [False, True]
    assert printed["fixed"][0] == {
        "code": "SM101",
        "rule": "orphan-team",
        "subject": "it",
        "since": "main",
    }


def test_json_holds_infos_and_allowed_findings_and_counts_only_what_nobody_allowed() -> None:
    printed = json.loads(FORMATS["json"]([CLEAN, BAD], PLAIN))
    assert (printed["version"], printed["kind"]) == (2, "check")
    assert printed["counts"] == {"error": 5, "warning": 0, "info": 1}
    assert [f["code"] for f in printed["findings"]] == [
        "SM001",
        "SM005",
        "SM104",
        "SM201",
        "SM007",
        "SM101",
        "SM007",
    ]
    assert printed["findings"][4] == {
        "code": "SM007",
        "rule": "unknown-party",
        "severity": "error",
        "message": "Purchasing serves Stors, who is not on the map",
        "hint": "did you mean Stores?",
        "subject": "purchasing",
        "location": {
            "path": "maps/toys.yaml",
            "line": 3,
            "column": 14,
            "end_line": 3,
            "end_column": 19,
        },
        "related": [
            {
                "location": {
                    "path": "maps/stores.yaml",
                    "line": 2,
                    "column": 1,
                    "end_line": 2,
                    "end_column": 7,
                },
                "message": "Stores are declared here",
            }
        ],
        "allowed": None,
        "known": False,
    }
    assert json.loads(FORMATS["json"]([CLEAN], PLAIN))["findings"] == []


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_people_wrote_reaches_the_terminal_raw(name: str) -> None:
    wild = "a\x1b[2J\r\n::error\x9b\u202eb\ud83d"
    finding = Finding(
        "SM101", wild, spot(1, 2, 3, wild), wild, wild, (Related(spot(1, 1, 1, wild), wild),)
    )
    report = Report(wild, [finding._replace(allowed=wild)], sources={wild: wild})
    printed = FORMATS[name]([report], PLAIN, everything=True)
    assert not set("\x1b\x9b\r\u202e\ud83d") & set(printed)
    printed.encode()
    if name == "concise":
        assert len(printed.splitlines()) == 2
    if name == "json":
        assert json.loads(printed)["findings"][0]["message"] == wild


@pytest.mark.parametrize(
    ("line", "columns", "text", "carets"),
    [
        ("  Stores:", (3, 9), "  Stores:", "  ^^^^^^"),
        ("a\tb: c", (3, 4), "a   b: c", "    ^"),
        ("\tstock", (2, 7), "    stock", "    ^^^^^"),
        ("  倉庫: x", (3, 5), "  倉庫: x", "  ^^^^"),
        ("倉庫: Zoe\u0308 x", (9, 10), "倉庫: Zoe\u0308 x", "         ^"),
        ("a\x00b", (2, 3), "a\\x00b", " ^^^^"),
        ("short", (6, 6), "short", "     ^"),
        ("short", (40, 50), "short", "     ^"),
        ("Stores: 3   ", (9, 10), "Stores: 3", "        ^"),
    ],
)
def test_carets_stand_under_the_exact_characters(
    line: str, columns: tuple[int, int], text: str, carets: str
) -> None:
    location = Location("x", 1, columns[0], 1, columns[1])
    assert underlined(line, location, 60) == (text, carets)


def test_what_runs_on_is_marked_to_the_end_of_its_first_line() -> None:
    assert underlined("serves: [a,", Location("x", 1, 9, 4, 2), 60) == (
        "serves: [a,",
        "        ^^^",
    )


@pytest.mark.parametrize(
    ("column", "text", "carets"),
    [
        (1, "0123456789 0123456789 0123…", "^^^"),
        (34, "…0123456789 0123456789 0123…", " " * 12 + "^^^"),
        (63, "…6789 0123456789 0123456789", " " * 24 + "^^^"),
    ],
)
def test_a_long_line_is_cut_around_the_mark(column: int, text: str, carets: str) -> None:
    line = " ".join(["0123456789"] * 6)
    shown, under = underlined(line, Location("x", 1, column, 1, column + 3), 28)
    assert (shown, under) == (text, carets)


@given(
    st.text(st.characters(exclude_characters="\r\n"), max_size=80),
    st.integers(1, 90),
    st.integers(0, 90),
    st.integers(12, 40),
)
def test_any_line_fits_and_its_mark_is_in_sight(
    line: str, column: int, length: int, room: int
) -> None:
    shown, carets = underlined(line, Location("x", 1, column, 1, column + length), room)
    assert display_width(shown) <= room
    assert carets.strip(" ").strip("^") == ""
    assert 1 <= carets.count("^") <= max(1, room)
    assert len(carets) <= display_width(shown) + 1


def test_what_is_not_judged_until_a_map_can_be_read_is_told() -> None:
    waits = Judging(waiting=("SM107", "SM304", "SM301"))
    unread = Report("Toys", [ORPHAN], judging=waits)
    fine = Report("Laboratory")
    said = "Once this is mended, 3 more checks will run."
    for form in (FORMATS["full"], FORMATS["concise"]):
        assert form([unread], PLAIN).splitlines()[-2:] == [said, "1 error"]
        assert "more checks" not in form([fine], PLAIN)
    assert repr(unread) == f"<Report of 'Toys': 1 error. {said}>"
    both = FORMATS["full"]([unread, fine], PLAIN).splitlines()[-2:]
    assert both[0] == "Once 1 map is mended, 3 more checks will run."
    printed = json.loads(FORMATS["json"]([unread, fine], PLAIN))
    assert printed["not_judged"] == ["broken-promise", "loop-without-slack", "no-substitute"]
    assert json.loads(FORMATS["json"]([fine], PLAIN))["not_judged"] == []
