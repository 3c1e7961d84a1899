"""`servicemap promises`: what is promised, and whether the plan keeps it."""

import click

from servicemap.bounds import Fate
from servicemap.cli import exits
from servicemap.cli.arguments import (
    Command,
    NearestChoice,
    map_argument,
)
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options
from servicemap.timing.answers.promises import Promises, promises

FAILING = {
    "late": frozenset({Fate.LATE_BY_PLAN}),
    "open": frozenset({Fate.LATE_BY_PLAN, Fate.OPEN}),
}
"""What may not become of a promise, by the value of --fail-if."""


@click.command(
    cls=Command,
    examples=(
        "servicemap promises maps/harbour-toys",
        "servicemap promises maps/sales-event.yaml --fail-if late",
    ),
)
@map_argument
@form_options(Promises)
@click.option(
    "--fail-if",
    type=NearestChoice(tuple(FAILING)),
    help="Exit with 1, for pipelines: late, if the plan itself breaks a promise; open, also if it"
    " may break one, as what the map does not say turns out.",
)
@click.option("--all", "everything", is_flag=True, help="Every chain whole, however long.")
@reading_options
def command(path: str, form: str, fail_if: str | None, *, everything: bool, for_excel: bool) -> int:
    """Every promise: when the plan has it done, when it is due, and the chain that drives it.

    A promise is what is delivered to anyone outside, and whatever is promised inside. Nobody is
    late in a plan; 'servicemap trace' says what happens if somebody is.
    """
    form = form_of(form, for_excel=for_excel)
    m = open_map(path)
    with progress("planning"):
        found = promises(m)
    print_answer(found, form, everything=everything)
    failing = FAILING.get(fail_if or "", frozenset())
    return exits.FOUND if any(one.fate in failing for one in found) else exits.CLEAN
