"""Asking somebody at a terminal: one question, one answer."""

import sys
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from typing import TextIO

import click

from servicemap.cli.arguments import is_terminal
from servicemap.interrupts import Stoppable


def somebody_is_here() -> bool:
    """Whether a question can be shown on a terminal, and answered from one."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def answer_to(question: str, usual: str = "") -> str:
    """What somebody answers, `usual` where that is nothing. Raises click.Abort where they stop."""
    with Stoppable(), _all_on_standard_error():
        said = click.prompt(question, default=usual, show_default=False, err=True)
    return " ".join(str(said).split())


def agreed(question: str) -> bool:
    """Whether somebody says yes; nobody does where there is no terminal."""
    if not somebody_is_here():
        return False
    try:
        with Stoppable(), _all_on_standard_error():
            return click.confirm(question, default=False, err=True)
    except click.Abort:
        return False


def _all_on_standard_error() -> AbstractContextManager[TextIO | None]:
    """Keep the last character of a question off a standard output that somebody reads on.

    Click before 8.4 prints it there, for readline, which only works where that is a terminal.
    """
    return nullcontext() if is_terminal(sys.stdout) else redirect_stdout(sys.stderr)
