"""Who would notice, and whether that is in time, against the words of the design."""

from array import array
from bisect import bisect_left
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from servicemap.bounds import Fate
from servicemap.durations import Duration, parse_duration
from servicemap.model import Departures, Promised, Reliance, ServiceMap
from servicemap.timing.answers import noticing
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.figures import Packed
from servicemap.timing.answers.noticing import (
    Caller,
    Unwatched,
    callers,
    columns_to_outside,
    unwatched,
)
from servicemap.timing.answers.silent_waits import SilentWaits, hanging
from servicemap.timing.answers.silent_waits_many import SilentWaitsOfMany
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import deliveries
from tests.examples import examples
from tests.property.definitions import (
    MONDAY,
    Definitions,
    departures,
    later,
    opening,
    worked,
)
from tests.property.test_bounds import readings
from tests.property.test_timing import asked, delays, maps, recovers, settled_maps, with_vans


@st.composite
def noticed(draw: st.DrawFn, drawn: st.SearchStrategy[ServiceMap]) -> ServiceMap:
    """Maps on which some customers say when they expect something, and when they would miss it."""
    m = draw(drawn)
    afters = st.sampled_from([None, "0m", "20m", "5h", "3d", "9d", "2d elapsed"])
    expected = st.sampled_from([None, None, "0m", "1d", "6d"])
    return m._replace(
        reliances=tuple(_said(one, draw(afters), draw(expected)) for one in m.reliances)
    )


def _said(one: Reliance, after: str | None, expects: str | None) -> Reliance:
    customer = one.customer_says
    if customer is None:
        return one
    return one._replace(
        customer_says=customer._replace(
            noticed_after=None if after is None else parse_duration(after),
            expects=None if expects is None else parse_duration(expects),
        )
    )


def calling(m: ServiceMap) -> list[Caller]:
    network = Network(m)
    plan = make_plan(network)
    columns = columns_to_outside(network, plan, deliveries(network, plan))
    return callers(network, plan, columns, m.reliances)


def missed_at(known: Definitions, one: Reliance) -> int:
    """The moment at which a customer misses a delivery."""
    theirs = known.map.calendar_of(one.customer)
    said = one.promise or one.expects
    due = known.leaves(one, known.finishes[one.service])
    if isinstance(said, Departures):
        timetable = departures(said, theirs, MONDAY)
        due = timetable[bisect_left(timetable, due)]
    elif said is not None:
        assert isinstance(said, Duration), "no map here has a date"
        due = opening(theirs, 0) if not any(said[:3]) else later(theirs, MONDAY, said)
    return later(theirs, due, known.map.noticed_after(one))


def late_by_then(known: Definitions, one: Reliance) -> int:
    """How late a provider is that is done only then, in its working minutes."""
    calendar = known.calendars[one.service]
    then = worked(calendar, missed_at(known, one))
    return max(0, then - worked(calendar, known.finishes[one.service]))


def broken(m: ServiceMap, service: str, late: int, *, by_plan: bool = False) -> set[Promised]:
    """What was promised to somebody outside, and is broken by a service that is so late.

    Or `by_plan` alone.
    """
    return {
        Promised(one.service, one.customer)
        for one in trace(m, {service: f"{late}m"}, shares=False)
        if one.stated and m.parties[one.customer].is_outside_customer
        if one.fate is Fate.BROKEN or (by_plan and one.fate is Fate.LATE_BY_PLAN)
    }


@examples(60)
@given(noticed(settled_maps()))
def test_a_call_is_too_late_where_a_delay_until_then_breaks_a_promise(m: ServiceMap) -> None:
    known = Definitions(m)
    said = [one for one in m.reliances if m.noticed_after(one) is not None]
    late = {one.id: late_by_then(known, one) for one in said}
    first: dict[str, int] = {}
    for one in said:
        first[one.service] = min(late[one.id], first.get(one.service, late[one.id]))
    found = calling(m)
    assert {caller.reliance.id: caller.late for caller in found} == late
    for caller in found:
        one = caller.reliance
        its_own = Promised(one.service, one.customer)
        lost = set()
        if late[one.id] == first[one.service]:
            lost = broken(m, one.service, late[one.id]) - {its_own}
        assert {lost_one.promised for lost_one in caller.too_late_for} == lost


@examples(60)
@given(noticed(maps()))
def test_what_is_told_to_be_too_late_is_so_however_the_map_is_filled_in(m: ServiceMap) -> None:
    for caller in calling(m):
        if not caller.too_late_for:
            continue
        one = caller.reliance
        lost = {lost_one.promised for lost_one in caller.too_late_for}
        for reading in readings(m):
            late = late_by_then(Definitions(reading), one)
            assert lost <= broken(reading, one.service, late, by_plan=True)


@examples(60)
@given(noticed(settled_maps()), delays)
def test_a_delay_is_noticed_by_whom_it_reaches_after_that(
    m: ServiceMap, late: dict[int, str]
) -> None:
    traced = trace(m, asked(late), shares=False)
    if not recovers(traced) or traced.runaway:
        return
    known = Definitions(m)
    extra = {team: parse_duration(said) for team, said in asked(late).items()}
    done = known.happens(
        {s.id: extra[s.provider] for s in m.services.values() if s.provider in extra}
    )
    expected = set()
    for one in m.reliances:
        theirs = m.calendar_of(one.customer)
        if m.noticed_after(one) is None or done[one.service] == known.finishes[one.service]:
            continue
        arrives = worked(theirs, known.leaves(one, done[one.service]))
        if arrives > worked(theirs, missed_at(known, one)):
            expected.add((one.service, one.customer))
    assert {(notice.service, notice.customer) for notice in traced.notices} == expected
    assert with_vans(m) or all(notice.certain for notice in traced.notices)


@given(noticed(maps()))
def test_of_a_large_map_what_nobody_would_miss_is_found_alike(m: ServiceMap) -> None:
    network = Network(m)
    plan = make_plan(network)

    def found() -> list[Unwatched]:
        columns = columns_to_outside(network, plan, deliveries(network, plan))
        return list(unwatched(network, columns))

    one_by_one = found()
    with patch.object(noticing, "MANY", 0):
        assert found() == one_by_one


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 7)), max_size=60),
    st.dictionaries(st.integers(0, 8), st.none() | st.integers(-4, 4)),
)
def test_a_promise_hangs_on_the_same_deliveries_in_plain_numbers(
    pairs: list[tuple[int, int]], most: dict[int, int | None]
) -> None:
    # A delivery is of one service: its place says which node that is.
    waits = SilentWaits(array("i"), array("i"), array("i"))
    for place, waiting in sorted(pairs):
        waits.place.append(place)
        waits.node.append(place % 4)
        waits.waiting.append(waiting)
    found = hanging(waits, most)
    many = SilentWaitsOfMany(waits)
    assert found == many.hanging(most) == many.hanging(Packed.of(most))
    limits = {node: minutes for node, minutes in most.items() if minutes is not None}
    hung_on = {place for place, waiting in pairs if place % 4 in limits and waiting in limits}
    assert found.more == max(0, len(hung_on) - 10)
    assert found.tightest == sorted(hung_on, key=lambda place: (limits[place % 4], place))[:10]
