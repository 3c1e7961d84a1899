"""Maps of any size, written as files: what the benchmarks of growth read.

    python -m benchmarks.maps_of_any_size FOLDER lean 10000

Two sets of data. A *lean* one: a team, its work, who gets it. One *like maps/*, as people write
them: names in several scripts, comments, quotes, short forms, both sides speaking, feedback,
calendars, departures. In either, teams stand in layers and serve teams of the next one, so that the
longest way is equally long however many teams there are, and what is made of a map can grow with
nothing but the map. The others are what those two hide: promises that grow with the map, `any_of`,
circles, everybody serving everybody, promises broken in a row, findings, many needs, needs that
nobody says behind one team of many services.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

LAYERS = 12
PROMISES = 100
"""To end users, made by the last teams, who get the work of the whole layer before."""

TEAMS_TO_A_FILE = 500

KINDS_OF_NAMES = (
    "Purchasing {}",
    "Warehouse, bay {}",
    "Einkauf Süd {}",
    "Atelier d'été {}",
    "購買課{}",
    "المخزن {}",
    "Отдел снабжения {}",
    "Πωλήσεις {}",
    "Büro {}",
    "No. {}",
)
PROMISED_IN = "90d"


class Shape:
    """Who serves whom among `count` teams; the same for each way of writing it down."""

    def __init__(self, count: int, promises: int = PROMISES) -> None:
        self.count, self.promises = count, min(promises, count)
        self.layer = max(1, (count - self.promises) // LAYERS)
        draw = random.Random(1)
        self.customers = [tuple(self._drawn(k, draw)) for k in range(count)]

    def _drawn(self, k: int, draw: random.Random) -> list[int]:
        last = self.count - self.promises
        if k >= last:
            return []
        begins = (k // self.layer + 1) * self.layer
        if begins >= last:
            return [last + k % self.promises]
        among = range(begins, min(begins + self.layer, last))
        return sorted({draw.choice(among) for _ in range(3)})

    def providers(self) -> list[list[int]]:
        """Whom each team gets something from."""
        found: list[list[int]] = [[] for _ in range(self.count)]
        for k, customers in enumerate(self.customers):
            for customer in customers:
                found[customer].append(k)
        return found


def lean(folder: Path, count: int, promises: int = PROMISES) -> Path:
    """A team, its work, who gets it: one file."""
    shape = Shape(count, promises)

    def lines() -> Iterator[str]:
        yield "map: {title: Lean}\nteams:\n"
        for k, customers in enumerate(shape.customers):
            to = ", ".join(f"T{one}" for one in customers)
            yield f"  T{k}:\n    serves:\n"
            if customers:
                yield f"      - {{customer: [{to}], service: w{k}, takes: {k % 3 + 1}d}}\n"
            else:
                yield (
                    f"      - {{customer: Shoppers {k % 10}, service: w{k}, takes: 1d,"
                    f" promise: {PROMISED_IN}}}\n"
                )
        yield f"end_users: [{', '.join(f'Shoppers {n}' for n in range(10))}]\n"

    return _written(folder / "lean.yaml", lines())


def like_maps(
    folder: Path, count: int, promises: int = PROMISES, to_a_file: int = TEAMS_TO_A_FILE
) -> Path:
    """As people write maps: a folder, with so many teams to a file."""
    shape = Shape(count, promises)
    root = folder / "like-maps"
    root.mkdir(parents=True)
    _written(
        root / "map.yaml",
        "map:\n  title: 'Like maps'\n  start: 2027-02-01\n  date: 2027-01-31\n"
        "  calendar: {workdays: Mon-Fri, hours: 09:00-17:00, holidays: [2027-02-08]}\n"
        "  calendars:\n    round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}\n"
        "  confirm_every: 90d\nend_users:\n",
        *(f'  "Shoppers {n}": {{owner: Head of Stores}}  # district {n}\n' for n in range(10)),
    )
    providers = shape.providers()
    for first in range(0, count, to_a_file):
        those = range(first, min(first + to_a_file, count))
        path = root / f"part-{first // to_a_file:04}.yaml"
        _written(
            path,
            "# One part of the house.\n\nteams:\n",
            *(_team(shape, providers, k) for k in those),
        )
    return root


def name(k: int) -> str:
    """What a team is called in a map like maps/."""
    return KINDS_OF_NAMES[k % len(KINDS_OF_NAMES)].format(k)


def _quoted(k: int) -> str:
    quote = '"' if "'" in name(k) else "'"
    return f"{quote}{name(k)}{quote}"


def _team(shape: Shape, providers: list[list[int]], k: int) -> str:
    quote = "'" if "'" not in name(k) else '"'
    customers = [
        f"{quote}{name(one)}{quote}" if "'" not in name(one) else f'"{name(one)}"'
        for one in shape.customers[k]
    ]
    lines = [
        f"  {quote}{name(k)}{quote}:  # {k % 7 + 2} people",
        f"    department: Department {k % 40}",
        f'    owner: "Somebody {k}, deputy"',
        f"    contact: somebody.{k}@organisation.example",
        "    about: >-",
        "      Sees to it that what it is there for is done,",
        "      and done in time",
        f"    confirmed: 2027-01-{k % 28 + 1:02}",
        "    objectives:",
        "      - Answer every question on the day on which it is asked",
        f'      - "Say on Friday what will be late on Monday: part {k}"',
    ]
    if k % 10 == 3:
        lines.append("    calendar: round-the-clock")
    if k % 3 == 0:
        lines += [
            "    feedback:",
            f"      score: {k % 11}",
            f"      asked: 2027-01-{k % 28 + 1:02}",
            "      says: Good work, and mostly in time; a word when it is not would help",
        ]
    lines.append("    serves:")
    if not customers:
        lines += [
            f"      - customer: Shoppers {k % 10}",
            f"        service: Parcels {k}",
            "        takes: {best: 1d, likely: 1d, worst: 1d}",
            f"        promise: {PROMISED_IN}",
            f"        confirmed: 2027-01-{k % 28 + 1:02}",
        ]
    elif k % 4 == 0:  # the short form
        lines[-1] = f"    serves: {{{customers[0]}: Report {k}}}   # by post"
    else:
        lines += [
            f"      - customer: [{', '.join(customers)}]",
            f"        service: Report {k}",
            f"        takes: {k % 3 + 1}d",
            f"        confirmed: 2027-01-{k % 28 + 1:02}",
        ]
        if k % 50 == 7:
            lines.append("        departs: Fri 17:00")
    heard = [one for one in providers[k][:3] if one % 4]
    if heard:
        lines.append("    relies_on:")
    for one in heard:
        said = _quoted(one)
        lines += [
            f"      - {{provider: {said}, service: Report {one}, slack: {one % 3 + 1}h,",
            f"         wants: Sorted by shelf, confirmed: 2027-01-{k % 28 + 1:02}}}",
        ]
    return "\n".join(lines) + "\n"


def growing_promises(folder: Path, count: int) -> Path:
    """A lean map in which every tenth team serves outside."""
    return lean(folder, count, count // 10)


def later(folder: Path, count: int) -> Path:
    """The lean map, and beside it a later version, in which some take longer than they did."""
    source = lean(folder, count)
    slower = (
        line.replace("takes: 2d", "takes: 4d") if k % 100 == 0 else line
        for k, line in enumerate(source.read_text(encoding="utf-8").splitlines(keepends=True))
    )
    _written(folder / "later.yaml", slower)
    return source


def kept_by_git(folder: Path, count: int) -> Path:
    """The lean map in a repository of its own: a revision of it, and the later version as it is."""
    source = later(folder, count)
    name = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
        f"GIT_{whose}_{what}": said
        for whose in ("AUTHOR", "COMMITTER")
        for what, said in (
            ("NAME", "Somebody"),
            ("EMAIL", "somebody@organisation.example"),
            ("DATE", "2027-01-04T09:00:00Z"),
        )
    }
    for line in ("init --quiet", f"add {source.name}", "commit --quiet -m The.map"):
        subprocess.run(["git", *line.split()], cwd=folder, env={**os.environ, **name}, check=True)
    (folder / "later.yaml").replace(source)
    return source


def orphans(folder: Path, count: int) -> Path:
    """A map with a finding a team."""
    idle = (f"  T{k}: {{owner: Somebody {k}}}\n" for k in range(count))
    return _written(folder / "orphans.yaml", "teams:\n  Hub: {serves: {Shop: it}}\n", idle, _SHOP)


def without_orphans(folder: Path, count: int) -> Path:
    """The same, all mended: each line of its baseline is stale."""
    del count
    return _written(folder / "mended.yaml", "teams:\n  Hub: {serves: {Shop: it}}\n", _SHOP)


def many_needs(folder: Path, count: int) -> Path:
    """One service that needs those of everybody else."""
    needs = ", ".join(f"T{k}/w{k}" for k in range(count))
    hub = (
        f"teams:\n  Hub:\n    serves:\n      - {{customer: Shop, service: all, needs: [{needs}]}}\n"
    )
    teams = (_serves(k, "Hub") for k in range(count))
    return _written(folder / "needs.yaml", hub, teams, _SHOP)


def broken_in_a_row(folder: Path, count: int) -> Path:
    """Each team promises the next what the plan cannot keep."""
    teams = (
        _serves(k, f"T{k + 1}" if k < count - 1 else "Shop", ", promise: 1h") for k in range(count)
    )
    return _written(folder / "row.yaml", "teams:\n", teams, _SHOP)


def open_behind_one(folder: Path, count: int) -> Path:
    """One team has a service for each of the others, who do two things and say of neither what it
    needs; one of them they promise earlier than it can be there.
    """
    hub = ", ".join(f"{{customer: T{k}, service: s{k}, takes: 1d}}" for k in range(count))
    teams = (
        f"  T{k}:\n    serves:\n"
        f"      - {{customer: Shop, service: a{k}, takes: 2d, promise: 1d}}\n"
        f"      - {{customer: Shop, service: b{k}, takes: 1d, promise: 5d}}\n"
        for k in range(count)
    )
    return _written(folder / "open.yaml", f"teams:\n  Hub: {{serves: [{hub}]}}\n", teams, _SHOP)


def circle(folder: Path, count: int) -> Path:
    """Everybody in one circle, every tenth of whom serves outside."""
    teams = (
        _serves(k, f"T{(k + 1) % count}{', Shop' if k % 10 == 0 else ''}") for k in range(count)
    )
    return _written(folder / "circle.yaml", "teams:\n", teams, _SHOP)


def complete(folder: Path, count: int) -> Path:
    """Everybody serves everybody else, and every tenth serves outside."""

    def customers(k: int) -> str:
        others = [f"T{one}" for one in range(count) if one != k]
        return ", ".join([*others, *(["Shop"] if k % 10 == 0 else [])])

    teams = (_serves(k, customers(k)) for k in range(count))
    return _written(folder / "complete.yaml", "teams:\n", teams, _SHOP)


def plain_joins(folder: Path, count: int, share: float = 0) -> Path:
    """A map written by the customers; of such a `share` of its joins either delivery will do."""
    shape, draw = Shape(count), random.Random(2)

    def lines() -> Iterator[str]:
        yield "teams:\n"
        for k, providers in enumerate(shape.providers()):
            yield f"  T{k}:\n"
            of_any = len(providers) > 1 and draw.random() < share
            indent = "          " if of_any else "      "
            if providers:
                yield "    relies_on:\n" + ("      - any_of:\n" if of_any else "")
            for one in providers:
                yield f"{indent}- {{provider: T{one}, service: w{one}, slack: 1h}}\n"
            own = f"service: w{k}, takes: {k % 3 + 1}d"
            if not shape.customers[k]:
                yield f"    serves:\n      - {{customer: Shop, {own}, promise: {PROMISED_IN}}}\n"
            else:
                to = f"T{shape.customers[k][0]}"
                yield f"    serves:\n      - {{customer: {to}, {own}}}\n"
        yield _SHOP

    return _written(folder / "joins.yaml", lines())


def with_alternatives(folder: Path, count: int) -> Path:
    """The same, with 40% `any_of`."""
    return plain_joins(folder, count, 0.4)


_SHOP = "end_users: [Shop]\n"


def _serves(k: int, customers: str, more: str = "") -> str:
    own = f"service: w{k}, takes: 1d{more}"
    return f"  T{k}:\n    serves:\n      - {{customer: [{customers}], {own}}}\n"


def _written(path: Path, *parts: str | Iterator[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for part in parts:
            file.writelines([part] if isinstance(part, str) else part)
    return path


WRITERS: dict[str, Callable[[Path, int], Path]] = {
    "lean": lean,
    "like maps/": like_maps,
    "promises grow": growing_promises,
    "two versions": later,
    "kept by git": kept_by_git,
    "a finding a team": orphans,
    "all mended": without_orphans,
    "needs of one service": many_needs,
    "broken in a row": broken_in_a_row,
    "open behind one": open_behind_one,
    "circle": circle,
    "complete": complete,
    "joins": plain_joins,
    "40% any_of": with_alternatives,
}


if __name__ == "__main__":
    into, what, size = sys.argv[1:]
    print(WRITERS[what](Path(into), int(size)))
