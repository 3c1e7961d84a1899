"""SM303 timing-incomplete."""

from collections.abc import Iterator
from datetime import date, timedelta

from servicemap.model import Moment, Service
from servicemap.rules.judging import Case, Problem, Rule, Timing
from servicemap.wording.lists import listed
from servicemap.wording.unknowns import open_question


def timing_incomplete(case: Case) -> Iterator[Problem]:
    """A service of which a time is missing, so that the schedule cannot be counted on behind it.

    What it says:
        Some services on the map say how long they take, and this one does not; or its provider has
        several services and does not say what this one `needs`, so that it has to be assumed to
        wait for everything. The finding says what to add. A map without any times is left in peace.

        A promise that is a date, or a date by which a customer expects something, is one on a map
        without a `start` too: nobody knows how far from the plan that day is.

    Why it matters:
        The schedule may only vouch for what it knows. Behind this service nothing is absorbed
        because "something else was not ready either", the margin of every promise is unknown, and
        a delay is told more carefully than it would have to be.

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
    promised = {promise.node for promise in timing.promises}
    for node, service in enumerate(case.map.services.values()):
        unmeasured = service.takes is None and (node in promised or _waited_for(timing, node))
        vague = _vague(case, timing, node, service)
        if not (unmeasured or vague):
            continue
        cures = [
            *(["takes: with a length of time, e.g. takes: 2d"] if unmeasured else []),
            *([f"needs: with those of {_needed(timing, node)}, or needs: []"] if vague else []),
        ]
        yield Problem(
            service,
            open_question(case.map, service, takes=unmeasured, needs=vague),
            f"add {', and '.join(cures)}",
            extent=(unmeasured, vague),
        )


def _undated(case: Case) -> Iterator[Problem]:
    """Deliveries whose time is a date that has no place in the plan; each is told once."""
    m = case.map
    if m.start is not None:
        return
    for one in m.reliances:
        whose = f"of {m.services[one.service].name} for {m.parties[one.customer].name}"
        for field, what, said, due in (
            ("promise", f"the promise {whose}", one.provider_says, one.promise),
            ("expects", f"the expected time {whose}", one.customer_says, one.expects),
        ):
            if isinstance(due, Moment):
                yield Problem(
                    one,
                    f"{what} is a date, and the map has no start: nothing holds it against the"
                    " plan",
                    f"add map: {{start: {_monday_before(due)}}}, or whichever day the plan counts"
                    " from",
                    field=field,
                    said=said,
                    extent=(field,),
                )
                break


def _monday_before(due: Moment) -> date:
    """A day that could be the start of what is due then: a Monday, two weeks before or more."""
    return due.day - timedelta(days=14 + due.day.weekday())


def _waited_for(timing: Timing, node: int) -> bool:
    """Whether anybody's plan depends on it: not where it is normally there, nor inside a circle."""
    network = timing.network
    return any(
        not (network.edges.standing[edge] or network.inside_loop(edge))
        for edge in network.leaving[node]
    )


def _vague(case: Case, timing: Timing, node: int, service: Service) -> bool:
    if service.needs is not None or len(case.index.making[service.provider]) < 2:
        return False
    return any(not timing.network.edges.standing[edge] for edge in timing.network.edges_into(node))


def _needed(timing: Timing, node: int) -> str:
    network = timing.network
    sources = dict.fromkeys(network.edges.source[edge] for edge in network.edges_into(node))
    services = [network.map.services[network.services[u]] for u in sources]
    return listed([f"{network.map.parties[s.provider].name}/{s.name}" for s in services])


RULE = Rule("SM303", timing_incomplete, waits=True)
