"""SM304 loop-without-slack."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from servicemap.reach import closing_step, shortest_round
from servicemap.rules.judging import (
    Case,
    Problem,
    Rule,
    Timing,
    circle_of,
    circles_among,
    needs_without,
    within,
)


def loop_without_slack(case: Case) -> Iterator[Problem]:
    """Services that wait for each other in a circle, with no slack anywhere on it.

    What it says:
        Each of these services needs the one before, the first needs the last, and nobody on the way
        round can go on without for a while, or waits longer for something else by plan. It is
        judged on maps that say how long things take, and not of a circle that is there only because
        some `needs` are open: SM303 asks for those. Alternatives (`any_of`) are no part of such a
        circle. What is normally there already (`standing: yes`) is part of it: being late is all
        that still counts of it. `allow` accepts the finding at any of the services, or of the
        teams.

    Why it matters:
        A delay anywhere in the circle makes all of it late and comes back undiminished: it never
        dies out, because there is nothing on the way that could absorb it. One `slack`, wherever it
        is cheapest, is enough; or `needs` that say what does not have to be waited for.

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
            serves:
              - {customer: Workshop, service: Orders, takes: 1d}
          Workshop:
            relies_on:
              - {provider: Sales, service: Orders, slack: 1d}
            serves:
              - {customer: Sales, service: Free places, takes: 4h, needs: [Sales/Orders]}
              - {customer: Cyclists, service: Repair, takes: 1d, needs: [], promise: 2d}
        end_users: [Cyclists]
    """
    timing = case.timing and case.timing.stated
    for nodes in timing.network.loops if timing else ():
        for after in _without_slack(timing, nodes) if timing else ():
            way = shortest_round(after, min(after))
            yield Problem(
                case.map.services[way[0]],
                f"{circle_of(case.map, way)} wait for each other with no slack: a delay inside"
                " never dies out",
                _cure(case, after, way),
                among=within(case, after),
                extent=tuple(sorted(after)),
            )


def _without_slack(timing: Timing, nodes: Sequence[int]) -> Iterator[dict[str, list[str]]]:
    """Services among which no edge has slack, or is an alternative: each -> who waits for it.

    Nor is one whose customer waits longer for something else. In each of these all wait for all
    others; by id.
    """
    network = timing.network
    edges, ids = network.edges, network.services
    after = {
        ids[u]: {
            ids[edges.target[edge]]
            for edge in network.within[u]
            if not (edges.slack[edge] or edge in edges.elapsed or edge in network.group_of)
            and not _lies_idle(timing, edge)
        }
        for u in nodes
    }
    for circle in circles_among(after):
        together = set(circle)
        yield {service: sorted(after[service] & together) for service in circle}


def _lies_idle(timing: Timing, edge: int) -> bool:
    from servicemap.timing.passes.planned_arrivals import planned_arrival

    network, plan = timing.network, timing.plan
    starts = plan.starts[network.edges.target[edge]]
    return bool(network.edges.credited[edge]) and planned_arrival(network, plan, edge) < starts


def _cure(case: Case, after: Mapping[str, Sequence[str]], way: Sequence[str]) -> str:
    """The step at which to end all of it, or at least the way that is told."""
    services = case.map.services
    steps = sorted(  # between two teams there can be slack
        pairwise((*way, way[0])), key=lambda s: services[s[0]].provider == services[s[1]].provider
    )
    ends_all = closing_step(after, steps)
    first, then = ends_all or steps[0]
    customer = services[then].provider
    cures = [needs_without(case, customer, {first})]
    if customer != services[first].provider:
        name, what = case.map.parties[customer].name, services[first].name
        cures.insert(
            0,
            f"if {name} can go on without {what} for a while, write slack: 1d with it under"
            f" the relies_on of {name}",
        )
    return "; or ".join(cures) + ("" if ends_all else "; it is one of several circles there")


RULE = Rule("SM304", loop_without_slack, waits=True)
