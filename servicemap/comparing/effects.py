"""What a change does: to the promises, and to how late each may be before they are broken.

Both versions are planned by themselves, so that what shows is what the plans say, wherever the
change was made. A promise is the same one in both if service and customer are.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.model import ServiceMap
from servicemap.timing.answers.promises import PlannedPromise, promises
from servicemap.timing.answers.tolerances import tolerance

Key = tuple[str, str]
"""Service and customer of a promise."""

Planned = Mapping[Key, PlannedPromise]
"""What a plan says of each promise."""


class Outcome(StrEnum):
    """What became of a promise, the worst first."""

    BROKEN = "broken"
    WORSE = "worse"
    TIGHTER = "tighter"
    UNKNOWN = "unknown"
    GONE = "gone"
    MOVED = "moved"
    NEW = "new"
    KNOWN = "known"
    LOOSER = "looser"
    BETTER = "better"
    KEPT = "kept"


class PromiseEffect(NamedTuple):
    """What a change does to one promise; `old` or `new` is None where there is no such promise."""

    outcome: Outcome
    service: str
    customer: str
    old: PlannedPromise | None
    new: PlannedPromise | None


class ToleranceEffect(NamedTuple):
    """How much later, or less late, a party may be before it breaks a promise.

    `old` and `new` are minutes of the party's own working time, `day` of which make a working day;
    None is without limit. `unsure` tells of the two versions whether somebody on the way does not
    say how long it takes: then there may be more tolerance than is known. `one_of_several`: the
    customer has other promises, which the plan keeps.
    """

    party: str
    service: str
    customer: str
    old: int | None
    new: int | None
    day: int
    unsure: tuple[bool, bool] = (False, False)
    one_of_several: bool = False

    @property
    def lost(self) -> int | None:
        """Minutes lost, negative ones gained; None where one of the two has no limit."""
        return None if self.old is None or self.new is None else self.old - self.new

    @property
    def is_loss(self) -> bool:
        """Whether the party may be less late than before."""
        return self.new is not None and (self.old is None or self.new < self.old)


def planned(m: ServiceMap) -> Planned:
    """What the plan of one version says of each promise."""
    return {(one.service, one.customer): one for one in promises(m)}


def promise_effects(
    old: ServiceMap, new: ServiceMap, before: Planned, after: Planned
) -> tuple[PromiseEffect, ...]:
    """The promises that are not as they were, the worst first, then in the order of the map.

    `before` and `after` are what is `planned` in the two versions.
    """
    stated = old.stated, new.stated
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        # Without a time that somebody names, work is due when it is planned: that is no promise
        # where the other version has one.
        if (key in stated[0]) != (key in stated[1]):
            was, now = was if key in stated[0] else None, now if key in stated[1] else None
        outcome = _outcome(old, new, was, now)
        if outcome is not None:
            found.append(PromiseEffect(outcome, *key, was, now))
    worst_first = list(Outcome)
    return tuple(sorted(found, key=lambda one: worst_first.index(one.outcome)))


def _outcome(
    old: ServiceMap, new: ServiceMap, was: PlannedPromise | None, now: PlannedPromise | None
) -> Outcome | None:
    """What became of one promise; None where nothing did."""
    if now is None:
        return None if was is None else Outcome.GONE
    if was is None:
        return Outcome.BROKEN if now.broken else Outcome.NEW
    if was.broken or now.broken:
        return _broken(was, now)
    if was.margin is None or now.margin is None:
        if was.margin != now.margin:
            return Outcome.UNKNOWN if now.margin is None else Outcome.KNOWN
    elif was.margin != now.margin:
        return Outcome.TIGHTER if now.margin < was.margin else Outcome.LOOSER
    return None if _time(old, was) == _time(new, now) else Outcome.MOVED


def _broken(was: PlannedPromise, now: PlannedPromise) -> Outcome | None:
    if not was.broken:
        return Outcome.BROKEN
    if not now.broken:
        return Outcome.UNKNOWN if now.margin is None else Outcome.KEPT
    if was.late == now.late:
        return None
    return Outcome.WORSE if now.late > was.late else Outcome.BETTER


def _time(m: ServiceMap, one: PlannedPromise) -> object:
    """When one is planned, as far as people tell: a day, and a time unless they go home then."""
    if one.planned_at is None:
        return divmod(one.planned, m.calendar.day)
    minute = one.planned_at.hour * 60 + one.planned_at.minute
    return one.planned_at.date(), None if minute == m.calendar.closes(
        one.planned_at.weekday()
    ) else minute


def tolerance_effects(
    old: ServiceMap, new: ServiceMap, was: Planned, now: Planned
) -> tuple[ToleranceEffect, ...]:
    """Who may be less late, or later, before which promise: the greatest loss first, gains last.

    Of parties and promises that both versions have. Where the plan of one of them breaks a promise
    nobody has any tolerance to it, and the promise itself tells why. `was` and `now` are what is
    `planned` in the two versions.
    """
    if not (_has_times(old) and _has_times(new)):
        return ()
    kept = {key for key in was if key in now and not (was[key].broken or now[key].broken)}
    several = Counter(customer for _, customer in kept)
    before, after = (dict(tolerance(m).minutes_of_teams()) for m in (old, new))
    found = []
    for key in filter(kept.__contains__, now):
        was_late, late = before.get(key, {}), after.get(key, {})
        for party in dict.fromkeys((*late, *was_late)):
            # A promise that somebody does not reach is one before which nothing is too late.
            minutes = was_late.get(party), late.get(party)
            if minutes[0] == minutes[1] or party not in old.parties or party not in new.parties:
                continue
            unsure = was[key].lower_bound, now[key].lower_bound
            day, beside = new.calendar_of(party).day, several[key[1]] > 1
            found.append(ToleranceEffect(party, *key, *minutes, day, unsure, beside))
    return tuple(sorted(found, key=_worst_first))


def _has_times(m: ServiceMap) -> bool:
    return any(service.takes is not None for service in m.services.values())


def _worst_first(one: ToleranceEffect) -> tuple[bool, bool, float, float]:
    """Losses before gains; first where there is a limit on one side only, then by days."""
    days = (one.lost or 0) / one.day
    left = (one.new or 0) / one.day
    return not one.is_loss, one.lost is not None, -abs(days), left
