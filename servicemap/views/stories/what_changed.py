"""What changed between two versions of a map: both on one poster, what is gone as a ghost."""

from collections.abc import Iterable, Mapping, Sequence

from servicemap.comparing import Change, ChangeKind, by_new_ids, compare
from servicemap.comparing.changes import RecordKind
from servicemap.comparing.effects import PromiseEffect, PromiseOutcome, promise_effects
from servicemap.model import Promised, ServiceMap
from servicemap.timing.answers.promises import Promises, promises
from servicemap.views.headlines import and_others
from servicemap.views.lateness import plan_badges
from servicemap.views.view import SIGNS, UNMARKED, Story, StoryMark, ViewState
from servicemap.wording.names import service_for
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, Several, saying
from servicemap.wording.values import value_said
from servicemap.wording.verbs import spoken

BOOKKEEPING = frozenset(
    {
        *("contact", "about", "confirmed", "feedback", "care", "objectives", "wants"),
        *("declared by", "allow", "service", "recovers", "noticed_after", "channel", "quality"),
        "others",
    }
)
"""Keys whose change moves nobody on a poster: who relies on whom, for what and when, stays."""

_STATES = {
    ChangeKind.ADDED: ViewState.NEW,
    ChangeKind.REMOVED: ViewState.GONE,
    ChangeKind.CHANGED: ViewState.DIFFERENT,
}

_BROKEN = frozenset({PromiseOutcome.BROKEN, PromiseOutcome.WORSE})

_SENTENCES = {
    PromiseOutcome.BROKEN: "change_breaks",
    PromiseOutcome.WORSE: "change_breaks",
    PromiseOutcome.OPEN: "change_risks",
    PromiseOutcome.KEPT: "change_keeps",
    PromiseOutcome.SURE: "change_sure",
}
"""What is said of a promise that a change breaks, endangers, mends or makes sure."""

SHORT = 21
"""What differs is said on the spot if it takes no more characters: `10 days (was 12 days)`."""

PLAIN = frozenset({"takes", "department"})
"""Fields of which a badge says only the values: everybody sees what they are of."""

DETAILS_AT_MOST = 6
"""So many differences are said in the foot; of others how many there are."""


def change_story(old: ServiceMap, new: ServiceMap, words: Words) -> tuple[ServiceMap, Story]:
    """The new map with everything in it that is gone since the old one, and what became of it."""
    old = by_new_ids(old, new)
    m = _both(old, new)
    said: dict[tuple[RecordKind, str], list[Change]] = {}
    for change in compare(old, new):
        if change.field not in BOOKKEEPING:
            said.setdefault((change.of, change.subject), []).append(change)
    boxes = {
        party: _mark(m, said[RecordKind.PARTY, party], words)
        for party in m.parties
        if (RecordKind.PARTY, party) in said
    }
    links = {}
    for one in m.reliances:
        found = [
            *said.get((RecordKind.RELIANCE, one.id), ()),
            *said.get((RecordKind.SERVICE, one.service), ()),
        ]
        if found:
            links[one.id] = _mark(m, found, words)
    since = words["since_before"]
    if old.date is not None and old.date != new.date:
        since = words.say("since", date=words.day(old.date))
    counted = [
        *_counted("change_parties", boxes.values(), words),
        *_counted("change_links", links.values(), words),
    ]
    planned = promises(new)
    line = " ".join([*(counted or [words["change_nothing"]]), *_promised(old, planned, words)])
    for customer, mark in plan_badges(planned, words).items():
        boxes[customer] = boxes.get(customer, UNMARKED)._replace(also=mark.also)
    story = Story(
        line,
        boxes,
        links,
        caption=words["changes"],
        name=since,
        details=_details(m, said),
    )
    return m, story


def _promised(old: ServiceMap, planned: Promises, words: Words) -> list[str]:
    """What the change does to promises: the worst in a sentence, how many more are like it."""
    new = planned.map
    before, after = (
        {Promised(one.service, one.customer): one for one in plan}
        for plan in (promises(old), planned)
    )
    effects = promise_effects(old, new, before, after)
    broken = [one for one in effects if one.outcome in _BROKEN]
    risked = [one for one in effects if one.outcome is PromiseOutcome.OPEN]
    mended = [one for one in effects if one.outcome is PromiseOutcome.KEPT]
    sure = [one for one in effects if one.outcome is PromiseOutcome.SURE]
    found = broken or risked or mended or sure
    if not found:
        return []
    told = found[0]
    story = _effect_said(new, told, words)
    for alike, one_more, more in (
        (broken, "story_one_more", "story_more"),
        (risked, "story_one_may", "story_more_may"),
        ([] if broken or risked else mended + sure, "story_one_kept", "story_more_kept"),
    ):
        others = [one for one in alike if one is not told]
        story = and_others(story, others, one_more, more, words)
    return [story]


