"""Who outside feels it: a delay traced through the map to every promise."""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime

from servicemap.bounds import Bounds
from servicemap.calls import the_delays, the_name
from servicemap.collector import collector_off
from servicemap.durations import Duration, Length, NoLength, length_of
from servicemap.endless import MAY_NEVER_RECOVER, NEVER_RECOVERS, Minutes, size_of
from servicemap.errors import UnknownName, WrongValue
from servicemap.index import find_party_or_service, party_behind, suggestion
from servicemap.model import Promised, Reliance, Scenario, ServiceMap
from servicemap.slugs import slug
from servicemap.timing.answers.circles_behind import loop_behind
from servicemap.timing.answers.fair_shares import share
from servicemap.timing.answers.fates import DelayOutcome, Judgement, judge, outcome
from servicemap.timing.answers.hops import without_size
from servicemap.timing.answers.noticing import notices
from servicemap.timing.answers.open_ends import open_ends
from servicemap.timing.answers.receipts import Receipts
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.traces import Hop, Trace, TracedPromise
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.forward import affected, extra_work
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import PlannedDelivery, deliveries, planned_deliveries
from servicemap.unknowns import Unknown
from servicemap.wording.slips import length_meant


def trace(
    m: ServiceMap,
    late: Mapping[str, Length] | None = None,
    scenario: str | None = None,
    *,
    shares: bool = True,
) -> Trace:
    """Who outside feels it when some teams or services are late, and by which chain.

    `late` names teams (each of their services) or services, as people write them, and says how
    late: `{"Purchasing": "2d"}`, in the working time of the one who is late; a `timedelta` is time
    on the clock, as `"2d elapsed"` is. `scenario` names a
    scenario of the map; its delays come on top. Without `shares` nobody asks how much comes of
    whom where several are late, which may take a thousand passes. Raises UnknownName for a name
    that is not in the map, WrongValue for a length of time that cannot be read.
    """
    asked = [read_delays(m, {} if late is None else late)]
    told = None if scenario is None else m.scenarios[find_scenario(m, scenario)]
    if told is not None:
        asked.append(dict(told.late))
    network = _compiled(m, asked)
    with collector_off():  # receipts are many small things, of which none is part of a cycle
        return _told(network, asked, told, shares=shares)


def _compiled(m: ServiceMap, asked: Sequence[Mapping[str, Duration]]) -> Network:
    """The network of a map, which knows the moment of whoever is late on the clock."""
    network = Network(m)
    late = extra_work(network, *asked).elapsed
    waiting = [node for node in late if not (network.work[node] or network.clocked[node])]
    return Network(m, network.lookups, waiting=waiting) if waiting else network


def _told(
    network: Network,
    asked: Sequence[Mapping[str, Duration]],
    scenario: Scenario | None,
    *,
    shares: bool,
) -> Trace:
    """Everything there is to tell of some delays."""
    m = network.map
    plan = make_plan(network)
    extra = extra_work(network, *asked)
    found = outcome(network, plan, extra)
    now = found.most
    receipts = Receipts(network, found, extra)
    delays: dict[str, Minutes] = {
        service: found.endless(network.number[service]) or late - planned
        for service, late, planned in zip(
            network.services, now.finishes, plan.finishes, strict=True
        )
        if late > planned
    }
    promises = deliveries(network, plan)
    by_stock = _late_by_stock(network, found)
    traced = [
        _traced(receipts, one, judge(network, plan, one, found), by_stock) for one in promises
    ]
    if network.by_weeks and any(map(_may_meet_days_off, traced)):
        traced = list(_but_for_days_off(m, asked, traced))
    pairs = list(zip(promises, traced, strict=True))
    sampled = share(network, plan, asked, promises, traced) if shares else None
    stops = receipts.stops([one for one, that in pairs if not that.reached])
    return Trace(
        m,
        minutes_late(m, *asked),
        delays,
        tuple(traced),
        stopped=tuple(stop.hop for stop in stops),
        sampled=sampled,
        elapsed=minutes_late(m, *asked, elapsed=True),
        ways_to_stops=lambda: [receipts.way_to(stop) for stop in stops],
        open_ends=open_ends(
            network, [one for one, that in pairs if that.caused is None], delayed=True
        ),
        settling=lambda one: open_ends(
            network, [of for of, that in pairs if that is one], delayed=True
        ),
        delay_bounds=_in_bounds(network, delays, found),
        held=lambda: receipts.held((one, that.reached) for one, that in pairs),
        arriving=lambda: _arriving(receipts, found),
        dates=lambda: dict(_dates(receipts, found)),
        notices=lambda: notices(network, plan, promises, found, _late_deliveries(receipts, found)),
        scenario=scenario,
    )


