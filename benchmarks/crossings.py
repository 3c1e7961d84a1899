"""How many crossings the order of boxes costs, beside the fewest that a solver proves.

    python -m benchmarks.crossings                    five random maps of forty boxes
    python -m benchmarks.crossings MAP...             these maps
    python -m benchmarks.crossings --effort 60        look longer for the fewest

Boxes stay in the columns that the poster gives them; the order in each is free. A link between
neighbouring columns is a straight line, and one that passes columns goes through a place in each.
For the poster's own order these places are chosen as well as they can be, so that only the order
of boxes is judged. The solver is CP-SAT of OR-Tools (pip install -e ".[bench]"); its effort is
counted in its own steps and not in seconds, so that a busy machine prints the same.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import servicemap as sm
from benchmarks.marks import marks_of
from servicemap.drawing.scene import Scene
from servicemap.loading import read_text
from servicemap.model import ServiceMap

GOAL = 1.1
"""The part of the fewest crossings that a poster's order may cost."""

EFFORT = 20.0
"""How long the solver looks, in its own deterministic time."""

Edge = tuple[str, str]
Columns = Sequence[Sequence[str]]


class Layers(NamedTuple):
    """Columns of nodes, and the edges between each column and the next.

    A link that passes a column has a node of its own there: from whom, to whom, and which column.
    """

    columns: tuple[tuple[str, ...], ...]
    gutters: tuple[tuple[Edge, ...], ...]


class Fewest(NamedTuple):
    """The fewest crossings that were found, how many there are at least, and an order of boxes."""

    crossings: int
    at_least: int
    order: tuple[tuple[str, ...], ...]


def layers_of(columns: Columns, edges: Iterable[Edge]) -> Layers:
    """Boxes in columns and links between any two as layers; links within a column cross nothing."""
    at = {box: number for number, column in enumerate(columns) for box in column}
    nodes = [list(column) for column in columns]
    gutters: list[dict[Edge, None]] = [{} for _ in columns[1:]]
    for one, other in edges:
        start, end = sorted((one, other), key=lambda box: at[box])
        before = start
        for column in range(at[start] + 1, at[end] + 1):
            after = end if column == at[end] else f"{start} > {end} at {column}"
            if column < at[end] and after not in nodes[column]:
                nodes[column].append(after)
            gutters[column - 1][before, after] = None
            before = after
    return Layers(tuple(map(tuple, nodes)), tuple(map(tuple, gutters)))


def crossings_of(order: Columns, gutters: Sequence[Sequence[Edge]]) -> int:
    """How often edges cross where the nodes of all columns stand in this order."""
    place = {node: at for column in order for at, node in enumerate(column)}
    return sum(
        (place[a] - place[c]) * (place[b] - place[d]) < 0
        for edges in gutters
        for (a, b), (c, d) in combinations(edges, 2)
    )


def fewest(
    columns: Columns, edges: Iterable[Edge], *, effort: float = EFFORT, in_order: bool = False
) -> Fewest:
    """The fewest crossings of boxes that stay in their columns.

    `in_order`: they stay in their order as well, and only the links that pass them are free.
    """
    layers = layers_of(columns, edges)
    orders = _Orders(layers)
    if in_order:
        orders.keep(columns)
    order, bound = orders.solved(effort)
    found = crossings_of(order, layers.gutters)
    known = [set(column) for column in columns]
    boxes = [[node for node in nodes if node in at] for nodes, at in zip(order, known, strict=True)]
    return Fewest(found, min(found, round(bound)), tuple(map(tuple, boxes)))


