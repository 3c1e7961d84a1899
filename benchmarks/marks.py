"""The marks of posters: how much there is on them, how often lines cross, how large type is.

    python -m benchmarks.marks                        our own maps, on A3 both ways
    python -m benchmarks.marks MAP... FOLDER...       these maps, and every map in these folders
    python -m benchmarks.marks --paper A2 --orientation portrait --no-cpu

All is counted on the scene, as an eye counts it: what several links share is one stroke, and
crossed once. A crossing is on a bend where either line bends there. Seconds are processor time of a
whole process, from the command to the SVG on the disk. For Linux and macOS.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from typing import NamedTuple

import servicemap as sm
from servicemap.drawing.scene import CurveTo, MoveTo, PathStep, Point, Scene, Shape, Text
from servicemap.drawing.theme import POINT

OURS = Path(__file__).parents[1] / "maps"

NO_LINES = frozenset(
    {"page", "head", "imprint", "code", "legend", "stage", "panel", "badge", "pill", "box"}
)
"""Roles of parts that draw no lines of the map."""

PALE = 0.6
"""What is paler than this, from black 0 to white 1, is no ink: it sets lines apart."""

CURVE_STEPS = 8
"""Straight stretches that stand for one curve."""

SAME = 0.05
"""Lengths that differ by less, in mm, are one."""

ENDS = 0.3
"""A line that ends so near to another, in mm, joins it, and does not cross it."""

ONE_HIT = 1.0
"""Crossings of the same two lines nearer than this, in mm, are one."""

BOLD = 600
"""The weight of names; services are lighter."""


class LinePiece(NamedTuple):
    """A stretch of a line: straight between two points, or a curve in several."""

    points: tuple[Point, ...]
    curved: bool


class _DrawnLines(NamedTuple):
    """What is drawn already: spans of level and upright lines about where they are, and curves."""

    straight: dict[tuple[int, int], list[tuple[float, float, float]]]
    curves: set[tuple[Point, ...]]

    def less(self, piece: LinePiece) -> Iterator[tuple[LinePiece, bool]]:
        """The parts of a piece from its start to its end, and whether each is new; it is noted."""
        (ax, ay), (bx, by) = piece.points[0], piece.points[-1]
        level, upright = abs(ay - by) < SAME, abs(ax - bx) < SAME
        if piece.curved or not (level or upright):
            rounded = tuple((round(x, 1), round(y, 1)) for x, y in piece.points)
            key = min(rounded, rounded[::-1])
            yield piece, key not in self.curves
            self.curves.add(key)
            return
        axis = 0 if level else 1
        across = piece.points[0][1 - axis]
        # Of two numbers that are hardly apart one may be rounded up, and the other down.
        at = round(across / SAME)
        near = [self.straight.get((axis, at + by), ()) for by in (-1, 0, 1)]
        known = [span for spans in near for *span, where in spans if abs(where - across) < SAME / 5]
        start, end = piece.points[0][axis], piece.points[-1][axis]
        low, high = min(start, end), max(start, end)
        marks = sorted({low, high, *(x for span in known for x in span if low < x < high)})
        spans = list(pairwise(marks))
        for one, other in spans if start < end else [(b, a) for a, b in reversed(spans)]:
            new = not any(a <= (one + other) / 2 <= b for a, b in known)
            ends = ((one, across), (other, across)) if level else ((across, one), (across, other))
            yield LinePiece(ends, curved=False), new
        self.straight.setdefault((axis, at), []).append((low, high, across))


class Marks(NamedTuple):
    """The marks of one poster. Sizes of type are the smallest, in points; 0 where there is none."""

    boxes: int
    links: int
    strokes: int
    crossings: int
    on_a_bend: int
    bends: int
    names: float
    services: float


def marks_of(scene: Scene) -> Marks:
    """What is counted on a scene."""
    strokes = list(_drawn_once(scene))
    hits = [hit for one, other in combinations(strokes, 2) for hit in _crossings(one, other)]
    texts = [
        (part.role, item)
        for part in scene.parts
        if part.role in {"box", "pill"}
        for item in part.items
        if isinstance(item, Text)
    ]
    names = [text.size for role, text in texts if role == "box" and text.weight == BOLD]
    services = [text.size for _, text in texts if text.weight < BOLD]
    return Marks(
        len([part for part in scene.parts if part.role == "box"]),
        len({part.id for part in scene.parts if part.role == "link"}),
        len(strokes),
        len(hits),
        sum(hits),
        sum(piece.curved for stroke in strokes for piece in stroke),
        min(names, default=0) / POINT,
        min(services, default=0) / POINT,
    )


def _drawn_once(scene: Scene) -> Iterator[list[LinePiece]]:
    """The strokes of a map's lines, less what earlier ones have drawn in the same place."""
    drawn = _DrawnLines({}, set())
    for part in scene.parts:
        for item in part.items if part.role not in NO_LINES else ():
            if isinstance(item, Shape) and item.pen and not item.fill and _is_ink(item.pen.colour):
                yield from _in_one_go(
                    [found for piece in _pieces(item.steps) for found in drawn.less(piece)]
                )


def _in_one_go(pieces: Iterable[tuple[LinePiece, bool]]) -> Iterator[list[LinePiece]]:
    """Those pieces of a path that are new, where they go on together."""
    stroke: list[LinePiece] = []
    for piece, new in pieces:
        if stroke and not (new and _near(stroke[-1].points[-1], piece.points[0])):
            yield stroke
            stroke = []
        if new:
            stroke.append(piece)
    if stroke:
        yield stroke


