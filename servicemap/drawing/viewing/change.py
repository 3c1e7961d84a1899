"""What changed between two versions of a map: both on one poster, what is gone as a ghost."""

from collections.abc import Iterable

from servicemap.comparing import Change, ChangeKind, compare
from servicemap.drawing.views import Mark, State, Story
from servicemap.drawing.words import Words
from servicemap.model import ServiceMap

BOOKKEEPING = frozenset(
    {"contact", "about", "confirmed", "feedback", "care", "objectives", "wants", "declared by"}
)
"""Keys whose change moves nobody on a poster: who relies on whom, for what and when, stays."""

_STATES = {
    ChangeKind.ADDED: State.NEW,
    ChangeKind.REMOVED: State.GONE,
    ChangeKind.CHANGED: State.DIFFERENT,
}


def change_story(old: ServiceMap, new: ServiceMap, words: Words) -> tuple[ServiceMap, Story]:
    """The new map with everything in it that is gone since the old one, and what became of it."""
    m = _both(old, new)
    said: dict[str, list[Change]] = {}
    for change in compare(old, new):
        if change.field not in BOOKKEEPING:
            said.setdefault(change.subject, []).append(change)
    boxes = {party: _mark(said[party], words) for party in m.parties if party in said}
    links = {}
    for reliance in m.reliances:
        found = [*said.get(reliance.id, ()), *said.get(reliance.service, ())]
        if found:
            links[reliance.id] = _mark(found, words)
    since = words["since_before"]
    if old.date is not None:
        since = words.say("since", date=old.date.isoformat())
    line = " ".join(
        [
            *_counted("change_parties", boxes.values(), words),
            *_counted("change_links", links.values(), words),
        ]
    )
    story = Story(
        line or words["change_nothing"],
        boxes,
        links,
        caption=words["changes"],
        name=since,
    )
    return m, story


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


def _mark(changes: list[Change], words: Words) -> Mark:
    """What came or went is said before what differs."""
    state = _STATES[min(changes, key=lambda change: list(ChangeKind).index(change.kind)).kind]
    said = " ".join(change.sentence for change in changes)
    return Mark(state, words[state.value], said)


def _counted(key: str, marks: Iterable[Mark], words: Words) -> list[str]:
    """How many are new, gone and different, in a sentence; nothing where none is."""
    states = [mark.state for mark in marks]
    counts = [
        words.say(f"change_{state.value}", count=states.count(state))
        for state in _STATES.values()
        if state in states
    ]
    return [words.say(key, what=words.listed(counts))] if counts else []
