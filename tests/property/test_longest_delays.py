"""The longest delay that keeps a promise, against looking for it minute by minute."""

from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.durations import parse_duration
from servicemap.model import Moment, ServiceMap
from servicemap.timing.answers import (
    longest_delays,
    tolerance_columns,
    tolerance_of_teams,
    what_tells,
)
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.fates import judge, outcome
from servicemap.timing.answers.left_of_promises import Question
from servicemap.timing.answers.longest_delays import Trying, limit_of, only_passing_on
from servicemap.timing.answers.tolerances import Tolerances, tolerance
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import HORIZON, Extra, Plan
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import PlannedDelivery, deliveries
from servicemap.timing.passes.search import Range, longest_kept
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import START, Definitions
from tests.property.test_timing import maps

TEAMS = 10


@st.composite
def with_alternatives(draw: st.DrawFn) -> ServiceMap:
    """Maps in one calendar, without departures, in which most joins are alternatives."""
    takes = st.one_of(st.none(), *([st.integers(0, 40)] * 5))
    ids = [f"t{i}/x" for i in range(TEAMS)] + [f"t{i}/y" for i in (2, 5)]
    loops = draw(st.booleans())
    pairs = st.tuples(st.sampled_from(ids), st.integers(0, TEAMS - 1))
    links = [
        (id_, to)
        for id_, to in draw(st.lists(pairs, min_size=6, max_size=26, unique=True))
        if int(id_[1]) < to or (loops and int(id_[1]) != to)
    ]
    reliances = [
        reliance(
            id_,
            f"t{to}",
            slack=draw(st.sampled_from([None, None, "3m", "15m"])),
            switch=draw(st.sampled_from([None, "10m"])),
            standing=draw(st.sampled_from([False, False, False, True])),
        )
        for id_, to in links
    ]
    any_of = []
    for to in draw(st.lists(st.integers(0, TEAMS - 1), max_size=6, unique=True)):
        group = [r.service for r in reliances if r.customer == f"t{to}"][:3]
        if len(group) > 1:
            any_of.append((f"t{to}", tuple(group)))
    promised = st.sampled_from([None, "100m", "4h"])
    reliances += [
        reliance(id_, "shoppers", promise=draw(promised)) for id_ in (ids[9], ids[7], ids[11])
    ]
    services = []
    for id_ in ids:
        minutes = draw(takes)
        services.append(service(id_, None if minutes is None else f"{minutes}m"))
    return make_map(services, reliances, any_of=any_of)


def all_said(m: ServiceMap) -> ServiceMap:
    """The same map with nothing open: what takes nobody knows how long takes no time, and what may
    wait for something waits for all that its provider relies on.
    """
    gets: dict[str, tuple[str, ...]] = {}
    for one in m.reliances:
        gets[one.customer] = (*gets.get(one.customer, ()), one.service)
    at_once = service("t0/x", "0m").takes
    return m._replace(
        services={
            id_: one._replace(takes=one.takes or at_once, needs=gets.get(one.provider, ()))
            for id_, one in m.services.items()
        }
    )


@examples(150)
@given(with_alternatives().map(all_said), st.integers(0, TEAMS + 1), st.integers(1, 300))
def test_a_delay_before_alternatives_does_what_the_definitions_say(
    m: ServiceMap, node: int, minutes: int
) -> None:
    """Inside loops and outside, and where a choice has one alternative in and one out."""
    m = m._replace(start=Moment(START))
    late = {list(m.services)[node]: parse_duration(f"{minutes}m")}
    assert trace(m, late).delays == Definitions(m).late(late)


def by_halving(m: ServiceMap, question: Question) -> dict[int, int | None]:
    """By definition: halve what lies between a delay that keeps a promise and one that does not."""
    network = Network(m)
    plan = make_plan(network)
    promises = deliveries(network, plan)

    def broken(k: int, minutes: int) -> bool:
        now = outcome(network, plan, Extra(dict.fromkeys(question.nodes, minutes)))
        late = judge(network, plan, promises[k], now).late
        return (late.least if question.possibly else late.most) != 0

    found: dict[int, int | None] = {}
    for k in question.guesses:
        kept, breaking = 0, limit_of(network, plan, question)
        if not broken(k, breaking):
            found[k] = None
            continue
        while breaking - kept > 1:
            middle = (kept + breaking) // 2
            kept, breaking = (kept, middle) if broken(k, middle) else (middle, breaking)
        found[k] = kept
    return found


