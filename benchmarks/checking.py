"""`servicemap check`, whole processes, measured beside the tools people run in its place.

    python benchmarks/checking.py            start-up, 10,000 small files, one large file of 43 MB
    python benchmarks/checking.py --quick    a tenth of the files

Each pair runs in turn, in fresh processes, several times; the medians of processor time (for what
runs on one core) or of time on the clock (for what runs on all) are divided. Only the ratios mean
anything: machines differ, and this one is busy with other things as well. yamllint and
check-jsonschema are looked for beside this Python; rows without them are left out. For Linux, where
a process can be kept on one core.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

LAYERS = 10
"""Teams rely on teams of the layer before, so that a map of any size is a healthy one."""

TINY = """
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""

LOAD = """
import sys, yaml
from pathlib import Path
root = Path(sys.argv[1])
paths = [root] if root.is_file() else sorted(root.rglob("*.yaml"))
kept = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in paths]
"""

SERVICEMAP = str(Path(sys.executable).with_name("servicemap"))
CHECK = (SERVICEMAP, "check")


class Run(NamedTuple):
    """What one process took: seconds of processor time and on the clock, and megabytes."""

    processor: float
    clock: float
    memory: float


class Row(NamedTuple):
    """One line of the table: the two commands, what is compared of them, the ratio aimed at."""

    what: str
    against: str
    ours: Sequence[str]
    theirs: Sequence[str]
    measure: str
    goal: float
    times: int


def team(number: int, teams: int) -> str:
    """One team with a few lines about itself; what it makes goes to two teams of the next layer."""
    layer = teams // LAYERS
    last = number >= teams - layer
    customers = [number + layer, (number // layer + 1) * layer + (7 * number) % layer]
    names = ["Everybody"] if last else [f"Team {one}" for one in dict.fromkeys(customers)]
    relies = (
        f"    relies_on:\n"
        f"      - {{provider: Team {number - layer}, service: Report of team {number - layer},"
        f" slack: 1h}}\n"
        if number >= layer
        else ""
    )
    return (
        f"  Team {number}:\n"
        f"    department: Department {number % 40}\n"
        f"    owner: Somebody {number}\n"
        f"    contact: somebody.{number}@organisation.example\n"
        f"    about: Sees to it that what team {number} is there for is done, and done in time\n"
        f"    objectives:\n"
        f"      - Answer every question on the day on which it is asked\n"
        f"      - Know by name everybody who relies on us, and ask them twice a year\n"
        f"      - Say on Friday what will be late on Monday, and to whom, and by how much\n"
        f"      - Ask whoever got something from us last month what they did with it\n"
        f"    feedback:\n"
        f"      score: {number % 11}\n"
        f"      asked: 2027-01-{number % 28 + 1:02}\n"
        f"      says: Good work, and mostly in time; a word when it is not would help us more\n"
        f"      done: A list of what is late goes round on Fridays, with names and days on it\n"
        f"    serves:\n"
        f"      - customer: [{', '.join(names)}]\n"
        f"        service: Report of team {number}\n"
        f"        takes: {number % 8 + 1}h\n"
        f"        promise: {60 + number % 30}d\n" + relies
    )


def one_file(folder: Path, teams: int) -> Path:
    """All teams in one file."""
    path = folder / "large.yaml"
    with path.open("w", encoding="utf-8") as file:
        file.write("end_users: [Everybody]\nteams:\n")
        file.writelines(team(number, teams) for number in range(teams))
    return path


def many_files(folder: Path, teams: int) -> Path:
    """Each team in its own file, 500 to a folder."""
    root = folder / f"of-{teams}"
    root.mkdir()
    (root / "customers.yaml").write_text("end_users: [Everybody]\n", encoding="utf-8")
    for number in range(teams):
        place = root / f"{number // 500:03}"
        place.mkdir(exist_ok=True)
        text = "teams:\n" + team(number, teams)
        (place / f"team-{number:06}.yaml").write_text(text, encoding="utf-8")
    return root


def run(command: Sequence[str], cores: set[int], folder: Path) -> Run:
    """Run a command, which has to succeed, on some of the cores, where no settings are found."""
    every = os.sched_getaffinity(0)
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    start = time.perf_counter()
    os.sched_setaffinity(0, cores)  # a child inherits it
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, cwd=folder
    )
    os.sched_setaffinity(0, every)
    with process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{command[:4]} failed: {said.decode(errors='replace')[-500:]}")
    return Run(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def measured(row: Row, folder: Path) -> tuple[float, float]:
    """Theirs and ours, the medians of several runs in turn."""
    every = os.sched_getaffinity(0)
    cores = every if row.measure == "clock" else {min(every)}
    pairs = [
        (run(row.theirs, cores, folder), run(row.ours, cores, folder)) for _ in range(row.times)
    ]
    theirs, ours = zip(*pairs, strict=True)
    return (
        statistics.median(getattr(one, row.measure) for one in theirs),
        statistics.median(getattr(one, row.measure) for one in ours),
    )


def rows(folder: Path, scale: int) -> Iterator[Row]:
    """The table of speed.md, as far as it is about `check`."""
    tiny = folder / "tiny.yaml"
    tiny.write_text("---" + TINY, encoding="utf-8")
    python = (sys.executable, "-c")
    yield Row(
        "servicemap --help",
        "import click",
        (SERVICEMAP, "--help"),
        (*python, "import click"),
        "processor",
        1.3,
        15,
    )
    yamllint = beside_python("yamllint")
    if yamllint:
        yield Row(
            "a tiny map",
            "yamllint",
            (*CHECK, str(tiny)),
            (yamllint, str(tiny)),
            "processor",
            0.9,
            15,
        )
    many = str(many_files(folder, 10_000 // scale))
    large = str(one_file(folder, 46_000 // scale))
    load = (*python, LOAD)
    number = f"{10_000 // scale:,} files"
    yield Row(
        f"{number}, one core", "CSafeLoader", (*CHECK, many), (*load, many), "processor", 0.6, 3
    )
    yield Row(
        f"{number}, all cores", "CSafeLoader", (*CHECK, many), (*load, many), "clock", 0.35, 3
    )
    yield Row("one large file", "CSafeLoader", (*CHECK, large), (*load, large), "processor", 0.2, 1)
    yield Row("its memory", "CSafeLoader", (*CHECK, large), (*load, large), "memory", 0.5, 1)
    schema_check = beside_python("check-jsonschema")
    if schema_check:
        schema = folder / "schema.json"
        with schema.open("w", encoding="utf-8") as file:
            subprocess.run([SERVICEMAP, "schema"], stdout=file, check=True)
        some = many_files(folder, 2000)
        files = sorted(map(str, some.rglob("*.yaml")))
        theirs = (schema_check, "--schemafile", str(schema), *files)
        yield Row("2,000 files", "check-jsonschema", (*CHECK, str(some)), theirs, "clock", 0.1, 1)


def beside_python(tool: str) -> str | None:
    """A tool that is installed in the same environment."""
    path = Path(sys.executable).with_name(tool)
    return str(path) if path.exists() else None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the files")
    scale = 10 if parser.parse_args().quick else 1
    print(f"{'':24} {'beside':18} {'theirs':>9} {'ours':>9} {'ratio':>7} {'goal':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), scale):
            theirs, ours = measured(row, Path(folder))
            unit = "MB" if row.measure == "memory" else "s"
            print(
                f"{row.what:24} {row.against:18} {theirs:7.2f} {unit:2}{ours:7.2f} {unit:2}"
                f"{ours / theirs:6.2f} {row.goal:6.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
