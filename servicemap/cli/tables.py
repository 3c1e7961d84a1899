"""Answers as tables, for spreadsheets and for pages: what the commands that have them share."""

from typing import TYPE_CHECKING, Any

import click

from servicemap.cli.arguments import NearestChoice, to_standard_output
from servicemap.cli.settings import Decorator
from servicemap.errors import WrongValue

if TYPE_CHECKING:
    from servicemap.reporting.answer_tables import AnswerTable

TEXT = "text"


def form_options(*forms: str) -> Decorator:
    """`--format` with these, and `--for-excel`, which is one of them."""

    def add(command: Any) -> Any:
        command = click.option(
            "--for-excel",
            is_flag=True,
            help="CSV with names, parted as Excel does where the map's language is spoken.",
        )(command)
        return click.option(
            "--format", "form", type=NearestChoice(forms), default=TEXT, show_default=True
        )(command)

    return add


def form_of(form: str, *, for_excel: bool) -> str:
    """The format that is asked for. Raises WrongValue where two are."""
    if not for_excel:
        return form
    if form not in {TEXT, "csv"}:
        raise WrongValue(
            f"--for-excel writes CSV, and --format says {form}", "leave out one of them"
        )
    return "csv"


def print_table(found: "AnswerTable", form: str, language: str, *, for_excel: bool) -> None:
    """Print a table as CSV or as Markdown."""
    from servicemap.exporting.csv_rows import as_csv, separator_for
    from servicemap.reporting.answer_tables import as_markdown, for_spreadsheets

    if form == "markdown":
        to_standard_output(as_markdown(found))
        return
    separator = separator_for(language.partition("-")[0]) if for_excel else ","
    to_standard_output(as_csv(for_spreadsheets(found), separator))
