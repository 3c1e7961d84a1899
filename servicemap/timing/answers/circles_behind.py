"""Which circles have to keep in step for what is told: of a promise, of a delay, of a tolerance."""

from collections.abc import Callable, Iterable, Sequence

from servicemap.bounds import Bounds
from servicemap.timing.network.compiled import Network

Circle = tuple[str, ...]
"""The ids of the parties in it."""


def circle_behind(network: Network, node: int) -> Circle:
    """The parties of a circle that has to keep in step for a node to be done by plan."""
    return _behind(network, node, network.conditional, network.circle, network.circles)


def loop_behind(network: Network, node: int) -> Circle:
    """The parties of a loop that has to keep in step for a delay to come to what is told of it.

    What comes round it counts once, however much longer those take whom it reaches.
    """
    return _behind(network, node, network.comes_round, network.loop, network.loops)


def _behind(
    network: Network, node: int, marked: list[bool], of: list[int], circles: list[list[int]]
) -> Circle:
    if not marked[node]:
        return ()
    source, planned = network.edges.source, network.edges.planned
    while of[node] < 0:
        behind = (source[edge] for edge in network.edges_into(node) if planned[edge])
        node = next(u for u in behind if marked[u])
    return _parties(network, circles[of[node]])


def _parties(network: Network, nodes: Iterable[int]) -> Circle:
    services = (network.map.services[network.services[u]] for u in sorted(nodes))
    return tuple(dict.fromkeys(service.provider for service in services))


class CirclesOnTheWay:
    """On which circles it hangs how late somebody may be.

    Whoever is out of step is later still. So what is at most holds whether a circle keeps in step
    or not, and so does that there is no time at all; what is left at least hangs on it.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        # A bit for each loop: those that a node waits for by plan, and those that wait for it.
        self._behind = self._ahead = [0] * len(network.services)
        if network.loops:
            self._behind = self._spread(network.order, self._planned_before)
            self._ahead = self._spread(network.order[::-1], self._after)

    def hung_on(
        self, node: int, tolerances: Iterable[tuple[Iterable[int], Bounds | None]]
    ) -> list[Circle]:
        """The circles that have to keep in step for some tolerances to what is promised of a node.

        Each is that of nodes that are late together; None: without limit. Where the plan may break
        the promise it hangs on a circle of the plan alone by how much.
        """
        network, passed, told = self._network, 0, False
        for late, bounds in tolerances:
            least = bounds.least if bounds else None
            told = told or bool(least)
            if least is not None and least > 0 and self._behind[node]:
                for one in late:
                    passed |= self._ahead[one]
        passed &= self._behind[node]
        found = [circle_behind(network, node)] if told else []
        found += [
            _parties(network, nodes) for k, nodes in enumerate(network.loops) if passed >> k & 1
        ]
        return list(dict.fromkeys(filter(None, found)))

    def _planned_before(self, node: int) -> list[int]:
        network = self._network
        source, planned = network.edges.source, network.edges.planned
        return [source[edge] for edge in network.edges_into(node) if planned[edge]]

    def _after(self, node: int) -> list[int]:
        return [self._network.edges.target[edge] for edge in self._network.leaving[node]]

    def _spread(self, order: Sequence[int], before: Callable[[int], list[int]]) -> list[int]:
        """The bits of all loops that stand before each node, in an order in which these come
        first, and its own.
        """
        network = self._network
        found = [0] * len(order)
        done: set[int] = set()
        for node in order:
            loop = network.loop[node]
            if loop in done:
                continue
            together = [node] if loop < 0 else network.loops[loop]
            bits = 0 if loop < 0 else 1 << loop
            for one in together:
                for other in before(one):
                    bits |= found[other]
            for one in together:
                found[one] = bits
            if loop >= 0:
                done.add(loop)
        return found
