"""How a poster is finished: what a kind of file can do beyond showing the scene."""

import re
from typing import Literal, NamedTuple, cast, get_args

from servicemap.errors import WrongValue
from servicemap.spelling import did_you_mean

TextStyle = Literal["outlines", "live"]

LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in)")
UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}


class Finish(NamedTuple):
    """The choices a file leaves open. What is not asked for is at its default.

    `text` (SVG): drawn as outlines, or live, for those who edit it. `dpi` (PNG): dots an inch.
    `bleed` (PDF): how far, in mm, the paper's colour runs on beyond the cut, with crop marks.
    `tile` (PDF): the name of the smaller paper that the poster is cut into.
    """

    text: TextStyle = "outlines"
    dpi: float | None = None
    bleed: float = 0
    tile: str | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the choices that were made."""
        return tuple(name for name in self._fields if getattr(self, name) != getattr(PLAIN, name))


PLAIN = Finish()
"""Nothing asked for."""


def find_text_style(name: str) -> TextStyle:
    """`outlines` or `live`. Raises WrongValue."""
    for style in get_args(TextStyle):
        if name == style:
            return cast("TextStyle", style)
    raise WrongValue(
        f"'{name}' is no way to write letters",
        did_you_mean(name, get_args(TextStyle)) or "use outlines or live",
    )


def read_length(text: str) -> float:
    """A length on paper, `3mm`, `0.3 cm` or `0.125in`, in millimetres.

    Raises WrongValue for anything else.
    """
    found = LENGTH.fullmatch(text.strip().casefold())
    if found is None:
        raise WrongValue(f"'{text}' is no length on paper", "write it as 3mm, 0.3cm or 0.125in")
    number, unit = found.groups()
    return float(number) * UNITS[unit]
