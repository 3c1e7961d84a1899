"""Reading, measured beside PyYAML's C loader on the same files.

    python benchmarks/reading.py            one large file of 43 MB, and 10,000 small ones
    python benchmarks/reading.py --quick    a tenth of that

Each is read in a fresh process, the two in turn, three times; the median counts. Only the ratios
mean anything: machines differ, and this one is busy with other things as well.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

WITH_YAML = """
import resource, sys, time
start = time.perf_counter()
import yaml
from pathlib import Path
root = Path(sys.argv[1])
for path in [root] if root.is_file() else sorted(root.rglob("*.yaml")):
    kept = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""

WITH_SERVICEMAP = """
import resource, sys, time
start = time.perf_counter()
from servicemap.loading import load_one
loaded = load_one(sys.argv[1])
assert not loaded.findings, loaded.findings[:3]
"""

REPORT = """
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.perf_counter() - start, memory)
"""

GOALS = {"one file": (0.2, 0.5), "many files": (0.6, None)}
"""What is read -> the ratios of time and of memory that are aimed at, for a whole check."""


def team(number: int, teams: int, chance: random.Random) -> str:
    """One team with a few lines about itself, two deliveries and two reliances."""
    customers = [chance.randrange(teams) for _ in range(2)]
    providers = [chance.randrange(teams) for _ in range(2)]
    serves = "".join(
        f"      - customer: Team {customer}\n"
        f"        service: Report {place} of team {number}\n"
        f"        takes: {chance.randrange(1, 9)}d\n"
        f"        promise: {chance.randrange(10, 60)}d\n"
        for place, customer in enumerate(customers)
    )
    relies = "".join(
        f"      - {{provider: Team {provider}, service: Advice {place} for team {number},"
        f" slack: {chance.randrange(1, 9)}h}}\n"
        for place, provider in enumerate(providers)
    )
    return (
        f"  Team {number}:\n"
        f"    department: Department {number % 40}\n"
        f"    owner: Somebody {number % 977}\n"
        f"    contact: somebody.{number % 977}@organisation.example\n"
        f"    about: Sees to it that what team {number} is there for is done, and done in time\n"
        "    objectives:\n"
        "      - Answer every question on the day on which it is asked\n"
        "      - Know by name everybody who relies on us, and ask them twice a year\n"
        f"    confirmed: 2027-01-{1 + number % 28:02}\n"
        f"    serves:\n{serves}    relies_on:\n{relies}"
    )


def one_file(folder: Path, teams: int) -> Path:
    """All teams in one file."""
    chance = random.Random(1)
    path = folder / "large.yaml"
    with path.open("w", encoding="utf-8") as file:
        file.write("teams:\n")
        file.writelines(team(number, teams, chance) for number in range(teams))
    return path


def many_files(folder: Path, teams: int) -> Path:
    """Each team in its own file, 500 to a folder."""
    chance = random.Random(1)
    root = folder / "many"
    for number in range(teams):
        place = root / f"{number // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        text = "teams:\n" + team(number, teams, chance)
        (place / f"team-{number:06}.yaml").write_text(text, encoding="utf-8")
    return root


def measured(program: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one reading in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", program + REPORT, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, memory = map(float, ran.stdout.split())
    return seconds, memory


def compared(path: Path, times: int = 3) -> Iterator[tuple[float, float, float]]:
    """For time, then for memory: theirs, ours, and the ratio of the two."""
    runs = [(measured(WITH_YAML, path), measured(WITH_SERVICEMAP, path)) for _ in range(times)]
    for which in (0, 1):
        theirs = statistics.median(run[0][which] for run in runs)
        ours = statistics.median(run[1][which] for run in runs)
        yield theirs, ours, ours / theirs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    scale = 10 if parser.parse_args().quick else 1
    print(f"{'':12} {'':8} {'CSafeLoader':>12} {'servicemap':>12} {'ratio':>7} {'goal':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for what, path in (
            ("one file", one_file(Path(folder), 46_000 // scale)),
            ("many files", many_files(Path(folder), 10_000 // scale)),
        ):
            units = zip(("seconds", "MB"), compared(path), GOALS[what], strict=True)
            for unit, (theirs, ours, ratio), goal in units:
                aimed = f"{goal:.2f}" if goal else "-"
                print(f"{what:12} {unit:8} {theirs:12.2f} {ours:12.2f} {ratio:7.2f} {aimed:>6}")


if __name__ == "__main__":
    main()
