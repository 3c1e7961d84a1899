"""Posters of our maps, which many tests look at: each is read and drawn once, for nothing in it
can be changed."""

from functools import cache
from pathlib import Path
from typing import Any

import servicemap as sm
from servicemap.drawing.layout import laying
from servicemap.drawing.layout.searching import Effort
from servicemap.drawing.papers import Orientation
from servicemap.drawing.scene import Scene
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from tests.drawing import sketches

MAPS = Path(__file__).parents[2] / "maps"
OURS = sorted(path.name for path in MAPS.iterdir())
SKETCHES = {
    name: text for name, text in vars(sketches).items() if name.isupper() and isinstance(text, str)
}


@cache
def map_of(name: str) -> ServiceMap:
    """One of our maps, by its name; or a sketch, by its."""
    return sketches.read(SKETCHES[name]) if name in SKETCHES else sm.load(MAPS / name)


def effort() -> Effort:
    """How long layouts are searched in this test: what is kept for other tests is kept by that."""
    found: Effort = vars(laying)["effort_for"](1, 1)
    return found


def drawn(name: str, way: Orientation = Orientation.LANDSCAPE, **choices: Any) -> Scene:
    """Its poster, wide if nothing else is said."""
    return _drawn(name, way, effort(), **{"paper": "A3", **choices})


@cache
def _drawn(name: str, way: Orientation, _: Effort, **choices: Any) -> Scene:
    return draw(map_of(name), orientation=way, **choices)
