"""A poster looks the same in a browser as in print: text is outlines, nothing is loaded."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

import servicemap as sm
from tests.browser.conftest import Screenshot
from tests.drawing.conftest import Render, render_png
from tests.examples import costly

__all__ = ["render_png"]

ROOT = Path(__file__).parents[2]
A3 = (1587, 1123)
"""420 x 297 mm in CSS pixels, of which an inch has 96."""


@pytest.mark.parametrize(
    "name", ["harbour-toys", *costly("clinical-laboratory", "sales-event.yaml")]
)
def test_chromium_shows_what_the_printer_prints(
    name: str, tmp_path: Path, screenshot: Screenshot, render_png: Render
) -> None:
    drawn = sm.poster(sm.load(ROOT / "maps" / name))
    drawn.save(tmp_path / "poster.svg")
    shown = screenshot(tmp_path / "poster.svg", *A3)
    printed = render_png(drawn.svg()).resize(A3)
    assert share_that_differs(shown, printed) < 0.01
    blank = Image.new("RGB", A3, "white")
    assert share_that_differs(shown, blank) > 0.05, "the check above could not fail"


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are clearly lighter or darker; edges may be smoothed otherwise."""
    difference = ImageChops.difference(one, other).convert("L")
    counts = difference.histogram()
    return sum(counts[128:]) / (one.width * one.height)
