"""Which boxes stand for themselves where all would be too many, and which are summed up.

Every sort of box gets its fair share of the poster. What stands for several says whom: by their
names, or the first of them and how many more.
"""

from collections.abc import Collection, Mapping, Sequence

from servicemap.model import Group, Party, ServiceMap
from servicemap.views.closing import Closable, closings
from servicemap.views.links import drawn
from servicemap.views.places import DEPARTMENT, kind_of, mark_of_all
from servicemap.views.view import TOLD, UNMARKED, Box, BoxKind, Story, ViewState
from servicemap.walks import nearest_first
from servicemap.wording.phrases import Words
from servicemap.wording.sayings import Saying, Several, saying

DEPARTMENTS = "departments"
"""What a box that is a department counts as; every other counts as its party's group."""

MORE = "more/"
"""How the id of a box begins that stands for several; that of the first of them follows. No party's
id holds a `/`."""

OWN = "own"
"""What a team counts as in the close-up of its department."""

_SHARES = {OWN: 14, DEPARTMENTS: 14, Group.TEAMS: 6, Group.END_USERS: 3}
"""How much more room than suppliers these get: our own work first, then whom it is for."""

ROOM = 50
"""In so many letters a box names those it stands for, if two names do not take more."""


def sort_of(place: str, party: Party) -> str:
    """What the box of a party counts as."""
    return DEPARTMENTS if place.startswith(DEPARTMENT) else party.group


def sum_up(
    m: ServiceMap,
    places: Mapping[str, str],
    sorts: Mapping[str, str],
    story: Story,
    at_most: int,
    always: Collection[str] = (),
) -> dict[str, str]:
    """Each box -> the box that it is drawn in: itself, or one that it shares with others.

    `places` is party id -> box, `sorts` box -> what it counts as. About `at_most` boxes are left.
    Those in `always` stay, and before others what the story speaks of.
    """
    found = {box: box for box in sorts}
    if len(sorts) <= at_most:
        return found
    boxes = [*sorts]
    shares: dict[int, list[int]] = {at: [at] for at in range(len(boxes))}
    order = closings(*_closable(m, places, sorts, story, always))
    for gone, into in order[: len(boxes) - at_most]:
        shares[into] += shares.pop(gone)
    for into, inside in shares.items():
        if len(inside) > 1:
            found |= {boxes[at]: MORE + boxes[into] for at in inside}
    return found


def _closable(
    m: ServiceMap,
    places: Mapping[str, str],
    sorts: Mapping[str, str],
    story: Story,
    always: Collection[str],
) -> tuple[tuple[Closable, ...], tuple[tuple[int, int], ...]]:
    """The boxes as they may join each other, and who delivers to whom among them."""
    number = {box: at for at, box in enumerate(sorts)}
    outside = {
        places[party.id]
        for party in m.parties.values()
        if party.is_outside_customer and party.id in places
    }
    looks: dict[str, dict[str, None]] = {box: {} for box in sorts}
    for party, box in places.items():
        mark = story.boxes.get(party, UNMARKED)
        looks[box][f"{kind_of(m.parties[party])} {mark.state} {mark.badge or ''}"] = None
    told = {places[party]: 3 for party in story.boxes if party in places}
    pairs: dict[tuple[str, str], None] = {}
    for reliance in drawn(m):
        source, target = places.get(reliance.provider), places.get(reliance.customer)
        if source is not None and target is not None and source != target:
            pairs[source, target] = None
            mark = story.links.get(reliance.id, UNMARKED)
            much = 0 if mark.state is ViewState.PLAIN else 2 if mark.state in TOLD else 1
            for box in (source, target) if much else ():
                told[box] = max(much, told.get(box, 0))
    serving = {source for source, target in pairs if target in outside}
    boxes = []
    for box, (_, touched, steps, _) in ranked(m, places, sorts, story).items():
        leads = steps < len(sorts)
        boxes.append(
            Closable(
                sorts[box],
                _SHARES.get(sorts[box], 1),
                f"{leads} {told.get(box, 0)} {', '.join(looks[box])}",
                steps if leads else 0,
                ends=box in serving,
                told=told.get(box, 0),
                touched=-touched,
                stays=box in always,
            )
        )
    return tuple(boxes), tuple((number[source], number[target]) for source, target in pairs)


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


def box_of_several(
    box: str, names: Sequence[str], sort: str, inside: list[Party], story: Story, words: Words
) -> Box:
    """The box of several of one sort, of which these are the `names`."""
    ours = sort in {OWN, DEPARTMENTS, Group.TEAMS}
    kind = BoxKind.SEVERAL if ours else kind_of(inside[0])
    mark = mark_of_all(inside, story)
    name = words.together(names)
    if len(name) > ROOM:
        name = words.together(names, 2)
    return Box(box, name, kind, badge=mark.badge, state=mark.state, also=mark.also)


def said_of(standing: Mapping[str, str], sorts: Mapping[str, str]) -> tuple[Saying, ...]:
    """What is summed up, in a sentence; nothing where nothing is."""
    counts: dict[str, int] = {}
    for box, rest in standing.items():
        if rest.startswith(MORE):
            sort = Group.TEAMS if sorts[box] == OWN else sorts[box]
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
