"""The search for a layout: columns, orders, type, heights; the best of many, by counts alone."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from math import sqrt
from typing import NamedTuple

from servicemap.drawing.layout.columns import ColumnChoice, Trade, columns_of
from servicemap.drawing.layout.fitting import Fitted, Fitter, Room
from servicemap.drawing.layout.gutters import Wires, wires_of
from servicemap.drawing.layout.holding import NOTHING_HELD, Held
from servicemap.drawing.layout.nets import Net, NetKind, Row, nets_of, stars_of
from servicemap.drawing.layout.orders import OrderSearch
from servicemap.drawing.layout.polishing import Polish, cost_of
from servicemap.drawing.layout.ports import order_pins
from servicemap.drawing.layout.program import HeightProgram
from servicemap.drawing.layout.ruler import Ruler
from servicemap.drawing.layout.standing import Standing
from servicemap.drawing.layout.towers import POINTS, Towers, worth
from servicemap.views.view import Stage, View

COLUMN = 38.0
"""A column with its gutter takes about so many mm, in type that is read with ease."""

MOST_COLUMNS = 5
"""Teams stand in so many columns at most, where these are not too high for that."""

BOX_GAP = 6.0
"""What is between two boxes of a column, lines included, in mm."""

BACK, ALONGSIDE = 5.0, 10.0
"""What a row that runs back costs, and a net within a column, in tenths of a crossing."""

TYPICAL, USUAL_ROOM = 0.8, 40.0
"""The size of type for which heights are guessed, and how wide text then is in the usual size."""


GLIMPSED = 2
"""So many layouts tell about how large type will be."""

WARM = 0.3
"""How much worse a try of a walk may be at first, where it goes on from what was swept."""


class Effort(NamedTuple):
    """How much is tried at each step.

    Columns are searched from several `starts`, each from `column_seeds` seeds. In those of each
    start that are best at a `glance` orders are `walked`, and the best of these are `looked_at`: so
    more starts find nothing worse. The best are `polished`, by changes that seem to demand at most
    so many `more` crossings.
    """

    starts: int = 1
    column_seeds: int = 3
    column_steps: int = 3000
    pool: int = 8
    glance: int = 300
    walked: int = 6
    order_steps: int = 2000
    looked_at: int = 6
    sweeps: int = 6
    polished: int = 2
    first_polish: int = 120
    last_polish: int = 400
    more: int = 0

    def times(self, many: int) -> "Effort":
        """So many times as much, in everything whose number decides what is found."""
        return self._replace(
            starts=many * self.starts,
            polished=many * self.polished,
            last_polish=many * self.last_polish,
        )


USUAL = Effort()

SMALL_MAP = 30
OFTENER = USUAL._replace(
    starts=3, column_steps=1200, walked=4, looked_at=4, sweeps=0, polished=6, more=1
)
"""Up to so many boxes a map is searched from more starts: it takes no longer than a large one."""


LARGE_MAP = 60
LESS = USUAL._replace(looked_at=4, first_polish=60, last_polish=200)
"""Of more boxes than so many each try takes so long that there are fewer."""


def effort_for(boxes: int, polish: int) -> Effort:
    """How much is tried for a map of so many boxes, `polish` times as much as usual."""
    usual = OFTENER if boxes <= SMALL_MAP else USUAL if boxes <= LARGE_MAP else LESS
    return usual.times(polish)


class _Glance(NamedTuple):
    """A choice of columns, its number, what it seems to cost, and its towers."""

    cost: float
    at: int
    columns: ColumnChoice
    towers: Towers


class Candidate:
    """One layout: columns, an order, the largest type at which it fits."""

    def __init__(
        self, search: "Search", columns: ColumnChoice, wires: Wires, standing: Standing
    ) -> None:
        self.columns = columns
        self.wires = wires
        self.standing = standing
        self.fitter = Fitter(search.ruler, wires, columns.column, search.room)
        self.program = HeightProgram(wires, columns.stages, search.group, search.named)
        self.fitted: Fitted | None = None
        self.cost = 0

    def fit(self, *, thorough: bool = False) -> bool:
        """Fit it anew; false where it fits in no legible size."""
        self.fitted = self.fitter.fit(self.program, self.standing, thorough=thorough)
        if self.fitted is None:
            return False
        self.cost = cost_of(self.program)
        return True

    @property
    def k(self) -> float:
        """The size of its type."""
        assert self.fitted is not None, "it is fitted first"
        return self.fitted.k

    @property
    def score(self) -> float:
        """The less the better."""
        return self.cost + _fixed(self.wires.nets) - worth(self.k * POINTS)

    def polish(self, tries: int, more: int) -> None:
        """Change it for the better in so many tries, and fit it anew.

        Changes are tried that seem to demand at most so many `more` crossings.
        """
        before = self.standing.copy()
        polish = Polish(self.program, self.standing)
        polish.sweep(tries, more)
        if not self.fit(thorough=True):
            self.standing = before
            self.fit(thorough=True)


def _seems(order: OrderSearch, columns: ColumnChoice) -> float:
    """What an order in columns seems to cost."""
    return 10 * round(order.cost) + 3 * columns.cost - worth(order.towers.k * POINTS)


def _fixed(nets: Sequence[Net]) -> float:
    """What nets cost however they are drawn."""
    back = sum(len(net.rows) for net in nets if net.kind is NetKind.TRUNK and net.way < 0)
    return BACK * back + ALONGSIDE * sum(net.way == 0 for net in nets)


class Search:
    """Everything that a search for a layout goes out from."""

    def __init__(
        self,
        view: View,
        rows: Sequence[Row],
        ruler: Ruler,
        room: Room,
        effort: Effort,
        held: Held = NOTHING_HELD,
    ) -> None:
        self.view = view
        self.rows = rows
        self.ruler = ruler
        self.room = room
        self.effort = effort
        self.held = held
        at_stack = {box: at for at, stack in enumerate(view.stacks) for box in stack.boxes}
        self.group = [at_stack[box] for box in view.boxes]
        self.named = [at for at, stack in enumerate(view.stacks) if stack.name]
        self._stars = stars_of(rows)
        self._tall = [TYPICAL * ruler.tall(box, USUAL_ROOM) for box in range(len(view.boxes))]

    def best(self) -> Candidate | None:
        """The best layout that was found. It is asked once: what was found is polished."""
        effort = self.effort
        seen, others = self._seen
        found = sorted((*seen, *others), key=lambda one: one.score)
        for candidate in found[: effort.polished]:
            candidate.polish(effort.first_polish, effort.more)
        found = sorted(found[: effort.polished], key=lambda one: one.score)
        if not found:
            return None
        found[0].polish(effort.last_polish, effort.more)
        return found[0]

    def _teams(self) -> Sequence[int]:
        """In how many columns teams may stand."""
        if self.held.teams:
            return (self.held.teams,)
        stages = {box.stage for box in self.view.boxes.values()}
        teams = sum(box.stage is Stage.TEAMS for box in self.view.boxes.values())
        if teams < 2:
            return (teams,)
        others = len(stages - {Stage.TEAMS})
        most = max(2, int(self.room.width / COLUMN) - others)
        most = min(most, teams, MOST_COLUMNS)
        even = self._even(others)
        if even > most:
            return range(even - 1, even + 2)
        return range(max(1, most - 2), most + 1)

    def _even(self, others: int) -> int:
        """In how many columns teams take as much of the height as of the width, in small type."""
        tall = sum(
            tall + BOX_GAP
            for tall, box in zip(self._tall, self.view.boxes.values(), strict=True)
            if box.stage is Stage.TEAMS
        )
        # n columns of tall / n, and n + others of COLUMN: both as large as fits.
        wide = COLUMN * self.room.height / (tall * self.room.width)
        return round((sqrt((others * wide) ** 2 + 4 * wide) - others * wide) / (2 * wide))

    def _worth_a_look(self) -> Iterator[tuple[ColumnChoice, OrderSearch]]:
        """The choices of columns that promise most, of each start, each with an order."""
        effort = self.effort
        tried = 0
        for start in range(effort.starts):
            glances = self._first if start == 0 else list(self._glances(start, tried))
            tried += len(glances)
            glances = sorted(glances, key=lambda one: one.cost)[: effort.walked]
            walked = [
                (one, self._order(one.columns, effort.order_steps, one.at, one.towers))
                for one in glances
            ]
            walked.sort(key=lambda one: _seems(one[1], one[0].columns))
            yield from ((one.columns, order) for one, order in walked[: effort.looked_at])

    @cached_property
    def _first(self) -> "Sequence[_Glance]":
        """The glances of the first start."""
        return list(self._glances(0, 0))

    @cached_property
    def _seen(self) -> "tuple[list[Candidate], Iterator[Candidate]]":
        """The layouts that were seen at a glimpse, and those that are still to be looked at."""
        candidates = self._candidates()
        return list(islice(candidates, GLIMPSED)), candidates

    def _candidates(self) -> "Iterator[Candidate]":
        """The layouts that fit of those that promise most, one after the other."""
        named = [bool(row.entries) for row in self.rows]
        for columns, order in self._worth_a_look():
            standing = order.standing
            order_pins(standing, order.place, named)
            candidate = Candidate(self, columns, standing.wires, standing)
            if candidate.fit():
                yield candidate

    @cached_property
    def glimpse(self) -> float:
        """About how large type will be, in its usual sizes: that of the layouts looked at first."""
        return max((one.k for one in self._seen[0]), default=0.0)

    @property
    def promise(self) -> float:
        """About how large type will be, in its usual sizes; it is hardly a tenth larger."""
        return max(one.towers.k for one in self._first)

    def _glances(self, start: int, tried: int) -> "Iterator[_Glance]":
        """Choices of columns, each with what a short search promises of it.

        So many were `tried` before.
        """
        effort = self.effort
        trade = Trade(
            self.view, self.rows, self._stars, dict(zip(self.view.boxes, self._tall, strict=True))
        )
        at = tried
        for teams in self._teams():
            pool = columns_of(
                trade,
                teams,
                self.room.height,
                range(start * effort.column_seeds, (start + 1) * effort.column_seeds),
                effort.column_steps,
                self.held.column,
            )
            half = effort.pool // 2
            step = max(1, (len(pool) - 1) // max(1, half))
            for columns in (*pool[:half], *pool[half::step][: effort.pool - half]):
                order = self._order(columns, effort.glance, at)
                yield _Glance(_seems(order, columns), at, columns, order.towers)
                at += 1

    def _order(
        self, columns: ColumnChoice, steps: int, seed: int, towers: Towers | None = None
    ) -> OrderSearch:
        """The order that a walk finds from a start of its own; its `towers`, if they are known."""
        wires = self._wires(columns.column, columns.stages)
        standing = Standing(wires, self.group, len(self.view.stacks), self.held)
        if towers is None:
            towers = Fitter(self.ruler, wires, columns.column, self.room).towers(standing)
        search = OrderSearch(standing, self._tall, towers, seed)
        search.shuffle()
        if self.effort.sweeps and not self.held.rank:
            search.sweep(self.effort.sweeps)
            search.walk(steps, WARM)
        else:
            search.walk(steps)
        return search

    def _wires(self, column: Mapping[str, int], stages: Sequence[Stage]) -> Wires:
        nets = nets_of(self.rows, self._stars, column)
        return wires_of(list(self.view.boxes), self.rows, nets, column, len(stages))
