"""What a spreadsheet to fill in says, in its language."""

import os.path
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    import tomllib  # only who wants a template pays for it

    with open(os.path.join(os.path.dirname(__file__), "blank_sheet.toml"), "rb") as file:
        return tomllib.load(file)


class TemplateWords:
    """The words of a template: what it says of its columns, and the names of its example."""

    def __init__(self, language: str) -> None:
        self._table = _tables()[language]

    def say(self, key: str) -> str:
        """A sentence, or what a column is about."""
        return str(self._table[key])

    def example_of(self, value: str) -> str:
        """A value, as an example."""
        return self.say("for_example").replace("{value}", value)

    @property
    def names(self) -> Sequence[str]:
        """Who delivers what to whom in the example."""
        return list(map(str, self._table["names"]))
