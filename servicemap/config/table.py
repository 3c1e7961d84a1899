"""The table of settings: one row for each, from which flags, variables and the file are read."""

import re
from collections.abc import Callable, Collection
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from servicemap.config.settings import ReportFile
from servicemap.dates import YEARS, parsed_date
from servicemap.errors import WrongValue
from servicemap.findings import KINDS, Severity
from servicemap.spelling import did_you_mean


class SettingShape(Enum):
    """What a setting looks like in the file; its value says it in words."""

    TEXT = "a text"
    SIZE = "a text, or a number of bytes"
    SWITCH = "true or false"
    LIST = "a list of texts"
    SEVERITIES = "a table of severities"
    PATHS = "a table of tables, one a glob"


class Setting(NamedTuple):
    """One setting. `read` makes a value of what somebody wrote, of each item where it is a list.

    `about` is its help, `takes` what stands for its value there, `example` a line of the file, or
    empty where it does not belong into one. One that is `for_all` is a flag of every command that
    opens a map.
    """

    name: str
    shape: SettingShape
    about: str
    read: Callable[[str], Any]
    takes: str = ""
    example: str = ""
    for_all: bool = False

    @property
    def flag(self) -> str:
        """`--fail-on`; the map is an argument, and what holds for paths is said in the file."""
        if self.name == "map":
            return "MAP"
        return "" if self.shape is SettingShape.PATHS else f"--{self.name.replace('_', '-')}"

    @property
    def variable(self) -> str:
        """`SERVICEMAP_FAIL_ON`."""
        return "" if self.shape is SettingShape.PATHS else f"SERVICEMAP_{self.name.upper()}"

    @property
    def in_file(self) -> bool:
        """Whether it may stand in a settings file."""
        return bool(self.example)

    @property
    def is_path(self) -> bool:
        """Whether it is the path of a file or folder, in the file relative to that."""
        return self.name in {"map", "baseline"}

    @property
    def of_rules(self) -> bool:
        """Whether it names kinds of findings."""
        return self.read in {read_kinds, read_dismissed}

    def reader(self, formats: tuple[str, ...]) -> Callable[[str], Any]:
        """`read`, where some formats are known: they alone may be named."""
        if self.name == "format":
            return one_of(formats)
        if self.name == "report":
            return lambda text: read_report(text, formats)
        return self.read


def read_text(text: str) -> str:
    """Anything that is not empty."""
    if "\0" in text:
        raise WrongValue("a zero byte stands in it", "leave it out: no file has one in its name")
    if not text.strip():
        raise WrongValue("it is empty", "leave it out, or write what it is to be")
    if "\0" in text:
        raise WrongValue("a NUL character stands in it", "take it out")
    return text


_SWITCHES = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}


def read_switch(text: str) -> bool:
    """`1`, `true`, `yes` and `on`, and their opposites."""
    try:
        return _SWITCHES[text.strip().casefold()]
    except KeyError:
        raise WrongValue(f"'{text}' is neither true nor false", "write true or false") from None


def read_kinds(text: str) -> str:
    """The beginning of a code (`SM1`), a code, or the name of a rule -> the beginning of a code."""
    wanted = text.strip()
    code = wanted.upper()
    if len(code) > 1 and any(one.startswith(code) for one in KINDS):
        return code
    by_name = {kind.name: kind.code for kind in KINDS.values()}
    if wanted.casefold() in by_name:
        return by_name[wanted.casefold()]
    if several := kinds_in(text):
        raise WrongValue(f"'{text}' names several rules", f"write {','.join(several)}")
    raise WrongValue(
        f"there is no rule '{text}'",
        did_you_mean(wanted, [*by_name, *KINDS]) or "'servicemap rule --all' tells them all",
    )


def kinds_in(text: str) -> list[str]:
    """The rules that one text names one after the other; nothing where it is not several."""
    words = re.split(r"[\s,;+]+", text.strip())
    if not words[1:]:
        return []
    try:
        for word in words:
            read_kinds(word)
    except WrongValue:
        return []
    return words


CODE = len("SM001")


def read_dismissed(text: str) -> str:
    """As `read_kinds`, for what is to matter less: not what keeps a map from being read."""
    code = read_kinds(text)
    if code.startswith("SM0"):
        raise WrongValue(
            f"'{text}' keeps a map from being read as meant, and always is an error",
            f"put it right in the map: 'servicemap rule {code}' says how"
            if len(code) == CODE
            else "put it right in the map: 'servicemap rule --all' says how",
        )
    return code


def read_severity(text: str) -> Severity:
    """`error`, `warning`, `info` or `off`."""
    return Severity(_one_of(text, tuple(Severity)))


class Weight(NamedTuple):
    """How much the kinds of findings matter whose codes begin with `code`."""

    code: str
    severity: Severity


def read_weight(text: str) -> Weight:
    """`orphan-team=warning`."""
    rule, equals, severity = text.partition("=")
    if not equals:
        raise WrongValue(
            f"'{text}' does not say which rule matters how much", "write it orphan-team=warning"
        )
    return Weight(read_dismissed(rule), read_severity(severity))


def read_threshold(text: str) -> Severity:
    """The severities that can make a check fail."""
    return Severity(_one_of(text, [one for one in Severity if one is not Severity.OFF]))


