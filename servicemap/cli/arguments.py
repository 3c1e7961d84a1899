"""What the commands share: how a map is named, a misspelt choice answered, examples shown."""

import os
import shutil
import sys
from collections.abc import Iterable
from typing import IO, Any

import click

from servicemap.reporting.terminal import Ink, colour_wanted
from servicemap.spelling import closest

DEFAULT_MAP = "maps"
FALLBACK = 100
NARROWEST = 50


class Command(click.Command):
    """A command whose help ends in two examples that can be pasted."""

    def __init__(self, *args: Any, examples: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, each on a line of its own."""
        with formatter.section("Examples"):
            formatter.write_text("\b\n" + "\n".join(self.examples))


class Choice(click.Choice[str]):
    """A choice that answers a misspelling with the nearest one."""

    def __init__(self, choices: Iterable[str]) -> None:
        super().__init__(tuple(choices), case_sensitive=False)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """`'jsn' is none of full, concise, json: did you mean json?`"""
        near = closest(str(value), self.choices)
        listed = ", ".join(self.choices)
        return f"'{value}' is none of {listed}" + (f": did you mean {near}?" if near else ".")


map_argument = click.argument("path", metavar="[MAP]", default=DEFAULT_MAP)
"""The map: a file or a folder."""


def ink_for(stream: IO[Any]) -> Ink:
    """Colour where a person looks, unless `NO_COLOR` or `FORCE_COLOR` says otherwise."""
    return Ink(colour_wanted(os.environ, terminal=stream.isatty()))


def room() -> int:
    """Columns that a page has: those of the terminal, or `COLUMNS`, else 100."""
    return max(NARROWEST, shutil.get_terminal_size((FALLBACK, 0)).columns)


def to_standard_output(text: str) -> None:
    """Print data. Written at once, so that a reader that goes away is noticed here."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()
