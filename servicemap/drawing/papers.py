"""Papers that posters are printed on, and from how far away their text can be read."""

from enum import StrEnum
from math import radians, tan
from typing import NamedTuple

from servicemap.drawing.theme import CAP_HEIGHT
from servicemap.errors import WrongValue
from servicemap.spelling import did_you_mean

ARC_MINUTES = 10
"""The height of a capital, as an angle, that most people read without effort."""


class Orientation(StrEnum):
    """How a paper hangs. On a tall one work flows down."""

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


def find_paper(name: str) -> Paper:
    """The paper of that name, whatever its case. Raises WrongValue with the names there are."""
    paper = PAPERS.get(name.strip().casefold())
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


def read_from(size: float) -> float:
    """How far away, in metres, text of a font size in millimetres can be read."""
    return size * CAP_HEIGHT / 1000 / tan(radians(ARC_MINUTES / 60))
