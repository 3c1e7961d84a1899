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


def test_the_page_follows_a_dark_screen_and_posters_stay_paper(
    screenshot: Screenshot, tmp_path: Path
) -> None:
    folder = tmp_path / "posters"
    made = run(["poster", str(ROOT / "maps" / "harbour-toys"), "--each-team", "-o", str(folder)])
    assert made == 0
    for dark, ground in ((False, (255, 255, 255)), (True, (15, 26, 41))):
        shown = screenshot(folder / "index.html", 390, 800, dark=dark)
        assert shown.getpixel((3, 400)) == ground
        # The first poster, as wide as a telephone but for the margins, is white paper.
        row = [shown.getpixel((x, 260)) for x in range(390)]
        assert row[30:360].count((255, 255, 255)) > 150
        # And nothing is wider than the screen: both margins are free.
        assert {row[x] for x in (0, 10, 20, 370, 380, 389)} == {ground}
