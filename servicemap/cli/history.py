"""`servicemap history`: what became of a map, from point to point in time."""

import sys
from datetime import date
from pathlib import PurePath
from typing import Any

import click

from servicemap.cli.arguments import (
    Command,
    Day,
    NearestChoice,
    ink_for,
    is_standard_output,
    map_argument,
    to_file,
    to_standard_error,
    to_standard_output,
)
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_loaded, wanted_by
from servicemap.cli.poster_options import papers
from servicemap.cli.progress import progress
from servicemap.cli.record_options import columns_of, record_options
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.drawing.papers import Orientation
from servicemap.drawing.writing import write, writer_for
from servicemap.reporting.text.history import gaps, notes
from servicemap.rounds.history import History
from servicemap.rounds.past_maps import LAST, Asked, asked_since, history_asked


@click.command(
    cls=Command,
    examples=(
        "servicemap history maps/harbour-toys",
        "servicemap history maps/harbour-toys --since 2026-07-01 -o history.svg",
    ),
)
@map_argument
@form_options(History)
@click.option(
    "--since",
    metavar="DATE|REV",
    help="From a day on, 2027-02-01, or from a revision on: a tag, a branch, a commit.",
)
@click.option(
    "--last",
    type=click.IntRange(min=1),
    default=LAST,
    show_default=True,
    help="So many revisions, the latest; it is said which are left out.",
)
@record_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Draw it as a page: .svg, .pdf or .png, as the name ends; - is an SVG on standard output.",
)
@click.option("--paper", type=papers, help="The paper of the page.  [default: A3]")
@click.option(
    "--orientation", type=NearestChoice(way.value for way in Orientation), help="How it hangs."
)
@click.option("--font", "fonts", multiple=True, metavar="FILE", help="A font for other scripts.")
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day of the map as it lies there; by default today.",
)
@click.option("--all", "everything", is_flag=True, help="All that is followed, changed or not.")
@reading_options
def command(
    *,
    path: str,
    form: str,
    since: str | None,
    last: int,
    record: str | None,
    columns: tuple[str, ...],
    output: str | None,
    paper: str | None,
    orientation: str | None,
    fonts: tuple[str, ...],
    today: date | None,
    everything: bool,
    for_excel: bool,
) -> None:
    """What became of it: scores and rungs, promises and their margin, agreements, findings.

    From what customers said on which day, from the revisions that git keeps of the map, and from
    the record of what was delivered, where there is one. Which action was done when is told beside
    it; what came of it nobody can read from that.
    """
    form = form_of(form, for_excel=for_excel)
    suffix = _suffix(output)
    settings = settings_here()
    loaded = open_loaded(path)
    m = loaded.map
    asked = (asked_since(since) if since else Asked())._replace(last=last)
    with progress("reading the revisions"):
        found = history_asked(
            m,
            asked,
            wanted_by(settings),
            findings=loaded.findings,
            record=record,
            columns=columns_of(columns),
            today=today or day_of_asking(settings),
            settings=settings,
        )
    if output is not None:
        _draw(found, output, suffix, paper=paper, orientation=orientation, fonts=fonts)
    else:
        print_answer(found, form, everything=everything)


def _suffix(output: str | None) -> str:
    """The kind of file, known before anything is read. Raises WrongValue for none of ours."""
    if output is None or is_standard_output(output):
        return ".svg"
    suffix = PurePath(output).suffix
    writer_for(suffix)
    return suffix


def _draw(found: History, output: str, suffix: str, **choices: Any) -> None:
    from servicemap.posters.history_page import draw_history

    with progress("drawing the page"):
        scene = draw_history(found, **choices)
        content = write(scene, suffix)
    if is_standard_output(output):
        to_standard_output(content)
        return
    to_file(output, content)
    to_standard_error(f"{output}: {scene.width:g} x {scene.height:g} mm")
    for line in (*gaps(found), *notes(found)):
        to_standard_error(line, head=f"{ink_for(sys.stderr).warning('note:')} ")
