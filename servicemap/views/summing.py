"""Which boxes stand for themselves where all would be too many, and which are summed up.

Every kind of box gets its fair share of the poster. The ones that most deliveries touch stay, and
among equals those nearest to customers outside; the rest of their kind becomes one box: "160 more
departments". All of it takes one pass over the map.
"""

from collections.abc import Collection, Iterable, Mapping

from servicemap.model import Group, Party, ServiceMap
from servicemap.views.places import kind_of, mark_of_all
from servicemap.views.view import Box, BoxKind, Story
from servicemap.walks import nearest_first
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, Several, saying

DEPARTMENTS = "departments"
"""What a box that is a department counts as; every other counts as its party's group."""

MORE = "more/"
"""How the id of a box begins that stands for the rest of its kind. No party's id holds a `/`."""

OWN = "own"
"""What a team counts as in the close-up of its department."""

_SHARES = {OWN: 14, DEPARTMENTS: 14, Group.TEAMS: 6, Group.END_USERS: 3}
"""How much more room than suppliers these get: our own work first, then whom it is for."""

LEAST = 2
"""Of a kind that is too many at least one stays, beside the box of the others."""


def sort_of(place: str, party: Party) -> str:
    """What the box of a party counts as."""
    return DEPARTMENTS if place.startswith("department/") else party.group


def sum_up(
    m: ServiceMap,
    places: Mapping[str, str],
    sorts: Mapping[str, str],
    story: Story,
    at_most: int,
    always: Collection[str] = (),
) -> dict[str, str]:
    """Each box -> the box that it is drawn in: itself, or that of the rest of its sort.

    `places` is party id -> box, `sorts` box -> what it counts as. About `at_most` boxes are left.
    Those in `always` stay, and before others what the story speaks of.
    """
    if len(sorts) <= at_most:
        return {box: box for box in sorts}
    rank = ranked(m, places, sorts, story)
    members: dict[str, list[str]] = {}
    for box, sort in sorts.items():
        members.setdefault(sort, []).append(box)
    shares = _fair({sort: len(boxes) for sort, boxes in members.items()}, at_most)
    found: dict[str, str] = {}
    for sort, boxes in members.items():
        first = sorted(boxes, key=lambda box: (box not in always, rank[box]))
        stay = len(boxes) if shares[sort] >= len(boxes) else shares[sort] - 1
        found |= {box: box for box in first[:stay]}
        found |= dict.fromkeys(first[stay:], MORE + sort)
    return {box: found[box] for box in sorts}


def _fair(sizes: Mapping[str, int], at_most: int) -> dict[str, int]:
    """How many boxes each sort gets: the small ones all they need, the others the rest."""
    shares: dict[str, int] = {}
    weight = {sort: _SHARES.get(sort, 1) for sort in sizes}
    left, weights = at_most, sum(weight.values())
    for sort in sorted(sizes, key=lambda one: (sizes[one] / weight[one], one)):
        share = max(LEAST, left * weight[sort] // weights)
        shares[sort] = min(sizes[sort], share)
        left -= shares[sort]
        weights -= weight[sort]
    return shares


def ranked(
    m: ServiceMap, places: Mapping[str, str], sorts: Mapping[str, str], story: Story
) -> dict[str, tuple[bool, int, int, int]]:
    """What of each box is looked at first when it is decided which ones stay: the least first."""
    touched = dict.fromkeys(sorts, 0)
    told = {places[party] for party in story.boxes if party in places}
    before: dict[str, dict[str, None]] = {box: {} for box in sorts}
    for reliance in m.reliances:
        source, target = places.get(reliance.provider), places.get(reliance.customer)
        if source is None or target is None or source == target:
            continue
        touched[source] += 1
        touched[target] += 1
        before[target][source] = None
        if reliance.id in story.links:
            told |= {source, target}
    ends = [
        places[party.id]
        for party in m.parties.values()
        if party.is_outside_customer and party.id in places
    ]
    steps: dict[str, int] = {}
    for box, beyond in nearest_first(ends, before.__getitem__):
        steps[box] = 0 if beyond is None else steps[beyond] + 1
    return {
        box: (box not in told, -touched[box], steps.get(box, len(sorts)), at)
        for at, box in enumerate(sorts)
    }


def rest_of(
    box: str, sort: str, count: int, inside: list[Party], story: Story, words: Words
) -> Box:
    """The box of `count` boxes of one sort that are summed up."""
    sort = Group.TEAMS if sort == OWN else sort
    ours = sort in {DEPARTMENTS, Group.TEAMS}
    kind = BoxKind.SEVERAL if ours else kind_of(inside[0])
    mark = mark_of_all(inside, story)
    name = words.say(f"more_{sort}", count=count)
    return Box(box, name, kind, badge=mark.badge, state=mark.state, also=mark.also)


def said_of(standing: Mapping[str, str]) -> tuple[Saying, ...]:
    """What is summed up, in a sentence; nothing where nothing is."""
    counts: dict[str, int] = {}
    for rest in standing.values():
        if rest.startswith(MORE):
            sort = rest.removeprefix(MORE)
            sort = Group.TEAMS if sort == OWN else sort
            counts[sort] = counts.get(sort, 0) + 1
    if not counts:
        return ()
    return (saying("summed", what=parts_said(counts)),)


def parts_said(counts: Mapping[str, int]) -> Several:
    """`Suppliers (3), Teams (12)`: how many of each kind."""
    return Several(
        tuple(
            saying("left_part", what=Saying(f"left_{kind}"), count=count)
            for kind, count in counts.items()
        )
    )


def counted(standing: Iterable[str]) -> dict[str, int]:
    """Each box that is drawn -> how many it stands for."""
    found: dict[str, int] = {}
    for box in standing:
        found[box] = found.get(box, 0) + 1
    return found
