"""SM303 timing-incomplete."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from servicemap.bounds import Fate
from servicemap.model import Moment
from servicemap.plurals import agreeing
from servicemap.rules.judging import Case, Problem, Rule, Timing, circle_of, service_key
from servicemap.wording.lists import listed
from servicemap.wording.names import promise_named

if TYPE_CHECKING:
    from servicemap.timing.answers.open_ends import OpenEnd


def timing_incomplete(case: Case) -> Iterator[Problem]:
    """A service of which a time is missing, so that promises hang on what nobody said.

    What it says:
        Some services on the map say how long they take, and this one does not; or its provider has
        several services and does not say what this one `needs`. The finding says how many promises
        hang on it, how many of these may be late, and what to add. The
        questions are numbered: on number 1 most promises hang. A service on which no promise hangs
        is left in peace, and so is a map without any times. What only a delay may come by, since it
        is normally there already, is asked last.

        Before all others comes a service that stands in a circle only because its `needs` are open:
        to say what it waits for opens the circle. The first is the one that opens most of it.

        A promise that is a date, a date by which a customer expects something, or a `not_before`,
        is one on a map without a `start` too: nobody knows how far from the plan that day is.

    Why it matters:
        What the map leaves open, it can only answer between two bounds: a promise is kept "with 9
        days or more", or it may be up to 3 days late. One word on the service that most promises
        hang on narrows more of them than ten elsewhere.

    Example:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders}     # SM303
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf, takes: 2d, promise: 6d}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 3d}
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf, takes: 2d, promise: 6d}
        end_users: [Shoppers]
    """
    yield from _undated(case)
    timing = case.timing
    if timing is None:
        return
    questions = _questions(timing)
    waiting = _waiting(case)
    for number, one in enumerate(questions, start=1):
        service = case.map.services[one.service]
        node = timing.network.number[one.service]
        cures = [
            *(["takes: with a length of time, e.g. takes: 2d"] if one.takes else []),
            *([f"needs: {_needed(case, timing, node)}, or needs: []"] * one.needs),
        ]
        stock = ""
        if one.circle:
            stock = _brought_from_stock(case, timing, node)
        elif one.takes:
            stock = _from_stock(case, "it", waiting.get(one.service, []))
        which = f" {number} of {len(questions)}" if len(questions) > 1 else ""
        yield Problem(
            service,
            f"open question{which}: {_asked(case, one)}? {_hanging(case, timing, one)}",
            f"add {', and '.join(cures)}{stock}",
            extent=(one.takes, one.needs),
        )


class _Question(NamedTuple):
    """What a service does not say: how many promises hang on it, how many may be broken till then.

    `circle`: it is in a circle only because its needs are open, which `opens` so many services of
    it once they are said. `delays`: the plan of none hangs on
    it, but how late they may become.
    """

    service: str
    takes: bool
    needs: bool
    hangs: int
    broken: int
    circle: bool
    opens: int
    delays: bool


def _questions(timing: Timing) -> list[_Question]:
    """What the map does not say, service by service, in the order in which it is worth saying."""
    from servicemap.timing.answers.fates import planned_fate
    from servicemap.timing.answers.open_ends import Missing, open_ends

    network = timing.network
    uncertain = [
        one
        for one in timing.promises
        if one.stated and planned_fate(network, one) is Fate.OPEN  # a date without a start is told
    ]
    broken = {end.service: end.hangs_on_it for end in open_ends(network, uncertain)}
    ends: dict[str, list[OpenEnd]] = {}
    by_plan = open_ends(network, timing.promises)
    planned = {end.service for end in by_plan}
    by_delay = open_ends(network, timing.promises, delayed=True)
    for end in (*by_plan, *(end for end in by_delay if end.service not in planned)):
        if end.missing is not Missing.SERVICE:  # SM208 asks for that
            ends.setdefault(end.service, []).append(end)
    found = []
    for service, said in ends.items():
        missing = {end.missing for end in said}
        found.append(
            _Question(
                service,
                Missing.TAKES in missing,
                Missing.NEEDS in missing,
                said[0].hangs_on_it,
                broken.get(service, 0),
                any(end.closes_circle for end in said),
                max(end.opens for end in said),
                service not in planned,
            )
        )
    return found


def _asked(case: Case, one: _Question) -> str:
    """`how long does Stock orders (Purchasing) take, and what does it wait for`."""
    service = case.map.services[one.service]
    name = f"{service.name} ({case.map.parties[service.provider].name})"
    if not one.takes:
        return f"what does {name} wait for"
    return f"how long does {name} take" + (", and what does it wait for" if one.needs else "")


def _hanging(case: Case, timing: Timing, one: _Question) -> str:
    """How many promises hang on it, and what may become of them until it is said."""
    all_ = len(timing.promises)
    if one.delays:
        said = "the one promise of this map" if all_ == 1 else f"{one.hangs} of {all_} promises"
        return f"How late {said} may become hangs on it"
    hang = agreeing(one.hangs, "hangs", "hang")
    those = "The one promise of this map" if all_ == 1 else f"{one.hangs} of {all_} promises"
    said = f"{those} {hang} on it"
    if one.broken:
        said += f", and{'' if one.broken == one.hangs else f' {one.broken} of these'} may be late"
    if one.circle:
        network = timing.network
        loop = network.circles[network.circle[network.number[one.service]]]
        circle = circle_of(case.map, sorted(network.services[node] for node in loop))
        said += f". Until it is said, {circle} are taken to wait for each other in a circle"
        if one.opens == len(loop):
            said += "; if it waits for none of them, the circle is gone"
        elif one.opens > 1:
            said += f"; if it waits for none of them, {one.opens} of them are out of it"
    return said


def _waiting(case: Case) -> dict[str, list[str]]:
    """Who waits for each service; nobody, where one of them is a customer who serves nobody.

    Such a customer cannot have it from stock: that it comes is all there is to it.
    """
    serving = {service.provider for service in case.map.services.values()}
    waiting: dict[str, list[str]] = {}
    last = set()
    for one in case.map.reliances:
        if one.customer not in serving:
            last.add(one.service)
        elif not one.standing:
            waiting.setdefault(one.service, []).append(one.customer)
    return {service: who for service, who in waiting.items() if service not in last}


def _from_stock(case: Case, what: str, customers: Sequence[str]) -> str:
    """What else answers how long something takes: nobody waits for it."""
    if not customers:
        return ""
    whose = listed([case.map.parties[customer].name for customer in customers])
    return (
        f"; or, if {what} is normally there already, write standing: yes with it under the"
        f" relies_on of {whose}"
    )


def _brought_from_stock(case: Case, timing: Timing, node: int) -> str:
    """What else opens a circle that a service closes by one delivery alone."""
    network = timing.network
    edges, ids = network.edges, network.services
    brings = {
        ids[edges.source[edge]]
        for edge in network.edges_into(node)
        if edges.open[edge] and edges.circular[edge]
    }
    brought, customer = case.map.services[min(brings)], case.map.services[ids[node]].provider
    if len(brings) > 1 or brought.provider == customer:
        return ""
    return _from_stock(case, brought.name, [customer])


def _undated(case: Case) -> Iterator[Problem]:
    """What names a date, which has no place in the plan; each delivery is told once."""
    m = case.map
    if m.start is not None:
        return
    for service in m.services.values():
        if service.not_before is not None:
            yield Problem(
                service,
                f"{service.name} of {m.parties[service.provider].name} is not to start before a"
                " date, and the map has no start: that day has no place in the plan",
                _add_a_start(service.not_before),
                field="not_before",
            )
    for one in m.reliances:
        if not isinstance(one.promise, Moment) and not isinstance(one.expects, Moment):
            continue
        whose = f"of {promise_named(m, one.service, one.customer)}"
        for field, what, said, due in (
            ("promise", f"the promise {whose}", one.provider_says, one.promise),
            ("expects", f"the expected time {whose}", one.customer_says, one.expects),
        ):
            if isinstance(due, Moment):
                yield Problem(
                    one,
                    f"{what} is a date, and the map has no start: nothing holds it against the"
                    " plan",
                    _add_a_start(due),
                    field=field,
                    said=said,
                    extent=(field,),
                )
                break


def _add_a_start(due: Moment) -> str:
    return f"add map: {{start: {_monday_before(due)}}}, or whichever day the plan counts from"


def _monday_before(due: Moment) -> date:
    """A day that could be the start of what is due then: a Monday, two weeks before or more."""
    return due.day - timedelta(days=14 + due.day.weekday())


def _needed(case: Case, timing: Timing, node: int) -> str:
    """What can stand there: what the provider relies on by name; of the rest the name comes first.

    Where it relies on somebody without saying for what, `needs` cannot name any of that (SM208).
    """
    m, network = case.map, timing.network
    provider = m.services[network.services[node]].provider
    delivered = {one.service for one in network.lookups.relying[provider]}
    sources = {network.services[network.edges.source[e]] for e in network.edges_into(node)}
    sources -= network.lookups.unnamed
    named = listed(sorted(service_key(case, one) for one in sources & delivered), None)
    vague = sorted({m.parties[m.services[one].provider].name for one in sources - delivered})
    said = [f"with those of {named}"] * bool(named)
    if vague:
        rest = f"those of {listed(vague, None)}"
        said.append(f"with {rest} once relies_on: says which services are meant")
    return " and ".join(said)


RULE = Rule("SM303", timing_incomplete, waits=True)
