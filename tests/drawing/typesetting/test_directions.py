"""Lines that mix left-to-right with right-to-left, as a reader sees them from left to right."""

import pytest

from servicemap.drawing.typesetting.directions import (
    in_direction_of,
    level_runs,
    reads_right_to_left,
    visual_order,
)


def seen(words: str) -> str:
    """The characters from left to right; brackets are not mirrored, as fonts do that."""
    runs = level_runs(words)
    levels = [run.level for run in runs]
    turned = [words[run.start : run.end][:: -1 if run.level % 2 else 1] for run in runs]
    return "".join(visual_order(turned, levels))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ""),
        ("stores (24/7)", "stores (24/7)"),
        ("\u05d0\u05d1\u05d2", "\u05d2\u05d1\u05d0"),
        # A Latin line with Hebrew words in it: the words turn as one, the line does not.
        ("to \u05d0\u05d1 \u05d2\u05d3 now", "to \u05d3\u05d2 \u05d1\u05d0 now"),
        # A Hebrew line with Latin words and numbers in it, which keep their own direction.
        ("\u05d0\u05d1 IT 24", "IT 24 \u05d1\u05d0"),
        ("\u05d0 24 IT", "IT 24 \u05d0"),
        ("\u05d0 1, 2", "2 ,1 \u05d0"),
        ("\u05d0 10%", "10% \u05d0"),
        # Numbers after Arabic letters are Arabic numbers: signs between them do not join them.
        ("\u0627 1-2", "2-1 \u0627"),
        ("\u0627 1/2", "1/2 \u0627"),
        ("\u05d0 1-2", "1-2 \u05d0"),
        # Brackets go with what they hold.
        ("\u05d0 (b) \u05d1", "\u05d1 )b( \u05d0"),
        ("a (\u05d0) b", "a (\u05d0) b"),
        ("a (\u05d0 b) \u05d1", "a (\u05d0 b) \u05d1"),
        # What their contents disagree with, they go with what stands before them.
        ("\u05d0 (b) c", "c )b( \u05d0"),
        ("a \u05d0 (\u05d1) b", "a )\u05d1( \u05d0 b"),
        ("\u05d0 (b]", "]b( \u05d0"),
        ("\u05d0 [(b])", ")]b([ \u05d0"),
        ("\u05d0 (b)\u0301", "\u0301)b( \u05d0"),
        ("\u05d0\tb", "b\t\u05d0"),
        # A mark stays behind its letter, a blank at the end belongs to the line.
        ("\u05d0\u05b8\u05d1", "\u05d1\u05b8\u05d0"),
        ("\u05d0 ", " \u05d0"),
        ("a \u05d0 ", "a \u05d0 "),
    ],
)
def test_the_order_a_reader_sees(words: str, expected: str) -> None:
    assert seen(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("stores", False),
        ("24 \u05d0 b", True),
        ("b \u05d0", False),
        ("24", False),
        ("\u0627", True),
    ],
)
def test_the_first_letter_says_where_a_line_starts(words: str, expected: bool) -> None:
    assert reads_right_to_left(words) is expected


def test_formatting_characters_turn_nothing() -> None:
    assert seen("pay \u202e123\u202c now") == "pay \u202e123\u202c now"


@pytest.mark.parametrize(
    ("words", "line", "expected"),
    [
        # A date that begins a line reads as it does within one.
        ("\u0627 \u0628 \u200e15 \u062f 2026", "\u200e15 \u062f 2026", "2026 \u062f 15"),
        ("\u0627 IT \u0628", "IT \u0628", "\u0628 IT"),
        ("a \u05d0 b", "\u05d0 b", "\u05d0 b"),
        ("\u0627 24", "24", "24"),
        ("a b", "b", "b"),
    ],
)
def test_a_line_keeps_the_direction_of_its_paragraph(words: str, line: str, expected: str) -> None:
    set_ = in_direction_of(words, line)
    assert reads_right_to_left(set_) == reads_right_to_left(words)
    assert seen(set_).translate({0x200E: None, 0x200F: None}) == expected
