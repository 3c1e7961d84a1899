"""Asking somebody at a terminal: one question, one answer."""

import sys

import click

from servicemap.cli.arguments import is_terminal
from servicemap.interrupts import Stoppable


def somebody_is_here() -> bool:
    """Whether a question can be shown on a terminal, and answered from one."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def answer_to(question: str, usual: str = "") -> str:
    """What somebody answers, `usual` where that is nothing. Raises click.Abort where they stop."""
    with Stoppable():
        said = click.prompt(question, default=usual, show_default=False, err=True)
    return " ".join(str(said).split())


def agreed(question: str) -> bool:
    """Whether somebody says yes; nobody does where there is no terminal."""
    if not somebody_is_here():
        return False
    try:
        with Stoppable():
            return click.confirm(question, default=False, err=True)
    except click.Abort:
        return False
