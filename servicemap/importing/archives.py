"""The archive that a workbook is, looked at before anything in it is unpacked.

Nothing becomes larger than what is allowed here, whatever a file says of itself; what is no
workbook is told by what it is.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from servicemap.errors import UnreadableTable
from servicemap.troubles import Trouble

MOST_UNPACKED = 256 << 20
MOST_FILES = 5_000
"""Bytes that a workbook may have unpacked, and files."""

MOST_OF = (
    (re.compile(r"xl/sharedStrings\.xml", re.IGNORECASE), 48 << 20),
    (
        re.compile(r"\[Content_Types\]\.xml|xl/[^/]+\.xml|xl/theme/.*|docProps/.*|.*\.rels"),
        8 << 20,
    ),
    (re.compile(r".*", re.DOTALL), 64 << 20),
)
"""Bytes that one of its files may have, by its name: what is held whole in memory has fewer."""

MOST_TEXTS = 500_000
"""Texts in the table of those that stand in several cells."""

HEAD = 65_536
"""Bytes of a file in which it declares its type, if it does."""

SAVE = "open it in Excel and save it as .xlsx"
_COPY = "copy the rows that matter into a new workbook"
_COPY_TABLE = "copy the table into a spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Office before 2007 begin, and those with a password."""

_STRICT = b"purl.oclc.org/ooxml"
"""In the names of everything in a workbook as ISO has it and Excel does not write by itself."""

_TEXT = re.compile(rb"<(?:\w+:)?si[\s>/]")

_OTHERS = (
    (r".*\.iwa|Index/.*", Trouble("this is a file of Numbers", "export it to Excel or CSV there")),
    (r"xl/workbook\.bin", Trouble("this is a binary workbook (.xlsb)", SAVE)),
    (
        r"content\.xml|mimetype",
        Trouble(
            "this is an OpenDocument file, as LibreOffice writes it",
            "save it as .xlsx or as CSV there",
        ),
    ),
    (r"word/.*", Trouble("this is a document of Word", _COPY_TABLE)),
    (r"ppt/.*", Trouble("this is a presentation", _COPY_TABLE)),
)
"""Archives that are no workbooks, by the name of a file in them."""

_OLD = (
    ("EncryptedPackage", Trouble("this workbook is encrypted", f"{SAVE} without a password")),
    ("WordDocument", Trouble("this is a document of Word", _COPY_TABLE)),
    ("", Trouble("this is a workbook of the format before 2007 (.xls)", SAVE)),
)
"""What files of Office before 2007 are, by the name of something in them."""


def is_archive(content: bytes) -> bool:
    """Whether bytes begin as a workbook does, or as what people take for one."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def opened_archive(content: bytes) -> ZipFile:
    """The archive of a workbook, which is none of the others. Raises UnreadableTable."""
    if content.startswith(_OLE):
        found = (trouble for name, trouble in _OLD if name.encode("utf-16-le") in content)
        raise UnreadableTable(*next(found))
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise UnreadableTable(
            "this begins as a workbook, and is cut off or damaged", "fetch it again"
        ) from None
    for trouble in _troubles(archive):
        archive.close()
        raise UnreadableTable(*trouble)
    return archive


def _troubles(archive: ZipFile) -> Iterator[Trouble]:
    """Why an archive is not read any further."""
    names = archive.namelist()
    yield from _too_much(archive)
    if any(file.flag_bits & 1 for file in archive.infolist()):
        yield Trouble("this archive needs a password", f"{SAVE} without one")
    for pattern, trouble in _OTHERS:
        if any(re.fullmatch(pattern, name) for name in names):
            yield trouble
    if "[Content_Types].xml" not in names:
        yield Trouble("this is an archive, and no workbook", "unpack it first")
    if "xl/workbook.xml" in names and _STRICT in _head_of(archive, "xl/workbook.xml"):
        yield Trouble(
            "this is a workbook of the strict kind, which few programs read",
            "save it as 'Excel Workbook (.xlsx)', without 'Strict'",
        )
    if any(_declares_type(archive, name) for name in names if name.endswith((".xml", ".rels"))):
        yield Trouble(
            "this workbook declares a document type, which no spreadsheet writes",
            "do not trust it; copy what you need into a new workbook",
        )


def _too_much(archive: ZipFile) -> Iterator[Trouble]:
    """What would take more memory, or time, than any table of people needs."""
    files = archive.infolist()
    if len(files) > MOST_FILES:
        yield Trouble(f"this workbook is made of more than {MOST_FILES:,} files", _COPY)
    sizes = [(sum(file.file_size for file in files), MOST_UNPACKED)]
    sizes += [(file.file_size, _most_of(file.filename)) for file in files]
    for size, most in sizes:
        if size > most:
            yield Trouble(
                f"this workbook would become {size >> 20:,} MB large, more than the {most >> 20} MB"
                " that it may, or that a part of it may, and was not unpacked",
                _COPY,
            )
    # Which of its files is the table of texts is for the workbook to say.
    texts = sum(len(_TEXT.findall(_whole(archive, file.filename))) for file in files)
    if texts > MOST_TEXTS:
        yield Trouble(f"this workbook has more than {MOST_TEXTS:,} texts", _COPY)


def _most_of(name: str) -> int:
    return next(most for pattern, most in MOST_OF if pattern.fullmatch(name))


def _whole(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except Exception:  # noqa: BLE001 - a damaged part is told by whoever needs it
        return b""


def _declares_type(archive: ZipFile, name: str) -> bool:
    """Whether a file has a `<!DOCTYPE`, in whichever encoding: a way to make it grow."""
    return b"<!DOCTYPE" in _head_of(archive, name).replace(b"\0", b"")


def _head_of(archive: ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as file:
            return file.read(HEAD)
    except Exception:  # noqa: BLE001 - a damaged part is told by whoever needs it
        return b""
