"""A map that is piped in: `-` is standard input, for every command that takes a map."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.few_rules import judged_by

judged = judged_by("SM101")

TOYS = """\
teams:
  Stores: {serves: {Shoppers: {service: Toys, takes: 2d, promise: 3d}}}
  Lost:
end_users: [Shoppers]
"""


@pytest.fixture(autouse=True)
def piped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    pipe(monkeypatch, TOYS)


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_check_says_where_a_finding_is_in_what_was_piped(servicemap: CommandLine) -> None:
    ran = servicemap("check", "-", "--format", "concise")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        "<stdin>:3:3: error SM101 orphan-team: nobody relies on Lost",
        "1 error",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("promises", "-"),
        ("tolerance", "-"),
        ("trace", "-", "--late", "stores=2d"),
        ("show", "stores", "-"),
        ("show", "stores", "--map", "-"),
        ("agreements", "-"),
        ("schema", "--with-ids", "-"),
        ("diff", "toys.yaml", "-"),
        ("diff", "-", "toys.yaml"),
    ],
)
def test_every_command_that_takes_a_map_takes_it(
    servicemap: CommandLine, arguments: tuple[str, ...]
) -> None:
    Path("toys.yaml").write_text(TOYS, encoding="utf-8")
    ran = servicemap(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_what_is_piped_can_be_unreadable(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, "teams: [")
    ran = servicemap("promises", "-")
    assert ran.code == 1
    assert "<stdin>:2:1" in ran.err
    pipe(monkeypatch, "teams: " + " " * 2000)
    ran = servicemap("check", "-", "--max-file", "1kB")
    assert ran.code == 1
    assert "more than the 1,024 that one may have" in ran.out


def test_it_can_be_read_once_and_has_no_history(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, said in (
        (("diff", "-", "-"), "standard input has been read already"),
        (("check", "-", "--since", "main"), "git has no earlier state"),
    ):
        ran = servicemap(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"error: {said}")
    monkeypatch.setattr("sys.stdin", None)
    ran = servicemap("check", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: standard input is closed")


def test_a_baseline_knows_what_is_piped(servicemap: CommandLine) -> None:
    Path("toys.yaml").write_text(TOYS, encoding="utf-8")
    servicemap("check", "toys.yaml", "--baseline", "known.txt", "--update-baseline")
    assert servicemap("check", "-", "--baseline", "known.txt").code == 0
