"""Every goal of speed, beside what is measured: one table.

    python -m benchmarks.run                  all of it, which takes an hour or two
    python -m benchmarks.run --quick          a tenth of the files and of the teams
    python -m benchmarks.run --only check     the commands with this in their name
    python -m benchmarks.run --fail           exit code 1 where a goal is missed
    python -m benchmarks.run --write          the table, in docs/reference/how-fast.md

A goal is a ratio between two that run in turn on one machine, several times, the medians of which
are divided: ours and what a user would do instead, or ours and ours on a plainer map. Whole
processes are measured, reading and compiling included, but where a row says that it is about one
pass alone. Seconds differ from machine to machine, and where a row has a goal in seconds they are
of processor time. Who is not installed is left out. For Linux.
"""

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import checking, growth, maps_of_any_size
from benchmarks.processes import Pair, cores, measured, run

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "how-fast.md"

HEADS = (
    "| what | map | beside | ours | theirs | ratio | goal | |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- |"
)

INTRODUCTION = """# How fast

What `servicemap` takes beside what one would do instead, or beside itself on a plainer map, made by

    python -m benchmarks.run --write

which says how it measures. A ratio below its goal meets it; what does not is marked. What a check
of many files spends its time on is told where it was decided how
[one process](../decisions/libyaml-events.md) and
[several](../decisions/several-processes-read-large-maps.md) read a map.
"""


class Goal(NamedTuple):
    """One row: what was measured, `ours` and `theirs` with their unit, and the ratio aimed at."""

    what: str
    data: str
    against: str
    ours: str
    theirs: str
    ratio: float
    goal: float

    @property
    def met(self) -> bool:
        """Whether it is no more than was aimed at."""
        return self.ratio <= self.goal

    @property
    def line(self) -> str:
        """A row of the table."""
        figures = (f"{self.ratio:.2f}", f"{self.goal:.2f}", "" if self.met else "missed")
        return f"| {' | '.join((*self[:5], *figures))} |"


def beside_tools(folder: Path, scale: int, only: str) -> Iterator[Goal]:
    """`check` and its start-up."""
    for what, data, against, pair, goal in checking.rows(folder, scale):
        if only not in what:
            continue
        ours, theirs = measured(pair, folder)
        unit = "MB" if pair.measure == "megabytes" else "s"
        yield Goal(
            *(what, data, against, f"{ours:.2f} {unit}", f"{theirs:.2f} {unit}"),
            *(ours / theirs, goal),
        )


