"""Runs command lines in this process, as `servicemap` would in its own."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from servicemap.cli.program import run

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


CommandLine = Callable[..., Ran]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are as long as on a usual terminal, wherever the tests run."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def servicemap(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """`servicemap("check", "toys.yaml")` runs it and gives its exit code and what it printed."""

    def run_it(*arguments: str) -> Ran:
        code = run(arguments)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run_it
