"""Changes of a map as changes of its files: planned, made, read again, and only then written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from servicemap.editing.edits import Edit, OneIsEnough
from servicemap.editing.pieces import SourceFile
from servicemap.editing.planned_edits import Files
from servicemap.editing.splices import spliced
from servicemap.editing.taken import Taken
from servicemap.editing.verifying import Path, differences, may_differ
from servicemap.errors import CannotEdit, FileChanged, InvalidMap
from servicemap.findings import Finding
from servicemap.loading import read_texts
from servicemap.loading.reading import Loaded
from servicemap.model import ServiceMap
from servicemap.saving import replace_file


class Edited(NamedTuple):
    """The files of a map after some changes: path -> bytes, of those that changed; and the map."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    map: ServiceMap


def edited(files: Mapping[str, bytes], changes: Sequence[Edit], name: str = "") -> Edited:
    """A map with changes, each in the style of what stands around it, and nothing else changed.

    `files` are its files by path, `name` its title where it says none. Raises InvalidMap where the
    map cannot be read as meant; CannotEdit where it could not be with the changes, or something
    cannot be changed without losing a part of what stands there.
    """
    before = read_texts(files, name)
    if wrong := _wrong_in(before):
        raise InvalidMap(wrong)
    now, loaded = dict(files), before
    todo = list(changes)
    allowed: set[Path] = set()
    while todo:
        made = _one_round(now, loaded.map, todo)
        for one in todo:
            if one not in made.later:
                allowed |= set(may_differ(one))
        now, todo = made.files, made.later
        loaded = read_texts(now, name)
        if wrong := _wrong_in(loaded):
            raise CannotEdit(f"the map would be wrong then: {wrong[0].message}", wrong[0].hint)
    _verify(before.map, loaded.map, allowed)
    after = {path: content for path, content in now.items() if content != files[path]}
    return Edited({path: files[path] for path in after}, after, loaded.map)


def save(found: Edited) -> None:
    """Write the files that changed, each whole or not at all.

    Raises FileChanged, before anything is written, where one of them is not what was read; OSError
    as `open` does.
    """
    for path, content in found.before.items():
        with open(path, "rb") as file:
            now = file.read()
        if now != content:
            raise FileChanged(path, now, found.after[path])
    for path, content in found.after.items():
        replace_file(path, content)


def _wrong_in(loaded: Loaded) -> tuple[Finding, ...]:
    return tuple(finding for finding in loaded.findings if finding.malforms)


class _Round(NamedTuple):
    """The files after some changes, and those that got in their way."""

    files: dict[str, bytes]
    later: list[Edit]


def _one_round(now: dict[str, bytes], m: ServiceMap, changes: Iterable[Edit]) -> _Round:
    """The files after all changes that do not get in each other's way."""
    sources = {path: SourceFile(path, content) for path, content in now.items()}
    files = Files(m, sources)
    made = {path: Taken() for path in sources}
    claimed: set[object] = set()
    later: list[Edit] = []
    for one in changes:
        try:
            planned = one.plan(files)
        except KeyError as error:
            if not any(one.splices for one in made.values()):
                raise CannotEdit(f"the map has no '{error.args[0]}'") from error
            later.append(one)  # it may be about what another one adds
            continue
        if planned.claims & claimed or any(
            made[path].meets(splices, planned.into) for path, splices in planned.splices.items()
        ):
            later.append(one)
            continue
        claimed |= planned.claims
        later += one.then if isinstance(one, OneIsEnough) else ()
        for path, splices in planned.splices.items():
            made[path].take(splices, planned.into)
    after = {
        path: sources[path].with_text(spliced(sources[path].text, taken.splices)).content
        for path, taken in made.items()
        if taken.splices
    }
    return _Round(now | after, later)


def _verify(before: ServiceMap, after: ServiceMap, allowed: set[Path]) -> None:
    """Raises CannotEdit where the maps differ in anything else."""
    for path in sorted(differences(before, after)):
        if not any(path[:k] in allowed for k in range(len(path) + 1)):
            said = " ".join(path[1:])
            raise CannotEdit(f"that would change what the map says of {said} as well")
