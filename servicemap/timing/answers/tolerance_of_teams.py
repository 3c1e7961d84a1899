"""How late teams may be before each promise is broken, all their services being late at once."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from servicemap.timing.answers.figures import Figures, OfParties, Packed
from servicemap.timing.answers.left_of_promises import Question
from servicemap.timing.answers.longest_delays import Trying
from servicemap.timing.answers.tolerance_columns import ToleranceColumn
from servicemap.timing.answers.what_tells import by_what_tells
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.circles import rounds_settled_once
from servicemap.timing.passes.finishes import HORIZON, Plan
from servicemap.timing.passes.promised import PlannedDelivery
from servicemap.timing.passes.readings import (
    PlannedReading,
    earliest_reading,
    latest_reading,
)
from servicemap.timing.passes.search import LongestDelays
from servicemap.timing.passes.swept_column import SweptColumn
from servicemap.walks import nearest_first


class OfTeams(NamedTuple):
    """The same by party: all services of a team being late at once."""

    least: OfParties
    most: OfParties


class _Sums(NamedTuple):
    """Whose delays may add up: parties by their places.

    nodes     place of a party -> its services
    party_of  node -> the place of its party, less than nothing if nobody asks for that
    add_up    those of whom one service waits for another
    """

    nodes: Sequence[tuple[int, ...]]
    party_of: "array[int]"
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
    parties = tuple(parties)  # each promise has the same
    nodes = [tuple(number[service] for service in making[party]) for party in parties]
    party_of = array("i", [-1]) * len(network.services)
    for place, own in enumerate(nodes):
        for node in own:
            party_of[node] = place
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
            OfParties(parties, place_of, figures)
            for figures in _together(whole, promises, columns, sums)
        ]
        if not network.stocked:
            return [OfTeams(one, one) for one in least]
        caught = PlannedReading(network, plan._replace(catching=True))
        most = [
            OfParties(parties, place_of, figures)
            for figures in _together(caught, promises, columns, sums, possibly=True, whole=whole)
        ]
        return [OfTeams(*both) for both in zip(least, most, strict=True)]

    def told(
        places: Sequence[int], reading: PlannedReading, *, possibly: bool
    ) -> dict[int, OfParties]:
        some = [promises[k] for k in places], [columns[k] for k in places]
        found = _together(reading, *some, sums, possibly=possibly, whole=whole)
        return {k: OfParties(parties, place_of, one) for k, one in zip(places, found, strict=True)}

    sorted_ = by_what_tells(network, plan, promises)
    latest, earliest = latest_reading(network, plan), earliest_reading(network, plan)
    closed = told(sorted_.closed, latest, possibly=False)
    leasts = closed | told(sorted_.by_moments, latest, possibly=False)
    mosts = closed | told(sorted_.by_moments, earliest, possibly=True)
    leasts |= told(sorted_.open, whole, possibly=False)
    mosts |= told(sorted_.open, whole, possibly=True)
    if network.stocked:
        mosts = told(range(len(promises)), whole, possibly=True)
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
        figures = column.most if possibly else column.least
        if sums.nodes and isinstance(figures, SweptColumn) and not answered:
            yield Packed(*figures.least_by(sums.party_of))
            continue
        least, _ = _least_of_each(figures, sums)
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
        tried = {party_of[node] for node in column.tried}
        if not (add_up or tried):
            continue
        least, several = _least_of_each(column.most if possibly else column.least, sums)
        for place in several & (add_up | tried):
            limit = least[place]
            if (limit is None or limit >= 0) and (possibly or _may_be_tried(network, promises[k])):
                asked.setdefault(place, {})[k] = HORIZON if limit is None else limit
    if not asked:
        return answers
    places = sorted(asked)
    # Where a circle settles each but once, who is later too may go first, and keep it in time.
    no_less = not rounds_settled_once(network)
    questions = [
        Question(
            nodes[place],
            dict.fromkeys(asked[place], 0),
            max(asked[place].values()) + 1 if no_less else HORIZON,
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


def _least_of_each(column: Figures, sums: _Sums) -> tuple[dict[int, int | None], set[int]]:
    """The least tolerance of each party's services, and who has several of them."""
    least: dict[int, int | None] = {}
    several: set[int] = set()
    for node, minutes in column.items() if sums.nodes else ():  # of services alone nobody asks here
        party = sums.party_of[node]
        if party < 0:
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
    """Whether any of these nodes reaches another, other than by what closes a loop of both.

    What comes round a loop counts once, so that two who hear of each other so do not add up.
    """
    last = max(network.rank[node] for node in nodes)
    target, rank, loop = network.edges.target, network.rank, network.loop
    turning = network.edges.turning

    def after(u: int, *, by_plan: bool) -> list[int]:
        leaving = [e for e in network.leaving[u] if not (by_plan and turning[e])]
        return [target[e] for e in leaving if rank[target[e]] <= last]

    def reached_from(some: Iterable[int], *, by_plan: bool) -> Iterator[int]:
        starts = [v for u in some for v in after(u, by_plan=by_plan)]
        return (v for v, _ in nearest_first(starts, lambda u: after(u, by_plan=by_plan)))

    own = frozenset(nodes)
    in_loops: dict[int, list[int]] = {}
    for node in nodes:
        in_loops.setdefault(loop[node], []).append(node)
    alone = in_loops.pop(-1, [])
    return not own.isdisjoint(reached_from(alone, by_plan=False)) or any(
        any(v in own and loop[v] != which for v in reached_from(those, by_plan=False))
        or any(v in own and loop[v] == which for v in reached_from(those, by_plan=True))
        for which, those in in_loops.items()
    )
