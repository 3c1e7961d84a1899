"""What is to be known of a poster, for the terminal: in English, whatever the poster speaks."""

from collections.abc import Iterator

from servicemap.drawing.scene import Scene
from servicemap.wording.phrases import Phrases


def notes_of(scene: Scene) -> Iterator[str]:
    """The notes of a poster."""
    english = Phrases("en", {})
    yield from map(english.said, scene.notes)
