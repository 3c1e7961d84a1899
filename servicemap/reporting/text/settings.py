"""The settings of a run: each with its value, and where it comes from."""

from typing import Any

from servicemap.config import Gathered, Layer
from servicemap.config.table import SETTINGS
from servicemap.escapes import visible
from servicemap.reporting.json.settings import value_of
from servicemap.reporting.terminal import Ink, table

_UNSAID = {"date": "(today)", "max_file": '"64 MB"'}
"""What holds where nothing is said."""


def as_text(gathered: Gathered, ink: Ink) -> str:
    """A line for each, as a settings file would have it, and where it was said."""
    rows = []
    for row in SETTINGS:
        value = value_of(gathered, row)
        origin = gathered.origins[row.name]
        by_itself = origin.layer is Layer.DEFAULT
        written = _UNSAID.get(row.name, "(none)") if value is None else _written(value)
        said = visible(f"{row.name} = {written}")
        source = ink.muted(f"# {visible(origin.said)}")
        rows.append([ink.muted(said) if by_itself else said, source])
    file = visible(gathered.file) if gathered.file else "none found from here upwards"
    notes = [f"{ink.warning('note:')} {visible(note)}" for note in gathered.notes]
    return "\n".join([f"settings file: {file}", "", table(rows), *([""] if notes else []), *notes])


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
