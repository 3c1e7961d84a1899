"""What a change does: to the promises, and to how late each may be before they are broken.

Both versions are planned by themselves, so that what shows is what the plans say, wherever the
change was made. A promise is the same one in both if service and customer are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.bounds import Bounds, Fate
from servicemap.model import Promised, ServiceMap
from servicemap.timing.answers.party_answers import PartyAnswers
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import columns_of_teams, tolerance_of

Planned = Mapping[Promised, PlannedPromise]
"""What a plan says of each promise."""


WITHOUT_LIMIT = Bounds(None, None)


class PromiseOutcome(StrEnum):
    """What became of a promise, the worst first.

    `broken`, `worse`, `better`: the plan breaks it. `open`: it was kept, and may be broken now.
    `tighter` and `looser`: by how much it is kept, or how late it may be. `vaguer` and `plainer`:
    what can be counted on is the same, and less, or more, is known of how much it comes to.
    `perhaps_kept`: the plan broke it, and may keep it now. `sure`: it might be broken, and is kept.
    """

    BROKEN = "broken"
    WORSE = "worse"
    OPEN = "open"
    TIGHTER = "tighter"
    VAGUER = "vaguer"
    GONE = "gone"
    MOVED = "moved"
    NEW = "new"
    LOOSER = "looser"
    PLAINER = "plainer"
    BETTER = "better"
    PERHAPS_KEPT = "perhaps_kept"
    SURE = "sure"
    KEPT = "kept"


class PromiseEffect(NamedTuple):
    """What a change does to one promise; `old` or `new` is None where there is no such promise."""

    outcome: PromiseOutcome
    service: str
    customer: str
    old: PlannedPromise | None
    new: PlannedPromise | None


class ToleranceEffect(NamedTuple):
    """How much later, or less late, a party may be before it breaks a promise, or how surely.

    `old` and `new` are minutes of the party's own working time, `day` of which make a working day:
    so much keeps the promise in every reading, and no more in any. No bound at all is without
    limit. `one_of_several`: the customer has other promises, kept or not.
    """

    party: str
    service: str
    customer: str
    old: Bounds
    new: Bounds
    day: int
    one_of_several: bool = False

    @property
    def lost(self) -> int | None:
        """Minutes lost that were safe, negative ones gained; None where one has no limit."""
        old, new = self.old.least, self.new.least
        return None if old is None or new is None else old - new

    @property
    def is_loss(self) -> bool:
        """Whether the party may be less late than before."""
        old, new = self.old.least, self.new.least
        if old == new:
            return _further(self.old, self.new) < 0
        return new is not None and (old is None or new < old)

    @property
    def is_vaguer(self) -> bool:
        """Whether the party may be as late as before, and less is known of what is beyond that."""
        return self.lost == 0 and _plainness(self.new) < _plainness(self.old)


def promise_effects(
    old: ServiceMap, new: ServiceMap, before: Planned, after: Planned
) -> tuple[PromiseEffect, ...]:
    """The promises that are not as they were, the worst first, then in the order of the map.

    `before` and `after` are what is planned in the two versions.
    """
    stated_before, stated_after = old.stated, new.stated
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        # Without a time that somebody names, work is due when it is planned: that is no promise
        # where the other version has one.
        if (key in stated_before) != (key in stated_after):
            was = was if key in stated_before else None
            now = now if key in stated_after else None
        outcome = _outcome(old, new, was, now)
        if outcome is not None:
            found.append(PromiseEffect(outcome, *key, was, now))
    worst_first = list(PromiseOutcome)
    return tuple(sorted(found, key=lambda one: worst_first.index(one.outcome)))


def _outcome(
    old: ServiceMap, new: ServiceMap, was: PlannedPromise | None, now: PlannedPromise | None
) -> PromiseOutcome | None:
    """What became of one promise; None where nothing did."""
    if now is None:
        return None if was is None else PromiseOutcome.GONE
    if was is None:
        return PromiseOutcome.BROKEN if now.fate is Fate.LATE_BY_PLAN else PromiseOutcome.NEW
    if was.fate is not now.fate:
        return _FATES[was.fate, now.fate]
    better = _better(was, now)
    if better:
        by_plan = now.fate is Fate.LATE_BY_PLAN
        good, bad = (
            (PromiseOutcome.BETTER, PromiseOutcome.WORSE)
            if by_plan
            else (PromiseOutcome.LOOSER, PromiseOutcome.TIGHTER)
        )
        return good if better > 0 else bad
    plainer = _plainer(was, now)
    if plainer:
        return PromiseOutcome.PLAINER if plainer > 0 else PromiseOutcome.VAGUER
    if now.fate is Fate.LATE_BY_PLAN or _time(old, was) == _time(new, now):
        return None
    return PromiseOutcome.MOVED


_FATES = {
    (Fate.KEPT, Fate.LATE_BY_PLAN): PromiseOutcome.BROKEN,
    (Fate.OPEN, Fate.LATE_BY_PLAN): PromiseOutcome.BROKEN,
    (Fate.KEPT, Fate.OPEN): PromiseOutcome.OPEN,
    (Fate.LATE_BY_PLAN, Fate.OPEN): PromiseOutcome.PERHAPS_KEPT,
    (Fate.OPEN, Fate.KEPT): PromiseOutcome.SURE,
    (Fate.LATE_BY_PLAN, Fate.KEPT): PromiseOutcome.KEPT,
}


def _better(was: PlannedPromise, now: PlannedPromise) -> int:
    """Above zero where a promise of the same fate is kept by more, or missed by less.

    What matters is what can be counted on: the margin that is left in every reading. Where the plan
    breaks it, by how much at least; where that is without limit, by how much it may be kept. Where
    that is the same, how far the other bound is.
    """
    if now.fate is Fate.LATE_BY_PLAN:
        return was.late - now.late or -_further(was.late_bounds, now.late_bounds)
    (least, most), (old_least, old_most) = now.margin_bounds, was.margin_bounds
    if least is None and old_least is None:
        least, old_least = most, old_most
    if least is None or old_least is None:
        return (old_least is None) - (least is None)
    return least - old_least or _further(was.margin_bounds, now.margin_bounds)


def _further(old: Bounds, new: Bounds) -> int:
    """How much more something may be that is the same at least; 0 where less, or more, is known."""
    most, before = new.most, old.most
    if most is None or before is None or _plainness(old) != _plainness(new):
        return 0
    return most - before


def _plainer(was: PlannedPromise, now: PlannedPromise) -> int:
    """Above zero where more is known than before of how much a promise is kept or missed by."""
    if now.fate is Fate.LATE_BY_PLAN:
        return _plainness(now.late_bounds) - _plainness(was.late_bounds)
    return _plainness(now.margin_bounds) - _plainness(was.margin_bounds)


def _plainness(bounds: Bounds) -> int:
    """2 of a plain figure, and of none; 1 where it has both bounds, 0 where it has one of them."""
    if bounds.least == bounds.most:
        return 2
    return 0 if None in bounds else 1


def _time(m: ServiceMap, one: PlannedPromise) -> object:
    """When one is planned, as far as people tell: a day, and a time unless they go home then.

    At the latest; where that is open, at the earliest.
    """
    latest = one.planned_bounds.most
    at = one.earliest_at if latest is None else one.planned_at
    if at is None:
        return latest is None, divmod(latest or one.planned_bounds.least or 0, m.calendar.day)
    minute = at.hour * 60 + at.minute
    closes = m.calendar.closes(at.weekday())
    return latest is None, at.date(), None if minute == closes else minute


def tolerance_effects(before: TimedMap, after: TimedMap) -> tuple[ToleranceEffect, ...]:
    """Who may be less late, or later, before which promise: the greatest loss first, gains last.

    Of parties and promises that both versions have. Where the plan of one of them breaks a promise,
    or may break it, the promise itself tells why. Told is what can be counted on, so much as keeps
    the promise in every reading; where that is the same, whether it is all that is known.
    """
    old, new, was, now = before.map, after.map, before.planned, after.planned
    if not (old.has_times and new.has_times):
        return ()
    kept = {
        key
        for key in was
        if key in now and was[key].fate is Fate.KEPT and now[key].fate is Fate.KEPT
    }
    several = Counter(key.customer for key in now)
    day_of = {party: new.calendar_of(party).day for party in new.parties if party in old.parties}
    found: dict[Promised, list[ToleranceEffect]] = {}
    # Two matrices, of which a column of each is held at a time.
    both = zip(
        columns_of_teams(tolerance_of(before), kept, once=True),
        columns_of_teams(tolerance_of(after), kept, once=True),
        strict=True,
    )
    for (key, was_late), (_, late) in both:
        beside = several[key.customer] > 1
        found[key] = [
            ToleranceEffect(party, *key, was, now_late, day_of[party], beside)
            for party, was, now_late in _changed(was_late, late)
            if party in day_of
        ]
    in_order = (one for key in now for one in found.get(key, ()))
    return tuple(sorted(in_order, key=_worst_first))


def _changed(was_late: PartyAnswers, late: PartyAnswers) -> Iterator[tuple[str, Bounds, Bounds]]:
    """Whose tolerance to one promise is not what it was, and both.

    A promise that somebody does not reach is one before which nothing is too late.
    """
    for party, (was, now) in late.beside(was_late, _differs):
        yield party, was or WITHOUT_LIMIT, now or WITHOUT_LIMIT


def _differs(was: Bounds | None, now: Bounds | None) -> bool:
    before, after = was or WITHOUT_LIMIT, now or WITHOUT_LIMIT
    as_plain = _plainness(before) == _plainness(after)
    return before.least != after.least or not as_plain or bool(_further(before, after))


def _worst_first(one: ToleranceEffect) -> tuple[bool, bool, float, float]:
    """Losses before gains; first where there is a limit on one side only, then by days."""
    days = (one.lost or 0) / one.day
    left = (one.new.least or 0) / one.day
    loses = one.is_loss or one.is_vaguer
    return not loses, one.lost is not None, -abs(days), left
