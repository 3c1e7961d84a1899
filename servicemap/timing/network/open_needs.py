"""What comes of needs that the map leaves open: where they cut a loop, and whose plan hangs on one.

Asked of a network while it is compiled, of its plain lists; Network says what each of them is.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from servicemap.timing.network.edges import Edges
from servicemap.timing.network.loops import components_in_order
from servicemap.walks import reached

UNROLLED_AT_MOST = 4
"""Nodes of a loop that is cut: of more, chains are so many that what they come to tells little, and
what a delay adds hangs on the order in which they settle.
"""


def find_turning(
    edges: Edges, first_edge: list[int], order: list[int], loop: list[int], loops: list[list[int]]
) -> bytearray:
    """Edge -> whether it closes a loop: all inside one, but what stays without the open ones.

    A loop that only open edges close is cut there. Its nodes are put into the order in which
    they wait for each other without these: `order` is changed for that.
    """
    turning = bytearray(
        loop[v] >= 0 and loop[u] == loop[v] for u, v in zip(edges.source, edges.target, strict=True)
    )
    cut = {loop[edges.target[e]] for e, it in enumerate(turning) if it and edges.open[e]}
    rank = {node: k for k, node in enumerate(order)} if cut else {}
    for one in cut:
        nodes = loops[one]
        place = {node: k for k, node in enumerate(nodes)}
        first, source, numbers = [0], [], []
        for node in nodes:
            into = range(first_edge[node], first_edge[node + 1])
            stated = [e for e in into if turning[e] and not edges.open[e]]
            numbers += stated
            source += [place[edges.source[e]] for e in stated]
            first.append(len(source))
        without, still, _ = components_in_order(first, source)
        for edge in numbers:
            ends = still[place[edges.source[edge]]], still[place[edges.target[edge]]]
            turning[edge] = ends[0] >= 0 and ends[0] == ends[1]
        begin = min(map(rank.__getitem__, nodes))
        order[begin : begin + len(nodes)] = [nodes[k] for k in without]
    return turning


def find_loose(
    edges: Edges, within: dict[int, list[int]], grouped: Collection[int]
) -> Iterator[int]:
    """The open edges at which a loop is cut, unless what is stated leads back from their end.

    Where it does, each reading that has the edge has the loop too. What is `grouped` has
    alternatives, and states nothing alone.
    """

    def stated_from(node: int) -> list[int]:
        found = (e for e in within[node] if not edges.open[e] and e not in grouped)
        return [edges.target[e] for e in found]

    leads_to: dict[int, dict[int, None]] = {}
    for edge, open_ in enumerate(edges.open):
        if open_ and edges.turning[edge]:
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


class CutLoop(NamedTuple):
    """A loop that is cut: its nodes, and those at which the loose edges end."""

    nodes: list[int]
    ends: list[int]

    @property
    def unrolled(self) -> bool:
        """Whether its plan counts the loose edges, as links that no chain passes twice."""
        return len(self.nodes) <= UNROLLED_AT_MOST


def cut_loops(ends: Collection[int], loop: list[int], loops: list[list[int]]) -> list[CutLoop]:
    """The loops in which loose edges end at these nodes."""
    found: dict[int, list[int]] = {}
    for v in sorted(ends):
        found.setdefault(loop[v], []).append(v)
    return [CutLoop(loops[one], own) for one, own in found.items()]


def find_doubts(
    order: list[int],
    planned: list[tuple[int, ...]],
    *,
    needs_open: list[bool],
    unplaced: list[bool],
    unknown: list[bool],
    cut: Sequence[CutLoop],
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
    cut: Sequence[CutLoop],
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
