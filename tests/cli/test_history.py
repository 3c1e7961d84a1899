"""`servicemap history`: as text, as data, as a page; and every way in which it cannot be."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, CommandLine
from tests.cli.test_answers_as_tables import rows_of
from tests.repositories import NEEDS_GIT

CAFE = ROOT / "tests" / "maps" / "cafe"
TOLD = """\
Café ☕: figures from 2026-09-30 to 2027-02-01, at 1 point in time.

Scores, of 10
  Guests  5  2026-10-01  8  2027-01-10  +3

Rungs of the ladder
  Guests  customer  2026-10-01  account  2027-01-10

Delivered when due, by quarters
  Cake for Guests  0% of 1  2026-09-30  100% of 2  2026-11-10  +100 points

Margin of promises
  Cake for Guests  1d  2027-02-01

Tolerance of promises, of the team that has least
  Cake for Guests  1d  2027-02-01

Agreed by both sides
  all deliveries  0% of 1  2027-02-01

Findings
  SM401 no-recovery-plan  1  2027-02-01
  SM402 nobody-listens    1  2027-02-01

Done
  2026-11-20 A second oven (for Kitchen, upgrade the system)

  the map lies in no git repository, so there are no revisions: what customers said is told by its
    own days
  done.csv: 3 deliveries counted
  1 row without a day of delivery: not delivered yet
  1 row counts for nothing:
  row 6: no service is called 'Pie' in this map: name one of: Cake
"""
ASKED = ("history", "cafe.yaml", "--date", "2027-02-01")


@pytest.fixture(autouse=True)
def cafe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("cafe.yaml", "done.csv"):
        Path(name).write_bytes((CAFE / name).read_bytes())


@NEEDS_GIT
def test_as_text(servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    ran = servicemap(*ASKED)
    assert (ran.code, ran.out, ran.err) == (0, TOLD, "")


@NEEDS_GIT
def test_as_data(servicemap: CommandLine) -> None:
    found = json.loads(servicemap(*ASKED, "--format", "json").out)
    assert found["no_revisions"] == "no_repository"
    assert found["record"]["unplaced"][0]["row"] == 6
    (kept,) = (one for one in found["series"] if one["measure"] == "kept")
    assert [(one["when"], one["value"], one["of"]) for one in kept["values"]] == [
        ("2026-09-30", 0.0, 1),
        ("2026-11-10", 1.0, 2),
    ]
    rows = rows_of(servicemap(*ASKED, "--format", "csv").out)
    assert rows[1] == ["score", "Guests", "2026-10-01", "", "5", "5", "", "", "5"]
    lines = servicemap(*ASKED, "--format", "markdown").out.splitlines()
    assert "| score | Guests | 5 2026-10-01 | 8 2027-01-10 | +3 |" in lines
    assert "| margin | Cake for Guests |  | 1d 2027-02-01 |  |" in lines
    assert "- 2026-11-20 A second oven (for Kitchen, upgrade the system)" in lines


@NEEDS_GIT
@pytest.mark.parametrize(
    ("name", "begins"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.PNG", b"\x89PNG")]
)
def test_as_a_page(servicemap: CommandLine, name: str, begins: bytes) -> None:
    ran = servicemap(*ASKED, "-o", name, "--paper", "A4", "--orientation", "portrait")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"{name}: 210 x 297 mm\nnote: the map lies in no git repository")
    assert Path(name).read_bytes().startswith(begins)


def test_as_a_page_on_standard_output(servicemap: CommandLine) -> None:
    assert servicemap(*ASKED, "-o", "-").out.startswith("<?xml")


def test_a_record_of_ones_own_and_headings_of_its_own(servicemap: CommandLine) -> None:
    Path("own.csv").write_text("What,Out\nCake,2026-11-03\n")
    ran = servicemap(*ASKED, "--record", "own.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "own.csv: no column says when something was delivered: 'What' and 'Out'" in ran.err
    ran = servicemap(*ASKED, "--record", "own.csv", "--column", "delivered=Out")
    assert "own.csv: 1 delivery counted" in ran.out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--record", "none.csv"), "none.csv: there is no such file or folder"),
        (("--column", "delivered"), "--column 'delivered' does not say which column is headed how"),
        pytest.param(("--since", "v1"), "lies in no git repository", marks=NEEDS_GIT),
        (("-o", "page.doc"), "a poster cannot be written as '.doc'"),
        (("--last", "0"), "0 is not in the range x>=1"),
    ],
)
def test_a_wrong_call(servicemap: CommandLine, more: tuple[str, ...], said: str) -> None:
    ran = servicemap(*ASKED, *more)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_record_that_the_map_names_and_is_none(servicemap: CommandLine) -> None:
    Path("done.csv").write_text("Service,Delivered\nCake,03/02/2027\n")
    ran = servicemap(*ASKED)
    assert ran.code == 0
    assert "no record: cafe.yaml:1:49: done.csv: '03/02/2027' can mean two days:" in ran.out
    Path("done.csv").unlink()
    assert "no record: cafe.yaml:1:49: done.csv: there is no such file" in servicemap(*ASKED).out


def test_promises_that_a_map_leaves_open_are_counted(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    """They have no margin to follow: without a word that looked as if nobody had promised."""
    (tmp_path / "open.yaml").write_text(
        "map: {start: 2027-02-01}\n"
        "teams:\n"
        "  A: {relies_on: [B], serves: [{customer: E, service: S, promise: 2027-02-03}]}\n"
        "  B: {serves: {A: Parts}}\n"
        "end_users: [E]\n"
    )
    told = " ".join(servicemap("history", str(tmp_path / "open.yaml"), *ASKED[2:]).out.split())
    assert "Margin" not in told
    assert (
        "1 promise has no margin at any point: the map leaves open what decides it, and servicemap"
        " promises says what"
    ) in told
