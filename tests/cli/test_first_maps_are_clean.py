"""What newcomers are handed to begin with is clean by every rule there is."""

from pathlib import Path

import pytest

from servicemap.wording.catalogues import LANGUAGES
from tests.cli.conftest import CommandLine
from tests.cli.test_confirm import typing
from tests.cli.test_init import ANSWERS


def test_first_maps_are_clean(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = []
    for language in LANGUAGES:
        servicemap("init", f"begun-{language}", "--language", language)
        servicemap("import", "--template", "t.csv", "--language", language, "--force")
        servicemap("import", "t.csv", "-o", f"template-{language}.yaml")
        made += [f"begun-{language}", f"template-{language}.yaml"]
    typing(monkeypatch, ANSWERS)
    servicemap("init", "by-interview")
    said = {one: servicemap("check", one).out.splitlines()[-1] for one in [*made, "by-interview"]}
    assert {one: last for one, last in said.items() if not last.startswith("clean: ")} == {}
