"""Links that shift by a hair, made straight, or made to shift by as much as reads as meant.

What can move is what placing has left some room: the ends of a link at its boxes, and the tracks on
which it crosses a column. One thing moves at a time, while fewer links shift by a hair for it.
"""

from itertools import pairwise

from servicemap.drawing.layout.arranged import Arranged
from servicemap.drawing.layout.measuring import arrival_height
from servicemap.drawing.layout.outlines import shoulder
from servicemap.drawing.layout.placing import Heights
from servicemap.drawing.layout.tracks import Track
from servicemap.drawing.layout.wiring import BoxSide

KINK = 2.1
"""A shift of less than so many mm looks like a slip of the pen."""

HAIR = 0.01
ROUNDS = 4

CLOSER = 0.82
"""An arrowhead may come so near to its neighbour, in parts of the room that it usually has."""

OVER = 0.03
"""How far a label may reach beyond the end of its box, in parts of its height."""

StretchEnd = tuple[str, str] | Track
"""An end of a stretch: ("from", a label), ("to", a link), or a track."""


def straightened(arranged: Arranged, heights: Heights) -> Heights:
    """The heights at which no link shifts by a hair, as far as there is room for that."""
    return _Straightener(arranged, heights).straighten()


class _Straightener:
    """The state is the height of every point."""

    def __init__(self, arranged: Arranged, heights: Heights) -> None:
        self._arranged = arranged
        self._heights = heights
        self._column = arranged.column_of
        self._stack = arranged.stack_of
        self._at: dict[StretchEnd, float] = {("from", id_): y for id_, y in heights.labels.items()}
        self._at |= {("to", id_): y for id_, y in heights.arrivals.items()}
        self._at.update(heights.tracks.items())
        self._stretches: list[tuple[StretchEnd, StretchEnd]] = []
        self._touching: dict[StretchEnd, list[tuple[StretchEnd, StretchEnd]]] = {}
        for id_, way in arranged.ways.items():
            points: list[StretchEnd] = [("from", way.label.id), *way.tracks, ("to", id_)]
            for stretch in pairwise(points):
                if stretch in self._touching.get(stretch[0], ()):
                    continue  # another link of the label
                self._stretches.append(stretch)
                for point in stretch:
                    self._touching.setdefault(point, []).append(stretch)
        self._sides = {
            (box, side): self._side(box, side)
            for box in self._column
            for side in (BoxSide.LEFT, BoxSide.RIGHT)
        }
        self._side_of = {
            point: side for side, entries in self._sides.items() for point, _ in entries
        }

    def straighten(self) -> Heights:
        for _ in range(ROUNDS):
            moved = False
            for stretch in self._stretches:
                if self._kinked(stretch):
                    moved = self._mend(stretch) or moved
            if not moved:
                break
        labels, arrivals = dict(self._heights.labels), dict(self._heights.arrivals)
        tracks = dict(self._heights.tracks)
        for point, y in self._at.items():
            if isinstance(point, Track):
                tracks[point] = y
            elif point[0] == "from":
                labels[point[1]] = y
            else:
                arrivals[point[1]] = y
        return self._heights._replace(labels=labels, arrivals=arrivals, tracks=tracks)

    def _kinked(self, stretch: tuple[StretchEnd, StretchEnd]) -> bool:
        return HAIR < abs(self._at[stretch[0]] - self._at[stretch[1]]) < KINK

    def _kinks(self, point: StretchEnd) -> int:
        return sum(self._kinked(stretch) for stretch in self._touching.get(point, ()))

    def _mend(self, stretch: tuple[StretchEnd, StretchEnd]) -> bool:
        """Move one end of a stretch, or the other, or both towards each other; or apart."""
        a, b = stretch
        ya, yb = self._at[a], self._at[b]
        away = KINK if yb > ya else -KINK
        for moves in (
            {b: ya},
            {a: yb},
            {a: (ya + yb) / 2, b: (ya + yb) / 2},
            {b: ya + away},
            {a: yb - away},
            {b: ya - away},
            {a: yb + away},
            *({a: y, b: y} for point in stretch for y in self._limits(point)),
        ):
            if self._try(moves):
                return True
        return False

    def _limits(self, point: StretchEnd) -> tuple[float, ...]:
        """The heights that a point can have at most, either way, where that is known."""
        if isinstance(point, Track):
            return self._room_of_track(point)
        if point not in self._side_of:
            return ()
        box, side = self._side_of[point]
        entry = next(entry for entry in self._sides[box, side] if entry[0] == point)
        return self._bounds(entry, box, side)

    def _try(self, wanted: dict[StretchEnd, float]) -> bool:
        """Move points if there is room for it, and if fewer links shift by a hair then."""
        moves: dict[StretchEnd, float] = {}
        for point, y in wanted.items():
            moved = self._moved(point, y)
            if moved is None:
                return False
            moves |= moved
        if any(moves[point] != y for point, y in wanted.items()):
            return False
        before = sum(map(self._kinks, moves))
        kept = {point: self._at[point] for point in moves}
        self._at |= moves
        if sum(map(self._kinks, moves)) < before:
            return True
        self._at |= kept
        return False

    def _moved(self, point: StretchEnd, y: float) -> dict[StretchEnd, float] | None:
        """What else has to move where one point does: its neighbours give way. None: no room."""
        if isinstance(point, Track):
            low, high = self._room_of_track(point)
            return {point: y} if low <= y <= high else None
        if point not in self._side_of:
            return None
        box, side = self._side_of[point]
        entries = self._sides[box, side]
        at = next(i for i, (one, _) in enumerate(entries) if one == point)
        moves: dict[StretchEnd, float] = {}
        for others, sign in ((entries[at:], 1), (entries[at::-1], -1)):
            before, to = others[0], y
            for entry in others:
                if entry is not before:
                    least = to + sign * self._apart(before, entry)
                    if sign * (self._at[entry[0]] - least) >= 0:
                        break
                    to = least
                low, high = self._bounds(entry, box, side)
                if not low <= to <= high:
                    return None
                moves[entry[0]] = to
                before = entry
        return moves

    def _side(self, box: str, side: BoxSide) -> list[tuple[StretchEnd, float]]:
        """What stands on a side of a box, from top to bottom, each with its height."""
        wiring, theme = self._arranged.wiring, self._arranged.theme
        measured = self._arranged.measured[self._column[box]]
        entries: list[tuple[StretchEnd, float]] = [
            (("from", label), measured.labels[label].height)
            for label in wiring.leaving.get((box, side), ())
        ]
        entries += [
            (("to", link.id), arrival_height(link.late is not None, theme))
            for link in wiring.arriving.get((box, side), ())
        ]
        return sorted(entries, key=lambda entry: (self._at[entry[0]], entry[0]))

    def _bounds(
        self, entry: tuple[StretchEnd, float], box: str, side: BoxSide
    ) -> tuple[float, float]:
        """From where to where something may be on a side of a box."""
        point, tall = entry
        theme = self._arranged.theme
        measured = self._arranged.measured[self._column[box]]
        edge = (0.5 - OVER) * tall
        if not isinstance(point, Track) and point[0] == "to":
            kind = self._arranged.view.boxes[box].kind
            edge = shoulder(kind, theme) + CLOSER * tall / 2
        top = self._heights.boxes[box]
        low, high = top + edge, top + measured.boxes[box].height - edge
        if side is BoxSide.LEFT:
            stack = self._stack[box]
            clear = self._heights.stacks[stack] + measured.stacks[stack].clear
            low = max(low, clear + edge)
        return low, high

    def _apart(self, one: tuple[StretchEnd, float], other: tuple[StretchEnd, float]) -> float:
        """How far two neighbours on a side are from each other at least."""
        labels = sum(
            not isinstance(point, Track) and point[0] == "from" for point, _ in (one, other)
        )
        apart = (one[1] + other[1]) / 2
        if labels == 2:
            return apart + self._arranged.theme.lengths.pill_apart
        return apart if labels else apart * CLOSER

    def _room_of_track(self, track: Track) -> tuple[float, float]:
        lengths = self._arranged.theme.lengths
        measured = self._arranged.measured[track.column]
        low, high = -1e9, 1e9
        column = self._arranged.order.columns[track.column]
        at = column.index(track)
        for near, sign in ((at - 1, 1), (at + 1, -1)):
            if not 0 <= near < len(column):
                # Beyond the last of its column it stays where it is, or nearer to the others.
                low, high = (self._at[track], high) if sign > 0 else (low, self._at[track])
                continue
            other = column[near]
            if isinstance(other, Track):
                limit = self._at[other] + sign * lengths.track
            else:
                top = self._heights.stacks[other]
                side = top + (measured.stacks[other].height if sign > 0 else 0)
                limit = side + sign * (lengths.track + lengths.stack_apart) / 2
            low, high = (max(low, limit), high) if sign > 0 else (low, min(high, limit))
        return low, high
