"""What is said of each promise, column by column: as people read it, and as programs do."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from servicemap.bounds import Bounds, Fate
from servicemap.durations import Duration
from servicemap.escapes import visible
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.timing.answers.competitors import CompetitorOffer
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.unknowns import Unknown
from servicemap.wording.in_bounds import UNKNOWN, in_a_cell
from servicemap.wording.lengths import in_words, short
from servicemap.wording.lists import listed
from servicemap.wording.moments import days_tell, point, when
from servicemap.wording.names import name, promise_named
from servicemap.wording.unknowns import before_lengths, why

MAY_BE_LATE = "?"
"""Marks a promise that is kept in some readings of the map, and late in others."""

HANGING_SHOWN = 5
"""Sentences on what promises hang."""


def planned_in_words(m: ServiceMap, one: PlannedPromise, then: str = "\n") -> str:
    """`Fri 5 Feb 2027`; where it is open, the first of two such days `then` the last."""
    at = (one.earliest_at, one.planned_at)
    return planned_between(m, one.planned_bounds, at, then, to_the_minute=to_the_minute(m, one))


def planned_between(
    m: ServiceMap,
    bounds: Bounds,
    at: tuple[datetime | None, datetime | None],
    then: str = " ",
    *,
    to_the_minute: bool = False,
) -> str:
    """The same of any delivery: its bounds from the start of the plan, and both as dates."""
    least, most = bounds
    earliest, latest = at
    if earliest is None:
        return in_a_cell(bounds, m.calendar.day, or_more="or later")
    first = when(m, least or 0, earliest, briefly=True, to_the_minute=to_the_minute)
    if least == most:
        return first
    if most is None:
        return f"{first}{then}or later"
    last = when(m, most, latest, briefly=True, to_the_minute=to_the_minute)
    return f"{first}{then}to {last}"


def due_in_words(m: ServiceMap, one: PlannedPromise) -> str:
    """`Fri 5 Feb 2027`; as somebody said it, `1w`, where the map has no dates, and where the plan
    cannot be held against it.
    """
    promise = one.promise
    if Unknown.UNDATED in one.unknown or (promise is not None and one.due_open):
        return UNKNOWN if promise is None else point(promise)
    if not one.stated or one.due is None:
        return "as planned"
    if one.due_at is None and isinstance(promise, Duration):
        return str(promise)  # a week of theirs may be no number of days
    return when(m, one.due, one.due_at, briefly=True, to_the_minute=to_the_minute(m, one))


def to_the_minute(m: ServiceMap, one: PlannedPromise) -> bool:
    """Whether days alone would not differ by what is left between them."""
    day = m.calendar_of(one.customer).day
    moments = [one.earliest_at, one.planned_at, one.due_at if one.stated else None]
    return one.after_hours or not days_tell(m, moments, one.margin_bounds, day)


def margin_in_words(m: ServiceMap, one: PlannedPromise, ink: Ink, then: str = " ") -> str:
    """`4d`, `9d to 19d`, `none !`, `after hours !`, `1d late !`; nothing where no time was named.

    What may be late says so: `up to 8d late ?`, `9d at most ?`, `2d left` `then` `to 8d late ?`.
    """
    day = m.calendar_of(one.customer).day
    least, most = one.margin_bounds
    if Unknown.UNDATED in one.unknown:
        return ink.warning(UNKNOWN)
    if one.fate is Fate.LATE_BY_PLAN:
        late = one.late_bounds
        if late.most is None:
            return ink.error(f"{in_a_cell(Bounds(late.least, late.least), day)} late or more !")
        return ink.error(f"{in_a_cell(late, day)} late !")
    if not one.stated:
        return in_a_cell(one.margin_bounds, day) if one.due_open else ""
    if one.fate is Fate.OPEN:
        said = f"{_open_margin(least, most or 0, day, then)} {MAY_BE_LATE}"
        return "\n".join(map(ink.warning, said.split("\n")))
    if one.after_hours:
        return ink.warning("after hours !")
    if least == most == 0:
        return ink.warning("none !")
    said = in_a_cell(one.margin_bounds, day)
    return ink.good(said) if least is not None and least >= day else said


def _open_margin(least: int | None, most: int, day: int, then: str) -> str:
    if least is None:
        return f"{short(most, day)} at most" if most else "none, or late"
    if not most:
        return f"up to {short(-least, day)} late"
    return f"{short(most, day)} left{then}to {short(-least, day)} late"


def first_kept_in_words(m: ServiceMap, one: PlannedPromise) -> str:
    """`the first one, Fri 5 Mar 2027 12:00, comes before it is planned; the first kept is ...`.

    Of what recurs no plan breaks anything; it may begin to be kept weeks after it is promised.
    """
    if one.first_kept is None:
        return ""
    begins = one.first_kept
    first = when(m, begins.first, begins.first_at, to_the_minute=True, from_the_start=True)
    kept = when(m, begins.kept, begins.kept_at, to_the_minute=True, from_the_start=True)
    earliest = " at the earliest" if one.due_open else ""
    return f"the first one, {first}, comes before it is planned; the first kept is {kept}{earliest}"


def hangs_in_words(m: ServiceMap, one: PlannedPromise) -> str:
    """`kept as long as Clean linen (Linen room) takes 9d or less`, `before what Soap takes`.

    On which lengths that nobody says a margin hangs; nothing where it hangs on none.
    """
    if one.as_long_as is not None:
        service, minutes = one.as_long_as
        provider = m.services[service].provider
        may_take = (
            f"{short(minutes, m.calendar_of(provider).day)} or less" if minutes else "no time"
        )
        return f"kept as long as {name(m, service)} ({name(m, provider)}) takes {may_take}"
    return before_lengths(m, one.before) if one.before and one.margin_bounds.most else ""


def offer_in_words(other: CompetitorOffer) -> str:
    """`Toyland: Sat 20 Feb 2027, 6 days before us`; how much sooner only where that is known."""
    said = f"{visible(other.competitor)}: {point(other.offer)}"
    if other.sooner is None:
        return said
    us = "our plan" if other.planned else "us"
    if not other.sooner:
        return f"{said}, no sooner than {us}"
    side = "before" if other.sooner > 0 else "after"
    return f"{said}, {in_words(abs(other.sooner), other.day)} {side} {us}"


def beside_the_time(one: PlannedPromise) -> Iterator[str]:
    """What else is promised, and what competitors offer: `also promised: Price on the label`."""
    if one.quality:
        yield f"also promised: {'; '.join(map(visible, one.quality))}"
    yield from map(offer_in_words, one.others)


def hanging_in_words(
    m: ServiceMap, found: Iterable[PlannedPromise], *, everything: bool = False
) -> list[str]:
    """`Rooms for Guests: kept as long as Clean linen (Linen room) takes 9d or less.`

    What hangs on the same lengths, by as much, is told together. Of many sentences the first, and
    how many there are beyond them, unless `everything` is wanted.
    """
    told: dict[str, list[str]] = {}
    for one in found:
        if held := hangs_with_margin(m, one):
            told.setdefault(held, []).append(promise_named(m, one.service, one.customer))
    said = [f"{listed(names)}: {held}." for held, names in told.items()]
    if everything or len(said) <= HANGING_SHOWN:
        return said
    return [*said[:HANGING_SHOWN], f"And {len(said) - HANGING_SHOWN} more: --all shows them."]


def hangs_with_margin(m: ServiceMap, one: PlannedPromise) -> str:
    """The same of one promise; where several lengths are missing, with how much is left at most."""
    held = hangs_in_words(m, one)
    if not held or one.as_long_as is not None:
        return held
    return f"{in_a_cell(one.margin_bounds, m.calendar_of(one.customer).day)}, {held}"


def margin_of(_: ServiceMap, one: PlannedPromise) -> dict[str, Any]:
    """How much is left of a promise, whether that is certain, and its fate by plan."""
    return {
        "margin_minutes": one.margin,
        "margin_min_minutes": one.margin_bounds.least,
        "margin_max_minutes": one.margin_bounds.most,
        "fate": one.fate.value,
        "certain": one.certain,
        "why": "" if one.certain else why(one.unknown),
    }


def _planned_minutes(_: ServiceMap, one: PlannedPromise) -> dict[str, Any]:
    return {
        "planned_minutes": one.planned,
        "planned_min_minutes": one.planned_bounds.least,
        "planned_max_minutes": one.planned_bounds.most,
    }


def _planned_at(_: ServiceMap, one: PlannedPromise) -> dict[str, str | None]:
    earliest, latest = one.earliest_at, one.planned_at
    return {
        "planned_at": latest.isoformat() if latest and one.planned is not None else None,
        "planned_min_at": earliest.isoformat() if earliest else None,
        "planned_max_at": latest.isoformat() if latest else None,
    }


def _due_minutes(_: ServiceMap, one: PlannedPromise) -> dict[str, Any]:
    return {"due_minutes": one.due}


def _due_at(_: ServiceMap, one: PlannedPromise) -> dict[str, str | None]:
    return {"due_at": one.due_at.isoformat() if one.due_at else None}


class Column(NamedTuple):
    """One column. `cell` is what people read, empty where there is nothing to say; a line break in
    it parts two days. A notebook has it without colour, on one line.

    Programs read `minutes` of working time, and `moments` on a map that has a start. `doubted`: it
    is marked with the footnote that says on what else it hangs.
    """

    head: str
    cell: Callable[[ServiceMap, PlannedPromise, Ink], str]
    minutes: Callable[[ServiceMap, PlannedPromise], dict[str, Any]]
    moments: Callable[[ServiceMap, PlannedPromise], dict[str, str | None]] = lambda *_: {}
    doubted: bool = False


COLUMNS = (
    Column("planned", lambda m, one, _: planned_in_words(m, one), _planned_minutes, _planned_at),
    Column("due", lambda m, one, _: due_in_words(m, one), _due_minutes, _due_at),
    Column(
        "margin",
        # Two days in one cell are long: they stand beneath each other, and so do their margins.
        lambda m, one, ink: margin_in_words(m, one, ink, " " if one.earliest_at is None else "\n"),
        margin_of,
        doubted=True,
    ),
)
"""What is said of each promise, in this order."""
