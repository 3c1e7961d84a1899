"""What is to be known of a poster, for the terminal: in English, whatever the poster speaks."""

from collections.abc import Iterator

from servicemap.drawing.scene import Scene
from servicemap.wording.phrases import Phrases


def notes_of(scene: Scene) -> Iterator[str]:
    """The notes of a poster, then why Graphviz did not lay it out."""
    english = Phrases("en", {})
    yield from map(english.said, scene.notes)
    if scene.failed:
        yield scene.failed
