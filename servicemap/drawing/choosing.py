"""Which paper a poster needs, so that its names are read from a given distance."""

from collections.abc import Callable

from servicemap.drawing.papers import PAPERS, SERIES, Orientation, Paper
from servicemap.drawing.scene import Scene
from servicemap.drawing.words import Words
from servicemap.errors import WrongValue

NEARLY = 0.97
"""A paper that promises this part of the distance is worth a try: text does not grow evenly."""


def smallest_readable(
    metres: float, draw_on: Callable[[Paper], Scene], orientation: Orientation, words: Words
) -> Scene:
    """The poster on the smallest paper of the series whose names are read from so many metres.

    It says so in its notes. Raises WrongValue where no paper is large enough.
    """
    papers = [PAPERS[name].hung(orientation) for name in SERIES]
    scene, drawn_on = draw_on(papers[0]), papers[0]
    for paper in papers:
        if scene.reads_from * drawn_on.times(paper) < NEARLY * metres and paper is not papers[-1]:
            continue
        if paper is not drawn_on:
            scene, drawn_on = draw_on(paper), paper
        if scene.reads_from >= metres or not scene.reads_from:
            said = words.say(
                "paper_for", paper=paper.name, metres=f"{metres:g}", names=f"{scene.reads_from:.1f}"
            )
            return scene._replace(notes=(*scene.notes, said)) if scene.reads_from else scene
    raise WrongValue(
        f"names cannot be read from {metres:g} m on any paper: on {drawn_on.name} they are read"
        f" from {scene.reads_from:.1f} m",
        "ask for less, or show one department",
    )
