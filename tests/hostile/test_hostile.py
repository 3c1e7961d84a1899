"""Whatever is handed to us gets its sentence, its exit code, and no more time and memory than its
bounds. Each table is one kind of attack or fault; a row is one of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import (
    calendars,
    characters,
    edits,
    files,
    fonts,
    interruptions,
    limits,
    links,
    output,
    repositories,
    runners,
    saving,
    settings_files,
    sizes,
    spreadsheets,
)
from tests.hostile.attack import Attack, Run, run_afresh, tried
from tests.hostile.forking import parent

TABLES = (
    calendars.ATTACKS,
    characters.ATTACKS,
    edits.ATTACKS,
    files.ATTACKS,
    fonts.ATTACKS,
    interruptions.ATTACKS,
    limits.ATTACKS,
    links.ATTACKS,
    output.ATTACKS,
    repositories.ATTACKS,
    runners.ATTACKS,
    saving.ATTACKS,
    settings_files.ATTACKS,
    sizes.ATTACKS,
    spreadsheets.ATTACKS,
)


EACH = [
    pytest.param(attack, id=attack.about, marks=[pytest.mark.costly] if attack.costly else [])
    for table in TABLES
    for attack in table
]


@pytest.fixture(scope="session")
def run() -> Iterator[Run]:
    """Runs attacks in processes of their own, begun where that is quickest."""
    if not hasattr(os, "fork"):
        yield run_afresh
        return
    with parent() as forking:
        yield lambda attack, folder: (run_afresh if attack.needs_a_fresh_python else forking.run)(
            attack, folder
        )


@pytest.mark.parametrize("attack", EACH)
def test_nothing_runs_leaks_tears_or_lies(attack: Attack, tmp_path: Path, run: Run) -> None:
    tried(attack, tmp_path, run)


def test_each_attack_is_told_apart_by_its_name() -> None:
    names = [attack.about for table in TABLES for attack in table]
    assert len(names) == len(set(names))
