"""The pictures of the README and the pages, drawn from our own maps.

    python docs/pictures/draw.py

draws them all again. A test says when one of them is no longer what servicemap draws.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import servicemap as sm
from docs.pictures.filled_sheet import filled_sheet
from docs.reference.year import PAGE, told
from servicemap.durations import Duration
from servicemap.model import Estimate, Reliance

HERE = Path(__file__).parent
MAPS = HERE.parents[1] / "maps"


def toys(**choices: Any) -> str:
    """A poster of the toy shop before its spring promotion."""
    return sm.poster(sm.load(MAPS / "harbour-toys"), **choices).svg()


def changed() -> str:
    """What changed since autumn: the web shop is new, another firm prints, Stores got quicker."""
    now = sm.load(MAPS / "harbour-toys")
    new = {"toybox-online", "online-buyers", "print-shop"}
    kept = {id_: one for id_, one in now.parties.items() if id_ not in new}
    services = {id_: one for id_, one in now.services.items() if one.provider not in new}
    shelf, posters = now.services["stores/toys-on-the-shelf"], now.services["print-shop/posters"]
    two_days = Duration(days=2)
    services[shelf.id] = shelf._replace(takes=Estimate(two_days, two_days, two_days))
    copy_shop = now.parties["print-shop"]._replace(id="copy-shop", name="Copy shop")
    services["copy-shop/posters"] = posters._replace(id="copy-shop/posters", provider="copy-shop")
    reliances = [one for one in now.reliances if not new & {one.customer, one.provider}]
    reliances.append(Reliance("stores", "copy-shop", "copy-shop/posters"))
    before = now._replace(
        date=date(2026, 10, 31),
        parties={**kept, "copy-shop": copy_shop},
        services=services,
        reliances=tuple(reliances),
    )
    return sm.poster(now, changed_from=before).svg()


def of_the_year(name: str) -> str:
    """What a command in the page of a year has drawn."""
    return told(PAGE.read_text(encoding="utf-8")).files[name].decode()


PICTURES: Mapping[str, Callable[[], str]] = {
    "harbour-toys.svg": toys,
    "team.svg": lambda: toys(team="Purchasing"),
    "you-said.svg": lambda: toys(card="you-said", team="Warehouse"),
    "service-fails.svg": lambda: toys(card="service-fails", team="Stores"),
    "department.svg": lambda: toys(department="Back office"),
    "delay.svg": lambda: toys(scenario="forgotten confirmation", here="Back office"),
    "change.svg": changed,
    "year-sheet.svg": filled_sheet,
    "year-you-said.svg": lambda: of_the_year("you-said.svg"),
    "year-history.svg": lambda: of_the_year("history.svg"),
}
"""File name -> the function that draws it."""


def main() -> None:
    """Draw every picture beside this file."""
    for name, drawn in PICTURES.items():
        (HERE / name).write_text(drawn(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
