"""What people write in cells, and what a map says for it."""

import pytest

from servicemap.importing.cell_values import CellContext, said_in
from servicemap.loading.cells import CellPlace, CellText, CellValue
from servicemap.loading.format.kinds import ValueKind

HERE = CellPlace(0, 0)


def said(
    text: str, kind: ValueKind, unit: str = "", *, decimal_comma: bool = False
) -> CellValue | None:
    context = CellContext(decimal_comma, lambda name: name in {"A", "B"}, lambda *_: None)
    return said_in(text, kind, unit, HERE, context)


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("2d", "", "2d"),
        ("2 days", "", "2 days"),
        ("2 Tage", "", "2d"),
        ("1,5 Std.", "", "1.5h"),
        ("3 jours", "", "3d"),
        ("2 semanas", "", "2w"),
        ("3\u5929", "", "3d"),
        ("4\u6642\u9593", "", "4h"),
        ("5 \u0623\u064a\u0627\u0645", "", "5d"),
        ("3", "d", "3d"),
        ("2,5", "h", "2.5h"),
        ("4h", "d", "4h"),
        ("1,5d", "", "1.5d"),
        ("3 working days", "", "3 days"),
        ("2 Werktage", "", "2d"),
        ("2 AT", "", "2d"),
        ("2 jours ouvr\u00e9s", "", "2d"),
        ("3 j", "", "3d"),
        ("2 d\u00edas h\u00e1biles", "", "2d"),
        ("3\u4e2a\u5de5\u4f5c\u65e5", "", "3d"),
        ("1/2 Tag", "", "0.5d"),
        ("\u00bd Tag", "", "0.5d"),
        ("1\u00bd Std.", "", "1.5h"),
        ("2 1/2 jours", "", "2.5d"),
        ("\u00bd", "d", "0.5d"),
        ("1/2/2027", "", "1/2/2027"),
        ("ca. 2 Tage", "", "2d"),
        ("~ 3", "h", "3h"),
        ("3", "", "3"),
        ("soon", "", "soon"),
    ],
)
def test_lengths_of_time(text: str, unit: str, meant: str) -> None:
    assert said(text, ValueKind.TAKES, unit) == CellText(meant, HERE)


@pytest.mark.parametrize(
    ("text", "meant"), [("02:30", "2h 30m"), ("2:30:00", "2h 30m"), ("0:45", "0h 45m")]
)
def test_hours_and_minutes_as_a_spreadsheet_shows_them(text: str, meant: str) -> None:
    assert said(text, ValueKind.TAKES) == CellText(meant, HERE)
    assert said(text, ValueKind.DUE) == CellText(text, HERE)


@pytest.mark.parametrize(
    ("text", "unit", "best", "worst"),
    [
        ("2-3 Tage", "", "2d", "3d"),
        ("2 to 3 days", "", "2 days", "3 days"),
        ("4h - 1,5d", "", "4 h", "1.5d"),
        ("2\u20133", "h", "2h", "3h"),
    ],
)
def test_two_lengths_are_an_estimate(text: str, unit: str, best: str, worst: str) -> None:
    found = said(text, ValueKind.TAKES, unit)
    assert isinstance(found, dict)
    assert found == {
        key: CellText(one, HERE)
        for key, one in (("best", best), ("likely", worst), ("worst", worst))
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2027-02-18 00:00:00", "2027-02-18"),
        ("2027-02-19", "2027-02-19"),
        ("19.02.2027", "2027-02-19"),
        ("19.02.2027 15:00", "2027-02-19 15:00"),
        ("19 Feb 2027", "2027-02-19"),
        ("2/19/2027", "2027-02-19"),
        ("2/3/2027", "2/3/2027"),
        ("46437", "2027-02-19"),
        ("t\u00e4glich 6:00", "daily 06:00"),
        ("Mo, Do um 9.30 Uhr", "Mon,Thu 09:30"),
        ("Do 15 Uhr", "Thu 15:00"),
        ("lundi-vendredi 8h30", "Mon-Fri 08:30"),
        ("Fri 12:00", "Fri 12:00"),
        ("3 Tage", "3d"),
    ],
)
def test_what_is_due(text: str, meant: str) -> None:
    assert said(text, ValueKind.DUE) == CellText(meant, HERE)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("8", "8"), ("8.0", "8"), ("8,00", "8"), ("\u0668", "8"), ("7.5", "7.5"), ("8/10", "8/10")],
)
def test_scores(text: str, meant: str) -> None:
    assert said(text, ValueKind.SCORE) == CellText(meant, HERE)


@pytest.mark.parametrize(
    ("text", "decimal_comma", "meant"),
    [
        ("120000", False, "120000"),
        ("120,000", False, "120000"),
        ("\u20ac 1 200", False, "1200"),
        ("120.000", True, "120000"),
        ("1.200,50 EUR", True, "1200.50"),
        ("99,5", True, "99.5"),
        ("much", False, "much"),
    ],
)
def test_amounts(text: str, decimal_comma: bool, meant: str) -> None:
    assert said(text, ValueKind.MONEY, decimal_comma=decimal_comma) == CellText(meant, HERE)


@pytest.mark.parametrize("text", ["x", "X", "ja", "oui", "s\u00ed", "\u2713", "TRUE", "\u662f"])
def test_yes(text: str) -> None:
    assert said(text, ValueKind.YES_NO) == CellText("yes", HERE)


@pytest.mark.parametrize(
    "text", ["-", "n/a", "?", "tbd", "\u2013", "k.A.", "k. A.", "n.c.", "\u672a\u5b9a"]
)
def test_what_says_that_nobody_knows_says_nothing(text: str) -> None:
    assert said(text, ValueKind.TAKES) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("none", []),
        ("keine", []),
        ("A", "A"),
        ("A; C", ["A", "C"]),
        ("A\nC", ["A", "C"]),
        ("A, B", ["A", "B"]),
        ("C, D", "C, D"),
        ('["a; b", c]', ["a; b", "c"]),
    ],
)
def test_needs(text: str, meant: str | list[str]) -> None:
    found = said(text, ValueKind.NEEDS)
    assert isinstance(found, tuple)
    if isinstance(meant, str):
        assert found == CellText(meant, HERE)
    else:
        assert [one.text for one in found if isinstance(one, CellText)] == meant


def test_what_is_too_long_for_a_figure_is_left_as_it_stands() -> None:
    """Nothing is looked for in it: thirty thousand commas took more than a minute."""
    text = "1" + "," * 32_000 + "x"
    assert said(text, ValueKind.DUE) == CellText(text, HERE)
