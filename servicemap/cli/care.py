"""`servicemap care`: who is heard, what they said, what was done, and where to begin."""

from datetime import date

import click

from servicemap.caring.contacts import Contacts
from servicemap.caring.contacts import contacts as points_of_contact
from servicemap.caring.report import CareReport, care
from servicemap.cli.arguments import (
    Command,
    Day,
    map_argument,
)
from servicemap.cli.contacts import contacts_option
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import day_of_asking, reading_options, settings_here


@click.command(
    cls=Command,
    examples=(
        "servicemap care maps/harbour-toys",
        "servicemap care maps/harbour-toys --contacts",
    ),
)
@map_argument
@form_options(CareReport, Contacts)
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
        print_answer(met, form)
        return
    with progress("asking who is heard"):
        found = care(m, today=today or day_of_asking(settings_here()))
    print_answer(found, form)
