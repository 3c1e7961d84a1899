"""What a change does to promises and tolerance, in sentences."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from servicemap.comparing.effects import Outcome, PromiseEffect, ToleranceEffect
from servicemap.model import ServiceMap
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.wording.lengths import in_words
from servicemap.wording.moments import when
from servicemap.wording.names import name, promise_named
from servicemap.wording.unknowns import why
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
        """`2 days`; of a margin that nobody knows, nothing is to be said."""
        return in_words(self.one.margin or 0, self.day)

    @property
    def has(self) -> str:
        """`2 days of margin`, `no margin`."""
        return f"{self.margin} of margin" if self.one.margin else "no margin"

    @property
    def late(self) -> str:
        """`1 day`, or `at least 1 day`."""
        return f"{'at least ' if self.one.missed else ''}{in_words(self.one.late, self.day)}"

    @property
    def planned(self) -> str:
        """The day and hour, or how long after the start."""
        return when(self.map, self.one.planned, self.one.planned_at, from_the_start=True)


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
        return f"it was {self.was.margin}" if self.was.one.margin else "there was none"


def promise(old: ServiceMap, new: ServiceMap, one: PromiseEffect, *, several: bool) -> str:
    """What became of one promise. `several`: its customer gets other services too."""
    m = old if one.new is None else new
    of = f" of {name(m, one.service)}" if several else ""
    called = f"promise{of} to {name(m, one.customer)}"
    if one.new is None:
        return f"The {called} is gone."
    now = _Version(new, one.new)
    if one.old is None:
        return _new(called, now)
    return _TOLD[one.outcome](_Both(called, _Version(old, one.old), now))


def _new(called: str, now: _Version) -> str:
    if now.one.broken:
        return f"The {called} is new. The plan breaks it: {now.late} late {ON_TIME}."
    return f"The {called} is new" + (f", with {now.has}." if now.one.margin else ".")


def _broken(it: _Both) -> str:
    had = f" Before, it had {it.was.has}." if it.was.one.margin else ""
    return f"The plan now breaks {it.title}: {it.now.late} late {ON_TIME}.{had}"


def _still_broken(it: _Both) -> str:
    late = f"{it.now.late} late {ON_TIME}"
    return f"The plan still breaks {it.title}: {late}. Before, it was {it.was.late} late."


def _kept(it: _Both) -> str:
    has = f", with {it.now.has}" if it.now.one.margin else ""
    return f"{it.whole} is kept now{has}. Before, it was missed by {it.was.late}."


def _unknown(it: _Both) -> str:
    if it.was.one.broken:
        return f"{it.whole} may now be kept. Before, it was missed by {it.was.late}."
    doubt = why(it.now.one.unknown)
    return f"{it.label}: nobody knows the margin any more. Before, {it.before}. Now {doubt}."


def _known(it: _Both) -> str:
    return f"{it.label}: {it.now.has}. Before, the margin was unknown."


def _margin(it: _Both) -> str:
    before, after = it.was.one.margin or 0, it.now.one.margin or 0
    day = it.now.day
    if it.was.day != day:
        return f"{it.whole} has {it.now.has} now. Before, {it.before}."
    if after > before:
        left = f", and has {it.now.margin}" if before else ""
        return f"{it.whole} gained {in_words(after - before, day)} of margin{left}."
    if after:
        lost = in_words(before - after, day)
        return f"{it.whole} lost {lost} of margin, and has {it.now.margin} left."
    last = "day" if before == day else it.was.margin
    return f"{it.whole} lost its last {last} of margin."


def _moved(it: _Both) -> str:
    return f"{it.label} is planned for {it.now.planned} now; it was {it.was.planned}."


_TOLD: Mapping[Outcome, Callable[[_Both], str]] = {
    Outcome.BROKEN: _broken,
    Outcome.WORSE: _still_broken,
    Outcome.BETTER: _still_broken,
    Outcome.TIGHTER: _margin,
    Outcome.LOOSER: _margin,
    Outcome.UNKNOWN: _unknown,
    Outcome.KNOWN: _known,
    Outcome.MOVED: _moved,
    Outcome.KEPT: _kept,
}
"""How each outcome of a promise that both versions have is told."""


def tolerance(m: ServiceMap, one: ToleranceEffect, *, shared: bool) -> str:
    """`Purchasing may be 2 days late before Shoppers notice; it was 4 days.`

    `shared`: others get the same service, so that it is named with its customer.
    """
    notices = "before {customer} [notices|notice]" + " at {service}" * one.one_of_several
    if one.new is None:
        what = "{service} for {customer}" if shared else "{service}"
        said = f"However late {{party}} [is|are], {what} is not affected any more. Before, "
        said += "{old} was the most" if one.old else _before(one)
    else:
        said = f"{{party}} may not be late at all {notices}; "
        if one.new:
            said = f"{{party}} may be {{new}} late {notices}; "
        elif one.unsure[1]:
            said = f"Nobody knows whether {{party}} may be late at all {notices}; "
        if one.old is None:
            said += "it was without limit"
        else:
            said += "it was {old}" if one.old else f"before, {_before(one)}"
    party = named(m, one.party)
    return told(
        f"{said}.",
        party=party,
        customer=named(m, one.customer),
        service=name(m, one.service),
        new=_long(one, one.new or 0, 1),
        old=_long(one, one.old or 0, 0),
        it="they" if party.many else "it",
    )


def _before(one: ToleranceEffect) -> str:
    """That there was no tolerance, or nobody knew of any."""
    if one.unsure[0]:
        return "nobody knew whether {it} could be late at all"
    return "{it} could not be late at all"


def _long(one: ToleranceEffect, minutes: int, version: int) -> str:
    return f"{'at least ' if one.unsure[version] else ''}{in_words(minutes, one.day)}"
