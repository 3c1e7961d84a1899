"""`servicemap trace`: who outside feels a delay."""

import click

from servicemap.cli import exits
from servicemap.cli.arguments import (
    Command,
    NearestChoice,
    map_argument,
)
from servicemap.cli.delays import late_option, read_late, scenario_option
from servicemap.cli.formats import form_of, form_options, print_answer
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options
from servicemap.errors import UnknownName
from servicemap.model import ServiceMap
from servicemap.timing.answers.delays import find_scenario, trace
from servicemap.timing.answers.traces import Trace


@click.command(
    cls=Command,
    examples=(
        "servicemap trace maps/sales-event.yaml --late accounts=2d",
        "servicemap trace maps/harbour-toys --scenario 'forgotten confirmation'",
    ),
)
@map_argument
@late_option
@scenario_option
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Every receipt, however long, and the promises that nothing reaches.",
)
@form_options(Trace)
@click.option(
    "--fail-if",
    type=NearestChoice(("late", "open")),
    help="Exit with 1 if this breaks a promise or makes it later (late), or may do so (open).",
)
@reading_options
def command(
    path: str,
    late: tuple[str, ...],
    scenario: str | None,
    everything: bool,
    form: str,
    fail_if: str | None,
    for_excel: bool,
) -> int:
    """Follow a delay to the end user: who is how late, by which chain, what absorbed the rest.

    Every service of a late team takes that much longer; a single service is named after its
    provider. Lengths are working time: 30m, 4h, 2d, 1w, 1d 4h. Where several are late at once,
    their fair shares of the lateness are told.
    """
    if not late and scenario is None:
        raise click.UsageError(
            "Say who is late, e.g. --late accounts=2d, or name a scenario of the map, --scenario"
            " NAME."
        )
    form = form_of(form, for_excel=for_excel)
    delays = read_late(late)
    m = open_map(path)
    if scenario is not None:
        _refuse_unknown(m, scenario)
    with progress("following the delay"):
        traced = trace(m, delays, scenario)
    print_answer(traced, form, everything=everything)
    found = fail_if and (traced.felt or (fail_if == "open" and traced.perhaps_felt))
    return exits.FOUND if found else exits.CLEAN


def _refuse_unknown(m: ServiceMap, name: str) -> None:
    """Raises UnknownName for a scenario that the map has not, with those that it has."""
    try:
        find_scenario(m, name)
    except UnknownName as unknown:
        names = ", ".join(scenario.name for scenario in m.scenarios.values())
        hint = f"it has: {names}" if names else "it has none: add them under scenarios:"
        raise UnknownName(unknown.message, unknown.hint or hint) from None
