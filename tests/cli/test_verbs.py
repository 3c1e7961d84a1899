"""Verbs agree with those whose they are, whatever their names hold, in every command."""

from pathlib import Path

import pytest

from servicemap.loading import read_text
from servicemap.wording.verbs import Named, are_many, told
from tests.cli.conftest import CommandLine

MANY = ("Shoppers", "Schools", "Online buyers", "Hotel guests", "Guests of the hotel", "Patients")
ONE = ("Kitchen", "Stores", "Press", "Orders", "Payments", "Customs")


@pytest.mark.parametrize(
    ("group", "name", "many"),
    [
        *(("end_users", name, True) for name in MANY),
        *(("teams", name, False) for name in ONE),
        ("teams", "Drivers", True),
        ("end_users", "Press", False),
        ("end_users", "James", False),
        ("end_users", "Thomas", False),
        ("prospects", "Campus", False),
        ("distributors", "Online shops", True),
        ("suppliers", "Paper mills", False),
    ],
)
def test_who_is_many(group: str, name: str, *, many: bool) -> None:
    m = read_text(f"{group}: [{name}]").map
    assert are_many(m, list(m.parties)) is many


def test_a_verb_follows_the_name_before_it_and_names_may_hold_anything() -> None:
    sentence = "{a} [relies|rely] on {b}, and {b} [serves|serve] {a}: [it|they], {unknown}"
    one, many = Named("[x|y] {b}"), Named("{a} guests", many=True)
    assert told(sentence, a=one, b=many) == (
        "[x|y] {b} relies on {a} guests, and {a} guests serve [x|y] {b}: it, {unknown}"
    )


BEFORE = """
teams:
  Kitchen:
    serves: [{customer: Hotel guests, service: Meals, takes: 1d, promise: 3d, slack: 1d}]
  Stores: {serves: [{customer: Kitchen, service: Food, takes: 1d}]}
end_users:
  Hotel guests: {relies_on: [{provider: Kitchen, service: Meals, expects: 1d, slack: 2d}]}
  Schools: {relies_on: [{provider: Kitchen, service: Meals}]}
  Day guests:
"""
AFTER = BEFORE.replace("takes: 1d, promise", "takes: 90m, promise").replace(
    "Schools: {relies_on: [{provider: Kitchen, service: Meals}]}\n  Day guests:",
    "Schools:\n  Day guests: {relies_on: [{provider: Kitchen, service: Meals}]}",
)
VERBS = "notices relies believes expects says wants gets promises"
WRONG = [
    *(f"{who} {verb}" for who in ("Hotel guests", "Schools") for verb in VERBS.split()),
    *(f"{who} {verb[:-1]}" for who in ("Kitchen", "Stores") for verb in VERBS.split()),
    *("Kitchen rely", "Stores rely"),
]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("diff", "before.yaml", "after.yaml"), "before Hotel guests notice; it was 1 day."),
        (("diff", "before.yaml", "after.yaml"), "Day guests now rely on Kitchen for Meals."),
        (("diff", "before.yaml", "after.yaml"), "Schools no longer rely on Kitchen for Meals."),
        (("agreements", "before.yaml"), "Hotel guests say 2d"),
        (("check", "--all", "before.yaml"), "than Hotel guests expect it: within 1d"),
        (("check", "--all", "before.yaml"), "and Hotel guests say 2d, which counts"),
        (("agreements", "before.yaml", "--format", "json"), "only Schools say so, Kitchen does"),
        (
            ("show", "Kitchen", "--map", "before.yaml"),
            "Schools notice sooner: at once.",
        ),
        (("show", "Schools", "--map", "before.yaml"), "On whom Schools rely"),
        (("trace", "before.yaml", "--late", "Schools=1d"), "Schools provide no service"),
    ],
)
def test_every_command_agrees(
    call: tuple[str, ...],
    said: str,
    servicemap: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "before.yaml").write_text(BEFORE)
    (tmp_path / "after.yaml").write_text(AFTER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")
    out = servicemap(*call).out
    assert said in out
    assert [wrong for wrong in WRONG if f"{wrong} " in out] == []