def _effect_said(m: ServiceMap, effect: PromiseEffect, words: Words) -> str:
    """That a promise is broken now, and by how much; that it may be; that it is kept, or sure."""
    assert effect.new is not None, "a promise that is gone is neither kept nor broken"
    day = m.calendar_of(effect.customer).day
    broken = effect.outcome in _BROKEN
    return words.say(
        _SENTENCES[effect.outcome],
        customer=spoken(m.parties[effect.customer]),
        service=service_for(m, effect.service, effect.customer),
        amount=words.between(effect.new.late_bounds, day) if broken else "",
    )


def _details(
    m: ServiceMap, said: Mapping[tuple[RecordKind, str], Sequence[Change]]
) -> tuple[Saying, ...]:
    """What is different now, and how it was: of parties, services, then deliveries."""
    subjects = (
        *((RecordKind.PARTY, party, None) for party in m.parties),
        *((RecordKind.SERVICE, service, service) for service in m.services),
        *((RecordKind.RELIANCE, one.id, one.service) for one in m.reliances),
    )
    found = []
    for of, subject, service in subjects:
        values = [differs(m, one) for one in said.get((of, subject), ()) if one.field]
        if values:
            provider = m.parties[m.services[service].provider if service else subject].name
            name = Several((provider, m.services[service].name)) if service else provider
            what = saying("differs_in", name=name, what=Several(tuple(values)))
            found.append(saying("sentence", said=what))
    left = len(found) - DETAILS_AT_MOST
    more = [saying("more", count=left)] if left > 0 else []
    return (*found[:DETAILS_AT_MOST], *more)


def differs(m: ServiceMap, change: Change, *, plain: bool = False) -> Saying:
    """One difference: what it is of, how it is now and how it was; `plain`: without the first."""
    new, old = change.new, change.old
    if change.field == "needs":
        new, old = _apart(new, old)
    calendar = m.calendar
    if change.of is RecordKind.SERVICE:
        calendar = m.calendar_of(m.services[change.subject].provider)
    now, was = (value_said(m, value, calendar) for value in (new, old))
    said = saying("now_was", new=now, old=was)
    if plain:
        return said
    return saying("field_is", field=Saying(f"field_{change.field}"), what=said)


def _apart(new: object, old: object) -> tuple[object, object]:
    """Two lists without what is on both, if something else is on both as well."""
    if not (isinstance(new, tuple) and isinstance(old, tuple)):
        return new, old
    come = tuple(one for one in new if one not in old)
    gone = tuple(one for one in old if one not in new)
    return (come, gone) if come and gone else (new, old)


def _both(old: ServiceMap, new: ServiceMap) -> ServiceMap:
    """One map of everybody and every delivery in either; the new one's word counts."""
    known = {reliance.id for reliance in new.reliances}
    return new._replace(
        parties={**new.parties, **{i: p for i, p in old.parties.items() if i not in new.parties}},
        services={
            **new.services,
            **{i: s for i, s in old.services.items() if i not in new.services},
        },
        reliances=(*new.reliances, *(one for one in old.reliances if one.id not in known)),
    )


def _mark(m: ServiceMap, changes: list[Change], words: Words) -> StoryMark:
    """What came or went is said before what differs; one short difference on the spot."""
    state = _STATES[min(changes, key=lambda change: list(ChangeKind).index(change.kind)).kind]
    badge = words[state.value]
    if state is ViewState.DIFFERENT and len(changes) == 1 and changes[0].field in PLAIN:
        values = words.said(differs(m, changes[0], plain=True))
        badge = values if len(values) <= SHORT else badge
    said = words[f"{state.value}_legend"]
    if state is ViewState.DIFFERENT:
        said = words.said(Several(tuple(differs(m, change) for change in changes)))
    return StoryMark(state, f"{SIGNS[state]} {badge}", said)


def _counted(key: str, marks: Iterable[StoryMark], words: Words) -> list[str]:
    """How many are new, gone and different, in a sentence; nothing where none is."""
    states = [mark.state for mark in marks]
    counts = [
        words.say(f"change_{state.value}", count=states.count(state))
        for state in _STATES.values()
        if state in states
    ]
    return [words.say(key, what=words.listed(counts))] if counts else []
