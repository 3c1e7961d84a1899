"""Deliveries as links, and several between two boxes as one."""

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from servicemap.index import not_named
from servicemap.model import Reliance, ServiceMap
from servicemap.views.view import (
    CHANGES,
    SAID_OF_KINDS,
    SIGNS,
    UNMARKED,
    WEIGHT,
    Box,
    Link,
    LinkKind,
    Stage,
    Story,
    ViewState,
    kind_of_all,
)
from servicemap.wording.phrases import Words
from servicemap.wording.verbs import Named, are_many

OPEN = "?"
"""What a delivery is called of which nobody says which service it is."""

LABELS_A_BOX = 4
"""More labels than this beside one box cannot be taken in: what it delivers to others then shares
one."""

LABELS_AT_MOST = 120
"""More services than this cannot be named on one poster: those of a box then share labels."""

APART = CHANGES | {ViewState.KEPT}
"""What fares so, and bears a badge, leaves from a label of its own beside what fares otherwise."""

SENTENCES_AT_MOST = 12
"""Of so many deliveries that are one link people hear each; of the others how many there are."""

Kinds = Mapping[tuple[str, str], LinkKind]
"""(customer, service) -> the kind of link that brings it, where that is not the usual one."""

ALL_USUAL: Kinds = MappingProxyType({})
"""Where nothing but the plan is drawn."""


def drawn(m: ServiceMap) -> tuple[Reliance, ...]:
    """What stands between two boxes: deliveries, and reliances that do not say for which service.

    Of the latter the provider's id stands there for that of the service. Where services between
    the two are named it is one of those.
    """
    return (*m.reliances, *not_named(m))


def kinds_of(m: ServiceMap) -> Kinds:
    """What kind of link brings each service to a customer, where it is not the usual one.

    An alternative is spare unless it is the plan, be it of another need of the same customer.
    """
    plan = {(one.customer, one.services[0]) for one in m.alternatives}
    others = {(one.customer, other) for one in m.alternatives for other in one.services[1:]}
    return dict.fromkeys(sorted(others - plan), LinkKind.SPARE)


def link_of(
    m: ServiceMap,
    reliance: Reliance,
    story: Story,
    words: Words,
    kinds: Kinds = ALL_USUAL,
) -> Link:
    """One delivery, marked as the story says, and as what it is among `kinds`.

    Where nobody says which service it is, it is called `?`.
    """
    service = m.services.get(reliance.service)
    sentence = words.say(
        "relies_on",
        customer=Named(m.parties[reliance.customer].name, are_many(m, [reliance.customer])),
        provider=m.parties[reliance.provider].name,
        service=service.name if service else words["unnamed"],
    )
    mark = story.links.get(reliance.id, UNMARKED)
    kind = kinds.get((reliance.customer, reliance.service), LinkKind.USUAL)
    more = words[SAID_OF_KINDS[kind]] if kind in SAID_OF_KINDS else None
    # What fares differently leaves from a label of its own.
    label = reliance.service if service else f"{reliance.service} {OPEN}"
    if mark.state in APART and mark.badge:
        label = f"{label} {mark.state}"
    if kind is not LinkKind.USUAL:
        label = f"{label} {kind}"
    if more:
        sentence = words.say("aside", said=sentence, more=more)
    return Link(
        reliance.id,
        reliance.provider,
        reliance.customer,
        label,
        service.name if service else OPEN,
        mark.state,
        mark.badge or more,
        words.say("aside", said=sentence, more=mark.said) if mark.said else sentence,
        kind,
        own=mark.own,
    )


def badged(link: Link, boxes: Mapping[str, Box], words: Words) -> Link:
    """A link whose badge says that what it brings is late itself, unless its box says so."""
    if link.own is None:
        return link
    late = itself(link.own, words)
    told = {badge.words for badge in boxes[link.source].badges if badge.state is ViewState.ITSELF}
    if {late, words.say("named", name=link.label, what=late)} & told:
        return link._replace(own=None)
    return link._replace(late=words.say("aside", said=late, more=link.late) if link.late else late)


def itself(late: str, words: Words) -> str:
    """That what is so late is late of itself, and not because of others."""
    return words.say("late_itself", late=late)


def links_between(
    m: ServiceMap,
    box_of: Mapping[str, str],
    story: Story,
    words: Words,
    shown: Callable[[Reliance, str, str], bool],
) -> dict[tuple[str, str], list[Link]]:
    """(box that delivers, box that gets it) -> its links; only what is `shown` between the two."""
    between: dict[tuple[str, str], list[Link]] = {}
    kinds = kinds_of(m)
    for reliance in drawn(m):
        pair = box_of.get(reliance.provider), box_of.get(reliance.customer)
        if pair[0] is not None and pair[1] is not None and shown(reliance, pair[0], pair[1]):
            link = link_of(m, reliance, story, words, kinds)
            between.setdefault((pair[0], pair[1]), []).append(link)
    return between


def merged(
    between: Mapping[tuple[str, str], list[Link]], words: Words, boxes: Mapping[str, Box]
) -> tuple[Link, ...]:
    """One link between two boxes; the one that fares worst speaks for all of them.

    Its label says the first service, and how many more: links share one by which the same services
    are delivered. Where one box would have too many of them, all its links to one stage share one
    if they fare alike, but for those to customers: what reaches them is said.
    """
    to_others = Counter(
        source for source, target in between if boxes[target].stage is not Stage.CUSTOMERS
    )
    most = LABELS_A_BOX if len(between) <= LABELS_AT_MOST else 1
    together = []
    for (source, target), links in between.items():
        one = badged(_worst(links, words)._replace(source=source), boxes, words)
        stage = boxes[target].stage
        what = f"stage {stage} "
        if to_others[source] <= most or stage is Stage.CUSTOMERS:
            what = " + ".join(dict.fromkeys(link.service for link in links))
        kind = "" if one.kind is LinkKind.USUAL else one.kind
        change = one.state if one.state in CHANGES else ViewState.PLAIN
        key = f"{what}{source} {change} {one.late or ''} {kind}"
        # What fares so is named first, or another would be told of as late.
        first = [one.label] if one.state is not ViewState.PLAIN else []
        names = tuple(dict.fromkeys((*first, *(link.label for link in links))))
        said = [link.sentence for link in links[:SENTENCES_AT_MOST]]
        if len(links) > len(said):
            said.append(words.say("more", count=len(links) - len(said)))
        merged_link = one._replace(
            source=source,
            target=target,
            service=key,
            label=words.first_of(names),
            sentence=words.in_a_row(said),
            names=names,
        )
        together.append(merged_link)
    return tuple(together)


def _worst(links: list[Link], words: Words) -> Link:
    """The link that speaks for several."""
    kind = kind_of_all(links)
    worst = max(
        links, key=lambda link: (WEIGHT[link.state], link.own is not None, link.kind is kind)
    )
    worst = worst._replace(kind=kind)
    states = {link.state for link in links}
    if states & CHANGES and len(states) > 1:
        # Some came, some went, some stayed: what is between the two is different now.
        return worst._replace(
            state=ViewState.DIFFERENT, late=f"{SIGNS[ViewState.DIFFERENT]} {words['different']}"
        )
    return worst
