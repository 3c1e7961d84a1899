"""The rules that judge a map, one a file.

To add one: a row in `KINDS` of `servicemap/findings.py`; here a file named after it (`no-owner`:
`no_owner.py`) with one function that yields problems, whose docstring explains it, and a `RULE`;
and maps in `tests/rules/` whose offending lines end in its code.
"""

from importlib import import_module
from importlib.util import find_spec

from servicemap.findings import KINDS, FindingKind
from servicemap.rules.judging import Rule


def _rules() -> tuple[Rule, ...]:
    files = map(_file_of, KINDS.values())
    return tuple(import_module(file).RULE for file in files if find_spec(file))


def _file_of(kind: FindingKind) -> str:
    return f"{__name__}.{kind.name.replace('-', '_')}"


RULES = _rules()
"""Every rule, by code: the kinds that have a file here. All others are found by reading."""
