"""Thousands of rows are entered into a map in time that grows with them, not with their square."""

from collections.abc import Callable

import pytest

from servicemap.editing.applying import Edited, edited
from servicemap.entering import entered
from servicemap.exporting.map_yaml import as_yaml
from servicemap.importing.opening_files import read_tables
from servicemap.importing.reading_sheets import ReadSheet, read_sheet
from servicemap.loading import read_text
from tests.steps import calls_of

HEADS = "Provider,Service,Customer,Takes,Promise\n"


def each_to_another(count: int, takes: str) -> str:
    """Ten deliveries of each team, to the ten after it."""
    teams = count // 10
    return "".join(
        f"Team {n % teams},Work {n},Team {(n + n // teams + 1) % teams},{takes},\n"
        for n in range(count)
    )


def one_to_all(count: int, said: str) -> str:
    """A service that one team delivers to all others, whose entry names them all."""
    return "".join(f"IT,Help,Team {n},{said.format(n % 7 + 1)}\n" for n in range(count))


def named(count: int) -> str:
    """Services of one team, each under the name of its customer."""
    return "".join(f"IT,Help {n},Team {n},,\n" for n in range(count))


WAYS: dict[str, Callable[[int], tuple[str, str]]] = {
    "each says something else": lambda n: (each_to_another(n, "1d"), each_to_another(n, "2d")),
    "half of them are new": lambda n: (
        each_to_another(n, "1d")[: n * 12],
        each_to_another(n, "1d"),
    ),
    "each of an entry gets its own": lambda n: (one_to_all(n, "1d,"), one_to_all(n, "2d,{}d")),
    "all of an entry get the same": lambda n: (one_to_all(n, "1d,"), one_to_all(n, "1d,3d")),
    "names under one team": lambda n: (named(n // 2), named(n)),
}


def read(rows: str) -> ReadSheet:
    rows = rows[: rows.rindex("\n") + 1]
    return read_sheet(read_tables((HEADS + rows).encode()), "rows.csv")


def entering(old: str, new: str) -> Callable[[], Edited]:
    """What enters a sheet into a map that was made of another."""
    text = as_yaml(read(old).document)
    m, sheet = read_text(text).map, read(new)

    def work() -> Edited:
        edits = entered(m, sheet.records, sheet.loaded.map).edits
        return edited({"map.yaml": text.encode()}, edits)

    return work


@pytest.mark.parametrize("way", WAYS)
def test_twice_the_rows_take_twice_the_steps(way: str) -> None:
    once, twice = (entering(*WAYS[way](count)) for count in (50, 100))
    once()  # what is kept from the first time on is no part of it
    assert calls_of(twice) < 2.7 * calls_of(once)


@pytest.mark.parametrize("way", WAYS)
def test_all_of_it_is_entered(way: str) -> None:
    old, new = WAYS[way](30)
    found = entering(old, new)()
    sheet = read(new)
    assert not entered(found.map, sheet.records, sheet.loaded.map).edits


def test_a_map_of_many_rows_takes_steps_that_grow_with_them() -> None:
    once, twice = (calls_of(lambda n=n: read(one_to_all(n, "1d,"))) for n in (100, 200))  # type: ignore[misc] # bound at once
    assert twice < 2.3 * once
