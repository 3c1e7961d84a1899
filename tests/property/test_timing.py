"""Timing against brute force, and what must hold on every map."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.bounds import Bounds
from servicemap.calendars import STANDARD, Calendar
from servicemap.durations import parse_duration
from servicemap.endless import Minutes
from servicemap.index import compile_index
from servicemap.model import Departures, Estimate, Moment, Rhythm, ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.traces import Trace
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.backward import reaching
from servicemap.timing.passes.behind_many import behind_each
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import START, Definitions
from tests.receipts_by_hand import adds_up, minutes

TEAMS = 6
HOLIDAYS = (date(2027, 3, 3), date(2027, 3, 8), date(2027, 3, 26), date(2027, 3, 27))
CALENDARS = [
    Calendar(tuple(range(7)), ((0, 1440),)),
    Calendar((0, 1, 2, 3, 4, 5), ((360, 840), (900, 1320)), HOLIDAYS),
    Calendar(
        (0, 1, 2, 3, 5),
        ((480, 990),),
        HOLIDAYS,
        differing=((4, ((420, 600),)), (5, ((480, 780),))),
        also=(date(2027, 3, 5), date(2027, 3, 8), date(2027, 3, 14)),
    ),
]
BEGINS = [
    *[None] * 5,
    Moment(date(2027, 3, 2)),
    Moment(date(2027, 3, 6), 600),
    Moment(date(2027, 3, 9), 960),
]
VANS = [
    Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720),
    Departures(Rhythm.WEEKLY, "Mon,Wed 09:30", weekdays=(0, 2), minute=570),
    Departures(Rhythm.WEEKLY, "Sat,Sun,Mon", weekdays=(5, 6, 0)),
    Departures(Rhythm.DAILY, "daily"),
    Departures(Rhythm.DAILY, "daily 10:00", minute=600),
    Departures(Rhythm.MONTHLY, "monthly 25", month_day=25),
    Departures(Rhythm.MONTHLY, "monthly 7 12:00", minute=720, month_day=7),
    Departures(Rhythm.MONTHLY, "monthly last"),
    Departures(Rhythm.EVERY, "every 1w", period=parse_duration("1w")),
    Departures(Rhythm.EVERY, "every 2d", period=parse_duration("2d")),
    Departures(Rhythm.EVERY, "every 50h elapsed", period=parse_duration("50h elapsed")),
]
LENGTHS = [
    Estimate(length, length, length) for length in map(parse_duration, ("0m", "7m", "11h", "9d"))
]
RECURRING = [VANS[0], VANS[4], VANS[6]]
ON_TIME_OR_NOT = [None, None, None, None, None, *VANS]


@st.composite
def maps(draw: st.DrawFn, *, plain: bool = False, loops: bool = True) -> ServiceMap:
    """Small maps with joins, loops, slack, standing reliances and missing `takes`; and, unless
    they are plain, with alternatives, departures and parties that work at other times.
    """
    minutes = st.one_of(st.integers(0, 20), st.integers(300, 900)).map("{}m".format)
    takes = st.one_of(st.none(), minutes)
    slacks, switches = [None, "3m", "5h"], [None, "10m"]
    if not plain:
        takes = st.one_of(takes, minutes.map("{} elapsed".format), st.just("3d elapsed"))
        slacks += ["2h elapsed", "2d elapsed"]
        switches += ["1d", "2h elapsed", "2d elapsed"]
    ids = [f"t{i}/x" for i in range(TEAMS)]
    ids += [f"t{i}/y" for i in draw(st.lists(st.integers(0, TEAMS - 1), max_size=2, unique=True))]
    drawn = {id_: draw(takes) for id_ in ids}
    begins = st.just(None) if plain else st.sampled_from(BEGINS)
    services = [
        service(id_, length)._replace(not_before=draw(begins)) for id_, length in drawn.items()
    ]
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
            slack=draw(st.sampled_from(slacks)),
            standing=draw(st.sampled_from([False, False, False, True])),
            departs=None if plain else draw(st.sampled_from(ON_TIME_OR_NOT)),
            switch=draw(st.sampled_from(switches)),
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
    promised = st.sampled_from([None, "1d", "4d", *([] if plain else RECURRING)])
    reliances += [
        reliance(
            id_,
            "shoppers",
            promise=draw(promised),
            departs=None if plain else draw(st.sampled_from(ON_TIME_OR_NOT)),
        )
        for id_ in ids
    ]
    calendars = {f"t{i}": draw(st.sampled_from(CALENDARS)) for i in own}
    if not plain and draw(st.booleans()):
        calendars["shoppers"] = draw(st.sampled_from(CALENDARS))
    return make_map(
        services,
        reliances,
        any_of=any_of,
        start=Moment(START),
        calendar=STANDARD._replace(holidays=draw(st.sampled_from([(), HOLIDAYS]))),
        parties={party: {"calendar": calendar} for party, calendar in calendars.items()},
    )


@st.composite
def settled_maps(draw: st.DrawFn, *, plain: bool = False, loops: bool = True) -> ServiceMap:
    """The same with all said that they leave open: there is one reading of them."""
    m = draw(maps(plain=plain, loops=loops))
    index = compile_index(m)
    services = dict(m.services)
    for id_, said in m.services.items():
        if said.takes is None:
            services[id_] = said._replace(takes=draw(st.sampled_from(LENGTHS)))
        if said.needs is None and len(index.making[said.provider]) > 1:
            groups = [[one.service for one in need.any_of] for need in index.requiring[id_]]
            chosen = draw(st.lists(st.sampled_from(groups), unique_by=tuple)) if groups else []
            needs = tuple(service for group in chosen for service in group)
            services[id_] = services[id_]._replace(needs=needs)
    return m._replace(services=services)


delays = st.dictionaries(
    st.integers(0, TEAMS - 1),
    st.one_of(
        st.one_of(st.integers(0, 30), st.integers(200, 3000)).map("{}m".format),
        st.integers(0, 4000).map("{}m elapsed".format),
    ),
    max_size=3,
)


def asked(late: dict[int, str]) -> dict[str, str]:
    return {f"t{i}": length for i, length in late.items()}


def with_vans(m: ServiceMap) -> bool:
    """Whether anything that is normally there already comes with departures."""
    return any(one.standing and one.departs for one in m.reliances)


def no_less(one: Bounds, other: Bounds) -> bool:
    """Whether neither the least nor the most of one is less than that of the other."""
    most = one.most is None or (other.most is not None and one.most >= other.most)
    return most and (one.least or 0) >= (other.least or 0)


def recovers(traced: Trace) -> bool:
    return not any(promise.never_recovers for promise in traced)


@examples(250)
@given(settled_maps(), delays)
def test_delays_are_what_the_definitions_say(m: ServiceMap, late: dict[int, str]) -> None:
    """And so is what comes of them for whoever waits, which is the last line of the receipt.

    So much at most where stock comes with a van, which a delay need not miss.
    """
    extra = {s: parse_duration(late.get(int(s[1]), "0m")) for s in m.services}
    traced = trace(m, asked(late))
    assume(not traced.runaway)
    definitions = Definitions(m)
    assert traced.delays == definitions.late(extra)
    done = definitions.happens(extra)
    promised = {(one.service, one.customer): one for one in m.reliances}
    for promise in traced:
        delay = definitions.promise_delay(promised[promise.service, promise.customer], done)
        assert promise.delay_bounds == (
            Bounds(promise.delay_bounds.least, delay) if with_vans(m) else Bounds.of(delay)
        )
        assert (promise.chain[-1].passed_on if promise.chain else 0) == delay


@examples(250)
@given(maps(), delays)
def test_every_receipt_sums_and_hangs_together(m: ServiceMap, late: dict[int, str]) -> None:
    """Of a loop that never recovers the last lap is told: it begins with what it inherits."""
    for promise in trace(m, asked(late)):
        arriving: Minutes = promise.chain[0].arrived_late if promise.chain else 0
        if arriving:
            assert promise.chain[0].service in {hop.service for hop in promise.chain[1:]}
        for hop in promise.chain:
            assert min(hop[1:7]) >= 0
            assert hop.arrived_late == arriving
            assert adds_up(hop)
            arriving = hop.passed_on
        assert promise.delay == arriving
        assert bool(promise.chain) == bool(promise.delay)


@examples(250)
@given(maps(), delays)
def test_every_part_of_a_receipt_has_its_reason(m: ServiceMap, late: dict[int, str]) -> None:
    """Slack no longer than what somebody declared, departures only where there are any, and no
    hours that are told as waited for and as given back.
    """
    traced = trace(m, asked(late))
    hops = [hop for promise in traced for hop in promise.chain] + list(traced.stopped)
    for hop in hops:
        provider = m.services[hop.service].provider
        slack = max(
            (
                one.slack.minutes_where(m.calendar_of(provider).day, m.calendar_of(provider).week)
                for one in m.reliances
                if one.customer == provider and one.slack is not None
            ),
            default=0,
        )
        # What never recovers, or may not, has no numbers.
        assert hop.came_endless or hop.endless or hop.absorbed_by_slack <= slack
        departs = any(one.departs for one in m.reliances if one.service == hop.service)
        assert not (hop.added_by_opening and m.calendar_of(provider).never_closes)
        assert bool(hop.hours_off) == bool(hop.absorbed_by_hours)
        assert not any(m.calendar_of(party).never_closes for party in hop.hours_off)
        assert departs or hop.added_by_departure == hop.added_by_opening
        assert departs or not hop.absorbed_by_departure
        if not (hop.came_endless or hop.endless):
            told_apart = (
                hop.absorbed_by_hours,
                hop.absorbed_by_alternative,
                hop.absorbed_by_departure,
            )
            assert sum(map(minutes, told_apart)) <= minutes(hop.absorbed_by_schedule)
        assert not (hop.added_by_opening and hop.absorbed_by_hours)
        assert bool(hop.absorbed_by_alternative) == bool(hop.instead)


@examples(250)
@given(maps(), delays)
def test_what_a_delay_does_until_it_ends_sums_and_hangs_together(
    m: ServiceMap, late: dict[int, str]
) -> None:
    traced = trace(m, asked(late))
    assert [way[-1] for way in traced.ways_to_stops] == list(traced.stopped)
    for way in traced.ways_to_stops:
        arriving: Minutes = way[0].arrived_late
        if arriving:
            assert way[0].service in {hop.service for hop in way[1:]}
        for hop in way:
            assert hop.arrived_late == arriving
            assert adds_up(hop)
            arriving = hop.passed_on


@examples(150)
@given(maps(), delays, st.integers(0, TEAMS - 1), st.integers(1, 1500))
def test_more_delay_makes_nobody_earlier(
    m: ServiceMap, late: dict[int, str], team: int, more: int
) -> None:
    length = parse_duration(late.get(team, "0m"))
    longer = length._replace(minutes=length.minutes + more)
    for before, after in zip(
        trace(m, asked(late)), trace(m, {**asked(late), f"t{team}": longer}), strict=True
    ):
        assert no_less(after.late_bounds, before.late_bounds) or after.never_recovers


@examples(100)
@given(maps(), delays)
def test_more_slack_makes_nobody_later(m: ServiceMap, late: dict[int, str]) -> None:
    looser = m._replace(
        reliances=tuple(
            r._replace(
                customer_says=r.customer_says
                and r.customer_says._replace(slack=reliance("t0/x", "t1", slack="2w").slack)
            )
            for r in m.reliances
        )
    )
    for before, after in zip(trace(m, asked(late)), trace(looser, asked(late)), strict=True):
        if before.never_recovers:
            continue  # it has no number, and nothing is later than that
        assert not after.never_recovers
        assert no_less(before.late_bounds, after.late_bounds)


@examples(100)
@given(maps())
def test_nobody_late_means_nothing_late(m: ServiceMap) -> None:
    traced = trace(m, {})
    assert traced.delays == {}
    assert not any(promise.delay for promise in traced)


@examples(100)
@given(maps())
def test_what_many_promises_wait_for_is_found_together_as_one_by_one(m: ServiceMap) -> None:
    network = Network(m)
    asked = [network.number[one.service] for one in m.reliances]
    found = behind_each(network, asked)
    assert [[*one] for one in found] == [sorted(reaching(network, node)) for node in asked]
