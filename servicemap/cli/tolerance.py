"""`servicemap tolerance`: how late each team may be before each customer notices."""

import sys
from itertools import chain, islice

import click

from servicemap.cli.arguments import (
    Command,
    ink_for,
    map_argument,
    page_to_standard_output,
    parts_to_standard_output,
    room,
)
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options
from servicemap.cli.tables import form_of, form_options, print_table
from servicemap.reporting.json.tolerances import as_csv, as_json
from servicemap.reporting.text.tolerances import as_text
from servicemap.timing.answers.tolerances import tolerance

PARTS_BEFORE_ANY_IS_FOUND = 1
"""What a program reads begins with that."""


@click.command(
    cls=Command,
    examples=(
        "servicemap tolerance maps/harbour-toys --for shoppers",
        "servicemap tolerance maps/clinical-laboratory --format csv",
    ),
)
@map_argument
@click.option("--for", "customer", metavar="CUSTOMER", help="Only what this customer would notice.")
@click.option("--team", metavar="TEAM", help="Only this team, or other party.")
@form_options("text", "csv", "json", "markdown")
@click.option("--all", "everything", is_flag=True, help="Every row and promise, however many.")
@reading_options
def command(
    path: str,
    customer: str | None,
    team: str | None,
    form: str,
    *,
    everything: bool,
    for_excel: bool,
) -> None:
    """How late each team may be before each customer notices, nobody else being late.

    Counted in the working time of the one who is late, to the minute. It holds for one at a time:
    'servicemap trace' with several --late says what they do together. Who may be least late stands
    first; of a large map only the most urgent are printed, unless --all are wanted.
    """
    form = form_of(form, for_excel=for_excel)
    m = open_map(path)
    doing = "trying how late each may be"
    if form == "markdown" or for_excel:
        from servicemap.reporting.answer_tables import of_tolerances

        with progress(doing):
            table = of_tolerances(tolerance(m, customer, team))
        print_table(table, form, m.language, for_excel=for_excel)
        return
    if form != "text":
        found = (as_json if form == "json" else as_csv)(tolerance(m, customer, team))
        begun: list[str] = []
        with progress(doing):
            begun += islice(found, PARTS_BEFORE_ANY_IS_FOUND + 1)
        parts_to_standard_output(chain(begun, found))
        return
    with progress(doing):
        text = as_text(
            *(tolerance(m, customer, team), ink_for(sys.stdout)),
            width=room(),
            everything=everything,
        )
    page_to_standard_output(text)
