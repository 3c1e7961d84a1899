"""`servicemap import`: a spreadsheet as a map."""

import os
import sys
from datetime import date
from shlex import quote

import click

from servicemap.checking import check
from servicemap.cli import exits
from servicemap.cli.answers import OpenedFile, answers_in, enter_answers
from servicemap.cli.arguments import (
    Command,
    Day,
    NearestChoice,
    ink_for,
    is_standard_input,
    is_standard_output,
    page_to_standard_error,
    room,
    to_file,
    to_standard_error,
    to_standard_output,
)
from servicemap.cli.changing import nothing_to_change, offer, open_to_change, write_option
from servicemap.cli.progress import progress
from servicemap.cli.replacing import refuse_leading_away
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.entering import entered
from servicemap.errors import UnreadablePath, UnreadableTable, WrongValue
from servicemap.escapes import visible
from servicemap.exporting.blank_sheets import TEMPLATE_ENDINGS, template
from servicemap.exporting.map_yaml import as_yaml
from servicemap.file_names import ends_as_a_map
from servicemap.findings import Finding, summary
from servicemap.importing.opening_files import READ_ENDINGS, read_tables
from servicemap.importing.reading_sheets import (
    LeftOut,
    ReadSheet,
    read_sheet,
    read_what_can_be,
)
from servicemap.importing.sheet_shapes import SheetChoices, SheetShape
from servicemap.loading import MAX_FILE, MapFile, meant, read_text
from servicemap.loading.files import read_bytes
from servicemap.locations import printable
from servicemap.reporting.text.spreadsheets import (
    cell_of,
    guessed,
    how_it_was_read,
    slips_in,
    what_to_do,
)
from servicemap.wording.catalogues import LANGUAGES

_TEMPLATES = " or ".join(TEMPLATE_ENDINGS)

_HELP = f"""\
Make a map of a spreadsheet, {READ_ENDINGS}: one row a delivery, a matrix, RACI or SIPOC.

Headings are found in any of the first rows, in the languages of posters. It says how it read
the sheet, and of each cell that it cannot read which one it is and what would do; then nothing
is written. With --template it writes a spreadsheet to fill in, with an example.

With --into it enters the rows into a map that you have. The difference is shown, and written
when you say so: what is new stands where its party stands, and nothing else changes.

Sheets of 'servicemap ask' that customers filled in are known by their first row, any number at
once: what they say goes into the map that they are of.
"""


