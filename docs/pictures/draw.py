"""The pictures of the README and the pages, drawn from our own maps.

    python docs/pictures/draw.py

draws them all again. A test says when one of them is no longer what servicemap draws.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import servicemap as sm

HERE = Path(__file__).parent
MAPS = HERE.parents[1] / "maps"


def harbour_toys() -> str:
    """The whole map of the toy shop."""
    return sm.poster(sm.load(MAPS / "harbour-toys")).svg()


PICTURES: Mapping[str, Callable[[], str]] = {"harbour-toys.svg": harbour_toys}
"""File name -> the function that draws it."""


def main() -> None:
    """Draw every picture beside this file."""
    for name, drawn in PICTURES.items():
        (HERE / name).write_text(drawn(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
