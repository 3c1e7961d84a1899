"""`servicemap poster`: the map for the notice board."""

import re
import sys
from pathlib import Path, PurePath

import click

from servicemap.cli.arguments import (
    Choice,
    Command,
    ink_for,
    map_argument,
)
from servicemap.cli.delays import late_option, read_late
from servicemap.cli.opening import open_map
from servicemap.drawing.papers import PAPERS, Orientation, read_distance
from servicemap.drawing.posters import Poster, poster
from servicemap.drawing.writing import WRITERS, Writer, writer_for
from servicemap.drawing.writing.finishing import Finish, TextStyle, read_length
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.saving import replace_file
from servicemap.timing.traces import Trace

DEFAULT_KIND = "svg"
KINDS = tuple(suffix.removeprefix(".") for suffix in WRITERS)


@click.command(
    cls=Command,
    examples=(
        "servicemap poster maps/harbour-toys -o poster.svg",
        "servicemap poster maps/sales-event.yaml --paper A1 --tile A4 -o sheets.pdf",
    ),
)
@map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to write it: its ending, .svg, .pdf or .png, says as what. - is standard output."
    f"  [default: poster.{DEFAULT_KIND}]",
)
@click.option(
    "--as",
    "kind",
    type=Choice(KINDS),
    help=f"What to write where no name says it.  [default: {DEFAULT_KIND}]",
)
@late_option
@click.option("--department", metavar="NAME", help="Where it will hang: marked 'you are here'.")
@click.option(
    "--paper", type=Choice(paper.name for paper in PAPERS.values()), default="A3", show_default=True
)
@click.option(
    "--orientation",
    type=Choice(way.value for way in Orientation),
    default=Orientation.LANDSCAPE.value,
    show_default=True,
    help="On a tall paper, work flows down.",
)
@click.option(
    "--read-from",
    "distance",
    metavar="DISTANCE",
    help="The smallest paper whose names are read from there: 2m.",
)
@click.option("--bw", "black_and_white", is_flag=True, help="For printers without colour.")
@click.option("--date", metavar="YYYY-MM-DD", help="The date to print, instead of the map's.")
@click.option(
    "--font",
    "fonts",
    metavar="FILE",
    multiple=True,
    help="A font for letters that ours lacks, before those of this machine. Several may be.",
)
@click.option("--dpi", metavar="NUMBER", help="PNG: dots an inch.  [default: 150]")
@click.option("--bleed", metavar="LENGTH", help="PDF: colour beyond the cut, with crop marks: 3mm.")
@click.option(
    "--tile",
    type=Choice(paper.name for paper in PAPERS.values()),
    help="PDF: cut into sheets of this paper, to be joined.",
)
@click.option(
    "--text",
    type=Choice(("outlines", "live")),
    default="outlines",
    show_default=True,
    help="SVG: letters drawn as outlines, or live ones that can be edited.",
)
def command(
    *,
    path: str,
    output: str | None,
    kind: str | None,
    late: tuple[str, ...],
    department: str | None,
    paper: str,
    orientation: str,
    distance: str | None,
    black_and_white: bool,
    date: str | None,
    fonts: tuple[str, ...],
    dpi: str | None,
    bleed: str | None,
    tile: str | None,
    text: TextStyle,
) -> None:
    """Draw who relies on whom, from suppliers to end users, as a poster: SVG, PDF or PNG.

    With --late, the delay is drawn in: every link it travels, and how late each customer is.
    """
    if date is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        raise WrongValue(f"--date '{date}' is no date", "write it as 2027-02-26")
    finish = Finish(
        text=text,
        dpi=_read_dpi(dpi) if dpi is not None else None,
        bleed=read_length(bleed) if bleed is not None else 0,
        tile=tile,
    )
    suffix = _suffix(output, kind)
    writer = writer_for(suffix, finish)
    if output is None:
        output = f"poster{suffix}"
        _refuse_to_overwrite(output, writer)
    elif output == "-" and suffix != ".svg" and sys.stdout.isatty():
        raise WrongValue(
            f"{writer.name} is nothing to read on a terminal", f"give -o poster{suffix}"
        )
    m = open_map(path)
    drawn = poster(
        m,
        late=_traced(m, read_late(late)),
        department=department,
        paper=paper,
        orientation=orientation,
        readable_from=read_distance(distance) if distance is not None else None,
        black_and_white=black_and_white,
        date=date,
        fonts=fonts,
    )
    _write(drawn, output, writer, finish)
    for note in drawn.scene.notes:
        click.echo(f"{ink_for(sys.stderr).warning('note:')} {note}", err=True)


def _traced(m: ServiceMap, late: dict[str, str]) -> Trace | None:
    if not late:
        return None
    from servicemap.timing.delays import trace

    return trace(m, late)


def _read_dpi(text: str) -> float:
    """A number of dots an inch."""
    try:
        return float(text)
    except ValueError:
        raise WrongValue(f"--dpi '{text}' is no number", "write it as 150 or 300") from None


def _suffix(output: str | None, kind: str | None) -> str:
    """The kind of file: as the name ends, or as `--as` says; they may not say different things."""
    said = f".{kind}" if kind else ""
    if output is None or output == "-":
        return said or f".{DEFAULT_KIND}"
    ending = PurePath(output).suffix
    if said and ending.casefold() in WRITERS and ending.casefold() != said:
        raise WrongValue(f"--as says {kind}, and {output} says otherwise", "leave out one of them")
    return said or ending


def _refuse_to_overwrite(output: str, writer: Writer) -> None:
    """A file that was not named is replaced only if it is a poster that we made."""
    try:
        ours = writer.mark in Path(output).read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise WrongValue(f"{output} cannot be written: {error.strerror}", "give -o FILE") from None
    if not ours:
        raise WrongValue(
            f"{output} is here already, and is no poster of ours",
            f"give -o {output} to replace it, or another name",
        )


def _write(drawn: Poster, output: str, writer: Writer, finish: Finish) -> None:
    written = writer.write(drawn.scene, finish)
    if output == "-":
        sys.stdout.buffer.write(written)
        sys.stdout.flush()
        return
    try:
        replace_file(output, written)
    except OSError as error:
        folder = Path(output).parent
        raise WrongValue(
            f"{output} cannot be written: {error.strerror}",
            "" if folder.is_dir() else f"make the folder {folder} first",
        ) from None
    size = f"{drawn.scene.width:g} x {drawn.scene.height:g} mm"
    joined = f", to be joined from sheets of {finish.tile}" if finish.tile else ""
    click.echo(f"{output}: {size}{joined}", err=True)
