"""The map as arrays: what waits for what, compiled once, read by every question about time.

A node is a service, numbered in the map's order; an edge u -> v says that v waits for u. Edges
stand together by the node they end at, so `first_edge[v]` to `first_edge[v + 1]` are v's needs.
"""

from itertools import pairwise
from typing import NamedTuple

from servicemap.index import Index, compile_index
from servicemap.model import EXTERNAL, Reliance, ServiceMap
from servicemap.timing.loops import components_in_order


class Network(NamedTuple):
    """One map, compiled. Times are whole minutes of working time from the start of the plan.

    services     node -> id, in the map's order; `number` is its inverse
    work         node -> minutes it takes; 0 where nobody said (`measured` tells the two apart)
    first_edge   node -> its first edge; one more at the end
    source       edge -> the node that is waited for
    slack        edge -> how long after its planned start the waiting one can do without
    planned      edge -> whether the plan counts it: not inside a loop, and not standing
    credited     edge -> whether the schedule may vouch for it (see `_credit`)
    order        the nodes, each after all that it waits for; the nodes of a loop together
    loop         node -> which loop it is in, or -1
    loops        loop -> its nodes
    within       node in a loop -> the edges by which it delays others of the same loop
    incomplete   node -> whether its planned finish counts only what is known
    """

    map: ServiceMap
    lookups: Index
    services: tuple[str, ...]
    number: dict[str, int]
    work: list[int]
    measured: list[bool]
    first_edge: list[int]
    source: list[int]
    target: list[int]
    slack: list[int]
    planned: list[bool]
    credited: list[bool]
    order: list[int]
    loop: list[int]
    loops: list[list[int]]
    within: dict[int, list[int]]
    incomplete: list[bool]

    def edges_into(self, node: int) -> range:
        """The edges by which a node waits for others."""
        return range(self.first_edge[node], self.first_edge[node + 1])

    def __repr__(self) -> str:
        return f"<Network of {len(self.services)} services and {len(self.source)} edges>"


def compile_network(m: ServiceMap) -> Network:
    """Compile a map. Linear in its services and in who waits for what."""
    index = compile_index(m)
    services = tuple(m.services)
    number = {service: node for node, service in enumerate(services)}
    calendars = {party: m.calendar_of(party) for party in m.parties}
    work: list[int] = []
    measured: list[bool] = []
    standing: list[bool] = []
    first_edge: list[int] = []
    source: list[int] = []
    target: list[int] = []
    slack: list[int] = []
    for node, service in enumerate(m.services.values()):
        calendar = calendars[service.provider]
        measured.append(service.takes is not None)
        work.append(calendar.minutes(service.takes.likely) if service.takes else 0)
        first_edge.append(len(source))
        for requirement in index.requiring[service.id]:
            for reliance in requirement.any_of:
                provider = number[reliance.service]
                if provider == node:
                    continue  # a service that waits for itself is a finding, not a wait
                source.append(provider)
                target.append(node)
                slack.append(calendar.minutes(reliance.slack) if reliance.slack else 0)
                standing.append(reliance.standing)
    first_edge.append(len(source))

    order, loop, loops = components_in_order(first_edge, source)
    in_loop = [loop[v] >= 0 and loop[u] == loop[v] for u, v in zip(source, target, strict=True)]
    planned = [not (a or b) for a, b in zip(in_loop, standing, strict=True)]
    vague = [
        service.needs is None and len(index.making[service.provider]) > 1
        for service in m.services.values()
    ]
    unknown = _spread(
        [not known for known in measured], order, loop, loops, first_edge, source, standing
    )
    credited = [
        counted and not (unknown[u] or vague[v])
        for counted, u, v in zip(planned, source, target, strict=True)
    ]
    incomplete = _spread(
        [
            loop[v] >= 0 or not measured[v] or (vague[v] and low < high)
            for v, (low, high) in enumerate(pairwise(first_edge))
        ],
        order,
        loop,
        loops,
        first_edge,
        source,
        standing,
    )
    within: dict[int, list[int]] = {node: [] for nodes in loops for node in nodes}
    for edge, inside in enumerate(in_loop):
        if inside:
            within[source[edge]].append(edge)
    return Network(
        m,
        index,
        services,
        number,
        work,
        measured,
        first_edge,
        source,
        target,
        slack,
        planned,
        credited,
        order,
        loop,
        loops,
        within,
        incomplete,
    )


def _spread(
    marked: list[bool],
    order: list[int],
    loop: list[int],
    loops: list[list[int]],
    first_edge: list[int],
    source: list[int],
    standing: list[bool],
) -> list[bool]:
    """The marked nodes and all that waits for one of them, near or far.

    What is normally there already is not waited for, so standing edges spread nothing.
    """
    spread = marked.copy()

    def reached(v: int) -> bool:
        return spread[v] or any(
            spread[source[edge]] and not standing[edge]
            for edge in range(first_edge[v], first_edge[v + 1])
        )

    for v in order:
        if loop[v] < 0:
            spread[v] = reached(v)
        elif v == loops[loop[v]][0] and any(map(reached, loops[loop[v]])):
            for node in loops[loop[v]]:  # inside a loop everyone waits for everyone
                spread[node] = True
    return spread


def promised(network: Network) -> list[Reliance]:
    """The deliveries that are promises: to anyone outside, or with a `promise` of their own."""
    parties = network.map.parties
    return [
        one
        for one in network.map.reliances
        if parties[one.customer].group in EXTERNAL or one.promise is not None
    ]
