"""What lies beyond a poster that shows a part of the map: where a delay comes from.

No delay may look as if it began nowhere.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from servicemap.model import ServiceMap
from servicemap.views.view import DELAYED, UNMARKED, Link, Story, ViewState
from servicemap.walks import reached
from servicemap.wording.phrases import Words


def with_origins(
    m: ServiceMap,
    between: Mapping[tuple[str, str], list[Link]],
    story: Story,
    words: Words,
) -> dict[tuple[str, str], list[Link]]:
    """The same links; where a delay that begins beyond them comes in, the label says from whom."""
    shown = {link.id for links in between.values() for link in links}
    late = [one for one in m.reliances if _own(story, one.id)]
    visible = {one.service for one in late if one.id in shown}
    onwards_of: dict[str, list[str]] = {}
    customer_of = {one.id: one.customer for one in m.reliances}
    for one in m.reliances:
        if _state(story, one.id) in DELAYED:
            onwards_of.setdefault(one.provider, []).append(one.id)
    said: dict[str, dict[str, None]] = {}
    for cause in late:
        if cause.service in visible:
            continue
        visible.add(cause.service)
        starts = [one.id for one in late if one.service == cause.service]
        text = words.say(
            "late_from",
            name=m.parties[cause.provider].name,
            late=_own(story, cause.id),
        )
        onwards = partial(_onwards, onwards_of, customer_of, shown)
        for id_ in reached(starts, onwards):
            if id_ in shown:
                said.setdefault(id_, {})[text] = None
    return {
        pair: [
            link._replace(late=words.first_of(list(said[link.id]))) if link.id in said else link
            for link in links
        ]
        for pair, links in between.items()
    }


def _onwards(
    onwards_of: Mapping[str, list[str]],
    customer_of: Mapping[str, str],
    shown: Collection[str],
    id_: str,
) -> Sequence[str]:
    """The deliveries that carry a delay on after one; whoever sees that one sees the rest."""
    return () if id_ in shown else onwards_of.get(customer_of[id_], ())


def _own(story: Story, reliance: str) -> str | None:
    return story.links.get(reliance, UNMARKED).own


def _state(story: Story, reliance: str) -> ViewState:
    return story.links.get(reliance, UNMARKED).state
