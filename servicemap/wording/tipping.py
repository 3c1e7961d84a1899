"""How late somebody may be, and who notices first: as a value, and in a sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.model import Group, ServiceMap
from servicemap.unknowns import NoTippingPoint
from servicemap.wording.in_bounds import in_bounds
from servicemap.wording.lengths import hours_of, in_words
from servicemap.wording.lists import listed
from servicemap.wording.names import name, service_for
from servicemap.wording.unknowns import WITHOUT_TIMES, in_step, missing_on_the_way
from servicemap.wording.verbs import Named, named, told

NOTICING = "[will notice|notice]"

_WITHOUT = {
    NoTippingPoint.WITHOUT_LIMIT: "However late {who} [is|are], that breaks no promise{to_them}.",
    NoTippingPoint.NO_PROMISE: (
        "Nothing that {who} [does|do] reaches a promise{to_them}, so nobody outside notices a"
        " delay."
    ),
    NoTippingPoint.NO_SERVICE: "No service of {name} is on this map, so nobody waits.",
    NoTippingPoint.OTHERS: (
        "Every promise{to_them} that {who} [reaches|reach] is late already by plan, because of"
        " others."
    ),
}


class TippingPoint(NamedTuple):
    """How late a party may be before the first promise to a customer breaks.

    `bounds` are minutes of its own working time, `day` of which make a working day. One figure, or
    `least`: so late is no harm in any reading of the map; `most`: later is noticed in every one.
    Neither: it cannot be said. Less than nothing are minutes of the first customer's: `most` below
    zero: late already by plan, in every reading; `least` alone: perhaps. `perhaps_of_others`: in
    some reading it is late by a chain in which the party has no part, or may be. `customers`: of
    whom it tells, and whoever else is sure to notice at the same minute. Without any tipping point
    `why` says so.

    `own` are the bounds of what may be late because of the party. They are others where the plan
    may break a promise already, or nobody knows whether it does, by chains of others alone: there
    the least is how late the party may be before a chain through it makes that late. None: no delay
    of the party makes anything late.

    `takes_missing` and `needs_missing` are how many services on the way to them do not say how long
    they take, what they need; `listed`: `check --all` lists these. `undated`: a promise is a date
    and the map has no start; `stocked`: stock that comes with departures may miss one, or not.
    `circle` has to keep in step for it.
    """

    bounds: Bounds
    day: int
    customers: tuple[str, ...] = ()
    why: NoTippingPoint | None = None
    takes_missing: int = 0
    needs_missing: int = 0
    listed: bool = False
    undated: bool = False
    stocked: bool = False
    circle: tuple[str, ...] = ()
    perhaps_of_others: bool = False
    own: Bounds | None = None

    @property
    def minutes(self) -> int | None:
        """How late it may be, where that is one figure; negative where it is late by plan."""
        return self.bounds.exact

    @property
    def certain(self) -> bool:
        """Whether the map says all that it takes, and no circle has to keep in step for it."""
        return self.minutes is not None and not self.circle

    @property
    def sayable(self) -> bool:
        """Whether there is a least that it may be late, or it is certain that it may not be."""
        return bool(self.bounds.least) or (self.bounds.most is not None and self.bounds.most <= 0)

    @property
    def hangs_on_others(self) -> bool:
        """Whether the plan may break any of it already, or nobody knows whether it does."""
        least = self.bounds.least
        return self.why is None and self.late_by_plan is None and (least is None or least < 0)

    @property
    def harmless(self) -> int | None:
        """How late the party may be before anything is late because of it; None: without limit."""
        return None if self.own is None else max(0, self.own.least or 0)

    @property
    def blameless(self) -> int | None:
        """The same where the plan may break any of it already; else 0."""
        return self.harmless if self.hangs_on_others else 0

    @property
    def late_by_plan(self) -> Bounds | None:
        """How late the plan itself makes the promise to them; None where it may be kept.

        A circle that does not keep in step makes it later still.
        """
        least, most = self.bounds
        if most is None or most >= 0:
            return None
        return Bounds(-most, None if least is None or self.circle else -least)

    @property
    def perhaps_late_by(self) -> int:
        """How late the plan itself may make the promise to them, where it may be kept as well.

        By a chain in which the party may have a part.
        """
        least = None if self.own is None else self.own.least
        return -least if self.late_by_plan is None and least is not None and least < 0 else 0


class Sooner(NamedTuple):
    """Who else may notice, sooner than those of a tipping point, and who is sure to.

    `customers` may notice whatever is later than the `least` of `bounds`; those of `by_then` are
    sure to notice whatever is later than its `most`. Of either there may be nobody. In minutes of
    whoever is late, `day` of which make a working day. `or_not`: nobody knows when those of the
    tipping point notice, so that it may be before these are sure to.
    """

    bounds: Bounds
    day: int
    customers: tuple[str, ...]
    by_then: tuple[str, ...]
    or_not: bool = False


class Rest(NamedTuple):
    """How late somebody may be with what the plan need not break, and of which services that is.

    To a customer to whom it breaks something else.
    """

    point: TippingPoint
    services: tuple[str, ...]


def their_day(m: ServiceMap, point: TippingPoint) -> int | None:
    """How long a day of the customer's is, where what is late by plan has days unlike the party's.

    The rest of a card and a poster counts in the party's own.
    """
    if not point.customers:
        return None
    day, late = m.calendar_of(point.customers[0]).day, point.late_by_plan
    most = point.perhaps_late_by if late is None else max(late.least or 0, late.most or 0)
    return day if most >= day != point.day else None


def _such_days(m: ServiceMap, point: TippingPoint) -> str:
    day = their_day(m, point)
    return "" if day is None else f" (a day of {hours_of(day)})"


def tipping(m: ServiceMap, party: str, point: TippingPoint) -> str:
    """`You can be 3 days late; on day 4 Shoppers notice.`

    A team is spoken to, everybody else is spoken of. Of a customer for whom nobody waits there is
    nothing to say.
    """
    team = m.parties[party].group is Group.TEAMS
    you = Named("you", many=True) if team else named(m, party)
    them = named(m, *point.customers)
    if point.why is not None:
        if point.why is NoTippingPoint.NO_SERVICE and m.parties[party].is_outside_customer:
            return ""  # a customer has nobody waiting, and wonders why that is said
        to_them = told(" to {them}", them=them) if point.customers else ""
        return told(_WITHOUT[point.why], who=you, name=name(m, party), to_them=to_them)
    who = Named("You", many=True) if team else you
    return told(_sentence(m, point), who=who, you=you, them=them)


def _sentence(m: ServiceMap, point: TippingPoint) -> str:
    """The sentence with its names to be filled in."""
    most, late = point.bounds.most, point.late_by_plan
    if late is not None:
        by = in_bounds(late, m.calendar_of(point.customers[0]).day) + _such_days(m, point)
        if_so = f", {in_step(m, point.circle)}" if point.circle else ""
        perhaps = "; {you} may be part of the reason" if point.perhaps_of_others else ""
        return (
            f"Late already: the plan itself breaks a promise to {{them}}, by {by}{if_so}{perhaps}."
        )
    perhaps = ""
    if point.perhaps_late_by:
        by = in_words(point.perhaps_late_by, m.calendar_of(point.customers[0]).day)
        by += _such_days(m, point)
        perhaps = (
            f"The plan may break a promise to {{them}} already, by up to {by}: {_missing(point)}."
        )
    if most == 0:
        at_once = f"{{who}} cannot be late at all: {{them}} {NOTICING} at once."
        return f"{at_once} {perhaps}".rstrip()
    at_last = ""
    if most is not None:
        at_last = f" After {in_words(most, point.day)} at the latest {{them}} {NOTICING}."
    if perhaps:
        return f"{perhaps}{at_last}"
    if point.blameless != 0:
        return f"{_blameless(m, point)}{at_last}"
    if not point.harmless:
        return _cannot_say(m, point)
    least = point.harmless
    if_so = f", {in_step(m, point.circle)}" if point.circle else ""
    if most is None:
        harmless = in_words(least, point.day)
        return f"{{who}} can be at least {harmless} late without {{them}} noticing{if_so}."
    if least != most:
        harmless, then = in_words(least, point.day), in_words(most, point.day)
        return (
            f"{{who}} can be at least {harmless} late{if_so};"
            f" after {then} at the latest {{them}} {NOTICING}."
        )
    days, rest = divmod(least, point.day)
    then = "a minute more, and" if rest else f"on day {days + 1}"
    late_ = in_words(least, point.day)
    return f"{{who}} can be {late_} late{if_so}; {then} {{them}} {NOTICING}."


def _blameless(m: ServiceMap, point: TippingPoint) -> str:
    """How late somebody may be where others may break a promise."""
    if point.blameless is None:
        return "Nothing that was promised to {them} can be late because of {you}."
    at_least = "" if point.blameless == point.bounds.most else "at least "
    if_so = f", {in_step(m, point.circle)}" if point.circle else ""
    harmless = in_words(point.blameless, point.day)
    return (
        f"{{who}} can be {at_least}{harmless} late before anything that was promised to {{them}} is"
        f" late because of {{you}}{if_so}."
    )


def _cannot_say(m: ServiceMap, point: TippingPoint) -> str:
    """That nobody can say yet how late, what is the most, and why."""
    if not m.has_times:
        return f"We cannot say yet how late {{you}} may be. {WITHOUT_TIMES}"
    most = point.bounds.most
    at_most = f", {in_words(most, point.day)} at most" if most is not None else ""
    return f"We cannot say yet how late {{you}} may be{at_most}: {_missing(point)}."


def of_the_rest(m: ServiceMap, party: str, rest: Rest) -> str:
    """`The rest (Bread): You can be 3 days late; on day 4 Shoppers notice.`"""
    to = rest.point.customers[0]
    services = listed([service_for(m, service, to) for service in rest.services])
    return f"The rest ({services}): {tipping(m, party, rest.point)}"


def of_others(m: ServiceMap, late: TippingPoint | None, sooner: Sooner | None) -> Iterator[str]:
    """What is said of others than those whom `tipping` names: what is late, and who notices sooner.

    `Laundry will notice sooner: at once.`
    """
    if late is not None:
        assert late.late_by_plan is not None, "or it is not said here"
        by = in_bounds(late.late_by_plan, m.calendar_of(late.customers[0]).day)
        by += _such_days(m, late)
        who = named(m, *late.customers)
        if_so = f", {in_step(m, late.circle)}" if late.circle else ""
        yield told(
            f"A promise to {{who}} is late already by plan, by {{by}}{if_so}.", who=who, by=by
        )
    if sooner is not None:
        yield told(
            _noticed_sooner(sooner),
            who=named(m, *sooner.customers or sooner.by_then),
            then=named(m, *sooner.by_then),
        )


def _noticed_sooner(sooner: Sooner) -> str:
    """The sentence with its names to be filled in."""
    (least, most), day = sooner.bounds, sooner.day
    after = f"after {in_words(least, day)}" if least else "at once"
    last = f"after {in_words(most or 0, day)} at the latest"
    alone = sooner.by_then and (most == 0 or sooner.bounds.exact is not None)
    if sooner.or_not and most and (alone or not sooner.customers):
        return f"{{then}} {NOTICING} {last}."
    if alone:
        return f"{{then}} {NOTICING} sooner: {after}."
    if not sooner.by_then:
        return f"{{who}} may notice sooner: {after}."
    if sooner.or_not and sooner.customers:  # that they are sure to need not be sooner
        return f"{{who}} may notice sooner: {after}. {{then}} {NOTICING} {last}."
    if not sooner.customers:
        return f"{{then}} {NOTICING} sooner: {last}."
    return f"{{who}} may notice sooner: {after}; {last} {{then}} {NOTICING}."


def _missing(point: TippingPoint) -> str:
    """Why more cannot be said."""
    if point.undated:
        return "a promise to {them} is a date, and the map has no start"
    if point.stocked:
        return "what is normally there already comes with departures, and may miss one"
    if not (point.takes_missing or point.needs_missing):
        return "the map leaves something open on the way to {them}"
    said = missing_on_the_way(point.takes_missing, point.needs_missing)
    them = "it" if point.takes_missing + point.needs_missing == 1 else "them"
    return f"{said} to {{them}}" + f" (servicemap check --all lists {them})" * point.listed
