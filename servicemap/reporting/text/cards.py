"""A team's card, for the terminal."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from servicemap.cards import Card, Reached
from servicemap.comparing.values_in_words import written
from servicemap.escapes import visible
from servicemap.model import Group, Promised, Reliance, ServiceMap
from servicemap.plurals import agreeing
from servicemap.reporting.promise_columns import (
    beside_the_time,
    due_in_words,
    first_kept_in_words,
    hanging_in_words,
    margin_in_words,
    planned_in_words,
)
from servicemap.reporting.terminal import Ink, display_width, table, unbroken, wrapped
from servicemap.reporting.text.calls import would_call
from servicemap.reporting.text.cells import ToleranceCell, left_in_words, legend, other_days
from servicemap.reporting.text.voices import said_overall, wanted_and_said
from servicemap.timing.answers.promises import PlannedPromise
from servicemap.timing.answers.tolerances import SINGLE_FAULT, Tolerance
from servicemap.unknowns import Unknown
from servicemap.wording.chains import chain
from servicemap.wording.lengths import hours_of
from servicemap.wording.lists import listed
from servicemap.wording.moments import after_due, on_day, point, when
from servicemap.wording.names import a_kind, name, promise_named, service_for
from servicemap.wording.verbs import named, told

PLAIN = Ink()


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
                *(
                    [name(m, r.customer), name(m, r.service), _given(card, r)]
                    for r in card.customers
                ),
                *(
                    [name(m, r.customer), _which(m, meant), ""]
                    for r, meant in card.unnamed
                    if r.provider == party.id
                ),
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
                    [name(m, r.provider), _which(m, meant), _got(card, r)]
                    for r, meant in card.unnamed
                    if r.customer == party.id
                ),
            ],
            "On nobody.",
            ink,
            width,
        )
    )
    for _, words in said_overall(m, [party.id], card.today):
        paragraphs.append(
            f"{ink.bold(f'What {own} said of all they get')}\n  {wrapped(words, width - 2, '  ')}"
        )
    said = [
        [name(m, id_), words]
        for id_, words in said_overall(m, (r.customer for r in card.customers), card.today)
    ]
    if said:
        paragraphs.append(
            _section(f"What {own}'s customers said of all they get", said, "", ink, width)
        )
    if not party.is_outside_customer or card.ways or card.leads_on_to:
        paragraphs.append(_reached(card, ink, width, everything=everything))
    if card.promises:
        rows = [
            [promise_named(m, p.service, p.customer), _kept(m, p, ink, unbroken)]
            for p in card.promises
        ]
        remarks = [wrapped(one, width - 2, "  ") for one in other_days(m, _in_days_of(card))]
        promised = _section(f"What {own} promised", rows, "", ink, width)
        paragraphs.append("\n  ".join([promised, *remarks]))
    if card.tolerances:
        paragraphs.append(wrapped(SINGLE_FAULT, width))
    return "\n\n".join(filter(None, paragraphs))


def rows(card: Card) -> Iterator[tuple[str, str, str, str]]:
    """What the paragraphs say, as rows: of what they speak, who, which service, what is said."""
    m, own = card.map, card.party.id
    for r in card.customers:
        yield "relies on them", m.name_of(r.customer), m.name_of(r.service), _given(card, r)
    for r, meant in card.unnamed:
        if r.provider == own:
            yield "relies on them", m.name_of(r.customer), _which(m, meant), ""
    for id_, words in said_overall(m, [own, *(r.customer for r in card.customers)], card.today):
        yield "said of all they get", m.name_of(id_), "", words
    for r in card.providers:
        yield "they rely on", m.name_of(r.provider), m.name_of(r.service), _got(card, r)
    for r, meant in card.unnamed:
        if r.customer == own:
            yield "they rely on", m.name_of(r.provider), _which(m, meant), _got(card, r)
    for one in card.reached:
        way = chain(m, one.chain, everything=True)
        said = f"{left_in_words(_cell(one.tolerance), PLAIN)}: {way}"
        yield "their work reaches", m.name_of(one.tolerance.customer), "", said
    for p in card.promises:
        yield "they promised", m.name_of(p.customer), m.name_of(p.service), _kept(m, p, PLAIN, str)


def _which(m: ServiceMap, services: Sequence[str]) -> str:
    """`(Check-in or Guest wishes? Nobody says)`: the services of which it may be any."""
    return f"({listed([name(m, one) for one in services], joined_by='or')}? Nobody says)"


def _reaching(card: Card) -> Iterator[tuple[str, Reached]]:
    """Each customer outside whom the work reaches, with the service where two are told of."""
    several = Counter(one.tolerance.customer for one in card.reached)
    for one in card.reached:
        service, customer = one.tolerance.service, one.tolerance.customer
        of = f": {service_for(card.map, service, customer)}" * (several[customer] > 1)
        yield name(card.map, customer) + of, one


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
    if party.calendar:
        yield wrapped(f"Working time: {visible(written(party.calendar) or '')}.", width)
    if party.group is Group.TEAMS:
        if card.meets_customer:
            yield "Meets customers outside itself."
        elif card.reaches:
            yield wrapped("Meets no customer outside: its work reaches them through others.", width)
    for place, objective in enumerate(party.objectives):
        head = "Objectives: " if not place else "            "
        yield head + wrapped(visible(objective.say), width - 12, " " * 12)


def _tipping_point(card: Card, ink: Ink, width: int) -> str:
    point, told = card.tipping_point, visible(card.sentence)
    most = point.bounds.most
    late = most is not None and most <= 0
    if point.why is None and not late and point.day != card.map.calendar.day:
        told += f" (A day here has {hours_of(point.day)}.)"
    sentence = wrapped(told, width)
    if point.why is None:
        harmless = point.harmless
        how_much = ink.good if harmless is None or harmless >= point.day else ink.warning
        sentence = ink.error(sentence) if late else how_much(sentence)
    second = f"\n{wrapped(visible(card.second_sentence), width)}" if card.second_sentence else ""
    second += _because_of_others(card, width)
    if card.callers:
        second += f"\n{wrapped(would_call(card.map, card.callers[0]), width)}"
    return sentence + second


def _because_of_others(card: Card, width: int) -> str:
    """What is left out of the tipping point, where anything is told; and what others may break."""

    def these(keys: Collection[Promised]) -> list[str]:
        told = [one for one in card.tolerances if (one.service, one.customer) in keys]
        return [promise_named(card.map, one.service, one.customer) for one in told]

    said = ""
    left_out, perhaps = these(card.because_of_others), these(card.perhaps_of_others)
    if left_out and len(left_out) < len(card.tolerances):
        them = agreeing(len(left_out), "it", "them")
        not_counted = f"Not counted, because others make {them} late: {listed(left_out)}."
        said += f"\n{wrapped(not_counted, width)}"
    if perhaps:
        may = f"Others alone may make late by plan: {listed(perhaps)}."
        said += f"\n{wrapped(may, width)}"
    return said


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
    for to, one in _reaching(card):
        way = chain(m, one.chain, everything=everything)
        rows.append([to, left_in_words(_cell(one.tolerance), ink), way])
    section = _section(title, rows, "No end user, prospect or distributor.", ink, width)
    hanging = [one for one in card.hanging if one.customer in card.reaches]
    remarks = [
        legend(_cell(one.tolerance) for one in card.reached),
        *other_days(m, _whose_days(card)),
        *hanging_in_words(m, hanging, everything=everything),
    ]
    if card.leads_on_to:
        others = listed([name(m, customer) for customer in card.leads_on_to])
        also = " too" if rows else ""
        remarks.append(f"Links lead on to {others}{also}, but nothing they get needs this work.")
    return "\n  ".join([section, *(wrapped(one, width - 2, "  ") for one in remarks if one)])


def _whose_days(card: Card) -> Iterator[str]:
    """Those in whose days it stands how late somebody may be, where these are whole days.

    Where it is late already, or may be, it stands in the customer's.
    """
    for one, _ in card.reached:
        for minutes in one.bounds:
            if minutes is not None and minutes >= one.day:
                yield card.party.id
            elif minutes is not None and -minutes >= one.customer_day:
                yield one.customer


def _in_days_of(card: Card) -> Iterator[str]:
    """The customers in whose days the margin of a promise is told, where it is whole days."""
    for p in card.promises:
        day = card.map.calendar_of(p.customer).day
        if any(abs(minutes or 0) >= day for minutes in (*p.margin_bounds, *p.late_bounds)):
            yield p.customer


def days_told(card: Card) -> list[str]:
    """Whose days the rows of a card tell that are not those of the map."""
    return [*other_days(card.map, [*_whose_days(card), *_in_days_of(card)])]


def _cell(one: Tolerance) -> ToleranceCell:
    return ToleranceCell(None if one.without_limit else one.bounds, one.day, one.customer_day)


def _given(card: Card, r: Reliance) -> str:
    """What a provider says of a delivery."""
    m = card.map
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
    said += _called_for(m, r)
    return "; ".join([", ".join(said), *wanted_and_said(m, r, today=card.today)])


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
    said += _called_for(m, r)
    return "; ".join(filter(None, [", ".join(said), *wanted_and_said(m, r, today=card.today)]))


def _called_for(m: ServiceMap, r: Reliance) -> list[str]:
    """When a customer would call for a delivery, where anybody says so."""
    after = m.noticed_after(r)
    return [] if after is None else [f"they would call {after_due(after)}"]


def _kept(m: ServiceMap, p: PlannedPromise, ink: Ink, together: Callable[[str], str]) -> str:
    """When it is due and planned, with how much margin; `together` holds the words of a day."""
    planned = f"planned {together(planned_in_words(m, p, ' '))}"
    beside = "".join(f"; {one}" for one in beside_the_time(p))
    if not (p.held_to_a_time or Unknown.UNDATED in p.unknown):
        return f"{planned}; nobody named a time{beside}"
    margin = margin_in_words(m, p, ink)
    begins = f"; {said}" if (said := first_kept_in_words(m, p)) else ""
    return f"due {together(due_in_words(m, p))}, {planned}, margin {margin}{begins}{beside}"
