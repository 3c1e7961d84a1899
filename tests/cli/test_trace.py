"""`servicemap trace` in a pipeline: what its exit code says of what is sure and of what may be."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

KITCHEN = """
teams:
  Kitchen:
    serves:
      - {customer: Guests, service: Bread, takes: 1d, promise: 3d}
      - {customer: Guests, service: Pie, takes: 1d, promise: 20d}
  Office: {serves: [{customer: Guests, service: Menus, takes: 3d, promise: 2d}]}
suppliers:
  Farm: {serves: [{customer: Kitchen, service: Truffles, takes: 10d}]}
end_users: [Guests]
"""
"""Bread may need truffles or not, and is planned for 1 to 11 days; Menus are late by plan."""


@pytest.fixture
def kitchen(tmp_path: Path) -> str:
    path = tmp_path / "kitchen.yaml"
    path.write_text(KITCHEN, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("late", "if_late", "if_open"),
    [
        ("farm=0d", 0, 0),  # Menus are late, and not because of this
        ("kitchen/pie=1d", 0, 0),
        ("farm=1d", 0, 1),
        ("kitchen/bread=3d", 1, 1),
        ("office=1h", 1, 1),  # late already, and later now
    ],
)
def test_the_exit_code_tells_what_is_sure_from_what_may_be(
    servicemap: CommandLine, kitchen: str, late: str, if_late: int, if_open: int
) -> None:
    for fail_if, code in (("late", if_late), ("open", if_open)):
        assert servicemap("trace", kitchen, "--late", late, "--fail-if", fail_if).code == code
    assert servicemap("trace", kitchen, "--late", late).code == 0


def test_only_what_something_reaches_is_listed_unless_all_is_wanted(
    servicemap: CommandLine, kitchen: str
) -> None:
    asked = ("trace", kitchen, "--late", "kitchen/pie=1d", "--format", "json")
    found = json.loads(servicemap(*asked).out)
    assert [one["service"] for one in found["promises"]] == ["kitchen/pie"]
    everything = json.loads(servicemap(*asked, "--all").out)["promises"]
    assert [(one["service"], one["fate"]) for one in everything] == [
        ("kitchen/bread", "open"),
        ("kitchen/pie", "kept"),
        ("office/menus", "late_by_plan"),
    ]
    assert "Not hit" not in servicemap("trace", kitchen, "--late", "kitchen/pie=1d").out
    text = servicemap("trace", kitchen, "--late", "kitchen/pie=1d", "--all").out
    assert "Not hit: Bread for Guests." in text


ISLAND = """
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Depot:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - {customer: Depot, service: Empties, takes: 1d, departs: every 23d}
      - {customer: Tourists, service: Tours, takes: 1h, needs: [Depot/Goods], promise: 60d}
end_users: [Tourists]
"""


@pytest.mark.parametrize(
    ("empties_need", "if_late", "said"),
    [("", 0, "may never recover"), (", needs: [Depot/Goods]", 1, "and never recovers")],
)
def test_what_may_never_recover_is_not_late_yet(
    servicemap: CommandLine, tmp_path: Path, empties_need: str, if_late: int, said: str
) -> None:
    """The empties may or may not wait for the goods: only if they do, a delay goes round."""
    path = tmp_path / "island.yaml"
    path.write_text(ISLAND.replace("every 23d", f"every 23d{empties_need}"), encoding="utf-8")
    asked = ("trace", str(path), "--late", "depot=1d", "--fail-if")
    late, open_ = servicemap(*asked, "late"), servicemap(*asked, "open")
    assert (late.code, open_.code) == (if_late, 1)
    assert said in " ".join(late.out.split())
