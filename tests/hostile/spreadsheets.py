"""Spreadsheets that are none, that are damaged, or that were made to keep somebody busy."""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import HOOKS, Attack, Outcome
from tests.hostile.interruptions import at_call, at_import
from tests.hostile.made_workbooks import (
    DATA_ROW,
    HEAD_ROW,
    HEADS,
    NS,
    STRINGS,
    STYLES,
    archive_of,
    cell,
    row,
    workbook,
)
from tests.hostile.saving import no_room

ROW = "Warehouse,Stock,Stores,2d\n"


def named(name: str, content: Callable[[], bytes]) -> Callable[[Path], None]:
    """Puts a file into the folder."""

    def arrange(folder: Path) -> None:
        (folder / name).write_bytes(content())

    return arrange


def nothing_is_written(folder: Path, _: Outcome) -> None:
    assert [one.name for one in folder.iterdir() if one.suffix == ".yaml"] == []


def holds(*texts: str) -> Callable[[Path, Outcome], None]:
    """The map is written, and says so."""

    def then(folder: Path, _: Outcome) -> None:
        written = (folder / "map.yaml").read_text("utf-8")
        for text in texts:
            assert text in written, written

    return then


def refused(
    about: str, name: str, content: Callable[[], bytes], *says: str, code: int = 2
) -> Attack:
    """A file of which a sentence is said, and no map is made."""
    run = ("import", name, "-o", "map.yaml")
    return Attack(
        about, run, code, says, arrange=named(name, content), then=nothing_is_written, seconds=25
    )


def read(about: str, name: str, content: Callable[[], bytes], *says: str, then: str) -> Attack:
    """A file that is read as somebody meant it, and is told how."""
    run = ("import", name, "-o", "map.yaml")
    return Attack(about, run, 0, says, arrange=named(name, content), then=holds(then), seconds=20)


def _bomb() -> bytes:
    return workbook(more={"xl/worksheets/sheet1.xml": "0" * (70 << 20)})


def _lying_bomb() -> bytes:
    """An archive whose sheet says of itself that it is small."""
    content = workbook(more={"xl/worksheets/sheet1.xml": " " * (60 << 20)})
    size = (60 << 20).to_bytes(4, "little")
    assert content.count(size) >= 2
    return content.replace(size, (100).to_bytes(4, "little"))


def _entities() -> bytes:
    lol = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    sheet = (
        f"<!DOCTYPE x [{lol}]><worksheet {NS}><sheetData>"
        f"{row(1, cell('A1', '&l9;'))}</sheetData></worksheet>"
    )
    return workbook(more={"xl/worksheets/sheet1.xml": sheet})


def _late_entities() -> bytes:
    """The same, behind so much white space that nobody looks as far."""
    sheet = f"{' ' * 100_000}<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet {NS}></worksheet>"
    return workbook(more={"xl/worksheets/sheet1.xml": "<?xml version='1.0'?>" + sheet})


def _strings() -> bytes:
    shared = f"<sst {NS}>{'<si><t>x</t></si>' * 600_000}</sst>"
    return workbook(types=STRINGS, more={"xl/sharedStrings.xml": shared})


def _styles() -> bytes:
    more = STYLES.replace("</cellXfs>", '<xf numFmtId="0"/>' * 600_000 + "</cellXfs>")
    return workbook(more={"xl/styles.xml": more})


def _many_cells() -> bytes:
    rows = (row(n, "<c><v>1</v></c>" * 400) for n in range(2, 2_700))
    return workbook(HEAD_ROW + "".join(rows))


def _empty_rows(last: int) -> Callable[[], bytes]:
    return lambda: workbook(
        HEAD_ROW + DATA_ROW + "".join(f'<row r="{n}"/>' for n in range(3, last))
    )


def _wide_rows() -> bytes:
    rows = (f'<row r="{n}"><c r="XFD{n}"><v></v></c></row>' for n in range(3, 5_000))
    return workbook(HEAD_ROW + DATA_ROW + "".join(rows))


def _formulas() -> bytes:
    told = '<c r="D3"><f>D2*2</f></c>'
    known = '<c r="D4" t="str"><f>[1]Plan!D2</f><v>3d</v></c>'
    names = [row(n, cell(f"A{n}", f"Team {n}"), cell(f"C{n}", "Stores")) for n in (3, 4)]
    rows = [
        names[0].replace("</row>", f"{told}</row>"),
        names[1].replace("</row>", f"{known}</row>"),
    ]
    return workbook(HEAD_ROW + DATA_ROW + "".join(rows))


def _errors() -> bytes:
    broken = DATA_ROW.replace(cell("D2", "2d"), '<c r="D2" t="e"><v>#REF!</v></c>')
    return workbook(HEAD_ROW + broken)


