"""Which way each part of a line is read: the Unicode bidirectional algorithm, for one line.

Method: Unicode Standard Annex 9, rules P2-P3, W1-W7, N0-N2, I1-I2, L1 and L2. Its explicit
formatting characters are refused in maps and have no effect here, so that there is a single
embedding level.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar
from unicodedata import bidirectional, category, mirrored

T = TypeVar("T")

LANGUAGES_FROM_THE_RIGHT = frozenset(
    {"ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc"}
    | {"mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}
)
SCRIPTS_FROM_THE_RIGHT = frozenset(
    ("adlm", "arab", "aran", "hebr", "nkoo", "rohg", "samr", "syrc", "thaa")
)

RIGHT_TO_LEFT = frozenset({"R", "AL"})
NUMBERS = frozenset({"EN", "AN"})
NEUTRAL = frozenset({"B", "S", "WS", "ON"})
IGNORED = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
CLOSING = {"[": "]", "{": "}"}


class LevelRun(NamedTuple):
    """A stretch `words[start:end]` read in one direction; odd levels run from right to left."""

    start: int
    end: int
    level: int


def language_right_to_left(tag: str) -> bool:
    """Whether people who read this language (a BCP 47 tag) begin a page at its right.

    Its script decides where the tag names one: `az-Arab`, `ku-Latn`.
    """
    language, *more = tag.casefold().split("-")
    script = next((part for part in more if len(part) == 4 and part.isalpha()), None)
    if script is not None:
        return script in SCRIPTS_FROM_THE_RIGHT
    return language in LANGUAGES_FROM_THE_RIGHT


def reads_right_to_left(words: str) -> bool:
    """Whether the line as a whole starts at the right: its first strong letter says so."""
    if words.isascii():
        return False
    kinds = (bidirectional(character) for character in words)
    return next((kind for kind in kinds if kind == "L" or kind in RIGHT_TO_LEFT), "L") != "L"


def in_direction_of(words: str, line: str) -> str:
    """A line of these words, which starts where they do: with a mark where it would not.

    Lines of a paragraph share its direction (P2), whichever letters happen to begin one.
    """
    from_the_right = reads_right_to_left(words)
    if reads_right_to_left(line) == from_the_right:
        return line
    return (RIGHT_TO_LEFT_MARK if from_the_right else LEFT_TO_RIGHT_MARK) + line


def level_runs(words: str) -> tuple[LevelRun, ...]:
    """The stretches of one direction, in the order of the text."""
    if words.isascii() or all(
        bidirectional(character) not in RIGHT_TO_LEFT and bidirectional(character) != "AN"
        for character in words
    ):
        return (LevelRun(0, len(words), 0),) if words else ()
    runs, start = [], 0
    for level, group in groupby(_levels(words)):
        end = start + sum(1 for _ in group)
        runs.append(LevelRun(start, end, level))
        start = end
    return tuple(runs)


def visual_order(pieces: Sequence[T], levels: Sequence[int]) -> list[T]:
    """The pieces of a line from left to right, given their levels in the order of the text (L2)."""
    order = list(range(len(pieces)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return [pieces[index] for index in order]


def _levels(words: str) -> list[int]:
    """The level of every character."""
    base = 1 if reads_right_to_left(words) else 0
    kept = [i for i, c in enumerate(words) if bidirectional(c) not in IGNORED]
    shown = [words[i] for i in kept]
    outer = "R" if base else "L"
    kinds = _weak([bidirectional(c) or "L" for c in shown], outer)
    _brackets(shown, kinds, outer)
    _neutral(kinds, outer)
    rises = {"L": base, "R": 1 - base, "AN": 2 - base, "EN": 2 - base}
    inner = [base + rises[kind] for kind in kinds]
    # L1: blanks at the end of the line belong to the line.
    for i in range(len(shown) - 1, -1, -1):
        if bidirectional(shown[i]) not in {"WS", "S", "B"}:
            break
        inner[i] = base
    for i, c in enumerate(shown):
        if bidirectional(c) in {"S", "B"}:
            inner[i] = base
    found = dict(zip(kept, inner, strict=True))
    levels, last = [], base
    for i in range(len(words)):
        last = found.get(i, last)
        levels.append(last)
    return levels


def _weak(kinds: list[str], outer: str) -> list[str]:
    """Numbers, their signs and marks (W1 to W7)."""
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[i] = kinds[i - 1] if i else outer
    kinds = _after(kinds, "AL", "AN", outer)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        one, kind, other = kinds[i - 1 : i + 2]
        if one == other and ((kind == "ES" and one == "EN") or (kind == "CS" and one in NUMBERS)):
            kinds[i] = one
    start = 0
    for kind, group in groupby(list(kinds)):
        end = start + sum(1 for _ in group)
        if kind == "ET" and "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
        start = end
    kinds = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    return _after(kinds, "L", "L", outer)


def _after(kinds: list[str], strong: str, number: str, outer: str) -> list[str]:
    """European numbers become `number` where the letters before them are `strong` (W2, W7)."""
    changed, last = [], outer
    for kind in kinds:
        if kind in {"L", "R", "AL"}:
            last = kind
        changed.append(number if kind == "EN" and last == strong else kind)
    return changed


def _strong(kind: str) -> str | None:
    return "R" if kind in NUMBERS else kind if kind in {"L", "R"} else None


def _brackets(shown: list[str], kinds: list[str], outer: str) -> None:
    """A pair of brackets takes the direction of what it holds, or of what stands before it (N0)."""
    for first, last in _pairs(shown, kinds):
        inside = {_strong(kind) for kind in kinds[first + 1 : last]} - {None}
        if outer in inside:
            side = outer
        elif inside:
            held = (strong for kind in reversed(kinds[:first]) if (strong := _strong(kind)))
            side = next(held, outer)
        else:
            continue
        for place in (first, last):
            kinds[place] = side
            for after in range(place + 1, len(shown)):
                if bidirectional(shown[after]) != "NSM":
                    break
                kinds[after] = side


def _pairs(shown: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    open_at: list[tuple[str, int]] = []
    pairs = []
    for i, c in enumerate(shown):
        if kinds[i] != "ON" or not mirrored(c):
            continue
        if category(c) == "Ps":
            open_at.append((CLOSING.get(c, chr(ord(c) + 1)), i))
        elif category(c) == "Pe":
            for depth in range(len(open_at) - 1, -1, -1):
                if open_at[depth][0] == c:
                    pairs.append((open_at[depth][1], i))
                    del open_at[depth:]
                    break
    return sorted(pairs)


def _neutral(kinds: list[str], outer: str) -> None:
    """Blanks and punctuation follow their neighbours where these agree (N1, N2)."""
    start = 0
    for is_neutral, group in groupby([kind in NEUTRAL for kind in kinds]):
        end = start + sum(1 for _ in group)
        if is_neutral:
            before = _strong(kinds[start - 1]) if start else outer
            after = _strong(kinds[end]) if end < len(kinds) else outer
            kinds[start:end] = [before if before == after and before else outer] * (end - start)
        start = end
