"""`servicemap poster`: the map for the notice board."""

import re
import sys
from pathlib import Path

import click

from servicemap.cli.arguments import Choice, Command, ink_for, map_argument, to_standard_output
from servicemap.cli.delays import late_option, read_late
from servicemap.cli.opening import open_map
from servicemap.drawing.papers import PAPERS
from servicemap.drawing.posters import Poster, poster
from servicemap.drawing.writing.svg import MARK
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.timing.traces import Trace

DEFAULT_OUTPUT = "poster.svg"


@click.command(
    cls=Command,
    examples=(
        "servicemap poster maps/harbour-toys -o poster.svg",
        "servicemap poster maps/sales-event.yaml --late accounts=2d -o late.svg",
    ),
)
@map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help=f"Where to write it; - is standard output.  [default: {DEFAULT_OUTPUT}]",
)
@late_option
@click.option("--department", metavar="NAME", help="Where it will hang: marked 'you are here'.")
@click.option(
    "--paper", type=Choice(paper.name for paper in PAPERS.values()), default="A3", show_default=True
)
@click.option("--date", metavar="YYYY-MM-DD", help="The date to print, instead of the map's.")
@click.option(
    "--font",
    "fonts",
    metavar="FILE",
    multiple=True,
    help="A font for letters that Source Sans 3 lacks. Several may be.",
)
def command(
    path: str,
    output: str | None,
    late: tuple[str, ...],
    department: str | None,
    paper: str,
    date: str | None,
    fonts: tuple[str, ...],
) -> None:
    """Draw who relies on whom, from suppliers to end users, as a poster in SVG.

    With --late, the delay is drawn in: every link it travels, and how late each customer is.
    """
    if date is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        raise WrongValue(f"--date '{date}' is no date", "write it as 2027-02-26")
    if output is None:
        _refuse_to_overwrite(DEFAULT_OUTPUT)
    m = open_map(path)
    drawn = poster(
        m,
        late=_traced(m, read_late(late)),
        department=department,
        paper=paper,
        date=date,
        fonts=fonts,
    )
    _write(drawn, output or DEFAULT_OUTPUT)
    for note in drawn.scene.notes:
        click.echo(f"{ink_for(sys.stderr).warning('note:')} {note}", err=True)


def _traced(m: ServiceMap, late: dict[str, str]) -> Trace | None:
    if not late:
        return None
    from servicemap.timing.delays import trace

    return trace(m, late)


def _refuse_to_overwrite(output: str) -> None:
    """A file that was not named is replaced only if it is a poster that we made."""
    try:
        with Path(output).open(encoding="utf-8", errors="replace") as file:
            ours = MARK in file.read(2048)
    except FileNotFoundError:
        return
    except OSError as error:
        raise WrongValue(f"{output} cannot be written: {error.strerror}", "give -o FILE") from None
    if not ours:
        raise WrongValue(
            f"{output} is here already, and is no poster of ours",
            f"give -o {output} to replace it, or another name",
        )


def _write(drawn: Poster, output: str) -> None:
    if output == "-":
        to_standard_output(drawn.svg())
        return
    try:
        drawn.save(output)
    except OSError as error:
        folder = Path(output).parent
        raise WrongValue(
            f"{output} cannot be written: {error.strerror}",
            "" if folder.is_dir() else f"make the folder {folder} first",
        ) from None
    click.echo(f"{output}: {drawn.scene.width:g} x {drawn.scene.height:g} mm", err=True)
