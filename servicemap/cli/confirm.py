"""`servicemap confirm`: today's date on what a team says is still true."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import click

from servicemap.cli.arguments import (
    Command,
    Day,
    ink_for,
    page_to_standard_error,
    page_to_standard_output,
    to_standard_error,
)
from servicemap.cli.asking import answer_to, somebody_is_here
from servicemap.cli.changing import offer, open_to_change, write_option
from servicemap.cli.settings import day_of_asking, reading_options, settings_here
from servicemap.confirming import Statement, confirmations, statements_of
from servicemap.errors import WrongValue
from servicemap.escapes import visible
from servicemap.index import find_party
from servicemap.model import Party, ServiceMap
from servicemap.sides import is_to_come
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
    if not asked:
        to_standard_error(f"the map says nothing of {visible(team)} that could be confirmed")
        return
    day = today or day_of_asking(settings_here())
    _remark_on_a_day_to_come(m, day)
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
    found = confirmations(m, find_party(m, team), asked, answers.confirmed, day)
    if found.unwritten is not None:
        to_standard_error(_without_a_day(m.parties[find_party(m, team)], found.others))
    if found.changes:
        offer(opened, found.changes, write=write)
    else:
        to_standard_error("nothing to write")


def _remark_on_a_day_to_come(m: ServiceMap, day: date) -> None:
    try:
        now = day_of_asking(settings_here())
    except WrongValue:
        return  # a clock that cannot be read knows no day to come
    if is_to_come(m, day, now):
        said = f"{on_day(day)} is yet to come: nobody can have confirmed anything on it (SM205)"
        to_standard_error(said, head=f"{ink_for(sys.stderr).warning('note:')} ")


def _without_a_day(party: Party, others: Sequence[Statement]) -> str:
    """Why the day is not written on which somebody confirmed what the map says of a party."""
    sentences = "; ".join(visible(one.sentence) for one in others)
    return (
        f"the day for {visible(party.name)} itself is not written: it would speak for what has no"
        f" day of its own and was not confirmed: {sentences}"
    )


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
            until = f"stopped after {number - 1} of {len(asked)}"
            page_to_standard_error(
                f"\n{until}: what was said so far counts, the rest stays as it is\n"
            )
            break
        (answers.confirmed if answer == "y" else answers.denied).append(one)
    return answers


def _one_of(letters: str, answer: str) -> str:
    """The letter that an answer begins with; asked again until it is one of these."""
    while answer[:1].casefold() not in letters:
        answer = answer_to(f"Type one of {', '.join(letters)}", letters[0])
    return answer[:1].casefold()
