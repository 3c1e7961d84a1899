"""Who is heard, what they said, what was done, and where to begin: on a page, and in Markdown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from servicemap.caring.advantages import Advantage, AdvantageKind
from servicemap.caring.hearing import Voice
from servicemap.caring.report import CareReport, GroupOfCustomers, HeardCustomer, Silence
from servicemap.escapes import visible
from servicemap.feedback import COMPLAINT_STEPS, RECOVERY_STEPS
from servicemap.model import OUTSIDE_FIRST, Action, Group, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.reporting.text.calls import calls_nobody, would_call
from servicemap.reporting.text.improvements import LEVERS, improvement, more_to_improve
from servicemap.reporting.text.markdown_tables import escaped, table
from servicemap.reporting.text.voices import day_of, done_in_words, said_in_words, score_of
from servicemap.sides import is_to_come
from servicemap.wording.lengths import in_words
from servicemap.wording.lists import listed
from servicemap.wording.moments import on_day
from servicemap.wording.names import in_full, name
from servicemap.wording.verbs import named, told

HEADINGS: Mapping[Group, str] = {
    Group.END_USERS: "End users",
    Group.PROSPECTS: "Prospects",
    Group.DISTRIBUTORS: "Distributors",
    Group.SUPPLIERS: "Suppliers, who are customers too",
    Group.TEAMS: "Employees, each other's customers",
}

CALLS_AT_MOST = 10
"""Deliveries of which is said who would call for them, and promises for which nobody would."""

NAMED_AT_MOST = 5
"""Customers that are named at the top; those beyond are counted, and stand below all the same."""


def as_text(found: CareReport, ink: Ink, *, width: int = 100) -> str:
    """Whom to think of first; group by group; what is done; where to improve first."""
    blocks = [wrapped(f"{ink.bold(visible(found.map.title))}: {summed_up(found)}", width)]
    blocks += _lines(_first_of_all(found, ink), width)
    by_group = {one.group: one for one in found.groups}
    for group in OUTSIDE_FIRST:
        own = [one for one in found.customers if one.party.group is group]
        if own:
            blocks.append(ink.bold(f"{HEADINGS[group]}: {_of_group(by_group[group])}"))
            known = [one for one in own if not _is_unknown(one)]
            blocks += ["\n".join(_customer(found, one, ink, width)) for one in known]
            blocks += _lines(_unknown_together(found.map, own), width)
    actions = found.map.actions.values()
    improvements = [
        f"{number}. {improvement(found, one)}" for number, one in enumerate(found.improve, start=1)
    ]
    improvements += filter(None, [more_to_improve(found)])
    for heading, lines in (
        ("What we do about it", [_action(found, one, ink) for one in actions]),
        ("Where to improve first", improvements),
        ("Who would notice", _who_would_notice(found)),
        ("What those touch who are not happy", _touched(found)),
        ("What advocates get that others do not", _advantages(found)),
    ):
        section = _lines(lines, width)
        blocks += [ink.bold(heading), *section] if section else []
    return "\n\n".join(blocks)


def _lines(lines: Iterator[str] | Sequence[str], width: int) -> list[str]:
    """One block of them, or none."""
    block = "\n".join(_indented(line, 2, width) for line in lines)
    return [block] if block else []


def _indented(text: str, columns: int, width: int) -> str:
    """Lines that begin so far to the right, those after the first a little further."""
    margin = " " * columns
    return margin + wrapped(text, width - columns, "  ").replace("\n", "\n" + margin)


def summed_up(found: CareReport) -> str:
    """`12 customers, 11 of them listened to; 1 is not happy; 2 were never asked.`"""
    if not found.customers:
        return "nobody gets anything here."
    listened = sum(one.listen is not None for one in found.customers)
    said = f"{several(len(found.customers), 'customer')}, {listened} of them listened to"
    silent = Counter(one.silence for one in found.silent)
    for many, one, all_, what in (
        (len(found.unhappy), "is", "are", "not happy"),
        (silent[Silence.TOO_LONG], "was", "were", "heard too long ago"),
        (silent[Silence.NEVER_ASKED], "was", "were", "never asked"),
    ):
        said += f"; {many} {agreeing(many, one, all_)} {what}" if many else ""
    return said + "."


def _first_of_all(found: CareReport, ink: Ink) -> Iterator[str]:
    """Bad news and silence, beside each other."""
    m = found.map
    unhappy = [f"{name(m, one.party.id)} ({one.lowest} of 10)" for one in found.unhappy]
    if unhappy:
        yield f"{ink.error('Not happy:')} {listed(unhappy, NAMED_AT_MOST)}."
    for silence, head in (
        (Silence.TOO_LONG, "Heard too long ago:"),
        (Silence.NEVER_ASKED, "Never asked:"),
        (Silence.NOBODY_LISTENS, "Not listened to:"),
    ):
        those = [one for one in found.silent if one.silence is silence]
        named_ = [f"{name(m, one.party.id)}{_how_long(one)}" for one in those]
        if named_:
            yield f"{ink.warning(head)} {listed(named_, NAMED_AT_MOST)}."


def _how_long(one: HeardCustomer) -> str:
    """` (106 days, 76 too many)`; nothing where it was never heard."""
    if one.unheard is None or one.overdue is None:
        return ""
    return f" ({several(one.unheard, 'day')}, {one.overdue:,} too many)"


def _of_group(one: GroupOfCustomers) -> str:
    rungs = [several(count, rung.value) for rung, count in one.rungs.items()]
    known = f"{one.listened} of {one.parties} listened to"
    if one.group is Group.PROSPECTS:  # that they are prospects goes without saying
        return known
    return f"{known}; {listed(rungs, None)}" if rungs else known


def _is_unknown(one: HeardCustomer) -> bool:
    """Whether a map says nothing of how somebody is heard, and of what it thinks."""
    ready = one.party.care
    return not (one.voices or one.last) and (ready is None or not any(ready[:5]))


def _unknown_together(m: ServiceMap, own: Sequence[HeardCustomer]) -> Iterator[str]:
    """Those of a group of whom nothing is known, in one line: there is no more to say of each."""
    unknown = [one for one in own if _is_unknown(one)]
    if unknown:
        outside = unknown[0].party.is_outside_customer
        who = listed([name(m, one.party.id) for one in unknown], None)
        plan = ", and there is no recovery plan" if outside else ""
        yield f"{who}: nobody says how they are heard{plan}."


def _customer(found: CareReport, one: HeardCustomer, ink: Ink, width: int) -> Iterator[str]:
    """Its name with its rung, then a line for each thing that is known of it."""
    yield f"  {ink.bold(name(found.map, one.party.id))}  {one.rung or ''}".rstrip()
    yield _indented(_heard(found, one, ink), 4, width)
    for voice in one.voices:
        yield _indented(_told(found, voice, ink), 4, width)
    for line in steps_missing(one):
        yield _indented(line, 4, width)


def steps_missing(one: HeardCustomer) -> Iterator[str]:
    """What is not ready for the day on which something goes wrong."""
    for steps, lacking, what in (
        (RECOVERY_STEPS, one.recovery, "When service fails"),
        (COMPLAINT_STEPS, one.complaints, "When somebody complains"),
    ):
        if lacking and len(lacking) < len(steps):
            said = f"{len(steps) - len(lacking)} of {len(steps)} steps"
            missing = listed([step.replace("_", " ") for step in lacking], None)
            yield f"{what}: {said}; {missing} not said"
    if len(one.recovery) == len(RECOVERY_STEPS):
        yield "When service fails: no recovery plan"


def _heard(found: CareReport, one: HeardCustomer, ink: Ink) -> str:
    """`Exit survey, every 7d, last on Sat 30 Jan 2027: 12 days ago, 5 too many`."""
    how = visible(one.listen) if one.listen is not None else "Nobody says how they are heard"
    every = f", every {one.every}" if one.every else ""
    last = f", last on {on_day(one.last)}" if one.last else ", never yet"
    last += _ahead(found, one.last)
    late = f": {several(one.unheard, 'day')} ago, {one.overdue:,} too many" if one.unheard else ""
    said = f"{how}{every if one.listen or late else ''}{last}{late}"
    return ink.warning(said) if one.silence is not None else said


def _ahead(found: CareReport, day: date | None) -> str:
    """That nothing can have been heard or done on a day (SM408)."""
    return ", which is yet to come" if is_to_come(found.map, day, found.today) else ""


def _told(found: CareReport, voice: Voice, ink: Ink) -> str:
    """What was said of what, and what became of it."""
    said = said_in_words(found.map, voice)
    done = done_in_words(voice, found.today)
    if voice.unhappy:
        said = ink.error(said)
        done = done if voice.answered else ink.warning(done)
    return f"{said} ({done})" if done else said


def _action(found: CareReport, one: Action, ink: Ink) -> str:
    """`Second till, for Box office: Tickets: save their time; Head of house, due ...`."""
    m = found.map
    whom = listed([in_full(m, id_) for id_ in one.for_], None)
    lever = f": {LEVERS[one.lever]}" if one.lever else ""
    day = f"{'done ' if one.done else ''}{day_of(one, found.today)}{_ahead(found, one.done)}"
    around = ", ".join(filter(None, (visible(one.owner or ""), day)))
    said = f"{visible(one.name)}, for {whom}{lever}{f' ({around})' if around else ''}"
    return ink.warning(said) if one.days_overdue(found.today) else said


def _who_would_notice(found: CareReport) -> Iterator[str]:
    """Who would call for what is not there, those first who would call too late; who is silent."""
    m = found.map
    yield from (would_call(m, one) for one in found.callers[:CALLS_AT_MOST])
    if (more := len(found.callers) - CALLS_AT_MOST) > 0:
        yield f"{several(more, 'other call')} would come. 'servicemap show TEAM' says whose."
    yield from (calls_nobody(m, one) for one in found.unwatched[:CALLS_AT_MOST])
    if (more := len(found.unwatched) - CALLS_AT_MOST) > 0:
        yield f"So it is with {several(more, 'other promise')}: servicemap check --select SM407."


def _touched(found: CareReport) -> Iterator[str]:
    m = found.map
    for one in found.touched:
        parts = []
        if one.serves:
            parts.append("[serves|serve] {on}")
        if one.served_by:
            parts.append("[is|are] served by {by}")
        yield told(
            f"{{who}} {', and '.join(parts) or '[touches|touch] nobody'}.",
            who=named(m, one.customer),
            on=listed([name(m, id_) for id_ in one.serves], NAMED_AT_MOST),
            by=listed([name(m, id_) for id_ in one.served_by], NAMED_AT_MOST),
        )


def _advantages(found: CareReport) -> Iterator[str]:
    for one in found.advantages:
        yield advantage_in_words(found.map, one)


_BETTER = {
    AdvantageKind.SERVICE: "{who} [gets|get] {service} from {provider}; {others} [does|do] not.",
    AdvantageKind.PROMISE: "{who} [is|are] promised {service} {amount} sooner than {others}.",
    AdvantageKind.MARGIN: "{who} [gets|get] {service} with {amount} more margin than {others}.",
}


def advantage_in_words(m: ServiceMap, one: Advantage) -> str:
    """`Members are promised Meals 2 days sooner than Guests.`"""
    return told(
        _BETTER[one.kind],
        who=named(m, one.advocate),
        service=name(m, one.service),
        provider=name(m, m.services[one.service].provider),
        others=named(m, *one.others),
        amount="" if one.minutes is None or one.day is None else in_words(one.minutes, one.day),
    )


def as_markdown(found: CareReport) -> str:
    """A table of the customers, and the lists of what is done, and of what to improve."""
    m = found.map
    rows = [
        [
            escaped(HEADINGS[one.party.group]),
            escaped(m.parties[one.party.id].name),
            escaped(_heard(found, one, Ink())),
            score_of(one.score, one.before),
            one.rung.value if one.rung else "",
            escaped(
                "\n".join(
                    [*(_told(found, voice, Ink()) for voice in one.voices), *steps_missing(one)]
                )
            ),
        ]
        for one in found.customers
    ]
    heads = ("Group", "Customer", "Heard", "Score", "Rung", "Said, and done")
    first = [escaped(line) for line in _first_of_all(found, Ink())]
    parts = [f"**{escaped(m.title)}**: {summed_up(found)}", *first, table(heads, rows)]
    improvements = [improvement(found, one) for one in found.improve]
    for heading, lines, beyond in (
        ("What we do about it:", [_action(found, one, Ink()) for one in m.actions.values()], ""),
        ("Where to improve first:", improvements, more_to_improve(found)),
        ("Who would notice:", [*_who_would_notice(found)], ""),
        ("What those touch who are not happy:", [*_touched(found)], ""),
        ("What advocates get that others do not:", [*_advantages(found)], ""),
    ):
        if lines:
            listed_ = "\n".join(f"{n}. {escaped(line)}" for n, line in enumerate(lines, 1))
            parts += filter(None, (heading, listed_, beyond))
    return "\n\n".join(parts)
