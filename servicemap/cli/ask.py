"""`servicemap ask`: a sheet for every customer."""

from datetime import date

import click

from servicemap.cli.arguments import Command, Day, map_argument
from servicemap.cli.opening import open_map
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.team_pages import font_option
from servicemap.rounds.ask_sheets import ask


@click.command(
    cls=Command,
    examples=(
        "servicemap ask maps/harbour-toys -o sheets",
        "servicemap ask maps/harbour-toys --team Warehouse -o sheets",
    ),
)
@map_argument
@click.option("--team", metavar="TEAM", help="Only the customers of this team, or other party.")
@click.option("-o", "--output", metavar="FOLDER", required=True, help="The folder for the sheets.")
@click.option("--overwrite", is_flag=True, help="Replace sheets that somebody has filled in.")
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day on the sheets, on which customers are asked; by default today.",
)
@font_option
@reading_options
def command(
    path: str,
    team: str | None,
    output: str,
    today: date | None,
    fonts: tuple[str, ...],
    *,
    overwrite: bool,
) -> None:
    """Write a sheet for every customer, internal and external, with only what this customer gets.

    To be filled in: a score, what they say, what they want, by when they need it. As Excel, which
    'servicemap import' enters when it comes back, and as PDF, to be printed and written on by hand.
    A page lists who gets which sheet.
    """
    from servicemap.cli.ask_folder import write_sheets

    m = open_map(path)
    found = ask(m, team, day=today or day_of_asking(settings_here()))
    write_sheets(found, output, fonts, overwrite=overwrite)
