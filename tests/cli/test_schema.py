"""`servicemap schema`: plain, and with the names of a map."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, CommandLine


def test_with_the_names_of_a_map(servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    plain = servicemap("schema")
    named = servicemap("schema", "--with-ids", "maps/harbour-toys")
    assert (plain.code, named.code, plain.err, named.err) == (0, 0, "", "")
    assert "Toybox Online" not in plain.out
    assert "Toybox Online" in json.loads(named.out)["definitions"]["any_parties"]["examples"]


def test_of_a_map_that_cannot_be_read(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text("teams: {A: {serves: {Nobody: Work}}}", encoding="utf-8")
    ran = servicemap("schema", "--with-ids", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert "SM007" in ran.err
