"""Who is heard, what they said, what was done, and where to begin: on a page, and in Markdown."""

from collections.abc import Iterator, Mapping

from servicemap.care.hearing import Voice
from servicemap.care.improving import Improvement, ReasonToImprove
from servicemap.care.report import CareReport, GroupOfCustomers, HeardCustomer
from servicemap.escapes import visible
from servicemap.feedback import COMPLAINT_STEPS, RECOVERY_STEPS, Lever
from servicemap.model import OUTSIDE_FIRST, Group, ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.terminal import Ink, wrapped
from servicemap.reporting.text.markdown_tables import escaped, table
from servicemap.wording.lengths import short
from servicemap.wording.lists import listed
from servicemap.wording.moments import on_day
from servicemap.wording.names import name, promise_named
from servicemap.wording.verbs import named, told

HEADINGS: Mapping[Group, str] = {
    Group.END_USERS: "End users",
    Group.PROSPECTS: "Prospects",
    Group.DISTRIBUTORS: "Distributors",
    Group.SUPPLIERS: "Suppliers, who are customers too",
    Group.TEAMS: "Employees, each other's customers",
}

LEVERS: Mapping[Lever, str] = {
    Lever.RELATIONSHIP: "strengthen the relationship: talk with them",
    Lever.SYSTEM: "upgrade the system",
    Lever.PROCEDURE: "simplify the procedure",
    Lever.TRAINING: "train somebody who could stand in",
    Lever.PERSONALISE: "make it personal",
    Lever.CHOICE: "offer a choice",
    Lever.LEARNING: "help them learn",
    Lever.ANTICIPATE: "anticipate problems",
    Lever.BENEFITS: "give them something beside it",
    Lever.INFORM: "keep them informed",
    Lever.EARLY: "deliver early",
    Lever.SAVE_TIME: "save their time",
    Lever.SIMPLIFY: "make it simpler",
}


def as_text(found: CareReport, ink: Ink, *, width: int = 100) -> str:
    """Group by group, then where to improve first."""
    blocks = [wrapped(f"{ink.bold(visible(found.map.title))}: {summed_up(found)}", width)]
    by_group = {one.group: one for one in found.groups}
    for group in OUTSIDE_FIRST:
        own = [one for one in found.customers if one.party.group is group]
        if own:
            blocks.append(ink.bold(f"{HEADINGS[group]}: {_of_group(by_group[group])}"))
            blocks += ["\n".join(_customer(found.map, one, ink, width)) for one in own]
    if found.improve:
        blocks.append(ink.bold("Where to improve first"))
        blocks.append(
            "\n".join(
                _indented(f"{number}. {improvement(found.map, one)}", 2, width, "   ")
                for number, one in enumerate(found.improve, start=1)
            )
        )
    beside = [*_touched(found), *_advantages(found)]
    if beside:
        blocks.append("\n".join(wrapped(line, width, "  ") for line in beside))
    return "\n\n".join(blocks)


def summed_up(found: CareReport) -> str:
    """`12 customers, 11 of them heard; 2 not for too long; 1 is unhappy.`"""
    if not found.customers:
        return "nobody gets anything here."
    heard = sum(one.listen is not None for one in found.customers)
    old = sum(one.unheard is not None for one in found.customers)
    unhappy = {
        voice.customer.id for one in found.customers for voice in one.voices if voice.unhappy
    }
    said = f"{several(len(found.customers), 'customer')}, {heard} of them heard"
    said += f"; {old} not for too long" if old else ""
    if unhappy:
        said += f"; {len(unhappy)} {agreeing(len(unhappy), 'is', 'are')} not happy"
    return said + "."


def _of_group(one: GroupOfCustomers) -> str:
    rungs = [several(count, rung.value) for rung, count in one.rungs.items()]
    known = f"{one.listened} of {one.parties} heard"
    return f"{known}; {listed(rungs)}" if rungs else known


def _customer(m: ServiceMap, one: HeardCustomer, ink: Ink, width: int) -> Iterator[str]:
    """Its name with its score and rung, then a line for each thing that is known of it."""
    head = [score_of(one), one.rung.value if one.rung else ""]
    yield f"  {ink.bold(name(m, one.party.id))}  {', '.join(filter(None, head))}".rstrip()
    yield _indented(_heard(one, ink), 4, width)
    for voice in one.voices:
        yield _indented(said_in_words(m, voice, ink), 4, width)
    for steps, lacking, what in (
        (RECOVERY_STEPS, one.recovery, "when service fails"),
        (COMPLAINT_STEPS, one.complaints, "when somebody complains"),
    ):
        if lacking and len(lacking) < len(steps):
            yield _indented(f"{what}: {listed(list(lacking))} not said", 4, width)
    if len(one.recovery) == len(RECOVERY_STEPS) and one.party.is_outside_customer:
        yield "    no recovery plan"


def _indented(text: str, columns: int, width: int, hanging: str = "  ") -> str:
    """Lines that begin so far to the right, those after the first a little further."""
    margin = " " * columns
    return margin + wrapped(text, width - columns, hanging).replace("\n", "\n" + margin)


