"""The rules that judge a map, one a file.

To add one: a row in `KINDS` of `servicemap/findings.py`, and here a file named after it
(`no-owner`: `no_owner.py`) with one function that yields problems, whose docstring explains it,
and a `RULE`; and maps in `tests/rules/` whose offending lines end in its code.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from servicemap.findings import KINDS
from servicemap.rules.judging import Rule


def _rules() -> Iterator[Rule]:
    """The rule of each kind of finding that has a file here; others are found by reading."""
    files = {one.name for one in iter_modules(__path__)}
    for kind in KINDS.values():
        name = kind.name.replace("-", "_")
        if name in files:
            rule: Rule = import_module(f"{__name__}.{name}").RULE
            yield rule


RULES = tuple(_rules())
"""Every rule, by code."""
