"""SM304 loop-without-slack."""

from collections.abc import Iterator, Mapping, Sequence

from servicemap.rules.problems import Case, Problem, Timing, circle_of


def loop_without_slack(case: Case) -> Iterator[Problem]:
    """Services that wait for each other in a circle, with no slack anywhere on it.

    What it says:
        Each of these services needs the one before, the first needs the last, and nobody on the way
        round can go on without for a while. It is judged on maps that say how long things take;
        alternatives (`any_of`) are no part of such a circle.

    Why it matters:
        A delay anywhere in the circle makes all of it late and comes back undiminished: it never
        dies out, because there is nothing on the way that could absorb it. One `slack`, wherever it
        is cheapest, is enough.

    Example:
        teams:
          Sales:                               # SM106
            serves:
              - {customer: Workshop, service: Orders, takes: 1d}       # SM304
          Workshop:
            serves:
              - {customer: Sales, service: Free places, takes: 4h, needs: [Sales/Orders]}
              - {customer: Cyclists, service: Repair, takes: 1d, needs: [], promise: 2d}
        end_users: [Cyclists]

    Instead:
        teams:
          Sales:
            relies_on:
              - {provider: Workshop, service: Free places, slack: 2d}
            serves:
              - {customer: Workshop, service: Orders, takes: 1d}
          Workshop:
            serves:
              - {customer: Sales, service: Free places, takes: 4h, needs: [Sales/Orders]}
              - {customer: Cyclists, service: Repair, takes: 1d, needs: [], promise: 2d}
        end_users: [Cyclists]
    """
    timing = case.timing
    for nodes in timing.network.loops if timing else ():
        way = _without_slack(timing, nodes) if timing else ()
        if timing is None or not way:
            continue
        ids = [timing.network.services[node] for node in way]
        yield Problem(
            case.map.services[ids[0]],
            f"{circle_of(case.map, ids)} wait for each other with no slack: a delay inside never"
            " dies out",
            _cure(case, ids),
        )


def _without_slack(timing: Timing, nodes: Sequence[int]) -> tuple[int, ...]:
    """A shortest circle among these nodes on which no edge has slack, or an alternative."""
    from servicemap.reach import shortest_round
    from servicemap.timing.loops import components_in_order

    network = timing.network
    edges = network.edges
    after: dict[int, list[int]] = {
        u: [
            edges.target[edge]
            for edge in network.within[u]
            if not (edges.slack[edge] or edge in edges.elapsed or edge in network.group_of)
        ]
        for u in nodes
    }
    number = {node: k for k, node in enumerate(nodes)}
    first, source = _turned_round(after, number)
    _, _, tight = components_in_order(first, source)
    if not tight:
        return ()
    inside = min(tight)
    kept = {nodes[k] for k in inside}
    return shortest_round({u: [v for v in after[u] if v in kept] for u in kept}, nodes[inside[0]])


def _turned_round(
    after: Mapping[int, Sequence[int]], number: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    """The same edges by the node they end at, as arrays."""
    before: list[list[int]] = [[] for _ in number]
    for u, targets in after.items():
        for v in targets:
            before[number[v]].append(number[u])
    first, source = [0], []
    for providers in before:
        source += providers
        first.append(len(source))
    return first, source


def _cure(case: Case, ids: Sequence[str]) -> str:
    services = [case.map.services[id_] for id_ in ids]
    vague = next(
        (s for s in services if s.needs is None and len(case.index.making[s.provider]) > 1), None
    )
    if vague is not None:
        provider = case.map.parties[vague.provider].name
        return f"say what {vague.name} of {provider} really needs, e.g. needs: []; or give slack"
    if len({service.provider for service in services}) == 1:
        return "say in needs which of them comes first"
    customer = case.map.parties[services[1].provider].name
    return (
        f"say how long one of them can go on without, e.g. under the relies_on of {customer}"
        f" slack: 1d for {services[0].name}, or standing: yes if it is normally there"
    )
