"""Opening the one map that a command works on."""

import sys

import click

from servicemap.cli import exits
from servicemap.cli.arguments import ink_for, page_to_standard_error
from servicemap.cli.progress import progress
from servicemap.cli.settings import settings_here
from servicemap.findings import Report
from servicemap.loading import MAX_FILE, Loaded, load_one
from servicemap.model import ServiceMap
from servicemap.reporting.findings import full
from servicemap.reporting.terminal import Ink


def open_map(path: str) -> ServiceMap:
    """The map at `path`, or the one that the settings name where that is empty.

    Where it cannot be read as meant, says why and leaves with exit code 1. Raises UnreadablePath
    where there is nothing to read, SeveralMaps for a shelf.
    """
    settings = settings_here()
    with progress("reading the map"):
        max_file = settings.max_file or MAX_FILE
        loaded = load_one(path or settings.map, max_file=max_file, shared=True)
    wrong = malformed_in(loaded, ink_for(sys.stderr))
    if wrong:
        page_to_standard_error(f"{wrong}\n")
        raise click.exceptions.Exit(exits.FOUND)
    return loaded.map


def malformed_in(loaded: Loaded, ink: Ink) -> str:
    """Why a map cannot be read as meant, each finding with its place; empty where it can."""
    malformed = [finding for finding in loaded.findings if finding.malforms]
    if not malformed:
        return ""
    return full([Report(loaded.map.title, malformed, sources=loaded.sources)], ink)
