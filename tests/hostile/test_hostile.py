"""Whatever is handed to us gets its sentence, its exit code, and no more time and memory than its
bounds. Each table is one kind of attack or fault; a row is one of them."""

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
from tests.hostile.attack import Attack, tried

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


@pytest.mark.parametrize("attack", [pytest.param(a, id=a.about) for table in TABLES for a in table])
def test_nothing_runs_leaks_tears_or_lies(attack: Attack, tmp_path: Path) -> None:
    tried(attack, tmp_path)


def test_each_attack_is_told_apart_by_its_name() -> None:
    names = [attack.about for table in TABLES for attack in table]
    assert len(names) == len(set(names))
