"""What an interview says, in its language."""

import os.path
from collections.abc import Mapping
from functools import cache

from servicemap.wording.catalogues import LANGUAGES


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "interview.toml"), "rb") as file:
        return tomllib.load(file)


class InterviewWords:
    """The sentences of an interview; those of English where a language has none."""

    def __init__(self, language: str) -> None:
        code = language.casefold().replace("_", "-").split("-")[0]
        self.language = code if code in LANGUAGES else "en"
        self._table = _tables()[self.language]

    def say(self, key: str, **parts: object) -> str:
        """A sentence with its `{...}` filled in."""
        text = self._table[key]
        for name, value in parts.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text
