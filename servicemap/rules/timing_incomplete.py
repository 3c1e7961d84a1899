"""SM303 timing-incomplete."""

from collections.abc import Iterator

from servicemap.model import Service
from servicemap.names import listed
from servicemap.rules.problems import Case, Problem, Timing


def timing_incomplete(case: Case) -> Iterator[Problem]:
    """A service of which a time is missing, so that the schedule cannot be counted on behind it.

    What it says:
        Some services on the map say how long they take, and this one does not; or its provider has
        several services and does not say what this one `needs`, so that it has to be assumed to
        wait for everything. The finding says what to add. A map without any times is left in peace.

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
    timing = case.timing
    if timing is None:
        return
    promised = {promise.node for promise in timing.promises}
    for node, service in enumerate(case.map.services.values()):
        unmeasured = service.takes is None and (node in promised or _waited_for(timing, node))
        vague = _vague(case, timing, node, service)
        if not (unmeasured or vague):
            continue
        provider = case.map.parties[service.provider].name
        missing = [
            *(["how long it takes"] if unmeasured else []),
            *(["what it needs"] if vague else []),
        ]
        cures = [
            *(["takes: with a length of time, e.g. takes: 2d"] if unmeasured else []),
            *([f"needs: with those of {_needed(timing, node)}, or needs: []"] if vague else []),
        ]
        yield Problem(
            service,
            f"{service.name} of {provider} does not say {' and '.join(missing)}, so the schedule"
            " cannot be counted on behind it",
            f"add {', and '.join(cures)}",
        )


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
