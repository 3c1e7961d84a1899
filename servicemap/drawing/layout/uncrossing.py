"""Small moves of boxes, stacks and tracks, until nothing crosses less."""

from bisect import bisect_right

from servicemap.drawing.layout.columns import Arrangement
from servicemap.drawing.layout.tracks import ChannelStretch, ColumnNode, LinkWay, Track
from servicemap.views.view import View

PASSES = 8
"""How often everything is tried again at most."""

HEADER = 0.6
"""The header of a department, in boxes."""

WORK = 300_000
"""How many hops the search may look at: well under half a second. Counted, not timed, so that the
same map gives the same poster on every machine."""

BENT = 0.8
UPWARD = 1.2
"""What a link within a department costs that is not to the next box, or goes up, in crossings."""

LENGTH = 0.6
"""What a link as long as the whole column costs, in crossings."""

Downs = dict[str | Track, float]
"""How far down each box and track of a column is."""


class UncrossingSearch:
    """Small moves that make the drawing cross less; deterministic, first improvement counts."""

    def __init__(
        self,
        view: View,
        columns: list[list[ColumnNode]],
        arrangement: Arrangement,
        hops: list[list[ChannelStretch]],
        ways: dict[str, LinkWay],
    ) -> None:
        self.columns = [list(column) for column in columns]
        self.teams = {stack: list(boxes) for stack, boxes in arrangement.teams.items()}
        self._hops = hops
        self._looked = 0
        stack_of = {box: stack for stack, boxes in self.teams.items() for box in boxes}
        self._within: dict[str, list[tuple[str, str]]] = {}
        for link in view.links:
            if stack_of[link.source] == stack_of[link.target]:
                pair = link.source, link.target
                self._within.setdefault(stack_of[link.source], []).append(pair)
        column_of = arrangement.column_of
        self._turning: list[list[tuple[str, str]]] = [[] for _ in columns]
        for way in ways.values():
            source, target = way.link.source, way.link.target
            if column_of[stack_of[source]] == column_of[stack_of[target]]:
                self._turning[column_of[stack_of[source]]].append((source, target))
        # The search comes back to the same orders again and again: three times out of four.
        self._known_heights: dict[tuple[int | str | Track, ...], Downs] = {}
        self._known_crossings: dict[tuple[int, int, int], float] = {}
        self._y: list[Downs] = [self._heights(at) for at in range(len(columns))]

    def improve(self) -> None:
        """Swap neighbours, move nodes, until nothing gets better."""
        for _ in range(PASSES):
            better = False
            for at in range(len(self.columns)):
                better = self._order_column(at) or better
                for node in self.columns[at]:
                    if isinstance(node, str) and len(self.teams[node]) > 1:
                        better = self._order_teams(at, node) or better
            if not better and not self._swap_further():
                break

    def _swap_further(self) -> bool:
        """Swap neighbours that are better swapped once the tracks beside them follow."""
        better = False
        for at in range(len(self.columns)):
            beside = [
                c
                for c in (at - 2, at - 1, at + 1, at + 2)
                if 0 <= c < len(self.columns) and any(isinstance(n, Track) for n in self.columns[c])
            ]
            if not beside:
                continue
            for place in range(len(self.columns[at]) - 1):
                if self._looked > WORK:
                    return better
                before = self._total()
                kept = [list(one) for one in self.columns]
                self._put(at, self.columns[at][place], place + 1)
                for c in beside:
                    self._order_column(c)
                if self._total() < before - 1e-6:
                    better = True
                    continue
                self.columns[:] = kept
                self._y = [self._heights(c) for c in range(len(self.columns))]
        return better

    def _total(self) -> float:
        """The cost of everything that order decides, but for the links within stacks."""
        channels = range(1, len(self.columns))
        cost = sum(self._crossings(channel) for channel in channels if self._hops[channel])
        return cost + sum(self._turns(at) for at in range(len(self.columns)))

    def _order_column(self, at: int) -> bool:
        column = self.columns[at]
        if len(column) < 2:
            return False
        better = False
        best = self._cost(at)
        reach = len(column) if len(column) <= 9 else 2
        for node in tuple(column):
            if self._looked > WORK:
                break
            here = column.index(node)
            best_place = here
            for place in range(max(0, here - reach), min(len(column), here + reach + 1)):
                if place == here:
                    continue
                cost = self._try(at, node, place)
                if cost < best - 1e-6:
                    best, best_place = cost, place
            self._put(at, node, best_place)
            better = better or best_place != here
        return better

    def _order_teams(self, at: int, stack: str) -> bool:
        boxes = self.teams[stack]
        better = False
        best = self._cost(at) + self._bends(stack)
        for box in tuple(boxes):
            if self._looked > WORK:
                break
            here = boxes.index(box)
            best_place = here
            for place in range(len(boxes)):
                boxes.remove(box)
                boxes.insert(place, box)
                self._y[at] = self._heights(at)
                cost = self._cost(at) + self._bends(stack)
                if cost < best - 1e-6:
                    best, best_place = cost, place
            boxes.remove(box)
            boxes.insert(best_place, box)
            self._y[at] = self._heights(at)
            better = better or best_place != here
        return better

    def _try(self, at: int, node: ColumnNode, place: int) -> float:
        self._put(at, node, place)
        return self._cost(at)

    def _put(self, at: int, node: ColumnNode, place: int) -> None:
        self.columns[at].remove(node)
        self.columns[at].insert(place, node)
        self._y[at] = self._heights(at)

    def _heights(self, at: int) -> Downs:
        """How far down each box and track of a column is, from 0 to 1; one value for one order."""
        key: list[int | str | Track] = [at]
        for node in self.columns[at]:
            if isinstance(node, Track):
                key.append(node)
            else:
                key += self.teams[node]
        known = self._known_heights.get(tuple(key))
        if known is None:
            known = self._known_heights[tuple(key)] = self._measured_heights(at)
        return known

    def _measured_heights(self, at: int) -> Downs:
        found: Downs = {}
        top = 0.0
        for node in self.columns[at]:
            if isinstance(node, Track):
                found[node] = top + 0.25
                top += 0.5
                continue
            boxes = self.teams[node]
            top += HEADER if len(boxes) > 1 else 0.2
            for box in boxes:
                found[box] = top + 0.5
                top += 1
            top += 0.2
        return {point: y / top for point, y in found.items()}

    def _cost(self, at: int) -> float:
        """Crossings and length in the two channels beside a column, and of links within it."""
        cost = 0.0
        for channel in (at, at + 1):
            if self._hops[channel]:
                cost += self._crossings(channel)
        return cost + self._turns(at)

    def _turns(self, at: int) -> float:
        """The length of links between boxes of one column."""
        y = self._y[at]
        return 2 * LENGTH * sum(abs(y[a] - y[b]) for a, b in self._turning[at])

    def _crossings(self, channel: int) -> float:
        """Crossings and length in one channel."""
        self._looked += len(self._hops[channel])
        left, right = self._y[channel - 1], self._y[channel]
        key = channel, id(left), id(right)  # of values that are kept, one for each order
        known = self._known_crossings.get(key)
        if known is None:
            known = self._known_crossings[key] = _crossing(self._hops[channel], left, right)
        return known

    def _bends(self, stack: str) -> float:
        boxes = self.teams[stack]
        cost = 0.0
        for source, target in self._within.get(stack, ()):
            down = boxes.index(target) - boxes.index(source)
            cost += (BENT if abs(down) != 1 else 0) + (UPWARD if down < 0 else 0)
            cost += 0.1 * abs(down)
        return cost


def _crossing(hops: list[ChannelStretch], left: Downs, right: Downs) -> float:
    ends = sorted((left[hop.left], right[hop.right]) for hop in hops)
    seen: list[float] = []
    cost = 0.0
    for a, b in ends:
        at = bisect_right(seen, b)
        cost += len(seen) - at + LENGTH * abs(a - b)
        seen.insert(at, b)
    return cost
