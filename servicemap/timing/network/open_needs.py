"""What comes of needs that are open: where they cut a circle, and whose plan hangs on one.

Asked of a network while it is compiled, of its plain lists; Network says what each of them is.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from servicemap.timing.network.circles_of_the_plan import Circles, counts_in_plan
from servicemap.timing.network.edges import Edges
from servicemap.walks import reached

UNROLLED_AT_MOST = 40
"""Nodes of a circle that is cut: of more, what all chains round it come to tells nothing."""


class CutCircle(NamedTuple):
    """A circle of the plan that is cut: its nodes, and those at which the loose edges end."""

    nodes: list[int]
    ends: list[int]

    @property
    def unrolled(self) -> bool:
        """Whether its plan counts the loose edges, as links that no chain passes twice."""
        return len(self.nodes) <= UNROLLED_AT_MOST


def find_open_circles(
    edges: Edges,
    within: dict[int, list[int]],
    grouped: Collection[int],
    found: Circles,
) -> tuple[set[int], set[int], list[CutCircle]]:
    """The loose edges of a network, its links, and its circles that are cut, as it says of each.

    What is `grouped` has alternatives, and brings no delay round a loop alone.
    """
    circle, circles = found.circle, found.circles
    loose = set(_open_ways(edges, within, edges.circular, lambda e: counts_in_plan(edges, e)))
    links = set(_open_ways(edges, within, edges.turning, lambda e: e not in grouped))
    ends: dict[int, list[int]] = {}
    for v in sorted({edges.target[edge] for edge in loose}):
        ends.setdefault(circle[v], []).append(v)
    return loose, links | found.untied, [CutCircle(circles[one], own) for one, own in ends.items()]


def _open_ways(
    edges: Edges, within: dict[int, list[int]], closing: bytearray, states: Callable[[int], bool]
) -> Iterator[int]:
    """The open edges that are `closing` a circle, unless what is stated leads back from their end.

    Where it does, each reading that has the edge has the circle too.
    """

    def stated_from(node: int) -> list[int]:
        return [edges.target[e] for e in within[node] if not edges.open[e] and states(e)]

    leads_to: dict[int, dict[int, None]] = {}
    for edge, open_ in enumerate(edges.open):
        if open_ and closing[edge]:
            end = edges.target[edge]
            if end not in leads_to:
                leads_to[end] = reached([end], stated_from)
            if edges.source[edge] not in leads_to[end]:
                yield edge


class PlansInDoubt(NamedTuple):
    """Node -> whether its plan hangs on what nobody knows, or says; as Network says of each."""

    unbounded: list[bool]
    uncertain: list[bool]
    starts_open: list[bool]


def find_doubts(
    order: list[int],
    planned: list[tuple[int, ...]],
    *,
    needs_open: list[bool],
    unplaced: list[bool],
    unknown: list[bool],
    cut: Sequence[CutCircle],
) -> PlansInDoubt:
    """Whose plan hangs on what is open, where `planned` says for whom each node is to wait.

    The finish of an `unknown` node may be later than any plan, whatever it waits for. So may that
    of each at which a loop is `cut`, where it is not unrolled, or has such a node.
    """
    unbounded = _unbounded(order, planned, unknown, cut)
    hanging = [a or b for a, b in zip(unknown, needs_open, strict=True)]
    for loop in cut:
        for end in loop.ends:
            hanging[end] = True
    uncertain = spread(hanging, order, planned)
    if not any(uncertain):
        return PlansInDoubt(unbounded, uncertain, uncertain)
    starts_open = [
        opens or nowhere or any(uncertain[u] for u in waited)
        for opens, nowhere, waited in zip(needs_open, unplaced, planned, strict=True)
    ]
    return PlansInDoubt(unbounded, uncertain, starts_open)


def _unbounded(
    order: list[int],
    planned: list[tuple[int, ...]],
    unknown: list[bool],
    cut: Sequence[CutCircle],
) -> list[bool]:
    marked = unknown.copy()
    found: list[bool] = []
    left = list(cut)
    while True:
        found = spread(marked, order, planned)
        late = [one for one in left if not one.unrolled or any(map(found.__getitem__, one.nodes))]
        if not late:
            return found
        left = [one for one in left if one not in late]
        for end in (end for one in late for end in one.ends):
            marked[end] = True


def spread(marked: list[bool], order: list[int], planned: list[tuple[int, ...]]) -> list[bool]:
    """The marked nodes and all whose plan waits for one of them, near or far."""
    if not any(marked):
        return marked
    found = marked.copy()
    for v in order:
        if not found[v]:
            found[v] = any(found[u] for u in planned[v])
    return found
