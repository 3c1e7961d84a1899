"""Whoever fills in a sheet writes as the sheet does: what is due is read as we print it."""

import pytest

from servicemap.importing.cell_values import CellContext, said_in
from servicemap.loading import read_texts
from servicemap.loading.cells import CellPlace, CellText
from servicemap.loading.format.kinds import ValueKind
from servicemap.model import ServiceMap
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.phrases import Words
from servicemap.wording.values import value_said

DUE = (
    "2027-02-19",
    "2027-03-01",
    "2027-12-24 14:30",
    "30m",
    "4h",
    "1h 30m",
    "1d",
    "2d",
    "1d 4h",
    "12d",
    "2d elapsed",
    "daily 15:00",
    "Fri 12:00",
    "Mon,Thu 09:30",
    "Mon-Fri 09:30",
    "monthly 25",
    "monthly 1 10:00",
    "monthly last",
    "monthly last 12:00",
)
HERE = CellPlace(0, 0)
CONTEXT = CellContext(decimal_comma=False, is_known=lambda _: False, tell=lambda *_: None)


def expecting(*due: str, language: str = "en") -> ServiceMap:
    """A map in which B expects something at each of these."""
    entries = [f"{{provider: A, service: S{n}, expects: '{one}'}}" for n, one in enumerate(due)]
    b = f"{{relies_on: [{', '.join(entries)}]}}"
    text = f"map: {{language: {language}}}\nteams: {{A: {{}}, B: {b}}}"
    return read_texts({"m.yaml": text.encode()}).map


def in_a_cell(text: str) -> str:
    """What a cell says that holds a text, as a map writes it."""
    found = said_in(text, ValueKind.DUE, "", HERE, CONTEXT)
    return found.text if isinstance(found, CellText) else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_print_of_something_due_is_read_back(language: str) -> None:
    m = expecting(*DUE, language=language)
    words = Words(m)
    printed = [words.said(value_said(m, one.expects, m.calendar)) for one in m.reliances]
    again = expecting(*map(in_a_cell, printed))
    found = {said: one.expects for said, one in zip(printed, again.reliances, strict=True)}
    assert found == {said: one.expects for said, one in zip(printed, m.reliances, strict=True)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9. Februar 2027", "2027-02-09"),
        ("9.M\u00e4rz 2027", "2027-03-09"),
        ("3. Okt. 2027 um 8:00", "2027-10-03 08:00"),
        ("1er f\u00e9vrier 2027", "2027-02-01"),
        ("3 de diciembre de 2027 18:00", "2027-12-03 18:00"),
        ("2027\u5e742\u670819\u65e5", "2027-02-19"),
        ("5 \u062a\u0634\u0631\u064a\u0646 \u0627\u0644\u0623\u0648\u0644 2027", "2027-10-05"),
        ("30. Februar 2027", "30. Februar 2027"),
        ("2 Tage und 4 Stunden", "2d 4h"),
        ("1 Tag 4 Dinge", "1 Tag 4 Dinge"),
        ("monatlich am 31. um 9 Uhr", "monthly 31 09:00"),
        ("bis zum 9.3.2027 14:00", "2027-03-09 14:00"),
        ("by 9 March 2027", "2027-03-09"),
        ("Freitag, 12. M\u00e4rz 2027", "2027-03-12"),
        ("Freitag, 9. M\u00e4rz 2027", "Freitag, 9. M\u00e4rz 2027"),  # which is a Tuesday
        ("jeden Freitag bis 12 Uhr", "Fri 12:00"),
        ("chaque jour 6:00", "daily 06:00"),
        ("\u6bcf\u5468\u4e94 12:00", "Fri 12:00"),
    ],
)
def test_and_what_people_write_instead(text: str, meant: str) -> None:
    assert in_a_cell(text) == meant
