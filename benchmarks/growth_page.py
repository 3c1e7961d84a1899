"""The table of growth, and the page and the plot in docs/ that are made of it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from benchmarks.growth import BOTH, KILOBYTES, SECONDS, SIZES, STEP, Measured
from benchmarks.processes import Used, loop_seconds

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "reference" / "how-it-grows.md"
PLOT = DOCS / "pictures" / "growth.svg"

HEADS = (
    "| command | map | teams | CPU, s | steps | MB | KB a team | printed, KB | missed |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)

INTRODUCTION = f"""# How it grows

How much longer each command takes, and how much more memory, as a map grows. Made by

    python -m benchmarks.growth --write

which measures whole processes on one core, reading the map and compiling it included. Seconds
differ from machine to machine; what counts is the column *steps*: by how much more than the map the
time grew from one size to the next, 1.00 being linear. The goal is no more than {STEP}, no more
than {KILOBYTES} KB of memory for each team, and {SECONDS} s for the largest map; the last column
says which of these is missed, and below stands what profiles say of it. Of the first two maps,
*lean* has a team and its work, and one *like maps/* is as people write them, with names in several
scripts, comments, both sides and feedback; both have 100 promises however large they are. The
others are what those two hide. Where what is asked for grows with the square of the map, as
tolerances do if promises grow with the teams, steps and memory are counted for each pair. Of `diff`
a team is one of two maps, which it holds both. A row that ends at 10,000 teams was not measured
beyond.

![Seconds of each command by the size of the map](../pictures/growth.svg)
"""


def line(one: Measured) -> str:
    """A row of the table."""
    used = one.sizes.values()
    last = list(used)[-1]
    cells = (
        one.name,
        one.data,
        " → ".join(f"{size:,}" for size in one.sizes),
        " → ".join(map(_seconds, used)),
        ", ".join("-" if step is None else f"{step:.2f}" for step in one.steps),
        f"{last.megabytes:.0f}",
        f"{one.kilobytes:.1f}",
        f"{last.printed / 1024:.0f}",
        ", ".join(one.missed),
    )
    return f"| {' | '.join(cells)} |"


def _seconds(used: Used) -> str:
    return "too long" if used.seconds is None else f"{used.seconds:.2f}"


WHY = {
    "steps": (
        "*Steps*: each piece of a command takes longer at 100,000 teams than at 10,000, and all of"
        " them by about as much: profiles of both have the same shares, and the collector of cycles"
        " takes 2%. What grows is the memory that is gone through: on pages of 2 MB in place of 4"
        " KB (those of glibc, with its allocator for all objects) `show` of a lean map of 100,000"
        " teams takes 11 to 17% less, and of 10,000 no less. Chains broken in a row, and what is"
        " tried behind `any_of`, grow with the map."
    ),
    "seconds": (
        "*Seconds*: of what misses it a third to three quarters reads the files: of that a fifth is"
        " libyaml, a tenth nodes, half what entries say. `tolerance` and `diff` make a column of"
        " all teams for each promise, and `care` goes through one of all services for each. Such a"
        " column is gone through by places: by names, which lie all over the memory, ten times the"
        " teams took twice as long each. `agreements` writes its page in two fifths of its time."
        " Of the rules of `check` a quarter looks for what nobody would miss, promise by promise"
        " (SM407), a sixth makes the plan, and no other takes a tenth. Of a workbook more than half"
        " is openpyxl."
    ),
    "memory": (
        "*Memory*: a map like `maps/` takes 4.6 KB a team once it is read, 5.8 while it is: 0.8 are"
        " the bytes of the files, which findings quote, 1.4 the places of all that is said, and 0.9"
        " texts. Python keeps some 0.8 more in pools that are not full, which what comes later"
        " fills in part. numpy is 17 MB, 1.7 KB for each of 10,000 teams and nothing for each of"
        " 100,000. `tolerance` and `care` hold a column for each of the 100 promises as well, about"
        " 2 KB a team; others hold those of 32, or two million figures. An export holds its rows,"
        " and of a file no more than the nodes of one entry; a workbook holds each different text"
        " once more. `diff` and `history` hold two maps, and what times one of them."
    ),
}
"""What profiles say of each goal that is missed."""


def write(found: Sequence[Measured], runs: int) -> None:
    """The page and its plot, of so many runs each."""
    table = "\n".join([HEADS, *map(line, found)])
    missed = {goal for one in found for goal in one.missed}
    why = "\n".join(f"- {said}" for goal, said in WHY.items() if goal in missed)
    said = f"\n{why}\n" if why else ""
    often = "Each was run once." if runs == 1 else f"Of {runs} runs of each the middle one counts."
    pace = (
        f"A loop that adds up ten million numbers took {loop_seconds():.2f} s of this processor,"
        " by which seconds can be compared."
    )
    text = f"{INTRODUCTION}\n{often} {pace}\n\n{table}\n{said}"
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    PLOT.write_text(plot(found), encoding="utf-8", newline="\n")


WIDTH, HEIGHT = 470, 420
LEFT, TOP, RIGHT, BOTTOM = 52, 44, 150, 40
LEAST, MOST = 0.1, 300.0
"""Seconds at the foot and at the head of a plot."""

COLOURS = ("#1f5a8a", "#b4471f", "#2f7d4f", "#7b4aa0", "#8a6d1f", "#a02f5d")


def plot(found: Sequence[Measured]) -> str:
    """Seconds by teams, both by their powers of ten: linear growth runs along the dashes."""
    width = WIDTH * len(BOTH)
    look = 'font-family="sans-serif" font-size="11" role="img"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" {look}>',
        "<title>Seconds of each command by the size of the map</title>",
        f'<rect width="{width}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    drawn = [one for one in found if one.data in BOTH and set(one.sizes) <= set(SIZES)]
    sizes = sorted({size for one in drawn for size in one.sizes})
    for k, data in enumerate(BOTH):
        parts.append(f'<g transform="translate({k * WIDTH} 0)">')
        parts += _panel(data, [one for one in drawn if one.data == data], sizes)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _panel(data: str, found: Iterable[Measured], sizes: Sequence[int]) -> Iterator[str]:
    def across(size: int) -> float:
        return _across(size, sizes)

    right, foot = WIDTH - RIGHT, HEIGHT - BOTTOM
    yield f'<text x="{LEFT}" y="22" font-size="14" font-weight="bold">{escape(data)}</text>'
    for size in sizes:
        x = across(size)
        yield f'<path d="M{x:.1f} {TOP}V{foot}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{foot + 16}" text-anchor="middle">{size:,}</text>'
    yield f'<text x="{(LEFT + right) / 2}" y="{foot + 32}" text-anchor="middle">teams</text>'
    for seconds in (0.1, 1, 10, 100):
        y = _up(seconds)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#dddddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{seconds:g} s</text>'
    first, last = sizes[0], sizes[-1]
    linear = _up(0.5), _up(0.5 * last / first)
    dashes = f"M{across(first):.1f} {linear[0]:.1f}L{across(last):.1f} {linear[1]:.1f}"
    yield f'<path d="{dashes}" stroke="#999999" stroke-dasharray="4 4"/>'
    lines = []
    for k, one in enumerate(found):
        known = [(n, used.seconds) for n, used in one.sizes.items() if used.seconds is not None]
        if known:
            lines.append((known, one.name, COLOURS[k % len(COLOURS)]))
    lines.sort(key=lambda each: -each[0][-1][1])
    below = float(TOP)
    for known, name, colour in lines:
        points = " ".join(f"{across(n):.1f},{_up(seconds):.1f}" for n, seconds in known)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        x, y = across(known[-1][0]), _up(known[-1][1])
        beside = max(below, y)
        below = beside + 14
        thin = f'stroke="{colour}" stroke-width="0.5"'
        yield f'<path d="M{x:.1f} {y:.1f}L{right + 8} {beside:.1f}" {thin}/>'
        yield f'<text x="{right + 11}" y="{beside + 4:.1f}" fill="{colour}">{escape(name)}</text>'


def _across(size: int, sizes: Sequence[int]) -> float:
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    share = (math.log10(size) - first) / ((last - first) or 1)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _up(seconds: float) -> float:
    low, high = math.log10(LEAST), math.log10(MOST)
    share = (math.log10(max(seconds, LEAST)) - low) / (high - low)
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)
