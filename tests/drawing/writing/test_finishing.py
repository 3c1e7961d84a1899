"""What a printer wants beyond the paper: bleed, and lengths as people write them."""

import re

import pytest

from servicemap.drawing.scene import Area, Part, Pen, Rectangle, Scene
from servicemap.drawing.writing.finishing import Finish, read_length
from servicemap.drawing.writing.pdf import write_pdf
from servicemap.errors import WrongValue
from tests.drawing.writing.test_pdf import millimetres, picture, reader
from tests.drawing.writing.test_svg import scene


def test_bleed_widens_the_page_and_is_filled_with_the_colour_of_the_paper() -> None:
    ground = Part("page", "", "", (Rectangle(Area(0, 0, 120, 80.5), "#FFCC00"),))
    drawn = scene("Stores")
    drawn = drawn._replace(parts=(ground, *drawn.parts))
    pdf = write_pdf(drawn, Finish(bleed=3))
    (page,) = reader(pdf).pages
    assert millimetres(page.mediabox) == (0, 0, 142, 102.5)
    assert millimetres(page.trimbox) == (11, 11, 120, 80.5)
    assert millimetres(page.bleedbox) == (8, 8, 126, 86.5)
    shown = picture(pdf, dpi=254)  # ten dots to the millimetre
    yellow, white = (0xFF, 0xCC, 0x00), (255, 255, 255)
    assert shown.getpixel((82, 500)) == yellow
    assert shown.getpixel((78, 500)) == white
    # Crop marks: on the line of the cut, outside the bleed, at all four corners.
    for x in (40, 1380):
        for y in (110, 915):
            column = [shown.getpixel((x, y + dy)) for dy in range(-2, 3)]
            assert min(sum(dot) for dot in column if isinstance(dot, tuple)) < 400
    assert shown.getpixel((40, 500)) == white


def test_a_frame_at_the_edge_is_no_bleed() -> None:
    frame = Rectangle(Area(0, 0, 120, 80.5), "#FFCC00", Pen("#000000", 0.5))
    drawn = Scene(120, 80.5, "", "", "en", (Part("page", "", "", (frame,)),), ())
    shown = picture(write_pdf(drawn, Finish(bleed=3)), dpi=254)
    assert shown.getpixel((90, 500)) == (255, 255, 255)


@pytest.mark.parametrize("bleed", [-1, 25.1, float("nan"), float("inf")])
def test_a_bleed_out_of_all_proportion_is_refused(bleed: float) -> None:
    with pytest.raises(WrongValue, match="is not between 0 and 25 mm\nmost print shops ask for"):
        write_pdf(scene("Stores"), Finish(bleed=bleed))


@pytest.mark.parametrize(
    ("text", "length"),
    [("3mm", 3), ("0.3 cm", 3), ("0.125in", 3.175), (" 5MM ", 5), ("0mm", 0)],
)
def test_a_length_on_paper(text: str, length: float) -> None:
    assert read_length(text) == pytest.approx(length)


@pytest.mark.parametrize("text", ["", "3", "mm", "-3mm", "3pt", "3 m m", "1e3mm", "three mm"])
def test_what_is_no_length_on_paper(text: str) -> None:
    with pytest.raises(WrongValue, match=re.escape(f"'{text}' is no length on paper\nwrite it as")):
        read_length(text)
