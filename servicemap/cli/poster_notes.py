"""What is to be known of a paper, for the terminal: in English, whatever the paper speaks."""

import sys
from collections.abc import Iterator

from servicemap.cli.arguments import ink_for, to_standard_error
from servicemap.drawing.scene import Scene
from servicemap.model import ServiceMap
from servicemap.wording.phrases import Phrases, Words


def notes_of(scene: Scene) -> Iterator[str]:
    """The notes of a poster."""
    english = Phrases("en", {})
    yield from map(english.said, scene.notes)


def tell_borrowed(m: ServiceMap, paper: str) -> None:
    """Say once that the language of a map has no words for a paper: `poster`."""
    if Words(m).borrowed:
        to_standard_error(
            f"what a {paper} says of itself is in English: there are no words for '{m.language}'"
            " yet; words: in the map can say them",
            head=f"{ink_for(sys.stderr).warning('note:')} ",
        )
