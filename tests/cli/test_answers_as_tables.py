"""Answers as CSV for spreadsheets and as Markdown."""

import csv
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from servicemap import load, promises
from tests.cli.conftest import ROOT, CommandLine
from tests.promise_cells import cells_of

MAP = str(ROOT / "maps" / "sales-event.yaml")
ASKED = {
    "promises": ("promises", MAP),
    "trace": ("trace", MAP, "--late", "accounts=2d"),
    "tolerance": ("tolerance", MAP),
    "agreements": ("agreements", MAP),
    "show": ("show", "sales", MAP, "--date", "2027-02-01"),
    "care": ("care", MAP, "--date", "2027-02-01"),
    "contacts": ("care", MAP, "--contacts"),
    "history": ("history", MAP, "--date", "2027-02-01", "--last", "1"),
    "contacts-of-one": ("show", "sales", MAP, "--contacts"),
    "ask": ("ask", MAP, "--date", "2027-02-01"),
    "diff": ("diff", MAP, MAP.replace("sales-event", "bakery-ja")),
}
EVIL = """\
teams:
  "=cmd|'/C calc'!A0": {serves: [{customer: "-2+3", service: "@SUM(1);=1", takes: 1d, promise: 2d}]}
end_users: ["-2+3"]
"""
UNTIMED = "teams: {A: {serves: [{customer: B, service: x, takes: 1d}]}}\nend_users: [B]\n"


def rows_of(printed: str, separator: str = ",") -> list[list[str]]:
    assert printed.startswith("\ufeff")
    return list(csv.reader(printed.removeprefix("\ufeff").splitlines(), delimiter=separator))


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_as_csv_for_excel(servicemap: CommandLine, asked: tuple[str, ...]) -> None:
    ran = servicemap(*asked, "--for-excel")
    assert (ran.code, ran.err) == (0, "")
    heads, *rows = rows_of(ran.out)
    assert rows
    assert {len(row) for row in rows} == {len(heads)}
    assert "\\x" not in ran.out, "a character that only a page of text has"


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_as_markdown(servicemap: CommandLine, asked: tuple[str, ...]) -> None:
    ran = servicemap(*asked, "--format", "markdown")
    assert (ran.code, ran.err) == (0, "")
    shown = MarkdownIt("commonmark").enable("table").render(ran.out)
    assert shown.count("<tr>") > 1 or asked[0] == "diff"


@pytest.mark.parametrize("command", [one for one in ASKED if one != "tolerance"])
def test_csv_is_for_people_wherever_it_had_no_other_readers(
    servicemap: CommandLine, command: str
) -> None:
    ran = servicemap(*ASKED[command], "--format", "csv")
    assert rows_of(ran.out)


def test_parted_as_excel_does_where_the_language_is_spoken(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text("map: {language: de}\nteams: {A: {serves: {B: x}}}\nend_users: [B]\n", "utf-8")
    ran = servicemap("promises", str(path), "--for-excel")
    assert rows_of(ran.out, ";")[0][:2] == ["service", "customer"]


@pytest.mark.parametrize("command", ["promises", "agreements", "tolerance"])
def test_no_cell_is_a_formula(servicemap: CommandLine, tmp_path: Path, command: str) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(EVIL, encoding="utf-8")
    cells = [
        one for row in rows_of(servicemap(command, str(path), "--for-excel").out) for one in row
    ]
    assert [one for one in cells if re.match(r"[=+\-@]", one)] == []
    assert any(one.startswith("'=cmd") for one in cells)


def test_a_cell_in_which_there_is_nothing_to_say_is_empty(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(UNTIMED, encoding="utf-8")
    heads, row = rows_of(servicemap("promises", str(path), "--format", "csv").out)
    cells = dict(zip(heads, row, strict=True))
    assert (cells["due"], cells["margin"]) == ("as planned", "")
    printed = cells_of(promises(load(path)))["x for B"]
    assert (printed["due"], printed["margin"]) == ("as planned", "-")


def test_two_formats_are_one_too_many(servicemap: CommandLine) -> None:
    ran = servicemap("promises", MAP, "--for-excel", "--format", "json")
    assert ran.code == 2
    assert "--for-excel writes CSV, and --format says json" in ran.err
