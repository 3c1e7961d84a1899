"""What a change does to promises and tolerance, in sentences."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from servicemap.bounds import Bounds, Fate
from servicemap.comparing.effects import PromiseEffect, PromiseOutcome, ToleranceEffect
from servicemap.model import ServiceMap
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.wording.in_bounds import in_bounds
from servicemap.wording.lengths import in_words
from servicemap.wording.moments import when
from servicemap.wording.names import name, promise_named, service_for
from servicemap.wording.unknowns import before_lengths, in_step, why
from servicemap.wording.verbs import named, told

ON_TIME = "even if everybody is on time"


class _Version(NamedTuple):
    """One promise in one version, and how to speak of it."""

    map: ServiceMap
    one: PlannedPromise

    @property
    def day(self) -> int:
        """The working day of the customer."""
        return self.map.calendar_of(self.one.customer).day

    @property
    def margin(self) -> str:
        """`2 days`, `9 days or more`."""
        return in_bounds(self.one.margin_bounds, self.day)

    @property
    def has(self) -> str:
        """`2 days of margin`, `no margin`."""
        return "no margin" if self.one.margin == 0 else f"{self.margin} of margin"

    @property
    def late(self) -> str:
        """`1 day`, `at least 1 day`, `between 1 day and 3 days`."""
        if self.one.late_bounds.most is None:
            return f"at least {in_words(self.one.late, self.day)}"
        return in_bounds(self.one.late_bounds, self.day)

    @property
    def names_lengths(self) -> bool:
        """Whether what is said of its doubt names the lengths on which it hangs."""
        return self.one.as_long_as is not None or bool(
            self.one.before and self.one.margin_bounds.most
        )

    def doubt(self, *, past: bool = False) -> str:
        """`may be up to 8 days late`, `was kept as long as Linen took 9 days or less`.

        Of several: `may be late: it has 9 days of margin at most, before what Linen and Soap take`.
        """
        one = self.one
        may = "might" if past else "may"
        if one.late_bounds.most is not None:
            return f"{may} be up to {in_words(one.late_bounds.most, self.day)} late"
        if self.names_lengths and one.as_long_as is None:
            most = f"{in_words(one.margin_bounds.most or 0, self.day)} of margin at most"
            before = before_lengths(self.map, one.before, past=past)
            return f"{may} be late: it {'had' if past else 'has'} {most}, {before}"
        if one.as_long_as is None:
            return f"{may} be late, nobody {'could' if past else 'can'} say by how much"
        service = self.map.services[one.as_long_as.service]
        length = in_words(one.as_long_as.minutes, self.map.calendar_of(service.provider).day)
        kept, takes = ("was", "took") if past else ("is", "takes")
        return f"{kept} kept as long as {service.name} {takes} {length} or less"

    @property
    def planned(self) -> str:
        """The day and hour, or how long after the start: `for Wed 3 Feb 2027 or later`."""
        one = self.one
        least, most = one.planned_bounds
        if most is None:
            return (
                f"for {when(self.map, least or 0, one.earliest_at, from_the_start=True)} or later"
            )
        latest = when(self.map, most, one.planned_at, from_the_start=True)
        if least == most:
            return f"for {latest}"
        return f"between {when(self.map, least or 0, one.earliest_at)} and {latest}"


class _Both(NamedTuple):
    """One promise in both versions; `called` is what it is called after its article."""

    called: str
    was: _Version
    now: _Version

    @property
    def title(self) -> str:
        """What it is called within a sentence."""
        return f"the {self.called}"

    @property
    def whole(self) -> str:
        """The same at the beginning of one."""
        return f"The {self.called}"

    @property
    def label(self) -> str:
        """`Toys on the shelf for Shoppers`."""
        return promise_named(self.now.map, self.now.one.service, self.now.one.customer)

    @property
    def before(self) -> str:
        """What the margin was."""
        return "there was none" if self.was.one.margin == 0 else f"it was {self.was.margin}"


def promise(old: ServiceMap, new: ServiceMap, one: PromiseEffect, *, several: bool) -> str:
    """What became of one promise. `several`: its customer gets other services too."""
    m = old if one.new is None else new
    of = f" of {service_for(m, one.service, one.customer)}" if several else ""
    called = f"promise{of} to {name(m, one.customer)}"
    if one.new is None:
        return f"The {called} is gone."
    now = _Version(new, one.new)
    if one.old is None:
        return _new(called, now)
    return _TOLD[one.outcome](_Both(called, _Version(old, one.old), now))


def _new(called: str, now: _Version) -> str:
    if now.one.fate is Fate.LATE_BY_PLAN:
        return f"The {called} is new. The plan breaks it: {now.late} late {ON_TIME}."
    if now.one.fate is Fate.OPEN:
        return f"The {called} is new, and {now.doubt()}."
    return f"The {called} is new" + (f", with {now.has}." if now.one.margin != 0 else ".")


def _broken(it: _Both) -> str:
    had = f" Before, it had {it.was.has}." if it.was.one.margin != 0 else ""
    if it.was.one.fate is Fate.OPEN:
        had = " Before, it might have been kept."
    return f"The plan now breaks {it.title}: {it.now.late} late {ON_TIME}.{had}"


def _still_broken(it: _Both) -> str:
    late = f"{it.now.late} late {ON_TIME}"
    return f"The plan still breaks {it.title}: {late}. Before, it was {it.was.late} late."


def _kept(it: _Both) -> str:
    has = f", with {it.now.has}" if it.now.one.margin != 0 else ""
    return f"{it.whole} is kept now{has}. Before, it was missed by {it.was.late}."


def _perhaps_kept(it: _Both) -> str:
    return f"{it.whole} may now be kept. Before, it was missed by {it.was.late}."


def _open(it: _Both) -> str:
    because = ""
    if it.now.one.late_bounds.most is None and not it.now.names_lengths:
        because = f": {why(it.now.one.unknown)}"
    return f"{it.whole} {it.now.doubt()}{because}. Before, it had {it.was.has}."


def _sure(it: _Both) -> str:
    before = it.was.doubt(past=True)
    kept = "sure to be kept now,"
    if it.now.one.conditional:
        kept = f"kept now, {in_step(it.now.map, it.now.one.circle)},"
    return f"{it.label}: {kept} with {it.now.has}. Before, it {before}."


def _margin(it: _Both) -> str:
    if it.now.one.fate is Fate.OPEN:
        return _doubt(it)
    before, after = it.was.one.margin, it.now.one.margin
    day = it.now.day
    if it.was.day != day or before is None or after is None:
        return f"{it.whole} has {it.now.has} now. Before, {it.before}."
    if after > before:
        left = f", and has {it.now.margin}" if before else ""
        return f"{it.whole} gained {in_words(after - before, day)} of margin{left}."
    if after:
        lost = in_words(before - after, day)
        return f"{it.whole} lost {lost} of margin, and has {it.now.margin} left."
    last = "day" if before == day else it.was.margin
    return f"{it.whole} lost its last {last} of margin."


def _plainness(it: _Both) -> str:
    """What less, or more, is known of, as much being sure as before."""
    return _still_broken(it) if it.now.one.fate is Fate.LATE_BY_PLAN else _margin(it)


def _doubt(it: _Both) -> str:
    """What may be late in both versions, and by more or less than before."""
    was, now = it.was, it.now
    most, before = (
        in_words(version.one.margin_bounds.most or 0, version.day) for version in (now, was)
    )
    if was.doubt() == now.doubt():
        return f"{it.whole} {now.doubt()}, or have {most} of margin now; before, {before}."
    if now.names_lengths and now.one.before == was.one.before != ():
        lengths = before_lengths(now.map, now.one.before)
        return f"{it.whole} has {most} of margin at most now, {lengths}; it was {before}."
    # A length that somebody takes now is none that changed.
    at_last = "" if now.names_lengths else " now"
    return f"{it.whole} {now.doubt()}{at_last}. Before, it {was.doubt(past=True)}."


def _moved(it: _Both) -> str:
    was, now = it.was.planned, it.now.planned
    return f"{it.label} is planned {now} now; it was {was.removeprefix('for ')}."


_TOLD: Mapping[PromiseOutcome, Callable[[_Both], str]] = {
    PromiseOutcome.BROKEN: _broken,
    PromiseOutcome.WORSE: _still_broken,
    PromiseOutcome.BETTER: _still_broken,
    PromiseOutcome.TIGHTER: _margin,
    PromiseOutcome.LOOSER: _margin,
    PromiseOutcome.VAGUER: _plainness,
    PromiseOutcome.PLAINER: _plainness,
    PromiseOutcome.OPEN: _open,
    PromiseOutcome.PERHAPS_KEPT: _perhaps_kept,
    PromiseOutcome.SURE: _sure,
    PromiseOutcome.MOVED: _moved,
    PromiseOutcome.KEPT: _kept,
}
"""How each outcome of a promise that both versions have is told."""


def tolerance(m: ServiceMap, one: ToleranceEffect) -> str:
    """`Purchasing may be 2 days late before Shoppers notice; it was 4 days.`"""
    party = named(m, one.party)
    return told(
        f"{_tolerance(one)}.",
        party=party,
        customer=named(m, one.customer),
        service=service_for(m, one.service, one.customer),
        promise=promise_named(m, one.service, one.customer),
        new=_long(one, one.new, one.old),
        old=_long(one, one.old, one.new),
        it="they" if party.many else "it",
    )


def _tolerance(one: ToleranceEffect) -> str:
    """The sentence with its names to be filled in."""
    at = " at {service}" * one.one_of_several
    notices = f"before {{customer}} [notices|notice]{at}"
    old, new = one.old.least, one.new.least
    before = "{old} was the most" if one.old.exact else "{it} could be {old} late"
    before = before if old else _could_not(one.old)
    if new is None:
        return (
            "However late {party} [is|are], {promise} is not affected any more."
            f" Before, {before}"
        )
    was = "it was without limit" if old is None else "it was {old}" if old else f"before, {before}"
    if one.is_vaguer and not new:
        return f"Whether {{customer}} [notices|notice] a delay of {{party}}{at} is open now; {was}"
    if new or (old == 0 and one.new.exact is None and one.old.exact is None):
        it_was = was if old else "it was {old}"
        return f"{{party}} may be {{new}} late {notices}; {it_was if not new else was}"
    if one.new.exact is None:
        before = "{it} could be {old} late" if old else before if old == 0 else "there was no limit"
        return f"{{customer}} may now notice any delay of {{party}}{at}; before, {before}"
    return f"{{party}} may not be late at all {notices}; {was}"


def _could_not(bounds: Bounds) -> str:
    """That there was no tolerance, or none that could be counted on."""
    if bounds.exact is None:
        return "any delay might have been noticed"
    return "{it} could not be late at all"


def _long(one: ToleranceEffect, bounds: Bounds, other: Bounds) -> str:
    """`2 days`, `at least 2 days`: what can be counted on.

    Where that is the same in both, and a figure in neither: `between 2 days and 4 days`.
    """
    if bounds.least == other.least and bounds.exact is None and other.exact is None:
        if not bounds.least and bounds.most is not None:
            return f"at most {in_words(bounds.most, one.day)}"
        return in_bounds(bounds, one.day)
    least = in_words(bounds.least or 0, one.day)
    return least if bounds.exact is not None else f"at least {least}"
