"""`servicemap trace`: who outside feels a delay."""

import sys

import click

from servicemap.cli import exits
from servicemap.cli.arguments import Choice, Command, ink_for, map_argument, to_standard_output
from servicemap.cli.delays import late_option, read_late
from servicemap.cli.opening import open_map
from servicemap.reporting.json_text import written
from servicemap.reporting.traces import as_json, as_text
from servicemap.timing.delays import trace


@click.command(
    cls=Command,
    examples=(
        "servicemap trace maps/sales-event.yaml --late accounts=2d",
        "servicemap trace toys.yaml --late 'warehouse/stock=4h' --format json",
    ),
)
@map_argument
@late_option
@click.option("--format", "form", type=Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--fail-if", type=Choice(("late",)), help="Exit with 1 if a promise is broken, for pipelines."
)
def command(path: str, late: tuple[str, ...], form: str, fail_if: str | None) -> int:
    """Follow a delay to the end user: who is how late, by which chain, what absorbed the rest.

    Every service of a late team takes that much longer; a single service is named after its
    provider. Lengths are working time: 30m, 4h, 2d, 1w, 1d 4h.
    """
    if not late:
        raise click.UsageError("Say who is late, e.g. --late accounts=2d.")
    traced = trace(open_map(path), read_late(late))
    if form == "json":
        to_standard_output(written(as_json(traced)))
    else:
        to_standard_output(as_text(traced, ink_for(sys.stdout)))
    return exits.FOUND if fail_if and traced.felt else exits.CLEAN
