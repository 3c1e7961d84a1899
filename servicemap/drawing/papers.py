"""Papers that posters are printed on, and from how far away their text can be read."""

import re
from enum import StrEnum
from math import radians, tan
from typing import NamedTuple

from servicemap.drawing.theme import CAP_HEIGHT, POINT
from servicemap.errors import WrongValue
from servicemap.spelling import did_you_mean

ARC_MINUTES = 10
"""The height of a capital, as an angle, that most people read without effort."""

READABLE = 9 * POINT
"""The least size of a name that people still read at arm's length."""

LEGIBLE = 6 * POINT
"""The least size of any text that people still read at arm's length, if they look for it."""


class Orientation(StrEnum):
    """How a paper hangs."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


class Paper(NamedTuple):
    """A sheet, in millimetres as it hangs."""

    name: str
    width: float
    height: float

    def hung(self, orientation: Orientation) -> "Paper":
        """The same paper, wide or tall."""
        short, long = sorted((self.width, self.height))
        if orientation is Orientation.PORTRAIT:
            return self._replace(width=short, height=long)
        return self._replace(width=long, height=short)

    @property
    def orientation(self) -> Orientation:
        """Which way it hangs."""
        return Orientation.PORTRAIT if self.height > self.width else Orientation.LANDSCAPE

    def times(self, other: "Paper") -> float:
        """How much larger text becomes on another paper."""
        return float((other.width * other.height / (self.width * self.height)) ** 0.5)


PAPERS = {
    paper.name.casefold(): paper
    for paper in (
        Paper("A4", 297, 210),
        Paper("A3", 420, 297),
        Paper("A2", 594, 420),
        Paper("A1", 841, 594),
        Paper("A0", 1189, 841),
        Paper("Letter", 279.4, 215.9),
        Paper("Tabloid", 431.8, 279.4),
    )
}
"""Every paper, landscape, by its name in small letters."""


_ALSO_CALLED = {
    "11x17": "tabloid",
    "17x11": "tabloid",
    "ledger": "tabloid",
    "8.5x11": "letter",
    "usletter": "letter",
}
"""Other names that people have for a paper; one that lies on its side is the same sheet."""

SERIES = ("a4", "a3", "a2", "a1", "a0")
"""The papers that one looks through for a larger one, from small to large."""


PATTERN = "a3"
"""The paper of the series for which all of them are laid out."""


def usual_name(name: str) -> str:
    """What a paper is called here: `Tabloid` of `11x17`; any other name as it is."""
    folded = name.casefold().replace(" ", "")
    known = PAPERS.get(_ALSO_CALLED.get(folded, folded))
    return known.name if known else name.strip()


def larger_than(sheet: Paper) -> list[Paper]:
    """The papers of the series that are larger than a sheet, and hang as it does."""
    hung = [PAPERS[name].hung(sheet.orientation) for name in SERIES]
    return [paper for paper in hung if sheet.times(paper) > 1.1]


def pattern_of(sheet: Paper) -> tuple[Paper, float]:
    """The paper for which a map on a sheet is laid out, and how many times as large the sheet is.

    It is one for all papers of the series, which have one shape but for rounding: a map then looks
    the same on all of them, and what is measured on one is known of the others.
    """
    if sheet.name.casefold() not in SERIES:
        return sheet, 1.0
    pattern = PAPERS[PATTERN].hung(sheet.orientation)
    return pattern, min(sheet.width / pattern.width, sheet.height / pattern.height)


def find_paper(name: str) -> Paper:
    """The paper of that name, whatever its case. Raises WrongValue with the names there are."""
    paper = PAPERS.get(usual_name(name).casefold())
    if paper is None:
        known = [paper.name for paper in PAPERS.values()]
        hint = did_you_mean(name, known) or "use one of: " + ", ".join(known)
        raise WrongValue(f"'{name}' is no paper that posters come on", hint)
    return paper


def find_orientation(name: str) -> Orientation:
    """`landscape` or `portrait`, whatever its case. Raises WrongValue."""
    try:
        return Orientation(name.strip().casefold())
    except ValueError:
        hint = did_you_mean(name, list(Orientation)) or "use landscape or portrait"
        raise WrongValue(f"'{name}' is no way for a paper to hang", hint) from None


def read_distance(text: str) -> float:
    """Metres, from `2m`, `1.5 m` or `150cm`. Raises WrongValue."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(m|cm)\s*", text.casefold())
    metres = float(found[1]) / (100 if found[2] == "cm" else 1) if found else 0.0
    if metres <= 0:
        raise WrongValue(f"'{text}' is no distance to read from", "write it as 2m or 150cm")
    return metres


def read_from(size: float) -> float:
    """How far away, in metres, text of a font size in millimetres can be read."""
    return size * CAP_HEIGHT / 1000 / tan(radians(ARC_MINUTES / 60))


def size_read_from(metres: float) -> float:
    """The least font size, in millimetres, that can be read from so far away."""
    return metres * 1000 * tan(radians(ARC_MINUTES / 60)) / CAP_HEIGHT
