"""The page of settings says what the table says, and what it shows can be used."""

import re
from pathlib import Path

import pytest

from docs.reference.fill import SETTINGS_PAGE, with_settings
from servicemap.baselines import parse
from servicemap.config import PathSettings, gather
from servicemap.config.table import SETTINGS
from servicemap.findings import Severity

TEXT = SETTINGS_PAGE.read_text(encoding="utf-8")
CURE = "the table of settings says otherwise now: run python docs/refresh.py, and read it"


def test_the_table_is_that_of_the_settings(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh-golden"):
        SETTINGS_PAGE.write_text(with_settings(TEXT), encoding="utf-8", newline="\n")
    assert with_settings(SETTINGS_PAGE.read_text(encoding="utf-8")) == TEXT, CURE
    assert all(f"\n| `{row.name}` |" in TEXT for row in SETTINGS)


def test_the_settings_file_on_the_page_is_read_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (shown,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    Path("servicemap.toml").write_text(shown, encoding="utf-8")
    settings = gather({}, {}).settings
    assert settings.fail_on is Severity.WARNING
    assert settings.severity == {"SM101": Severity.WARNING, "SM202": Severity.INFO}
    assert settings.paths == (PathSettings("drafts/**", ("SM1",), {"SM204": Severity.INFO}),)
    shared = "[tool.servicemap]\n" + re.sub(r"(?m)^\[(?!tool)", "[tool.servicemap.", shown)
    Path("servicemap.toml").unlink()
    Path("pyproject.toml").write_text(shared, encoding="utf-8")
    assert gather({}, {}).settings == settings


def test_the_baseline_on_the_page_is_one() -> None:
    shown = next(b for b in re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL) if b[0] == "#")
    (entries,) = (one.entries for one in parse(shown, "baseline.txt").sections)
    assert [(one.code, one.subject) for one in entries] == [
        ("SM101", "archive"),
        ("SM203", "warehouse/finished-toys > stores"),
    ]
