"""`servicemap agreements`: what each side of each service says, and what is not agreed."""

from datetime import date

import click

from servicemap.agreeing import Agreements, agreements
from servicemap.cli.arguments import (
    Command,
    Day,
    map_argument,
)
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_map
from servicemap.cli.settings import day_of_asking, reading_options, settings_here


@click.command(
    cls=Command,
    examples=(
        "servicemap agreements maps/harbour-toys --team stores",
        "servicemap agreements maps/harbour-toys --format markdown",
    ),
)
@map_argument
@click.option("--team", metavar="TEAM", help="Only what this team, or other party, gets or gives.")
@form_options(Agreements)
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
    print_answer(found, form)
