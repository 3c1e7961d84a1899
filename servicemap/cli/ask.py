"""`servicemap ask`: a sheet for every customer."""

from datetime import date

import click

from servicemap.cli.arguments import (
    Command,
    Day,
    map_argument,
)
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_map
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.team_pages import font_option
from servicemap.errors import WrongValue
from servicemap.reporting.answers import TEXT
from servicemap.rounds.ask_sheets import AskSheets, ask


@click.command(
    cls=Command,
    examples=(
        "servicemap ask maps/harbour-toys -o sheets",
        "servicemap ask maps/harbour-toys --team Warehouse -o sheets",
    ),
)
@map_argument
@click.option("--team", metavar="TEAM", help="Only the customers of this team, or other party.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    help="Write the sheets there, and a page that lists them.",
)
@click.option("--overwrite", is_flag=True, help="Replace sheets that somebody has filled in.")
@form_options(AskSheets)
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
    *,
    path: str,
    team: str | None,
    output: str | None,
    overwrite: bool,
    form: str,
    for_excel: bool,
    today: date | None,
    fonts: tuple[str, ...],
) -> None:
    """Ask every customer, internal and external, about what it gets: a sheet for each.

    It is filled in: a score, what they say, what they want, by when they need it. As a spreadsheet,
    which 'servicemap import' enters into the map when it comes back, and as a PDF, to be printed
    and written on by hand. Without -o it tells whom it would ask about what.
    """
    form = form_of(form, for_excel=for_excel)
    m = open_map(path)
    found = ask(m, team, day=today or day_of_asking(settings_here()))
    if output is not None:
        from servicemap.cli.ask_folder import write_sheets

        if form != TEXT:
            raise WrongValue("--format is for what is told without -o", "leave out one of them")
        write_sheets(found, output, fonts, overwrite=overwrite)
    elif overwrite:
        raise WrongValue("--overwrite is for a folder of sheets", "say which: -o FOLDER")
    else:
        print_answer(found, form)
