"""SM305 runaway-loop."""

from collections.abc import Iterator, Sequence

from servicemap.durations import HOUR, Duration
from servicemap.rules.problems import Case, Problem, Timing, circle_of

TRIED = {
    "a minute": Duration(minutes=1),
    "an hour": Duration(minutes=HOUR),
    "a day": Duration(days=1),
    "a week": Duration(weeks=1),
}
"""Delays that are let loose in a loop, the least first."""


def runaway_loop(case: Case) -> Iterator[Problem]:
    """Services that wait for each other in a circle in which a delay grows each time round.

    What it says:
        Something in the circle leaves only at certain times, and what comes late waits for the next
        departure. That wait is longer than what everybody on the way round can absorb, so that a
        small delay comes back larger than it set out, again and again: within a year it has not
        come to rest.

    Why it matters:
        One bad morning, and nothing in this circle is ever in time again. A trace of it says "never
        recovers". It takes slack as long as what one missed departure costs, an earlier departure,
        or a circle that is cut.

    Example:
        map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
        teams:
          Mainland depot:                      # SM106
            serves:
              - customer: Island depot         # SM305 SM304
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

    Instead:
        map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
        teams:
          Mainland depot:
            relies_on:
              - {provider: Island depot, service: Empties, slack: 4w}
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
    timing = case.timing
    for nodes in timing.network.loops if timing else ():
        if timing is None:
            continue
        delay, growing = _runs_away(timing, nodes)
        if not growing:
            continue
        ids = [timing.network.services[node] for node in growing]
        yield Problem(
            case.map.services[ids[0]],
            f"a delay grows each time round among {circle_of(case.map, ids)}: once {delay} late,"
            " and nothing there is in time again",
            "give slack as long as what a missed departure costs, let it leave more often, or cut"
            " the circle: standing: yes for what is normally there, needs for what is waited for",
        )


def _runs_away(timing: Timing, nodes: Sequence[int]) -> tuple[str, list[int]]:
    """The least of some delays with which a loop never recovers, and who in it does not."""
    network = timing.network
    if not any(network.edges.special[edge] for u in nodes for edge in network.within[u]):
        return "", []
    from servicemap.timing.arrivals import Extra
    from servicemap.timing.happening import what_happens

    for said, delay in TRIED.items():
        extra = Extra({node: network.length(delay, node).work for node in nodes})
        now = what_happens(network, timing.plan, extra)
        growing = [node for node in nodes if node in now.never]
        if growing:
            return said, growing
    return "", []
