"""Two versions of a shelf, map by map."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.comparing.changes import ChangeKind
from servicemap.comparing.differences import Difference, diff
from servicemap.model import ServiceMap

Shelf = Mapping[str, ServiceMap]
"""The maps of a shelf by their paths beneath it; of a single map that is the empty path."""


class Versions(NamedTuple):
    """What people call the two versions: a revision, a folder."""

    old: str
    new: str


class Shelved(NamedTuple):
    """What became of one map; the `difference` is None where it is new or gone."""

    kind: ChangeKind
    map: ServiceMap
    difference: Difference | None = None


class ComparedShelves(NamedTuple):
    """What became of each map, between versions that people call so."""

    maps: Sequence[Shelved]
    names: Versions


def shelf_of_one(found: Difference) -> ComparedShelves:
    """A difference as that of a shelf of one map, its versions called by their paths."""
    shelf = [Shelved(ChangeKind.CHANGED, found.new, found)]
    return ComparedShelves(shelf, Versions(found.old.path, found.new.path))


def diff_shelves(old: Shelf, new: Shelf) -> tuple[Shelved, ...]:
    """Each map of the new shelf beside what it was, in its order, and after them what is gone.

    A map is the same one where its path is, or else its title, if no other has it. Where there is
    one map on each side, it is that one.
    """
    before = dict(_pairs(old, new))
    kept = set(before.values())
    found = [
        Shelved(ChangeKind.CHANGED, m, diff(old[before[path]], m))
        if path in before
        else Shelved(ChangeKind.ADDED, m)
        for path, m in new.items()
    ]
    gone = [Shelved(ChangeKind.REMOVED, m) for path, m in old.items() if path not in kept]
    return (*found, *gone)


def _pairs(old: Shelf, new: Shelf) -> dict[str, str]:
    """The path of a map in the new shelf -> the one that it had in the old one."""
    if len(old) == len(new) == 1:
        return dict(zip(new, old, strict=True))
    same = {path: path for path in new if path in old}
    titles = [
        {path: m.title for path, m in shelf.items() if path not in same} for shelf in (old, new)
    ]
    for path, title in titles[1].items():
        was = [before for before, called in titles[0].items() if called == title]
        if len(was) == 1 and list(titles[1].values()).count(title) == 1:
            same[path] = was[0]
    return same
