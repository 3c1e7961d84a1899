"""Scenes as PNG: their size and resolution, and what other libraries see in them."""

import hashlib
import os
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from servicemap.drawing.scene import Scene
from servicemap.drawing.writing.finishing import Finish
from servicemap.drawing.writing.png import MOST_DOTS, dots, write_png
from servicemap.drawing.writing.svg import write_svg
from servicemap.errors import WrongValue
from tests.drawing.conftest import Render
from tests.drawing.ours import drawn
from tests.drawing.writing.test_svg import HOSTILE, scene

pytestmark = pytest.mark.usefixtures("hurried")

MAPS = Path(__file__).parents[3] / "maps"


@cache
def poster() -> Scene:
    return drawn("harbour-toys")


def opened(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png))
    picture.load()  # checks every chunk
    return picture


@pytest.mark.parametrize(
    ("dpi", "size"), [(None, (709, 475)), (150, (709, 475)), (254, (1200, 805)), (72, (340, 228))]
)
def test_the_size_follows_from_the_resolution(dpi: float | None, size: tuple[int, int]) -> None:
    # 120 by 80.5 mm; without a word, 150 dots an inch.
    assert opened(write_png(scene("Stores"), Finish(dpi=dpi))).size == size


@pytest.mark.parametrize("dpi", [72, 150, 300])
def test_the_file_says_its_resolution(dpi: float) -> None:
    picture = opened(write_png(scene("Stores"), Finish(dpi=dpi)))
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
    assert picture.info["Software"] == "servicemap"
    across = picture.width / picture.info["dpi"][0] * 25.4
    assert across == pytest.approx(120, abs=25.4 / dpi)


def test_it_is_the_svg_in_dots(render_png: Render) -> None:
    mine = opened(write_png(poster(), Finish(dpi=127))).convert("RGB")
    assert mine.size == (2100, 1485)
    shown = render_png(write_svg(poster()), dpi=127)
    assert ImageChops.difference(mine, shown).getbbox() is None


def test_the_code_on_a_poster_leads_to_its_map() -> None:
    codes = zxingcpp.read_barcodes(opened(write_png(poster())).convert("RGB"))
    assert [code.text for code in codes] == ["https://intranet.example/maps/toys"]
    assert codes[0].format == zxingcpp.BarcodeFormat.QRCode


def test_too_many_dots_are_refused_with_the_most_there_may_be() -> None:
    large = scene("Stores")._replace(width=1189, height=841)
    with pytest.raises(WrongValue) as raised:
        write_png(large, Finish(dpi=600))
    assert str(raised.value) == (
        "a poster of 1189 x 841 mm at 600 dots an inch would be 558 million dots,"
        " more than 150 million\n"
        "use 311 dots an inch or fewer, or write a PDF, which is sharp at any size"
    )
    across, down = dots(large, 311)
    assert across * down <= MOST_DOTS
    assert dots(large, 300) == (14043, 9933)


@pytest.mark.parametrize("dpi", [0, -150, 19.9, 2401, float("nan"), float("inf")])
def test_a_resolution_out_of_all_proportion_is_refused(dpi: float) -> None:
    with pytest.raises(WrongValue, match="dots an inch is not between 20 and 2400\n150 is plenty"):
        write_png(scene("Stores"), Finish(dpi=dpi))


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_change_nothing_that_is_drawn(label: str) -> None:
    # The words stand in the SVG's titles alone; its letters are outlines.
    plain = write_png(scene("Stores", said="plain"))
    assert write_png(scene("Stores", said=label)) == plain


SAME = """
from servicemap.drawing.writing import write
from tests.drawing.ours import drawn
from tests.drawing.writing.test_svg import scene
import hashlib
print(hashlib.sha256(write(scene("Stores", "Wards"), ".png")).hexdigest())
"""


@pytest.mark.costly
def test_the_bytes_are_the_same_under_another_hash_seed() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SAME],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    here = hashlib.sha256(write_png(scene("Stores", "Wards"))).hexdigest()
    assert ran.stdout.strip() == here
