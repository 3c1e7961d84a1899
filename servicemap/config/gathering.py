"""Flags over the environment over the settings file over what is so by itself."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from servicemap.config.finding import found_upwards
from servicemap.config.settings import DEFAULTS, Globs, ReportFile, Settings
from servicemap.config.table import SETTINGS, Setting, SettingShape, read_switch
from servicemap.errors import ServiceMapError, WrongValue
from servicemap.spelling import did_you_mean

if TYPE_CHECKING:
    from servicemap.config.settings_files import PlaceOfItem, SettingsFile

Flags = Mapping[str, "str | bool | Iterable[str] | None"]
"""What was said on the command line, by setting: None, and nothing in a row, is not said."""

_Said = str | bool | tuple[str, ...]

FILE_VARIABLE = "SERVICEMAP_SETTINGS"
"""Names the settings file, as `--settings` does."""

_OTHER_VARIABLES = (FILE_VARIABLE, "SERVICEMAP_TRACEBACK")


class Layer(IntEnum):
    """Where settings are made, the nearest to the caller first: it is over those after it."""

    FLAG = 0
    VARIABLE = 1
    FILE = 2
    DEFAULT = 3


class Origin(NamedTuple):
    """Where a setting comes from. `said` is `--strict`, `SERVICEMAP_STRICT`, or a file and line."""

    layer: Layer
    said: str


_DEFAULT = Origin(Layer.DEFAULT, "default")


class Gathered(NamedTuple):
    """The settings, and where each comes from.

    `file` is the settings file that was read, or "". `found` tells, where that was not named but
    found and may be anybody's, where a setting of it stands. `notes` are sentences on what was left
    unread: variables that mean nothing, and whoever wants to be told it all, another settings file.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    file: str = ""
    found: "PlaceOfItem | None" = None
    notes: tuple[str, ...] = ()


def gather(
    flags: Flags,
    environment: Mapping[str, str],
    *,
    file: str | None = None,
    formats: tuple[str, ...] = (),
    explain: bool = False,
) -> Gathered:
    """Settings for a run in the current folder, each taken whole from the first that says it.

    `file` is the settings file; None looks for the nearest. `formats` are those that may be named,
    any if empty. With `explain` the lines of a file and all notes are worked out too. Raises
    WrongValue and WrongSettings, and UnreadablePath for a file that is named and cannot be read.
    """
    named = file or environment.get(FILE_VARIABLE) or None
    read = _file(named, formats)
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    lines = read.lines() if read and explain else {}
    for row in SETTINGS:
        name = row.name
        said = environment.get(row.variable, "")
        if (flagged := _given(flags.get(name))) is not None:
            values[name] = _read(row, flagged, row.flag, formats)
            origins[name] = Origin(Layer.FLAG, row.flag)
        elif said.strip():
            # A pipeline sets what it has no word for to nothing.
            values[name] = _read(row, said, row.variable, formats)
            origins[name] = Origin(Layer.VARIABLE, row.variable)
        elif read and name in read.values:
            values[name] = _beside(read, row)
            said = f"{read.path}:{lines[name]}" if explain else read.path
            origins[name] = Origin(Layer.FILE, said)
        else:
            origins[name] = _DEFAULT
    _nearer_first(values, origins)
    if read:
        values["root"] = read.folder
        # A file found upwards marks the folder of the project; one that is named may lie anywhere.
        if "map" not in values and not named:
            values["map"] = _from(read.folder, DEFAULTS.map)
    notes = (*_other_file(read if explain else None), *_unknown_variables(environment))
    path, found = (read.path, None if named else read.place) if read else ("", None)
    return Gathered(DEFAULTS._replace(**values), origins, path, found, notes)


