"""Which column each team stands in: searched, for good trade is no matter of longest chains.

What costs: columns that a line must pass, lines that run back, neighbours in one column who deal
with each other, the height that departments take, departments torn over many columns.
"""

from collections.abc import Mapping, Sequence
from math import exp
from random import Random
from typing import NamedTuple

from servicemap.drawing.layout.nets import Row, Star
from servicemap.views.view import Stage, View

PASSED, PASSED_BACK, BACK, ALONGSIDE = 0.55, 0.75, 2.3, 7.0
"""A column that a line passes, and one that runs back; that it does; neighbours in one column."""

EMPTY = 3.0
TORN = 0.25
HEADER = 9.0
"""An empty column; a column more that a department spans; what its name takes in mm."""

HOT, COLD = 2.5, 0.05
"""How much worse a try may be at first and at last."""

SWAPS = 0.25
"""The part of all moves in which two change places."""

KEPT = 0.6
"""After this part of the search, what it finds is kept."""

NEARLY = 4.0
"""What costs so much more than the best is kept as well."""


class ColumnChoice(NamedTuple):
    """The column of each box, the stage of each column, and what it costs."""

    cost: float
    column: Mapping[str, int]
    stages: tuple[Stage, ...]


class _Key(NamedTuple):
    """Providers and customers of one trunk, by their numbers."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]


class _Spread(NamedTuple):
    """The first and last column of a department, and how high its tallest column is."""

    low: int
    high: int
    tall: float


class Trade:
    """What a search of columns needs to know of a view; `tall` is the height of each box."""

    def __init__(
        self, view: View, rows: Sequence[Row], stars: Sequence[Star], tall: Mapping[str, float]
    ) -> None:
        self.boxes = tuple(view.boxes)
        number = {box: at for at, box in enumerate(self.boxes)}
        self.stage = [box.stage for box in view.boxes.values()]
        self.tall = [tall[box] for box in self.boxes]
        self.department = [-1] * len(self.boxes)
        names = [stack for stack in view.stacks if stack.name and stack.stage is Stage.TEAMS]
        for at, stack in enumerate(names):
            for box in stack.boxes:
                self.department[number[box]] = at
        self.members = [tuple(number[box] for box in stack.boxes) for stack in names]
        self.duos = [
            (number[star.hub.box], number[row.box]) for star in stars for row in star.answers
        ]
        paired = {row.at for star in stars for row in (star.hub, *star.answers)}
        keys: dict[tuple[str, ...], dict[int, None]] = {}
        for row in rows:
            if row.at not in paired:
                keys.setdefault(row.targets, {})[number[row.box]] = None
        self.keys = [
            _Key(tuple(sources), tuple(number[target] for target in targets))
            for targets, sources in keys.items()
        ]
        self.duos_of: list[list[int]] = [[] for _ in self.boxes]
        self.keys_of: list[list[int]] = [[] for _ in self.boxes]
        for at, duo in enumerate(self.duos):
            for member in duo:
                self.duos_of[member].append(at)
        for at, key in enumerate(self.keys):
            for member in dict.fromkeys((*key.sources, *key.targets)):
                self.keys_of[member].append(at)

    def stages(self, teams: int) -> tuple[Stage, ...]:
        """The stages of all columns, so many of them for teams."""
        have = set(self.stage)
        return tuple(
            stage
            for stage in Stage
            if stage in have
            for _ in range(teams if stage is Stage.TEAMS else 1)
        )


class _Search:
    """A walk from one set of columns to the next, its cost kept by differences."""

    def __init__(
        self,
        trade: Trade,
        stages: tuple[Stage, ...],
        height: float,
        seed: int,
        held: Mapping[int, int],
    ) -> None:
        self._trade = trade
        self._random = Random(seed)  # noqa: S311 - no secret, and the same every time
        self._height = height
        self._teams = [at for at, stage in enumerate(stages) if stage is Stage.TEAMS]
        at_stage = {stage: at for at, stage in enumerate(stages)}
        self.movable = [
            box for box, stage in enumerate(trade.stage) if stage is Stage.TEAMS and box not in held
        ]
        self.column = [at_stage[stage] for stage in trade.stage]
        for box in self.movable:
            self.column[box] = self._random.choice(self._teams)
        for box, at in held.items():
            self.column[box] = self._teams[at]
        self._of_teams = [box for box, stage in enumerate(trade.stage) if stage is Stage.TEAMS]
        self._alone = [box for box in self._of_teams if trade.department[box] < 0]
        self._spreads = [self._spread_of(department) for department in range(len(trade.members))]
        self._duo = [self._duo_cost(at) for at in range(len(trade.duos))]
        self._key = [self._key_cost(at) for at in range(len(trade.keys))]
        self.cost = sum(self._duo) + sum(self._key)
        if self._teams:
            self.cost += self._room()

    def _duo_cost(self, at: int) -> float:
        one, other = self._trade.duos[at]
        far = abs(self.column[one] - self.column[other])
        return PASSED * (far - 1) if far else ALONGSIDE

    def _key_cost(self, at: int) -> float:
        column = self.column
        sources, targets = self._trade.keys[at]
        cost = 0.0
        low, high, low_back, high_back = 99, -1, 99, -1
        for source in sources:
            start = column[source]
            for target in targets:
                end = column[target]
                if end > start:
                    low, high = min(low, start), max(high, end)
                elif end < start:
                    low_back, high_back = min(low_back, end), max(high_back, start)
                    cost += BACK
                elif source != target:
                    cost += ALONGSIDE
        if high >= 0:
            cost += PASSED * (high - low - 1)
        if high_back >= 0:
            cost += PASSED_BACK * (high_back - low_back - 1)
        return cost

    def _spread_of(self, department: int) -> _Spread:
        """How a department stands in the columns of teams."""
        column, tall, first = self.column, self._trade.tall, self._teams[0]
        cells: dict[int, float] = {}
        for box in self._trade.members[department]:
            at = column[box] - first
            cells[at] = cells.get(at, 0.0) + tall[box]
        return _Spread(min(cells), max(cells), max(cells.values()) + HEADER)

    def _room(self) -> float:
        """What the heights of columns and departments cost."""
        column, trade, first = self.column, self._trade, self._teams[0]
        load = [0.0] * len(self._teams)
        high = [0.0] * len(self._teams)
        for box in self._of_teams:
            load[column[box] - first] += trade.tall[box]
        for box in self._alone:
            high[column[box] - first] += trade.tall[box]
        cost = 0.0
        for low, last, tall in self._spreads:
            cost += TORN * (last - low)
            for at in range(low, last + 1):
                high[at] += tall
        worst = max(high)
        cost += 0.012 * worst
        if worst > self._height:
            cost += ((worst - self._height) / 12.0) ** 2 / 3
        for one in load:
            cost += 0.00012 * one * one
            if not one:
                cost += EMPTY
        return cost

    def _move(self) -> dict[int, int]:
        """Move a box, or let two change places; who moved, and from where."""
        random, column, movable = self._random, self.column, self.movable
        box = movable[int(random.random() * len(movable))]
        if random.random() < SWAPS:
            other = movable[int(random.random() * len(movable))]
            if column[other] == column[box]:
                return {}
            moved = {box: column[box], other: column[other]}
            column[box], column[other] = column[other], column[box]
            return moved
        to = self._teams[int(random.random() * len(self._teams))]
        if to == column[box]:
            return {}
        moved = {box: column[box]}
        column[box] = to
        return moved

    def walk(self, steps: int) -> dict[tuple[int, ...], float]:
        """So many tries to stand better; what was good near the end, with its cost."""
        random, column, trade = self._random, self.column, self._trade
        pool: dict[tuple[int, ...], float] = {}
        room = self._room()
        for step in range(steps):
            hot = HOT * (1 - step / steps) ** 2 + COLD
            moved = self._move()
            if not moved:
                continue
            duos = dict.fromkeys(at for one in moved for at in trade.duos_of[one])
            keys = dict.fromkeys(at for one in moved for at in trade.keys_of[one])
            new_duos = [(at, self._duo_cost(at)) for at in duos]
            new_keys = [(at, self._key_cost(at)) for at in keys]
            torn = {trade.department[one] for one in moved if trade.department[one] >= 0}
            spreads = [*self._spreads] if torn else self._spreads
            for department in torn:
                self._spreads[department] = self._spread_of(department)
            new_room = self._room()
            more = new_room - room
            more += sum(cost - self._duo[at] for at, cost in new_duos)
            more += sum(cost - self._key[at] for at, cost in new_keys)
            if more <= 0 or random.random() < exp(-more / hot):
                room = new_room
                self.cost += more
                for at, cost in new_duos:
                    self._duo[at] = cost
                for at, cost in new_keys:
                    self._key[at] = cost
                if step > KEPT * steps:
                    pool[tuple(column)] = self.cost
            else:
                self._spreads = spreads
                for one, at in moved.items():
                    column[one] = at
        if not pool:
            pool[tuple(column)] = self.cost
        return pool


def columns_of(
    trade: Trade,
    teams: int,
    height: float,
    seeds: Sequence[int],
    steps: int,
    held: Mapping[int, int],
) -> list[ColumnChoice]:
    """Ways to stand in so many columns for teams, the best first, and those nearly as good.

    What is `held` stays in its column of those.
    """
    stages = trade.stages(teams)
    pool: dict[tuple[int, ...], float] = {}
    for seed in seeds:
        search = _Search(trade, stages, height, seed, held)
        if not search.movable or teams < 2:
            pool[tuple(search.column)] = search.cost
            break
        pool |= search.walk(steps)
    ranked = sorted(pool.items(), key=lambda one: (round(one[1], 6), one[0]))
    least = ranked[0][1]
    return [
        _without_gaps(ColumnChoice(cost, dict(zip(trade.boxes, column, strict=True)), stages))
        for column, cost in ranked
        if cost < least + NEARLY
    ]


def _without_gaps(columns: ColumnChoice) -> ColumnChoice:
    """The same without columns that nobody stands in."""
    used = sorted(set(columns.column.values()))
    new = {column: at for at, column in enumerate(used)}
    return ColumnChoice(
        columns.cost,
        {box: new[column] for box, column in columns.column.items()},
        tuple(columns.stages[column] for column in used),
    )
