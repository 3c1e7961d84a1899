"""Whoever lacks a font is told how to get one on the machine at hand."""

import shutil
import sys

import pytest

from servicemap.drawing.typesetting.font_packages import how_to_get
from servicemap.drawing.typesetting.scripts import script_of

HAN, KANA, HANGUL, COMMA = "\u4e2d", "\u3042", "\ub204", "\u3001"
HEBREW, THAI, TAMIL = "\u05d0", "\u0e01", "\u0b95"
CURE = "or name a font file that has it: --font FILE"


def on(monkeypatch: pytest.MonkeyPatch, platform: str, *programs: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda one: f"/bin/{one}" if one in programs else None)


def said(character: str) -> str:
    return how_to_get(character, script_of(character))


@pytest.mark.parametrize(
    ("program", "east_asian", "others"),
    [
        ("apt", "apt install fonts-noto-cjk", "apt install fonts-noto-core"),
        ("dnf", "dnf install google-noto-sans-cjk-fonts", "dnf install google-noto-fonts-all"),
        ("pacman", "pacman -S noto-fonts-cjk", "pacman -S noto-fonts"),
        ("apk", "apk add font-noto-cjk", "apk add font-noto-all"),
    ],
)
def test_on_linux_it_is_a_package_of_what_is_there(
    monkeypatch: pytest.MonkeyPatch, program: str, east_asian: str, others: str
) -> None:
    on(monkeypatch, "linux", program)
    for character in (HAN, KANA, HANGUL, COMMA):
        assert said(character) == f"install a font that has it ({east_asian}), {CURE}"
    for character in (HEBREW, THAI, TAMIL):
        assert said(character) == f"install a font that has it ({others}), {CURE}"


def test_without_a_package_manager_it_is_the_family(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "linux")
    assert said(HAN) == f"install the Noto Sans CJK fonts, {CURE}"
    assert said(THAI) == f"install the Noto Sans fonts, {CURE}"


def test_on_a_mac_and_on_windows_it_is_their_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "darwin", "apt")
    assert said(KANA) == (
        f"install a font that has it (brew install --cask font-noto-sans-cjk), {CURE}"
    )
    assert "https://fonts.google.com/noto" in said(THAI)
    on(monkeypatch, "win32", "apt")
    assert said(HAN).startswith("install the supplemental fonts of its language (Settings")
    assert said(HAN).endswith(CURE)


def test_what_is_no_letter_is_better_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "linux", "apt")
    assert said("\ue000") == f"write the words without it, {CURE}"
