"""Opening the one map that a command works on."""

import sys

import click

from servicemap.cli import exits
from servicemap.cli.arguments import ink_for, to_standard_error
from servicemap.cli.progress import progress
from servicemap.findings import Report
from servicemap.loading import load_one
from servicemap.model import ServiceMap
from servicemap.reporting.findings import full


def open_map(path: str) -> ServiceMap:
    """The map at `path`. Where it cannot be read as meant, says why and leaves with exit code 1.

    Raises UnreadablePath where there is nothing to read, SeveralMaps for a shelf.
    """
    with progress("reading the map"):
        loaded = load_one(path, shared=True)
    malformed = [finding for finding in loaded.findings if finding.malforms]
    if malformed:
        report = Report(loaded.map.title, malformed, sources=loaded.sources)
        to_standard_error(full([report], ink_for(sys.stderr)))
        raise click.exceptions.Exit(exits.FOUND)
    return loaded.map
