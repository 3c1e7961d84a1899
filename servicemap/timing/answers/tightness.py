"""Who has no tolerance at all: services of which the least delay breaks a promise."""

from collections.abc import Iterator, Mapping, Sequence

from servicemap.bounds import Fate
from servicemap.timing.answers.fates import judge, outcome, planned_fate
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import (
    Latest,
    before_stock,
    bound_of,
    latest_finishes,
    latest_on,
    latest_start,
    tolerance_of,
)
from servicemap.timing.passes.backward_open import possibly_kept, surely_kept
from servicemap.timing.passes.circles import rounds_settled_once
from servicemap.timing.passes.finishes import Extra, Plan
from servicemap.timing.passes.forward import what_happens
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.walks import deepest_first


def without_tolerance(
    network: Network, plan: Plan, promises: Sequence[PlannedDelivery]
) -> dict[int, PlannedDelivery]:
    """Node -> a promise that is broken if the node is a minute late; in the order of the map.

    So it is in every reading of the map, whether a circle keeps in step or not: out of step it is
    later still. Left out are promises that are late by plan in some reading.
    """
    kept = [one for one in promises if planned_fate(network, one) is Fate.KEPT]
    if not kept:
        return {}
    found = (
        _in_every_reading(network, plan, kept)
        if plan.earliest is not None
        else _in_the_plan(network, plan, kept)
    )
    if network.stocked:
        found = _sure(network, plan, kept, found)
    return dict(sorted(found.items()))


def _sure(
    network: Network,
    plan: Plan,
    kept: Sequence[PlannedDelivery],
    found: Mapping[int, PlannedDelivery],
) -> dict[int, PlannedDelivery]:
    """Those of them whose delay breaks a promise also if stock catches each departure it can.

    That it misses one by any delay is a convention of the passes: who stands before it is tried.
    """
    before = before_stock(network)
    sure = {}
    for node, promise in found.items():
        broken = promise if node not in before else _broken_at_once(network, plan, kept, node)
        if broken is not None:
            sure[node] = broken
    return sure


def _broken_at_once(
    network: Network, plan: Plan, kept: Sequence[PlannedDelivery], node: int
) -> PlannedDelivery | None:
    """The first promise that is broken in every reading if a node is a minute late."""
    now = outcome(network, plan, Extra({node: 1}))
    return next((k for k in kept if judge(network, plan, k, now).fate is Fate.BROKEN), None)


def _in_every_reading(
    network: Network, plan: Plan, kept: Sequence[PlannedDelivery]
) -> dict[int, PlannedDelivery]:
    """Who has no tolerance whatever the map leaves open.

    One backward pass for all promises together over the earliest reading. Who stands behind an
    `any_of` is tried, if anybody could be late there; so is who is only guessed to have none.
    """
    possibly = possibly_kept(network, plan, *kept)
    found = {
        node: possibly.by[node]
        for node, minutes in possibly.minutes.items()
        if minutes is not None and minutes <= 0
    }
    guessed = possibly.guessed & found.keys()
    doubtful = possibly.doubtful - found.keys()
    surely = surely_kept(network, plan, *kept).minutes if doubtful else {}
    for node in guessed:
        del found[node]
    for node in guessed | doubtful:
        minutes = surely.get(node)
        if node not in guessed and (minutes is None or minutes > 0):
            continue
        promise = _broken_at_once(network, plan, kept, node)
        if promise is not None:
            found[node] = promise
    return found


def _in_the_plan(
    network: Network, plan: Plan, kept: Sequence[PlannedDelivery]
) -> dict[int, PlannedDelivery]:
    """Who has no tolerance on a map that leaves nothing open.

    One backward pass for all promises together: the least tolerance to any of them comes out of the
    tightest bound. Who stands behind an `any_of` is tried, if anybody could be late there; so is
    whom only what comes round a circle binds, where that need not come.
    """
    latest = latest_finishes(network, plan, *kept)
    rounds = rounds_settled_once(network)
    surely = latest_finishes(network, plan, *kept, unheard=rounds).bounds if rounds else {}
    ends = _ends(network, latest.bounds, kept)
    found = {}
    asked = set()
    for node, bound in latest.bounds.items():
        if tolerance_of(network, plan, node, bound) <= 0:
            promise = _whose(network, plan, latest, ends, node)
            sure = not rounds or (
                node in surely and tolerance_of(network, plan, node, surely[node]) <= 0
            )
            if promise is None or not sure:
                asked.add(node)
            else:
                found[node] = promise
    if latest.doubtful:
        least = latest_finishes(network, plan, *kept, frozen=True).bounds
        asked |= {
            node
            for node in latest.doubtful - found.keys()
            if node in least and tolerance_of(network, plan, node, least[node]) <= 0
        }
    for node in asked:
        now = what_happens(network, plan, Extra({node: 1}))
        broken = (k for k in kept if k.late(network, k.arrives(network, now.state(k.node))))
        promise = next(broken, None)
        if promise is not None:
            found[node] = promise
    return found


def _ends(
    network: Network, bounds: Mapping[int, int], promises: Sequence[PlannedDelivery]
) -> dict[int, PlannedDelivery]:
    """Nodes that a promise of their own binds most tightly -> the first such promise."""
    found: dict[int, PlannedDelivery] = {}
    for one in promises:
        if bound_of(network, one) == bounds[one.node]:
            found.setdefault(one.node, one)
    return found


def _whose(
    network: Network, plan: Plan, latest: Latest, ends: dict[int, PlannedDelivery], node: int
) -> PlannedDelivery | None:
    """The promise from which the bound of a node comes; the answer is kept in `ends`."""

    def bound_by(u: int) -> Iterator[int]:
        leaving = network.leaving[u]
        for edge in sorted(leaving, key=lambda e: network.services[network.edges.target[e]]):
            v = network.edges.target[edge]
            if v in latest.bounds and edge not in network.group_of:
                start = latest_start(network, v, latest.bounds[v])
                if latest_on(network, plan, edge, start) == latest.bounds[u]:
                    yield v

    for u in deepest_first([node], bound_by):
        if u in ends:
            ends[node] = ends[u]
            return ends[u]
    return None
