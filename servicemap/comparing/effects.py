"""What a change does: to the promises, and to how late each may be before they are broken.

Both versions are planned by themselves, so that what shows is what the plans say, wherever the
change was made. A promise is the same one in both if service and customer are.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.model import ServiceMap
from servicemap.timing.promises import PlannedPromise, promises
from servicemap.timing.tolerances import tolerance
from servicemap.wording.lengths import in_words
from servicemap.wording.moments import when

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
    sentence: str


class ToleranceEffect(NamedTuple):
    """How much later, or less late, a party may be before it breaks a promise.

    `old` and `new` are minutes of the party's own working time, `day` of which make a working day;
    None is without limit.
    """

    party: str
    service: str
    customer: str
    old: int | None
    new: int | None
    day: int
    sentence: str

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
    maps = old, new
    named = [m.stated for m in maps]
    gets = [Counter(r.customer for r in m.reliances) for m in maps]
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        # Without a time that somebody names, work is due when it is planned: that is no promise
        # where the other version has one.
        if (key in named[0]) != (key in named[1]):
            was, now = was if key in named[0] else None, now if key in named[1] else None
        there = was if now is None else now
        if there is not None:
            service, customer = key
            m = maps[now is not None]
            what = f" of {m.services[service].name}" if gets[now is not None][customer] > 1 else ""
            title = f"The promise{what} to {m.parties[customer].name}"
            told = _told(title, was and _Said(old, was), now and _Said(new, now))
            if told is not None:
                outcome, said = told
                found.append(PromiseEffect(outcome, *key, was, now, said + "."))
    worst_first = list(Outcome)
    return tuple(sorted(found, key=lambda one: worst_first.index(one.outcome)))


def _told(title: str, was: "_Said | None", now: "_Said | None") -> tuple[Outcome, str] | None:
    """What became of one promise, without a full stop; None where nothing did."""
    if now is None:
        return Outcome.GONE, f"{title} is gone"
    if was is None:
        return _is_new(title, now)
    if was.one.broken or now.one.broken:
        return _breaks(title, was, now)
    if (was.one.margin is None) != (now.one.margin is None):
        return _is_known(title, was, now)
    if was.one.margin != now.one.margin:
        return _margin(title, was, now)
    if was.planned == now.planned:
        return None
    m, (service, customer) = now.map, (now.one.service, now.one.customer)
    what = f"{m.services[service].name} for {m.parties[customer].name}"
    return Outcome.MOVED, f"{what} is planned for {now.planned} now; it was {was.planned}"


class _Said(NamedTuple):
    """One promise in one version, and how to speak of it."""

    map: ServiceMap
    one: PlannedPromise

    @property
    def day(self) -> int:
        """The working day of the customer."""
        return self.map.calendar_of(self.one.customer).day

    @property
    def margin(self) -> str:
        """`2 days`; of a margin that nobody knows, nothing is to be said."""
        return in_words(self.one.margin or 0, self.day)

    @property
    def late(self) -> str:
        """`1 day late`, or `1 day or more late`."""
        more = " or more" if self.one.missed else ""
        return f"{in_words(self.one.late, self.day)}{more} late"

    @property
    def planned(self) -> str:
        """The day and hour, or how long after the start."""
        return when(self.map, self.one.planned, self.one.planned_at, from_the_start=True)


def _is_new(title: str, now: _Said) -> tuple[Outcome, str]:
    if now.one.broken:
        return (
            Outcome.BROKEN,
            f"{title} is new, and the plan breaks it: {now.late} even if nobody is",
        )
    if now.one.margin:
        return Outcome.NEW, f"{title} is new, with {now.margin} of margin"
    return Outcome.NEW, f"{title} is new"


def _breaks(title: str, was: _Said, now: _Said) -> tuple[Outcome, str] | None:
    late = f"{now.late} even if nobody is"
    if not was.one.broken:
        had = f"; it had {was.margin} of margin" if was.one.margin else ""
        return Outcome.BROKEN, f"{title} is broken by the plan now: {late}{had}"
    if now.one.margin is None and not now.one.broken:
        said = f"{title} is not sure to be broken any more: {now.one.unknown}"
        return Outcome.UNKNOWN, f"{said}; the plan had it {was.late}"
    if not now.one.broken:
        has = f", with {now.margin} of margin" if now.one.margin else ""
        return Outcome.KEPT, f"{title} is kept now{has}; the plan had it {was.late}"
    before, after = was.one.late, now.one.late
    if before == after:
        return None
    outcome = Outcome.WORSE if after > before else Outcome.BETTER
    return outcome, f"{title} is broken by the plan still: {late}; it was {was.late}"


def _is_known(title: str, was: _Said, now: _Said) -> tuple[Outcome, str]:
    if now.one.margin is None:
        said = f"Nobody knows any more what margin {_begun(title)} has"
        return Outcome.UNKNOWN, f"{said}: {now.one.unknown}"
    said = f"{title} has {now.margin} of margin"
    return Outcome.KNOWN, f"{said}; before, nobody knew: {was.one.unknown}"


def _margin(title: str, was: _Said, now: _Said) -> tuple[Outcome, str]:
    before, after = was.one.margin or 0, now.one.margin or 0
    if was.day != now.day:
        outcome = Outcome.TIGHTER if after < before else Outcome.LOOSER
        return outcome, f"{title} has {now.margin} of margin; it was {was.margin}"
    if after > before:
        gained = in_words(after - before, now.day)
        left = f", and has {now.margin}" if before else ""
        return Outcome.LOOSER, f"{title} gained {gained} of margin{left}"
    if after:
        lost = in_words(before - after, now.day)
        return Outcome.TIGHTER, f"{title} lost {lost} of margin, and has {now.margin} left"
    last = "day" if before == was.day else was.margin
    return Outcome.TIGHTER, f"{title} lost its last {last} of margin"


def _begun(title: str) -> str:
    """A title within a sentence."""
    return title[0].lower() + title[1:]


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
            said = _Tolerance(new, party, key, several[key[1]] > 1, unsure)
            day = new.calendar_of(party).day
            found.append(ToleranceEffect(party, *key, *minutes, day, said.sentence(*minutes)))
    return tuple(sorted(found, key=_worst_first))


def _has_times(m: ServiceMap) -> bool:
    return any(service.takes is not None for service in m.services.values())


def _worst_first(one: ToleranceEffect) -> tuple[bool, bool, float, float]:
    """Losses before gains; first where there is a limit on one side only, then by days."""
    days = (one.lost or 0) / one.day
    left = (one.new or 0) / one.day
    return not one.is_loss, one.lost is not None, -abs(days), left


class _Tolerance(NamedTuple):
    """How to speak of the tolerance of one party to one promise.

    `unsure` tells of the old and of the new version whether somebody on the way does not say how
    long it takes: then there may be more tolerance than is known.
    """

    map: ServiceMap
    party: str
    key: Key
    named: bool
    unsure: tuple[bool, bool]

    def sentence(self, old: int | None, new: int | None) -> str:
        """`Purchasing may be 2 days late before Shoppers notices; it was 4 days.`"""
        service, customer = self.key
        notices = f"before {self.map.parties[customer].name} notices"
        if self.named:
            notices += f" at {self.map.services[service].name}"
        who = self.map.parties[self.party].name
        if new is None:
            said = f"{who} may be late without limit {notices}"
        elif new:
            said = f"{who} may be {self._long(new, unsure=self.unsure[1])} late {notices}"
        elif self.unsure[1]:
            said = f"Nobody knows whether {who} may be late at all {notices}"
        else:
            said = f"{who} may not be late at all {notices}"
        return f"{said}; {self._before(old)}."

    def _before(self, old: int | None) -> str:
        if old is None:
            return "it was without limit"
        if old:
            return f"it was {self._long(old, unsure=self.unsure[0])}"
        if self.unsure[0]:
            return "before, nobody knew whether it could be late at all"
        return "before, it could not be late at all"

    def _long(self, minutes: int, *, unsure: bool) -> str:
        day = self.map.calendar_of(self.party).day
        return f"{'at least ' if unsure else ''}{in_words(minutes, day)}"
