"""Which names make a file one of a map, and what a map is called that names itself nothing."""

import os

from servicemap.locations import printable

ENDINGS = (".yaml", ".yml")
"""What the name of a file of a map ends in, whatever its case."""

ENDINGS_SAID = " or ".join(ENDINGS)


def is_map_file(path: str) -> bool:
    """Whether a file at this path beneath a folder belongs to the map in it."""
    parts = path.split("/")
    return may_be_map(parts[-1]) and not any(map(is_foreign, parts))


def may_be_map(name: str) -> bool:
    """Whether a file of this name belongs to the map in its folder."""
    return ends_as_a_map(name) and not name.lower().startswith("docker-compose")


def ends_as_a_map(path: str) -> bool:
    """Whether a name ends as those of maps do, whatever its case."""
    return path.lower().endswith(ENDINGS)


def is_foreign(name: str) -> bool:
    """Whether a file or folder is left out of the folder that it lies in, unless it is named."""
    return name.startswith(".") or name == "node_modules"


def titled(file: str) -> str:
    """The title of a map that is one file and does not give itself one."""
    base = os.path.basename(os.path.normpath(file))
    name = base.rpartition(".")[0] if ends_as_a_map(base) else base
    return printable(name or base)
