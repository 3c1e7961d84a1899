"""`servicemap rule`: one kind of finding explained."""

import sys

import click

from servicemap.cli.arguments import Command, ink_for, page_to_standard_output
from servicemap.reporting.text.rules import explained
from servicemap.rules.explanations import explanation, explanations


@click.command(cls=Command, examples=("servicemap rule SM101", "servicemap rule orphan-team"))
@click.argument("kind", metavar="CODE", required=False)
@click.option("--all", "everything", is_flag=True, help="Every kind of finding, in order.")
def command(kind: str | None, everything: bool) -> None:
    """Explain a kind of finding, by code or name: what it says, why it matters, and the cure."""
    if everything == bool(kind):
        raise click.UsageError("Name one kind of finding, e.g. SM101, or give --all.")
    chosen = explanations() if everything else (explanation(kind or ""),)
    ink = ink_for(sys.stdout)
    page_to_standard_output("\n\n".join(explained(about, ink) for about in chosen))
