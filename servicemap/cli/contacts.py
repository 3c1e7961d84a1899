"""`--contacts` of `show` and `care`."""

from typing import Any

import click


def contacts_option(command: Any) -> Any:
    """`--contacts`, which asks for the points of contact instead."""
    return click.option(
        "--contacts",
        is_flag=True,
        help="The points of contact instead: who meets which customer, for what, through which"
        " channel, and who is met first and most.",
    )(command)
