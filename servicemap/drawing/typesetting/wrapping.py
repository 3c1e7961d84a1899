"""Where a line may break, and where it should: fewest lines, fewest hyphens, narrowest block.

Lines break at blanks, after a hyphen, dash or slash between words, at a zero-width space, and
between Chinese or Japanese characters, or only between their phrases where these are known. A word
that is wider than the block is broken with a hyphen: at its soft hyphens or after its punctuation
if that will do, else where a syllable seems to start, else anywhere between two letters. Letters
that join, as Arabic's, are never parted.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional, category, combining, normalize

from servicemap.drawing.typesetting.clusters import clusters
from servicemap.drawing.typesetting.scripts import PhraseSplitter


class Wrapped(NamedTuple):
    """A text as lines, all of it. `width` is that of the widest line.

    `fits` is false when it took more lines than allowed, or when something that cannot be broken is
    wider than the block.
    """

    lines: tuple[str, ...]
    width: float
    fits: bool


class Piece(NamedTuple):
    """What stays on one line; `inside` follows it within a line, `at_end` at its end."""

    text: str
    inside: str = ""
    at_end: str = ""


class _Line(NamedTuple):
    """A line: where the next one starts, how wide it is, and 1 if it ends within a word."""

    end: int
    width: float
    hyphens: int


Measure = Callable[[str], float]
_Cost = tuple[int, float]  # hyphens, and then what else counts

BLANKS = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # all but the blanks that hold words together
_WIDE = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NOT_FIRST = "\u30fc\u3005ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
_BETWEEN = re.compile(
    r"(?<=\w\w[-\u2010\u2013\u2014/])(?=[^\W\d]\w)"
    "|(?<=\u200b)(?=.)"
    f"|(?<=[{_WIDE}\u3001\u3002\uff09\uff0c\uff01\uff1a\uff1f])(?=[{_WIDE}])(?![{_NOT_FIRST}])"
)
_LONE = re.compile(r"[-\u2010-\u2015/|·•→:]+")
_UNIT = re.compile(r"(?:[cmk]?m|pt|%|[ap]\.?m|kg|min|[hdwgl]|€|\$|م|米)[.,;:)]*")
_SOFT = re.compile(r"(?<=\u00ad)(?=.)|(?<=[_.@:+&=?\\])(?=\w)")
_VOWELS = "aeiouyæøœаеёиоуыэюяіїєαεηιουω"  # noqa: RUF001 - Latin, Cyrillic and Greek are meant
_ONSET = re.compile(rf"(?:sch|[cstp]h|qu|(?<=s)p[lr]|[^\W\d_{_VOWELS}])[{_VOWELS}]")
_DIGRAPH = re.compile(r"[cstp]h|qu|ck|(?<=s)p[lr]")
_MANY = 400  # pieces; more than a poster can use are filled line by line, without balancing


def wrap(
    words: str,
    measure: Measure,
    max_width: float,
    max_lines: int,
    phrases: PhraseSplitter | None = None,
) -> Wrapped:
    """The words in the fewest lines no wider than `max_width`, as narrow and as even as they go.

    `phrases` parts a word of a script without blanks; where a phrase is too wide, it parts as well.
    """
    plain = " ".join(word for word in BLANKS.split(words) if word)
    width = measure(plain)
    if width <= max_width:
        return Wrapped((plain,), width, fits=True)
    pieces = _pieces(plain, measure, max_width, phrases)
    lines = _filled(pieces, measure, max_width)
    if len(lines) <= max_lines and len(pieces) <= _MANY:
        lines = _balanced(pieces, measure, max_width, len(lines))
    texts, start = [], 0
    for line in lines:
        texts.append(_text(pieces, start, line.end))
        start = line.end
    width = max(line.width for line in lines)
    return Wrapped(tuple(texts), width, fits=len(lines) <= max_lines and width <= max_width)


def _text(pieces: list[Piece], start: int, end: int) -> str:
    middle = "".join(piece.text + piece.inside for piece in pieces[start : end - 1])
    return middle + pieces[end - 1].text + pieces[end - 1].at_end


def unbroken(words: str, phrases: PhraseSplitter | None = None) -> list[str]:
    """What would rather stay on one line: words, phrases, or single characters of Chinese."""
    return [
        part
        for word in BLANKS.split(words)
        if word
        for part in (phrases(word) if phrases else _BETWEEN.split(word))
    ]


def _pieces(
    plain: str, measure: Measure, max_width: float, phrases: PhraseSplitter | None
) -> list[Piece]:
    """What stays together, in order."""
    words: list[str] = []
    for word in plain.split(" "):
        # A dash that stands alone ends a line, it never starts one; a unit stays with its number.
        stays = _LONE.fullmatch(word) or (
            _UNIT.fullmatch(word) and words and words[-1][-1].isdigit()
        )
        if words and stays and measure(f"{words[-1]} {word}") <= max_width:
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    pieces = []
    for word in words:
        parts = [
            piece
            for part in _parted(word, measure, max_width, phrases)
            for piece in (
                [Piece(part)] if measure(part) <= max_width else _broken(part, measure, max_width)
            )
        ]
        pieces += [*parts[:-1], parts[-1]._replace(inside=" ")]
    return pieces


def _parted(
    word: str, measure: Measure, max_width: float, phrases: PhraseSplitter | None
) -> list[str]:
    """A word cut where it may part."""
    if phrases is None:
        return _BETWEEN.split(word)
    parts: list[str] = []
    for phrase in phrases(word):
        parts += [phrase] if measure(phrase) <= max_width else _BETWEEN.split(phrase)
    return parts


def _broken(word: str, measure: Measure, max_width: float) -> list[Piece]:
    """A word that is too wide, as the pieces it may be broken into."""
    parts = [Piece(part, "", "-" if part.endswith("\u00ad") else "") for part in _SOFT.split(word)]
    pieces: list[Piece] = []
    for part in parts:
        if measure(part.text + part.at_end) <= max_width:
            pieces.append(part)
            continue
        letters = _syllables(part.text)
        if not letters or any(measure(letter + "-") > max_width for letter in letters):
            letters = _clusters(part.text)
        for letter, follower in pairwise(letters):
            # Signs part without a hyphen, which would look like one of them.
            spelled = category(letter[-1])[0] in "LMN" and category(follower[0])[0] in "LN"
            pieces.append(Piece(letter, "", "-" if spelled else ""))
        pieces.append(part._replace(text=letters[-1]))
    return pieces


def _clusters(word: str) -> list[str]:
    """Letters with their marks; two at least at either end; one piece if the letters join."""
    if any(bidirectional(c) in {"R", "AL"} for c in word):
        return [word]
    found = clusters(word)
    if len(found) < 4:
        return [word]
    return ["".join(found[:2]), *found[2:-2], "".join(found[-2:])]


def _syllables(word: str) -> list[str]:
    """The word cut before each consonant, or pair that sounds as one, that a vowel follows.

    No dictionary, yet right more often than not in the languages that write their vowels. Empty
    where the plain letters do not stand one for one for those of the word.
    """
    plain = "".join(normalize("NFD", c)[0] for c in word.lower())
    if len(plain) != len(word) or any(combining(c) for c in word):
        return []
    cuts = [
        found
        for found in range(2, len(word) - 2)
        if _ONSET.match(plain, found) and not _DIGRAPH.match(plain, found - 1)
    ]
    edges = [0, *cuts, len(word)]
    return [word[a:b] for a, b in pairwise(edges)] if cuts else []


def _lines_from(start: int, pieces: list[Piece], measure: Measure, max_width: float) -> list[_Line]:
    """Every line that may start here. A piece that is too wide for any line stands alone."""
    lines = []
    inside = ""
    for end in range(start + 1, len(pieces) + 1):
        piece = pieces[end - 1]
        inside += piece.text
        width = measure(inside + piece.at_end)
        line = _Line(end, width, int(piece.at_end == "-"))
        if width <= max_width:
            lines.append(line)
        elif end == start + 1:
            return [line]
        elif measure(inside) > max_width:
            break  # only a hyphen can be too much here and not further on
        inside += piece.inside
    return lines


def _filled(pieces: list[Piece], measure: Measure, max_width: float) -> list[_Line]:
    """Each line as full as it gets: no other way takes fewer."""
    lines: list[_Line] = []
    while not lines or lines[-1].end < len(pieces):
        start = lines[-1].end if lines else 0
        lines.append(_lines_from(start, pieces, measure, max_width)[-1])
    return lines


def _balanced(pieces: list[Piece], measure: Measure, max_width: float, count: int) -> list[_Line]:
    """`count` lines: fewest hyphens, the widest as narrow as can be, and then as even as can be."""
    choices = [_lines_from(start, pieces, measure, max_width) for start in range(len(pieces))]
    narrowest = _best(choices, count, max)
    limit = max(line.width for line in narrowest) + 1e-9
    kept = [[line for line in lines if line.width <= limit] for lines in choices]
    return _best(kept, count, lambda width, rest: width * width + rest)


def _best(
    choices: list[list[_Line]], count: int, add: Callable[[float, float], float]
) -> list[_Line]:
    """The `count` lines of least cost, the first ones longer where it makes no difference.

    Fewest hyphens come first; `add` adds a line's width to the cost of the lines after it.
    """
    total = len(choices)
    best: list[tuple[_Cost, list[_Line]] | None] = [None] * total + [((0, 0.0), [])]
    for _ in range(count):
        longer: list[tuple[_Cost, list[_Line]] | None] = [None] * (total + 1)
        for start, lines in enumerate(choices):
            for line in lines:
                rest = best[line.end]
                if rest is None:
                    continue
                (hyphens, cost), after = rest
                total_cost = (line.hyphens + hyphens, add(line.width, cost))
                known = longer[start]
                if known is None or total_cost <= known[0]:
                    longer[start] = (total_cost, [line, *after])
        best = longer
    found = best[0]
    assert found is not None  # the filled lines are one way
    return found[1]
