"""What sets scripts apart on a line: where they part, how high they stand, how much air they need.

Japanese and Thai part between phrases, which BudouX finds; Chinese between any two characters, and
Korean, as most others, at blanks.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

PhraseSplitter = Callable[[str], list[str]]
"""A text -> its phrases, one after the other."""


class Manner(NamedTuple):
    """How lines of a language are set. The numbers are for Latin letters, in font sizes.

    `middle` is how far above its baseline the middle of a line is; `spacing` how much further apart
    lines stand than those of Latin letters.
    """

    middle: float = 0.33
    spacing: float = 1.0


LATIN = Manner()
ARABIC = Manner(0.26, 1.16)
EAST_ASIAN = Manner(0.38, 1.12)
INDIAN = Manner(0.32, 1.3)
THAI = Manner(0.36, 1.34)

_INDIA = ("as", "bn", "gu", "hi", "kn", "kok", "ml", "mr", "ne", "or", "pa", "sa", "si", "ta", "te")
MANNERS = {
    **dict.fromkeys(["ar", "arc", "arz", "ckb", "fa", "khw", "ks", "ps", "sd", "ug", "ur"], ARABIC),
    **dict.fromkeys(["ja", "ko", "yue", "zh"], EAST_ASIAN),
    **dict.fromkeys(
        _INDIA,
        INDIAN,
    ),
    **dict.fromkeys(["bo", "dz", "km", "lo", "my", "th"], THAI),
}

PARTING = "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]"
"""A character of a script that is written without blanks and parts between phrases."""


def manner_of(language: str) -> Manner:
    """How lines of a language (a BCP 47 tag) are set."""
    return MANNERS.get(language.partition("-")[0].casefold(), LATIN)


def phrases_of(language: str) -> PhraseSplitter | None:
    """What parts a word of that language into phrases, where blanks do not say it."""
    return _parser(language.partition("-")[0].casefold())


@lru_cache(maxsize=4)
def _parser(language: str) -> PhraseSplitter | None:
    if language not in {"ja", "th"}:
        return None
    import budoux

    parser = (
        budoux.load_default_japanese_parser()
        if language == "ja"
        else budoux.load_default_thai_parser()
    )

    parting = re.compile(PARTING)

    def phrases(word: str) -> list[str]:
        if not parting.search(word):
            return [word]
        found: list[str] = []
        for phrase in parser.parse(word):
            # The parser has no idea of numbers, and parts them.
            if found and found[-1][-1].isdigit() and phrase[0].isdigit():
                found[-1] += phrase
            else:
                found.append(phrase)
        return found

    return phrases


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The ISO 15924 code of a character's script; empty for signs and digits."""
    if character.isascii():
        return "Latn" if character.isalpha() else ""
    import uharfbuzz

    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""
