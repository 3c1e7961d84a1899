"""Where to improve first, in a sentence each: what, why, what hangs on it, and by what."""

from collections.abc import Iterator, Mapping

from servicemap.bounds import Bounds
from servicemap.caring.improving import Improvement, ReasonToImprove
from servicemap.caring.report import CareReport, HeardCustomer, Silence
from servicemap.escapes import visible
from servicemap.feedback import Lever
from servicemap.model import ServiceMap
from servicemap.plurals import several
from servicemap.reporting.promise_columns import offer_in_words
from servicemap.reporting.text.voices import day_of
from servicemap.wording.in_bounds import late_in_bounds
from servicemap.wording.lengths import in_words
from servicemap.wording.lists import listed
from servicemap.wording.names import name, promise_named
from servicemap.wording.verbs import named, told

LEVERS: Mapping[Lever, str] = {
    Lever.RELATIONSHIP: "strengthen the relationship: ask what would make it better",
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


def improvement(found: CareReport, one: Improvement) -> str:
    """`Stock for Stores, by Warehouse: Stores gave 4 of 10. Simplify the procedure.`"""
    m = found.map
    what = promise_named(m, one.reliance.service, one.reliance.customer)
    reasons = "; ".join(_reasons(found, one))
    behind = "".join(f" {said}." for said in _behind(m, one))
    begun = f" (begun: {visible(one.begun.name)}{_due(found, one)})" if one.begun else ""
    provider = name(m, one.reliance.provider)
    return f"{what}, by {provider}: {reasons}.{behind} To try: {LEVERS[one.lever]}{begun}."


def _due(found: CareReport, one: Improvement) -> str:
    day = day_of(one.begun, found.today) if one.begun else ""
    return f", {day}" if day else ""


def _behind(m: ServiceMap, one: Improvement) -> Iterator[str]:
    """Whom it reaches, and how much is lost where what hangs on it breaks."""
    if one.reaches:
        yield f"It reaches {listed([name(m, id_) for id_ in one.reaches])}"
    if one.worth:
        currency = f" {visible(m.currency)}" if m.currency else ""
        yield f"{one.worth:,f}{currency} hang on {name(m, one.reliance.service)}"


def _reasons(found: CareReport, one: Improvement) -> Iterator[str]:
    m = found.map
    for reason in one.reasons:
        match reason:
            case ReasonToImprove.UNHAPPY:
                yield _bad_word(m, one)
            case ReasonToImprove.LATE_BY_PLAN:
                yield _late(m, one)
            case ReasonToImprove.NO_TIME:
                yield _no_time(m, one)
            case ReasonToImprove.SILENT:
                yield _silence(m, found[one.reliance.customer])
            case ReasonToImprove.COMPETITOR:
                yield from map(offer_in_words, one.sooner)
            case ReasonToImprove.ONLY_ONE:
                yield told(
                    "everything that {who} [gets|get] runs through {provider}",
                    who=named(m, *one.only_way_to),
                    provider=name(m, one.reliance.provider),
                )


def _bad_word(m: ServiceMap, one: Improvement) -> str:
    """`Stores gave 4 of 10, and nothing was done about it`."""
    voice = one.voice
    assert voice is not None, "somebody said so"
    overall = " overall" if voice.reliance is None else ""
    undone = ", and nothing was done about it" if not voice.answered else ""
    return f"{name(m, voice.customer.id)} gave {voice.feedback.score} of 10{overall}{undone}"


def _late(m: ServiceMap, one: Improvement) -> str:
    """`the plan has Performance for Audience 22 days late`."""
    first = one.tightest
    assert first is not None, "the plan breaks it"
    assert first.most is not None, "the plan breaks it"
    late = Bounds(-first.most, None if first.least is None else -first.least)
    whose = promise_named(m, first.service, first.customer)
    return f"the plan has {whose} {late_in_bounds(late, first.customer_day)}"


def _no_time(m: ServiceMap, one: Improvement) -> str:
    """`more than 2 hours of delay makes Meals for Guests late`."""
    first = one.tightest
    assert first is not None, "it is little"
    whose = promise_named(m, first.service, first.customer)
    if not first.least:
        return f"any delay makes {whose} late"
    return f"more than {in_words(first.least, first.day)} of delay makes {whose} late"


def _silence(m: ServiceMap, customer: HeardCustomer) -> str:
    """`Stores was last heard 123 days ago`, `nobody says how Stores is heard`."""
    days = several(customer.unheard or 0, "day")
    said = {
        Silence.TOO_LONG: f"{{who}} [was|were] last heard {days} ago",
        Silence.NEVER_ASKED: "{who} [was|were] never asked",
    }
    otherwise = "nobody says how {who} [is|are] heard"
    template = said.get(customer.silence or Silence.NOBODY_LISTENS, otherwise)
    return told(template, who=named(m, customer.party.id))
