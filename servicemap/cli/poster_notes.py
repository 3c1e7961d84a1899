"""What is to be known of a poster, for the terminal: in English, whatever the poster speaks."""

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


def note_borrowed_words(m: ServiceMap, what: str) -> None:
    """Say that a poster, or `what` it is, speaks English where the map's language has no words."""
    if Words(m).borrowed:
        to_standard_error(
            f"what {what} says of itself is in English: there are no words for '{m.language}'"
            " yet; words: in the map can say them",
            head=f"{ink_for(sys.stderr).warning('note:')} ",
        )
