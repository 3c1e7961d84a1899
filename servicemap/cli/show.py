"""`servicemap show`: a team's card."""

import os
from datetime import date

import click

from servicemap.cards import Card, show
from servicemap.caring.contacts import Contacts
from servicemap.caring.contacts import contacts as points_of_contact
from servicemap.cli.arguments import (
    Command,
    Day,
)
from servicemap.cli.contacts import contacts_option
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_map, which_team_of
from servicemap.cli.progress import progress
from servicemap.cli.settings import day_of_asking, reading_options, settings_here


@click.command(
    cls=Command,
    examples=(
        "servicemap show purchasing maps/harbour-toys",
        "servicemap show 'blood science' --map maps/clinical-laboratory --format json",
    ),
)
@click.argument("team", metavar="TEAM")
@click.argument("path", metavar="[MAP]", required=False)
@click.option("-m", "--map", "option", metavar="MAP", help="The map, instead of after the team.")
@form_options(Card, Contacts)
@contacts_option
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day on which something is overdue or not; by default today.",
)
@click.option("--all", "everything", is_flag=True, help="Every chain whole, however long.")
@reading_options
def command(
    team: str,
    path: str | None,
    option: str | None,
    form: str,
    today: date | None,
    *,
    contacts: bool,
    everything: bool,
    for_excel: bool,
) -> None:
    """The card of a team: who relies on it, on whom it relies, whom its work reaches.

    And in one sentence how late it may be before somebody notices. TEAM is a team or any other
    party, by name or id. MAP is maps/ by default; where it stands first, as with other commands,
    that is understood.
    """
    if path is not None and option is not None:
        raise click.UsageError("Name the map once: after the team, or with --map.")
    if path not in {None, "-"} and os.path.exists(team) and not os.path.exists(path):
        team, path = path, team
    if option is None and path is None and os.path.exists(team):
        raise which_team_of(team)
    form = form_of(form, for_excel=for_excel)
    m = open_map(option or path or "")
    if contacts:
        with progress("planning"):
            met = points_of_contact(m, team)
        print_answer(met, form)
        return
    with progress("trying how late it may be"):
        card = show(m, team, today=today or day_of_asking(settings_here()))
    print_answer(card, form, everything=everything)
