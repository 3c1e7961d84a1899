"""An A3 poster of a map of forty boxes, beside Mermaid and D2 drawing the same boxes and links.

    python benchmarks/posters.py             five runs of each, in turn
    python benchmarks/posters.py --runs 9

Whole processes are timed, from the command to the SVG on the disk, and the median counts. Only the
ratios mean anything. All are run as when installed: Python finds its bytecode, Node its packages.
Who is not installed is left out: Mermaid's `mmdc` (npm install @mermaid-js/mermaid-cli; it starts a
Chromium, named by PUPPETEER_EXECUTABLE_PATH where it is not its own) and `d2`. Both are looked for
on the PATH; MMDC and D2 name them otherwise.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

SUPPLIERS, TEAMS, DISTRIBUTORS, END_USERS = 8, 22, 3, 7
LINKS = 58
DEPARTMENTS = ("Back office", "Works", "Quality", "Sales", "IT Services")
THINGS = ("Forecast", "Order file", "Drawings", "Parts", "Test report", "Price list", "Roster")

GOAL, SHARE = 1.0, 0.5
"""Seconds, and the part of another's time, that a poster may take."""

Link = tuple[str, str, str]
"""Who delivers, to whom, what."""


def boxes() -> dict[str, list[str]]:
    """The section of a map -> the names in it."""
    return {
        "suppliers": [f"Supplier {n}" for n in range(SUPPLIERS)],
        "teams": [f"Team {n}" for n in range(TEAMS)],
        "distributors": [f"Dealer {n}" for n in range(DISTRIBUTORS)],
        "end_users": [f"Customer {n}" for n in range(END_USERS)],
    }


def links(seed: int = 7) -> list[Link]:
    """Deliveries that mostly run from suppliers by teams and dealers to customers; always the same.

    Everybody is on some chain, and a few links run back.
    """
    chance = random.Random(seed)
    names = boxes()
    teams = names["teams"]
    found: dict[tuple[str, str], str] = {}

    def add(provider: str, customer: str) -> None:
        if provider != customer:
            found.setdefault((provider, customer), chance.choice(THINGS))

    for supplier in names["suppliers"]:
        add(supplier, chance.choice(teams[: TEAMS // 2]))
    for at, team in enumerate(teams[:-4]):
        add(team, teams[min(TEAMS - 1, at + chance.randrange(1, 6))])
    for dealer in names["distributors"]:
        add(chance.choice(teams[-6:]), dealer)
    for at, customer in enumerate(names["end_users"]):
        add(names["distributors"][at % DISTRIBUTORS] if at % 2 else teams[-1 - at % 4], customer)
    for team in teams[-4:]:
        add(team, chance.choice(names["distributors"]))
    while len(found) < LINKS:
        low = chance.randrange(TEAMS)
        add(teams[low], teams[min(TEAMS - 1, max(0, low + chance.randrange(-2, 7)))])
    return [(provider, customer, what) for (provider, customer), what in found.items()]


def as_map(deliveries: Sequence[Link]) -> str:
    """For servicemap."""
    lines = ["map: {title: Forty boxes}"]
    for section, names in boxes().items():
        lines.append(f"{section}:")
        for at, name in enumerate(names):
            lines.append(f"  {name}:")
            if section == "teams":
                lines.append(f"    department: {DEPARTMENTS[at % len(DEPARTMENTS)]}")
            own = [(customer, what) for provider, customer, what in deliveries if provider == name]
            lines.append("    serves:" if own else "    about: nobody yet")
            lines += [f"      - {{customer: {c}, service: {what} {at}}}" for c, what in own]
    return "\n".join(lines) + "\n"


def as_mermaid(deliveries: Sequence[Link]) -> str:
    """For Mermaid, with the same departments as subgraphs."""
    names = boxes()
    lines = ["flowchart LR"]
    for at, department in enumerate(DEPARTMENTS):
        lines.append(f'  subgraph D{at}["{department}"]')
        lines += [f'    {_id(team)}["{team}"]' for team in names["teams"][at :: len(DEPARTMENTS)]]
        lines.append("  end")
    lines += [f'  {_id(provider)} -- "{what}" --> {_id(to)}' for provider, to, what in deliveries]
    return "\n".join(lines) + "\n"


def as_d2(deliveries: Sequence[Link]) -> str:
    """For D2, with the same departments as containers."""
    names = boxes()
    place = dict(zip(names["teams"], (DEPARTMENTS * TEAMS)[:TEAMS], strict=True))

    def path(name: str) -> str:
        return f'"{place[name]}"."{name}"' if name in place else f'"{name}"'

    lines = ["direction: right"]
    lines += [f'{path(provider)} -> {path(to)}: "{what}"' for provider, to, what in deliveries]
    return "\n".join(lines) + "\n"


def _id(name: str) -> str:
    return name.replace(" ", "")


def commands(folder: Path) -> dict[str, list[str]]:
    """Who can be run here -> how; says who cannot."""
    deliveries = links()
    (folder / "map.yaml").write_text(as_map(deliveries), encoding="utf-8")
    (folder / "map.mmd").write_text(as_mermaid(deliveries), encoding="utf-8")
    (folder / "map.d2").write_text(as_d2(deliveries), encoding="utf-8")
    puppeteer: dict[str, object] = {"args": ["--no-sandbox"]}
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or shutil.which("chromium")
    if browser:
        puppeteer["executablePath"] = browser
    (folder / "puppeteer.json").write_text(json.dumps(puppeteer), encoding="utf-8")

    def out(name: str) -> str:
        return str(folder / f"{name}.svg")

    found = {
        "servicemap": [
            *(sys.executable, "-m", "servicemap", "poster", str(folder / "map.yaml")),
            *("--paper", "A3", "-o", out("servicemap")),
        ]
    }
    mermaid = os.environ.get("MMDC") or shutil.which("mmdc")
    if mermaid:
        found["Mermaid"] = [
            *(mermaid, "--quiet", "-p", str(folder / "puppeteer.json")),
            *("-i", str(folder / "map.mmd"), "-o", out("mermaid")),
        ]
    else:
        print("Mermaid is not installed: npm install @mermaid-js/mermaid-cli, or set MMDC")
    d2 = os.environ.get("D2") or shutil.which("d2")
    if d2:
        found["D2"] = [d2, str(folder / "map.d2"), out("d2")]
    else:
        print("D2 is not installed: see d2lang.com, or set D2")
    return found


def measured(
    wanted: Mapping[str, Sequence[str]], runs: int, folder: Path
) -> dict[str, list[float]]:
    """Seconds of each run, all of them in turn, after one run that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in wanted}
    installed = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    installed.pop("PYTHONDONTWRITEBYTECODE", None)
    for run in range(runs + 1):
        for name, line in wanted.items():
            start = time.perf_counter()
            subprocess.run(line, check=True, capture_output=True, env=installed)
            if run:
                taken[name].append(time.perf_counter() - start)
    return taken


def main() -> None:
    """Print the medians, and how many times as long the others take."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        taken = measured(commands(Path(folder)), runs, Path(folder))
    count = sum(map(len, boxes().values()))
    print(f"{count} boxes, {len(links())} links, {runs} runs of each in turn")
    ours = statistics.median(taken["servicemap"])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        beside = "" if name == "servicemap" else f"  ours is {ours / median:.2f} of it"
        print(f"{name:12} {median:6.2f} s  ({spread}){beside}")
    print(f"The goal: {GOAL} s on a machine at rest, and {SHARE} of any other's time.")


if __name__ == "__main__":
    main()
