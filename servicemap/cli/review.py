"""`servicemap review`: what a team reached, and what its customers said."""

import sys
from datetime import date

import click

from servicemap.cli.arguments import Command, Day, ink_for, to_standard_error
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.record_options import columns_of, record_options
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.team_pages import TeamPage, page_options, team_and_map, team_arguments
from servicemap.importing.record_files import record_of
from servicemap.loading import MAX_FILE
from servicemap.reporting.text.history import of_record
from servicemap.reporting.text.rounds import NO_REVIEW, nothing
from servicemap.rounds.review_handout import review_handout
from servicemap.rounds.reviewing import Review, review
from servicemap.wording.phrases import Words


@click.command(
    cls=Command,
    examples=(
        "servicemap review warehouse maps/harbour-toys",
        "servicemap review warehouse maps/harbour-toys -o review.pdf",
    ),
)
@team_arguments
@click.option(
    "--since",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="Leave out what was said, done and delivered before that day.",
)
@record_options
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The last day that counts; by default today.",
)
@page_options(Review)
@reading_options
def command(
    *,
    team: str,
    path: str | None,
    option: str | None,
    since: date | None,
    record: str | None,
    columns: tuple[str, ...],
    today: date | None,
    output: str | None,
    paper: str | None,
    fonts: tuple[str, ...],
    form: str | None,
) -> None:
    """What a team wanted to reach and has reached, on one page.

    Objectives with their targets and how it went, what its customers said and what became of it,
    what was done, and which customers came closer. Shares of promises kept are counted from a
    record of deliveries: the one that the map names, or --record.
    """
    page = TeamPage(output, paper, fonts, form)
    team, at = team_and_map(team, path, option)
    m = open_map(at)
    most = settings_here().max_file or MAX_FILE
    delivered = record_of(m, record, columns=columns_of(columns), max_file=most)
    with progress("looking back"):
        day = today or day_of_asking(settings_here())
        found = review(m, team, delivered, since=since, today=day)
    page.print_answer(
        m,
        review_handout(found, Words(m)),
        nothing(found.team.name, NO_REVIEW),
        found,
        day,
    )
    if any(one.objective.keep for one in found):
        for line in of_record(delivered):
            to_standard_error(line, head=f"{ink_for(sys.stderr).warning('note:')} ")