@click.command(
    cls=Command,
    examples=(
        "servicemap import deliveries.xlsx -o maps/canteen.yaml",
        "servicemap import sheets/*.xlsx --into maps/canteen.yaml",
    ),
    help=_HELP,
)
@click.argument("paths", metavar="FILE...", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar="MAP",
    help="The map to write; - is standard output.  [default: the name of FILE, ending in .yaml]",
)
@click.option("--force", is_flag=True, help="Replace a map that is there already.")
@click.option(
    "--into",
    metavar="MAP",
    help="Enter it into a map that is there, a file or a folder: what is new, and what differs.",
)
@write_option
@click.option(
    "--sheet", metavar="NAME", default="", help="The sheet to read, where there are several."
)
@click.option(
    "--shape",
    type=NearestChoice(tuple(SheetShape)),
    help="What the sheet is: one row a delivery, a matrix, RACI or SIPOC.  [default: as it looks]",
)
@click.option("--turned", is_flag=True, help="A matrix: columns rely on rows.")
@click.option("--title", metavar="TEXT", default="", help="The title of the map.")
@click.option(
    "--language",
    type=NearestChoice(LANGUAGES),
    help="The language of the map, or of the template.  [default: that of the headings]",
)
@click.option("--leave-out", is_flag=True, help="Leave out the cells that cannot be read.")
@click.option(
    "--template",
    "blank",
    metavar="FILE",
    help=f"Write a spreadsheet to fill in: {_TEMPLATES}.",
)
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="Answers: the day after which nobody can have been asked; by default today.",
)
@reading_options
def command(
    *,
    paths: tuple[str, ...],
    output: str | None,
    force: bool,
    into: str | None,
    write: bool,
    sheet: str,
    shape: str | None,
    turned: bool,
    title: str,
    language: str | None,
    leave_out: bool,
    blank: str | None,
    today: date | None,
) -> int:
    """The map that a spreadsheet says, written, or entered into another; see `_HELP`."""
    path = next(iter(paths), "")
    if blank is not None:
        return _write_template(path, blank, language or "en", force=force)
    for one in paths or ("",):
        _refuse_no_spreadsheet(one)
    if into is not None and (output is not None or force):
        raise WrongValue("--into changes a map, and makes no other", "leave out -o and --force")
    target = output or _beside(path)
    if into is None:
        _refuse_to_replace(target, named=output is not None, force=force)
    opened = [_opened(one) for one in paths]
    if given := answers_in(opened):
        day = today or day_of_asking(settings_here())
        return enter_answers(given, into, day, write=write, leave_out=leave_out)
    if len(opened) > 1:
        raise WrongValue(
            "several files at once are for sheets of answers, and these are none",
            "import them one by one: each can follow into the same map, --into",
        )
    wanted = SheetChoices(sheet, shape or "", title, language or "", turned)
    read, left = _read(opened[0], wanted, leave_out=leave_out)
    if wrong := _wrong_in(read):
        page = slips_in(read, wrong, opened[0].name, ink_for(sys.stderr), room())
        page_to_standard_error(f"{page}\nnothing was written: {what_to_do(wrong)}\n")
        return exits.FOUND
    if into is not None:
        return _enter(read, into, write=write)
    _make_map(read, left, opened[0].name, target)
    return exits.CLEAN


def _make_map(read: ReadSheet, left: tuple[str, ...], path: str, target: str) -> None:
    """Write a sheet as a map, and say what comes next."""
    text = as_yaml(read.document, _comments(read, path, left), _above(read))
    if is_standard_output(target):
        to_standard_output(text)
        return
    to_file(target, text.encode())
    _say_what_next(text, target)


def _enter(read: ReadSheet, into: str, *, write: bool) -> int:
    """Enter a sheet into a map that is there."""
    opened = open_to_change(into)
    found = entered(opened.map, read.records, read.loaded.map)
    for said in found.left_out:
        to_standard_error(f"left out: {said}", head="  ")
    if not found.edits:
        to_standard_error(nothing_to_change(found.left_out))
        return exits.CLEAN
    offer(opened, found.edits, write=write)
    return exits.CLEAN


def _opened(path: str) -> OpenedFile:
    """The tables of a file, and how it is called. Raises UnreadableTable and UnreadablePath."""
    content = _content(path)
    name = "standard input" if is_standard_input(path) else path
    try:
        return OpenedFile(name, read_tables(content))
    except UnreadableTable as error:
        raise error.found_in(name) from None


def _read(
    file: OpenedFile, wanted: SheetChoices, *, leave_out: bool
) -> tuple[ReadSheet, tuple[str, ...]]:
    """The sheet, and how it was read, told; to `leave_out` what cannot be, without that, told too.

    Raises UnreadableTable.
    """
    name = printable(os.path.basename(file.name))
    left: tuple[LeftOut, ...] = ()
    try:
        with progress("reading the spreadsheet"):
            if leave_out:
                read, left = read_what_can_be(file.tables, name, wanted)
            else:
                read = read_sheet(file.tables, name, wanted)
    except UnreadableTable as error:
        raise error.found_in(file.name) from None
    page_to_standard_error(f"{how_it_was_read(read, file.name, ink_for(sys.stderr), room())}\n")
    told = tuple(f"{cell_of(read, one.finding.location)}: {one.finding.message}" for one in left)
    for said in told:
        to_standard_error(f"left out: {said}", head="  ")
    return read, told


def _wrong_in(read: ReadSheet) -> list[Finding]:
    return [finding for finding in read.loaded.findings if finding.malforms]


