"""How much alike two names read: whether people may well mean one thing by both."""

from enum import IntEnum
from functools import lru_cache
from re import sub

from servicemap.slugs import slug


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
