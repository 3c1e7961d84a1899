"""Fonts found on the machine, for the scripts that the vendored one lacks.

The usual folders of Linux, macOS and Windows are looked through, the same way everywhere: the
families that go well with ours first, script by script, then all others by name. What is found
depends on the machine, and so do the bytes of a poster that needs it; `--font` names a font that
does not.
"""

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from servicemap.drawing.typesetting.font_files import Source, fonts_in
from servicemap.errors import UnreadablePath

ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc"})

UNFIT = re.compile(r"mono|serif|italic|oblique|condensed|nastaliq|emoji|color|symbol|music|slant")
"""Families that do not go with a sans serif stand behind all others."""

EVERYWHERE = ("notosans", "segoeui", "arialunicode", "tahoma", "arial", "dejavusans", "freesans")
"""Families with many scripts, by how their files' names begin."""

BY_SCRIPT = {
    "Arab": ("notosansarabic", "sfarabic", "geezapro", "notonaskharabic", "segoeui", "tahoma"),
    "Hebr": ("notosanshebrew", "sfhebrew", "arialhb", "segoeui", "liberationsans"),
    "Deva": (
        "notosansdevanagari",
        "kohinoor",
        "devanagari",
        "nirmala",
        "mangal",
        "lohitdevanagari",
    ),
    "Thai": ("notosansthai", "sukhumvit", "thonburi", "leelawui", "leelawad", "loma"),
}

JAPANESE = (
    "notosanscjk",
    "notosansjp",
    "sourcehansans",
    "ヒラギノ角ゴ",
    "hiragino",
    "yugoth",
    "meiryo",
    "ipaexg",
    "ipag",
    "takao",
    "vlgothic",
    "msgothic",
)
CHINESE = (
    "notosanscjk",
    "notosanssc",
    "notosanstc",
    "sourcehansans",
    "pingfang",
    "hiragino",
    "msyh",
    "msjh",
    "stheiti",
    "wqy",
    "droidsansfallback",
    "simhei",
)
KOREAN = ("notosanscjk", "notosanskr", "sourcehansans", "applesdgothic", "malgun", "nanumgothic")
EAST_ASIAN = {"ja": JAPANESE, "ko": KOREAN, "zh": CHINESE}
HAN = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo", ""})

REGIONS = {"ja": "jp", "ko": "kr", "zh": "sc"}
"""Which member of a family for all of East Asia a language reads."""


def folders() -> tuple[str, ...]:
    """Where fonts are on this machine; those of its user first."""
    try:
        home = Path.home()
    except RuntimeError:  # a container run as a user whom it does not know
        home = Path(os.sep)
    found = [
        Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "fonts",
        home / ".fonts",
        home / "Library/Fonts",
        Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local")) / "Microsoft/Windows/Fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
    ]
    # A home that may not be entered is one without fonts: unlike Path.is_dir, this raises nothing.
    return tuple(str(folder) for folder in found if os.path.isdir(folder))


def candidates(where: Sequence[str], script: str, language: str) -> Iterator[list[Source]]:
    """Families that may have a script, the best first, each as all its fonts.

    `script` is an ISO 15924 code, or empty for a sign of no script; `language` a BCP 47 tag.
    """
    code = language.partition("-")[0].casefold()
    asian = EAST_ASIAN.get(code, JAPANESE if script in {"Hira", "Kana"} else CHINESE)
    if script == "Hang":
        asian = KOREAN
    if script in HAN:
        # Files of one region each stand apart, as if they were families.
        region = region_of(language)
        asian = (f"notosanscjk{region}", f"notosans{region}", *asian)
    wanted = (*BY_SCRIPT.get(script, ()), *(asian if script in HAN else ()), *EVERYWHERE)
    families = _families(tuple(where))

    def rank(family: str) -> tuple[int, bool, str]:
        places = [at for at, name in enumerate(wanted) if family.startswith(name)]
        unfit = UNFIT.search(family) is not None
        return (len(wanted) if unfit or not places else places[0], unfit, family)

    for family in sorted(families, key=rank):
        sources = [source for path in families[family] for source in _members(path)]
        yield sorted(sources, key=lambda source: (source.path, source.number))


def region_of(language: str) -> str:
    """How the names of a family's fonts for a language end, where they differ by region."""
    code, *more = language.casefold().split("-")
    if code == "zh" and {"hant", "tw", "mo"} & set(more):
        return "tc"
    if code == "zh" and "hk" in more:
        return "hk"
    return REGIONS.get(code, "jp")


@lru_cache(maxsize=8)
def _families(where: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The files of each family, by how their names begin: `notosansarabic`."""
    found: dict[str, list[str]] = {}
    for folder in where:
        for path in _files(folder):
            name = os.path.basename(path).rpartition(".")[0]
            family = re.sub(r"[^\w]", "", name.partition("-")[0].casefold())
            if UNFIT.search(name.casefold()):
                family += "serif"
            found.setdefault(family, []).append(path)
    return {family: tuple(sorted(paths)) for family, paths in found.items()}


def _files(folder: str) -> Iterator[str]:
    for base, inside, names in os.walk(folder):
        inside.sort()
        for name in sorted(names):
            if os.path.splitext(name)[1].casefold() in ENDINGS:
                yield os.path.join(base, name)


def _members(path: str) -> list[Source]:
    """The fonts in a file; none where it is broken, which is nothing of ours to stop at."""
    try:
        return fonts_in(path)
    except UnreadablePath:
        return []
