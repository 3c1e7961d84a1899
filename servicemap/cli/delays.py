"""How a delay is said on the command line: `--late accounts=2d`."""

from collections.abc import Sequence
from shlex import quote

import click

from servicemap.errors import WrongValue

late_option = click.option(
    "--late",
    "late",
    metavar="TEAM=LENGTH",
    multiple=True,
    help="Who is how late, e.g. accounts=2d, or accounts/profit report=4h. Several may be.",
)


scenario_option = click.option(
    "--scenario", metavar="NAME", help="A scenario of the map; what --late says comes on top."
)


def read_late(given: Sequence[str]) -> dict[str, str]:
    """Names of teams or services -> how late, as people wrote it.

    Raises WrongValue for what has no `=` in it, and for a name that is given twice.
    """
    late: dict[str, str] = {}
    for text in given:
        name, equals, length = text.rpartition("=")
        name = name.strip()
        if not equals or not name:
            raise WrongValue(
                f"--late '{text}' does not say who is how late",
                "write --late " + quote("=".join(part.strip() for part in text.rsplit(":", 1)))
                if ":" in text
                else "write --late TEAM=LENGTH, e.g. --late accounts=2d",
            )
        if name in late:
            raise WrongValue(f"--late gives '{name}' twice", "add the two delays up")
        late[name] = length.strip()
    return late
