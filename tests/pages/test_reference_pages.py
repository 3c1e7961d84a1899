"""The pages of commands and of JSON say what the program says and prints."""

import doctest
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import servicemap as sm
from docs.reference import commands, python
from servicemap.cli.program import COMMANDS, run
from servicemap.reporting.json_text import VERSION

JSON = commands.PAGE.with_name("json.md").read_text(encoding="utf-8")
TOYS = "maps/harbour-toys"
HOTEL = "tests/maps/lakeside-hotel.yaml"
"""Which leaves much open."""
SAID = "tests/maps/market-stall.yaml"
"""In which the sides say much of each delivery."""
THEATRE = "tests/maps/theatre.yaml"
"""In which customers say much, and competitors offer something."""
CAFE = "tests/maps/cafe/cafe.yaml"
"""Which names a record of what was delivered."""
UNTIMED = "tests/rules/SM303/a-circle-only-of-open-needs.yaml"
"""In which a length is missing on which promises hang."""
UNNAMED = "tests/rules/SM208/none-for-this-one.yaml"
"""In which some rely on a provider without saying for what."""

PRINTED = {
    "check": (("check", TOYS),),
    "statistics": (("check", TOYS, "--statistics"),),
    "settings": (("check", "--show-settings"),),
    "agreements": (("agreements", TOYS, "--date", "2027-02-01"), ("agreements", SAID)),
    "diff": (("diff", "tests/cli/versions/before.yaml", "tests/cli/versions/after.yaml"),),
    "show": (
        ("show", "purchasing", HOTEL),
        *(("show", team, TOYS) for team in ("stores", "warehouse", "shoppers")),
        *(("show", team, SAID) for team in ("kitchen", "stall")),
        ("show", "laundry", UNTIMED),
        ("show", "porters", UNNAMED),
    ),
    "promises": (("promises", HOTEL), ("promises", THEATRE)),
    "trace": (
        ("trace", TOYS, "--scenario", "forgotten confirmation"),
        ("trace", TOYS, "--late", "purchasing=3d", "--late", "IT/Tills=5d elapsed"),
    ),
    "tolerance": (("tolerance", TOYS), ("tolerance", UNTIMED)),
    "care": tuple(("care", which, "--date", "2027-01-15") for which in (THEATRE, TOYS)),
    "ask": (("ask", TOYS, "--date", "2027-02-01"),),
    "contacts": (("care", THEATRE, "--contacts"),),
    "history": (
        ("history", TOYS, "--date", "2027-02-01", "--last", "1"),
        ("history", CAFE, "--date", "2027-02-01", "--last", "1"),
    ),
}

BY_ID = {
    *("allow", "others", "rungs", "late", "late_elapsed", "shares", "standard_error_minutes"),
    "findings",
}
"""Objects whose keys are ids, or names of rules."""

SELDOM = {
    "perhaps_late_by_others[].service",
    "perhaps_late_by_others[].customer",
    "promises[].standard_error_minutes.ID",
    "promises[].began.service",
    "promises[].began.added_here_minutes",
    *(f"not_counted[].{key}" for key in ("service", "customer")),
    *(f"open[].{key}" for key in ("subject", "missing", "hangs_on_it")),
    *(f"{one}.{key}" for one in ("points[].gap", "no_record") for key in ("message", "hint")),
    *(f"promises[].first_kept.{key}" for key in ("first_minutes", "kept_minutes")),
    *(f"promises[].first_kept.{key}" for key in ("first_at", "kept_at")),
    "no_record.location",
    *(f"moved[].{key}" for key in ("until", "path")),
    *(f"fixed[].{key}" for key in ("code", "rule", "subject", "since")),
    *(f"{one}[].provider_says.allow.ID" for one in ("services", "customers")),
    *(f"services[].allowed[].{key}" for key in ("about", "sentence", "late_minutes", "reason")),
}
"""Where more are late than there are people in the toy shop; where a delay never recovers; where
others alone make a promise late by plan; where the map leaves something open; compared with an
earlier time; where two sides have agreed to differ, or whoever provides it lives with what is
found."""

