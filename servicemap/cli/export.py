"""`servicemap export`: a map as a spreadsheet."""

import os
import sys
from pathlib import PurePath

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
from servicemap.cli.opening import open_loaded
from servicemap.cli.progress import progress
from servicemap.cli.replacing import refuse_leading_away
from servicemap.cli.settings import reading_options
from servicemap.errors import WrongValue
from servicemap.exporting.delivery_rows import left_behind
from servicemap.exporting.exporters import EXPORTERS, WRITTEN_ENDINGS, exported
from servicemap.locations import printable
from servicemap.plurals import several
from servicemap.saving import is_special
from servicemap.wording.catalogues import LANGUAGES

DEFAULT_KIND = "xlsx"


@click.command(
    cls=Command,
    examples=(
        "servicemap export maps/harbour-toys -o toys.xlsx",
        "servicemap export maps/harbour-toys --as csv --for-excel -o toys.csv",
    ),
)
@map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help=f"File to write; the ending {WRITTEN_ENDINGS} sets the format. - is standard output.",
)
@click.option(
    "--as",
    "kind",
    type=NearestChoice(tuple(EXPORTERS)),
    help="What to write where no name says it.",
)
@click.option(
    "--for-excel",
    is_flag=True,
    help="CSV: parted as Excel does where the map's language is spoken, as by ; in German.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option(
    "--language",
    type=NearestChoice(LANGUAGES),
    help="The language of the headings.  [default: that of the map]",
)
@reading_options
def command(
    *,
    path: str,
    output: str | None,
    kind: str | None,
    for_excel: bool,
    force: bool,
    language: str | None,
) -> None:
    """Write a map as a spreadsheet: one row a delivery, with all that it and its parties say.

    'servicemap import' makes the same map of it again. No cell is a formula, whatever it begins
    with: an apostrophe stands before it then, which an import takes off.
    """
    suffix = _suffix(output, kind)
    target = output or f"deliveries.{suffix}"
    piped = is_standard_output(target)
    if piped and suffix == "xlsx" and is_terminal(sys.stdout):
        raise WrongValue("a workbook is nothing to read on a terminal", "give -o deliveries.xlsx")
    if output is None:
        refuse_leading_away(target)
    if not piped and not force and not is_special(target) and os.path.lexists(target):
        raise WrongValue(
            f"{printable(target)} is there already, and was left as it is",
            "give -o another name, or --force to replace it",
        )
    loaded = open_loaded(path)
    spoken = language or loaded.map.language.partition("-")[0]
    with progress("writing the spreadsheet"):
        table, content = exported(loaded, suffix, spoken, for_excel=for_excel)
    if piped:
        to_standard_output(content)
    else:
        to_file(target, content)
        rows = several(len(table.rows), "row")
        to_standard_error(f"{printable(target)}: {rows}, {several(len(table.columns), 'column')}")
    if beside := left_behind(loaded.map):
        head = f"{ink_for(sys.stderr).warning('note:')} "
        to_standard_error(f"not in it, as no row can hold them: {beside}", head=head)


def _suffix(output: str | None, kind: str | None) -> str:
    """The kind of file: as the name ends, or as `--as` says."""
    ending = PurePath(output or "").suffix.casefold().removeprefix(".")
    named = output is not None and not is_standard_output(output) and not is_special(output)
    if named and ending not in EXPORTERS and not kind:
        raise WrongValue(
            f"{printable(output or '')} is no name of a spreadsheet",
            f"let it end in {WRITTEN_ENDINGS}",
        )
    if kind and ending in EXPORTERS and ending != kind:
        raise WrongValue(
            f"--as says {kind}, and {printable(output or '')} says otherwise",
            "leave out one of them",
        )
    return kind or (ending if ending in EXPORTERS else DEFAULT_KIND)
