"""Workbooks and archives as bytes, made part by part so that any of them can be spoilt."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

HEADS = "Provider,Service,Customer,Takes\n"

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.\
relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.\
spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-\
officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.\
spreadsheetml.styles+xml"/>
{}</Types>"""
STRINGS = """<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.\
openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>"""
STYLES = f"""<styleSheet {NS}><fonts count="1"><font/></fonts>
<fills count="1"><fill><patternFill/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>
</styleSheet>"""


def cell(ref: str, text: str) -> str:
    """A cell that holds its own text."""
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


HEAD_ROW = row(
    1, *(cell(f"{letter}1", text) for letter, text in zip("ABCD", HEADS.split(","), strict=True))
)
DATA_ROW = row(
    2, cell("A2", "Warehouse"), cell("B2", "Stock"), cell("C2", "Stores"), cell("D2", "2d")
)


def workbook(
    rows: str = HEAD_ROW + DATA_ROW,
    *,
    after: str = "",
    sheets: str = '<sheet name="Plan" sheetId="1" r:id="rId1"/>',
    more: dict[str, str] | None = None,
    types: str = "",
) -> bytes:
    """The bytes of a workbook that holds these rows, as XML."""
    parts = {
        "[Content_Types].xml": _TYPES.format(types),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELS}/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{_RELS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" '
        f'Type="{_RELS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{rows}</sheetData>{after}"
        "</worksheet>",
        **(more or {}),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def archive_of(**files: str) -> bytes:
    """An archive of files; `__` in a name is a slash."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return packed.getvalue()
