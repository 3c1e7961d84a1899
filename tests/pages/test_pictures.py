"""The pictures of the README and the pages are what servicemap draws today."""

import re
from pathlib import Path

import pytest

from benchmarks.growth_page import PLOT
from docs.pictures.draw import HERE, PICTURES
from tests.examples import costly

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
CURE = "it is drawn otherwise now: run python docs/refresh.py, and look at it"


SEARCHED = ("change.svg", "delay.svg", "department.svg")
"""Posters whose layout is searched, as that of the README is."""


@pytest.mark.parametrize(
    "name", [*(name for name in PICTURES if name not in SEARCHED), *costly(*SEARCHED)]
)
def test_a_picture_is_what_is_drawn_today(name: str, request: pytest.FixtureRequest) -> None:
    drawn = PICTURES[name]()
    if request.config.getoption("--refresh-golden"):
        (HERE / name).write_text(drawn, encoding="utf-8", newline="\n")
    same = (HERE / name).read_text(encoding="utf-8") == drawn
    assert same, CURE
    assert len(drawn) < 150_000, "small enough for a page"


def test_every_picture_is_shown_and_every_picture_shown_is_there() -> None:
    shown = {
        (page.parent / picture).resolve()
        for page in PAGES
        for picture in re.findall(r"[(\"]([^()\"\s]+\.svg)[)\"]", page.read_text(encoding="utf-8"))
    }
    assert PLOT.exists(), "the one that is measured, and not drawn of a map"
    assert shown == {HERE / name for name in PICTURES} | {PLOT}
