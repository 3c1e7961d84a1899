"""SM305 runaway-loop."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from servicemap.durations import HOUR, Duration
from servicemap.endless import NEVER_RECOVERS
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

TRIED = {
    "a minute": Duration(minutes=1),
    "an hour": Duration(minutes=HOUR),
    "a day": Duration(days=1),
    "a week": Duration(weeks=1),
}
"""Delays that are let loose in a loop, the least first."""

ROOM = (*(Duration(days=n) for n in (1, 2, 3)), *(Duration(weeks=n) for n in (1, 2, 4, 8, 13, 26)))
"""Slack that may hold a delay, the least first."""

TRIED_AT_MOST = 12
"""Services of a loop up to which the slack that would hold it is looked for."""


def runaway_loop(case: Case) -> Iterator[Problem]:
    """Services that wait for each other in a circle in which a delay grows each time round.

    What it says:
        Something in the circle leaves only at certain times, and what comes late waits for the next
        departure. That wait is longer than what everybody on the way round can absorb, so that a
        small delay comes back larger than it set out, again and again: within a year it has not
        come to rest. Nothing is said of a circle that is there only because some `needs` are open:
        SM303 asks for those. Nor of one that may come to rest, as more is filled in.

    Why it matters:
        One bad morning, and nothing in this circle is ever in time again. A trace of it says "never
        recovers". It takes slack as long as what one missed departure costs, departures more often,
        or `needs` that cut the circle. What is normally there already (`standing: yes`) cuts
        nothing: being late is all that still counts of it.

    Example:
        map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
        teams:
          Mainland depot:
            serves:
              - customer: Island depot
                service: Goods
                takes: 1d
                departs: every 17d
          Island depot:                        # SM106
            serves:
              - customer: Mainland depot       # SM305 SM304
                service: Empties
                takes: 1d
                departs: every 23d
                needs: [Mainland depot/Goods]
              - {customer: Islanders, service: Shop, takes: 1h, needs: [], promise: 2h}
        end_users: [Islanders]

    Instead:
        map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
        teams:
          Mainland depot:
            relies_on:
              - {provider: Island depot, service: Empties, slack: 1d}
            serves:
              - customer: Island depot
                service: Goods
                takes: 1d
                departs: every 17d
          Island depot:
            serves:
              - customer: Mainland depot
                service: Empties
                takes: 1d
                departs: every 23d
                needs: [Mainland depot/Goods]
              - {customer: Islanders, service: Shop, takes: 1h, needs: [], promise: 2h}
        end_users: [Islanders]
    """
    if case.timing is None:
        return
    timing = case.timing.stated
    readings = (timing,) if timing.network is case.timing.network else (timing, case.timing)
    for nodes in timing.network.loops:
        delay, growing = _runs_away(readings, nodes)
        if not growing:
            continue
        yield Problem(
            case.map.services[growing[0]],
            f"a delay grows each time round among {circle_of(case.map, growing)}: once {delay}"
            " late, and nothing there is in time again",
            _cure(case, timing, nodes, growing),
            among=within(case, growing),
            extent=(delay, *growing),
        )


def _runs_away(readings: Sequence[Timing], nodes: Sequence[int]) -> tuple[str, list[str]]:
    """The least of some delays with which a loop never recovers, and who in it does not, by id.

    In each of the readings of a map, whatever these leave open.
    """
    network = readings[0].network
    if not any(network.edges.special[edge] for u in nodes for edge in network.within[u]):
        return "", []
    from servicemap.timing.answers.fates import outcome
    from servicemap.timing.passes.finishes import Extra

    for said, delay in TRIED.items():
        extra = Extra({node: network.length(delay, node).work for node in nodes})
        never = set(nodes)
        for one in readings:
            found = outcome(one.network, one.plan, extra)
            never = {node for node in never if found.endless(node) is NEVER_RECOVERS}
        if never:
            return said, sorted(network.services[node] for node in never)
    return "", []


def _cure(case: Case, timing: Timing, nodes: Sequence[int], growing: Sequence[str]) -> str:
    services, network = case.map.services, timing.network
    ids = network.services
    after = {ids[u]: {ids[network.edges.target[edge]] for edge in network.within[u]} for u in nodes}
    circle = next(one for one in circles_among(after) if growing[0] in one)
    way = shortest_round({u: sorted(after[u]) for u in circle}, growing[0])
    ends_all = closing_step(after, pairwise((*way, way[0])))
    first, then = ends_all or way[:2]
    cut = needs_without(case, services[then].provider, {first})
    if ends_all is None:
        cut += " (it is one of several circles there)"
    held = _slack_that_holds(timing, nodes, way) if len(nodes) <= TRIED_AT_MOST else None
    if held is None:
        return f"let what leaves seldom leave more often; or cut the circle: {cut}"
    slack, first, customer = held
    name = case.map.parties[customer].name
    return (
        f"if {name} can go on without {services[first].name} for so long, write slack: {slack} with"
        f" it under the relies_on of {name}; or cut the circle: {cut}"
    )


def _slack_that_holds(
    timing: Timing, nodes: Sequence[int], way: Sequence[str]
) -> tuple[Duration, str, str] | None:
    """The least slack at one step with which no delay grows any more; what waits who has it."""
    network = timing.network
    edges, services = network.edges, network.map.services
    customers = [services[then].provider for then in (*way[1:], way[0])]
    for slack in ROOM:
        for first, customer in zip(way, customers, strict=True):
            if services[first].provider == customer:
                continue
            mine = [
                edge
                for edge in network.within[network.number[first]]
                if services[network.services[edges.target[edge]]].provider == customer
            ]
            before = [edges.slack[edge] for edge in mine]
            for edge in mine:
                edges.slack[edge] = network.length(slack, edges.target[edge]).work
            try:
                if (
                    not any(edge in edges.elapsed for edge in mine)
                    and not _runs_away((timing,), nodes)[1]
                ):
                    return slack, first, customer
            finally:
                for edge, minutes in zip(mine, before, strict=True):
                    edges.slack[edge] = minutes
    return None


RULE = Rule("SM305", runaway_loop, waits=True)
