"""`servicemap schema`: the JSON Schema for editors."""

import click

from servicemap.cli.arguments import Command, to_standard_output
from servicemap.cli.opening import open_map
from servicemap.cli.settings import reading_options
from servicemap.loading.entries.completions import schema_with_names
from servicemap.loading.entries.schema import json_schema
from servicemap.reporting.json_text import written


@click.command(
    cls=Command,
    examples=(
        "servicemap schema | check-jsonschema --schemafile - maps/harbour-toys/*.yaml",
        "servicemap schema --with-ids maps/harbour-toys > servicemap.schema.json",
    ),
)
@click.option(
    "--with-ids",
    "path",
    metavar="MAP",
    help="Propose the names in this map: of parties, services, calendars and options.",
)
@reading_options
def command(path: str | None) -> None:
    """Print the JSON Schema of a map, with which an editor completes and checks it.

    Save it beside the maps and begin each file with
    '# yaml-language-server: $schema=servicemap.schema.json'. With --with-ids an editor proposes
    the names that a map has already, and still takes any other.
    """
    schema = json_schema() if path is None else schema_with_names(open_map(path))
    to_standard_output(written(schema))
