"""The PNG writer: our own SVG turned into dots, for slides, chats and web pages."""

import struct
import zlib
from math import floor, sqrt

from servicemap.drawing.scene import Scene
from servicemap.drawing.writing.finishing import PLAIN, Finish
from servicemap.drawing.writing.svg import write_svg
from servicemap.errors import WrongValue
from servicemap.memory import memory_left

DPI = 150.0
INCH = 25.4
LEAST_DPI, MOST_DPI = 20.0, 2400.0
MOST_DOTS = 150_000_000
"""A0 at 300 dots an inch, with room for the bleed of rounding: more takes gigabytes to draw."""

A_DOT = 9
"""Bytes of memory that a dot takes while it is drawn: 4 for the picture, 4 for its copy."""

A_LETTER, ASIDE = 40, 32_000_000
"""Bytes that are taken for each letter of the SVG that is drawn, and for each picture."""

SOFTWARE = b"tEXtSoftware\x00servicemap"
"""By this a poster of ours is known: one may be written over the other."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def write_png(scene: Scene, finish: Finish = PLAIN) -> bytes:
    """The scene as a PNG of `dpi` dots an inch (150 if it is not said), which it says of itself.

    Raises WrongValue for a resolution out of all proportion.
    """
    import resvg_py

    dpi = DPI if finish.dpi is None else finish.dpi
    width, height = dots(scene, dpi)
    svg = write_svg(scene)
    _refuse_to_crash(scene, dpi, len(svg), memory_left())
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        dpi=dpi,
        width=width,
        height=height,
        skip_system_fonts=True,
    )
    return _with_chunks(bytes(drawn), _resolution(dpi), SOFTWARE)


def dots(scene: Scene, dpi: float) -> tuple[int, int]:
    """How many dots across and down. Raises WrongValue for too many or too few."""
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise WrongValue(
            f"{dpi:g} dots an inch is not between {LEAST_DPI:g} and {MOST_DPI:g}",
            "150 is plenty for a screen, 300 for paper",
        )
    width, height = round(scene.width / INCH * dpi), round(scene.height / INCH * dpi)
    if width * height > MOST_DOTS:
        most = floor(sqrt(MOST_DOTS / (scene.width * scene.height)) * INCH)
        raise WrongValue(
            f"a poster of {scene.width:g} x {scene.height:g} mm at {dpi:g} dots an inch would be"
            f" {width * height / 1e6:.0f} million dots, more than {MOST_DOTS / 1e6:.0f} million",
            f"use {most} dots an inch or fewer, or write a PDF, which is sharp at any size",
        )
    return width, height


def _refuse_to_crash(scene: Scene, dpi: float, length: int, left: int | None) -> None:
    """Raises WrongValue where the picture takes more memory than is `left`.

    What draws it ends the whole process when it is given none, so that nobody could be told.
    """
    if left is None:
        return
    aside = ASIDE + length * A_LETTER
    area = scene.width * scene.height / INCH**2 * A_DOT
    needed = area * dpi**2 + aside
    if needed <= left:
        return
    most = floor(sqrt(max(0.0, left - aside) / area))
    cure = f"use {most} dots an inch or fewer, or " if most >= LEAST_DPI else ""
    raise WrongValue(
        f"a poster of {scene.width:g} x {scene.height:g} mm at {dpi:g} dots an inch takes"
        f" {needed / 1e6:.0f} MB of memory to draw, and {left / 1e6:.0f} MB can be had",
        f"{cure}write a PDF, which is sharp at any size",
    )


def _resolution(dpi: float) -> bytes:
    """The chunk that says how many dots make a metre."""
    metre = round(dpi / INCH * 1000)
    return b"pHYs" + struct.pack(">IIB", metre, metre, 1)


def _with_chunks(png: bytes, *chunks: bytes) -> bytes:
    """The picture with further chunks after its header, each given as its type and data."""
    start = len(SIGNATURE)
    (length,) = struct.unpack(">I", png[start : start + 4])
    end = start + 12 + length
    added = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )
    return png[:end] + b"".join(added) + png[end:]
