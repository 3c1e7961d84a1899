"""The settings of a run, as other programs read them."""

from datetime import date
from typing import Any

from servicemap.config import Gathered, Globs, PathSettings
from servicemap.config.table import SETTINGS, Setting, SettingShape
from servicemap.reporting.json_text import VERSION


def as_json(gathered: Gathered) -> dict[str, Any]:
    """Each with its value and where that was said."""
    return {
        "version": VERSION,
        "kind": "settings",
        "file": gathered.file or None,
        "settings": [
            {
                "name": row.name,
                "value": value_of(gathered, row),
                "from": gathered.origins[row.name].said,
            }
            for row in SETTINGS
        ],
        "notes": list(gathered.notes),
    }


def value_of(gathered: Gathered, row: Setting) -> Any:
    """What a setting is, as JSON has it."""
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
