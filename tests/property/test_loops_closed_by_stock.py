"""Loops that have a plan, because stock or a second alternative closes them.

Few of the maps that other tests draw have one, let alone one behind which something is open.
"""

from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.bounds import Bounds
from servicemap.calendars import STANDARD
from servicemap.durations import parse_duration
from servicemap.model import Moment, ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerances import tolerance
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import HORIZON
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import START, Definitions
from tests.property.test_bounds import anchored_alike, give_one_answer, readings, within
from tests.property.test_timing import CALENDARS, VANS, asked, delays, recovers
from tests.receipts_by_hand import adds_up

TEAMS = 4
LENGTHS = ["7m", "20m", "5h", "3d"]
LATE = delays.map(lambda late: {team: by for team, by in late.items() if team < TEAMS})


@st.composite
def stocked(draw: st.DrawFn, *, plain: bool = False, open_: bool = False) -> ServiceMap:
    """A chain of teams, the first of which has in stock what a later one gives back.

    `open_`: some do two things, or do not say how long one takes. `plain`: no vans or other hours,
    and no alternatives where nothing is open.
    """
    ids = [f"t{i}/x" for i in range(TEAMS)]
    several = st.lists(st.integers(0, TEAMS - 1), max_size=2, unique=True)
    ids += [f"t{i}/y" for i in draw(several)] if open_ else []
    takes = st.sampled_from([*LENGTHS, None] if open_ else LENGTHS)
    departs = st.none() if plain else st.sampled_from([*[None] * 30, *VANS])
    slack = st.sampled_from([None, None, None, "10m", "4h", "2h elapsed"])
    last = draw(st.integers(1, TEAMS - 1))
    links = {(f"t{i}/x", i + 1) for i in range(last)} | {(f"t{last}/x", 0)}
    other = st.tuples(st.sampled_from(ids), st.integers(0, TEAMS - 1))
    links |= set(draw(st.lists(other, max_size=5)))
    back = st.sampled_from([True, True, True, True, False])
    reliances = [
        reliance(
            id_,
            f"t{to}",
            slack=draw(slack),
            standing=int(id_[1]) >= to and draw(back),
            departs=draw(departs),
        )
        for id_, to in sorted(links)
    ]
    any_of = []
    if (open_ or not plain) and draw(st.booleans()):
        to = draw(st.integers(0, TEAMS - 1))
        group = [one.service for one in reliances if one.customer == f"t{to}"][:3]
        any_of = [(f"t{to}", tuple(group))] if len(group) > 1 else []
    promise = st.sampled_from([None, "1d", "8d"])
    reliances += [reliance(id_, "shoppers", promise=draw(promise)) for id_ in ids]
    own = [] if plain else draw(several)
    return make_map(
        [service(id_, draw(takes)) for id_ in ids],
        reliances,
        any_of=any_of,
        start=Moment(START),
        calendar=STANDARD,
        parties={f"t{i}": {"calendar": draw(st.sampled_from(CALENDARS))} for i in own},
    )


OPEN_MAPS = stocked(plain=True, open_=True).map(anchored_alike)


@examples(150)
@given(stocked(), LATE)
def test_delays_are_what_the_definitions_say(m: ServiceMap, late: dict[int, str]) -> None:
    traced = trace(m, asked(late))
    assume(not traced.runaway)
    extra = {s: parse_duration(late.get(int(s[1]), "0m")) for s in m.services}
    assert traced.delays == Definitions(m).late(extra)
    for promise in traced:
        assert promise.delay == (promise.chain[-1].passed_on if promise.chain else 0)
        assert all(map(adds_up, promise.chain))


@examples(50)
@given(stocked(plain=True))
def test_tolerance_keeps_the_promise_and_a_minute_more_breaks_it(m: ServiceMap) -> None:
    found = tolerance(m)
    for one in (*found.services, *found.teams):
        which = (one.service, one.customer)

        def late(minutes: int, of: str = one.of, which: tuple[str, str] = which) -> int:
            traced = trace(m, {of: f"{minutes}m"}, shares=False)
            told = next(p for p in traced if (p.service, p.customer) == which)
            assert told.late_bounds.least is not None
            return told.late_bounds.least

        if one.minutes is None:
            assert late(HORIZON) == 0
        elif one.minutes < 0:
            assert late(0) == -one.minutes
        else:
            assert (late(one.minutes), late(one.minutes + 1) > 0) == (0, True)


@examples(100)
@given(OPEN_MAPS, LATE)
def test_what_delays_do_lies_within_its_bounds(m: ServiceMap, asked_for: dict[int, str]) -> None:
    """A circle of the plan that only open needs close is cut: of that the other tests tell."""
    assume(not Network(m).circles)
    late = asked(asked_for)
    told = {(one.service, one.customer): one for one in trace(m, late, shares=False)}
    for reading in islice(readings(m), 20):
        found = trace(reading, late, shares=False)
        for one in found if recovers(found) else ():
            bounds = told[one.service, one.customer]
            assert within(one.late, bounds.late_bounds), (one, bounds)
            assert within(one.caused, bounds.caused_bounds), (one, bounds)


@examples(60)
@given(OPEN_MAPS)
def test_tolerances_lie_within_their_bounds(m: ServiceMap) -> None:
    assume(not Network(m).circles)
    told = {(one.of, one.service, one.customer): one.bounds for one in tolerance(m).services}
    for reading in islice(readings(m), 6):
        for one in tolerance(reading).services:
            least, most = told[one.of, one.service, one.customer]
            fits = most is None if one.without_limit else within(one.minutes, Bounds(least, most))
            assert fits, (one, least, most)


@examples(20)
@given(OPEN_MAPS)
def test_tolerance_and_trace_give_one_answer(m: ServiceMap) -> None:
    assume(not Network(m).circles and any(one.takes for one in m.services.values()))
    give_one_answer(m)
