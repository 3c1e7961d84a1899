"""`servicemap check`: what is wrong with a map."""

import sys
from datetime import date, datetime

import click

from servicemap.checking import check
from servicemap.cli.arguments import DEFAULT_MAP, Choice, Command, Day, ink_for, to_standard_output
from servicemap.cli.printing import printed
from servicemap.cli.progress import progress
from servicemap.findings import Severity
from servicemap.loading import find_maps, load_files
from servicemap.reporting import FORMATS


@click.command(
    cls=Command,
    examples=("servicemap check maps/", "servicemap check toys.yaml --format json"),
)
@click.argument("paths", metavar="[MAP]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=Choice(FORMATS),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--all", "everything", is_flag=True, help="List infos too, not only their number.")
@click.option(
    "--fail-on",
    type=Choice([s for s in Severity if s is not Severity.OFF]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option(
    "--date",
    "today",
    type=Day(),
    metavar="YYYY-MM-DD",
    help="The day on which entries are too old or not; by default today.",
)
def command(
    paths: tuple[str, ...], form: str, everything: bool, fail_on: str, today: date | None
) -> int:
    """Say what is wrong with a map: each finding with its place and the cure.

    MAP is a file, a folder, or a shelf of several maps; by default maps/. Exit code 0: clean.
    1: findings. 2: nothing to check. The same in every format.
    """
    today = today or datetime.now().astimezone().date()
    with progress("reading and checking"):
        reports = [
            check(loaded.map, loaded.findings, loaded.sources, today=today)
            for path in paths or (DEFAULT_MAP,)
            for loaded in map(load_files, find_maps(path))
        ]
    to_standard_output(printed(form, reports, ink_for(sys.stdout), everything=everything))
    return max(report.exit_code(Severity(fail_on)) for report in reports)
