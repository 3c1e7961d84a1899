"""`servicemap briefing`: what to talk about at a team's next meeting."""

from datetime import date

import click

from servicemap.cli.arguments import Command, Day
from servicemap.cli.earlier import earlier_version
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.team_pages import TeamPage, page_options, team_and_map, team_arguments
from servicemap.reporting.text.rounds import (
    NO_BRIEFING,
    nothing,
)
from servicemap.rounds.briefing import Briefing, briefing
from servicemap.rounds.briefing_handout import briefing_handout
from servicemap.wording.phrases import Words


@click.command(
    cls=Command,
    examples=(
        "servicemap briefing warehouse maps/harbour-toys",
        "servicemap briefing warehouse maps/harbour-toys -o briefing.pdf",
    ),
)
@team_arguments
@click.option(
    "--since",
    metavar="DATE|REV",
    help="Tell what changed in the map since a day or a git revision, a file or a folder.",
)
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day on which something is overdue or not; by default today.",
)
@page_options(Briefing)
@reading_options
def command(
    *,
    team: str,
    path: str | None,
    option: str | None,
    since: str | None,
    today: date | None,
    output: str | None,
    paper: str | None,
    fonts: tuple[str, ...],
    form: str | None,
) -> None:
    """The agenda of a team's next meeting with its customers and providers, on one page.

    Who should come, what is not agreed, promises that are broken or tight, customers and actions
    that are overdue, what each side wants, and what changed since the last time.
    """
    page = TeamPage(output, paper, fonts, form)
    team, at = team_and_map(team, path, option)
    m = open_map(at)
    earlier = None if since is None else earlier_version(since, at)
    with progress("planning"):
        day = today or day_of_asking(settings_here())
        old = None if earlier is None else earlier.map
        found = briefing(m, team, since=old, today=day)
    named = None if earlier is None else earlier.named
    page.print_answer(
        m,
        briefing_handout(found, Words(m), named),
        nothing(found.team.name, NO_BRIEFING),
        found,
        day,
        since=named,
    )