def _but_for_days_off(
    m: ServiceMap, asked: Sequence[Mapping[str, Duration]], traced: Sequence[TracedPromise]
) -> Iterator[TracedPromise]:
    """The same promises; of those to which days off may add weeks how late they are without them.

    Where there is no end to that, by which way, too: that of the last lap need not lead from
    whoever is late.
    """
    network = _compiled(m.without_days_off, asked)
    plan, extra = make_plan(network), extra_work(network, *asked)
    found = outcome(network, plan, extra)
    receipts = Receipts(network, found, extra)
    for one, promise in zip(traced, deliveries(network, plan), strict=True):
        if not _may_meet_days_off(one):
            yield one
            continue
        judged = judge(network, plan, promise, found)
        if not _by_weeks_less(judged, one, m.calendar_of(one.customer).week):
            yield one
            continue
        told = one._replace(
            caused_but_for_days_off=judged.caused.most, late_but_for_days_off=judged.late.most
        )
        if one.may_never_recover and not judged.endless:
            chain = _traced(receipts, promise, judged, ()).chain
            without_end = tuple(map(_without_end, range(len(chain)), chain))
            told = told._replace(chain=without_end or one.chain)
        yield told


def _without_end(place: int, hop: Hop) -> Hop:
    """A hop on a chain of which nobody knows an end; nothing comes to the first one."""
    came = MAY_NEVER_RECOVER if place else None
    return without_size(hop, came=came, goes=MAY_NEVER_RECOVER)


def _may_meet_days_off(one: TracedPromise) -> bool:
    """Whether nobody knows how many laps a delay goes round a circle before it gets there."""
    return one.may_never_recover or (one.conditional and one.caused is None)


def _by_weeks_less(judged: Judgement, than: TracedPromise, week: int) -> bool:
    """Whether days off add whole weeks to a delay, which is there without them, too.

    What they add by less is a part of the bound as any.
    """
    most, bound = judged.caused.most, than.caused_bounds.most
    if most == 0:
        return False
    return bound is None or (most is not None and bound - most >= week)


def chain_to(timed: TimedMap, late: str, minutes: int, promise: Promised) -> tuple[str, ...]:
    """The services by which a delay breaks one promise, its cause first; none if it does not.

    It is that of a party or service, in minutes of its working time. Of what the map leaves open
    all is as late as it may be.
    """
    network, plan = timed.network, timed.plan
    extra = extra_work(network, {late: Duration(minutes=minutes)})
    found = outcome(network, plan, extra)
    receipts = Receipts(network, found, extra)
    to = next(one for one in timed.promises if one.key == promise)
    traced = _traced(receipts, to, judge(network, plan, to, found), _late_by_stock(network, found))
    felt = traced.felt or traced.perhaps_felt
    return tuple(hop.service for hop in traced.chain) if felt else ()


def _in_bounds(
    network: Network, delays: Mapping[str, Minutes], found: DelayOutcome
) -> dict[str, Bounds]:
    """How late each service is at least and at most; neither where it never recovers."""
    bounds = {}
    for service, late in delays.items():
        if late is NEVER_RECOVERS:
            bounds[service] = Bounds(None, None)
            continue
        most = size_of(late)
        if found.least is None:
            bounds[service] = Bounds(most, most)
            continue
        least = found.least.later.get(network.number[service], 0)
        bounds[service] = Bounds(least if most is None else min(most, least), most)
    return bounds


def _late_by_stock(network: Network, found: DelayOutcome) -> set[int]:
    """The nodes that may be late because stock may miss the departure with which it comes."""
    if found.least is None:
        return set()
    source, target, plan = network.edges.source, network.edges.target, found.most.plan
    missed = (e for e in network.stocked if found.most.state(source[e]) != plan.state(source[e]))
    return set(affected(network, {target[edge] for edge in missed}))


def _arriving(receipts: Receipts, found: DelayOutcome) -> dict[tuple[str, str], Bounds]:
    """How late each delivery of what is late reaches its customer; no bounds where it never ends.

    Late by a night alone is late here: it may miss a van.

    Who waits by what is normally there, or round a loop, counts from when it is needed.
    """
    network = receipts.network
    edges, plan = network.edges, receipts.plan
    edges_by: dict[tuple[str, str], list[int]] = {}
    for node in _changed(receipts, found):
        service = network.services[node]
        for edge in network.leaving[node]:
            edges_by.setdefault((service, receipts.waiting(edge)), []).append(edge)
    arriving: dict[tuple[str, str], Bounds] = {}
    for one in planned_deliveries(network, plan, _late_deliveries(receipts, found)):
        key = one.key
        later = judge(network, plan, one, found).later
        by = edges_by.get(key, [])
        if not by or later == Bounds(None, None):
            arriving[key] = later
            continue
        most = max(0, *(receipts.late_in_hand(edge) for edge in by))
        credited = all(map(edges.credited.__getitem__, by))
        if found.least is None or (later.exact is not None and credited):
            least = most
        else:
            # Where the needs are others it may be planned by itself, or needed at another time.
            needed = any(edges.special[e] and not edges.vouched[e] for e in by)
            least = 0 if needed else min(most, later.least or 0)
            most = max(most, later.most or 0)
        arriving[key] = Bounds(least, None if later.most is None else most)
    return arriving


