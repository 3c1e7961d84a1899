"""From a path, or from text, to a map and everything that is wrong with it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from servicemap.collector import collector_off
from servicemap.errors import SeveralMaps
from servicemap.findings import Finding
from servicemap.loading.drafting import draft_of, drafted, guesses_each
from servicemap.loading.entries.drafts import Draft
from servicemap.loading.entries.sections import put_entries
from servicemap.loading.files import MAX_FILE, MapFiles, find_maps
from servicemap.loading.joining.assembling import assemble
from servicemap.loading.source_texts import SourceTexts
from servicemap.loading.yaml.events import TopEntry
from servicemap.loading.yaml.problems import Problems, Spelling
from servicemap.locations import printable
from servicemap.model import ServiceMap

WORTH_SHARING = 1_000_000
"""Bytes from which several processes read a map sooner than one."""


class Loaded(NamedTuple):
    """A map, as far as it could be read, and what is wrong with it.

    findings    SM0xx, by file, line and column
    sources     the path of each file, as findings show it -> its text, for excerpts
    """

    map: ServiceMap
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]


def load_one(
    path: str | os.PathLike[str], *, max_file: int = MAX_FILE, shared: bool = False
) -> Loaded:
    """The one map in a file or a folder.

    Never raises on content. Raises UnreadablePath where there is nothing to read, and SeveralMaps
    for a shelf. `max_file` is how many bytes a file may have; `shared` is for `load_files`.
    """
    return load_only(find_maps(path, max_file=max_file), path, shared=shared)


def load_only(
    maps: Sequence[MapFiles], path: str | os.PathLike[str], *, shared: bool = False
) -> Loaded:
    """The map at `path`, where only one was found. Raises SeveralMaps for a shelf."""
    if len(maps) > 1:
        names = ", ".join(printable(one.path) for one in maps[:8]) + (", ..." if maps[8:] else "")
        raise SeveralMaps(
            f"{printable(os.fspath(path))} holds {len(maps)} maps, and one is wanted",
            f"name one of: {names}",
        )
    return load_files(maps[0], shared=shared)


def load_files(files: MapFiles, *, shared: bool = False) -> Loaded:
    """One of the maps that `find_maps` found.

    `shared` reads a large one in several processes, which a program may and a library may not:
    each of them imports the module that was run.
    """
    with collector_off():
        if shared and sum(len(file.content or b"") for file in files.files) >= WORTH_SHARING:
            from servicemap.loading.sharing import drafts_of  # a small map does without processes

            drafted = drafts_of(files)
        else:
            guesses = guesses_each(len(files.files))
            drafted = [draft_of(file, files, guesses) for file in files.files]
        drafts = [draft for draft, _ in drafted]
        sources = {draft.path: text for draft, text in drafted if text is not None}
        return _loaded(drafts, files.name, files.path, SourceTexts(sources))


def read_text(text: str | bytes, path: str = "map.yaml") -> Loaded:
    """A map that is one text, as if it stood in the file `path`."""
    return read_texts({path: text})


def read_texts(texts: Mapping[str, str | bytes], name: str = "", path: str = "") -> Loaded:
    """A map of several texts by path, as if they were files of one folder."""
    guesses = guesses_each(len(texts))
    drafts: list[Draft] = []
    sources: dict[str, bytes] = {}
    shown = sorted(texts)
    with collector_off():
        for one in shown:
            read = drafted(texts[one], one, Spelling(guesses))
            drafts.append(read.draft)
            if read.text is not None:
                sources[one] = read.text
        first = shown[0] if shown else "map.yaml"
        name = name or first.rpartition("/")[2].rpartition(".")[0]
        return _loaded(drafts, name, path or first, SourceTexts(sources))


def read_entries(entries: Iterable[TopEntry], problems: Problems, name: str) -> Loaded:
    """A map whose entries stand in something else than YAML, such as the cells of a table.

    Each node says where it stands there. `problems` hold what has been found wrong before.
    """
    draft = Draft(problems.path)
    put_entries(iter(entries), draft, problems)
    draft.findings = problems.findings
    draft.unread = problems.unread
    return _loaded([draft], name, problems.path, SourceTexts({}))


def _loaded(drafts: list[Draft], name: str, path: str, sources: SourceTexts) -> Loaded:
    found = assemble(drafts, name, path, Spelling())
    findings = found.findings
    if findings:
        from servicemap.loading.entries.subjects import with_subjects  # a clean map does without

        findings = with_subjects(findings, sources, path)
    return Loaded(found.map, findings, sources)