def _nearer_first(values: dict[str, Any], origins: dict[str, Origin]) -> None:
    """What is said further away, and only of some rules or files, gives way to what is nearer."""
    select, paths = origins["select"], origins["paths"]
    # Who selects starts afresh: what a file ignores is not what they ask for.
    if select.layer < origins["ignore"].layer < Layer.DEFAULT:
        values["ignore"] = ()
        origins["ignore"] = Origin(select.layer, f"{select.said} starts afresh")
    if select.layer < paths.layer < Layer.DEFAULT:
        values["paths"] = tuple(p._replace(ignore=()) for p in values["paths"] if p.severity)
        origins["paths"] = Origin(paths.layer, f"{paths.said}; {select.said} starts afresh")
    values["weighed_nearer"] = origins["severity"].layer < paths.layer < Layer.DEFAULT


def _file(named: str | None, formats: tuple[str, ...]) -> "SettingsFile | None":
    try:
        for path in (named,) if named else found_upwards(os.curdir):
            from servicemap.config.settings_files import (
                read_file,  # projects without settings do without
            )

            read = read_file(path, formats, found=not named)
            if read.has_table or named:
                return read
    except OSError:  # the current folder has been removed
        pass
    return None


def _given(flag: "str | bool | Iterable[str] | None") -> _Said | None:
    if flag is None or isinstance(flag, str | bool):
        return flag
    return tuple(flag) or None


def _read(row: Setting, said: _Said, where: str, formats: tuple[str, ...]) -> Any:
    """What a flag or a variable says. Lists are joined by commas in a variable."""
    try:
        if isinstance(said, bool):
            return said
        read = row.reader(formats)
        if row.shape in {SettingShape.LIST, SettingShape.SEVERITIES}:
            items = [said] if isinstance(said, str) else said
            # The name of a file, which a flag gives whole, may hold a comma.
            whole = row.name == "report" and not isinstance(said, str)
            parts = [p for item in items for p in ([item] if whole else item.split(","))]
            found = [read(part) for part in parts if part.strip()]
            if row.name == "exclude":
                return Globs(tuple(found))
            return dict(found) if row.shape is SettingShape.SEVERITIES else tuple(found)
        assert isinstance(said, str), "only lists are given in several parts"
        return read_switch(said) if row.shape is SettingShape.SWITCH else read(said)
    except WrongValue as wrong:
        raise WrongValue(f"{where}: {wrong.message}", wrong.hint) from None


def _beside(read: "SettingsFile", row: Setting) -> Any:
    """A value of the file; paths count from its folder."""
    value = read.values[row.name]
    if row.is_path:
        return _from(read.folder, value)
    if row.name == "exclude":
        return Globs(value, read.folder)
    if row.name == "report":
        reports: tuple[ReportFile, ...] = value
        return tuple(
            one if one.file == "-" else one._replace(file=_from(read.folder, one.file))
            for one in reports
        )
    return value


def _from(folder: str, path: str) -> str:
    whole = os.path.join(folder, path)
    try:
        near = os.path.relpath(whole)
    except (OSError, ValueError):  # another drive, or no current folder any more
        return whole
    return near


def _other_file(read: "SettingsFile | None") -> Iterator[str]:
    if read and read.beside and os.path.isfile(read.beside):
        from servicemap.config.settings_files import read_file

        with suppress(ServiceMapError):  # what is not read may be wrong
            other = read_file(read.beside)
            if other.has_table:
                kept = f"which {read.path} beside it keeps from being read"
                yield f"{other.path} has settings too, {kept}"


def _unknown_variables(environment: Mapping[str, str]) -> Iterator[str]:
    ours = [name for name in environment if name.startswith("SERVICEMAP_")]
    known = {row.variable for row in SETTINGS} | set(_OTHER_VARIABLES)
    for name in sorted(set(ours) - known):
        near = did_you_mean(name, known)
        yield f"{name} is no variable of servicemap" + (f": {near}" if near else "")


def settings_from(said: Flags) -> Settings:
    """Settings from what a program says, read as flags are. Raises WrongValue."""
    rows = {row.name: row for row in SETTINGS}
    given = {name: flagged for name, flag in said.items() if (flagged := _given(flag)) is not None}
    read = {name: _read(rows[name], flagged, name, ()) for name, flagged in given.items()}
    return DEFAULTS._replace(**read)
