"""Timing against brute force, and what must hold on every map."""

from hypothesis import given, settings
from hypothesis import strategies as st

from servicemap.calendars import STANDARD, Calendar
from servicemap.model import Departures, Rhythm, ServiceMap
from servicemap.timing.delays import trace
from servicemap.timing.network import Network
from servicemap.timing.planning import make_plan
from servicemap.timing.promises import deliveries
from servicemap.timing.sweeping import sweep
from servicemap.timing.tolerances import tolerance, tolerances_of_services
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import Definitions

TEAMS = 6
CALENDARS = [
    Calendar(tuple(range(7)), ((0, 1440),)),
    Calendar((0, 1, 2, 3, 4, 5), ((360, 840), (900, 1320))),
]
VANS = [
    Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720),
    Departures(Rhythm.WEEKLY, "Mon,Wed 09:30", weekdays=(0, 2), minute=570),
]


@st.composite
def maps(draw: st.DrawFn, *, plain: bool = False, loops: bool = True) -> ServiceMap:
    """Small maps with joins, loops, slack, standing reliances and missing `takes`; and, unless
    they are plain, with alternatives, departures and parties that work at other times.
    """
    takes = st.one_of(st.none(), st.integers(0, 20), st.integers(300, 900))
    ids = [f"t{i}/x" for i in range(TEAMS)]
    ids += [f"t{i}/y" for i in draw(st.lists(st.integers(0, TEAMS - 1), max_size=2, unique=True))]
    drawn = {id_: draw(takes) for id_ in ids}
    services = [service(id_, None if n is None else f"{n}m") for id_, n in drawn.items()]
    links = draw(
        st.lists(
            st.tuples(st.sampled_from(ids), st.integers(0, TEAMS - 1)), max_size=12, unique=True
        )
    )
    forward = not loops or draw(st.booleans())  # few maps would be without loops by chance
    reliances = [
        reliance(
            id_,
            f"t{to}",
            slack=draw(st.sampled_from([None, "3m", "5h"])),
            standing=draw(st.sampled_from([False, False, False, True])),
            departs=None if plain else draw(st.sampled_from([None, None, None, *VANS])),
            switch=draw(st.sampled_from([None, "10m"])),
        )
        for id_, to in links
        if not forward or int(id_[1]) < to
    ]
    any_of = []
    for to in [] if plain else draw(st.lists(st.integers(0, TEAMS - 1), max_size=2, unique=True)):
        group = [r.service for r in reliances if r.customer == f"t{to}"][:3]
        if len(group) > 1:
            any_of.append((f"t{to}", tuple(group)))
    own = [] if plain else draw(st.lists(st.integers(0, TEAMS - 1), max_size=2, unique=True))
    promised = st.sampled_from([None, "1d", "4d"])
    reliances += [
        reliance(
            id_,
            "shoppers",
            promise=draw(promised),
            departs=None if plain else draw(st.sampled_from([None, None, *VANS])),
        )
        for id_ in ids
    ]
    return make_map(
        services,
        reliances,
        any_of=any_of,
        calendar=STANDARD,
        parties={f"t{i}": {"calendar": draw(st.sampled_from(CALENDARS))} for i in own},
    )


delays = st.dictionaries(
    st.integers(0, TEAMS - 1), st.one_of(st.integers(0, 30), st.integers(200, 3000)), max_size=3
)


def asked(late: dict[int, int]) -> dict[str, str]:
    return {f"t{i}": f"{n}m" for i, n in late.items()}


@settings(max_examples=150, deadline=None)
@given(maps(), delays)
def test_delays_are_what_the_definitions_say(m: ServiceMap, late: dict[int, int]) -> None:
    extra = {s: late.get(int(s[1]), 0) for s in m.services}
    assert trace(m, asked(late)).delays == Definitions(m).late(extra)


@settings(max_examples=150, deadline=None)
@given(maps(), delays)
def test_every_receipt_sums_and_hangs_together(m: ServiceMap, late: dict[int, int]) -> None:
    for promise in trace(m, asked(late)):
        arriving = 0
        for hop in promise.chain:
            assert min(hop[1:]) >= 0
            assert hop.arrived_late == arriving
            kept = hop.absorbed_by_schedule + hop.absorbed_by_slack
            added = hop.added_by_departure + hop.added_here
            assert hop.passed_on == hop.arrived_late - kept + added
            arriving = hop.passed_on
        assert promise.delay == arriving
        assert bool(promise.chain) == bool(promise.delay)


@settings(max_examples=100, deadline=None)
@given(maps(), delays)
def test_more_slack_makes_nobody_later(m: ServiceMap, late: dict[int, int]) -> None:
    looser = m._replace(
        reliances=tuple(
            r._replace(
                customer_says=r.customer_says
                and r.customer_says._replace(slack=reliance("t0/x", "t1", slack="6h").slack)
            )
            for r in m.reliances
        )
    )
    for before, after in zip(trace(m, asked(late)), trace(looser, asked(late)), strict=True):
        assert after.late <= before.late


@settings(max_examples=100, deadline=None)
@given(maps())
def test_nobody_late_means_nothing_late(m: ServiceMap) -> None:
    traced = trace(m, {})
    assert traced.delays == {}
    assert not any(promise.delay for promise in traced)


@settings(max_examples=60, deadline=None)
@given(maps())
def test_tolerance_keeps_the_promise_and_a_minute_more_breaks_it(m: ServiceMap) -> None:
    found = tolerance(m)
    for one in (*found.services, *found.teams):
        which = (one.service, one.customer)

        def late(minutes: int, of: str = one.of, which: tuple[str, str] = which) -> int:
            traced = trace(m, {of: f"{minutes}m"})
            return next(p.late for p in traced if (p.service, p.customer) == which)

        if one.minutes is None:
            assert late(100_000) == 0
        elif one.minutes < 0:
            assert late(0) == -one.minutes
        else:
            assert late(one.minutes) == 0
            assert late(one.minutes + 1) > 0


@settings(max_examples=60, deadline=None)
@given(maps(plain=True, loops=False))
def test_the_sweep_over_all_promises_agrees_with_one_promise_at_a_time(m: ServiceMap) -> None:
    network = Network(m)
    plan = make_plan(network)
    promises = deliveries(network, plan)
    swept = [dict(column) for column in sweep(network, plan, promises)]
    assert swept == [dict(column) for column in tolerances_of_services(network, plan, promises)]
