"""The record of what was delivered, as options of the commands that read it."""

from typing import Any

import click

from servicemap.cli.settings import Decorator
from servicemap.errors import WrongValue
from servicemap.importing.opening_files import READ_ENDINGS
from servicemap.importing.track_records import RecordColumn


def record_options(command: Any) -> Any:
    """`--record` and `--column`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--record",
        metavar="FILE",
        help=f"What was delivered, and when: {READ_ENDINGS}."
        "  [default: as map: {record: ...} says]",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="NAME=HEADING",
        help=f"A heading in it that nobody knows: delivered='Closed at'. {', '.join(RecordColumn)}."
        " May be repeated.",
    ),
)


def columns_of(said: tuple[str, ...]) -> dict[str, str]:
    """What each column is headed. Raises WrongValue for what has no `=`."""
    found = {}
    for one in said:
        key, sign, heading = one.partition("=")
        if not (sign and key.strip() and heading.strip()):
            raise WrongValue(
                f"--column '{one}' does not say which column is headed how",
                "write it as --column delivered='Closed at'",
            )
        found[key] = heading
    return found
