"""Two versions of a map side by side: what changed, and what it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from servicemap.comparing.changes import Change, compare
from servicemap.comparing.effects import (
    PromiseEffect,
    PromiseOutcome,
    ToleranceEffect,
    promise_effects,
    tolerance_effects,
)
from servicemap.comparing.renaming import by_new_ids
from servicemap.comparing.telling import Telling
from servicemap.model import ServiceMap
from servicemap.plurals import several
from servicemap.results import Result
from servicemap.timing.answers.timed import TimedMap


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Difference(Result[Change]):
    """What changed between two versions, and what it does. Iterating gives the `changes`.

    old         with the ids of the new version, for parties that were renamed
    changes     as `compare` gives them, in the order of the map
    promises    the promises that are not as they were, the worst first
    tolerances  who may be less late, or later, before which promise; the greatest loss first
    """

    old: ServiceMap
    new: ServiceMap
    changes: tuple[Change, ...]
    promises: tuple[PromiseEffect, ...]
    tolerances: tuple[ToleranceEffect, ...]

    @property
    def telling(self) -> Telling:
        """What makes the sentences of all of these."""
        return Telling(self.old, self.new)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __repr__(self) -> str:
        broken = sum(1 for one in self.promises if one.outcome is PromiseOutcome.BROKEN)
        lost = len({one.party for one in self.tolerances if one.is_loss})
        counted = ((len(self.changes), "change"), (broken, "broken promise"), (lost, "loser"))
        said = [several(n, what) for n, what in counted]
        return f"<Difference: {', '.join(said)} of tolerance>"


def diff(old: ServiceMap, new: ServiceMap) -> Difference:
    """What changed from one version to the other, and what it does to promises and tolerance."""
    was = by_new_ids(old, new)
    before, after = TimedMap(was), TimedMap(new)
    return Difference(
        was,
        new,
        compare(old, new),
        promise_effects(was, new, before.planned, after.planned),
        tolerance_effects(before, after),
    )
