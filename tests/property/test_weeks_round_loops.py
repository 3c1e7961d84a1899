"""Delays that go round loops in which not all weeks are alike, against the definitions and against
every way to fill in what is open.
"""

from datetime import timedelta
from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.calendars import STANDARD, Calendar
from servicemap.durations import parse_duration
from servicemap.model import Moment, ServiceMap
from servicemap.timing.answers.delays import trace
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import START, Definitions
from tests.property.test_bounds import READINGS_LOOKED_AT, lies_within, readings
from tests.property.test_timing import VANS
from tests.receipts_by_hand import adds_up, minutes

MOST_TEAMS = 4
WEEKLY = [van for van in VANS if van.rhythm.value in {"weekly", "daily"}]
HOURS = [
    STANDARD,
    Calendar((0, 1, 2, 3, 4, 5), ((360, 840),)),
    Calendar((0, 2, 4, 6), ((1020, 1410),)),
    Calendar(tuple(range(7)), ((0, 1440),)),
]
ZONES = ["Europe/London", "America/New_York", "Asia/Kolkata"]
"""Clocks change on 14 March there, on 28 March here, and never."""

days_off = st.lists(st.integers(0, 70), max_size=12, unique=True).map(
    lambda days: tuple(START + timedelta(day) for day in sorted(days))
)


@st.composite
def rounds(draw: st.DrawFn, *, settled: bool) -> ServiceMap:
    """Teams that serve each other round in a circle and across it, with days off and vans."""
    count = draw(st.integers(2, MOST_TEAMS))
    lengths = st.one_of(st.integers(0, 4).map("{}h".format), st.integers(1, 9).map("{}d".format))
    if not settled:
        lengths = st.one_of(lengths, lengths, st.none())
    ids = [f"t{i}/x" for i in range(count)]
    if not settled:
        ids += [f"t{i}/y" for i in draw(st.sets(st.integers(0, count - 1), max_size=2))]
    links = {(id_, (int(id_[1]) + 1) % count) for id_ in ids}
    others = st.tuples(st.sampled_from(ids), st.integers(0, count - 1))
    links |= {(id_, to) for id_, to in draw(st.sets(others, max_size=2)) if int(id_[1]) != to}
    departs = st.sampled_from([None, None, *WEEKLY])
    reliances = [
        reliance(
            id_,
            f"t{to}",
            departs=draw(departs),
            slack=draw(st.sampled_from([None, None, "4h"])),
            standing=draw(st.sampled_from([False, False, False, True])),
        )
        for id_, to in sorted(links)
    ]
    promised = st.sampled_from([None, "9d", "4w"])
    reliances += [
        reliance(id_, "shoppers", promise=draw(promised), departs=draw(departs)) for id_ in ids
    ]

    zones = ZONES if not settled and draw(st.booleans()) else [None]

    def calendar() -> Calendar:
        hours = draw(st.sampled_from(HOURS))
        return hours._replace(holidays=draw(days_off), timezone=draw(st.sampled_from(zones)))

    return make_map(
        [service(id_, draw(lengths)) for id_ in ids],
        reliances,
        start=Moment(START),
        calendar=calendar(),
        parties={f"t{i}": {"calendar": calendar()} for i in range(count) if draw(st.booleans())},
    )


late_ones = st.dictionaries(
    st.integers(0, MOST_TEAMS - 1),
    st.one_of(st.integers(1, 9).map("{}h".format), st.integers(1, 14).map("{}d".format)),
    min_size=1,
    max_size=2,
)


def of(m: ServiceMap, late: dict[int, str]) -> dict[str, str]:
    return {f"t{i}": length for i, length in late.items() if f"t{i}" in m.parties}


@examples(200)
@given(rounds(settled=True), late_ones)
def test_a_delay_goes_round_as_the_definitions_say_and_recovers(
    m: ServiceMap, late: dict[int, str]
) -> None:
    extra = {s: parse_duration(late.get(int(s[1]), "0m")) for s in m.services}
    traced = trace(m, of(m, late))
    assert not traced.runaway, "days off are past after ten weeks, and each week has its vans"
    assert traced.delays == Definitions(m).late(extra)
    for promise in traced:
        for hop in promise.chain:
            assert adds_up(hop)
            assert min(map(minutes, hop[1:7])) >= 0


@examples(200)
@given(rounds(settled=False), late_ones)
def test_what_goes_round_lies_within_its_bounds(m: ServiceMap, late: dict[int, str]) -> None:
    traced = trace(m, of(m, late), shares=False)
    told = {(one.service, one.customer): one for one in traced}
    for promise in traced:
        for hop in promise.chain:
            assert adds_up(hop)
    for reading in islice(readings(m), READINGS_LOOKED_AT):
        for one in trace(reading, of(m, late), shares=False):
            assume(not one.never_recovers)
            lies_within(one, told[one.service, one.customer])