def score_of(one: HeardCustomer) -> str:
    """`6 of 10, down from 9`; nothing where nobody gave any."""
    if one.score is None:
        return ""
    said = f"{one.score} of 10"
    if one.before is not None and one.before != one.score:
        said += f", {'down' if one.score < one.before else 'up'} from {one.before}"
    return said


def _heard(one: HeardCustomer, ink: Ink) -> str:
    if one.listen is None:
        return ink.warning("nobody says how they are heard")
    every = f", every {one.every}" if one.every else ""
    last = f", last on {on_day(one.last)}" if one.last else ", never yet"
    late = f": {one.unheard} days ago" if one.unheard is not None else ""
    said = f"{visible(one.listen)}{every}{last}{late}"
    return ink.warning(said) if one.unheard is not None else said


def said_in_words(m: ServiceMap, voice: Voice, ink: Ink) -> str:
    """What was said of what, and what became of it."""
    said, one = voice.feedback, voice.reliance
    of = f" of {name(m, one.service)} from {name(m, one.provider)}" if one is not None else ""
    on = f", {on_day(said.asked)}" if said.asked else ""
    score = f"{said.score} of 10" if said.score is not None else "said"
    words = f": {visible(said.says)}" if said.says else ""
    whole = f"{score}{of}{on}{words}"
    if voice.unhappy:
        whole = ink.error(whole)
    done = [visible(said.done)] if said.done else []
    done += [
        f"{visible(action.name)} ({f'done {on_day(action.done)}' if action.done else 'begun'})"
        for action in voice.actions
    ]
    if done:
        return f"{whole}. Done: {listed(done)}"
    return f"{whole}. {ink.warning('Nothing was done about it')}" if voice.unhappy else whole


def improvement(m: ServiceMap, one: Improvement) -> str:
    """`Stock from Warehouse for Stores: they give 6 of 10. Simplify the procedure (begun: ...).`"""
    what = promise_named(m, one.reliance.service, one.reliance.customer)
    reasons = [_reason(m, one, reason) for reason in one.reasons]
    worth = f"; {one.worth} {m.currency or ''} hang on it".replace(" ;", ";") if one.worth else ""
    begun = f" (begun: {visible(one.begun)})" if one.begun else ""
    provider = name(m, one.reliance.provider)
    lever = LEVERS[one.lever]
    return f"{what}, by {provider}: {'; '.join(reasons)}{worth}. To try: {lever}{begun}."


def _reason(m: ServiceMap, one: Improvement, reason: ReasonToImprove) -> str:
    match reason:
        case ReasonToImprove.UNHAPPY:
            assert one.voice is not None, "somebody said so"
            return f"{name(m, one.voice.customer.id)} gave {one.voice.feedback.score} of 10"
        case ReasonToImprove.LATE_BY_PLAN:
            return "the plan itself is late for somebody outside"
        case ReasonToImprove.NO_TIME:
            assert one.least is not None, "it is little"
            left = short(one.least, m.calendar.day) if one.least else "no time at all"
            return f"{left} until somebody outside notices"
        case ReasonToImprove.SILENT:
            return "nobody has heard them for long, if ever"
        case ReasonToImprove.COMPETITOR:
            return "others offer it too"
        case ReasonToImprove.ONLY_ONE:
            return "nobody could stand in"


def _touched(found: CareReport) -> Iterator[str]:
    m = found.map
    for one in found.touched:
        yield told(
            "{who} [is|are] not happy: {who} [serves|serve] {on}, and {by} [serves|serve] {who}.",
            who=named(m, one.voice.customer.id),
            on=listed([name(m, id_) for id_ in one.serves]) or "nobody",
            by=named(m, *one.served_by),
        )


def _advantages(found: CareReport) -> Iterator[str]:
    m = found.map
    for one in found.advantages:
        yield told(
            "{who} would recommend us, and [gets|get] {service}; {others} [does|do] not.",
            who=named(m, one.advocate),
            service=name(m, one.service),
            others=named(m, *one.others),
        )


def as_markdown(found: CareReport) -> str:
    """A table of the customers, and the list of what to improve."""
    m = found.map
    rows = [
        [
            escaped(HEADINGS[one.party.group]),
            escaped(m.parties[one.party.id].name),
            escaped(one.listen or ""),
            one.last.isoformat() if one.last else "",
            score_of(one),
            one.rung.value if one.rung else "",
            escaped("\n".join(said_in_words(m, voice, Ink()) for voice in one.voices)),
        ]
        for group in OUTSIDE_FIRST
        for one in found.customers
        if one.party.group is group
    ]
    heads = ("Group", "Customer", "Heard by", "Last", "Score", "Rung", "Said, and done")
    parts = [f"**{escaped(m.title)}**: {summed_up(found)}", table(heads, rows)]
    if found.improve:
        listed_ = [f"{n}. {escaped(improvement(m, one))}" for n, one in enumerate(found.improve, 1)]
        parts += ["Where to improve first:", "\n".join(listed_)]
    return "\n\n".join(parts)
