"""Answers printed in a format: what the commands share that give one."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from servicemap.cli.arguments import (
    NearestChoice,
    ink_for,
    page_to_standard_output,
    parts_to_standard_output,
    room,
    to_standard_output,
)
from servicemap.cli.settings import Decorator
from servicemap.errors import WrongValue
from servicemap.reporting.answers import CSV, EXCEL, TEXT, ToldFor, formats_of, told


def form_options(*answers: type) -> Decorator:
    """`--format` with those that all of these answers have, and `--for-excel`."""

    def add(command: Any) -> Any:
        command = click.option(
            "--for-excel",
            is_flag=True,
            help="CSV with names, parted as Excel does where the map's language is spoken.",
        )(command)
        forms = NearestChoice(formats_of(*answers))
        return click.option("--format", "form", type=forms, default=TEXT, show_default=True)(
            command
        )

    return add


def form_of(form: str, *, for_excel: bool) -> str:
    """The format that is asked for. Raises WrongValue where two are."""
    if not for_excel:
        return form
    if form not in {TEXT, CSV}:
        raise WrongValue(
            f"--for-excel writes CSV, and --format says {form}", "leave out one of them"
        )
    return EXCEL


def told_here(
    found: Any, form: str, *, everything: bool = False, since: str | date | None = None
) -> str | bytes | Iterator[str]:
    """An answer in a format, as it fits standard output."""
    return told(found, form, ToldFor(ink_for(sys.stdout), room(), everything, since))


def print_told(made: str | bytes | Iterator[str], form: str) -> None:
    """Print what was told in a format: a page for people, else what programs read."""
    if form == TEXT:
        assert isinstance(made, str), "people read it whole"
        page_to_standard_output(made)
    elif isinstance(made, str | bytes):
        to_standard_output(made)
    else:
        parts_to_standard_output(made)


def print_answer(
    found: Any, form: str, *, everything: bool = False, since: str | date | None = None
) -> None:
    """Print an answer in a format."""
    print_told(told_here(found, form, everything=everything, since=since), form)