def questions_of(m: ServiceMap) -> list[Question]:
    """Of each service, and of each team with several."""
    network = Network(m)
    plan = make_plan(network)
    promises = deliveries(network, plan)
    by_plan = [one.late_by_plan(network) for one in promises]
    kept = [k for k, late in enumerate(by_plan) if late.most == 0]
    in_some = [k for k, late in enumerate(by_plan) if late.least == 0]
    own: dict[str, list[int]] = {}
    for node, id_ in enumerate(network.services):
        own.setdefault(id_.partition("/")[0], []).append(node)
    late: list[tuple[int, ...]] = [(node,) for node in range(len(network.services))]
    late += [tuple(nodes) for nodes in own.values() if len(nodes) > 1]
    found = [Question(nodes, dict.fromkeys(kept, 0)) for nodes in late]
    if plan.earliest is not None:
        found += [Question(nodes, dict.fromkeys(in_some, 0), possibly=True) for nodes in late]
    return found


@pytest.mark.parametrize("together", [True, False], ids=["together", "one by one"])
@examples(60)
@given(with_alternatives())
def test_the_longest_delay_is_what_halving_finds(together: bool, m: ServiceMap) -> None:
    network = Network(m)
    plan = make_plan(network)
    questions = questions_of(m)
    assert all(only_passing_on(network))
    with patch.object(longest_delays, "TOGETHER_FROM", 0 if together else HORIZON * HORIZON):
        asked = sum(len(question.guesses) for question in questions)
        answers = Trying(network, plan, deliveries(network, plan), asked).all_of(questions)
    assert answers == [by_halving(m, question) for question in questions]


def all_of(found: Tolerances) -> list[object]:
    return [*found.services, *found.teams]


@examples(100)
@given(maps())
def test_together_or_one_by_one_and_for_one_team_alone_the_answer_is_the_same(
    m: ServiceMap,
) -> None:
    with patch.object(longest_delays, "TOGETHER_FROM", HORIZON * HORIZON):
        one_by_one = tolerance(m)
    with patch.object(longest_delays, "TOGETHER_FROM", 0):
        assert all_of(tolerance(m)) == all_of(one_by_one)
    for team in m.parties:
        mine = [one for one in one_by_one.teams if one.of == team]
        assert list(tolerance(m, team=team).teams) == mine


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 40)), min_size=1, max_size=6),
    st.lists(st.integers(-60, 300), min_size=1, max_size=4),
    st.booleans(),
)
def test_stairs_and_slopes_are_searched_in_few_steps(
    pieces: list[tuple[int, int]], margins: list[int], together: bool
) -> None:
    """Promises that stay as late as they are for so long, then grow by so much, and so on.

    A question for each margin, which has a promise of that margin and one of an hour more.
    """
    late = [0]
    for flat, rise in pieces:
        late += [late[-1]] * flat
        late += range(late[-1] + 1, late[-1] + rise + 1)
    limit = len(late) - 1
    margins = [margin for margin in margins if margin >= 0]
    if limit == 0:
        return
    asked: list[tuple[int, int]] = []

    def left(
        delays: Sequence[tuple[int, int]], which: Sequence[int], promises: Sequence[int]
    ) -> list[int]:
        assert [q for q, _ in delays] == sorted(q for q, _ in delays)
        assert len(set(delays)) == len(delays)
        asked.extend(delays)
        return [
            margins[delays[place][0]] + 60 * k - late[delays[place][1]]
            for place, k in zip(which, promises, strict=True)
        ]

    def kept(margin: int) -> int | None:
        longest = max(minutes for minutes, by in enumerate(late) if by <= margin)
        return None if longest == limit else longest

    expected = [{k: kept(margin + 60 * k) for k in (0, 1)} for margin in margins]
    for passed in (1, 0):
        asked.clear()
        ranges = [Range({0: 0, 1: 0}, limit, {0: passed, 1: passed}) for _ in margins]
        assert longest_kept(left, ranges, together=together) == expected
        if passed:
            assert len(asked) <= 60 * len(margins)


def test_a_guess_that_is_the_limit_needs_no_trying() -> None:
    assert longest_kept(lambda *_: [], [Range({3: 9}, 9), Range({}, 9)]) == [{3: 9}, {}]


def told_by_trying(
    network: Network, plan: Plan, promises: Sequence[PlannedDelivery]
) -> what_tells.ByWhatTells:
    """As if the two readings told of no promise that anything open reaches."""
    found = by_what_tells(network, plan, promises)
    return found._replace(by_moments=[], open=sorted([*found.by_moments, *found.open]))


by_what_tells = what_tells.by_what_tells


@examples(100)
@given(st.one_of(maps(), with_alternatives()))
def test_where_two_readings_tell_they_tell_what_trying_would(m: ServiceMap) -> None:
    told = all_of(tolerance(m))
    with (
        patch.object(tolerance_columns, "by_what_tells", told_by_trying),
        patch.object(tolerance_of_teams, "by_what_tells", told_by_trying),
    ):
        assert all_of(tolerance(m)) == told
