"""Who waits for whom in a circle: the strongly connected parts of a network, in plain arrays."""

from collections.abc import Iterable


def circles(before: Iterable[Iterable[int]]) -> list[list[int]]:
    """Nodes each of which comes, step by step, before all the others; `before` names one step."""
    first: list[int] = [0]
    source: list[int] = []
    for nodes in before:
        source += nodes
        first.append(len(source))
    return components_in_order(first, source)[2]


def components_in_order(
    first_edge: list[int], source: list[int]
) -> tuple[list[int], list[int], list[list[int]]]:
    """All nodes, each after everything it waits for, and the loops among them.

    Returns the order (the nodes of one loop stand together), the loop of each node (-1 where it is
    in none), and the nodes of each loop, ascending. Tarjan, "Depth-first search and linear graph
    algorithms" (1972), without recursion: a map may be a chain of 100,000.
    """
    # A walk of its own: what it keeps for each node on its path is what it is for.
    count = len(first_edge) - 1
    order: list[int] = []
    loop = [-1] * count
    loops: list[list[int]] = []
    found_at = [0] * count  # when a node was first seen, from 1
    lowest = [0] * count
    settled = bytearray(count)
    unassigned: list[int] = []
    clock = 0
    next_edge = first_edge[:count]
    for root in range(count):
        if found_at[root]:
            continue
        path = [root]
        while path:
            v = path[-1]
            edge = next_edge[v]
            if edge == first_edge[v] and not found_at[v]:
                clock += 1
                found_at[v] = lowest[v] = clock
                unassigned.append(v)
            end = first_edge[v + 1]
            low = lowest[v]
            while edge < end:
                u = source[edge]
                edge += 1
                if not found_at[u]:
                    path.append(u)
                    break
                if not settled[u] and found_at[u] < low:
                    low = found_at[u]
            else:
                path.pop()
                if low == found_at[v]:
                    _settle(v, unassigned, settled, order, loop, loops)
                if path and low < lowest[path[-1]]:
                    lowest[path[-1]] = low
            lowest[v] = low
            next_edge[v] = edge
    return order, loop, loops


def _settle(
    root: int,
    unassigned: list[int],
    settled: bytearray,
    order: list[int],
    loop: list[int],
    loops: list[list[int]],
) -> None:
    """Take one finished component, down to its root, off the stack."""
    if unassigned[-1] == root:
        settled[unassigned.pop()] = 1
        order.append(root)
        return
    nodes = []
    while not settled[root]:
        node = unassigned.pop()
        settled[node] = 1
        loop[node] = len(loops)
        nodes.append(node)
    nodes.sort()
    loops.append(nodes)
    order.extend(nodes)
