"""A line may be as long as its file, and every finding may speak of it."""

import pytest

from servicemap.findings import Severity
from servicemap.locations import Location
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text import excerpts
from servicemap.reporting.text.excerpts import excerpt, underlined

LINE = "x" * 100_000 + "here" + "y" * 100_000
HERE = Location("map.yaml", 1, 100_001, 1, 100_005)


def test_what_lies_far_from_the_mark_is_not_even_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at = 0
    as_shown = excerpts._as_shown

    def counted(line: str) -> excerpts.ShownLine:
        nonlocal looked_at
        looked_at += len(line)
        return as_shown(line)

    monkeypatch.setattr(excerpts, "_as_shown", counted)
    text, carets = underlined(LINE, HERE, 100)
    assert looked_at <= 400
    assert len(text) <= 100
    assert (text[0], text[-1]) == ("…", "…")
    assert text[carets.index("^") : carets.index("^") + 4] == "here"


def test_a_mark_at_the_end_of_a_long_line_is_in_sight() -> None:
    end = Location("map.yaml", 1, len(LINE), 1, len(LINE) + 1)
    printed = excerpt(LINE, end, Severity.ERROR, Ink(), gutter=1, room=60)
    assert printed[1] == "1 | …" + "y" * (len(printed[1]) - 5)
    assert printed[2].index("^") == len(printed[1]) - 1
