"""How far boxes move on a poster that keeps an earlier one's order, after one link was edited.

    python -m benchmarks.stability                    200 edits of our own maps
    python -m benchmarks.stability MAP... --edits 50  these maps
    python -m benchmarks.stability --anew             the same drawn without --keep-order

Each edit is one of three by chance: a link goes, a new one comes, or one gets another customer.
What a box has moved is how far its middle has, in parts of the paper's width.
"""

import argparse
import json
import random
import statistics
from collections.abc import Iterator, Mapping
from itertools import islice
from math import hypot
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import servicemap as sm
from benchmarks.marks import maps_in, marks_of
from servicemap.drawing.scene import Scene
from servicemap.loading import read_text
from servicemap.model import Group, ServiceMap

OURS = Path(__file__).parents[1] / "maps"
GOAL = 0.05
"""The part of the paper's width that boxes may move by on average."""


class Link(NamedTuple):
    """Who delivers what to whom, by ids and names."""

    provider: str
    service: str
    customer: str


class BareMap(NamedTuple):
    """A map with nothing but parties and links, which is edited with ease."""

    parties: Mapping[str, tuple[Group, str, str | None]]
    links: tuple[Link, ...]

    def loaded(self) -> ServiceMap:
        """The same as a map. JSON is YAML."""
        sections: dict[str, dict[str, object]] = {"map": {"title": "Edited"}}
        for id_, (group, name, department) in self.parties.items():
            entry: dict[str, object] = {"name": name}
            if department:
                entry["department"] = department
            if serves := [link for link in self.links if link.provider == id_]:
                entry["serves"] = [
                    {"customer": link.customer, "service": link.service} for link in serves
                ]
            sections.setdefault(group.value, {})[id_] = entry
        return read_text(json.dumps(sections, ensure_ascii=False)).map


def bare(m: ServiceMap) -> BareMap:
    """Parties and links of a map."""
    parties = {one.id: (one.group, one.name, one.department) for one in m.parties.values()}
    links = (Link(one.provider, m.services[one.service].name, one.customer) for one in m.reliances)
    return BareMap(parties, tuple(dict.fromkeys(links)))


def edits(m: BareMap, chance: random.Random) -> Iterator[BareMap]:
    """The map with one link edited, again and again from the start."""
    ids = list(m.parties)
    senders = [id_ for id_ in ids if any(link.provider == id_ for link in m.links)]
    while True:
        links = [*m.links]
        kind = chance.choice(("goes", "comes", "other customer"))
        if kind == "comes":
            new = Link(chance.choice(senders), "Something new", chance.choice(ids))
        else:
            gone = links.pop(chance.randrange(len(links)))
            new = gone._replace(customer=chance.choice(ids))
        known = {(link.provider, link.customer) for link in links}
        if kind != "goes":
            if new.provider == new.customer or (new.provider, new.customer) in known:
                continue
            links.append(new)
        yield m._replace(links=tuple(links))


def shift(before: Scene, after: Scene) -> float:
    """How far boxes have moved on average, in parts of the width; those that are on both."""
    then, now = _middles(before), _middles(after)
    moved = [hypot(now[id_][0] - x, now[id_][1] - y) for id_, (x, y) in then.items() if id_ in now]
    return statistics.mean(moved) / before.width


def _middles(scene: Scene) -> dict[str, tuple[float, float]]:
    return {
        part.id: (part.area.x + part.area.width / 2, part.area.y + part.area.height / 2)
        for part in scene.parts
        if part.role == "box" and part.area
    }


def main() -> None:
    """Print how far boxes move."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("maps", nargs="*", type=Path, default=[OURS])
    parser.add_argument("--edits", type=int, default=200, help="of all maps together")
    parser.add_argument("--anew", action="store_true", help="keep no order")
    parser.add_argument("--font", action="append", default=[], help="a font file")
    asked = parser.parse_args()
    maps = list(maps_in(asked.maps))
    print(f"{'':24}{'edits':>8}{'mean':>8}{'most':>8}{'crossings':>12}{'names':>9}")
    everything: list[float] = []
    for at, path in enumerate(maps):
        count = (at + 1) * asked.edits // len(maps) - at * asked.edits // len(maps)
        try:
            everything += _measured(path, count, asked.font, anew=asked.anew)
        except sm.ServiceMapError as error:
            print(f"{path.stem[:22]:24} left out: {str(error).splitlines()[0]}")
    mean = statistics.mean(everything) if everything else 0
    goal = "" if mean < GOAL else f"  goal: below {GOAL:.0%}"
    print(f"{'all':24}{len(everything):8}{mean:8.1%}{max(everything, default=0):8.1%}{goal}")


def _measured(path: Path, count: int, fonts: list[str], *, anew: bool) -> list[float]:
    """How far boxes move in so many edits of one map, which is printed too."""
    first = bare(sm.load(path))
    chance = random.Random(1)
    shifts, crossings, names = [], [], []
    with TemporaryDirectory() as folder:
        old = Path(folder) / "old.svg"
        poster = sm.poster(first.loaded(), fonts=fonts)
        poster.save(old)
        for edited in islice(edits(first, chance), count):
            kept = None if anew else old
            scene = sm.poster(edited.loaded(), fonts=fonts, keep_order=kept).scene
            marks = marks_of(scene)
            shifts.append(shift(poster.scene, scene))
            crossings.append(marks.crossings)
            names.append(marks.names)
    print(
        f"{path.stem[:22]:24}{count:8}{statistics.mean(shifts):8.1%}{max(shifts):8.1%}"
        f"{statistics.mean(crossings):12.1f}{statistics.mean(names):6.1f} pt",
        flush=True,
    )
    return shifts


if __name__ == "__main__":
    main()