class _Orders:
    """All orders of the nodes of some layers, as a model that a solver knows."""

    def __init__(self, layers: Layers) -> None:
        from ortools.sat.python import cp_model

        self._sat = cp_model
        self._model = cp_model.CpModel()
        self._columns = layers.columns
        self._above: dict[Edge, Any] = {}
        for column in layers.columns:
            for one, other in combinations(column, 2):
                self._above[one, other] = self._model.new_bool_var("")
                self._above[other, one] = ~self._above[one, other]
            for a, b, c in combinations(column, 3):
                # Of three none is above the next all around.
                for x, y, z in ((a, b, c), (c, b, a)):
                    around = (self._above[y, x], self._above[z, y], self._above[x, z])
                    self._model.add_bool_or(*around)
        crossed = [
            self._crossed(one, other)
            for gutter in layers.gutters
            for one, other in combinations(gutter, 2)
            if one[0] != other[0] and one[1] != other[1]
        ]
        self._model.minimize(sum(crossed))

    def _crossed(self, one: Edge, other: Edge) -> Any:
        """Whether two edges of a gutter cross."""
        crossed = self._model.new_bool_var("")
        left, right = self._above[one[0], other[0]], self._above[one[1], other[1]]
        self._model.add_bool_or(crossed, ~left, right)
        self._model.add_bool_or(crossed, left, ~right)
        return crossed

    def keep(self, columns: Columns) -> None:
        """Let boxes stand in this order."""
        for boxes in columns:
            for one, other in pairwise(boxes):
                self._model.add_bool_or(self._above[one, other])

    def solved(self, effort: float) -> tuple[list[list[str]], float]:
        """The best order that is found, and how many crossings there are at least."""
        solver = self._sat.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        # Few of many crossings have to be: it proves by which of them cannot all be absent.
        solver.parameters.optimize_with_core = True
        solver.parameters.max_deterministic_time = effort
        if solver.solve(self._model) not in {self._sat.OPTIMAL, self._sat.FEASIBLE}:
            raise RuntimeError(f"no order was found with an effort of {effort:g}")
        order = []
        for column in self._columns:
            over = {
                node: sum(
                    solver.boolean_value(self._above[other, node])
                    for other in column
                    if other != node
                )
                for node in column
            }
            order.append(sorted(column, key=over.__getitem__))
        return order, solver.best_objective_bound


def columns_of(scene: Scene) -> list[list[str]]:
    """The boxes of a poster in columns, or in rows where work flows down, each in its order."""
    stages = [part.area for part in scene.parts if part.role == "stage" and part.area]
    down = bool(stages) and all(area.height > area.width for area in stages)
    along, across = (1, 0) if down else (0, 1)
    boxes = [(part.area, part.id) for part in scene.parts if part.role == "box" and part.area]
    boxes.sort(key=lambda box: box[0][along])
    columns: list[list[tuple[float, str]]] = []
    reached = 0.0
    for area, id_ in boxes:
        if not columns or area[along] >= reached:
            columns.append([])
        columns[-1].append((area[across], id_))
        reached = max(reached, area[along] + area[along + 2])
    return [[id_ for _, id_ in sorted(column)] for column in columns]


def random_map(seed: int) -> ServiceMap:
    """A map of forty boxes without departments, whose links mostly run to the right."""
    chance = random.Random(seed)
    names = [f"Box {number}" for number in range(40)]
    groups = {
        "suppliers": names[:8],
        "teams": names[8:30],
        "distributors": names[30:33],
        "end_users": names[33:],
    }
    served: dict[str, dict[str, None]] = {name: {} for name in names}
    for at, name in enumerate(names[:33]):
        served[name][names[min(39, at + chance.randrange(4, 12))]] = None
    for at in range(33, 40):
        served[names[chance.randrange(20, 33)]][names[at]] = None
    while sum(map(len, served.values())) < 58:
        at = chance.randrange(8, 30)
        other = min(39, max(0, at + chance.randrange(-6, 12)))
        if other != at:
            served[names[at]][names[other]] = None
    lines = ["map: {title: Forty boxes}"]
    for group, boxes in groups.items():
        lines.append(f"{group}:")
        for name in boxes:
            serves = ", ".join(f"{customer}: Work of {name}" for customer in served[name])
            lines.append(f"  {name}: {{serves: {{{serves}}}}}" if serves else f"  {name}: {{}}")
    return read_text("\n".join(lines) + "\n").map


def main() -> None:
    """Print how far each poster's order is from the fewest crossings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("maps", nargs="*", type=Path)
    parser.add_argument("--random", type=int, default=5, help="how many random maps, without MAP")
    parser.add_argument("--effort", type=float, default=EFFORT)
    asked = parser.parse_args()
    named = {path.stem: sm.load(path) for path in asked.maps}
    maps = named or {f"random {seed}": random_map(seed) for seed in range(asked.random)}
    print(f"{'':24}{'drawn':>8}{'its order':>11}{'fewest':>8}{'proven':>8}{'gap':>8}")
    for name, m in maps.items():
        scene = sm.poster(m).scene
        edges = [
            (part.source, part.target)
            for part in scene.parts
            if part.role == "link" and part.source and part.target
        ]
        columns = columns_of(scene)
        ours = fewest(columns, edges, effort=asked.effort, in_order=True).crossings
        best = fewest(columns, edges, effort=asked.effort)
        goal = "" if ours <= GOAL * best.at_least else f"  goal: at most {GOAL - 1:.0%} more"
        print(
            f"{name[:22]:24}{marks_of(scene).crossings:8}{ours:11}{best.crossings:8}"
            f"{best.at_least:8}{ours - best.at_least:8}{goal}",
            flush=True,
        )


if __name__ == "__main__":
    main()