def _content(path: str) -> bytes:
    """The bytes of a file, no more than a map may have. Raises UnreadablePath."""
    most = settings_here().max_file or MAX_FILE
    if is_standard_input(path):
        content = sys.stdin.buffer.read(most + 1) if sys.stdin is not None else b""
        if len(content) <= most:
            return content
        raise UnreadablePath(
            f"standard input has more than {most:,} bytes", "allow more: --max-file"
        )
    found = read_bytes(MapFile(path, path), most)
    if not isinstance(found, bytes):
        raise UnreadablePath(
            f"{printable(path)}: {found.message}",
            (not os.path.lexists(path) and meant(path)) or f"name a spreadsheet, {READ_ENDINGS}",
        )
    return found


def _beside(path: str) -> str:
    """The map that a spreadsheet becomes where none is named."""
    if is_standard_input(path):
        return "-"
    return f"{os.path.splitext(os.path.basename(path))[0] or 'map'}.yaml"


def _refuse_no_spreadsheet(path: str) -> None:
    if not path:
        raise WrongValue(
            "no spreadsheet is named",
            "name one, or get one to fill in: servicemap import --template deliveries.xlsx",
        )
    if ends_as_a_map(path):
        raise WrongValue(
            f"{printable(path)} is a map already, and no spreadsheet",
            f"draw it: servicemap poster {quote(printable(path))} -o poster.pdf",
        )


def _refuse_to_replace(target: str, *, named: bool, force: bool) -> None:
    if is_standard_output(target):
        return
    if not named:
        refuse_leading_away(target)
    if named and not ends_as_a_map(target):
        raise WrongValue(
            f"{printable(target)} does not end as a map does", "give it a name that ends in .yaml"
        )
    if not force and os.path.lexists(target):
        raise WrongValue(
            f"{printable(target)} is there already, and was left as it is",
            "give -o another name, or --force to replace it",
        )


def _comments(read: ReadSheet, path: str, left: tuple[str, ...]) -> list[str]:
    """What stands at the head of the map: where it comes from, and how that was read."""
    sheet = f", sheet {read.table.name}" if read.table.name else ""
    lines = [
        f"Made from {printable(os.path.basename(path))}{sheet}. From now on, this file counts."
    ]
    lines += [sentence[:1].upper() + sentence[1:] + "." for sentence in read.told]
    lines += [f"Left out: {said}." for said in left]
    return [visible(line) for line in lines]


def _above(read: ReadSheet) -> dict[str, str]:
    """What stands above a section of the map."""
    said = "Put here as no column of the spreadsheet says where they belong."
    return {group.value: said for group in guessed(read)}


def _say_what_next(text: str, target: str) -> None:
    """That it is written, what a check finds, and the lines to type."""
    loaded = read_text(text, target)
    today = day_of_asking(settings_here())
    report = check(loaded.map, loaded.findings, loaded.sources, today=today)
    shown = quote(printable(target))
    page_to_standard_error(
        f"{visible(printable(target))}: written; checked: {summary([report], listed=True)}\n"
        f"  see what it found:  servicemap check {shown}\n"
        f"  draw the poster:    servicemap poster {shown} -o poster.pdf\n"
    )


def _write_template(path: str, blank: str, language: str, *, force: bool) -> int:
    if path:
        raise WrongValue("--template writes a spreadsheet, and reads none", "leave out FILE")
    ending = os.path.splitext(blank)[1].casefold()
    if ending not in TEMPLATE_ENDINGS:
        raise WrongValue(
            f"{printable(blank)} is no name of a spreadsheet", f"let it end in {_TEMPLATES}"
        )
    if not force and os.path.lexists(blank):
        raise WrongValue(
            f"{printable(blank)} is there already, and was left as it is",
            "give another name, or --force to replace it",
        )
    to_file(blank, template(ending, language))
    page_to_standard_error(
        f"{visible(printable(blank))}: fill in a row for each delivery, then\n"
        f"  servicemap import {quote(printable(blank))} -o map.yaml\n"
    )
    return exits.CLEAN
