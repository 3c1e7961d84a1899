"""The settings of a run: each with its value, and where it comes from."""

from datetime import date
from typing import Any

from servicemap.config import Gathered, Globs, Layer, PathSettings
from servicemap.config.table import SETTINGS, Setting, SettingShape
from servicemap.escapes import visible
from servicemap.reporting.json_text import VERSION
from servicemap.reporting.terminal import Ink, table

_UNSAID = {"date": "(today)", "max_file": '"64 MB"'}
"""What holds where nothing is said."""


def as_text(gathered: Gathered, ink: Ink) -> str:
    """A line for each, as a settings file would have it, and where it was said."""
    rows = []
    for row in SETTINGS:
        value = _value(gathered, row)
        origin = gathered.origins[row.name]
        by_itself = origin.layer is Layer.DEFAULT
        written = _UNSAID.get(row.name, "(none)") if value is None else _written(value)
        said = visible(f"{row.name} = {written}")
        source = ink.muted(f"# {visible(origin.said)}")
        rows.append([ink.muted(said) if by_itself else said, source])
    file = visible(gathered.file) if gathered.file else "none found from here upwards"
    notes = [f"{ink.warning('note:')} {visible(note)}" for note in gathered.notes]
    return "\n".join([f"settings file: {file}", "", table(rows), *([""] if notes else []), *notes])


def as_json(gathered: Gathered) -> dict[str, Any]:
    """The same for programs."""
    return {
        "version": VERSION,
        "kind": "settings",
        "file": gathered.file or None,
        "settings": [
            {
                "name": row.name,
                "value": _value(gathered, row),
                "from": gathered.origins[row.name].said,
            }
            for row in SETTINGS
        ],
        "notes": list(gathered.notes),
    }


def _value(gathered: Gathered, row: Setting) -> Any:
    said = getattr(gathered.settings, row.name)
    value = plain(said.globs if isinstance(said, Globs) else said)
    return value or {} if row.shape is SettingShape.PATHS else value


def plain(value: Any) -> Any:
    """A setting as JSON has it; nothing said is None."""
    match value:
        case PathSettings():
            said = {"ignore": list(value.ignore), "severity": plain(value.severity)}
            return {key: one for key, one in said.items() if one}
        case (PathSettings(), *_):
            return {one.glob: plain(one) for one in value}
        case ((str(), str()), *_):
            return [f"{form}={file}" for form, file in value]
        case date():
            return value.isoformat()
        case "":
            return None
        case tuple():
            return list(value)
        case str() | bool() | int() | None:
            return getattr(value, "value", value)
        case _:
            return {key: plain(one) for key, one in value.items()}


def _written(value: Any) -> str:
    """A value as TOML has it, where it has one."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list():
            return f"[{', '.join(map(_written, value))}]"
        case dict():
            inside = (f"{_key(key)} = {_written(one)}" for key, one in value.items())
            return "{" + ", ".join(inside) + "}"
        case _:
            return str(value)


def _key(key: str) -> str:
    return key if key.replace("-", "").isalnum() and key.isascii() else _written(key)
