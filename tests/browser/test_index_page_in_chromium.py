"""The page of all posters, as a browser shows it from a folder on the disk."""

from pathlib import Path

from servicemap.cli.program import run
from tests.browser.conftest import Screenshot

ROOT = Path(__file__).parents[2]


def test_the_pictures_are_let_in_and_the_style_is_too(
    screenshot: Screenshot, tmp_path: Path
) -> None:
    folder = tmp_path / "posters"
    made = run(["poster", str(ROOT / "maps" / "harbour-toys"), "--each-team", "-o", str(folder)])
    assert made == 0
    shown = screenshot(folder / "index.html", 1200, 900)
    colours = {colour for _, colour in shown.getcolors(1 << 20) or []}
    assert (255, 198, 26) in colours, "the yellow of 'you are here' on a poster"
    assert (6, 78, 59) in colours, "the green of its customer"
    # Three cards beside each other are the style's doing: each has a frame of this grey.
    frame = (195, 204, 216)
    row = [shown.getpixel((x, 420)) for x in range(1200)]
    assert row.count(frame) >= 4