ALIKE = {
    "promises[].new": "promises[].old",
    "stopped[]": "promises[].chain[]",
    **{
        f"{one}[].customer_says.all_feedback[]": f"{one}[].customer_says.feedback"
        for one in ("services", "customers")
    },
    **{f"providers[].{side}_says": f"customers[].{side}_says" for side in ("provider", "customer")},
    "findings[].related[].location": "findings[].location",
}
"""What has the keys of something else, and is not written down twice."""


def test_the_page_of_commands_is_what_help_prints(request: pytest.FixtureRequest) -> None:
    """`pytest --refresh-golden` writes it anew, as does docs/refresh.py."""
    if request.config.getoption("--refresh-golden"):
        commands.main()
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page()


def test_the_page_of_python_is_what_the_library_says(request: pytest.FixtureRequest) -> None:
    """`pytest --refresh-golden` writes it anew, as does docs/reference/python.py."""
    if request.config.getoption("--refresh-golden"):
        python.main()
    assert python.PAGE.read_text(encoding="utf-8") == python.page()


def test_the_examples_on_the_page_of_python_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(commands.PAGE.parents[2])
    page = doctest.DocTestParser().get_doctest(python.examples(), {}, "python.md", None, None)
    told: list[str] = []
    ran = doctest.DocTestRunner().run(page, out=told.append)
    assert (ran.failed, told) == (0, [])
    functions = python.examples().partition("\n## Answers\n")[0].split("\n### ")[1:]
    assert len(functions) == len(python.FUNCTIONS)
    assert [one.partition("\n")[0] for one in functions if ">>> " not in one] == []


def test_every_function_of_the_library_has_a_place_on_the_page() -> None:
    types = {name for names in sm.WHERE.values() for name in names if name != "poster"}
    functions = {name for name in sm.__all__ if name[0].islower()}
    assert set(python.FUNCTIONS) == functions
    assert all(f"\n### {name}\n" in python.page() for name in types)


@pytest.mark.parametrize("command", [e.name for entries in COMMANDS.values() for e in entries])
def test_the_page_shows_each_command_as_a_terminal_does(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run([command, "--help"]) == 0
    assert f"### {command}\n\n```text\n{capsys.readouterr().out}```\n" in commands.page()


def test_no_page_says_where_the_codes_of_a_group_end() -> None:
    """The next rule would make it untrue, and nobody would find it."""
    root = commands.PAGE.parents[2]
    pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    assert len(pages) > 20
    ranges = {page.name: re.findall(r"SM\d+ to SM\d+", page.read_text("utf-8")) for page in pages}
    assert {name: found for name, found in ranges.items() if found} == {}


def documented(kind: str) -> list[str]:
    section = JSON.partition(f"\n## {kind}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def keys(found: Any, path: str = "") -> Iterator[str]:
    """`promises[].chain[].service`, of every object in an answer."""
    if isinstance(found, list):
        for one in found:
            yield from keys(one, f"{path}[]")
    elif isinstance(found, dict):
        inside = ALIKE.get(path, path)
        by_id = path.rpartition(".")[2] in BY_ID
        for key, value in found.items():
            here = f"{inside}.{'ID' if by_id else key}".removeprefix(".")
            yield here
            yield from keys(value, here)


@pytest.mark.parametrize("kind", PRINTED)
def test_every_key_that_is_printed_is_written_down_and_no_other(
    kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(commands.PAGE.parents[2])
    found = set()
    for call in PRINTED[kind]:
        assert run([*call, "--format", "json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert (answer.pop("version"), answer.pop("kind")) == (VERSION, kind)
        found |= set(keys(answer))
    written = documented(kind)
    assert len(written) == len(set(written))
    assert found - set(written) == set()
    assert set(written) - SELDOM - found == set()
