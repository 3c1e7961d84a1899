"""Which column each stack stands in, so that work flows from left to right as far as it can.

Suppliers are first, customers last, distributors just before them, teams between. Where parties
rely on each other in a circle no order pleases every link: the order of Eades, Lin and Smyth (1993,
"A fast and effective heuristic for the feedback arc set problem") leaves few links to run backward.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from servicemap.views.view import Stack, Stage, View

LOAD = 0.15
"""What a box already in a column costs a newcomer, in columns of a link's length."""


class Arrangement(NamedTuple):
    """Where everything stands, without measures.

    columns  the stacks of each column, from top to bottom; none is empty
    teams    stack -> its boxes from top to bottom
    """

    columns: tuple[tuple[str, ...], ...]
    teams: Mapping[str, tuple[str, ...]]

    @property
    def column_of(self) -> dict[str, int]:
        """Stack -> its column."""
        return {stack: c for c, column in enumerate(self.columns) for stack in column}


LinkCounts = dict[tuple[str, str], int]
"""(stack that serves, stack that relies) -> how many links."""


def arrange(view: View, folds: int = 1) -> tuple[View, Arrangement]:
    """Columns by longest chain, and the boxes of each stack in the order of their own chain.

    With `folds` so many links of a chain of teams go into one column, where they run downwards.
    Single boxes that then deal with each other in one column become one stack: the view that
    comes back has those.
    """
    column = _columns(view, folds)
    view, column = _together(view, column)
    used = sorted(set(column.values()))
    return view, Arrangement(
        tuple(tuple(s.id for s in view.stacks if column[s.id] == c) for c in used),
        {stack.id: _chain(view, stack) for stack in view.stacks},
    )


def depth_of(view: View, arrangement: Arrangement) -> int:
    """How many columns of teams there are."""
    stage_of = {stack.id: stack.stage for stack in view.stacks}
    return sum(1 for column in arrangement.columns if stage_of[column[0]] is Stage.TEAMS)


def _columns(view: View, folds: int) -> dict[str, int]:
    """Stack -> its column; some columns may be empty."""
    weights = _weights(view)
    column: dict[str, int] = {}
    first = 0
    for stage in Stage:
        stacks = [stack for stack in view.stacks if stack.stage is stage]
        if not stacks:
            continue
        if stage in {Stage.SUPPLIERS, Stage.CUSTOMERS}:
            column |= {stack.id: first for stack in stacks}
            first += 1
            continue
        depth = _layers(stacks, weights, folds if stage is Stage.TEAMS else 1)
        column |= {stack: first + layer for stack, layer in depth.items()}
        first += 1 + max(depth.values())
    _pull_together(view, column, weights)
    return column


def _weights(view: View) -> LinkCounts:
    stack_of = {box: stack.id for stack in view.stacks for box in stack.boxes}
    weights: LinkCounts = {}
    for link in view.links:
        pair = stack_of[link.source], stack_of[link.target]
        if pair[0] != pair[1]:
            weights[pair] = weights.get(pair, 0) + 1
    return weights


def _together(view: View, column: dict[str, int]) -> tuple[View, dict[str, int]]:
    """Single teams of one column that deal with each other become one stack without a name."""
    single = {s.id for s in view.stacks if s.stage is Stage.TEAMS and s.name is None}
    leader = {stack.id: stack.id for stack in view.stacks}

    def lead(stack: str) -> str:
        while leader[stack] != stack:
            stack = leader[stack]
        return stack

    place = {stack.id: at for at, stack in enumerate(view.stacks)}
    for a, b in _weights(view):
        if a in single and b in single and column[a] == column[b]:
            first, second = sorted((lead(a), lead(b)), key=place.__getitem__)
            leader[second] = first
    stacks = []
    for stack in view.stacks:
        if lead(stack.id) != stack.id:
            continue
        members = [other for other in view.stacks if lead(other.id) == stack.id]
        boxes = tuple(box for member in members for box in member.boxes)
        stacks.append(stack._replace(boxes=boxes))
    return view._replace(stacks=tuple(stacks)), {s.id: column[s.id] for s in stacks}


