"""What the commands share that make a page for a meeting of one team."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from servicemap.cli.arguments import (
    NearestChoice,
    ink_for,
    is_standard_output,
    to_file,
    to_standard_error,
)
from servicemap.cli.formats import print_answer
from servicemap.cli.opening import which_team_of
from servicemap.cli.poster_notes import notes_of, tell_borrowed
from servicemap.cli.poster_options import papers
from servicemap.cli.progress import progress
from servicemap.cli.settings import Decorator
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.reporting.answers import MARKDOWN, TEXT, formats_of
from servicemap.reporting.text.handouts import as_markdown
from servicemap.views.handouts import Handout

if TYPE_CHECKING:
    from servicemap.rounds.briefing import Briefing
    from servicemap.rounds.reviewing import Review

MARKDOWN_FILES = (".md", ".markdown")
"""Endings of a file that holds the page as Markdown."""

DRAWN = (".pdf", ".svg", ".png")
"""Endings of a file that holds it as it is printed."""


def team_arguments(command: Any) -> Any:
    """TEAM and MAP, in either order; and `--map`."""
    option = click.option(
        "-m", "--map", "option", metavar="MAP", help="The map, instead of after the team."
    )
    path = click.argument("path", metavar="[MAP]", required=False)
    return click.argument("team", metavar="TEAM")(path(option(command)))


font_option = click.option(
    "--font",
    "fonts",
    metavar="FILE",
    multiple=True,
    help="A font for letters that ours lacks, before those of this machine. Several may be.",
)


def page_options(answer: type) -> Decorator:
    """`-o`, `--paper`, `--font`, and `--format` with those that this answer has."""
    decorators: tuple[Decorator, ...] = (
        font_option,
        click.option(
            "--format",
            "form",
            type=NearestChoice(formats_of(answer)),
            help="What to print where no -o names a file.  [default: text]",
        ),
        click.option("--paper", type=papers, help="What it is printed on, upright.  [default: A4]"),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write the page, in the map's language: .pdf, .svg, .png or .md.",
        ),
    )

    def add(command: Any) -> Any:
        for decorate in decorators:
            command = decorate(command)
        return command

    return add


def team_and_map(team: str, path: str | None, option: str | None) -> tuple[str, str]:
    """Which team of which map; where the map stands first, that is understood.

    Raises WrongValue where only a map is named, with its teams.
    """
    if path is not None and option is not None:
        raise click.UsageError("Name the map once: after the team, or with --map.")
    if path not in {None, "-"} and os.path.exists(team) and not os.path.exists(path or ""):
        team, path = path or "", team
    if option is None and path is None and os.path.exists(team):
        raise which_team_of(team)
    return team, option or path or ""


class TeamPage:
    """A page as it was asked for: what it is, and where it goes.

    Raises WrongValue for a file of a kind that there is not, and for choices that do not go
    together, before anything is read.
    """

    def __init__(
        self, output: str | None, paper: str | None, fonts: Sequence[str], form: str | None
    ) -> None:
        self._output = output
        self._paper = paper
        self._fonts = fonts
        self._form = form or TEXT
        self._suffix = PurePath(output or "").suffix.casefold()
        to_a_file = output is not None and not is_standard_output(output)
        if output is not None and not to_a_file and not form:
            self._form = MARKDOWN
        if to_a_file and form:
            raise WrongValue(
                f"--format is for what is printed, and -o {output} says by its ending what it is",
                "leave out one of them",
            )
        if to_a_file and self._suffix not in (*MARKDOWN_FILES, *DRAWN):
            raise WrongValue(
                f"a page cannot be written as '{self._suffix or output}'",
                "use one of: " + ", ".join((*DRAWN, MARKDOWN_FILES[0])),
            )
        if paper and not (to_a_file and self._suffix in DRAWN):
            raise WrongValue(
                "--paper is for what is drawn", "write it to a file: -o page.pdf, .svg or .png"
            )
        self._to_a_file = to_a_file

    def print_answer(
        self,
        m: ServiceMap,
        handout: Handout | None,
        nothing: str,
        found: "Briefing | Review",
        day: date,
        *,
        since: str | date | None = None,
    ) -> None:
        """The page on standard output, or in its file, where it is of a `day`.

        Where there is none it is said that there is `nothing`; text and JSON say so themselves.
        """
        if handout is None and (self._to_a_file or self._form == MARKDOWN):
            why = f"{nothing}; {self._output} is not written" if self._to_a_file else nothing
            to_standard_error(why)
        elif handout is None or not self._to_a_file:
            print_answer(found, self._form, since=since)
        else:
            tell_borrowed(m, "page")
            self._write(m, handout, day)

    def _write(self, m: ServiceMap, handout: Handout, day: date) -> None:
        assert self._output is not None, "there is a file"
        if self._suffix in MARKDOWN_FILES:
            to_file(self._output, (as_markdown(handout) + "\n").encode())
            to_standard_error(f"{self._output}: {handout.title}, {handout.kind}")
            return
        from servicemap.drawing.writing import write
        from servicemap.posters.pages import USUAL, page_of_handout

        with progress("drawing the page"):
            paper = self._paper or USUAL
            scene = page_of_handout(m, handout, paper=paper, fonts=self._fonts, day=day)
        to_file(self._output, write(scene, self._suffix))
        to_standard_error(f"{self._output}: {scene.width:g} x {scene.height:g} mm")
        for note in notes_of(scene):
            to_standard_error(note, head=f"{ink_for(sys.stderr).warning('note:')} ")