def _pieces(steps: Sequence[PathStep]) -> Iterator[LinePiece]:
    """The stretches of a path that are longer than nothing; straight ones that go on are one."""
    at: Point = (0, 0)
    held: tuple[Point, Point] | None = None
    for step in steps:
        start, at = at, step.to
        if isinstance(step, MoveTo) or _near(start, at):
            continue
        if isinstance(step, CurveTo):
            if held:
                yield LinePiece(held, curved=False)
            held = None
            yield LinePiece(tuple(_along(start, step)), curved=True)
        elif held and _goes_on(*held, at):
            held = held[0], at
        else:
            if held:
                yield LinePiece(held, curved=False)
            held = start, at
    if held:
        yield LinePiece(held, curved=False)


def _along(start: Point, curve: CurveTo) -> Iterator[Point]:
    """Points along a curve, from its start to its end."""
    for at in range(CURVE_STEPS + 1):
        t = at / CURVE_STEPS
        u = 1 - t
        a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
        yield (
            a * start[0] + b * curve.first[0] + c * curve.second[0] + d * curve.to[0],
            a * start[1] + b * curve.first[1] + c * curve.second[1] + d * curve.to[1],
        )


def _goes_on(a: Point, b: Point, c: Point) -> bool:
    """Whether from one point to the next and on it is one straight line."""
    turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    return abs(turn) <= 1e-6 * hypot(b[0] - a[0], b[1] - a[1]) * hypot(c[0] - b[0], c[1] - b[1])


def _crossings(one: Sequence[LinePiece], other: Sequence[LinePiece]) -> list[bool]:
    """Of each crossing of two strokes whether it is on a bend."""
    found: list[tuple[Point, bool]] = []
    ends = [s[at].points[at] for s in (one, other) for at in (0, -1)]
    for a in one:
        for b in other:
            for at in _hits(a.points, b.points):
                if any(hypot(at[0] - x, at[1] - y) < ENDS for x, y in ends):
                    continue
                if all(hypot(at[0] - x, at[1] - y) > ONE_HIT for (x, y), _ in found):
                    found.append((at, a.curved or b.curved))
    return [bend for _, bend in found]


def _hits(one: Sequence[Point], other: Sequence[Point]) -> Iterator[Point]:
    """Where two pieces cross."""
    for side in (0, 1):
        if max(p[side] for p in one) < min(p[side] for p in other):
            return
        if max(p[side] for p in other) < min(p[side] for p in one):
            return
    for (ax, ay), (bx, by) in pairwise(one):
        for (cx, cy), (dx, dy) in pairwise(other):
            ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
            cross = ux * vy - uy * vx
            if abs(cross) < 1e-9:
                continue
            t = ((cx - ax) * vy - (cy - ay) * vx) / cross
            u = ((cx - ax) * uy - (cy - ay) * ux) / cross
            if 0 <= t < 1 and 0 <= u < 1:
                yield ax + t * ux, ay + t * uy


def _near(one: Point, other: Point) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) < SAME


def _is_ink(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < PALE


def maps_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The maps that are meant: a file, a folder that is one map, or all that a folder holds."""
    for path in paths:
        if path.is_file() or (path / "map.yaml").exists():
            yield path
        else:
            inside = [one for one in path.iterdir() if one.is_dir() or one.suffix == ".yaml"]
            yield from sorted(inside)


def seconds(path: Path, paper: str, way: str, fonts: Sequence[str]) -> float:
    """The processor time of drawing a map, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        line = [sys.executable, "-m", "servicemap", "poster", str(path), "--paper", paper]
        line += ["--orientation", way, "-o", str(Path(folder) / "poster.svg")]
        line += [word for font in fonts for word in ("--font", font)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(line, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


HEADINGS = (
    *("boxes", "links", "strokes", "crossings", "on a bend", "bends", "a link"),
    *("names", "services", "CPU s"),
)


def rows(path: Path, paper: str, ways: Sequence[str], fonts: list[str], *, cpu: bool) -> None:
    """Print the marks of a map's posters."""
    m = sm.load(path)
    for way in ways:
        drawn = marks_of(sm.poster(m, paper=paper, orientation=way, fonts=fonts).scene)
        cells = [
            *(str(count) for count in drawn[:6]),
            f"{drawn.bends / max(1, drawn.links):.2f}",
            *(f"{size:.1f} pt" for size in drawn[6:]),
            f"{seconds(path, paper, way, fonts):.2f}" if cpu else "",
        ]
        print(f"{path.stem[:20]:20} {way:11}", *(f"{cell:>9}" for cell in cells), flush=True)


def main() -> None:
    """Print the marks of every poster that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("maps", nargs="*", type=Path, default=[OURS])
    parser.add_argument("--paper", default="A3")
    parser.add_argument("--orientation", choices=("landscape", "portrait"))
    parser.add_argument("--font", action="append", default=[], help="a font file")
    parser.add_argument("--no-cpu", action="store_true", help="leave out the seconds")
    asked = parser.parse_args()
    ways = (asked.orientation,) if asked.orientation else ("landscape", "portrait")
    print(f"{'':32}", *(f"{one:>9}" for one in HEADINGS))
    for path in maps_in(asked.maps):
        try:
            rows(path, asked.paper, ways, asked.font, cpu=not asked.no_cpu)
        except sm.ServiceMapError as error:
            print(f"{path.stem[:20]:20} left out: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    main()
