"""`servicemap history`: what became of a map, from point to point in time."""

import sys
from datetime import date

import click

from servicemap.cli.arguments import (
    Command,
    Day,
    ink_for,
    map_argument,
    page_to_standard_output,
    room,
    to_standard_output,
)
from servicemap.cli.opening import open_loaded, wanted_by
from servicemap.cli.progress import progress
from servicemap.cli.record_options import columns_of, record_options
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.cli.tables import form_of, form_options, print_table
from servicemap.reporting.json.history import as_json
from servicemap.reporting.json_text import written
from servicemap.reporting.text.history import as_text
from servicemap.rounds.past_maps import LAST, Asked, asked_since, history_asked


@click.command(
    cls=Command,
    examples=(
        "servicemap history maps/harbour-toys",
        "servicemap history maps/harbour-toys --since 2026-07-01 -o history.svg",
    ),
)
@map_argument
@form_options("text", "json", "csv", "markdown")
@click.option(
    "--since",
    metavar="DATE|REV",
    help="From a day on, 2027-02-01, or from a revision on: a tag, a branch, a commit.",
)
@click.option(
    "--last",
    type=click.IntRange(min=1),
    default=LAST,
    show_default=True,
    help="So many revisions, the latest; it is said which are left out.",
)
@record_options
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day of the map as it lies there; by default today.",
)
@click.option("--all", "everything", is_flag=True, help="All that is followed, changed or not.")
@reading_options
def command(
    *,
    path: str,
    form: str,
    since: str | None,
    last: int,
    record: str | None,
    columns: tuple[str, ...],
    today: date | None,
    everything: bool,
    for_excel: bool,
) -> None:
    """What became of it: scores and rungs, promises and their margin, agreements, findings.

    From what customers said on which day, from the revisions that git keeps of the map, and from
    the record of what was delivered, where there is one. Which action was done when is told beside
    it; what came of it nobody can read from that.
    """
    form = form_of(form, for_excel=for_excel)
    settings = settings_here()
    loaded = open_loaded(path)
    m = loaded.map
    asked = (asked_since(since) if since else Asked())._replace(last=last)
    with progress("reading the revisions"):
        found = history_asked(
            m,
            asked,
            wanted_by(settings),
            findings=loaded.findings,
            record=record,
            columns=columns_of(columns),
            today=today or day_of_asking(settings),
            settings=settings,
        )
    if form == "json":
        to_standard_output(written(as_json(found)))
    elif form != "text":
        from servicemap.reporting.answer_tables import of_history

        print_table(of_history(found), form, m.language, for_excel=for_excel)
    else:
        page_to_standard_output(
            as_text(found, ink_for(sys.stdout), width=room(), everything=everything)
        )
