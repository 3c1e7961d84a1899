"""Walks over a graph, whatever it is made of: vertices, and for each those that come after it.

Each vertex is come by once, in an order that is a promise: that of the starts, then of `after`.
All of it is linear in the vertices and steps that are reached, and none of it recurses. A sweep in
the order of a network, or numbers that settle, is no walk: those stand where they are needed.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Vertex = TypeVar("Vertex", bound=Hashable)
By = TypeVar("By")


def reached(
    starts: Iterable[Vertex], after: Callable[[Vertex], Iterable[Vertex]]
) -> dict[Vertex, None]:
    """The starts and all that is reached from them, the nearest first."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    for vertex in waiting:  # grows meanwhile
        for there in after(vertex):
            if there not in found:
                found[there] = None
                waiting.append(there)
    return found


def nearest_first(
    starts: Iterable[Vertex], after: Callable[[Vertex], Iterable[Vertex]]
) -> Iterator[tuple[Vertex, Vertex | None]]:
    """The same, each with the vertex from which it was come by first; None for the starts.

    Goes no further than it is asked to.
    """
    found = dict.fromkeys(starts)
    yield from ((start, None) for start in found)
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for there in after(here):
            if there not in found:
                found[there] = None
                waiting.append(there)
                yield there, here


def way_back(before: Mapping[Vertex, Vertex | None], vertex: Vertex) -> list[Vertex]:
    """From a vertex back to the start from which `nearest_first` came by it, both included."""
    way = [vertex]
    while (there := before[way[-1]]) is not None:
        way.append(there)
    return way


class WalkStep(NamedTuple, Generic[Vertex, By]):
    """A vertex, the step taken before it, and `by` what it was come by; None at a start."""

    vertex: Vertex
    before: "WalkStep[Vertex, By] | None" = None
    by: By | None = None

    def way(self) -> list[By]:
        """By what its way went, from the start on."""
        found = []
        step: WalkStep[Vertex, By] | None = self
        while step is not None:
            if step.by is not None:
                found.append(step.by)
            step = step.before
        return found[::-1]


def rounds(
    starts: Iterable[Vertex],
    after: Callable[[Vertex], Iterable[tuple[Vertex, By]]],
    beside: Callable[[Vertex], Iterable[Vertex]] = lambda _: (),
) -> Iterator[list[WalkStep[Vertex, By]]]:
    """The vertices in rounds: those that are equally far from the starts.

    What stands `beside` a vertex is no step further than it.
    """
    found = set()
    level: list[WalkStep[Vertex, By]] = []
    for start in starts:
        if start not in found:
            found.add(start)
            level.append(WalkStep(start))
    while level:
        for step in level:  # grows meanwhile
            for there in beside(step.vertex):
                if there not in found:
                    found.add(there)
                    level.append(WalkStep(there, step))
        yield level
        further: list[WalkStep[Vertex, By]] = []
        for step in level:
            for there, by in after(step.vertex):
                if there not in found:
                    found.add(there)
                    further.append(WalkStep(there, step, by))
        level = further


def deepest_first(
    starts: Iterable[Vertex], after: Callable[[Vertex], Iterable[Vertex]]
) -> Iterator[Vertex]:
    """Each vertex before what is reached from it, and of several that come after it the last first.

    Goes no further than it is asked to.
    """
    found = set()
    waiting = list(starts)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            yield here
            waiting += [there for there in after(here) if there not in found]


def finished(starts: Iterable[Vertex], after: Callable[[Vertex], Iterable[Vertex]]) -> list[Vertex]:
    """All vertices that are reached, each after those that are reached through it first."""
    order = []
    found = set()
    for start in starts:
        if start in found:
            continue
        found.add(start)
        path: list[tuple[Vertex, Iterator[Vertex]]] = [(start, iter(after(start)))]
        while path:
            here, rest = path[-1]
            for there in rest:
                if there not in found:
                    found.add(there)
                    path.append((there, iter(after(there))))
                    break
            else:
                order.append(here)
                path.pop()
    return order


def without_laps(chain: Sequence[str]) -> list[str]:
    """A chain as it goes on if whatever it comes to again it goes on from at once."""
    way: list[str] = []
    for one in chain:
        if one in way:
            del way[way.index(one) :]
        way.append(one)
    return way
