"""What a map leaves open, against every way to fill it in: no answer lies outside its bounds."""

from collections.abc import Iterator
from itertools import combinations, islice, product
from typing import Any

from hypothesis import assume, given

from servicemap.bounds import Bounds, Fate
from servicemap.durations import parse_duration
from servicemap.index import compile_index
from servicemap.model import Estimate, Reliance, Rhythm, ServiceMap
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import Tolerance, tolerance
from servicemap.timing.answers.traces import TracedPromise
from servicemap.timing.network.compiled import Network
from servicemap.unknowns import Unknown
from tests.examples import examples
from tests.property.test_timing import asked, delays, maps, recovers

LENGTHS = [
    Estimate(length, length, length) for length in map(parse_duration, ("0m", "7m", "11h", "9d"))
]
READINGS_LOOKED_AT = 40
LONG = 100_000
"""Minutes of work, nearly a year of most hours here: what is kept so long has no limit."""


def readings(m: ServiceMap) -> Iterator[ServiceMap]:
    """The map with all that it leaves open filled in, in as many ways as are looked at.

    Those that would close a circle are left out: it would be cut, as it is in the map itself.
    """
    network = Network(m)
    requiring = compile_index(m).requiring
    stated = in_circles(network.earliest)
    choices: list[list[tuple[str, dict[str, Any]]]] = []
    for node, service in enumerate(m.services.values()):
        if network.needs_open[node]:
            groups = [tuple(one.service for one in need.any_of) for need in requiring[service.id]]
            choices.append(
                [
                    (service.id, {"needs": tuple(id_ for group in some for id_ in group)})
                    for count in range(len(groups) + 1)
                    for some in combinations(groups, count)
                ]
            )
        if network.unmeasured[node]:
            choices.append([(service.id, {"takes": length}) for length in LENGTHS])
    for chosen in islice(product(*choices), 4 * READINGS_LOOKED_AT):
        services = dict(m.services)
        for id_, said in chosen:
            services[id_] = services[id_]._replace(**said)
        reading = m._replace(services=services)
        if in_circles(Network(reading)) == stated:
            yield reading


def in_circles(network: Network) -> set[int]:
    """The services that wait for each other in a circle."""
    return {node for node, circle in enumerate(network.circle) if circle >= 0}


def within(figure: int | None, bounds: Bounds) -> bool:
    """Whether a figure lies within bounds."""
    least, most = bounds
    return figure is None or (
        (least is None or least <= figure) and (most is None or figure <= most)
    )


def lies_within(one: TracedPromise, bounds: TracedPromise) -> None:
    """What a delay does in one reading, held against its bounds.

    Stock that comes with departures may miss one or not, whatever is filled in.
    """
    for late in one.late_bounds:
        assert within(late, bounds.late_bounds), (one, bounds)
    for caused in one.caused_bounds:
        assert within(caused, bounds.caused_bounds), (one, bounds)
    assert bounds.fate in (one.fate, Fate.OPEN) or (
        bounds.fate is Fate.BROKEN and one.fate is Fate.LATE_BY_PLAN
    )


def anchored_alike(m: ServiceMap) -> ServiceMap:
    """Without departures that are counted from a plan, which is another in each reading."""
    return m._replace(reliances=tuple(map(_not_anchored, m.reliances)))


def _not_anchored(one: Reliance) -> Reliance:
    says = one.provider_says
    if says is not None and says.departs is not None and says.departs.rhythm is Rhythm.EVERY:
        says = says._replace(departs=None)
    return one._replace(provider_says=says)


OPEN_MAPS = maps().map(anchored_alike)


@examples(150)
@given(OPEN_MAPS)
def test_the_plan_lies_within_its_bounds(m: ServiceMap) -> None:
    told = {(one.service, one.customer): one for one in promises(m)}
    for reading in islice(readings(m), READINGS_LOOKED_AT):
        for one in promises(reading):
            bounds = told[one.service, one.customer]
            assert within(one.planned, bounds.planned_bounds)
            assert within(one.margin, bounds.margin_bounds)
            assert bounds.fate in (one.fate, Fate.OPEN)


