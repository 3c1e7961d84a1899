"""Where to improve first, in a sentence each: what, why, what hangs on it, and by what."""

from collections.abc import Callable, Iterator, Mapping

from servicemap.bounds import Bounds
from servicemap.caring.reasons import Improvement, ReasonToImprove
from servicemap.caring.report import CareReport, HeardCustomer, Silence
from servicemap.escapes import visible
from servicemap.feedback import Lever
from servicemap.model import ServiceMap
from servicemap.plurals import agreeing, several
from servicemap.reporting.promise_columns import offer_in_words
from servicemap.reporting.text.voices import day_of
from servicemap.wording.in_bounds import late_in_bounds
from servicemap.wording.lengths import in_words
from servicemap.wording.lists import listed
from servicemap.wording.moments import after_due
from servicemap.wording.names import name, promise_named
from servicemap.wording.verbs import named, told

LEVERS: Mapping[Lever, str] = {
    Lever.RELATIONSHIP: "strengthen the relationship",
    Lever.SYSTEM: "upgrade the system",
    Lever.PROCEDURE: "simplify the procedure",
    Lever.TRAINING: "train people",
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

_ANSWERS: Mapping[tuple[Lever, ReasonToImprove], str] = {
    (Lever.RELATIONSHIP, ReasonToImprove.UNHAPPY): "{lever}: ask what would make it better",
    (Lever.RELATIONSHIP, ReasonToImprove.SILENT): "{lever}: ask what matters to them",
    (Lever.PERSONALISE, ReasonToImprove.UNHAPPY): "{lever}: '{wants}' is what they want",
    (Lever.LEARNING, ReasonToImprove.UNHAPPY): "{lever}: they had to ask",
    (Lever.TRAINING, ReasonToImprove.NO_TIME): "train somebody who could stand in",
    (Lever.INFORM, ReasonToImprove.NOTICED_LATE): "{lever}: say so before they have to call",
    (Lever.ANTICIPATE, ReasonToImprove.FALLING): "{lever}: ask what has changed",
}
"""What a lever means where it answers a reason."""


def improvement(found: CareReport, one: Improvement) -> str:
    """`Stock for Stores, by Warehouse: Stores gave 4 of 10. Simplify the procedure.`"""
    m = found.map
    what = promise_named(m, one.reliance.service, one.reliance.customer)
    reasons = "; ".join(_reasons(found, one))
    behind = "".join(f" {said}." for said in _behind(m, one))
    begun = f" (begun: {visible(one.begun.name)}{_due(found, one)})" if one.begun else ""
    provider = name(m, one.reliance.provider)
    return f"{what}, by {provider}: {reasons}.{behind} To try: {_to_try(one)}{begun}."


def more_to_improve(found: CareReport) -> str:
    """`There is a reason for 14 other deliveries ...`; nothing where all are told."""
    if not found.improve_more:
        return ""
    others = several(found.improve_more, "other delivery", "other deliveries")
    return f"There is a reason for {others}, which come after these."


def _to_try(one: Improvement) -> str:
    """`make it personal: 'Sorted by shelf' is what they want`."""
    lever = LEVERS[one.lever]
    if one.answers is None:
        return lever
    said = one.reliance.customer_says
    wants = visible(said.wants) if said is not None and said.wants else ""
    return _ANSWERS.get((one.lever, one.answers), "{lever}").format(lever=lever, wants=wants)


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
    """Each in its words; that nobody answered stands beside the bad word."""
    for reason in one.reasons:
        if reason is ReasonToImprove.SILENT:
            yield _silence(found.map, found[one.reliance.customer])
        elif reason is ReasonToImprove.COMPETITOR:
            yield from map(offer_in_words, one.sooner)
        elif reason in _IN_WORDS:
            yield _IN_WORDS[reason](found.map, one)


def _bad_word(m: ServiceMap, one: Improvement) -> str:
    """`Stores gave 4 of 10, and nothing was done about it`."""
    voice = one.voice
    assert voice is not None, "somebody said so"
    overall = " overall" if voice.reliance is None else ""
    undone = ", and nothing was done about it" if not voice.answered else ""
    return f"{name(m, voice.customer.id)} gave {voice.feedback.score} of 10{overall}{undone}"


def _falling(m: ServiceMap, one: Improvement) -> str:
    """`Shoppers gave 8 of 10 overall, down from 9`."""
    voice = one.voice
    assert voice is not None, "somebody said so"
    overall = " overall" if voice.reliance is None else ""
    score = f"{voice.feedback.score} of 10{overall}, down from {voice.before}"
    return f"{name(m, voice.customer.id)} gave {score}"


def _quality(m: ServiceMap, one: Improvement) -> str:
    """`nobody has asked Shoppers about 'Price on the label'`."""
    beside = listed([f"'{visible(said)}'" for said in one.reliance.quality])
    if one.voice is not None and one.voice.reliance is not None:
        return f"{beside} {agreeing(len(one.reliance.quality), 'is', 'are')} promised beside it"
    return f"nobody has asked {name(m, one.reliance.customer)} about {beside}"


def _noticed_late(m: ServiceMap, one: Improvement) -> str:
    """`Stores would call only 4h after it was due, too late for Toys on the shelf for Shoppers`."""
    caller = one.caller
    assert caller is not None, "somebody would call"
    first = caller.too_late_for[0].promised
    return told(
        "{who} would call only {after}, too late for {what}",
        who=named(m, one.reliance.customer),
        after=after_due(caller.after),
        what=promise_named(m, first.service, first.customer),
    )


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


def _only_one(m: ServiceMap, one: Improvement) -> str:
    """`everything that Shoppers get runs through Stores`."""
    return told(
        "everything that {who} [gets|get] runs through {provider}",
        who=named(m, *one.only_way_to),
        provider=name(m, one.reliance.provider),
    )


_IN_WORDS: Mapping[ReasonToImprove, Callable[[ServiceMap, Improvement], str]] = {
    ReasonToImprove.UNHAPPY: _bad_word,
    ReasonToImprove.LATE_BY_PLAN: _late,
    ReasonToImprove.NO_TIME: _no_time,
    ReasonToImprove.NOTICED_LATE: _noticed_late,
    ReasonToImprove.FALLING: _falling,
    ReasonToImprove.QUALITY: _quality,
    ReasonToImprove.ONLY_ONE: _only_one,
}
