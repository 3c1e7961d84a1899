"""What tomllib says of a settings file that is no TOML, as a sentence with the cure."""

import re
from collections.abc import Mapping

from servicemap.config.table import Setting, SettingShape, read_threshold
from servicemap.findings import Severity
from servicemap.spelling import closest
from servicemap.troubles import COMMENT

_WITH_COLON = re.compile(r"\s*([A-Za-z][\w-]*)\s*:\s*(.*?)\s*")
_BARE = re.compile(r"\s*([A-Za-z][\w.-]*)\s*=\s*([^\s\"'\[{#][^#]*?|)\s*(?:#.*)?")
_IN_A_TABLE = re.compile(r"[{,]\s*([A-Za-z][\w-]*)\s*=\s*([A-Za-z][\w-]*)\s*(?=[,}])")
_COMMENT = re.compile(r"^\s*//|[\w\"'\])}]\s+//\s")
_SIDE_BY_SIDE = re.compile(r"""("[^"]*"|'[^']*')\s+("[^"]*"|'[^']*')""")
_NOTHING = frozenset({"null", "none", "nil", "undefined", "~"})
_EXAMPLE = 'write one setting a line, such as fail_on = "warning"'
_PLAIN = re.compile(r"[\w./*=-]+")


def explained(said: str, line: str, rows: Mapping[str, Setting]) -> tuple[str, str]:
    """A sentence and the cure, for what tomllib says of a line."""
    if found := _WITH_COLON.fullmatch(line):
        message = f"'{found[1]}:' is how YAML says it, and a setting has '='"
        return message, _as_setting(found[1], found[2], rows)
    if "Invalid value" in said and (found := _BARE.fullmatch(line)):
        message = f"{found[1]} has no value" + (" that can be read" if found[2] else "")
        return message, _as_setting(found[1], found[2], rows)
    if "Invalid value" in said and (within := _IN_A_TABLE.search(line)):
        message = f"{within[1]} has no value that can be read"
        return message, _as_setting(within[1], within[2], rows)
    if _COMMENT.search(line):
        return COMMENT
    if "Unclosed array" in said and (pair := _SIDE_BY_SIDE.search(line)):
        return "a comma is missing in this list", f"write {pair[1]}, {pair[2]}"
    for words, message, hint in _ANSWERS:
        if words in said:
            return message, hint
    return (
        f"this is no TOML: {said[:1].lower()}{said[1:]}",
        _EXAMPLE,
    )


def _as_setting(key: str, value: str, rows: Mapping[str, Setting]) -> str:
    """The line to write for what somebody meant to set."""
    row = rows.get(key.replace("-", "_"))
    value = value.strip("\"'")
    words = [word.strip(" \"'") for word in value.strip("[]").split(",")]
    if value.casefold() in _NOTHING:
        return "leave the line out: it is then as it is without a settings file"
    severity = closest(value, Severity) if row is None or row.read is read_threshold else None
    if severity and key != "severity":
        return f'write {key} = "{severity}"'
    if row is None:
        return f'write {key} = "..."'
    if not value:
        return f"for example {row.example}"
    if row.shape is SettingShape.SWITCH:
        on = value.casefold() not in {"false", "no", "off", "0"}
        return f"write {row.name} = {'true' if on else 'false'}"
    if row.shape in {SettingShape.TEXT, SettingShape.SIZE} and _PLAIN.fullmatch(value):
        return f'write {row.name} = "{value}"'
    if row.shape is SettingShape.LIST and all(map(_PLAIN.fullmatch, words)):
        listed = ", ".join(f'"{word}"' for word in words)
        return f"write {row.name} = [{listed}]"
    return f"for example {row.example}"


_ANSWERS: tuple[tuple[str, str, str], ...] = (
    ("Expected '=' after a key", "a setting without '=' stands here", _EXAMPLE),
    (
        "Invalid value",
        "a value that cannot be read stands here",
        'a text belongs in "...", a list in [...]',
    ),
    ("Unclosed array", "a list is not closed before this", "close it with ]"),
    ("Unclosed inline table", "a table is not closed before this", "close it with }"),
    ("Cannot overwrite a value", "this is set a second time", "keep one of the two"),
    ("twice", "this table stands here a second time", "put both into one"),
    (
        "Unescaped",
        'a backslash in "..." begins an escape, and this is none that exists',
        "write '...' instead of \"...\", or / for the backslash",
    ),
    (
        "hex value",
        'a backslash in "..." begins an escape, and this is none that exists',
        "write '...' instead of \"...\", or / for the backslash",
    ),
    ("Unterminated string", "a text is not closed before this", 'close it with "'),
    ("Illegal character '\\n'", "a text is not closed in this line", 'close it with "'),
    (
        "Expected newline or end of document after a statement",
        "more stands in this line than one setting",
        "give each setting a line of its own, and each text its quotation marks",
    ),
)
"""What tomllib says, by the words in it -> what we say, and the cure; the first that fits."""
