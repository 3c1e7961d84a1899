"""Text files of rows: whatever characters and separators they were written with."""

import pytest

from servicemap.errors import UnreadableTable
from servicemap.importing.opening_files import read_tables
from servicemap.importing.tables import Table

GERMAN = "Anbieter;Leistung;Kunde;Dauer\nB\u00e4cker;Br\u00f6tchen;G\u00e4ste;1,5d\n"
ENGLISH = "Provider,Service,Customer\nCaf\u00e9,Coffee,Guests\n"
ROWS = (
    ("Anbieter", "Leistung", "Kunde", "Dauer"),
    ("B\u00e4cker", "Br\u00f6tchen", "G\u00e4ste", "1,5d"),
)


def table(content: bytes) -> Table:
    (one,) = read_tables(content)
    return one


def cells(content: bytes) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in table(content).rows)


@pytest.mark.parametrize(
    "content",
    [
        GERMAN.encode(),
        GERMAN.encode("utf-8-sig"),
        GERMAN.encode("cp1252"),
        GERMAN.encode("utf-16"),
        GERMAN.encode("utf-16-le"),
        GERMAN.encode("utf-16-be"),
        b"\xfe\xff" + GERMAN.encode("utf-16-be"),
        f"sep=;\n{GERMAN}".encode(),
        f'"sep=;"\r\n{GERMAN}'.encode(),
        GERMAN.replace("\n", "\r\n").encode(),
        GERMAN.replace("\n", "\r").encode(),
        GERMAN.replace(";", "\t").encode(),
        GERMAN.replace(";", "\t").encode("utf-16"),
        GERMAN.replace(";", "|").encode(),
    ],
)
def test_whatever_it_was_written_with(content: bytes) -> None:
    assert cells(content) == ROWS


@pytest.mark.parametrize(
    ("encoding", "line", "told"),
    [
        ("cp932", "\u63d0\u4f9b\u5143,\u30b5\u30fc\u30d3\u30b9,\u9867\u5ba2", "Shift-JIS"),
        ("gb18030", "\u63d0\u4f9b\u65b9,\u670d\u52a1,\u5ba2\u6237", "GB 18030"),
        (
            "cp1256",
            "\u0645\u0646,\u0627\u0644\u062e\u062f\u0645\u0629,\u0627\u0644\u0639\u0645\u064a\u0644",
            "Windows-1256",
        ),
        ("cp1252", "Fournisseur,Prestation,Client,Dur\u00e9e", "Windows-1252"),
    ],
)
def test_the_code_page_is_the_one_in_which_the_headings_are_known(
    encoding: str, line: str, told: str
) -> None:
    found = table(f"{line}\na,b,c\n".encode(encoding))
    assert found.rows[0].cells == tuple(line.split(","))
    assert found.notes == (f"it is not in UTF-8, and was read as {told}",)


def test_commas_in_cells_are_no_separators() -> None:
    content = "Provider;Service;Customer\nA;Bread, rolls, cake;B\nC;Tea, coffee, milk;D\n"
    assert [len(row) for row in cells(content.encode())] == [3, 3, 3]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    content = f'sep=,\n{ENGLISH}\n\n"A\nand B",x,C\n'
    assert [row.number for row in table(content.encode()).rows] == [0, 1, 4]


def test_decimal_commas_are_noticed() -> None:
    assert table(GERMAN.encode()).decimal_comma
    assert not table(ENGLISH.encode()).decimal_comma


def test_what_nobody_sees_is_left_out() -> None:
    found = table("Provider,Customer\n\u200eA\u202b\u200b,B\n".encode())
    assert found.rows[1].cells == ("A", "B")
    assert found.notes == ("characters that nobody sees were left out of 1 cell",)


def test_an_apostrophe_before_a_formula_is_taken_off() -> None:
    assert cells(b"Provider,Customer\n'=A,'A\n")[1] == ("=A", "'A")


def test_a_quotation_mark_left_open_is_told_with_its_row() -> None:
    with pytest.raises(UnreadableTable, match="row 2: unexpected end of data"):
        table(b'Provider,Customer\n"A,B\n')
