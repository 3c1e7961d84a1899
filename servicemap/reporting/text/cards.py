"""A team's card, for the terminal and for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from servicemap.cards import Card
from servicemap.escapes import visible
from servicemap.model import Group, Reliance, ServiceMap
from servicemap.reporting.terminal import Ink, display_width, table, unbroken, wrapped
from servicemap.reporting.text.promises import after_hours, margin_in_words
from servicemap.reporting.text.tolerances import days_left, doubts, left_in_words, legend
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.timing.answers.tolerances import SINGLE_FAULT
from servicemap.unknowns import Unknown
from servicemap.wording.chains import chain
from servicemap.wording.lengths import hours_of
from servicemap.wording.lists import listed
from servicemap.wording.moments import on_day, point, when
from servicemap.wording.names import a_kind, name, promise_named
from servicemap.wording.verbs import named, told

UNSAID = "(for which service is not said)"


def as_text(card: Card, ink: Ink, *, width: int = 100, everything: bool = False) -> str:
    """The tipping point first, then who relies on them, on whom they rely, whom the work reaches,
    and what they promised. Of long chains the middle is counted, unless `everything` is wanted.
    """
    m, party = card.map, card.party
    own = visible(party.name)
    paragraphs = ["\n".join(_heading(card, ink, width)), _tipping_point(card, ink, width)]
    paragraphs.append(
        _section(
            f"Who relies on {own}",
            [
                *([name(m, r.customer), name(m, r.service), _given(m, r)] for r in card.customers),
                *([name(m, r.customer), UNSAID, ""] for r in m.unsaid if r.provider == party.id),
            ],
            "Nobody does.",
            ink,
            width,
        )
    )
    paragraphs.append(
        _section(
            told("On whom {own} [relies|rely]", own=named(m, party.id)),
            [
                *([name(m, r.provider), name(m, r.service), _got(card, r)] for r in card.providers),
                *(
                    [name(m, r.provider), UNSAID, _got(card, r)]
                    for r in m.unsaid
                    if r.customer == party.id
                ),
            ],
            "On nobody.",
            ink,
            width,
        )
    )
    if not party.is_outside_customer or card.ways or card.leads_on_to:
        paragraphs.append(_reached(card, ink, width, everything=everything))
    if card.promises:
        rows = [[promise_named(m, p.service, p.customer), _kept(m, p, ink)] for p in card.promises]
        paragraphs.append(_section(f"What {own} promised", rows, "", ink, width))
    if card.tolerances:
        paragraphs.append(wrapped(SINGLE_FAULT, width))
    return "\n\n".join(filter(None, paragraphs))


def _heading(card: Card, ink: Ink, width: int) -> Iterator[str]:
    party = card.party
    of = f" of {visible(party.department)}" if party.department else ""
    yield f"{ink.bold(visible(party.name))}, {a_kind(party.group)}{of}"
    if party.about:
        yield wrapped(visible(party.about), width)
    if party.owner or party.contact:
        owner = f"Owner: {visible(party.owner)}" if party.owner else "No owner"
        yield owner + (f", {visible(party.contact)}" if party.contact else "")
    else:
        yield "No owner."
    if party.confirmed:
        yield f"Last confirmed on {on_day(party.confirmed)}."
    if party.group is Group.TEAMS:
        if card.meets_customer:
            yield "Meets customers outside itself."
        elif card.reaches:
            yield wrapped("Meets no customer outside: its work reaches them through others.", width)
    for place, objective in enumerate(party.objectives):
        head = "Objectives: " if not place else "            "
        yield head + wrapped(visible(objective), width - 12, " " * 12)


def _tipping_point(card: Card, ink: Ink, width: int) -> str:
    sentence = wrapped(visible(card.sentence), width)
    minutes = card.tipping_point.minutes
    if minutes is None:
        return sentence
    if minutes <= 0 and not card.tipping_point.unknown:
        return ink.error(sentence)
    day = card.tipping_point.day
    if day != card.map.calendar.day:
        sentence += f" (A day here has {hours_of(day)}.)"
    return ink.warning(sentence) if minutes < day else ink.good(sentence)


def _section(
    title: str, rows: Sequence[Sequence[str]], otherwise: str, ink: Ink, width: int
) -> str:
    """A headed table whose last column takes what is left of the page."""
    if not rows:
        return f"{ink.bold(title)}\n  {otherwise}"
    *across, _ = (max(map(display_width, column)) for column in zip(*rows, strict=True))
    room = max(20, width - 2 - sum(across) - 2 * len(across))
    lines = [[*row[:-1], wrapped(row[-1], room)] for row in rows]
    return f"{ink.bold(title)}\n{table(lines, indent='  ')}"


def _reached(card: Card, ink: Ink, width: int, *, everything: bool) -> str:
    m = card.map
    title = f"Whom the work of {visible(card.party.name)} reaches, and how late it may be"
    rows: list[list[str]] = []
    shown: list[int | None] = []
    unsure: list[Unknown] = []
    at_least: list[Unknown] = []
    for customer in sorted(card.reaches, key=lambda customer: m.parties[customer].group.place):
        to_them = (one for one in card.tolerances if one.customer == customer)
        least = min(to_them, key=lambda one: days_left(one.minutes, one.day))
        shown.append(least.minutes)
        way = chain(m, card.reaches[customer], everything=everything)
        star = ""
        if least.or_more:
            at_least.append(least.unknown)
        elif least.unknown:
            unsure.append(least.unknown)
            star = " *"
        left = left_in_words(least.minutes, least.day, ink, or_more=least.or_more)
        rows.append([name(m, customer) + star, left, way])
    section = _section(title, rows, "No end user, prospect or distributor.", ink, width)
    remarks = [legend(shown), *doubts(unsure, at_least)]
    if card.leads_on_to:
        others = listed([name(m, customer) for customer in card.leads_on_to])
        also = " too" if rows else ""
        remarks.append(f"Links lead on to {others}{also}, but nothing they get needs this work.")
    return "\n  ".join([section, *(wrapped(one, width - 2, "  ") for one in remarks if one)])


def _given(m: ServiceMap, r: Reliance) -> str:
    """What a provider says of a delivery."""
    takes = m.services[r.service].takes
    said = [f"takes {takes.likely}" if takes else "takes: unknown"]
    if r.departs:
        said.append(f"leaves {visible(r.departs.text)}")
    if r.standing:
        said.append("normally there already")
    if r.slack:
        said.append(f"they can wait {r.slack}")
    if r.promise is not None:
        said.append(f"promised {point(r.promise)}")
    return ", ".join(said)


def _got(card: Card, r: Reliance) -> str:
    """What a customer says of a delivery; of an alternative also when it is there by plan."""
    m = card.map
    said = []
    if r.standing:
        said.append("normally there already")
    if r.slack:
        said.append(f"slack {r.slack}")
    if r.expects is not None:
        said.append(f"expected {point(r.expects)}")
    for group in m.alternatives:
        if group.customer == r.customer and r.service in group.services:
            first, *rest = (name(m, m.services[service].provider) for service in group.services)
            if r.service == group.services[0]:
                said.append(f"or {' or '.join(rest)} instead")
                continue
            planned = card.alternatives.get(r.service)
            said.append(f"instead of {first}")
            if r.switch is not None:
                said.append(f"not before {r.switch} after {first} was due")
            if planned is not None:
                after = "" if planned.at else "after "
                said.append(f"planned {after}{when(m, *planned)}")
    if r.customer_says is not None and r.customer_says.wants:
        said.append(f"wanted: {visible(r.customer_says.wants)}")
    return ", ".join(said)


def _kept(m: ServiceMap, p: PlannedPromise, ink: Ink) -> str:
    exact = after_hours(p)
    planned = f"planned {unbroken(when(m, p.planned, p.planned_at, to_the_minute=exact))}"
    if p.lower_bound:
        planned = f"{planned} or later" if p.planned else "nobody knows when it is done"
    if (p.service, p.customer) not in m.stated:
        return (
            f"nobody named a time, {planned}"
            if p.lower_bound
            else f"{planned}; nobody named a time"
        )
    margin = margin_in_words(m, p, ink, promised=True)
    if p.unknown:
        due = next(
            r.promise for r in m.reliances if (r.service, r.customer) == (p.service, p.customer)
        )
        return f"promised {unbroken(point(due)) if due else ''}, {planned}, margin {margin}"
    due_at = when(m, p.due, p.due_at, to_the_minute=exact)
    return f"due {unbroken(due_at)}, {planned}, margin {margin}"


def as_json(card: Card) -> dict[str, Any]:
    """Sorted by id. `tolerance_minutes` is the least to any promise; `why` says why it is null."""
    party, tipping_point = card.party, card.tipping_point
    return {
        "version": 1,
        "kind": "show",
        "party": {
            "id": party.id,
            "name": party.name,
            "group": party.group.value,
            "department": party.department,
            "owner": party.owner,
            "objectives": list(party.objectives),
            "meets_customer": card.meets_customer,
        },
        "customers": [
            {"customer": r.customer, "service": r.service}
            for r in sorted(card.customers, key=lambda r: (r.customer, r.service))
        ],
        "providers": [
            {"provider": r.provider, "service": r.service}
            for r in sorted(card.providers, key=lambda r: (r.provider, r.service))
        ],
        "reaches": [
            {"customer": customer, "chain": list(chain)}
            for customer, chain in sorted(card.reaches.items())
        ],
        "leads_on_to": sorted(card.leads_on_to),
        "promises": [
            {"service": p.service, "customer": p.customer, "margin_minutes": p.margin}
            for p in sorted(card.promises, key=lambda p: (p.service, p.customer))
        ],
        "tolerance_minutes": tipping_point.minutes,
        "notices": sorted(tipping_point.customers),
        "why": tipping_point.why or "",
        "sentence": card.sentence,
    }
