"""Every command on maps of 1,000, 10,000 and 100,000 teams: processor time and peak memory.

    python -m benchmarks.growth                       prints the table, which takes an hour or two
    python -m benchmarks.growth --to 10000            a few minutes
    python -m benchmarks.growth --only tolerance
    python -m benchmarks.growth --write               also the page and the plot in docs/
    python -m benchmarks.growth --kept FILE           goes on where an earlier run was stopped

Whole processes are measured, from the command line to the last byte, on one core. What counts are
ratios. A *step* is by how much more than the map a command grew: its time less what it takes for a
map of ten teams, divided by that at the size before, and by how many times as large the map is.
1.00 is linear, and the goal is no more than 1.15. Memory is given for each team, less that of ten.
Of a run that needs more than `--limit` seconds it is said that it does. For Linux.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.processes import Used, cores, run

SIZES = (1_000, 10_000, 100_000)
TINY = 10
STEP, KILOBYTES, SECONDS = 1.15, 12, 30
"""The goals: no more of a step, of memory for each team, and of time for the largest map."""

NOISE = 0.05
"""Seconds beyond those of a tiny map from which on it can be said how they grow."""

LEAN, LIKE_MAPS = BOTH = ("lean", "like maps/")


class Row(NamedTuple):
    """A command line, the maps it is tried on and their sizes.

    In the command line `{map}` is the map, `{beside}` the folder it lies in, `{team}` its first
    team, `{folder}` where results go that other rows of this size look at. `power`: 2 where what is
    asked for grows with the square of the map.
    """

    name: str
    arguments: str
    data: Sequence[str] = BOTH
    sizes: Sequence[int] = SIZES
    power: int = 1


SMALL = (500, 1_000, 2_000)

ROWS = (
    Row("check", "check|{map}|--date|2027-02-01"),
    Row("show", "show|{team}|{map}"),
    Row("trace", "trace|{map}|--late|{team}=60d"),
    Row("trace --format json", "trace|{map}|--late|{team}=60d|--format|json"),
    Row("tolerance --team", "tolerance|{map}|--team|{team}"),
    Row("tolerance", "tolerance|{map}"),
    Row("tolerance --format csv", "tolerance|{map}|--format|csv"),
    Row("promises", "promises|{map}"),
    Row("agreements", "agreements|{map}"),
    Row("care", "care|{map}|--date|2027-02-01"),
    Row("export", "export|{map}|-o|{folder}/exported.csv|--force"),
    Row("export, a workbook", "export|{map}|-o|{folder}/exported.xlsx|--force"),
    Row("schema --with-ids", "schema|--with-ids|{map}"),
    Row("poster --team", "poster|{map}|--team|{team}|-o|{folder}/team.svg"),
    Row("ask", "ask|{map}"),
    Row("ask --team", "ask|{map}|--team|{team}|-o|{folder}/sheets|--overwrite"),
    Row("history", "history|{map}|--date|2027-02-01", ("kept by git",)),
    Row("diff", "diff|{map}|{beside}/later.yaml", ("two versions",)),
    Row("promises", "promises|{map}", ("promises grow",)),
    Row("tolerance", "tolerance|{map}", ("promises grow",), SIZES[:2], power=2),
    Row("check", "check|{map}", ("a finding a team", "needs of one service")),
    Row(
        "check --update-baseline",
        "check|{map}|--baseline|{folder}/known.txt|--update-baseline|--fail-on|warning",
        ("a finding a team",),
    ),
    Row("check --baseline", "check|{map}|--baseline|{folder}/known.txt", ("a finding a team",)),
    Row(
        "check, a baseline all stale", "check|{map}|--baseline|{folder}/known.txt", ("all mended",)
    ),
    Row("check", "check|{map}", ("broken in a row",), SMALL),
    Row("promises", "promises|{map}", ("broken in a row",), SMALL),
    Row("trace", "trace|{map}|--late|{team}=1d", ("broken in a row",), SMALL),
    Row("check", "check|{map}", ("open behind one",), SMALL),
    Row("show", "show|Hub|{map}", ("open behind one",), SMALL),
    Row("tolerance", "tolerance|{map}", ("joins", "40% any_of", "circle"), SMALL[:2]),
    Row("show", "show|{team}|{map}", ("joins", "40% any_of", "circle"), SMALL[:2]),
    Row("tolerance", "tolerance|{map}", ("complete",), (50, 100), power=2),
    Row("show", "show|{team}|{map}", ("complete",), (50, 100), power=2),
    Row("trace", "trace|{map}|--late|{team}=60d", ("complete",), (50, 100), power=2),
    Row("check", "check|{map}", ("complete",), (50, 100), power=2),
    Row("poster, whole", "poster|{map}|-o|{folder}/whole.svg", (LEAN,), (40, 80, 160)),
    Row(
        "poster --each-team",
        "poster|{map}|--each-team|-o|{folder}/each|--overwrite",
        (LEAN,),
        (20, 40, 80),
    ),
)


class Measured(NamedTuple):
    """One row on one set of data: what a map of ten teams takes, and then each size."""

    name: str
    data: str
    power: int
    tiny: Used
    sizes: dict[int, Used]

    @property
    def steps(self) -> list[float | None]:
        """By how much more than the map it grew, from each size to the next."""
        return [self._step(*pair) for pair in pairwise(self.sizes)]

    def _step(self, small: int, large: int) -> float | None:
        less, more = self.sizes[small].seconds, self.sizes[large].seconds
        none = self.tiny.seconds
        if less is None or more is None or none is None or less - none < NOISE:
            return None
        return (more - none) / (less - none) / (large / small) ** self.power

    @property
    def kilobytes(self) -> float:
        """Of memory for each team (or pair of teams), at the largest size that was measured."""
        size, used = max(self.sizes.items())
        return (used.megabytes - self.tiny.megabytes) * 1024 / float(size**self.power)

    @property
    def missed(self) -> list[str]:
        """Which goals are missed: seconds are those of the largest map, memory of ten thousand."""
        found = []
        if any(step is not None and step > STEP for step in self.steps):
            found.append("steps")
        size, used = max(self.sizes.items())
        if used.seconds is None or (size == max(SIZES) and used.seconds > SECONDS):
            found.append("seconds")
        if self.power == 1 and size >= SIZES[1] and self.kilobytes > KILOBYTES:
            found.append("memory")
        return found


Known = dict[tuple[str, str], Measured]
"""What has been measured: a row's name and its data -> its figures."""


