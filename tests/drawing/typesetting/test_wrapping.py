"""Where lines break. Widths are counted in characters, so that answers can be checked by eye."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.drawing.typesetting.text import Typesetter
from servicemap.drawing.typesetting.wrapping import wrap
from tests.steps import calls_of


def broken(words: str, width: int, lines: int = 3) -> list[str]:
    return list(wrap(words, len, width, lines).lines)


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("Stores", 6, ["Stores"]),
        ("  Central \n store ", 13, ["Central store"]),
        # The fewest lines, and these as even as they can be.
        ("Public health authority", 15, ["Public health", "authority"]),
        ("Public health authority", 10, ["Public", "health", "authority"]),
        ("one two three four", 10, ["one two", "three four"]),
        ("aa bb cc dd ee", 8, ["aa bb cc", "dd ee"]),
        ("aa bb cc dd", 8, ["aa bb", "cc dd"]),
        # After hyphens, dashes and slashes between words, but not within numbers and short forms.
        ("stock-keeping", 8, ["stock-", "keeping"]),
        ("Purchasing/Stores", 11, ["Purchasing/", "Stores"]),
        ("Berlin\u2013Hamburg", 8, ["Berlin\u2013", "Hamburg"]),
        ("open 24/7 daily", 7, ["open", "24/7", "daily"]),
        ("the e-mail team", 6, ["the", "e-mail", "team"]),
        ("an A/B test", 6, ["an A/B", "test"]),
        # A lone dash ends a line.
        ("orders \u2013 stores", 8, ["orders \u2013", "stores"]),
        # Blanks that hold words together do.
        ("Ward\u00a05 logistics", 10, ["Ward\u00a05", "logistics"]),
        ("10\u202fkg parcels", 8, ["10\u202fkg", "parcels"]),
        # A word is broken when it must be, where a syllable seems to start.
        ("Laboratory", 8, ["Labo-", "ratory"]),
        ("Qualit\u00e4tsmanagement", 12, ["Qualit\u00e4ts-", "management"]),
        ("Kaffeemaschine", 9, ["Kaffee-", "maschine"]),
        ("dispatching", 7, ["dispat-", "ching"]),
        # ... at its own soft hyphens if it has any ...
        ("Labor\u00adatory", 8, ["Labor\u00ad-", "atory"]),
        # ... after its punctuation ...
        ("build_and_release", 11, ["build_and_", "release"]),
        ("anna@example.org", 9, ["anna@", "example.", "org"]),
        # ... or between any two letters, two at least on either side.
        ("mmmmmmmm", 5, ["mmmm-", "mmmm"]),
        ("=========", 5, ["=====", "===="]),
        # Of a hyphenated line and one that is not, the one that is not.
        ("a laboratory for all", 10, ["a", "laboratory", "for all"]),
        # Chinese and Japanese break anywhere, but not before a full stop or a small kana.
        ("\u8abf\u9054\u90e8\u9580", 2, ["\u8abf\u9054", "\u90e8\u9580"]),
        ("\u8abf\u9054\u3002\u90e8", 2, ["\u8abf", "\u9054\u3002", "\u90e8"]),
        # A zero-width space is a place to break without a hyphen.
        ("stock\u200bkeeping", 8, ["stock\u200b", "keeping"]),
        ("", 5, [""]),
    ],
)
def test_where_lines_break(words: str, width: int, expected: list[str]) -> None:
    assert broken(words, width) == expected


def test_more_lines_than_allowed_are_all_there_and_said_to_be_too_many() -> None:
    wrapped = wrap("one two three four", len, 5, 2)
    assert wrapped.lines == ("one", "two", "three", "four")
    assert not wrapped.fits
    assert wrap("one two three four", len, 5, 4).fits


def test_what_cannot_be_broken_is_too_wide_and_said_to_be() -> None:
    wrapped = wrap("to abc", len, 2, 3)
    assert wrapped == (("to", "abc"), 3, False)


def test_letters_that_join_are_never_parted() -> None:
    words = "\u0645\u062e\u062a\u0628\u0631\u0645\u062e\u062a\u0628\u0631"
    assert wrap(words, len, 5, 3).lines == (words,)


def test_marks_are_never_parted_from_their_letters() -> None:
    lines = wrap("m\u0301m\u0301m\u0301m\u0301m\u0301m\u0301", len, 7, 3).lines
    assert lines == ("m\u0301m\u0301m\u0301-", "m\u0301m\u0301m\u0301")


def test_a_poster_wraps_by_what_its_font_measures() -> None:
    setter = Typesetter()
    size, limit = 8.0, 42.0
    wrapped = setter.wrap("Public health authority", size, 600, limit)
    assert wrapped.lines == ("Public", "health", "authority")
    assert wrapped.width == max(setter.width(line, size, 600) for line in wrapped.lines)
    assert wrapped.fits
    assert setter.width("Public health", size, 600) > limit >= wrapped.width
    assert setter.wrap("Public health authority", size / 2, 600, limit).lines == (
        "Public health authority",
    )


LETTERS = "abehinrst\u00e9\u0301m-/\u2013_. \u00a0\u05d0\u4e2d\u3002\u00ad"
labels = st.text(alphabet=LETTERS, min_size=1, max_size=40)


def spells(lines: tuple[str, ...], words: str) -> bool:
    """Whether the lines say the words: blanks and hyphens may have gone and come at their ends."""
    if not lines:
        return not words
    line, rest = lines[0], lines[1:]
    return any(
        words.startswith(kept) and spells(rest, words[len(kept) :].removeprefix(" "))
        for kept in {line, line.removesuffix("-")}
    )


@given(labels, st.integers(2, 20), st.integers(1, 4))
def test_every_word_comes_once_and_in_order(words: str, width: int, lines: int) -> None:
    plain = " ".join(word for word in words.split(" ") if word)
    assert spells(wrap(words, len, width, lines).lines, plain)


@given(labels, st.integers(2, 20), st.integers(1, 4))
def test_no_line_is_wider_than_the_block_unless_it_is_one_piece(
    words: str, width: int, lines: int
) -> None:
    wrapped = wrap(words, len, width, lines)
    assert wrapped.width == max(len(line) for line in wrapped.lines)
    assert wrapped.fits == (len(wrapped.lines) <= lines and wrapped.width <= width)
    for line in wrapped.lines:
        if len(line) > width:
            assert " " not in line
            # Four letters without their marks, or letters that join, have no place to break.
            letters = re.sub("[\u0301\u00ad]", "", line)
            assert "\u05d0" in line or len(max(re.split(r"[^a-z\u00e9]", letters), key=len)) <= 5


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=6), min_size=1, max_size=7),
    st.integers(6, 20),
)
def test_no_other_way_takes_fewer_lines_or_a_narrower_block(words: list[str], width: int) -> None:
    wrapped = wrap(" ".join(words), len, width, 9)
    ways = [
        [" ".join(words[a:b]) for a, b in pairwise([0, *cuts, len(words)])]
        for count in range(len(words))
        for cuts in combinations(range(1, len(words)), count)
    ]
    fitting = [way for way in ways if max(map(len, way)) <= width]
    fewest = min(map(len, fitting))
    assert len(wrapped.lines) == fewest
    narrowest = min(max(map(len, way)) for way in fitting if len(way) == fewest)
    assert wrapped.width == narrowest


@pytest.mark.parametrize("words", ["ab " * 4_000, "laboratory" * 1_000, "m" * 10_000])
def test_a_book_in_one_label_is_wrapped_in_no_time(words: str) -> None:
    wrapped = Typesetter().wrap(words, 8, 600, 60)
    assert not wrapped.fits
    assert "".join(wrapped.lines).replace("-", "").replace(" ", "") == words.replace(" ", "")
    once = calls_of(lambda: Typesetter().wrap(words[:3_000], 8, 600, 60))
    assert calls_of(lambda: Typesetter().wrap(words[:6_000], 8, 600, 60)) < 2.5 * once


def test_a_word_that_must_break_does_so_before_what_sounds_as_one() -> None:
    word = "Hauptversammlungsprotokollierung"
    lines = wrap(word, len, 20, 2).lines
    assert lines == ("Hauptversammlungs-", "protokollierung")


@pytest.mark.parametrize("words", ["read from 2,2 m, services from 1 m", "read from 2,2 م here"])
def test_a_unit_is_not_parted_from_its_number(words: str) -> None:
    for width in range(9, 30):
        lines = wrap(words, lambda line: float(len(line)), width, 9).lines
        assert " ".join(lines) == words
        assert not any(line.startswith(("m", "م")) for line in lines), lines