def _dates(
    receipts: Receipts, found: DelayOutcome
) -> Iterator[tuple[tuple[str, str], tuple[datetime, datetime]]]:
    """When each late delivery was planned and when it is there, where neither is open."""
    network, plan, now = receipts.network, receipts.plan, receipts.now
    late = [one for one in _late_deliveries(receipts, found) if not one.standing]
    for one in planned_deliveries(network, plan, late):
        exact = found.least is None or judge(network, plan, one, found).later.exact is not None
        if one.node in now.never or not exact or one.may_be_later(network):
            continue
        arrives = one.arrives(network, now.state(one.node))
        planned = network.axis.at(one.planned)
        actual = network.axis.at(arrives)
        if planned is not None and actual is not None:
            yield one.key, (planned, actual)


def _changed(receipts: Receipts, found: DelayOutcome) -> list[int]:
    """The nodes that are done otherwise than planned."""
    nodes, plan = range(len(receipts.network.services)), receipts.plan
    return [node for node in nodes if found.most.state(node) != plan.state(node)]


def _late_deliveries(receipts: Receipts, found: DelayOutcome) -> list[Reliance]:
    """Who gets what is late, in the order of the map."""
    network = receipts.network
    late = {network.services[node] for node in _changed(receipts, found)}
    return [one for one in network.map.reliances if one.service in late]


def find_scenario(m: ServiceMap, name: str) -> str:
    """The id of a scenario. Raises UnknownName with a did-you-mean."""
    if slug(the_name(name, "forgotten confirmation")) in m.scenarios:
        return slug(name)
    hint = suggestion(name, {one.id: {one.id: one.name} for one in m.scenarios.values()})
    raise UnknownName(f"no scenario is called '{name}' in this map", hint)


def read_delays(m: ServiceMap, late: Mapping[str, Length]) -> dict[str, Duration]:
    """Ids of parties and services -> how late, in the order in which they were given."""
    asked: dict[str, Duration] = {}
    for name, given in the_delays(late).items():
        if not isinstance(name, str):
            raise WrongValue(f"who is late? {name!r} is no name", 'give {"Purchasing": "2d"}')
        id_ = find_party_or_service(m, name)
        if id_ in asked:
            raise WrongValue(f"'{name}' is given twice", "add the two delays up")
        if not isinstance(given, Length):
            raise WrongValue(
                f"how late is '{name}'? {given!r} is no length of time",
                'give a number with its unit, in quotes: "3d", "4h", "1d 4h"',
            )
        try:
            asked[id_] = length_of(given)
        except NoLength as wrong:
            typed = given if isinstance(given, str) else ""
            hint = length_meant(typed, "late") or wrong.hint
            raise WrongValue(f"how late is '{name}'? {wrong.message}", hint) from None
    return asked


def minutes_late(
    m: ServiceMap, *asked: Mapping[str, Duration], elapsed: bool = False
) -> dict[str, int]:
    """How late each was said to be, in minutes of its own working time and of the clock.

    Of those of the clock alone where `elapsed` is asked for.
    """
    late: dict[str, int] = {}
    for lengths in asked:
        for id_, length in lengths.items():
            if elapsed and not length.elapsed:
                continue
            calendar = m.calendar_of(party_behind(m, id_))
            late[id_] = late.get(id_, 0) + calendar.minutes(length)
    return late


def _traced(
    receipts: Receipts, delivery: PlannedDelivery, judged: Judgement, by_stock: Container[int]
) -> TracedPromise:
    network, now = receipts.network, receipts.now
    axis = network.axis
    arrives = delivery.arrives(network, now.state(delivery.node))
    due = delivery.known_due(network)
    endless, delay = judged.endless, judged.later.most
    if delay is None:
        delay = delivery.delay(network, arrives)  # where telling stopped, which nobody is told
    steps = receipts.steps_to(delivery.node) if delay else []
    latest = None if delivery.unbounded else axis.from_start(delivery.planned)
    unknown = delivery.unknown
    if delivery.node in by_stock and judged.late.exact is None:
        unknown |= Unknown.STOCKED
    return TracedPromise(
        delivery.reliance.service,
        delivery.reliance.customer,
        Bounds(axis.from_start(delivery.earliest), latest),
        None if due is None else axis.from_start(due),
        endless or axis.from_start(arrives),
        endless or delay,
        judged.later,
        judged.late,
        judged.caused,
        judged.fate,
        receipts.chain(steps, delivery, delay),
        receipts.runner_up(steps),
        stated=delivery.stated,
        conditional=network.comes_round[delivery.node],
        never_recovers=endless is NEVER_RECOVERS,
        may_never_recover=endless is MAY_NEVER_RECOVER,
        planned_at=axis.at(delivery.planned),
        due_at=None if due is None else axis.at(due),
        actual_at=None if endless else axis.at(arrives),
        unknown=unknown,
        began=receipts.began(delivery.node) if endless and steps else None,
        circle=loop_behind(network, delivery.node),
    )
