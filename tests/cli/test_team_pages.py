"""`briefing` and `review`: on a terminal, as data, and as a page in a file."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, CommandLine
from tests.conftest import Golden
from tests.repositories import NEEDS_GIT

TOYS = "maps/harbour-toys"
DAY = ("--date", "2027-02-20")

LAUNDRY = """\
map: {title: Laundry, language: de, date: 2027-01-01, start: 2027-02-01}
teams:
  Wäscherei:
    serves: [{customer: Stationen, service: Laken, takes: 2d, promise: 2027-02-08}]
  Stationen:
    relies_on: [{provider: Wäscherei, service: Laken, wants: Einmal gefaltet}]
  Pforte: {}
"""


@pytest.fixture
def laundry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    file = tmp_path / "laundry.yaml"
    file.write_text(LAUNDRY, encoding="utf-8")
    return file


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("command", ["briefing", "review"])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_what_a_team_takes_to_its_meeting(
    command: str, form: str, servicemap: CommandLine, golden: Golden
) -> None:
    ran = servicemap(command, "stores", TOYS, *DAY, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    golden(f"rounds/{command}.{form}", ran.out)


@pytest.mark.usefixtures("laundry")
@pytest.mark.parametrize("ending", ["pdf", "svg", "png", "md"])
def test_a_page_is_written_as_its_name_ends(ending: str, servicemap: CommandLine) -> None:
    file = Path(f"seite.{ending}")
    ran = servicemap("briefing", "Wäscherei", "laundry.yaml", *DAY, "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    begins = {"pdf": b"%PDF", "svg": b"<svg", "png": b"\x89PNG", "md": "# Wäscherei".encode()}
    assert begins[ending] in file.read_bytes()[:400]


@pytest.mark.usefixtures("laundry")
def test_paper_speaks_the_language_of_the_map_and_a_terminal_english(
    servicemap: CommandLine,
) -> None:
    asked = ("briefing", "Wäscherei", "laundry.yaml", *DAY)
    assert "What each side wants" in servicemap(*asked).out
    assert "## Was jede Seite möchte" in servicemap(*asked, "--format", "markdown").out


def test_what_somebody_said_in_several_lines_stands_in_one(
    laundry: Path, servicemap: CommandLine
) -> None:
    said = 'wants: "Einmal\\ngefaltet", feedback: {score: 3, says: "Zu sp\u00e4t\\nund nass"}'
    laundry.write_text(LAUNDRY.replace("wants: Einmal gefaltet", said), encoding="utf-8")
    agenda = servicemap("briefing", "W\u00e4scherei", "laundry.yaml", *DAY).out
    assert "Stationen: Laken: Einmal gefaltet\n" in agenda
    assert (
        "Laken: Zu sp\u00e4t und nass (3 out of 10)"
        in servicemap("review", "W\u00e4scherei", "laundry.yaml", *DAY).out
    )


@NEEDS_GIT
def test_what_changed_is_told_since_a_day_and_since_a_revision(
    laundry: Path, servicemap: CommandLine
) -> None:
    name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for arguments in (("init", "-q"), ("add", "-A"), (*name, "commit", "-q", "-m", "x")):
        when = {"GIT_COMMITTER_DATE": "2027-01-10T12:00:00Z"}
        subprocess.run(
            ["git", *arguments], check=True, capture_output=True, env={**os.environ, **when}
        )
    laundry.write_text(LAUNDRY.replace("takes: 2d", "takes: 3d"), encoding="utf-8")
    for since, heading in (("2027-01-12", "since 12 Jan 2027"), ("HEAD", "since HEAD")):
        ran = servicemap("briefing", "Wäscherei", "laundry.yaml", *DAY, "--since", since)
        assert (ran.code, ran.err) == (0, "")
        changed = ran.out.partition("Changed")[2]
        assert changed.startswith(f" {heading}")
        assert "Laken: Time: 3 days (was 2 days)" in changed
    ran = servicemap("briefing", "Wäscherei", "laundry.yaml", *DAY, "--since", "2027-01-09")
    assert ran.code == 2
    assert (
        "on 2027-01-09 there was no revision of laundry.yaml: the first is of 2027-01-10" in ran.err
    )


@NEEDS_GIT
def test_what_changed_is_told_since_a_revision_in_which_the_map_lay_elsewhere(
    laundry: Path, servicemap: CommandLine
) -> None:
    def commit() -> None:
        name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        for arguments in (("add", "-A"), (*name, "commit", "-q", "-m", "x")):
            subprocess.run(["git", *arguments], check=True, capture_output=True)

    subprocess.run(["git", "init", "-q"], check=True, capture_output=True)
    commit()
    laundry.rename("moved.yaml")
    commit()
    Path("moved.yaml").write_text("teams: [", encoding="utf-8")
    commit()
    Path("moved.yaml").write_text(LAUNDRY.replace("takes: 2d", "takes: 3d"), encoding="utf-8")
    asked = ("briefing", "Wäscherei", "moved.yaml", *DAY, "--since")
    assert "Laken: Time: 3 days (was 2 days)" in servicemap(*asked, "HEAD~2").out
    ran = servicemap(*asked, "HEAD")
    assert ran.code == 1
    assert ran.err.startswith("the earlier version, HEAD, cannot be read as meant:\nerror SM001")


@pytest.mark.usefixtures("laundry")
@pytest.mark.parametrize("command", ["briefing", "review"])
def test_where_there_is_nothing_to_say_that_is_said_and_no_page_is_written(
    command: str, servicemap: CommandLine
) -> None:
    ran = servicemap(command, "Pforte", "laundry.yaml", *DAY)
    assert (ran.code, ran.out.startswith("Pforte: nothing to ")) == (0, True)
    ran = servicemap(command, "Pforte", "laundry.yaml", *DAY, "-o", "page.pdf")
    assert ran.code == 0
    assert ran.err.rstrip().endswith("page.pdf is not written")
    assert not Path("page.pdf").exists()


@pytest.mark.usefixtures("laundry")
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("Wascherei", "laundry.yaml"), "did you mean Wäscherei?"),
        (("laundry.yaml",), "which team of laundry.yaml? There are Wäscherei, Stationen, Pforte"),
        pytest.param(
            ("Wäscherei", "laundry.yaml", "--since", "2026-01-01"),
            "lies in no git repository",
            marks=NEEDS_GIT,
        ),
        (("Wäscherei", "laundry.yaml", "--since", "gestern"), "no file or folder 'gestern'"),
        (("Wäscherei", "laundry.yaml", "-o", "page.docx"), "cannot be written as '.docx'"),
        (("Wäscherei", "laundry.yaml", "-o", "page"), "use one of: .pdf, .svg, .png, .md"),
        (("Wäscherei", "laundry.yaml", "--paper", "A3"), "--paper is for what is drawn"),
        (("Wäscherei", "laundry.yaml", "-o", "a.pdf", "--format", "json"), "leave out one"),
        (("Wäscherei", "laundry.yaml", "-o", "no/page.pdf"), "make the folder no first"),
    ],
)
def test_what_cannot_be_is_told_with_its_cure(
    asked: tuple[str, ...], says: str, servicemap: CommandLine
) -> None:
    ran = servicemap("briefing", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.usefixtures("laundry")
def test_a_record_says_how_many_promises_were_kept(servicemap: CommandLine) -> None:
    goal = (
        "objectives: [{say: Laken zum Termin, keep: Laken, at_least: 90%}]\n    serves: [{customer"
    )
    Path("laundry.yaml").write_text(
        LAUNDRY.replace("serves: [{customer", goal, 1), encoding="utf-8"
    )
    asked = ("review", "Wäscherei", "laundry.yaml", *DAY)
    assert "Laken zum Termin (no record)" in servicemap(*asked).out
    Path("gone.yaml").write_text(
        LAUNDRY.replace("serves: [{customer", goal, 1).replace(
            "map: {", "map: {record: r.csv, ", 1
        ),
        encoding="utf-8",
    )
    ran = servicemap(*("review", "W\u00e4scherei", "gone.yaml", *DAY))
    assert "note: no record: gone.yaml:1:15: r.csv: there is no such file" in ran.err
    assert "name a spreadsheet that can be read" in ran.err
    rows = "service,delivered,due\nLaken,2027-02-03,2027-02-03\nLaken,2027-02-10,2027-02-08\n"
    Path("record.csv").write_text(rows, encoding="utf-8")
    ran = servicemap(*asked, "--record", "record.csv")
    assert "Laken zum Termin (50%); Target: at least 90%; 1 of 2 in time" in ran.out
    Path("long.csv").write_text(rows + "\n" * 9000, encoding="utf-8")
    ran = servicemap(*asked, "--record", "long.csv", "--max-file", "4KB")
    assert (ran.code, ran.out) == (2, "")
    assert "--max-file allows larger ones" in ran.err
    ran = servicemap(*asked, "--record", "record.csv", "--format", "json")
    (objective,) = json.loads(ran.out)["objectives"]
    assert (objective["value"], objective["kept"], objective["reached"]) == (0.5, 1, False)
