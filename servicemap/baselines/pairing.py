"""Which map of an earlier time is which map of now, when titles and paths may have changed."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from servicemap.findings import Finding, Report
from servicemap.loading.files import STANDARD_INPUT

CodeAndSubject = tuple[str, str]
"""A code and a subject."""


class KnownMap(NamedTuple):
    """A map, then or now: its title, its whole path or "", and what is found in it."""

    title: str
    path: str
    keys: frozenset[CodeAndSubject]


def pairs(
    then: Sequence[KnownMap], now: Sequence[KnownMap], is_there: Callable[[str], bool]
) -> dict[int, int]:
    """The place of each map of now that has been there -> its place then.

    The same path and title, the same path, then the same title or something found in both: a map
    that has moved or was renamed is still the same. One whose path `is_there` has not moved. Where
    there was one map and there is one, it is that.
    """
    found: dict[int, int] = {}
    for same in (lambda one: (one.path, one.title), lambda one: one.path):
        places = {same(one): k for k, one in enumerate(then) if one.path}
        taken = set(found.values())
        for k, one in enumerate(now):
            before = places.get(same(one)) if k not in found else None
            if before is not None and before not in taken:
                found[k] = before
                taken.add(before)
    left_then = sorted(set(range(len(then))) - set(found.values()))
    left_now = [k for k in range(len(now)) if k not in found]
    alone = len(then) == len(now) == 1
    likely = sorted(
        (-(old.title == new.title), -len(old.keys & new.keys), k, before)
        for before in left_then
        for k in left_now
        if _may_have_moved(old := then[before], new := now[k], is_there)
        and (alone or old.title == new.title or old.keys & new.keys)
    )
    for *_, k, before in likely:
        if k not in found and before not in found.values():
            found[k] = before
    return found


def known(report: Report) -> KnownMap:
    """A report as one map among others."""
    keys = frozenset(key_of(one) for one in report.findings if may_be_known(one))
    where = report.path
    try:
        whole = "" if where in {"", STANDARD_INPUT} else os.path.abspath(where)
    except OSError:  # the current folder has been removed
        whole = os.path.normpath(where)
    return KnownMap(report.title, whole, keys)


def may_be_known(finding: Finding) -> bool:
    """Whether it may be in a baseline: it is open, and does not keep a map from being read."""
    return finding.allowed is None and not finding.malforms and finding.code != "SM902"


def key_of(finding: Finding) -> CodeAndSubject:
    """What outlives moved lines."""
    return finding.code, finding.subject


def keys_of(finding: Finding) -> Iterator[CodeAndSubject]:
    """The same, and of all that it is about where that is several: a circle that has grown."""
    yield key_of(finding)
    yield from ((finding.code, id_) for id_ in finding.among)


Then = TypeVar("Then")


class Earlier(Generic[Then]):
    """What was found at an earlier time, by its keys, each to be found again once."""

    def __init__(self, found: Iterable[tuple[Then, Iterable[CodeAndSubject]]]) -> None:
        self._all: list[Then] = []
        self._places: dict[CodeAndSubject, list[int]] = {}
        self._own: list[CodeAndSubject] = []
        for one, keys in found:
            own, *others = keys
            for key in dict.fromkeys((own, *others)):
                self._places.setdefault(key, []).append(len(self._all))
            self._all.append(one)
            self._own.append(own)
        self._left = set(range(len(self._all)))

    def again(
        self, now: Sequence[Finding], alike: Callable[[Then, Finding], bool]
    ) -> dict[int, Then]:
        """The place of each finding of now that was there -> what it was.

        What is alike under the same key, then what has the same key, then what shares any other.
        """
        same: dict[int, Then] = {}
        ways: tuple[Callable[[int, Finding], bool], ...] = (
            lambda k, one: self._own[k] == key_of(one) and alike(self._all[k], one),
            lambda k, one: self._own[k] == key_of(one),
            lambda *_: True,
        )
        for fits in ways:
            for place, finding in enumerate(now):
                if place in same:
                    continue
                near = (k for key in keys_of(finding) for k in self._places.get(key, ()))
                k = next((k for k in near if k in self._left and fits(k, finding)), None)
                if k is not None:
                    self._left.remove(k)
                    same[place] = self._all[k]
        return same

    def gone(self, now: Iterable[Finding]) -> tuple[list[Then], list[Then]]:
        """What was not found again: what is left of nothing, and what is in something else now."""
        within = {key for one in now for key in keys_of(one) if key != key_of(one)}
        left = sorted(self._left)
        return (
            [self._all[k] for k in left if self._own[k] not in within],
            [self._all[k] for k in left if self._own[k] in within],
        )


def _may_have_moved(old: KnownMap, new: KnownMap, is_there: Callable[[str], bool]) -> bool:
    if not old.path or not new.path or not is_there(old.path):
        return True
    # A map that is the only file of a folder is named by either.
    short, long = sorted((old.path, new.path), key=len)
    return long.startswith(os.path.join(short, ""))
