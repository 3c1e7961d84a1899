"""What heights must keep, and what they should: cards, rows, tracks and panels as one network.

Heights are whole hundredths of a millimetre. What depends on an order stands in chains, and an edit
changes a few of them; the search for heights then goes on from the last ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from servicemap.drawing.layout.gutters import Wires
from servicemap.drawing.layout.simplex import Heights, Saved, possible
from servicemap.drawing.layout.sizes import Sizes
from servicemap.drawing.layout.standing import Standing
from servicemap.views.view import Stage

UNIT = 100
"""Heights that make up a millimetre."""

STRAIGHT, STRAIGHT_TRACK = 70, 45
"""What a millimetre costs that a line climbs, and how much more for each end on a track."""

JOINED, JOINED_TRACK = 50, 25
"""The same for each end of a tree, from its middle."""

TALL, TALL_PANEL = 20, 1
"""What a millimetre costs that a card or panel is high."""

TALLER, MORE = 1.2, 3.0
"""A card may be so many times as high as it must be, and so many mm more, for straight lines."""

ROUND = 5.2
"""How far from the ends of an end user's side a line meets it at most, in mm."""

Distance = tuple[int, int, int]
Key = tuple[str, int]
GapEnds = tuple[int, int]
"""What ends above a gap, and what begins below it."""


class Stretch(NamedTuple):
    """How much wider than at least gaps are: between teams, and in the other columns."""

    teams: float = 1.0
    others: float = 1.0


def units(length: float) -> int:
    """Millimetres as heights."""
    return round(length * UNIT)


class SavedProgram(NamedTuple):
    """A program as it stood."""

    chains: Mapping[Key, tuple[list[Distance], list[int]]]
    heights: Saved


