"""Names are what people call things; ids are what the program compares."""

from collections.abc import Collection, Mapping
from enum import IntEnum
from functools import lru_cache
from re import sub
from typing import Protocol
from unicodedata import category, normalize

_ASCII = "".join(chr(c).lower() if chr(c).isalnum() else " " for c in range(128))
"""What slug makes of each ASCII character: most names have no other, and there are many names."""


def slug_of(name: str) -> str:
    """The id of a name: case-folded, Unicode-normalised, every run of other characters a `-`.

    Letters, digits and the marks that stand on them are kept in any script. Empty for a name
    that has none.
    """
    if name.isascii():
        return "-".join(name.translate(_ASCII).split())
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    kept = "".join(
        c if c.isalnum() or (not c.isascii() and category(c)[0] in "LNM") else " " for c in folded
    )
    return "-".join(kept.split())


slug = lru_cache(maxsize=65536)(slug_of)
"""`slug_of` for names that come again and again, as those of parties do."""


class Named(Protocol):
    """Something that prints a name."""

    @property
    def name(self) -> str:
        """What it prints."""


def printed_names(by_id: Mapping[str, Named]) -> dict[str, list[str]]:
    """The slugs of names under which things are printed, though their ids are others -> those ids.

    In the order of the ids; a slug that is an id itself means that one, and is not among them.
    """
    found: dict[str, list[str]] = {}
    for id_, one in by_id.items():
        printed = slug(one.name)
        if printed != id_ and printed and printed not in by_id:
            found.setdefault(printed, []).append(id_)
    return found


def splits(reference: str) -> list[tuple[str, str]]:
    """Every way to read `Provider/Service`, for names that hold a `/` themselves."""
    parts = reference.split("/")
    return [("/".join(parts[:i]), "/".join(parts[i:])) for i in range(1, len(parts))]


def services_meant(reference: str, services: Collection[str]) -> list[str]:
    """The ids that `Provider/Service` can mean, several where a slash in a name leaves it open.

    An id means itself.
    """
    if reference in services:
        return [reference]
    ids = (f"{slug(provider)}/{slug(own)}" for provider, own in splits(reference))
    return list(dict.fromkeys(id_ for id_ in ids if id_ in services))


class Likeness(IntEnum):
    """How much alike two names read, the most first."""

    SAME_WORDS = 0
    ONE_HOLDS_THE_OTHER = 1
    NONE = 2


LITTLE_WORDS = frozenset(
    ("a", "an", "the", "our", "their", "your", "and", "at", "by", "for", "from", "in", "of", "on")
)
"""English words that people leave out of a name or put in."""

TYPED_WRONG_FROM = 6
"""Letters from which on a word with one of them wrong is still the same word."""


def alike(one: str, other: str) -> Likeness:
    """Whether two names of a service may well mean one: `Stock orders` and `Orders of stock`.

    They hold the same words, whatever the order, the number (`order`, `orders`) or one slip in a
    long word, or are one but for a hyphen or a space (`Wifi`, `Wi-Fi`); or one holds all words of
    the other, which are two or more, or the last one: `Toys` and `Finished toys`, and not `Payment`
    and `Payment reminder`, which is about something else.
    """
    joined = _joined(one)
    if joined and joined == _joined(other):
        return Likeness.SAME_WORDS
    words, others = _words(one), _words(other)
    if len(words) > len(others):
        words, others = others, words
    left = list(others)
    for word in words:
        match = next((there for there in left if _same_word(word, there)), None)
        if match is None:
            return Likeness.NONE
        left.remove(match)
    if not words:
        return Likeness.NONE
    if not left:
        return Likeness.SAME_WORDS
    if len(words) > 1 or _same_word(words[0], others[-1]):
        return Likeness.ONE_HOLDS_THE_OTHER
    return Likeness.NONE


@lru_cache(maxsize=4096)
def _joined(name: str) -> str:
    """A name in one word; `1-2` is not `12`, so numbers that stand side by side stay apart."""
    return sub(r"(?<!\d)-|-(?!\d)", "", slug(name))


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    words = tuple(_singular(word) for word in slug(name).split("-"))
    return tuple(word for word in words if word not in LITTLE_WORDS) or words


def _singular(word: str) -> str:
    """English plurals without their ending; that some other word loses a letter does no harm."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one, but for a letter left out, put in, wrong, or two changed round.

    A slip is believed in words that are long enough and begin alike, in scripts with capitals: one
    sign of Japanese is a word, and a digit is never a slip.
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < TYPED_WRONG_FROM or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    if not all(c.lower() != c.upper() for c in one + other):
        return False
    start = next((k for k, c in enumerate(short) if c != long[k]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    a, b = short[start:], long[start:]
    return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
