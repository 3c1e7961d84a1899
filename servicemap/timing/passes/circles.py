"""Circles that settle in an order of their own in each way to fill in what a map leaves open."""

from collections.abc import Sequence

from servicemap.timing.network.compiled import Network


def order_is_open(network: Network, nodes: Sequence[int]) -> bool:
    """Whether it hangs on what is open in which order the nodes of a circle settle.

    By the clock the latest goes first. Where all count time alike nothing hangs on who that is: a
    delay comes round no longer than it went out. Else it may be somebody else in each reading,
    and what comes of it need not lie between two of them.
    """
    return not count_alike(network, nodes) and bool(network.touched[nodes[0]])


def count_alike(network: Network, nodes: Sequence[int]) -> bool:
    """Whether what goes round stays the number of minutes that it is."""
    edges = network.edges
    return (
        len({network.calendar[node] for node in nodes}) == 1
        and network.elapsed.keys().isdisjoint(nodes)
        and not any(
            edge in edges.elapsed or edge in edges.departs or edge in network.group_of
            for node in nodes
            for edge in network.within[node]
        )
    )


def may_grow(network: Network, nodes: Sequence[int]) -> bool:
    """Whether something departs in a circle: a delay may grow there, and is followed round it."""
    departs = network.edges.departs
    return any(edge in departs for node in nodes for edge in network.within[node])
