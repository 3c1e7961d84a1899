"""`servicemap confirm`: today's date on what a team says is still true."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import click

from servicemap.cli.arguments import (
    Command,
    Day,
    page_to_standard_error,
    page_to_standard_output,
    to_standard_error,
)
from servicemap.cli.asking import answer_to, somebody_is_here
from servicemap.cli.changing import offer, open_to_change, write_option
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.confirming import Statement, confirmations, statements_of
from servicemap.escapes import visible
from servicemap.index import find_party
from servicemap.wording.moments import on_day


@click.command(
    cls=Command,
    examples=(
        "servicemap confirm stores maps/harbour-toys",
        "servicemap confirm stores maps/harbour-toys --all --write",
    ),
)
@click.argument("team", metavar="TEAM")
@click.argument("path", metavar="[MAP]", default="")
@click.option("--all", "everything", is_flag=True, help="All of it is still true: ask nothing.")
@click.option(
    "--date", "today", type=Day(), metavar="YYYY-MM-DD", help="The day to write; by default today."
)
@write_option
@reading_options
def command(team: str, path: str, today: date | None, *, everything: bool, write: bool) -> None:
    """Ask a team, sentence by sentence, whether what the map says of it is still true.

    What it confirms gets today's date; of the rest you are told where it stands. TEAM is a team or
    any other party, by name or id. The difference is shown, and written when you say so.
    """
    opened = open_to_change(path)
    m = opened.map
    asked = statements_of(m, team)
    if everything:
        answers = Confirmed(asked, [])
    elif somebody_is_here():
        answers = _ask(asked)
    else:
        page_to_standard_output("\n".join(_told(one) for one in asked))
        to_standard_error("nobody is here to be asked; if all of it is true: --all --write")
        return
    for one in answers.denied:
        to_standard_error(f"not true any more: {one.sentence}; mend it at {one.location}")
    day = today or day_of_asking(settings_here())
    changes = confirmations(m, find_party(m, team), asked, answers.confirmed, day)
    if changes:
        offer(opened, changes, write=write)


class Confirmed(NamedTuple):
    """What somebody said is still true, and what is not; of the rest they said nothing."""

    confirmed: list[Statement]
    denied: list[Statement]


def _told(one: Statement) -> str:
    since = f"last confirmed on {on_day(one.confirmed)}" if one.confirmed else "never confirmed"
    lines = [visible(one.sentence), *(f"    {visible(detail)}" for detail in one.details)]
    return "\n".join([*lines, f"    {since}"])


def _ask(asked: Sequence[Statement]) -> Confirmed:
    """Ask it one by one. Whoever stops half-way keeps what they said until then."""
    answers = Confirmed([], [])
    for number, one in enumerate(asked, start=1):
        page_to_standard_error(f"\n{number} of {len(asked)}  {_told(one)}\n")
        try:
            answer = _one_of("yns", answer_to("Still true? [Y]es, [n]o, [s]top", "y"))
        except click.Abort:
            answer = "s"
        if answer == "s":
            page_to_standard_error("\n")
            break
        (answers.confirmed if answer == "y" else answers.denied).append(one)
    return answers


def _one_of(letters: str, answer: str) -> str:
    """The letter that an answer begins with; asked again until it is one of these."""
    while answer[:1].casefold() not in letters:
        answer = answer_to(f"Type one of {', '.join(letters)}", letters[0])
    return answer[:1].casefold()