def median(row: Row, where: Path, data: str, size: int, runs: int, limit: int) -> Used:
    """What a row takes, of several runs the one in the middle."""
    folder = where / str(size)
    beside = folder / data.replace("/", "")
    noted = folder / f"{beside.name}.txt"
    if not noted.exists():
        # By another process: the memory that this one needs would count as that of those it starts.
        writes = [sys.executable, "-m", "benchmarks.maps_of_any_size", str(beside), data, str(size)]
        written = subprocess.run(writes, check=True, capture_output=True, text=True)
        noted.write_text(written.stdout.strip(), encoding="utf-8")
    path = noted.read_text(encoding="utf-8")
    team = "Purchasing 0" if data == LIKE_MAPS else "T0"
    places = {"map": path, "beside": beside, "team": team, "folder": folder}
    line = [one.format(**places) for one in row.arguments.split("|")]
    command = [sys.executable, "-m", "servicemap", *line]
    taken = [run(command, folder, cores(1), limit=limit) for _ in range(runs)]
    known = [one for one in taken if one.seconds is not None]
    if not known:
        return taken[0]
    return Used(
        statistics.median(one.seconds for one in known if one.seconds is not None),
        statistics.median(one.clock for one in known),
        statistics.median(one.megabytes for one in known),
        known[0].printed,
    )


def measured(
    largest: int, only: str, runs: int, limit: int, known: Known | None = None
) -> Iterator[Measured]:
    """Every row on each of its sets of data, as it is found; or as it is known."""
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        for row in ROWS:
            for data in row.data if only in row.name else ():
                if known and (row.name, data) in known:
                    yield known[row.name, data]
                    continue
                tiny = median(row, where, data, TINY, max(3, runs), limit)
                found: dict[int, Used] = {}
                for size in row.sizes:
                    if size <= largest:
                        often = runs if size < max(SIZES) else 1
                        found[size] = median(row, where, data, size, often, limit)
                        if found[size].seconds is None:
                            break  # what is larger takes longer
                yield Measured(row.name, data, row.power, tiny, found)


def kept(file: Path) -> Known:
    """What was measured before, of a file that `keep` has written."""
    known: Known = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        name, data, power, tiny, sizes = json.loads(line)
        used = {int(size): Used(*each) for size, each in sizes.items()}
        known[name, data] = Measured(name, data, power, Used(*tiny), used)
    return known


def keep(file: Path, one: Measured) -> None:
    """Add what was measured to what is kept."""
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(one) + "\n")


def main() -> None:
    """Print the table as it is found; write the page if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=int, default=max(SIZES), help="the largest map")
    parser.add_argument("--only", default="", help="the commands with this in their name")
    parser.add_argument("--runs", type=int, default=3, help="of each, the middle one counts")
    parser.add_argument("--limit", type=int, default=300, help="seconds that a run may take")
    parser.add_argument("--write", action="store_true", help="the page and the plot in docs/")
    parser.add_argument("--kept", type=Path, help="a file of what is measured, to go on with")
    given = parser.parse_args()
    from benchmarks import growth_page

    known = kept(given.kept) if given.kept else {}
    found = []
    print(growth_page.HEADS, flush=True)
    for one in measured(given.to, given.only, given.runs, given.limit, known):
        found.append(one)
        print(growth_page.line(one), flush=True)
        if given.kept and (one.name, one.data) not in known:
            keep(given.kept, one)
    if given.write:
        growth_page.write(found, given.runs)


if __name__ == "__main__":
    main()
