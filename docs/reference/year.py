"""The page of a year, with what its commands print: run in its order, on one map that git keeps.

    python docs/reference/year.py

tells the year and writes every block of `console` anew. The commands stand where the map is the
folder `harbour-toys`: that of this repository before anybody did anything about it, with the days
of its plan in winter. What happens to it is what the page shows, from top to bottom: a block of
`diff` is written into the file that its first line names, and a comment is a command that the page
need not show (`<!-- $ git commit ... -->`) or something that other people do (`HAPPENS`). A commit
is made on the day that a command was last told.
"""

import os
import re
import shlex
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from docs.reference.printed import DOCS, LEFT_OUT, shown
from docs.reference.year_in_the_shop import HAPPENS, begin
from servicemap.cli.program import run
from tests.repositories import OWN_SETTINGS, Repository

PAGE = DOCS / "the-year-of-a-customer-minded-manager.md"

_STEP = re.compile(
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```$|^<!-- (?P<aside>[^\n]+) -->$",
    re.MULTILINE | re.DOTALL,
)

_TOLD_DAY = re.compile(r"--date (\S+)")


class ToldYear(NamedTuple):
    """The page as it should be, and what the year leaves behind: path -> content."""

    page: str
    files: Mapping[str, bytes]


@cache
def told(page: str) -> ToldYear:
    """Live through the year that the page tells. Raises ValueError where it cannot be so."""
    with TemporaryDirectory() as folder, patch.dict(os.environ, OWN_SETTINGS), chdir(folder):
        year = _Year(Path(folder))
        lived = _STEP.sub(year.step, page)
        return ToldYear(lived, year.files)


class _Year:
    """A repository with the map, and the day that it is."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, bytes] = {}
        self._day = "2027-01-31"
        begin()
        self._repository = Repository(folder)
        self._command("git add --all")

    def step(self, found: re.Match[str]) -> str:
        """What a block or a comment of the page does; how it should stand there."""
        text, aside = found["text"], found["aside"]
        if aside is not None:
            if aside.startswith("$ "):
                self._command(aside.removeprefix("$ "))
            else:
                HAPPENS[aside](self._day)
                self._keep("sheets-*/sheet-*")
        elif found["language"] == "diff":
            _write(text)
        elif found["language"] == "console":
            prompt = text.splitlines(keepends=True)[0]
            printed = self._command(prompt.removeprefix("$ ").strip())
            return f"```console\n{shown(text, printed)}```"
        return found[0]

    def _command(self, line: str) -> str:
        if day := _TOLD_DAY.search(line):
            self._day = day[1]
        program, *arguments = shlex.split(line)
        if program == "git":
            noon = f"{self._day}T12:00:00+00:00"
            with patch.dict(os.environ, GIT_AUTHOR_DATE=noon, GIT_COMMITTER_DATE=noon):
                return self._repository.git(*arguments)
        printed = StringIO()
        with (
            redirect_stdout(printed),
            redirect_stderr(printed),
            patch.dict(os.environ, {"COLUMNS": "90", "NO_COLOR": "1"}),
        ):
            code = run([path for one in arguments for path in _expanded(one)])
        if code > 1:
            raise ValueError(f"{line} ends with {code}: {printed.getvalue()}")
        self._keep("*.svg")
        return printed.getvalue()

    def _keep(self, pattern: str) -> None:
        self.files |= {path.as_posix(): path.read_bytes() for path in Path().glob(pattern)}


def _expanded(argument: str) -> list[str]:
    """A pattern of files as a shell hands it over."""
    return sorted(map(str, Path().glob(argument))) if "*" in argument else [argument]


def _write(difference: str) -> None:
    """Write a block of `diff` into the file that it names. Raises ValueError if it has no place."""
    name, *lines = difference.splitlines()
    path = Path(name)
    text = path.read_text(encoding="utf-8")
    for part in "\n".join(lines).split(f"\n{LEFT_OUT}"):
        before, after = _sides(part)
        if text.count(before) != 1:
            raise ValueError(f"{name} has not once, but {text.count(before)} times:\n{before}")
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def _sides(part: str) -> tuple[str, str]:
    """What stands in the file before, and what does after."""
    lines = part.splitlines()
    before, after = (
        "".join(f"{line[1:]}\n" for line in lines if not line.startswith(other))
        for other in ("+", "-")
    )
    return before, after


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(told(PAGE.read_text(encoding="utf-8")).page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
