"""What a change does: to the promises, and to how late each may be before they are broken.

Both versions are planned by themselves, so that what shows is what the plans say, wherever the
change was made. A promise is the same one in both if service and customer are.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from servicemap.dates import at_moment
from servicemap.durations import in_words
from servicemap.model import ServiceMap
from servicemap.timing.promises import PlannedPromise, promises
from servicemap.timing.tolerances import tolerance

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
    found = []
    for key in dict.fromkeys((*after, *before)):
        effect = _Promise(old, new, before.get(key), after.get(key)).effect()
        if effect is not None:
            found.append(effect)
    worst_first = list(Outcome)
    return tuple(sorted(found, key=lambda one: worst_first.index(one.outcome)))


class _Promise:
    """One promise in both versions, and how to speak of it."""

    def __init__(
        self,
        old: ServiceMap,
        new: ServiceMap,
        before: PlannedPromise | None,
        after: PlannedPromise | None,
    ) -> None:
        self._maps = old, new
        self._before, self._after = before, after

    def effect(self) -> PromiseEffect | None:
        """What became of it; None where nothing did."""
        before, after = self._before, self._after
        told = None
        if before is None:
            told = self._is_new()
        elif after is None:
            told = Outcome.GONE, f"{self._title()} is gone"
        elif before.broken or after.broken:
            told = self._breaks(before, after)
        elif (before.margin is None) != (after.margin is None):
            told = self._is_known(before, after)
        elif before.margin != after.margin:
            told = self._margin(before.margin or 0, after.margin or 0)
        else:
            told = self._moves(before, after)
        one = after or before
        if told is None or one is None:
            return None
        outcome, said = told
        return PromiseEffect(outcome, one.service, one.customer, before, after, said + ".")

    def _title(self) -> str:
        """`The promise to Shoppers`, and of what where they are promised more than that."""
        one = self._after or self._before
        assert one is not None, "a promise in neither version"
        m = self._maps[self._after is not None]
        customer = m.parties[one.customer].name
        promised = Counter(r.customer for r in m.reliances if r.customer == one.customer)
        what = f" of {m.services[one.service].name}" if promised[one.customer] > 1 else ""
        return f"The promise{what} to {customer}"

    def _is_new(self) -> tuple[Outcome, str]:
        after = self._after
        assert after is not None, "what is new is there now"
        if after.broken:
            return (
                Outcome.BROKEN,
                f"{self._title()} is new, and the plan breaks it: {self._late(1)}",
            )
        if after.margin:
            return Outcome.NEW, f"{self._title()} is new, with {self._amount(1)} of margin"
        return Outcome.NEW, f"{self._title()} is new"

    def _breaks(self, before: PlannedPromise, after: PlannedPromise) -> tuple[Outcome, str] | None:
        title = self._title()
        if not before.broken:
            had = f"; it had {self._amount(0)} of margin" if before.margin else ""
            return Outcome.BROKEN, f"{title} is broken by the plan now: {self._late(1)}{had}"
        if not after.broken:
            has = f", with {self._amount(1)} of margin" if after.margin else ""
            return Outcome.KEPT, f"{title} is kept now{has}; the plan had it {self._late(0)}"
        lateness = _lateness(before), _lateness(after)
        if lateness[0] == lateness[1]:
            return None
        outcome = Outcome.WORSE if lateness[1] > lateness[0] else Outcome.BETTER
        return (
            outcome,
            f"{title} is broken by the plan still: {self._late(1)}; it was {self._late(0)}",
        )

    def _is_known(self, before: PlannedPromise, after: PlannedPromise) -> tuple[Outcome, str]:
        if after.margin is None:
            said = f"Nobody knows any more what margin {_begun(self._title())} has"
            return Outcome.UNKNOWN, f"{said}: {after.unknown}"
        said = f"{self._title()} has {self._amount(1)} of margin"
        return Outcome.KNOWN, f"{said}; before, nobody knew: {before.unknown}"

    def _margin(self, before: int, after: int) -> tuple[Outcome, str]:
        title = self._title()
        if self._day(0) != self._day(1):
            outcome = Outcome.TIGHTER if after < before else Outcome.LOOSER
            said = f"{title} has {self._amount(1)} of margin; it was {self._amount(0)}"
            return outcome, said
        if after > before:
            gained = in_words(after - before, self._day(1))
            left = f", and has {self._amount(1)}" if before else ""
            return Outcome.LOOSER, f"{title} gained {gained} of margin{left}"
        if after:
            lost = in_words(before - after, self._day(1))
            return Outcome.TIGHTER, f"{title} lost {lost} of margin, and has {self._amount(1)} left"
        last = "day" if before == self._day(0) else self._amount(0)
        return Outcome.TIGHTER, f"{title} lost its last {last} of margin"

    def _moves(self, before: PlannedPromise, after: PlannedPromise) -> tuple[Outcome, str] | None:
        """It keeps its margin, but is planned for another time."""
        old, new = self._maps
        planned = self._planned(before, old), self._planned(after, new)
        if planned[0] == planned[1]:
            return None
        service, customer = new.services[after.service].name, new.parties[after.customer].name
        said = f"{service} for {customer} is planned for {planned[1]} now; it was {planned[0]}"
        return Outcome.MOVED, said

    @staticmethod
    def _planned(one: PlannedPromise, m: ServiceMap) -> str:
        if one.planned_at is not None:
            return at_moment(one.planned_at, m.calendar.hours[-1][1])
        return f"{in_words(one.planned, m.calendar.day)} from the start"

    def _day(self, version: int) -> int:
        """The working day of the customer, in the old or the new version."""
        one = self._after or self._before
        assert one is not None, "a promise in neither version"
        return self._maps[version].calendar_of(one.customer).day

    def _amount(self, version: int) -> str:
        one = (self._before, self._after)[version]
        return in_words((one and one.margin) or 0, self._day(version))

    def _late(self, version: int) -> str:
        """`1 day late even if nobody is`, and of the old version `1 day or more late`."""
        one = (self._before, self._after)[version]
        assert one is not None, "only a promise can be late"
        more = " or more" if one.missed else ""
        whoever = " even if nobody is" if version else ""
        return f"{in_words(_lateness(one), self._day(version))}{more} late{whoever}"


def _lateness(one: PlannedPromise) -> int:
    return one.missed or -(one.margin or 0)


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
            said = _Tolerance(new, party, key, several[key[1]] > 1, now[key].lower_bound)
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
    """How to speak of the tolerance of one party to one promise."""

    map: ServiceMap
    party: str
    key: Key
    named: bool
    unsure: bool

    def sentence(self, old: int | None, new: int | None) -> str:
        """`Purchasing may be 2 days late before Shoppers notices; it was 4 days.`"""
        service, customer = self.key
        notices = f"{self.map.parties[customer].name} notices"
        if self.named:
            notices += f" at {self.map.services[service].name}"
        day = self.map.calendar_of(self.party).day
        had = "without limit" if old is None else in_words(old, day)
        if new is None:
            late = "may be late without limit"
        elif new:
            late = f"may be {'at least ' if self.unsure else ''}{in_words(new, day)} late"
        else:
            late = "may not be late at all"
        return f"{self.map.parties[self.party].name} {late} before {notices}; it was {had}."
