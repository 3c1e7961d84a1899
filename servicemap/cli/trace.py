"""`servicemap trace`: who outside feels a delay."""

import sys

import click

from servicemap.cli import exits
from servicemap.cli.arguments import (
    Command,
    NearestChoice,
    ink_for,
    map_argument,
    page_to_standard_output,
    room,
    to_standard_output,
)
from servicemap.cli.delays import late_option, read_late, scenario_option
from servicemap.cli.opening import open_map
from servicemap.cli.progress import progress
from servicemap.cli.settings import reading_options
from servicemap.cli.tables import form_of, form_options, print_table
from servicemap.errors import UnknownName
from servicemap.model import Scenario, ServiceMap
from servicemap.reporting.json_text import written
from servicemap.timing.answers.delays import find_scenario, trace


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
@form_options("text", "json", "csv", "markdown")
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
    told = None if scenario is None else _scenario(m, scenario)
    with progress("following the delay"):
        traced = trace(m, delays, scenario)
    if form == "json":
        from servicemap.reporting.json.traces import as_json

        to_standard_output(written(as_json(traced, everything=everything)))
    elif form != "text":
        from servicemap.reporting.answer_tables import of_trace

        print_table(of_trace(traced), form, m.language, for_excel=for_excel)
    else:
        from servicemap.reporting.text.traces import as_text

        ink = ink_for(sys.stdout)
        text = as_text(traced, ink, width=room(), everything=everything, scenario=told)
        page_to_standard_output(text)
    found = fail_if and (traced.felt or (fail_if == "open" and traced.perhaps_felt))
    return exits.FOUND if found else exits.CLEAN


def _scenario(m: ServiceMap, name: str) -> Scenario:
    try:
        return m.scenarios[find_scenario(m, name)]
    except UnknownName as unknown:
        names = ", ".join(scenario.name for scenario in m.scenarios.values())
        hint = f"it has: {names}" if names else "it has none: add them under scenarios:"
        raise UnknownName(unknown.message, unknown.hint or hint) from None
