"""How late a team may be, against brute force: to the minute, and for all promises at once."""

from unittest.mock import patch

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.bounds import Bounds
from servicemap.calendars import STANDARD, Calendar
from servicemap.model import Moment, ServiceMap
from servicemap.timing.answers import tolerance_columns
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.tolerance_columns import tolerances_of_services
from servicemap.timing.answers.tolerances import tolerance
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward_many import can_sweep, sweep
from servicemap.timing.passes.finishes import HORIZON
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import deliveries
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import START
from tests.property.test_timing import CALENDARS, settled_maps, with_vans

HOURS = [
    *CALENDARS,
    Calendar(tuple(range(7)), ((1320, 1440),)),
    Calendar((0, 2, 4), ((540, 1020),)),
    Calendar((1, 3, 5), ((540, 1020),)),
]


@st.composite
def circles(draw: st.DrawFn) -> ServiceMap:
    """Teams that wait for each other all round, each by its own hours, and nothing departs."""
    count = draw(st.integers(2, 4))
    ids = [f"t{i}/x" for i in range(count)]
    if draw(st.booleans()):
        ids.append("t0/y")
    lengths = ("0m", "90m", "1d", "3d", "10h elapsed", "2d elapsed")
    links = {(id_, (place + 1) % count) for place, id_ in enumerate(ids[:count])}
    more = st.tuples(st.sampled_from(ids), st.integers(0, count - 1))
    links |= draw(st.sets(more, max_size=3))
    reliances = [
        reliance(
            id_,
            f"t{to}",
            slack=draw(st.sampled_from([None, None, "2h", "1d", "12h elapsed"])),
            standing=draw(st.sampled_from([False, False, False, True])),
        )
        for id_, to in sorted(links)
        if id_[1] != str(to)
    ]
    gets: dict[str, list[str]] = {}
    for one in reliances:
        gets.setdefault(one.customer, []).append(one.service)
    services = [
        service(id_, draw(st.sampled_from(lengths)), gets.get(id_.partition("/")[0])) for id_ in ids
    ]
    due = st.sampled_from([None, "5d", "1w", "3w"])
    promised = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    reliances += [reliance(id_, "shoppers", promise=draw(due)) for id_ in promised]
    return make_map(
        services,
        reliances,
        start=Moment(START),
        parties={
            f"t{i}": {"calendar": draw(st.sampled_from([STANDARD, *HOURS]))} for i in range(count)
        },
    )


@examples(60)
@given(st.one_of(settled_maps(), circles()))
def test_tolerance_keeps_the_promise_and_a_minute_more_breaks_it(m: ServiceMap) -> None:
    """Of stock that comes with departures the least is a convention, and the most what is sure."""
    found = tolerance(m)
    for one in (*found.services, *found.teams):
        which = (one.service, one.customer)

        def late(minutes: int, of: str = one.of, which: tuple[str, str] = which) -> Bounds:
            traced = trace(m, {of: f"{minutes}m"})
            told = next(p for p in traced if (p.service, p.customer) == which)
            if told.never_recovers:  # it has no number, and is later than any
                return Bounds(HORIZON, HORIZON)
            return told.late_bounds

        if one.most is not None and one.most < 0:
            assert late(0) == Bounds(-one.most, -one.most)
            assert one.least == one.most
            continue
        for end, at in (("most", one.least), ("least", one.most)):
            if at is None:
                assert getattr(late(100_000), end) == 0
            else:
                assert getattr(late(at), end) == 0
                assert getattr(late(at + 1), end) != 0
        assert one.least == one.most or with_vans(m)


@examples(60)
@given(st.one_of(settled_maps(), circles()))
def test_the_sweep_over_all_promises_agrees_with_one_promise_at_a_time(m: ServiceMap) -> None:
    network = Network(m)
    plan = make_plan(network)
    promises = deliveries(network, plan)
    assume(can_sweep(network))
    one_by_one = tolerances_of_services(network, plan, promises)
    with patch.object(tolerance_columns, "SWEPT_FROM", 0):
        together = tolerances_of_services(network, plan, promises)
    assert [dict(one.least) for one in together] == [dict(one.least) for one in one_by_one]
    assert [dict(one.most) for one in together] == [dict(one.most) for one in one_by_one]
    some = set(range(0, len(network.services), 2))
    swept = [dict(column) for column in sweep(network, plan, promises)]
    rows = [dict(column) for column in sweep(network, plan, promises, some)]
    assert rows == [{v: n for v, n in column.items() if v in some} for column in swept]
