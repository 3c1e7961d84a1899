"""How late services and teams may be before each promise is broken: a column a promise."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from servicemap.timing.answers.figures import Figures, OfParties, Packed, packed
from servicemap.timing.answers.left_of_promises import Question, counts_alike
from servicemap.timing.answers.longest_delays import Trying
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import Latest, latest_finishes, reaching, tolerance_of
from servicemap.timing.passes.backward_open import possibly_kept, surely_kept
from servicemap.timing.passes.finishes import HORIZON, Plan
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.readings import (
    PlannedReading,
    ToldBy,
    earliest_reading,
    latest_reading,
    told_by_readings,
)
from servicemap.timing.passes.search import LongestDelays
from servicemap.unknowns import Unknown
from servicemap.walks import nearest_first

SWEPT_FROM = 20_000
"""Services times promises from which numpy is worth its import."""

ASKED_AT_ONCE = 1 << 16
"""Pairs of who is late and a promise that are tried together: a search of each is held."""


class ToleranceColumn(NamedTuple):
    """The tolerances of services, or teams, to one promise: least and most.

    None is without limit. Where the map leaves nothing open they are the same. `tried` are the
    services of which only trying tells because the map leaves something open.
    """

    least: Figures
    most: Figures
    tried: Collection[int] = ()


class OfTeams(NamedTuple):
    """The same by party: all services of a team being late at once."""

    least: Mapping[str, int | None]
    most: Mapping[str, int | None]


def tolerances_of_services(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None = None,
) -> list[ToleranceColumn]:
    """One column a promise: node -> minutes, for each service that reaches the promise.

    With `only`, of other nodes nothing may be told, or no more than a bound.
    """
    if plan.earliest is None:
        exact = _exact(PlannedReading(network, plan), promises, only)
        return [ToleranceColumn(one, one) for one in exact]
    found: dict[int, ToleranceColumn] = {}
    sorted_ = _by_what_tells(network, plan, promises)
    whole, latest = PlannedReading(network, plan), latest_reading(network, plan)
    exact = _exact(latest, [promises[k] for k in sorted_.closed], only, whole)
    found |= {k: ToleranceColumn(one, one) for k, one in zip(sorted_.closed, exact, strict=True)}
    in_both = _in_both(whole, [promises[k] for k in sorted_.by_moments], only)
    found |= dict(zip(sorted_.by_moments, in_both, strict=True))
    open_ = _open(network, plan, [promises[k] for k in sorted_.open], only)
    found |= dict(zip(sorted_.open, open_, strict=True))
    return [found[k] for k in range(len(promises))]


class _Sorted(NamedTuple):
    """Promises, by their places, of a map that leaves something open: by what tells of them.

    closed      nothing that reaches them is open, so that all readings tell the same
    by_moments  the latest reading tells the least tolerance and the earliest the most
    open        none does
    """

    closed: list[int]
    by_moments: list[int]
    open: list[int]


def _by_what_tells(network: Network, plan: Plan, promises: Sequence[PlannedDelivery]) -> _Sorted:
    if plan.earliest is None:
        return _Sorted([*range(len(promises))], [], [])
    sorted_ = _Sorted([], [], [])
    told = told_by_readings(network)
    for k, promise in enumerate(promises):
        node = promise.node
        if _is_closed(network, promise):
            sorted_.closed.append(k)
        elif told.moments[node] if promise.stated else _is_as_late(network, told, promise):
            sorted_.by_moments.append(k)
        else:
            sorted_.open.append(k)
    return sorted_


def _is_closed(network: Network, promise: PlannedDelivery) -> bool:
    """Whether nothing that reaches a promise is left open."""
    if network.uncertain[promise.node] or Unknown.UNDATED in promise.unknown:
        return False
    return not network.touched[promise.node]


def _is_as_late(network: Network, told: ToldBy, promise: PlannedDelivery) -> bool:
    """Whether what is held to its own plan is as late in all readings."""
    if Unknown.UNDATED in promise.unknown or promise.recurs is not None:
        return False
    if not told.lateness[promise.node]:
        return False
    return not network.uncertain[promise.node] or counts_alike(network, promise)


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
    most = _exact(earliest_reading(network, plan), early, only, whole)
    leasts = dict(zip(kept, least, strict=True))
    mosts = dict(zip(kept_in_one, most, strict=True))
    return [
        ToleranceColumn(
            leasts[k] if k in leasts else _late_already(network, promise, bounds.most),
            mosts[k] if k in mosts else _late_already(network, promise, bounds.least),
        )
        for k, (promise, bounds) in enumerate(zip(promises, late, strict=True))
    ]


def _late_already(network: Network, promise: PlannedDelivery, late: int | None) -> Figures:
    """The column of a promise that the plan breaks; None: by whatever."""
    nodes = reaching(network, promise.node)
    return Packed(dict.fromkeys(nodes, None if late is None else -late))


def _exact(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    only: Collection[int] | None,
    whole: PlannedReading | None = None,
) -> list[Figures]:
    """The tolerances to promises of a map that leaves nothing open, or a reading of the `whole`."""
    network, plan = reading
    if len(network.services) * len(promises) >= SWEPT_FROM:
        from servicemap.timing.passes.backward_many import (  # numpy: longer than a small map
            can_sweep,
            sweep,
        )

        if can_sweep(network):
            return sweep(network, plan, promises, only)
    columns: list[Figures] = []
    doubtful: dict[int, Figures] = {}
    for k, promise in enumerate(promises):
        broken = promise.late(network, promise.planned)
        if broken:
            columns.append(_late_already(network, promise, broken))
            continue
        latest = latest_finishes(network, plan, promise)
        columns.append(Packed(_tolerances(network, plan, latest)))
        asked = latest.doubtful if only is None else latest.doubtful.intersection(only)
        if asked:
            least = _tolerances(network, plan, latest_finishes(network, plan, promise, frozen=True))
            doubtful[k] = Packed({node: least[node] or 0 for node in asked})
    return _tried(reading, promises, columns, doubtful, whole=whole)


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
        least.append(Packed(kept.minutes))
        tried.append(packed(in_doubt := kept.in_doubt))
        guesses = {}
        for node in in_doubt if only is None else in_doubt.intersection(only):
            bound = max(0, kept.minutes[node] or 0)
            guesses[node] = 0 if node in kept.guessed else bound
        doubtful[k] = Packed(guesses)
    least = _tried(whole, promises, least, doubtful, hints=least)
    most: list[Figures] = []
    doubtful = {}
    for k, (promise, late) in enumerate(zip(promises, late_of, strict=True)):
        if late.least:
            most.append(_late_already(network, promise, late.least))
            continue
        kept = possibly_kept(network, plan, promise)
        most.append(Packed(kept.minutes))
        in_doubt = kept.in_doubt
        tried[k] = packed(in_doubt.union(tried[k]))
        asked = in_doubt if only is None else in_doubt.intersection(only)
        # What keeps it in every reading may keep it in one.
        doubtful[k] = Packed({node: max(0, least[k].get(node) or 0) for node in asked})
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
        Packed({**column, **answers}) if answers else column
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


class _Sums(NamedTuple):
    """Whose delays may add up: parties by their places.

    nodes     place of a party -> its services
    party_of  node -> the place of its party
    add_up    those of whom one service waits for another
    """

    nodes: Sequence[tuple[int, ...]]
    party_of: Mapping[int, int]
    add_up: AbstractSet[int]


def tolerances_of_teams(
    network: Network,
    plan: Plan,
    promises: Sequence[PlannedDelivery],
    columns: Sequence[ToleranceColumn],
    parties: Sequence[str],
) -> list[OfTeams]:
    """Party -> minutes for each promise, all the services of the party being late at once."""
    making, number = network.lookups.making, network.number
    nodes = [tuple(number[service] for service in making[party]) for party in parties]
    party_of = {node: place for place, own in enumerate(nodes) for node in own}
    add_up = {
        place
        for place, own in enumerate(nodes)
        if len(own) > 1 and (network.groups or _wait_for_each_other(network, own))
    }
    sums = _Sums(nodes, party_of, add_up)
    place_of = {party: place for place, party in enumerate(parties)}
    whole = PlannedReading(network, plan)
    if plan.earliest is None:
        least = [
            OfParties(tuple(parties), place_of, figures)
            for figures in _together(whole, promises, columns, sums)
        ]
        return [OfTeams(one, one) for one in least]

    def told(
        places: Sequence[int], reading: PlannedReading, *, possibly: bool
    ) -> dict[int, OfParties]:
        some = [promises[k] for k in places], [columns[k] for k in places]
        found = _together(reading, *some, sums, possibly=possibly, whole=whole)
        return {
            k: OfParties(tuple(parties), place_of, one)
            for k, one in zip(places, found, strict=True)
        }

    sorted_ = _by_what_tells(network, plan, promises)
    latest, earliest = latest_reading(network, plan), earliest_reading(network, plan)
    closed = told(sorted_.closed, latest, possibly=False)
    leasts = closed | told(sorted_.by_moments, latest, possibly=False)
    mosts = closed | told(sorted_.by_moments, earliest, possibly=True)
    leasts |= told(sorted_.open, whole, possibly=False)
    mosts |= told(sorted_.open, whole, possibly=True)
    return [OfTeams(leasts[k], mosts[k]) for k in range(len(promises))]


def _together(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    columns: Sequence[ToleranceColumn],
    sums: _Sums,
    *,
    possibly: bool = False,
    whole: PlannedReading | None = None,
) -> Iterator[Figures]:
    """One bound for teams, by their places, from that of their services.

    Where none of them waits for another that is the least of their tolerances: each delay is held
    by the bound of its own service. Else delays add up on the way, and only trying tells; so it
    does where one of them had to be tried: of two ways to be in time each may hold another one.
    """
    answers = _added_up(reading, promises, columns, sums, possibly=possibly, whole=whole)
    for column, answered in zip(columns, answers, strict=True):
        least, _ = _least_of_each(column.most if possibly else column.least, sums.party_of)
        yield {**least, **answered}


def _added_up(
    reading: PlannedReading,
    promises: Sequence[PlannedDelivery],
    columns: Sequence[ToleranceColumn],
    sums: _Sums,
    *,
    possibly: bool,
    whole: PlannedReading | None,
) -> list[LongestDelays]:
    """For each promise what trying tells of those parties of which only it does."""
    network = (whole or reading).network
    nodes, party_of, add_up = sums
    answers: list[LongestDelays] = [{} for _ in columns]
    asked: dict[int, dict[int, int]] = {}
    for k, column in enumerate(columns):
        tried = {party_of[node] for node in column.tried if node in party_of}
        if not (add_up or tried):
            continue
        least, several = _least_of_each(column.most if possibly else column.least, party_of)
        for place in several & (add_up | tried):
            limit = least[place]
            if (limit is None or limit >= 0) and (possibly or _may_be_tried(network, promises[k])):
                asked.setdefault(place, {})[k] = HORIZON if limit is None else limit
    if not asked:
        return answers
    places = sorted(asked)
    questions = [
        Question(
            nodes[place],
            dict.fromkeys(asked[place], 0),
            max(asked[place].values()) + 1,
            possibly,
            {k: limit for k, limit in asked[place].items() if limit < HORIZON},
        )
        for place in places
    ]
    trying = Trying(*reading, promises, sum(map(len, asked.values())), whole)
    for place, answer in zip(places, trying.all_of(questions), strict=True):
        for k, minutes in answer.items():
            answers[k][place] = minutes
    return answers


def _least_of_each(
    column: Figures, party_of: Mapping[int, int]
) -> tuple[dict[int, int | None], set[int]]:
    """The least tolerance of each party's services, and who has several of them."""
    least: dict[int, int | None] = {}
    several: set[int] = set()
    items = column.items()
    if len(items) == len({party_of[node] for node, _ in items if node in party_of}):
        return {party_of[node]: minutes for node, minutes in items}, several
    for node, minutes in items:
        party = party_of.get(node)
        if party is None:
            continue
        if party in least:
            several.add(party)
            other = least[party]
            if minutes is None or (other is not None and other <= minutes):
                continue
        least[party] = minutes
    return least, several


def _may_be_tried(network: Network, promise: PlannedDelivery) -> bool:
    """Whether it is kept by plan in every reading, so that a delay can be looked for."""
    return promise.late_by_plan(network).most == 0


def _wait_for_each_other(network: Network, nodes: Sequence[int]) -> bool:
    """Whether any of these nodes reaches another, other than round a loop that both are in.

    In a loop a delay counts once, so two in one loop do not add up.
    """
    last = max(network.rank[node] for node in nodes)
    target, rank, loop = network.edges.target, network.rank, network.loop
    for node in nodes:
        others = {v for v in nodes if v != node and not (loop[v] >= 0 and loop[v] == loop[node])}
        walk = nearest_first(
            [node],
            lambda u: [target[e] for e in network.leaving[u] if rank[target[e]] <= last],
        )
        if any(v in others for v, _ in walk):
            return True
    return False
