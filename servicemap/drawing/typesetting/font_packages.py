"""How to get a font for a character that none at hand has, on the machine that we run on."""

import shutil
import sys
from typing import NamedTuple
from unicodedata import category, east_asian_width

EAST_ASIAN = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})


class Manager(NamedTuple):
    """A package manager: the beginning of its command, and its packages of Noto fonts."""

    program: str
    command: str
    east_asian: str
    others: str


MANAGERS = (
    Manager("apt", "apt install", "fonts-noto-cjk", "fonts-noto-core"),
    Manager("dnf", "dnf install", "google-noto-sans-cjk-fonts", "google-noto-fonts-all"),
    Manager("pacman", "pacman -S", "noto-fonts-cjk", "noto-fonts"),
    Manager("apk", "apk add", "font-noto-cjk", "font-noto-all"),
)

OR_NAME_IT = "or name a font file that has it: --font FILE"


def how_to_get(character: str, script: str) -> str:
    """What to do about a character without a font; `script` is its ISO 15924 code, or empty."""
    if category(character)[0] == "C":  # no letter at all, or one of a private agreement
        return f"write the words without it, {OR_NAME_IT}"
    east_asian = script in EAST_ASIAN or (not script and east_asian_width(character) in "WF")
    return f"{_install(east_asian=east_asian)}, {OR_NAME_IT}"


def _install(*, east_asian: bool) -> str:
    """Where this machine gets the fonts of East Asia, or those of all other scripts, from."""
    if sys.platform == "win32":
        return (
            "install the supplemental fonts of its language (Settings, System, Optional features)"
        )
    if sys.platform == "darwin":
        if east_asian:
            return "install a font that has it (brew install --cask font-noto-sans-cjk)"
        return "install the Noto font of its script from https://fonts.google.com/noto"
    found = next((one for one in MANAGERS if shutil.which(one.program)), None)
    if found is None:
        family = "Noto Sans CJK" if east_asian else "Noto Sans"
        return f"install the {family} fonts"
    package = found.east_asian if east_asian else found.others
    return f"install a font that has it ({found.command} {package})"
