"""`servicemap agreements`: what each side of each service says, and what is not agreed."""

import sys
from datetime import date

import click

from servicemap.agreeing import agreements
from servicemap.cli.arguments import (
    Command,
    Day,
    ink_for,
    map_argument,
    page_to_standard_output,
    room,
    to_standard_output,
)
from servicemap.cli.opening import open_map
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.tables import form_of, form_options, print_table
from servicemap.reporting.json_text import written
from servicemap.reporting.text.agreements import as_json, as_markdown, as_text


@click.command(
    cls=Command,
    examples=(
        "servicemap agreements maps/harbour-toys --team stores",
        "servicemap agreements maps/harbour-toys --format markdown",
    ),
)
@map_argument
@click.option("--team", metavar="TEAM", help="Only what this team, or other party, gets or gives.")
@form_options("text", "json", "csv", "markdown")
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day on which a confirmation is too old or not; by default today.",
)
@reading_options
def command(path: str, team: str | None, form: str, today: date | None, *, for_excel: bool) -> None:
    """Service by service, what each side says, who owns each side, and what is not agreed.

    Promise against expectation, slack, names, the day each last confirmed it. What both declare
    without contradiction is agreed, what only one declares is unconfirmed; what needs talking
    about comes first. The exit code is 0 whatever they say: 'servicemap check' judges.
    """
    form = form_of(form, for_excel=for_excel)
    m = open_map(path)
    found = agreements(m, team, today=today or day_of_asking(settings_here()))
    if form == "json":
        to_standard_output(written(as_json(found)))
    elif form == "markdown":
        to_standard_output(as_markdown(found))
    elif form == "csv":
        from servicemap.reporting.answer_tables import of_agreements

        print_table(of_agreements(found), form, m.language, for_excel=for_excel)
    else:
        page_to_standard_output(as_text(found, ink_for(sys.stdout), width=room()))
