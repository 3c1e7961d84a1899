"""Every map that a page shows can be loaded, and is as right or as wrong as the page says.

A line that ends in a code, as in `# SM007`, is where that finding stands; a map without one is
clean.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from servicemap.checking import check
from servicemap.cli.program import run
from servicemap.findings import Severity
from servicemap.loading import load_one

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md")))
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"# (SM\d{3})$")


def maps_in(page: Path) -> list[str]:
    blocks = FENCED.findall(page.read_text(encoding="utf-8"))
    return [text for language, text in blocks if language == "yaml"]


SHOWN = [
    pytest.param(text, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, text in enumerate(maps_in(page), start=1)
]


@pytest.mark.parametrize("text", SHOWN)
def test_a_map_in_a_page_is_as_right_or_wrong_as_it_says(text: str, tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_one(str(path))
    report = check(loaded.map, loaded.findings)
    said = [
        (number, match[1])
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := EXPECTED.search(line))
    ]
    found = [(f.location.line, f.code) for f in report if f.severity.matters(Severity.WARNING)]
    assert found == said


def test_every_page_has_as_many_maps_as_we_know_of() -> None:
    assert {page.name: len(maps_in(page)) for page in PAGES} == {
        "tutorial.md": 4,
        "calendars-departures-and-alternatives.md": 1,
        "check-before-commit.md": 0,
        "check-on-github.md": 0,
        "check-on-gitlab.md": 0,
        "how-late-may-we-be.md": 1,
        "map-what-two-teams-disagree-on.md": 3,
        "read-a-trace.md": 1,
        "hang-a-poster.md": 0,
        "print-a-poster.md": 0,
        "review-a-change.md": 2,
        "say-how-long-things-take.md": 3,
        "start-with-a-map-that-has-findings.md": 2,
    }


def test_the_tutorial_shows_what_the_trace_prints(tmp_path: Path) -> None:
    page = PAGES[0].read_text(encoding="utf-8")
    shown = next(text for _, text in FENCED.findall(page) if "late makes" in text)
    (tmp_path / "toys.yaml").write_text(maps_in(PAGES[0])[2], encoding="utf-8")
    command = ["trace", "toys.yaml", "--late", "purchasing=2d"]
    assert "servicemap " + " ".join(command) in page
    printed = subprocess.run(
        [sys.executable, "-m", "servicemap", *command],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(DOCS.parent), "NO_COLOR": "1", "PYTHONUTF8": "1"},
    ).stdout
    assert printed.startswith(shown)


def test_the_page_about_changes_shows_what_diff_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = DOCS / "how-to" / "review-a-change.md"
    for name, text in zip(("before.yaml", "after.yaml"), maps_in(page), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    blocks = FENCED.findall(page.read_text(encoding="utf-8"))
    (shown,) = [text for _, text in blocks if text.startswith("$ servicemap diff")]
    command, _, printed = shown.removeprefix("$ servicemap ").partition("\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(shlex.split(command)) == 0
    assert capsys.readouterr().out == printed


def commands_in(page: Path) -> list[tuple[str, str, str]]:
    """The map shown last before each command line, the command, and what it prints."""
    found, shown = [], ""
    for language, text in FENCED.findall(page.read_text(encoding="utf-8")):
        if language == "yaml":
            shown = text
        elif language == "console":
            command, _, printed = text.removeprefix("$ servicemap ").partition("\n")
            found.append((shown, command, printed))
    return found


RUN = [
    pytest.param(*ran, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, ran in enumerate(commands_in(page), start=1)
]


@pytest.mark.parametrize(("text", "command", "printed"), RUN)
def test_a_page_shows_what_the_command_prints(
    text: str,
    command: str,
    printed: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "toys.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(shlex.split(command)) == 0
    out = capsys.readouterr().out
    if printed.endswith("...\n"):  # the page leaves out the rest
        assert out.startswith(printed.removesuffix("...\n"))
    else:
        assert out == printed


def test_pages_show_what_commands_print() -> None:
    assert len(RUN) >= 8


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
