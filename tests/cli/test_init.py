"""A first map by interview, and what is written where nobody is there to be asked."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.cli.test_confirm import typing
from tests.few_rules import judged_by

judged = judged_by()

ANSWERS = """\
Town hall
Registry
Citizens
2
Passports
soon
3d
5d

IT
1
Forms
1d
Registry, Desk
2

a letter to the mayor
"""

MAP = """\
# Who relies on whom, begun by an interview. Add what is missing, and mend what is wrong.
map:
  title: Town hall

# Teams: each other's internal customers.
teams:
  Registry:
    serves:
      - {customer: Citizens, service: Passports, takes: 3d, promise: 5d}
    relies_on:
      - {provider: IT, service: Forms, slack: 1d}
  IT:

# Those for whom all of it is done.
end_users:
  Citizens:
    care: {listen: Registry, Desk}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, of somebody who speaks English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return tmp_path


def test_an_interview_ends_in_a_map_that_is_checked_and_a_poster(
    servicemap: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, ANSWERS)
    ran = servicemap("init")
    assert ran.code == 0
    said = (here / "maps/map.yaml").read_text(encoding="utf-8")
    assert said == MAP.replace("Registry, Desk", '"Registry, Desk"')
    assert ran.out.startswith("clean: 3 parties, 2 services")
    assert (here / "poster.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_who_stops_half_way_finds_what_they_said(
    servicemap: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "".join(f"{line}\n" for line in ANSWERS.splitlines()[:5]))
    assert servicemap("init", "ours").code == 0
    assert "- {customer: Citizens, service: Passports}" in (here / "ours/map.yaml").read_text()
    stopped = getattr(sys.stderr, "getvalue")()  # noqa: B009 - a terminal of the test
    assert "servicemap init ours/map.yaml --from-team Registry" in stopped


def test_what_is_known_so_far_is_shown_with_its_times(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "".join(f"{line}\n" for line in ANSWERS.splitlines()[:8]))
    assert servicemap("init", "ours").code == 0
    shown = getattr(sys.stderr, "getvalue")()  # noqa: B009 - a terminal of the test
    assert "* Registry -> Citizens: Work of Registry\n" in shown
    assert "* Registry -> Citizens: Passports, Takes: 3 days, Promise: 5 days\n" in shown


def test_an_interview_without_a_word_for_a_service_leaves_nobody_whom_it_named_an_orphan(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "Town hall\nRegistry\nCitizens\n2\n\nIT\n1\n\nLetters\n")
    assert servicemap("init", "ours").code == 0
    assert "SM101" not in servicemap("check", "ours", "--all").out


def test_it_goes_on_with_a_team_of_a_map_that_is_there(
    servicemap: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here / "map.yaml"
    path.write_text("teams:\n  IT:   # us\nend_users: [Citizens]\n", encoding="utf-8")
    typing(monkeypatch, "citizens\nE-mail\n1h\n\n\n\nA form on the web\ny\n")
    assert servicemap("init", "map.yaml", "--from-team", "it").code == 0
    assert path.read_text(encoding="utf-8") == (
        "teams:\n  IT:   # us\n"
        "    serves:\n      - {customer: Citizens, service: E-mail, takes: 1h}\n"
        "end_users: {Citizens: {care: {listen: A form on the web}}}\n"
    )


def test_an_arrow_key_is_asked_again_and_ends_nothing(
    servicemap: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here / "map.yaml"
    path.write_text("teams:\n  IT:   # us\nend_users: [Citizens]\n", encoding="utf-8")
    typing(monkeypatch, "citizens\nE-mail\x1b[D\nE-mail\n1h\n\n\n\nA form on the web\ny\n")
    assert servicemap("init", "map.yaml", "--from-team", "it").code == 0
    said = getattr(sys.stderr, "getvalue")()  # noqa: B009 - a terminal of the test
    assert "That holds a character that no map can hold" in said
    assert "{customer: Citizens, service: E-mail, takes: 1h}" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "de", "ar", "ja"])
def test_without_a_terminal_there_is_a_map_to_fill_in(
    servicemap: CommandLine, language: str
) -> None:
    assert servicemap("init", "--language", language).code == 0
    assert servicemap("check").out.startswith("clean: 3 parties, 2 services")


def test_a_map_that_is_there_is_not_replaced(servicemap: CommandLine, here: Path) -> None:
    (here / "maps").mkdir()
    (here / "maps/map.yaml").write_text("end_users: [Citizens]")
    ran = servicemap("init")
    assert ran.code == 2
    assert "maps/map.yaml is there already" in ran.err
    assert "servicemap init maps --from-team TEAM" in ran.err
