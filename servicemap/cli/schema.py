"""`servicemap schema`: the JSON Schema for editors."""

import json

import click

from servicemap.cli.arguments import Command, to_standard_output
from servicemap.loading.schema import json_schema


@click.command(
    cls=Command,
    examples=(
        "servicemap schema > servicemap.schema.json",
        "servicemap schema | check-jsonschema --schemafile - maps/harbour-toys/*.yaml",
    ),
)
def command() -> None:
    """Print the JSON Schema of a map, with which an editor completes and checks it.

    Save it beside the maps and begin each file with
    '# yaml-language-server: $schema=servicemap.schema.json'.
    """
    to_standard_output(json.dumps(json_schema(), indent=2, ensure_ascii=False))
