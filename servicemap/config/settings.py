"""What a project can set, as plain data."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from servicemap.findings import Severity

Severities = Mapping[str, Severity]
"""The beginning of a code (`SM1`, `SM101`) -> how much those findings matter."""

_NONE: Severities = MappingProxyType({})


class PathSettings(NamedTuple):
    """What holds only for findings in files whose path, from the settings file, matches `glob`."""

    glob: str
    ignore: tuple[str, ...] = ()
    severity: Severities = _NONE


class ReportFile(NamedTuple):
    """A report in some format, and the file that it goes into; `-` is standard output."""

    format: str
    file: str


class Globs(NamedTuple):
    """Globs, and the folder from which they count: empty for the current one."""

    globs: tuple[str, ...] = ()
    root: str = ""


_NO_GLOBS = Globs()


class Settings(NamedTuple):
    """Everything that can be set, with its default.

    `select`, `ignore` and `severity` name kinds of findings by the beginning of their codes; what
    people write, names included, has become codes. `root` is the folder from which the globs of
    `paths` count.
    Where `severity` was `weighed_nearer` to the caller than `paths`, it is over what they say.
    A `max_file` of None is what reading allows by itself; a `date` of None is today.
    """

    map: str = "maps"
    format: str = "full"
    report: tuple[ReportFile, ...] = ()
    all: bool = False
    statistics: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severities = _NONE
    paths: tuple[PathSettings, ...] = ()
    strict: bool = False
    fail_on: Severity = Severity.ERROR
    baseline: str = ""
    since: str = ""
    date: dt.date | None = None
    exclude: Globs = _NO_GLOBS
    max_file: int | None = None
    root: str = ""
    weighed_nearer: bool = False


DEFAULTS = Settings()
