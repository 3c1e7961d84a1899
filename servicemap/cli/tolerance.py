"""`servicemap tolerance`: how late each team may be before each customer notices."""

from collections.abc import Iterator
from itertools import chain, islice

import click

from servicemap.cli.arguments import (
    Command,
    map_argument,
)
from servicemap.cli.formats import form_of, form_options, print_told, told_here
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options
from servicemap.timing.answers.tolerances import Tolerances, tolerance

PARTS_BEFORE_ANY_IS_FOUND = 1
"""What a program reads begins with that."""


@click.command(
    cls=Command,
    examples=(
        "servicemap tolerance maps/harbour-toys --for shoppers",
        "servicemap tolerance maps/clinical-laboratory --format csv",
    ),
)
@map_argument
@click.option("--for", "customer", metavar="CUSTOMER", help="Only what this customer would notice.")
@click.option("--team", metavar="TEAM", help="Only this team, or other party.")
@form_options(Tolerances)
@click.option("--all", "everything", is_flag=True, help="Every row and promise, however many.")
@reading_options
def command(
    path: str,
    customer: str | None,
    team: str | None,
    form: str,
    *,
    everything: bool,
    for_excel: bool,
) -> None:
    """How late each team may be before each customer notices, nobody else being late.

    Counted in the working time of the one who is late, to the minute. It holds for one at a time:
    'servicemap trace' with several --late says what they do together. Who may be least late stands
    first; of a large map only the most urgent are printed, unless --all are wanted.
    """
    form = form_of(form, for_excel=for_excel)
    m = open_map(path)
    with progress("trying how late each may be"):
        told = told_here(tolerance(m, customer, team), form, everything=everything)
        if isinstance(told, Iterator):  # begun here: nothing is tried before somebody asks
            begun = list(islice(told, PARTS_BEFORE_ANY_IS_FOUND + 1))
            told = chain(begun, told)
    print_told(told, form)
