"""Fonts that are none, or lack what they are named for, and names in any script."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from servicemap.drawing.typesetting.stacks import FONTS
from tests.hostile.attack import Attack, Outcome, plain_map

WHOLE = (FONTS / "SourceSans3-Regular.ttf").read_bytes()

NO_MORE_FONTS = {"XDG_DATA_HOME": os.devnull, "HOME": os.devnull}
"""Fonts that are there for all users of the machine are beyond us: rows below need none of them."""

A_TEAM_WITHOUT_A_FONT = """\
teams:
  Ovens:
    serves: {Guests: Bread}
  "Scribes \U0010fffd":
    serves: {Scholars: Tablets}
end_users: [Guests, Scholars]
"""
"""The last character for private use: no font has it."""

EMOJI = """\
map: {title: "Who relies on whom? \U0001f389"}
teams:
  "B\u00fcro \U0001f680":
    serves: {"Family \U0001f468\u200d\U0001f469\u200d\U0001f467": "1\ufe0f\u20e3 call \u260e\ufe0f"}
  "Family \U0001f468\u200d\U0001f469\u200d\U0001f467":
    serves: {"\u00c9quipe \U0001f1eb\U0001f1f7": "Ok \U0001f44d\U0001f3fd"}
  "\u0641\u0631\u064a\u0642 \U0001f680":
    serves: {"\u00c9quipe \U0001f1eb\U0001f1f7": "X #\ufe0f\u20e3 A\u20e3 \U0001f3ff \U0001f1eb"}
end_users: ["\u00c9quipe \U0001f1eb\U0001f1f7"]
"""


def font(content: bytes) -> Callable[[Path], None]:
    """Puts a map that needs no font into the folder, and a `font.ttf` of these bytes."""

    def arrange(folder: Path) -> None:
        plain_map(folder)
        (folder / "font.ttf").write_bytes(content)

    return arrange


def a_folder(folder: Path) -> None:
    plain_map(folder)
    (folder / "font.ttf").mkdir()


def a_pipe(folder: Path) -> None:
    plain_map(folder)
    if sys.platform == "win32":
        (folder / "font.ttf").mkdir()
    else:
        os.mkfifo(folder / "font.ttf")


def holding(text: str) -> Callable[[Path], None]:
    """Puts a map of this text into the folder."""

    def arrange(folder: Path) -> None:
        (folder / "map.yaml").write_text(text, "utf-8")

    return arrange


def nothing_is_written(folder: Path, _: Outcome) -> None:
    assert not list(folder.glob("poster*"))


def the_other_one_is_drawn(folder: Path, _: Outcome) -> None:
    assert [path.name for path in folder.glob("posters/*.svg")] == ["team-ovens.svg"]
    page = (folder / "posters/index.html").read_text("utf-8")
    assert ("Could not be drawn" in page, "U+10FFFD" in page) == (True, False)


WITH_FONT = ("poster", "map.yaml", "--font", "font.ttf")


def refused(about: str, says: str, arrange: Callable[[Path], None], *more: str) -> Attack:
    """A font that is none, where no character needs it."""
    return Attack(about, (*WITH_FONT, *more), 2, (says,), (), arrange, nothing_is_written)


ATTACKS = (
    refused("a font that is not there", "there is no font file font.ttf", plain_map),
    refused("a set with a font that is not there", "there is no font", plain_map, "--each-team"),
    refused("a folder as a font", "is a folder" if os.name != "nt" else "font.ttf", a_folder),
    refused("a pipe as a font", "font.ttf is", a_pipe),
    refused("an empty font", "font.ttf is not a font", font(b"")),
    refused("a text as a font", "font.ttf is not a font", font(b"not a font at all")),
    refused("a font without an end", "cut off or damaged", font(WHOLE[:-1])),
    refused("a font of its first half", "cut off or damaged", font(WHOLE[: len(WHOLE) // 2])),
    refused("a font of its first bytes", "cut off or damaged", font(WHOLE[:14])),
    refused("a collection of 4 billion fonts", "cut off", font(b"ttcf\0\1\0\0" + b"\xff" * 4)),
    refused("a font for web pages", "packed for web pages", font(b"wOF2" + WHOLE[4:])),
    refused("a font of noise", "cut off or damaged", font(b"\0\1\0\0" + bytes(range(256)) * 99)),
    Attack(
        "a font whose tables are noise",
        WITH_FONT,
        0,
        arrange=font(WHOLE[:400] + bytes(reversed(WHOLE[400:]))),
    ),
    Attack(
        "a character that no font has",
        ("poster", "map.yaml"),
        2,
        ("U+10FFFD", "Scribes", "--font FILE"),
        arrange=holding(A_TEAM_WITHOUT_A_FONT),
        then=nothing_is_written,
        environment=NO_MORE_FONTS,
    ),
    Attack(
        "a set with a team that no font can write",
        ("poster", "map.yaml", "--each-team"),
        1,
        ("1 poster", "U+10FFFD", "--font FILE"),
        arrange=holding(A_TEAM_WITHOUT_A_FONT),
        then=the_other_one_is_drawn,
        environment=NO_MORE_FONTS,
    ),
    Attack(
        "emoji of every kind",
        ("poster", "map.yaml"),
        0,
        arrange=holding(EMOJI),
        environment=NO_MORE_FONTS,
    ),
)
