"""`servicemap care`: who is heard, what they said, what was done, and where to begin."""

import sys
from datetime import date

import click

from servicemap.caring.contacts import contacts as points_of_contact
from servicemap.caring.report import care
from servicemap.cli.arguments import (
    Command,
    Day,
    ink_for,
    map_argument,
    page_to_standard_output,
    room,
    to_standard_output,
)
from servicemap.cli.contacts import contacts_option, print_contacts
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.tables import form_of, form_options, print_table
from servicemap.reporting.json.care import as_json
from servicemap.reporting.json_text import written
from servicemap.reporting.text.care import as_markdown, as_text


@click.command(
    cls=Command,
    examples=(
        "servicemap care maps/harbour-toys",
        "servicemap care maps/harbour-toys --contacts",
    ),
)
@map_argument
@form_options("text", "json", "csv", "markdown")
@contacts_option
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day on which silence is too long or not; by default today.",
)
@reading_options
def command(path: str, form: str, today: date | None, *, contacts: bool, for_excel: bool) -> None:
    """The five groups of customers: how each is heard, what they said, and what was done.

    Then where to improve first, with reasons and by what. Employees are customers of each other,
    and suppliers are customers too: of forecasts, confirmations, payment. 'servicemap check'
    judges the same (SM4xx).
    """
    form = form_of(form, for_excel=for_excel)
    m = open_map(path)
    if contacts:
        with progress("planning"):
            met = points_of_contact(m)
        print_contacts(met, form, for_excel=for_excel)
        return
    with progress("asking who is heard"):
        found = care(m, today=today or day_of_asking(settings_here()))
    if form == "json":
        to_standard_output(written(as_json(found)))
    elif form == "markdown":
        to_standard_output(as_markdown(found))
    elif form == "csv":
        from servicemap.reporting.answer_tables import of_care

        print_table(of_care(found), form, m.language, for_excel=for_excel)
    else:
        page_to_standard_output(as_text(found, ink_for(sys.stdout), width=room()))