@examples(150)
@given(OPEN_MAPS, delays)
def test_what_a_delay_does_lies_within_its_bounds(m: ServiceMap, late: dict[int, str]) -> None:
    traced = trace(m, asked(late), shares=False)
    told = {(one.service, one.customer): one for one in traced}
    for reading in islice(readings(m), READINGS_LOOKED_AT):
        found = trace(reading, asked(late), shares=False)
        for one in found:
            bounds = told[one.service, one.customer]
            assert one.never_recovers or not bounds.never_recovers, "only where each reading does"
            assert bounds.endless or not one.never_recovers, "at least told as what may be"
        for one in found if recovers(found) else ():
            lies_within(one, told[one.service, one.customer])


@examples(100)
@given(OPEN_MAPS, delays)
def test_how_late_a_delivery_reaches_its_customer_lies_within_its_bounds(
    m: ServiceMap, late: dict[int, str]
) -> None:
    told = trace(m, asked(late), shares=False).arriving
    for reading in islice(readings(m), 20):
        found = trace(reading, asked(late), shares=False)
        for key, arrives in found.arriving.items() if recovers(found) else ():
            assert within(arrives.exact, told[key]), (key, arrives, told[key])


@examples(60)
@given(OPEN_MAPS)
def test_tolerances_lie_within_their_bounds(m: ServiceMap) -> None:
    told = {(one.of, one.service, one.customer): one for one in _tolerances(m)}
    for reading in islice(readings(m), 8):
        for one in _tolerances(reading):
            bounds = told[one.of, one.service, one.customer]
            if one.without_limit:
                assert bounds.most is None
            else:
                assert not bounds.without_limit
                assert within(one.minutes, bounds.bounds), (one, bounds)


@examples(20)
@given(OPEN_MAPS)
def test_tolerance_and_trace_give_one_answer(m: ServiceMap) -> None:
    assume(any(one.takes for one in m.services.values()))  # else nothing is told
    give_one_answer(m)


def give_one_answer(m: ServiceMap) -> None:
    """The least keeps a promise in every reading, a minute more than that in not every one; the
    most keeps it in some, a minute more than that in none. Of stock that comes with departures both
    are held to the convention that any delay misses one, which a trace tells as what may be.
    """
    traced: dict[tuple[str, int], dict[tuple[str, str], TracedPromise]] = {}

    def told(one: Tolerance, minutes: int) -> TracedPromise:
        key = one.of, minutes
        if key not in traced:
            found = trace(m, {one.of: f"{minutes}m"}, shares=False)
            traced[key] = {(p.service, p.customer): p for p in found}
        return traced[key][one.service, one.customer]

    sure = {Fate.BROKEN, Fate.LATE_BY_PLAN}
    for one in _tolerances(m):
        least, most = one.bounds
        if least is not None and least >= 0:
            assert told(one, least).fate is Fate.KEPT, one
            assert told(one, least + 1).fate is not Fate.KEPT, one
        elif least is not None:
            assert told(one, 0).late_bounds.most == -least, one
        if most is not None and most >= 0:
            assert told(one, most).fate not in sure, one
            later = told(one, most + 1)
            by_stock = later.fate is Fate.OPEN and Unknown.STOCKED in later.unknown
            assert by_stock or later.fate in sure, one
        elif most is not None:
            assert told(one, 0).late_bounds.least == -most, one
        elif one.without_limit:
            assert told(one, LONG).fate is Fate.KEPT, one


@examples(150)
@given(maps(loops=False), delays)
def test_bounds_of_stated_promises_are_reached(m: ServiceMap, late: dict[int, str]) -> None:
    """Where nothing is standing, and only needs are open, so that all readings can be looked at."""
    m = _only_needs_open(m)
    every = list(islice(readings(m), READINGS_LOOKED_AT + 1))
    assume(len(every) <= READINGS_LOOKED_AT)
    traced = [trace(reading, asked(late), shares=False) for reading in every]
    for k, one in enumerate(trace(m, asked(late), shares=False)):
        if one.stated:
            found = [list(each)[k].late or 0 for each in traced]
            assert one.late_bounds == (min(found), max(found))


def _only_needs_open(m: ServiceMap) -> ServiceMap:
    services = {
        id_: one if one.takes else one._replace(takes=LENGTHS[1]) for id_, one in m.services.items()
    }
    return m._replace(services=services, reliances=tuple(map(_plain, m.reliances)))


def _plain(one: Reliance) -> Reliance:
    """Nothing standing, and no departure that is counted from a plan."""
    wants = one.customer_says
    if wants is not None:
        wants = wants._replace(standing=False)
    return _not_anchored(one._replace(customer_says=wants))


def _tolerances(m: ServiceMap) -> list[Tolerance]:
    found = tolerance(m)
    return [*found.services, *found.teams]
