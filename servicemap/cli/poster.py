"""`servicemap poster`: the map for the notice board."""

import sys
from pathlib import Path, PurePath
from typing import Any

import click

from servicemap.cli.arguments import (
    Command,
    NearestChoice,
    ink_for,
    is_standard_output,
    is_terminal,
    map_argument,
    to_file,
    to_standard_error,
    to_standard_output,
)
from servicemap.cli.opening import open_map
from servicemap.cli.poster_notes import notes_of, tell_borrowed
from servicemap.cli.poster_options import (
    as_choices,
    papers,
    sets_in,
    sets_of_posters,
    what_it_shows,
)
from servicemap.cli.progress import progress
from servicemap.cli.replacing import refuse_leading_away
from servicemap.cli.settings import reading_options
from servicemap.drawing.scene import Scene
from servicemap.drawing.writing import WRITERS, Writer, writer_for
from servicemap.drawing.writing.finishing import Finish, TextStyle, read_length
from servicemap.errors import WrongValue
from servicemap.model import ServiceMap
from servicemap.posters.poster import Poster, poster
from servicemap.saving import is_special

DEFAULT_KIND = "svg"
DEFAULT_FOLDER = "posters"
KINDS = tuple(suffix.removeprefix(".") for suffix in WRITERS)


@click.command(
    cls=Command,
    examples=(
        "servicemap poster maps/harbour-toys --team Purchasing -o purchasing.pdf",
        "servicemap poster maps/harbour-toys --each-team --each-department -o posters",
    ),
)
@map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="File to write; the ending .svg, .pdf or .png sets the format. - is standard output."
    f"  [default: poster.{DEFAULT_KIND}]",
)
@click.option(
    "--as",
    "kind",
    type=NearestChoice(KINDS),
    help=f"What to write where no name says it.  [default: {DEFAULT_KIND}]",
)
@sets_of_posters
@click.option("--overwrite", is_flag=True, help="Replace files in that folder that are not ours.")
@what_it_shows
@click.option("--dpi", metavar="NUMBER", help="PNG: dots an inch.  [default: 150]")
@click.option("--bleed", metavar="LENGTH", help="PDF: colour beyond the cut, with crop marks: 3mm.")
@click.option("--tile", type=papers, help="PDF: cut into sheets of this paper, to be joined.")
@click.option(
    "--text",
    type=NearestChoice(("outlines", "live")),
    default="outlines",
    show_default=True,
    help="SVG: letters drawn as outlines, or live ones that can be edited.",
)
@reading_options
def command(
    *,
    path: str,
    output: str | None,
    kind: str | None,
    overwrite: bool,
    dpi: str | None,
    bleed: str | None,
    tile: str | None,
    text: TextStyle,
    **asked: Any,
) -> None:
    """Draw who relies on whom, from suppliers to end users, as a poster: SVG, PDF or PNG.

    The whole map, one department close up, or one team and whom its work reaches. A delay (--late,
    --scenario) is drawn in: every link it travels, and how late each customer is.
    """
    finish = Finish(
        text=text,
        dpi=_read_dpi(dpi) if dpi is not None else None,
        bleed=read_length(bleed) if bleed is not None else 0,
        tile=tile,
    )
    if sets := sets_in(asked):
        from servicemap.cli.poster_folder import write_folder

        ending = f".{kind or DEFAULT_KIND}"
        writer_for(ending, finish)
        choices = as_choices(asked, path)
        write_folder(
            _opened(path),
            output or _default_folder(),
            ending,
            finish,
            choices,
            sets,
            overwrite=overwrite,
        )
        return
    if overwrite:
        raise WrongValue(
            "--overwrite is for folders of posters", "-o FILE replaces the file it names"
        )
    suffix = _suffix(output, kind)
    writer = writer_for(suffix, finish)
    if output is None:
        output = f"poster{suffix}"
        _refuse_to_overwrite(output, writer)
    elif is_standard_output(output) and suffix != ".svg" and is_terminal(sys.stdout):
        raise WrongValue(
            f"{writer.name} is nothing to read on a terminal", f"give -o poster{suffix}"
        )
    m = _opened(path)
    choices = as_choices(asked, path)
    with progress("drawing the poster"):
        drawn = poster(m, **choices)
    _write(drawn, output, writer, finish)
    for note in notes_of(drawn.scene):
        to_standard_error(note, head=f"{ink_for(sys.stderr).warning('note:')} ")


def _opened(path: str) -> ServiceMap:
    """The map at a path; where its language has no words on posters, says so once."""
    m = open_map(path)
    tell_borrowed(m, "poster")
    return m


def _read_dpi(text: str) -> float:
    """A number of dots an inch."""
    try:
        return float(text)
    except ValueError:
        raise WrongValue(f"--dpi '{text}' is no number", "write it as 150 or 300") from None


def _suffix(output: str | None, kind: str | None) -> str:
    """The kind of file: as the name ends, or as `--as` says; they may not say different things."""
    said = f".{kind}" if kind else ""
    ending = PurePath(output or "").suffix
    # A pipe or a device is called as the system calls it, which says nothing of what goes in.
    nameless = output is None or is_standard_output(output) or is_special(output)
    if nameless and ending.casefold() not in WRITERS:
        return said or f".{DEFAULT_KIND}"
    if said and ending.casefold() in WRITERS and ending.casefold() != said:
        raise WrongValue(f"--as says {kind}, and {output} says otherwise", "leave out one of them")
    return said or ending


def _default_folder() -> str:
    refuse_leading_away(DEFAULT_FOLDER)
    return DEFAULT_FOLDER


def _refuse_to_overwrite(output: str, writer: Writer) -> None:
    """A file that was not named is replaced only if it is a poster that we made.

    Where it is a link, that may be anybody's, and is not followed to where nobody meant to write.
    """
    refuse_leading_away(output)
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
    if is_standard_output(output):
        to_standard_output(written)
        return
    to_file(output, written)
    size = f"{drawn.scene.width:g} x {drawn.scene.height:g} mm"
    joined = f", to be joined from sheets of {finish.tile}" if finish.tile else ""
    to_standard_error(f"{output}: {size}{joined}{_reading(drawn.scene)}")


def _reading(scene: Scene) -> str:
    """From how far away a poster is read."""
    if not scene.reads_from:
        return ""
    services = f", services from {scene.services_from:.1f} m" if scene.services_from else ""
    return f", names read from {scene.reads_from:.1f} m{services}"