def _dates_as_numbers() -> bytes:
    heads = HEAD_ROW.replace("</row>", f"{cell('E1', 'Promise')}</row>")
    plain = DATA_ROW.replace("</row>", '<c r="E2"><v>46437</v></c></row>')
    return workbook(heads + plain)


def _dates() -> bytes:
    heads = HEAD_ROW.replace("</row>", f"{cell('E1', 'Promise')}</row>")
    day = DATA_ROW.replace("</row>", '<c r="E2" s="1"><v>46437</v></c></row>')
    return workbook(heads + day)


def _days_for_lengths() -> bytes:
    day = DATA_ROW.replace(cell("D2", "2d"), '<c r="D2" s="1"><v>46437</v></c>')
    return workbook(HEAD_ROW + day)


def _merged() -> bytes:
    rows = row(3, cell("B3", "Labels"), cell("C3", "Shops"))
    merged = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    return workbook(HEAD_ROW + DATA_ROW + rows, after=merged)


def _merged_far() -> bytes:
    merged = "".join(f'<mergeCell ref="A2:XFD{n}"/>' for n in range(3, 30_000))
    return workbook(after=f"<mergeCells>{merged}</mergeCells>")


_TWO = (
    '<sheet name="Plan" sheetId="1" r:id="rId1"/><sheet name="Old plan" sheetId="2" {}r:id="rId1"/>'
)


def _strict() -> bytes:
    return workbook(
        more={
            "xl/workbook.xml": "<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>"
        }
    )


def _cells_apart() -> bytes:
    return workbook(row(1, cell("A1", "a")) + row(1_048_576, cell("XFD1048576", "b")))


def _rows_beyond() -> bytes:
    return workbook(HEAD_ROW + DATA_ROW + '<row r="2000000000"><c r="A2000000000"/></row>')


def _ole(stream: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)
    )


def _injecting() -> bytes:
    rows = ['"=cmd|\' /C calc\'!A0","+1","@SUM(1)",2d', '-2+3,"\t=1",\'=x,2d']
    return (HEADS + "\n".join(rows) + "\n").encode()


def text(content: str) -> Callable[[], bytes]:
    return content.encode


def _exported_again(folder: Path, _: Outcome) -> None:
    """No cell of what was exported begins as a formula does."""
    import csv

    exported = (folder / "out.csv").read_text("utf-8-sig")
    for one in csv.reader(exported.splitlines()):
        assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in one), one


def _beside_a_map(folder: Path) -> None:
    named("a.csv", text(HEADS + ROW))(folder)
    named("map.yaml", text("mine"))(folder)


def _ended(arrange: Callable[[Path], None]) -> Callable[[Path], None]:
    """The spreadsheet beside the map, and a hook that ends the run."""

    def both(folder: Path) -> None:
        arrange(folder)
        _beside_a_map(folder)
        named("a.xlsx", workbook)(folder)

    return both


def _as_it_was(folder: Path, _: Outcome) -> None:
    assert (folder / "map.yaml").read_text("utf-8") == "mine"


_REPLACING = ("import", "a.csv", "-o", "map.yaml", "--force")
_ENDED = (
    *(
        Attack(
            f"killed while a map is replaced, at {event}",
            _REPLACING,
            -9,
            arrange=_ended(at_call(event, part, "SIGKILL")),
            then=_as_it_was,
            environment=HOOKS,
        )
        for event, part in (
            ("os.mkdir", "servicemap-draft"),
            ("open", "servicemap-draft-.*/new"),
            ("os.rename", "map.yaml"),
        )
    ),
    Attack(
        "Ctrl-C while a workbook is opened",
        ("import", "a.xlsx", "-o", "map.yaml", "--force"),
        130,
        arrange=_ended(at_import("openpyxl.reader")),
        then=_as_it_was,
        environment=HOOKS,
        imports=True,
    ),
    Attack(
        "a map on a disk that is full",
        _REPLACING,
        2,
        ("map.yaml cannot be written", "make room"),
        arrange=_ended(no_room(100)),
        then=_as_it_was,
        environment=HOOKS,
    ),
)
"""Runs that are ended from outside: whatever was there is there."""

_EVIL_MAP = """\
teams:
  "=cmd|'/C calc'!A0":
    about: "@SUM(1+1)*cmd"
    serves: [{customer: "-2+3", service: "+1 more;=1+1"}]
end_users: ["-2+3", "'=already"]
"""