def beside_itself(folder: Path, scale: int, only: str) -> Iterator[Goal]:
    """What alternatives and circles cost, with one length missing and without, and dense maps."""
    count = 1_000 // (2 if scale > 1 else 1)
    plain = _map(folder, "joins", count)
    questions = {
        "tolerance": ("tolerance", "{}"),
        "show": ("show", "T0", "{}"),
        "poster --team": ("poster", "{}", "--team", "T0", "-o", str(folder / "team.svg")),
    }
    for data in ("40% any_of", "circle"):
        path = _map(folder, data, count)
        opened = _without_a_length(path, count // 2)
        for name, line in questions.items():
            if only not in name:
                continue
            for said, where in ((data, path), (f"{data}, one length missing", opened)):
                ours, theirs = measured(Pair(_asked(line, where), _asked(line, plain)), folder)
                both = f"{ours:.2f} s", f"{theirs:.2f} s"
                yield Goal(name, said, "the plain map", *both, ours / theirs, 3)
    dense = _map(folder, "complete", 100)
    questions |= {"check": ("check", "{}"), "trace": ("trace", "{}", "--late", "T0=60d")}
    for name, line in questions.items():
        if only not in name:
            continue
        taken = [run(_asked(line, dense), folder, cores(1)).seconds or 0 for _ in range(3)]
        seconds = statistics.median(taken)
        yield Goal(name, "complete, 100", "seconds", f"{seconds:.2f} s", "", seconds, 3)


def as_it_grows(folder: Path, scale: int, only: str) -> Iterator[Goal]:
    """The worst step, and the memory of the largest map, of each command."""
    del folder
    for one in growth.measured(10_000 // (2 if scale > 1 else 1), only, 3, 300):
        steps = [step for step in one.steps if step is not None]
        sizes = " → ".join(f"{size:,}" for size in one.sizes)
        taken = [used.seconds for used in one.sizes.values()]
        if steps and None not in taken:
            seconds = " → ".join(f"{each:.2f}" for each in taken if each is not None)
            what = f"{one.name}: growth"
            yield Goal(what, f"{one.data}, {sizes}", "linear", seconds, "", max(steps), growth.STEP)
        if one.power == 1 and max(one.sizes, default=0) >= 10_000:
            what = f"{one.name}: KB a team"
            megabytes = f"{[*one.sizes.values()][-1].megabytes:.0f} MB"
            yield Goal(what, one.data, "a team", megabytes, "", one.kilobytes, growth.KILOBYTES)


def beside_networkx(folder: Path, scale: int, only: str) -> Iterator[Goal]:
    """Traces and tolerances, in this process: all of them, then a pass alone."""
    del folder
    if not any(only in what for what in ("trace", "tolerance")):
        return
    from benchmarks import timing  # NetworkX is there only where somebody measures it

    for what, ours, theirs, goal in timing.compared(100_000 // scale, 10_000 // scale):
        figures = f"{ours:.0f} ms", f"{theirs:.0f} ms"
        yield Goal(what, "generated", "NetworkX", *figures, ours / theirs, goal)


def each_team(folder: Path, scale: int, only: str) -> Iterator[Goal]:
    """One poster more of a set, beyond the first."""
    if only not in "poster --each-team":
        return
    count = 500 // scale
    path = _map(folder, "lean", count)
    out = str(folder / "each")
    whole = run(_asked(("poster", "{}", "--each-team", "-o", out), path), folder, cores(1))
    one = run(
        _asked(("poster", "{}", "--team", "T0", "-o", str(folder / "one.svg")), path),
        *(folder, cores(1)),
    )
    more = ((whole.seconds or 0) - (one.seconds or 0)) / (count - 1) * 1000
    what = f"poster --each-team, {count}: ms for one more"
    yield Goal(what, "lean", "ms", f"{whole.seconds:.1f} s", f"{one.seconds:.2f} s", more, 40)


PARTS: dict[str, Callable[[Path, int, str], Iterator[Goal]]] = {
    "tools": beside_tools,
    "itself": beside_itself,
    "networkx": beside_networkx,
    "each-team": each_team,
    "growth": as_it_grows,
}


def _map(folder: Path, data: str, count: int) -> Path:
    """A map of so many teams."""
    return maps_of_any_size.WRITERS[data](folder / data.replace("/", ""), count)


def _without_a_length(path: Path, k: int) -> Path:
    """The same map, in which nobody says how long one service takes."""
    opened = path.with_name("opened.yaml")
    text = path.read_text(encoding="utf-8")
    said = re.compile(rf"(service: w{k}), takes: \d+d")
    opened.write_text(said.sub(r"\1", text), encoding="utf-8", newline="\n")
    return opened


def _asked(line: tuple[str, ...], path: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "servicemap", *(word.format(path) for word in line))


def _machine() -> str:
    """On what it was measured."""
    count = len(os.sched_getaffinity(0))
    many = "core" if count == 1 else "cores"
    return f"Measured with {count} {many}, Python {platform.python_version()}."


def main() -> None:
    """Print the table as it is found; write it, and fail, if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the files")
    parser.add_argument("--only", default="", help="the commands with this in their name")
    parser.add_argument("--part", choices=PARTS, action="append", help="these rows alone")
    parser.add_argument("--fail", action="store_true", help="exit code 1 where a goal is missed")
    parser.add_argument("--write", action="store_true", help="the page in docs/")
    given = parser.parse_args()
    scale = 10 if given.quick else 1
    found = []
    print(f"{_machine()}\n\n{HEADS}", flush=True)
    for part in given.part or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            for one in PARTS[part](Path(folder), scale, given.only):
                found.append(one)
                print(one.line, flush=True)
    missed = [one for one in found if not one.met]
    print(f"\n{len(found) - len(missed)} of {len(found)} goals are met.")
    if given.write:
        table = "\n".join([HEADS, *(one.line for one in found)])
        alone = "".join(f" --part {part}" for part in given.part or ())
        note = f" Of it all, what `{alone.strip()}` measures." if alone else ""
        text = f"{INTRODUCTION}\n{_machine()}{note}\n\n{table}\n"
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    if given.fail and missed:
        sys.exit(1)


if __name__ == "__main__":
    main()
