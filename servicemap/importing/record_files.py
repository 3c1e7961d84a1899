"""The file of the record that a map names: found from the file that says so, and read with care.

A map may be a stranger's. Its record lies where the links of the map may lead, and is a file.
"""

import os
from collections.abc import Mapping
from typing import NamedTuple

from servicemap.errors import UnreadablePath, UnreadableTable
from servicemap.importing.opening_files import READ_ENDINGS
from servicemap.importing.track_records import TrackRecord, read_record
from servicemap.loading.files import MAX_FILE, STANDARD_INPUT, MapFile, read_bytes
from servicemap.locations import Location, printable, shown_as
from servicemap.model import ServiceMap
from servicemap.troubles import Trouble
from servicemap.trust import Home


class NoRecord(NamedTuple):
    """That there is no record; and where the map names one that cannot be read, why, and where."""

    trouble: Trouble | None = None
    location: Location | None = None


NO_RECORD = NoRecord()

_INSTEAD = f"name a spreadsheet that can be read, {READ_ENDINGS}; {{}} allows larger ones"

_OPTIONS = {"columns": "--column", "max_file": "--max-file"}
"""How an answer, whose text is that of a command, calls what a function calls by other names."""

_BESIDE = (
    f"{_INSTEAD.format(_OPTIONS['max_file'])}; its path is from the file that says so,"
    " and --record FILE names any"
)


def record_of(
    m: ServiceMap,
    file: str | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    max_file: int = MAX_FILE,
) -> TrackRecord | NoRecord:
    """What happened, as the `file` says, else the one that the map names.

    Raises UnreadablePath and UnreadableTable where a `file` cannot be read, and UnknownName for one
    of the `columns` that there is not. Of one that the map names it is told why.
    """
    if file is not None:
        content = read_bytes(MapFile(file, file), max_file)
        if isinstance(content, Trouble):
            raise UnreadablePath(f"{printable(file)}: {content.message}", _INSTEAD, ["max_file"])
        return _read(content, m, file, columns)
    if m.record is None:
        return NO_RECORD
    place = m.places.get("record")
    found = _file_of(m, m.record, place)
    if isinstance(found, Trouble):
        return NoRecord(found, place)
    content = read_bytes(MapFile(found, found), max_file)
    if isinstance(content, Trouble):
        return NoRecord(Trouble(f"{printable(m.record)}: {content.message}", _BESIDE), place)
    try:
        return _read(content, m, shown_as(found), columns)
    except UnreadableTable as error:
        return NoRecord(Trouble(error.message, error.hint_in(_called)), place)


def _called(argument: str) -> str:
    return _OPTIONS.get(argument, argument)


def _read(
    content: bytes, m: ServiceMap, path: str, columns: Mapping[str, str] | None
) -> TrackRecord:
    try:
        return read_record(content, m, path, columns)
    except UnreadableTable as error:
        raise error.found_in(path) from None


def _file_of(m: ServiceMap, named: str, place: Location | None) -> str | Trouble:
    """Where the record lies, from the folder of the file that names it."""
    said_in = place.path if place is not None else m.path
    if said_in == STANDARD_INPUT or not os.path.exists(said_in):
        return Trouble(
            f"nobody knows from where on to look for {printable(named)}: this map is in no file",
            "name the record itself: --record FILE",
        )
    folder = os.path.dirname(said_in) or os.curdir
    path = os.path.join(folder, named)
    try:
        real, home = os.path.realpath(path), Home.of(folder)
    except (OSError, ValueError):
        return Trouble(f"{printable(named)} leads nowhere", "name a file that can be there")
    if not home.holds(real):
        return Trouble(
            f"{printable(named)} leads out of {home.called}, or to what is hidden in it",
            "put the record beside the map, or name it yourself: --record FILE",
        )
    return path