ATTACKS = (
    *(_ENDED if sys.platform != "win32" else ()),
    refused("a zip bomb", "a.xlsx", _bomb, "would become 70 MB", "was not unpacked"),
    refused("a zip bomb that lies", "a.xlsx", _lying_bomb, "damaged"),
    refused("entities that grow", "a.xlsx", _entities, "declares a document type"),
    refused("entities far down", "a.xlsx", _late_entities, "damaged", "Entit"),
    refused("too many shared texts", "a.xlsx", _strings, "more than 500,000 texts"),
    refused("too many styles", "a.xlsx", _styles, "was not unpacked"),
    refused(
        "more cells than anybody has", "a.xlsx", _many_cells, "more than 1,000,000 cells"
    )._replace(costly=True),
    refused("an encrypted workbook", "a.xlsx", lambda: _ole("EncryptedPackage"), "is encrypted"),
    refused("an .xls renamed", "a.xlsx", lambda: _ole("Workbook"), "before 2007 (.xls)"),
    refused("a document of Word", "a.xlsx", lambda: archive_of(word__document="x"), "Word"),
    refused(
        "a file of Numbers",
        "a.numbers",
        lambda: archive_of(Index__Document="x"),
        "this is a file of Numbers",
    ),
    refused(
        "an OpenDocument sheet",
        "a.ods",
        lambda: archive_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "OpenDocument",
    ),
    refused("a strict workbook", "a.xlsx", _strict, "of the strict kind"),
    refused("another archive", "a.xlsx", lambda: archive_of(readme="x"), "no workbook"),
    refused("half a workbook", "a.xlsx", lambda: workbook()[:700], "cut off or damaged"),
    refused("rubbish in a workbook", "a.xlsx", lambda: workbook("<row><c"), "damaged"),
    refused("a workbook without cells", "a.xlsx", lambda: workbook(""), "empty"),
    refused("A1 and XFD1048576", "a.xlsx", _cells_apart, "cell XFD1048576 holds something"),
    refused("more rows than there are", "a.xlsx", _rows_beyond, "more rows than Excel has"),
    refused("rows that are all width", "a.xlsx", _wide_rows, "rows that reach so far"),
    refused("thousands of merged cells", "a.xlsx", _merged_far, "merged cells"),
    refused(
        "two sheets that may be meant",
        "a.xlsx",
        lambda: workbook(sheets=_TWO.format("")),
        "2 of its sheets",
        "--sheet",
    ),
    read(
        "a hidden sheet",
        "a.xlsx",
        lambda: workbook(sheets=_TWO.format('state="hidden" ')),
        "'Old plan' was not read (hidden: 'Old plan')",
        then="Stock",
    ),
    read("fifty thousand empty rows", "a.xlsx", _empty_rows(50_000), then="service: Stock"),
    read("a million empty rows", "a.xlsx", _empty_rows(1_000_000), then="service: Stock")._replace(
        costly=True
    ),
    read("merged cells", "a.xlsx", _merged, then="Labels"),
    refused(
        "formulas without results",
        "a.xlsx",
        _formulas,
        "row 3, column Takes",
        "(D3): a formula stands here without its result",
        code=1,
    ),
    refused("errors of a spreadsheet", "a.xlsx", _errors, "'#REF!' is an error", code=1),
    read(
        "dates as numbers",
        "a.xlsx",
        _dates_as_numbers,
        "46437 was read as 2027-02-19",
        then="promise: 2027-02-19",
    ),
    read("dates", "a.xlsx", _dates, then="promise: 2027-02-19"),
    refused(
        "a day where a length belongs",
        "a.xlsx",
        _days_for_lengths,
        "'2027-02-19' is no length of time",
        code=1,
    ),
    refused(
        "a text that is no table", "a.csv", text("Dear all,\n\nplease see below.\n"), "no table"
    ),
    refused("a table of something else", "a.csv", text("Name,Price\nBread,2\nMilk,3\n"), "'Price'"),
    refused("an empty file", "a.csv", text(""), "nothing stands in this file"),
    refused("a page called a spreadsheet", "a.xls", text("<html><table>"), "page of the web"),
    refused("a PDF", "a.csv", lambda: b"%PDF-1.7\n\xff\x00", "PDF"),
    refused("bytes", "a.csv", lambda: bytes(range(256)) * 40, "neither a spreadsheet nor text"),
    refused("a quotation mark left open", "a.csv", text(HEADS + '"Warehouse,Stock,'), "row 2"),
    refused("a cell without an end", "a.csv", text(HEADS + "x" * 200_000), "row 2"),
    refused(
        "more rows than anybody has", "a.csv", text(HEADS + ROW * 60_000), "more than 50,000 rows"
    ),
    refused("more columns", "a.csv", text(HEADS.strip() + ",x" * 2_000), "columns"),
    read("formulas in a CSV file", "a.csv", _injecting, then="cmd|"),
    Attack(
        "formulas in a map",
        ("export", "map.yaml", "-o", "out.csv"),
        0,
        arrange=named("map.yaml", text(_EVIL_MAP)),
        then=_exported_again,
    ),
    Attack(
        "a map that is there already",
        ("import", "a.csv", "-o", "map.yaml"),
        2,
        ("is there already",),
        arrange=_beside_a_map,
        then=holds("mine"),
    ),
)
