"""How late services may be before each promise is broken: a column a promise."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from servicemap.timing.answers.figures import Figures, Packed, packed
from servicemap.timing.answers.left_of_promises import Question, left_of
from servicemap.timing.answers.longest_delays import Trying
from servicemap.timing.answers.what_tells import by_what_tells
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import (
    Latest,
    before_stock,
    latest_finishes,
    reaching,
    tolerance_of,
)
from servicemap.timing.passes.backward_open import possibly_kept, surely_kept
from servicemap.timing.passes.circles import rounds_settled_once
from servicemap.timing.passes.finishes import Extra, Plan
from servicemap.timing.passes.forward import what_happens
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.readings import (
    PlannedReading,
    earliest_reading,
    latest_reading,
)

SWEPT_FROM = 20_000
"""Services times promises from which numpy is worth its import."""

TRIED_AT_MOST = 100_000
"""Nodes of circles that settle each but once, times pairs of who is late and a promise behind one:
of more no delay is tried, and the answer is two bounds.
"""

ASKED_AT_ONCE = 1 << 16
"""Pairs of who is late and a promise that are tried together: a search of each is held."""

CAUGHT_AT_MOST = 20_000_000
"""Pairs of stock that is late and a promise, times services, of which the most is looked for."""


class ToleranceColumn(NamedTuple):
    """The tolerances of services, or teams, to one promise: least and most.

    None is without limit. Where the map leaves nothing open they are the same. `tried` are the
    services of which only trying tells, because the map leaves something open or a circle settles
    each of its services but once.
    """

    least: Figures
    most: Figures
    tried: Collection[int] = ()


def tolerances_of_services(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None = None,
) -> list[ToleranceColumn]:
    """One column a promise: node -> minutes, for each service that reaches the promise.

    With `only`, of other nodes nothing may be told, or no more than a bound.
    """
    found = _by_convention(network, plan, promises, only)
    return _if_caught(network, plan, promises, only, found) if network.stocked else found


def _if_caught(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None,
    found: Sequence[ToleranceColumn],
) -> list[ToleranceColumn]:
    """The same with the most that it is where stock catches the departure that it seems to miss.

    By convention it misses one by any delay, which is the least. Of very many pairs the most is not
    looked for.
    """
    plan = plan if plan.earliest is not None else plan._replace(catching=True)
    stock = before_stock(network)
    stock = stock if only is None else stock.intersection(only)
    asked = {
        k: {node: max(0, n) for node, n in one.most.items() if n is not None and node in stock}
        for k, (promise, one) in enumerate(zip(promises, found, strict=True))
        if not promise.late_by_plan(network).least
    }
    pairs = sum(map(len, asked.values()))
    mosts: list[Figures]
    if pairs * len(network.services) > CAUGHT_AT_MOST:
        mosts = [
            Packed.of({**one.most, **dict.fromkeys(asked.get(k, ()))})
            for k, one in enumerate(found)
        ]
    else:
        reading, most = PlannedReading(network, plan), [one.most for one in found]
        doubtful = {k: Packed.of(of) for k, of in asked.items()}
        mosts = _tried(reading, promises, most, doubtful, possibly=True)
    return [
        ToleranceColumn(one.least, most, packed({*one.tried, *asked.get(k, ())}))
        for k, (one, most) in enumerate(zip(found, mosts, strict=True))
    ]


def _by_convention(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None,
) -> list[ToleranceColumn]:
    """The same where stock that comes with departures misses one by any delay."""
    if plan.earliest is None:
        return _exact(PlannedReading(network, plan), promises, only)
    found: dict[int, ToleranceColumn] = {}
    sorted_ = by_what_tells(network, plan, promises)
    whole, latest = PlannedReading(network, plan), latest_reading(network, plan)
    exact = _exact(latest, [promises[k] for k in sorted_.closed], only, whole)
    found |= dict(zip(sorted_.closed, exact, strict=True))
    in_both = _in_both(whole, [promises[k] for k in sorted_.by_moments], only)
    found |= dict(zip(sorted_.by_moments, in_both, strict=True))
    open_ = _open(network, plan, [promises[k] for k in sorted_.open], only)
    found |= dict(zip(sorted_.open, open_, strict=True))
    return [found[k] for k in range(len(promises))]


def _in_both(
    whole: PlannedReading, promises: Sequence[PlannedDelivery], only: Collection[int] | None
) -> list[ToleranceColumn]:
    """The tolerances to promises of which the two readings tell."""
    network, plan = whole
    late = [promise.late_by_plan(network) for promise in promises]
    kept = [k for k, bounds in enumerate(late) if bounds.most == 0]
    kept_in_one = [k for k, bounds in enumerate(late) if not bounds.least]
    least = _exact(latest_reading(network, plan), [promises[k] for k in kept], only, whole)
    early = [promises[k].in_earliest(network) for k in kept_in_one]
    leasts = dict(zip(kept, [one.least for one in least], strict=True))
    # What keeps it in every reading keeps it in this one.
    known = [leasts.get(k, {}) for k in kept_in_one]
    most = _exact(earliest_reading(network, plan), early, only, whole, known)
    mosts = dict(zip(kept_in_one, [one.most for one in most], strict=True))
    broken = [k for k in range(len(promises)) if k not in leasts or k not in mosts]
    behind = dict(zip(broken, _behind(network, [promises[k].node for k in broken]), strict=True))
    return [
        ToleranceColumn(
            leasts[k] if k in leasts else _all_late(behind[k], bounds.most),
            mosts[k] if k in mosts else _all_late(behind[k], bounds.least),
        )
        for k, bounds in enumerate(late)
    ]


def _behind(network: Network, nodes: Sequence[int]) -> "list[array[int]]":
    """For each of some nodes, those that reach it, in order."""
    if len(network.services) * len(nodes) >= SWEPT_FROM:
        from servicemap.timing.passes.behind_many import behind_each  # numpy, as in _exact

        return behind_each(network, nodes)
    return [packed(reaching(network, node)) for node in nodes]


def _late_already(network: Network, promise: PlannedDelivery, late: int | None) -> Figures:
    """The column of a promise that the plan breaks; None: by whatever."""
    return _all_late(packed(reaching(network, promise.node)), late)


def _all_late(nodes: "array[int]", late: int | None) -> Figures:
    """The same of the nodes that reach it, in order."""
    return Packed.alike(nodes, None if late is None else -late)


def _exact(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None,
    whole: PlannedReading | None = None,
    known: Sequence[Figures] = (),
) -> list[ToleranceColumn]:
    """The tolerances to promises of a map that leaves nothing open, or a reading of the `whole`.

    They are no less than what is `known`, promise by promise.
    """
    columns, doubtful = _backwards(reading, promises, only, known)
    rounds = rounds_settled_once(reading.network)
    if not rounds:
        found = _tried(reading, promises, columns, doubtful, whole=whole)
        return [ToleranceColumn(one, one) for one in found]
    upper, _ = _backwards(reading, promises, only, unheard=rounds)
    between = [
        {} if promise.late(reading.network, promise.planned) else _differing(*bounds)
        for promise, *bounds in zip(promises, columns, upper, strict=True)
    ]
    loops = {reading.network.loop[reading.network.edges.target[edge]] for edge in rounds}
    nodes = sum(len(reading.network.loops[loop]) for loop in loops)
    few = sum(map(len, between)) * nodes <= TRIED_AT_MOST
    for k, left in enumerate(_kept_a_minute_more(reading, promises, between) if few else ()):
        if left:
            doubtful[k] = Packed.of({**left, **doubtful.get(k, {})})
    found = _tried(reading, promises, columns, doubtful, whole=whole)
    if few:
        return [
            ToleranceColumn(one, one, packed(some))
            for one, some in zip(found, between, strict=True)
        ]
    found_columns = []
    for k, one in enumerate(found):
        more = {node: upper[k].get(node) for node in between[k] if node not in doubtful.get(k, ())}
        found_columns.append(ToleranceColumn(one, Packed.of({**one, **more}) if more else one))
    return found_columns


def _differing(lower: Figures, upper: Figures) -> dict[int, int]:
    """Node -> the lesser of two bounds, where these differ."""
    highs = dict(upper.items())
    return {node: n for node, n in lower.items() if n is not None and highs.get(node) != n}


def _kept_a_minute_more(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    asked: Sequence[Mapping[int, int]],
) -> list[dict[int, int]]:
    """Of delays that keep each promise, by node, those of which a minute more keeps it too."""
    network, plan = reading
    left: list[dict[int, int]] = [{} for _ in asked]
    tries: dict[tuple[int, int], list[int]] = {}
    for k, figures in enumerate(asked):
        for node, minutes in figures.items():
            tries.setdefault((node, minutes), []).append(k)
    for (node, minutes), some in tries.items():
        now = what_happens(network, plan, Extra({node: minutes + 1}))
        for k in some:
            if left_of(network, promises[k], now.state(promises[k].node)) >= 0:
                left[k][node] = minutes
    return left


def _backwards(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None,
    known: Sequence[Figures] = (),
    unheard: Collection[int] = (),
) -> tuple[list[Figures], dict[int, Figures]]:
    """What passes backwards tell: the tolerances to promises, and of those of whom only trying
    tells, promise -> node -> a delay that keeps it.
    """
    network, plan = reading
    if len(network.services) * len(promises) >= SWEPT_FROM:
        from servicemap.timing.passes.backward_many import (  # numpy: longer than a small map
            can_sweep,
            sweep,
        )

        if can_sweep(network):
            return [*sweep(network, plan, promises, only, unheard)], {}
    columns: list[Figures] = []
    doubtful: dict[int, Figures] = {}
    for k, promise in enumerate(promises):
        broken = promise.late(network, promise.planned)
        if broken:
            columns.append(_late_already(network, promise, broken))
            continue
        latest = latest_finishes(network, plan, promise, unheard=unheard)
        columns.append(Packed.of(_tolerances(network, plan, latest)))
        asked = latest.doubtful if only is None else latest.doubtful.intersection(only)
        if asked:
            least = _tolerances(network, plan, latest_finishes(network, plan, promise, frozen=True))
            kept = known[k] if known else {}
            doubtful[k] = Packed.of(
                {node: max(least[node] or 0, kept.get(node) or 0) for node in asked}
            )
    return columns, doubtful


def _open(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None = None,
) -> list[ToleranceColumn]:
    """The tolerances to promises behind which something is open.

    Backwards as far as that is exact; what it leaves in doubt is tried, so that the answer is the
    one that following the delay gives.
    """
    whole = PlannedReading(network, plan)
    least: list[Figures] = []
    doubtful: dict[int, Figures] = {}
    tried: list[Collection[int]] = []
    late_of = [promise.late_by_plan(network) for promise in promises]
    for k, (promise, late) in enumerate(zip(promises, late_of, strict=True)):
        if late.most != 0:
            least.append(_late_already(network, promise, late.most))
            tried.append(())
            continue
        kept = surely_kept(network, plan, promise)
        least.append(Packed.of(kept.minutes))
        tried.append(packed(in_doubt := kept.in_doubt))
        guesses = {}
        for node in in_doubt if only is None else in_doubt.intersection(only):
            bound = max(0, kept.minutes[node] or 0)
            guesses[node] = 0 if node in kept.guessed else bound
        doubtful[k] = Packed.of(guesses)
    least = _tried(whole, promises, least, doubtful, hints=least)
    most: list[Figures] = []
    doubtful = {}
    for k, (promise, late) in enumerate(zip(promises, late_of, strict=True)):
        if late.least:
            most.append(_late_already(network, promise, late.least))
            continue
        kept = possibly_kept(network, plan, promise)
        most.append(Packed.of(kept.minutes))
        in_doubt = kept.in_doubt
        tried[k] = packed(in_doubt.union(tried[k]))
        asked = in_doubt if only is None else in_doubt.intersection(only)
        # What keeps it in every reading may keep it in one.
        doubtful[k] = Packed.of({node: max(0, least[k].get(node) or 0) for node in asked})
    most = _tried(whole, promises, most, doubtful, hints=most, possibly=True)
    return [ToleranceColumn(*one) for one in zip(least, most, tried, strict=True)]


def _tried(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    columns: Sequence[Figures],
    doubtful: Mapping[int, Figures],
    *,
    hints: Sequence[Figures] = (),
    possibly: bool = False,
    whole: PlannedReading | None = None,
) -> list[Figures]:
    """The columns, with what trying told of the `doubtful`.

    Those are promise -> node -> a delay that keeps it.
    """
    if not any(doubtful.values()):
        return list(columns)
    trying = Trying(*reading, promises, sum(map(len, doubtful.values())), whole)
    exact: list[dict[int, int | None]] = [{} for _ in promises]
    for nodes in _a_few_at_a_time(reading.network, doubtful):
        guesses: dict[int, dict[int, int]] = {node: {} for node in nodes}
        for k, column in doubtful.items():
            for node in filter(column.__contains__, nodes):
                guesses[node][k] = column[node] or 0
        questions = [
            Question(
                (node,),
                of_node,
                possibly=possibly,
                hints={k: hints[k].get(node) or 0 for k in of_node} if hints else {},
            )
            for node, of_node in guesses.items()
        ]
        for node, answer in zip(nodes, trying.all_of(questions), strict=True):
            for k, minutes in answer.items():
                exact[k][node] = minutes
    return [
        Packed.of({**column, **answers}) if answers else column
        for column, answers in zip(columns, exact, strict=True)
    ]


def _a_few_at_a_time(network: Network, doubtful: Mapping[int, Figures]) -> Iterator[list[int]]:
    """The nodes of which only trying tells, in the order in which a pass comes to them."""
    count: dict[int, int] = {}
    for column in doubtful.values():
        for node in column:
            count[node] = count.get(node, 0) + 1
    nodes: list[int] = []
    asked = 0
    for node in sorted(count, key=lambda node: (network.turn[node], node)):
        if nodes and asked + count[node] > ASKED_AT_ONCE:
            yield nodes
            nodes, asked = [], 0
        nodes.append(node)
        asked += count[node]
    if nodes:
        yield nodes


def _tolerances(network: Network, plan: Plan, latest: Latest) -> Figures:
    bounds = latest.bounds
    return {
        node: tolerance_of(network, plan, node, bounds[node]) if node in bounds else None
        for node in latest.reached
    }
