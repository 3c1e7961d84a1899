"""The settings file: read, and every mistake in it told with its place."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from servicemap.config.finding import (
    OWN,
    SHARED,
    content_of,
)
from servicemap.config.globs import matcher
from servicemap.config.settings import PathSettings, ReportFile
from servicemap.config.table import (
    SETTINGS,
    Setting,
    SettingShape,
    kinds_in,
    read_dismissed,
    read_severity,
)
from servicemap.config.toml_slips import explained
from servicemap.errors import (
    Mistake,
    UnreadablePath,
    WrongSettings,
    WrongValue,
    reason_of,
)
from servicemap.locations import Location, printable, shown_as
from servicemap.spelling import did_you_mean
from servicemap.trust import Home, why_unreadable, why_unwritable

if TYPE_CHECKING:
    from servicemap.config.positions import Positions, TablePath

MOST_ENTRIES = 1_000
"""Entries that one setting may have."""

TABLE = ("tool", "servicemap")
"""Where settings stand in a file that is not ours alone."""

_FOREIGN_TABLE = (
    "settings stand in no table here: [tool.servicemap] is for pyproject.toml",
    "remove the line in [ ]; what follows it is right where it is",
)

_NOTHING: dict[str, Any] = {}

_AT = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")

PlaceOfItem = Callable[[str, int], Location]
"""Where an item of a setting stands; any number for one that is no list."""


class SettingsFile(NamedTuple):
    """A settings file that has been read.

    path      as people type it
    folder    from which the paths in it count
    values    the settings that it holds, by name
    lines     the line of each, asked for only when somebody wants to know
    place     where a setting stands, or an item of it, asked for likewise
    beside    where another settings file would lie that it keeps from being read, or ""
    has_table whether it is ours, or has a table that is
    """

    path: str
    folder: str
    values: Mapping[str, Any]
    lines: Callable[[], Mapping[str, int]]
    place: "PlaceOfItem"
    beside: str = ""
    has_table: bool = True


def read_file(path: str, formats: tuple[str, ...] = (), *, found: bool = False) -> SettingsFile:
    """Read a settings file. `formats` are those that `format` and `report` may name; any if empty.

    One that was `found`, and not named, may be anybody's: what it names must lie beneath it. Raises
    UnreadablePath where it cannot be read, WrongSettings where it cannot be read as meant.
    """
    shown = shown_as(path)
    folder = os.path.dirname(os.path.abspath(path))
    if found and not Home.of(folder).holds(os.path.realpath(path)):
        raise UnreadablePath(
            f"{printable(shown)}: this link leads out of the repository",
            f"if these settings are yours: --settings {printable(shown)}",
        )
    text = _text(path, shown)
    document, places = _parsed(text, shown)
    top: tuple[str, ...] = TABLE if os.path.basename(path) == SHARED else ()
    own = document
    for depth, name in enumerate(top, 1):
        own = own.get(name, _NOTHING)
        if not isinstance(own, dict):
            message = f"[{'.'.join(top)}] is no table"
            span = places().values.get(top[:depth])
            raise WrongSettings((Mistake(places().location(span, shown), message),))
    read = _Reading(own, top, formats, folder if found else None)
    if read.mistakes:
        raise WrongSettings(tuple(sorted(_placed(read.mistakes, places(), shown))))
    has_table = own is not _NOTHING
    beside = os.path.join(folder, SHARED) if os.path.basename(path) == OWN else ""

    def lines() -> Mapping[str, int]:
        at = places()
        return {name: at.location(at.keys.get((*top, name)), shown).line for name in read.values}

    def place(name: str, item: int) -> Location:
        at = places()
        span = at.values.get((*top, name, item)) or at.values.get((*top, name))
        return at.location(span, shown)

    return SettingsFile(shown, folder, read.values, lines, place, beside, has_table)


class _Misplaced(NamedTuple):
    """A mistake in a setting, to be told by the place of its value, or its key, once known."""

    path: "TablePath"
    message: str
    hint: str
    at_key: bool = False


class _Reading:
    """The settings in a table of TOML, and what is wrong with them.

    `within` is the folder beneath which files must lie, where anybody may have named them.
    """

    def __init__(
        self, own: dict[str, Any], top: "TablePath", formats: tuple[str, ...], within: str | None
    ) -> None:
        self._within = within
        self.values: dict[str, Any] = {}
        self.mistakes: list[_Misplaced] = []
        self._formats = formats
        for name, value in own.items():
            row = _ROWS.get(name)
            path = (*top, name)
            if row is None and name in TABLE and isinstance(value, dict) and not top:
                self.mistakes.append(_Misplaced(path, *_FOREIGN_TABLE, at_key=True))
            elif row is None:
                self._unknown(path, name, [row.name for row in SETTINGS if row.in_file])
            elif not row.in_file:
                hint = f"give {row.flag}, or set {row.variable}"
                self.mistakes.append(
                    _Misplaced(path, f"{name} does not belong into a file", hint, at_key=True)
                )
            else:
                self._setting(row, path, value)

    def _refuse(self, path: "TablePath", message: str, hint: str, *, at_key: bool = False) -> None:
        self.mistakes.append(_Misplaced(path, message, hint, at_key))

    def _unknown(self, path: "TablePath", name: str, known: list[str]) -> None:
        hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
        self.mistakes.append(
            _Misplaced(path, f"there is no setting {name!r} here", hint, at_key=True)
        )

    def _setting(self, row: Setting, path: "TablePath", value: Any) -> None:
        before = len(self.mistakes)
        read: Any = None
        if isinstance(value, list | dict) and len(value) > MOST_ENTRIES:
            # Each glob is held against each file: what a stranger's settings may cost has an end.
            message = f"{row.name} holds {len(value):,} entries, more than {MOST_ENTRIES:,}"
            self.mistakes.append(
                _Misplaced(path, message, "say it in fewer, with * and **", at_key=True)
            )
            return
        match row.shape, value:
            case (SettingShape.SWITCH, bool()):
                read = value
            case (SettingShape.TEXT, str()) | (SettingShape.SIZE, str()):
                read = self._item(path, value, self._reader(row))
            case (SettingShape.SIZE, int()) if not isinstance(value, bool):
                read = self._item(path, str(value), row.reader(self._formats))
            case (SettingShape.LIST, list()):
                read = self._list(path, value, row)
            case (SettingShape.SEVERITIES, dict()):
                read = self._severities(path, value)
            case (SettingShape.PATHS, dict()):
                read = tuple(self._of_path((*path, glob), glob, own) for glob, own in value.items())
            case _:
                self._misshapen(path, row, value)
        if len(self.mistakes) == before:
            self.values[row.name] = read

    def _list(self, path: "TablePath", value: list[Any], row: Setting) -> tuple[Any, ...]:
        read = []
        for place, item in enumerate(value):
            if row.of_rules and isinstance(item, str) and (several := kinds_in(item)):
                each = ", ".join(f'"{one}"' for one in several)
                self._refuse((*path, place), f"'{item}' names several rules", f"write {each}")
            elif isinstance(item, str):
                read.append(self._item((*path, place), item, self._reader(row)))
            else:
                self._misshapen((*path, place), row, item)
        return tuple(read)

    def _reader(self, row: Setting) -> Callable[[str], Any]:
        """What reads an item of a setting, and looks where a file is that it names."""
        read, within = row.reader(self._formats), self._within
        if within is None or not (row.is_path or row.name == "report"):
            return read

        def read_found(text: str) -> Any:
            value = read(text)
            file = value.file if isinstance(value, ReportFile) else value
            if isinstance(value, ReportFile) and file == "-":
                return value
            wrong = (why_unreadable if row.name == "map" else why_unwritable)(file, within)
            if wrong:
                raise WrongValue(f"{row.name} names '{file}': {wrong.message}", wrong.hint)
            return value

        return read_found

    def _severities(self, path: "TablePath", value: dict[str, Any]) -> dict[str, Any]:
        read = {}
        for rule, severity in value.items():
            code = self._item((*path, rule), rule, read_dismissed, key=True)
            if isinstance(severity, str):
                weight = self._item((*path, rule), severity, read_severity)
                if code in read:
                    message = f"{rule!r} is another word for a rule that is weighed here already"
                    self.mistakes.append(
                        _Misplaced((*path, rule), message, "leave one of them out", at_key=True)
                    )
                read[code] = weight
            else:
                message = f"{rule} is {_kind(severity)} and should be a text"
                self._refuse((*path, rule), message, 'write it like "warning"')
        return read

    def _of_path(self, path: "TablePath", glob: str, own: Any) -> PathSettings:
        self._item(path, glob, matcher, key=True)
        found = PathSettings(glob)
        if not isinstance(own, dict):
            message = f"what holds for {glob} is {_kind(own)} and should be a table"
            self._refuse(path, message, 'write it like {ignore = ["SM1"]}')
            return found
        for name, value in own.items():
            here = (*path, name)
            if name == "ignore" and isinstance(value, list):
                found = found._replace(ignore=self._list(here, value, _ROWS[name]))
            elif name == "severity" and isinstance(value, dict):
                found = found._replace(severity=self._severities(here, value))
            elif name in PathSettings._fields[1:]:
                self._misshapen(here, _ROWS[name], value)
            else:
                self._unknown(here, name, list(PathSettings._fields[1:]))
        return found

    def _item(
        self, path: "TablePath", text: str, read: Callable[[str], Any], *, key: bool = False
    ) -> Any:
        try:
            return read(text)
        except WrongValue as wrong:
            self._refuse(path, wrong.message, wrong.hint, at_key=key)
            return None

    def _misshapen(self, path: "TablePath", row: Setting, value: Any) -> None:
        said = row.name if isinstance(path[-1], str) else f"this item of {row.name}"
        message = f"{said} is {_kind(value)} and should be {_wanted(row, path)}"
        hint = f"write it like {row.example}"
        self._refuse(path, message, hint)


def _wanted(row: Setting, path: "TablePath") -> str:
    return "a text" if isinstance(path[-1], int) else row.shape.value


_ROWS = {row.name: row for row in SETTINGS}


def _placed(found: list[_Misplaced], places: "Positions", shown: str) -> Iterator[Mistake]:
    for one in found:
        at_key, at_value = places.keys.get(one.path), places.values.get(one.path)
        span = (at_key or at_value) if one.at_key else (at_value or at_key)
        yield Mistake(places.location(span, shown), one.message, one.hint)


def _kind(value: Any) -> str:
    """What a value of TOML is, to people."""
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def _text(path: str, shown: str) -> str:
    try:
        return content_of(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadablePath(f"{shown}: there is no such file") from None
    except UnicodeDecodeError as error:
        raise UnreadablePath(
            f"{shown}: this is not UTF-8, at byte {error.start + 1:,}", "save it as UTF-8"
        ) from None
    except OSError as error:
        raise UnreadablePath(f"{shown}: {reason_of(error)}") from None
    except WrongValue as wrong:
        raise UnreadablePath(f"{shown}: {wrong.message}") from None


def _parsed(text: str, shown: str) -> tuple[dict[str, Any], Callable[[], "Positions"]]:
    """What the text holds, and where, which only somebody with a mistake wants to know."""
    import tomllib  # only projects with settings pay for it

    from servicemap.config.positions import Positions

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings((_no_toml(str(error), text, shown),)) from None
    except (RecursionError, ValueError):  # brackets in brackets; a number of thousands of digits
        place = Location(shown, 1, 1, 1, 1)
        message = "this nests too deeply, or holds a number too large, to be read"
        raise WrongSettings((Mistake(place, message),)) from None
    return document, lambda: Positions(text)


def _no_toml(error: str, text: str, shown: str) -> Mistake:
    at = _AT.search(error)
    said = error[: at.start()] if at else error
    if at and at["line"]:
        line, column = int(at["line"]), int(at["column"])
    else:
        lines = text.split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    lines = text.replace("\r\n", "\n").split("\n")
    message, hint = explained(said, lines[line - 1], _ROWS)
    return Mistake(Location(shown, line, column, line, column), message, hint)
