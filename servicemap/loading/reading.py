"""From a path, or from text, to a map and everything that is wrong with it."""

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple

from servicemap.errors import SeveralMaps
from servicemap.findings import Finding
from servicemap.loading.assembling import assemble
from servicemap.loading.drafts import Draft
from servicemap.loading.files import MAX_FILE, MapFiles, find_maps, read_bytes
from servicemap.loading.problems import Spelling
from servicemap.loading.sections import read_file
from servicemap.locations import Location
from servicemap.model import ServiceMap


class Loaded(NamedTuple):
    """A map, as far as it could be read, and what is wrong with it.

    findings    SM0xx, by file, line and column
    sources     the path of each file, as findings show it -> its text, for excerpts
    """

    map: ServiceMap
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]


def load_one(path: str | os.PathLike[str], *, max_file: int = MAX_FILE) -> Loaded:
    """The one map in a file or a folder.

    Never raises on content. Raises UnreadablePath where there is nothing to read, and SeveralMaps
    for a shelf. `max_file` is how many bytes a file may have.
    """
    return load_only(find_maps(path, max_file=max_file), path)


def load_only(maps: Sequence[MapFiles], path: str | os.PathLike[str]) -> Loaded:
    """The map at `path`, where only one was found. Raises SeveralMaps for a shelf."""
    if len(maps) > 1:
        names = ", ".join(one.path for one in maps[:8]) + (", ..." if maps[8:] else "")
        raise SeveralMaps(
            f"{os.fspath(path)} holds {len(maps)} maps, and one is wanted", f"name one of: {names}"
        )
    return load_files(maps[0])


def load_files(files: MapFiles) -> Loaded:
    """One of the maps that `find_maps` found."""
    spelling = Spelling()
    drafts: list[Draft] = []
    sources: dict[str, str] = {}
    with _collector_off():
        for file in files.files:
            if files.stray_among:
                drafts.append(_stray(file.path, files.stray_among))
                continue
            content = read_bytes(file, files.max_file)
            if not isinstance(content, bytes):
                drafts.append(_unread(file.path, *content))
                continue
            draft, text = read_file(content, file.path, spelling)
            drafts.append(draft)
            if text is not None:
                sources[file.path] = text.text
        return _loaded(drafts, files.name, files.path, spelling, sources)


def read_text(text: str | bytes, path: str = "map.yaml") -> Loaded:
    """A map that is one text, as if it stood in the file `path`."""
    return read_texts({path: text})


def read_texts(texts: Mapping[str, str | bytes], name: str = "", path: str = "") -> Loaded:
    """A map of several texts by path, as if they were files of one folder."""
    spelling = Spelling()
    drafts: list[Draft] = []
    sources: dict[str, str] = {}
    shown = sorted(texts)
    with _collector_off():
        for one in shown:
            draft, read = read_file(texts[one], one, spelling)
            drafts.append(draft)
            if read is not None:
                sources[one] = read.text
        first = shown[0] if shown else "map.yaml"
        name = name or first.rpartition("/")[2].rpartition(".")[0]
        return _loaded(drafts, name, path or first, spelling, sources)


def _loaded(
    drafts: list[Draft], name: str, path: str, spelling: Spelling, sources: dict[str, str]
) -> Loaded:
    found = assemble(drafts, name, path, spelling)
    return Loaded(found.map, found.findings, MappingProxyType(sources))


def _unread(path: str, message: str, hint: str) -> Draft:
    """The draft of a file that cannot be read."""
    draft = Draft(path)
    draft.findings.append(Finding("SM001", message, Location(path, 1, 1, 1, 1), hint))
    draft.unread = True
    return draft


def _stray(path: str, maps: tuple[str, ...]) -> Draft:
    """The draft of a file that lies among several maps and belongs to none."""
    draft = Draft(path)
    draft.findings.append(
        Finding(
            "SM005",
            f"this file has no map: of its own, and lies among {len(maps)} maps",
            Location(path, 1, 1, 1, 1),
            f"begin it with 'map: {{title: ...}}', or move it into the folder of the map it belongs"
            f" to ({', '.join(maps[:4])}{', ...' if maps[4:] else ''})",
        )
    )
    return draft


@contextmanager
def _collector_off() -> Iterator[None]:
    """Everything made while reading stays: looking through it again and again finds nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
