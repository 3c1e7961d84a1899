"""What a reader takes for one character: a letter with its marks, an emoji of several parts.

Method: the extended grapheme clusters of Unicode Standard Annex 29, as far as names need them, with
the sequences of emoji of Unicode Technical Standard 51. Where that asks for a table of pictographs,
signs (general category S) and the planes of emoji stand for it: a joiner between letters, as the
languages of India write it, joins them as well.
"""

from collections.abc import Sequence
from unicodedata import category, combining

JOINER = "\u200d"
AS_EMOJI = "\ufe0f"
"""Asks for the character before it as an emoji; digits and signs have both forms."""

KEYCAP = "\u20e3"

INVISIBLE = frozenset(
    chr(code)
    for first, last in (
        *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x17B4, 0x17B5)),
        *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
        *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0000, 0xE0FFF)),
    )
    for code in range(first, last + 1)
)
"""What HarfBuzz draws nothing for, whatever the font has (Default_Ignorable_Code_Point)."""

_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_PICTURES = range(0x1F000, 0x20000)


def clusters(words: str) -> Sequence[str]:
    """The words cut into what must stay together."""
    if words.isascii():
        return words
    found: list[str] = []
    for c in words:
        if found and _continues(found[-1], c):
            found[-1] += c
        else:
            found.append(c)
    return found


def _continues(before: str, c: str) -> bool:
    """Whether a character belongs to the cluster before it."""
    if combining(c) or category(c)[0] == "M" or c in INVISIBLE:
        return True
    if before[-1] == JOINER:
        # Nothing stands beside a blank: a joiner that ends a word is meant for its last letter.
        return len(before) > 1 and not c.isspace()
    if ord(c) in _TONES:
        return ord(before[0]) not in _TONES and _pictorial(before[0])
    return (
        ord(c) in _FLAG_LETTERS
        and ord(before[0]) in _FLAG_LETTERS
        and sum(ord(letter) in _FLAG_LETTERS for letter in before) == 1
    )


def _pictorial(c: str) -> bool:
    """Whether a character is a picture or may be shown as one."""
    return ord(c) in _PICTURES or category(c) in {"So", "Sm"}


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is to be drawn as an emoji: by its kind, or because it says so."""
    return ord(cluster[0]) in _PICTURES or AS_EMOJI in cluster or KEYCAP in cluster


def parts(cluster: str) -> Sequence[str]:
    """A cluster that no font has in one piece, as what can be drawn one after the other.

    A family is its members, a toned hand a hand and a tone, a flag its letters, a framed digit the
    digit. A letter and its marks are never parted: what cannot be parted further is one part.
    """
    if JOINER in cluster:
        return [part for part in cluster.split(JOINER) if part] or [cluster]
    if not is_emoji(cluster):
        return [cluster]
    return [c for c in cluster if c not in INVISIBLE and c != KEYCAP] or [cluster]
