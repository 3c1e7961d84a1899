"""What may have been meant by a path with nothing at it: what lies beside it, and the maps here."""

import os
import re

from servicemap.file_names import is_map_file, titled
from servicemap.locations import printable

_OF_A_MAP = re.compile(
    rb"(?m)^(?:teams|end_users|suppliers|distributors|prospects|map)[ \t]*:|[{,]\s*teams\s*:"
)
LOOKED_AT = 200
"""Entries of a folder that are looked at for maps."""

LIKENESS = 0.7
"""How alike a name is to what was typed, to be what was meant: `customers` is no `stores`."""

READ = 1 << 16
"""Bytes of a file that are read to see whether it is a map."""


def meant(path: str) -> str:
    """Did you mean, among what lies beside a path that does not exist."""
    from servicemap.spelling import closest

    folder, base = os.path.split(os.path.normpath(path))
    try:
        beside = [entry for entry in os.listdir(folder or ".") if not entry.startswith(".")]
    except (OSError, ValueError):
        return ""
    # What all of them end in says nothing of which is meant.
    stems = {name: titled(name) for name in beside}
    nearest = closest(titled(base), stems.values(), LIKENESS)
    near = next((name for name, stem in sorted(stems.items()) if stem == nearest), "")
    return f"did you mean {printable(os.path.join(folder, near))}?" if near else ""


def maps_in(folder: str) -> list[str]:
    """The maps that lie in a folder, or in one beneath it, by name: files first."""
    files, folders = [], []
    try:
        names = sorted(os.listdir(folder))[:LOOKED_AT]
    except OSError:
        return []
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            if not name.startswith(".") and any(map(_is_map, _files_in(path))):
                folders.append(name)
        elif is_map_file(name) and _is_map(path):
            files.append(name)
    return files + folders


def _files_in(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))[:LOOKED_AT]
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if is_map_file(name)]


def _is_map(path: str) -> bool:
    try:
        if not os.path.isfile(path):  # nobody waits for a pipe
            return False
        with open(path, "rb") as file:
            return _OF_A_MAP.search(file.read(READ)) is not None
    except OSError:
        return False
