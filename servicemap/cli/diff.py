"""`servicemap diff`: what changed between two versions, and what it does."""

import os
import sys
from collections.abc import Iterable

import click

from servicemap.cli import exits
from servicemap.cli.arguments import (
    Command,
    ink_for,
    page_to_standard_error,
    to_standard_error,
)
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import malformed_in, map_of, version_of
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options, settings_here
from servicemap.comparing.shelves import ComparedShelves, Versions, diff_shelves
from servicemap.config import DEFAULTS, Settings
from servicemap.errors import UnreadablePath
from servicemap.loading import Loaded, MapFiles, load_files
from servicemap.locations import printable, shown_as


@click.command(
    cls=Command,
    examples=(
        "servicemap diff main --map maps/harbour-toys",
        "servicemap diff last-year/toys maps/harbour-toys --format markdown",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("-m", "--map", "path", metavar="MAP", help="The map of which revisions are meant.")
@form_options(ComparedShelves)
@reading_options
def command(old: str, new: str | None, path: str | None, form: str, *, for_excel: bool) -> None:
    """What changed from OLD to NEW, in sentences, and what it does to promises and tolerance.

    Each is a file, a folder, or a git revision of MAP: a branch, a tag, HEAD~1. What exists as a
    file or folder is taken for one. Without NEW, OLD is compared with MAP as it is on the disk.
    MAP is the one of the two that is a file or folder, or else maps/. A branch that is called like
    a folder is written heads/NAME. Shelves are compared map by map. The exit code is 0 whatever has
    changed.
    """
    form = form_of(form, for_excel=for_excel)
    settings = settings_here()
    on_disk = (one for one in (new, old) if one and os.path.exists(one))
    named = path or next(on_disk, "") or map_of(settings, on_disk=new is None)
    names = Versions(old, new or path or _other_than(old, settings))
    with progress("reading both versions"):
        both = [_load(one, named, settings) for one in names]
    wrong = False
    for which, name, shelf in zip(("old", "new"), names, both, strict=True):
        said = [malformed_in(loaded, ink_for(sys.stderr)) for loaded in shelf.values()]
        if any(said):
            wrong = True
            to_standard_error(f"The {which} version ({name}) has mistakes:")
            page_to_standard_error("\n" + "\n\n".join(filter(None, said)) + "\n\n")
    if wrong:
        raise click.exceptions.Exit(exits.FOUND)
    with progress("planning both versions"):
        old_maps, new_maps = ({at: one.map for at, one in shelf.items()} for shelf in both)
        found = ComparedShelves(diff_shelves(old_maps, new_maps), names)
    print_answer(found, form)


def _other_than(old: str, settings: Settings) -> str:
    """The map of the settings. Raises UnreadablePath where there is none to compare with."""
    try:
        return map_of(settings)
    except UnreadablePath as error:
        if not os.path.exists(old):
            raise
        raise UnreadablePath(
            f"nothing is named to compare {printable(old)} with, and there is no folder"
            f" {DEFAULTS.map} here",
            error.hint,
        ) from None


def _load(named: str, path: str, settings: Settings) -> dict[str, Loaded]:
    """What is at a path; else, what was at `path` in the revision of that name.

    One map, or those of a shelf, by their paths beneath it.
    """
    maps, root = version_of(named, path, settings)
    return _loaded(maps, root)


def _loaded(maps: Iterable[MapFiles], root: str) -> dict[str, Loaded]:
    shown = shown_as(root)
    return {one.path.removeprefix(shown).lstrip("/"): load_files(one, shared=True) for one in maps}
