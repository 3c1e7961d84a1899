"""What is to be said, as values: paper says it in the map's language, the terminal in English.

`Phrases.said` makes the words.
"""

from datetime import date
from typing import NamedTuple, TypeAlias

from servicemap.wording.verbs import Named


class Number(NamedTuple):
    """A number as it is written with a point: `2.9`."""

    written: str


class Amount(NamedTuple):
    """A length of working time in minutes, of `day` minutes a day."""

    minutes: int
    day: int


class Several(NamedTuple):
    """Things that are said one after the other."""

    things: "tuple[Filling, ...]"


class Together(NamedTuple):
    """Names that are the subject of one verb, or what one word is said of: `A, B and C`."""

    names: tuple[str, ...]


class Saying(NamedTuple):
    """An entry of the catalogues, and what it is filled with."""

    key: str
    parts: "tuple[tuple[str, Filling], ...]" = ()


Filling: TypeAlias = str | int | date | Named | Number | Amount | Several | Together | Saying
"""What an entry can be filled with. A text is somebody's own, and every language writes it so."""


def saying(key: str, **parts: Filling) -> Saying:
    """An entry with its parts by their names."""
    return Saying(key, tuple(parts.items()))
