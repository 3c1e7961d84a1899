"""How a delay is said on the command line: `--late accounts=2d`."""

import re
from collections.abc import Sequence
from shlex import quote

import click

from servicemap.durations import is_length
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
        several = [one.strip() for one in re.split(r"[,;]", text)]
        if several[1:] and all("=" in one for one in several):
            each = " ".join(f"--late {quote(one)}" for one in several)
            raise WrongValue(f"--late '{text}' names several at once", f"write {each}")
        name, equals, length = text.rpartition("=")
        name = name.strip()
        if not equals or not name:
            raise WrongValue(f"--late '{text}' does not say who is how late", _cure(text))
        if is_length(name) and not is_length(length):
            turned = quote(f"{length.strip()}={name}")
            raise WrongValue(f"--late '{text}' says how late first", f"write --late {turned}")
        if name in late:
            raise WrongValue(f"--late gives '{name}' twice", "add the two delays up")
        late[name] = length.strip()
    return late


def _cure(text: str) -> str:
    """What to write for a delay that has no `=` in it."""
    found = re.fullmatch(r"(.*\S)\s*[:\s]\s*([0-9].*)", text)
    if found and is_length(found[2]):
        return "write --late " + quote(f"{found[1].rstrip(':')}={found[2]}")
    if not re.search(r"\w", text) or is_length(text.strip(" =:")):
        return "write --late TEAM=LENGTH, e.g. --late accounts=2d"
    return "write who=how late, for example --late " + quote(f"{text.strip(' =:')}=2d")