class HeightProgram:
    """The heights of one map in an order, at one size of type, in `height` mm.

    `widened`: some gaps, and how many times as wide as others they are. `corridors`: no line runs
    through a panel, but for those whose cards stand in it.
    """

    def __init__(
        self, wires: Wires, stages: Sequence[Stage], groups: Sequence[int], named: Iterable[int]
    ) -> None:
        self.wires = wires
        self._stages = stages
        self._group = groups
        self._named = frozenset(named)
        count = len(wires.boxes)
        self._count = count
        self._nodes = 1
        self.top = [self._node() for _ in range(count)]
        self.bottom = [self._node() for _ in range(count)]
        self.row = [self._node() for _ in wires.rows]
        self.track = {item: self._node() for item in wires.net_of}
        self.panel_top = {group: self._node() for group in sorted(self._named)}
        self.panel_bottom = {group: self._node() for group in sorted(self._named)}
        self._free = {pin.at: self._node() for pin in wires.pins if self.is_box(pin.item)}
        hubs = [
            (net, self._node() if len(net.left) + len(net.right) > 2 else 0)
            for gutter in wires.gutters
            for net in gutter
        ]
        self.pin = [0] * len(wires.pins)
        self._hubs = hubs
        self._chains: dict[Key, tuple[list[Distance], list[int]]] = {}
        self.heights = Heights(1)
        self.sizes: Sizes | None = None
        self.height = 0.0
        self.stretch = Stretch()
        self.widened: dict[GapEnds, float] = {}
        self.corridors = True

    def _node(self) -> int:
        self._nodes += 1
        return self._nodes - 1

    def is_box(self, item: int) -> bool:
        """Whether an item is a box, or else a track."""
        return item < self._count

    def _begin(self) -> None:
        self.heights = Heights(self._nodes)
        self._chains = {}
        for top, bottom in zip(self.top, self.bottom, strict=True):
            self.heights.line(top, bottom, TALL)
        for group in self.panel_top:
            self.heights.line(self.panel_top[group], self.panel_bottom[group], TALL_PANEL)
        for net, hub in self._hubs:
            pins = (*net.left, *net.right)
            tracks = [not self.is_box(self.wires.pins[pin].item) for pin in pins]
            if hub:
                for pin, on_track in zip(pins, tracks, strict=True):
                    self.heights.line(self.pin[pin], hub, JOINED + JOINED_TRACK * on_track)
            elif len(pins) == 2 and self.pin[pins[0]] != self.pin[pins[1]]:
                self.heights.line(
                    self.pin[pins[0]],
                    self.pin[pins[1]],
                    STRAIGHT + STRAIGHT_TRACK * sum(tracks),
                )

    def resize(self, sizes: Sizes, height: float, standing: Standing, *, corridors: bool) -> bool:
        """Start anew with an order at another size of type; false where there is no room for it."""
        self.sizes, self.height, self.corridors = sizes, height, corridors
        for pin in self.wires.pins:
            if not self.is_box(pin.item):
                self.pin[pin.at] = self.track[pin.item]
            elif pin.row >= 0 and sizes.rows[pin.row].height:
                self.pin[pin.at] = self.row[pin.row]
            else:
                self.pin[pin.at] = self._free[pin.at]
        wanted = {("bounds", 0): self._bounds(), **dict(self._all(standing))}
        if not possible(self._nodes, [one for chain in wanted.values() for one in chain]):
            return False
        if not self._chains:
            self._begin()
        for key in [one for one in self._chains if one not in wanted]:
            self._set(key, [])
        for key, distances in wanted.items():
            self._set(key, distances)
        found = self.solve()
        assert found, "what is possible is found"
        return True

    def _all(self, standing: Standing) -> Iterator[tuple[Key, list[Distance]]]:
        """All that an order asks."""
        for column in range(self.wires.columns):
            yield ("column", column), self._column(standing, column)
        for box in range(self._count):
            yield ("card", box), self._card(standing, box)
        yield ("panels", 0), self._panels(standing)

    def put(self, standing: Standing) -> None:
        """Ask for what an order asks, where that has changed."""
        for key, distances in self._all(standing):
            self._set(key, distances)

    def put_card(self, standing: Standing, box: int) -> None:
        """The same, only the order within one card having changed."""
        self._set(("card", box), self._card(standing, box))

    def put_columns(self, standing: Standing, columns: Iterable[int], *, panels: bool) -> None:
        """The same, only that of some columns having changed, and of departments as `panels`."""
        for column in columns:
            self._set(("column", column), self._column(standing, column))
        if panels:
            self._set(("panels", 0), self._panels(standing))

    def saved(self) -> "SavedProgram":
        """What is asked now, and the heights found for it."""
        return SavedProgram({**self._chains}, self.heights.saved())

    def restore(self, saved: "SavedProgram") -> None:
        """Ask again for what was asked."""
        self._chains = {**saved.chains}
        self.heights.restore(saved.heights)

    def require(self, at: int, distances: list[Distance]) -> None:
        """Ask for something besides, by its number; for nothing, to take it back."""
        self._set(("besides", at), distances)

    def gaps(self, standing: Standing) -> Iterator[tuple[Key, GapEnds]]:
        """The gaps beside boxes and departments, each with the chain that it belongs to."""
        solid = {*self.top, *self.bottom, *self.panel_top.values(), *self.panel_bottom.values()}
        for key, distances in self._all(standing):
            if key[0] == "card":
                continue
            for start, end, _ in distances:
                if start in solid or end in solid:
                    yield key, (start, end)

    def widen(self, standing: Standing, key: Key, gap: GapEnds, times: float) -> None:
        """Ask for one of these gaps to be so many times as wide."""
        self.widened = {**self.widened, gap: times}
        kind, column = key
        columns = (column,) if kind == "column" else ()
        self.put_columns(standing, columns, panels=kind == "panels")

    def solve(self) -> bool:
        """Find the best heights; false where there are none."""
        return self.heights.solve()

    def y(self, pin: int) -> int:
        """How high a pin stands."""
        return self.heights.y[self.pin[pin]]

    def _set(self, key: Key, wanted: list[Distance]) -> None:
        known = self._chains.get(key)
        if known is not None:
            if known[0] == wanted:
                return
            if [one[:2] for one in known[0]] == [one[:2] for one in wanted]:
                # The same in another size.
                for arc, (_, _, length) in zip(known[1], wanted, strict=True):
                    self.heights.change(arc, length)
                self._chains[key] = (wanted, known[1])
                return
            for arc in known[1]:
                self.heights.drop(arc)
        apart = self.heights.apart
        self._chains[key] = (wanted, [apart(*distance) for distance in wanted])

    def _bounds(self) -> list[Distance]:
        limit = units(self.height)
        found = [(0, node, 0) for node in (*self.top, *self.panel_top.values())]
        found += [(node, 0, -limit) for node in (*self.bottom, *self.panel_bottom.values())]
        for node in self.track.values():
            found += [(0, node, UNIT), (node, 0, UNIT - limit)]
        return found

    def _card(self, standing: Standing, box: int) -> list[Distance]:
        sizes = self._sizes()
        spacing = sizes.spacing
        top, bottom = self.top[box], self.bottom[box]
        card = sizes.cards[box]
        edge = sizes.pad + card.inset
        found: list[Distance] = []
        rows = standing.rows[box]
        last, below = top, edge + card.name
        for row in rows:
            half = sizes.rows[row].height / 2
            found.append((last, self.row[row], units(below + sizes.row_gap + half)))
            last, below = self.row[row], half
        found.append((last, bottom, units(below + edge)))
        natural = sizes.natural(box, rows)
        left, right = standing.sides[box]
        others = max(
            sum(self.pin[pin] == self._free[pin] for pin in along) for along in (left, right)
        )
        needed = others * spacing.pin + 2 * card.rim
        if rows and others:
            # Pins may stand between rows, whose heights then come on top.
            needed += natural
        found.append((bottom, top, -units(max(TALLER * natural + MORE, needed + MORE))))
        for along in (left, right):
            before = -1
            # A row may leave by two lines on one side.
            for pin in _first_of_each(along, self.pin):
                node = self.pin[pin]
                if node == self._free[pin]:
                    found += [(top, node, units(card.rim)), (node, bottom, units(card.rim))]
                    if rows and self.wires.pins[pin].row >= 0:
                        # What is called like its box leaves beside its name, not beside a row.
                        away = sizes.rows[rows[0]].height / 2 + sizes.row_gap
                        found.append((node, self.row[rows[0]], units(away)))
                if before >= 0:
                    found.append((before, node, units(spacing.pin)))
                before = node
        group = self._group[box]
        if group in self._named:
            found.append((self.panel_top[group], top, units(sizes.headers[group].height)))
            pad = spacing.pad(home=sizes.headers[group].home)
            found.append((bottom, self.panel_bottom[group], units(pad)))
        return found

    def _gap(self, start: int, end: int, apart: float) -> Distance:
        return start, end, units(apart * self.widened.get((start, end), 1.0))

    def _column(self, standing: Standing, column: int) -> list[Distance]:
        spacing = self._sizes().spacing
        items = standing.columns[column]
        teams = self._stages[column] is Stage.TEAMS
        gap = spacing.box_gap * (self.stretch.teams if teams else self.stretch.others)
        found: list[Distance] = []
        for above, below in pairwise(items):
            boxes = self.is_box(above) + self.is_box(below)
            apart = (spacing.track, spacing.beside, gap)[boxes]
            start = self.bottom[above] if self.is_box(above) else self.track[above]
            end = self.top[below] if self.is_box(below) else self.track[below]
            found.append(self._gap(start, end, apart))
        off = spacing.off_panel
        above, tracks = -1, list[int]()
        for item in (*items, -1):
            if item >= self._count:
                tracks.append(item)
                continue
            up = self._group[above] if above >= 0 else -1
            down = self._group[item] if item >= 0 else -1
            if up != down and tracks:
                if up in self._named and self.corridors:
                    found.append(self._gap(self.panel_bottom[up], self.track[tracks[0]], off))
                first = down in self._named and standing.spans[down][0] == column
                if down in self._named and (self.corridors or first):
                    found.append(self._gap(self.track[tracks[-1]], self.panel_top[down], off))
            above, tracks = item, []
        return found

    def _panels(self, standing: Standing) -> list[Distance]:
        """Departments keep one order in all columns that they share, and others clear of them."""
        gap = self._sizes().spacing.panel_gap
        found: list[Distance] = []
        spans = standing.spans
        first = {self._group[box]: box for box in reversed(range(self._count))}
        for above, below in combinations(standing.ranks, 2):
            if above not in self._named and below not in self._named:
                continue
            if spans[above][0] <= spans[below][1] and spans[below][0] <= spans[above][1]:
                start = self.panel_bottom.get(above) or self.bottom[first[above]]
                end = self.panel_top.get(below) or self.top[first[below]]
                found.append(self._gap(start, end, gap * self.stretch.teams))
        return found

    def _sizes(self) -> Sizes:
        assert self.sizes is not None, "sizes come first"
        return self.sizes


def _first_of_each(along: Sequence[int], node: Sequence[int]) -> list[int]:
    """The pins along a side whose node is not that of one before."""
    first: dict[int, int] = {}
    for pin in along:
        first.setdefault(node[pin], pin)
    return list(first.values())
