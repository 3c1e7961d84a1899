"""Terminal text: widths as terminals draw them, columns that line up, nothing that is obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.escapes import visible
from servicemap.findings import Severity
from servicemap.reporting.terminal import (
    Ink,
    colour_wanted,
    display_width,
    padded,
    shortened,
    table,
    unobeyed,
    wrapped,
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("Stores", 6),
        ("Zürich", 6),
        ("Zu\u0308rich", 6),  # u and a diaeresis of its own
        ("倉庫", 4),
        ("ﾊﾝｶｸ", 4),  # half-width
        ("창고", 4),
        ("\u1112\u1161\u11ab", 2),  # one syllable written as three jamo
        ("مخزن", 4),
        ("กำลัง", 4),
        ("🚚", 2),
        ("👩‍💻", 2),
        ("🤷‍♂️", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("🇭🇰", 2),
        ("a\u200bb", 2),
        ("\x1b[1;31mlate\x1b[0m", 4),
    ],
)
def test_display_width_is_what_a_terminal_draws(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_without_colour_ink_is_the_text() -> None:
    ink = Ink()
    for pen in (ink.bold, ink.muted, ink.error, ink.warning, ink.info, ink.good):
        assert pen("3 days late") == "3 days late"


def test_with_colour_ink_closes_what_it_opens_and_leaves_nothing_bare() -> None:
    ink = Ink(colour=True)
    assert ink.error("late") == "\x1b[1;31mlate\x1b[0m"
    assert ink.severity(Severity.WARNING, "late") == ink.warning("late")
    assert ink.severity(Severity.INFO, "late") == ink.info("late")
    assert not ink.bold("")


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour_follows_the_terminal_and_the_two_variables(
    environment: dict[str, str], terminal: bool, wanted: bool
) -> None:
    assert colour_wanted(environment, terminal=terminal) is wanted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Toy factory", "Toy factory"),
        ("倉庫 🚚", "倉庫 🚚"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("two\nlines", "two\\nlines"),
        ("a\tb\r", "a\\tb\\r"),
        ("\x00\x9b", "\\x00\\x9b"),
        ("\u202eevil", "\\u202eevil"),
        ("half \ud83d", "half \\ud83d"),
        ("नमस्\u200dते", "नमस्\u200dते"),  # joiners are part of how a script is written
    ],
)
def test_visible_writes_out_what_a_terminal_would_obey(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_nothing_visible_moves_a_cursor(text: str) -> None:
    shown = visible(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    shown.encode()  # and every output can encode it


def test_columns_line_up_in_any_script_and_through_ink() -> None:
    ink = Ink(colour=True)
    printed = table(
        [["倉庫", "5d", "late"], [ink.bold("Stores"), "12d", ""], ["Zu\u0308rich", "0d", "kept"]],
        ["team", "late by", ""],
        align="lr",
    )
    assert printed.splitlines() == [
        "team    late by",
        "倉庫         5d  late",
        "\x1b[1mStores\x1b[0m      12d",
        "Zu\u0308rich       0d  kept",
    ]


def test_a_table_can_be_indented_its_headers_muted_its_rows_of_any_length() -> None:
    printed = table([["a"], ["bb", "c", "d"]], ["x", "y"], ink=Ink(colour=True), indent="  ", gap=1)
    assert printed.splitlines() == ["  \x1b[2mx  y\x1b[0m", "  a", "  bb c d"]
    assert not table([], ["nothing", "to show"])


@pytest.mark.parametrize(
    ("align", "printed"), [("l", "倉庫   "), ("r", "   倉庫"), ("c", " 倉庫  ")]
)
def test_padding_counts_columns(align: str, printed: str) -> None:
    assert padded("倉庫", 7, align) == printed


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("Stores", 6, "Stores"),
        ("Toy factory", 6, "Toy f…"),
        ("倉庫の人", 6, "倉庫…"),
        ("倉庫の人", 1, "…"),
        ("Stores", 0, ""),
    ],
)
def test_shortened_never_exceeds_its_width(text: str, width: int, cut: str) -> None:
    assert shortened(text, width) == cut
    assert display_width(cut) <= width


def test_lines_are_wrapped_between_words_and_wide_text_where_the_line_is_full() -> None:
    assert wrapped("nobody relies on Purchasing", 16, "  ") == "nobody relies on\n  Purchasing"
    assert wrapped("倉庫の人が遅れた", 6, " ") == "倉庫の\n 人が\n 遅れ\n た"
    assert not wrapped("  ", 10)


@given(st.text(max_size=60), st.integers(min_value=4, max_value=30))
def test_wrapping_loses_no_word_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrapped(visible(text), width, "  ").splitlines()
    assert "".join("".join(lines).split()) == "".join(visible(text).split())
    assert all(display_width(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("::error::x.yaml:1:2: said", "\\x3a:error::x.yaml:1:2: said"),
        ("one\n \t ::error::two\n", "one\n \t \\x3a:error::two\n"),
        ("a ##[error]b", "a #\\x23[error]b"),
        ("a\r ::error::b", "a\r \\x3a:error::b"),
        ("a\x85::error::b\u2028::c", "a\x85\\x3a:error::b\u2028\\x3a:c"),
        ("\x1b[1m::error::a\x1b[0m", "\x1b[1m\\x3a:error::a\x1b[0m"),
        ("##vso[a]b ##teamcity[a]", "#\\x23vso[a]b #\\x23teamcity[a]"),
        ("## a heading [1] #[a]", "## a heading [1] #[a]"),
        ("maps/a::b.yaml: it's fine # not [so]", "maps/a::b.yaml: it's fine # not [so]"),
        (":: ", "\\x3a: "),
    ],
)
def test_no_line_of_a_page_is_a_command_to_a_runner(page: str, shown: str) -> None:
    assert unobeyed(page) == shown
