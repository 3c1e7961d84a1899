"""Changes of people's files: shown, asked about, and made as they were shown."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import NamedTuple

import click

from servicemap.cli import exits
from servicemap.cli.arguments import (
    ink_for,
    is_standard_input,
    page_to_standard_error,
    page_to_standard_output,
    to_standard_error,
    unwritten,
)
from servicemap.cli.asking import agreed
from servicemap.cli.opening import malformed_in, map_of, maps_at
from servicemap.cli.settings import settings_here
from servicemap.editing.applying import Edited, edited, save
from servicemap.editing.edits import Edit
from servicemap.errors import FileChanged, WrongValue
from servicemap.escapes import visible
from servicemap.loading import load_only
from servicemap.loading.files import read_bytes
from servicemap.model import ServiceMap
from servicemap.plurals import several
from servicemap.reporting.terminal import Ink

write_option = click.option(
    "--write", is_flag=True, help="Write the difference without asking; needed without a terminal."
)


class OpenedToChange(NamedTuple):
    """A map, and its files: path as people see it -> bytes, and -> where they lie."""

    map: ServiceMap
    name: str
    files: Mapping[str, bytes]
    lies_at: Mapping[str, str]


def open_to_change(path: str) -> OpenedToChange:
    """The one map at a path, or the one that the settings name, with its files.

    Where it cannot be read as meant, says why and leaves with exit code 1. Raises WrongValue for a
    map that is piped in.
    """
    settings = settings_here()
    named = path or map_of(settings)
    if is_standard_input(named):
        raise WrongValue("what is piped in cannot be changed", "name the file")
    maps = maps_at(named, settings)
    contents = [
        one._replace(content=found)
        for one in maps[0].files
        if isinstance(found := read_bytes(one, maps[0].max_file), bytes)
    ]
    # What is shown is made from the very bytes that were read here.
    whole = len(maps) == 1 and len(contents) == len(maps[0].files)
    files = (maps[0]._replace(files=tuple(contents)),) if whole else maps
    loaded = load_only(files, named)
    wrong = malformed_in(loaded, ink_for(sys.stderr))
    if wrong:
        to_standard_error(wrong)
        raise click.exceptions.Exit(exits.FOUND)
    return OpenedToChange(
        loaded.map,
        maps[0].name,
        {one.path: one.content or b"" for one in contents},
        {one.path: one.location for one in contents},
    )


def offer(opened: OpenedToChange, changes: Sequence[Edit], *, write: bool) -> bool:
    """Show what changes make of the files; write it if that is wanted, or asked for and answered.

    Whether it was written. Raises CannotEdit, InvalidMap, FileChanged, and WrongValue where a file
    cannot be written.
    """
    return offer_edited(opened, changed(opened, changes), write=write)


def changed(opened: OpenedToChange, changes: Sequence[Edit]) -> Edited:
    """The files with changes, and the map that they are then. Raises CannotEdit and InvalidMap."""
    return edited(opened.files, changes, opened.name)


def offer_edited(opened: OpenedToChange, found: Edited, *, write: bool) -> bool:
    """As `offer`, where the changes were made already."""
    if not found.after:
        to_standard_error("nothing to change: the map says so already")
        return False
    page_to_standard_output("\n".join(_lines(found, ink_for(sys.stdout))))
    files = several(len(found.after), "file")
    if not write and not agreed(f"Write this to {files}?"):
        to_standard_error(f"nothing was written; --write writes it to {files}")
        return False
    lie_at = opened.lies_at
    try:
        save(
            found._replace(
                before={lie_at[path]: content for path, content in found.before.items()},
                after={lie_at[path]: content for path, content in found.after.items()},
            )
        )
    except FileChanged as error:
        path = next(one for one in found.after if lie_at[one] == error.path)
        for what, content in (
            ("somebody saved this meanwhile:", error.found),
            ("and this was to be written:", error.wanted),
        ):
            lines = _of_file(path, found.before[path], content, ink_for(sys.stderr))
            to_standard_error(what)
            page_to_standard_error("\n".join([*lines, ""]))
        raise
    except OSError as error:
        raise unwritten(error.filename or next(iter(found.after)), error) from None
    to_standard_error(f"written: {', '.join(found.after)}")
    return True


def nothing_to_change(left_out: Sequence[str]) -> str:
    """Why a spreadsheet changes nothing, of which some was left out."""
    if left_out:
        return "nothing was written: all that the map does not say already was left out"
    return "nothing to change: the map says all of it already"


def _lines(found: Edited, ink: Ink) -> Iterator[str]:
    """What differs, file by file, as `diff` shows it."""
    for path, content in found.after.items():
        yield from _of_file(path, found.before[path], content, ink)


def _of_file(path: str, old: bytes, new: bytes, ink: Ink) -> Iterator[str]:
    """What differs in one file."""
    before, after = visible_lines(old), visible_lines(new)
    yield ink.bold(visible(path))
    for line in list(unified_diff(before, after, lineterm="", n=1))[2:]:
        if line.startswith("@@"):
            yield f"line {line.split('+')[1].split(',')[0].split(' ')[0]}"
        elif line.startswith("+"):
            yield ink.good(line)
        elif line.startswith("-"):
            yield ink.error(line)
        else:
            yield line


def visible_lines(content: bytes) -> list[str]:
    """The lines of a file, safe to show."""
    return [visible(line) for line in content.decode("utf-8-sig", "replace").splitlines()]
