"""`servicemap check`, whole processes, beside the tools that people run in its place.

Its rows are measured by `python -m benchmarks.run`. yamllint and check-jsonschema are looked for
beside this Python; rows without them are left out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.maps_of_any_size import like_maps
from benchmarks.processes import Pair, cores, run

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
"""As people call it."""

CHECK = (SERVICEMAP, "check")


class Row(NamedTuple):
    """One goal: what is measured, on which data, beside what, and the ratio that is aimed at."""

    what: str
    data: str
    against: str
    pair: Pair
    goal: float


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


def rows(folder: Path, scale: int) -> Iterator[Row]:
    """The goals of `check`, each as it is to be measured; of the files one in `scale`."""
    tiny = folder / "tiny.yaml"
    tiny.write_text("---" + TINY, encoding="utf-8")
    python = (sys.executable, "-c")
    bare = Pair((SERVICEMAP, "--help"), (*python, "import click"), times=15)
    yield Row("servicemap --help", "", "import click", bare, 1.3)
    yamllint = beside_python("yamllint")
    if yamllint:
        pair = Pair((*CHECK, str(tiny)), (yamllint, str(tiny)), times=15)
        yield Row("check of a tiny map", "", "yamllint", pair, 0.9)
    load = (*python, LOAD)
    count = 10_000 // scale
    number = f"check, {count:,} files"
    for data, many in (
        ("lean", str(many_files(folder, count))),
        ("like maps/", str(like_maps(folder / "many", count, to_a_file=1))),
    ):
        pair = Pair((*CHECK, many), (*load, many))
        yield Row(f"{number}, one core", data, "CSafeLoader", pair, 0.9)
        if len(cores(2)) == 2:
            two = pair._replace(measure="clock", cores=2)
            yield Row(f"{number}, two cores", data, "CSafeLoader", two, 0.6)
    large = str(one_file(folder, 46_000 // scale))
    pair = Pair((*CHECK, large), (*load, large))
    yield Row("check, one large file: time", "lean", "CSafeLoader", pair, 0.5)
    memory = pair._replace(measure="megabytes", times=1)
    yield Row("check, one large file: memory", "lean", "CSafeLoader", memory, 0.4)
    schema_check = beside_python("check-jsonschema")
    if schema_check:
        some = many_files(folder, 2000)
        run((SERVICEMAP, "schema"), folder, cores(1))
        schema = (folder / "printed").rename(folder / "schema.json")
        files = sorted(map(str, some.rglob("*.yaml")))
        theirs = (schema_check, "--schemafile", str(schema), *files)
        pair = Pair((*CHECK, str(some)), theirs, times=1)
        yield Row("check, 2,000 files", "lean", "check-jsonschema", pair, 0.1)


def beside_python(tool: str) -> str | None:
    """A tool that is installed in the same environment."""
    path = Path(sys.executable).with_name(tool)
    return str(path) if path.exists() else None