def read_report(text: str, formats: Collection[str] = ()) -> ReportFile:
    """`sarif=findings.sarif`: which format, and into which file."""
    form, equals, file = text.partition("=")
    if not equals or not file.strip():
        raise WrongValue(
            f"'{text}' does not say which format goes where", "write it sarif=findings.sarif"
        )
    return ReportFile(_one_of(form, formats), read_text(file.strip()))


def read_glob(text: str) -> str:
    """`drafts/**`, as `globs.matcher` reads it."""
    from servicemap.config.globs import matcher  # most projects have no globs

    glob = text.strip()
    matcher(glob)
    return glob


_UNITS = {"": 1, "B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


def read_size(text: str) -> int:
    """Bytes: `64 MB`, `500kB`, or a bare number. A kB has 1024 of them."""
    said = text.strip().replace("_", "")
    digits = said.rstrip("kKmMgGbB ")
    unit = said[len(digits) :].strip().upper()
    if not (digits.isascii() and digits.isdigit()) or unit not in _UNITS or len(digits) > 15:
        raise WrongValue(f"'{text}' is no size of a file", "write it like 64 MB")
    size = int(digits) * _UNITS[unit]
    if not size:
        raise WrongValue("no map fits into 0 bytes", "write it like 64 MB")
    return size


def read_day(text: str) -> date:
    """`2027-02-01`."""
    said = parsed_date(text.strip())
    if said is None:
        years = f"{YEARS.start} to {YEARS.stop - 1}"
        raise WrongValue(f"'{text}' is no date", f"write it like 2027-02-01, in the years {years}")
    return said


def one_of(choices: Collection[str]) -> Callable[[str], str]:
    """Reads one of a few words; without any choices, whatever is said."""
    return lambda text: _one_of(text, choices)


def _one_of(text: str, choices: Collection[str]) -> str:
    said = text.strip().casefold()
    if said in choices or not choices:
        return said
    raise none_of(text, choices)


def none_of(text: str, choices: Collection[str]) -> WrongValue:
    """What to say of a word that is none of a few."""
    near = did_you_mean(text.strip().casefold(), choices)
    return WrongValue(f"'{text}' is none of {', '.join(choices)}", near)


SETTINGS = (
    Setting(
        "map",
        SettingShape.TEXT,
        "The map that commands work on when none is named: a file or a folder.",
        read_text,
        "MAP",
        'map = "maps"',
    ),
    Setting(
        "format",
        SettingShape.TEXT,
        "How findings are printed.",
        read_text,
        "FORMAT",
        'format = "concise"',
    ),
    Setting(
        "report",
        SettingShape.LIST,
        "Write the findings to a file as well, in any format. Several may be.",
        read_report,
        "FORMAT=FILE",
        'report = ["sarif=findings.sarif", "junit=findings.xml"]',
    ),
    Setting(
        "all",
        SettingShape.SWITCH,
        "List infos, allowed and known findings too, not only their number.",
        read_switch,
        example="all = true",
    ),
    Setting(
        "statistics",
        SettingShape.SWITCH,
        "Count the findings of each kind instead of listing them.",
        read_switch,
        example="statistics = true",
    ),
    Setting(
        "select",
        SettingShape.LIST,
        "Look only for these: names, codes or beginnings of codes, joined by commas.",
        read_kinds,
        "RULES",
        'select = ["SM1", "broken-promise"]',
    ),
    Setting(
        "ignore",
        SettingShape.LIST,
        "Do not look for these, named likewise.",
        read_dismissed,
        "RULES",
        'ignore = ["SM303", "no-owner"]',
    ),
    Setting(
        "severity",
        SettingShape.SEVERITIES,
        "How much findings of a kind matter: error, warning, info or off.",
        read_weight,
        "RULE=SEVERITY",
        'severity = {orphan-team = "warning", unconfirmed-service = "info"}',
    ),
    Setting(
        "paths",
        SettingShape.PATHS,
        "What to ignore, and what matters how much, in the files that a glob matches.",
        read_text,
        "",
        'paths."drafts/**" = {ignore = ["SM1"], severity = {expectation-gap = "info"}}',
    ),
    Setting(
        "strict",
        SettingShape.SWITCH,
        "Infos are warnings.",
        read_switch,
        example="strict = true",
    ),
    Setting(
        "fail_on",
        SettingShape.TEXT,
        "The least severity that makes the exit code 1.",
        read_threshold,
        "SEVERITY",
        'fail_on = "warning"',
    ),
    Setting(
        "baseline",
        SettingShape.TEXT,
        "A file of findings that are known: they are not listed, and do not count.",
        read_text,
        "FILE",
        'baseline = "servicemap-baseline.txt"',
    ),
    Setting(
        "since",
        SettingShape.TEXT,
        "Only what changed since a git revision: what its map has as well, no less bad, is known.",
        read_text,
        "REVISION",
    ),
    Setting(
        "date",
        SettingShape.TEXT,
        "The day on which entries are too old or not; by default today.",
        read_day,
        "YYYY-MM-DD",
    ),
    Setting(
        "exclude",
        SettingShape.LIST,
        "Files and folders that are no part of a map: globs, joined by commas.",
        read_glob,
        "GLOBS",
        'exclude = ["drafts/**", "values-*.yaml"]',
        for_all=True,
    ),
    Setting(
        "max_file",
        SettingShape.SIZE,
        "How large one file of a map may be.",
        read_size,
        "SIZE",
        'max_file = "64 MB"',
        for_all=True,
    ),
)
"""Every setting, in the order of the help. `Settings` has a field of the same name for each."""