def flow_order(nodes: Iterable[str], weights: Mapping[tuple[str, str], float]) -> list[str]:
    """The nodes so that few links run backward. Ties go to the earlier node."""
    left = list(nodes)
    inside = set(left)
    out: dict[str, dict[str, float]] = {node: {} for node in left}
    into: dict[str, dict[str, float]] = {node: {} for node in left}
    for (source, target), weight in weights.items():
        if source in inside and target in inside and source != target:
            out[source][target] = weight
            into[target][source] = weight
    start: list[str] = []
    end: list[str] = []

    def take(node: str, to: list[str]) -> None:
        to.append(node)
        left.remove(node)
        for target in out[node]:
            del into[target][node]
        for source in into[node]:
            del out[source][node]

    while left:
        node = next((node for node in left if not into[node]), None)
        if node is not None:
            take(node, start)
            continue
        node = next((node for node in reversed(left) if not out[node]), None)
        if node is not None:
            take(node, end)
            continue
        take(max(left, key=lambda n: sum(out[n].values()) - sum(into[n].values())), start)
    return [*start, *reversed(end)]


def _layers(stacks: list[Stack], weights: LinkCounts, folds: int) -> dict[str, int]:
    """Stack -> how many forward links its longest chain within the stage has before it."""
    place = {stack: at for at, stack in enumerate(flow_order((s.id for s in stacks), weights))}
    layer = dict.fromkeys(place, 0)
    for target, at in place.items():
        before = [
            layer[source] + 1
            for source, relying in weights
            if relying == target and place.get(source, len(place)) < at
        ]
        layer[target] = max(before, default=0)
    return {stack: at // folds for stack, at in layer.items()}


def _pull_together(view: View, column: dict[str, int], weights: LinkCounts) -> None:
    """Move stacks that have a choice next to those they deal with, and out of crowded columns."""
    middle = [s for s in view.stacks if s.stage in {Stage.TEAMS, Stage.DISTRIBUTORS}]
    size = {stack.id: len(stack.boxes) + 0.5 for stack in view.stacks}
    span = {
        stage: [column[s.id] for s in middle if s.stage is stage]
        for stage in {s.stage for s in middle}
    }
    bounds = {stage: (min(columns), max(columns)) for stage, columns in span.items()}
    for _ in range(4):
        moved = False
        for stack in sorted(middle, key=lambda s: -column[s.id]):
            here = column[stack.id]
            low, high = bounds[stack.stage]
            near: list[tuple[int, int]] = []
            for (source, target), weight in weights.items():
                if stack.id not in {source, target}:
                    continue
                other = column[target if source == stack.id else source]
                near.append((other, weight))
                # A link keeps the direction that it has: forward stays forward.
                if source == stack.id:
                    high = min(high, other - 1) if other > here else high
                    low = max(low, other) if other <= here else low
                else:
                    low = max(low, other + 1) if other < here else low
                    high = min(high, other) if other >= here else high
            load: dict[int, float] = {}
            for other_stack, at in column.items():
                if other_stack != stack.id:
                    load[at] = load.get(at, 0) + size[other_stack]
            best = min(
                range(low, high + 1),
                key=lambda c: (
                    sum(abs(c - other) * weight for other, weight in near) + LOAD * load.get(c, 0),
                    abs(c - here),
                    c,
                ),
                default=here,
            )
            moved = moved or best != here
            column[stack.id] = best
        if not moved:
            break


def _chain(view: View, stack: Stack) -> tuple[str, ...]:
    """A stack's boxes from top to bottom, the way its work flows."""
    weights: LinkCounts = {}
    for link in view.links:
        pair = link.source, link.target
        weights[pair] = weights.get(pair, 0) + 1
    return tuple(flow_order(stack.boxes, weights))
