"""Asking a team whether what the map says of it is still true."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

STORES = """\
teams:
  Stores:                     # ours
    owner: Ann
    serves:
      - {customer: Shoppers, service: Toys, takes: 1d, confirmed: 2026-01-01}   # old
    relies_on: {Warehouse: Stock}
  Warehouse:
    serves: {Stores: Stock}
end_users: [Shoppers]
"""


class Terminal(io.StringIO):
    """A person at a terminal, who has typed this."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The map of the stores."""
    path = tmp_path / "stores.yaml"
    path.write_text(STORES, encoding="utf-8")
    return path


def typing(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    """Somebody sits at a terminal and types."""
    monkeypatch.setattr(sys, "stdin", Terminal(keys))
    monkeypatch.setattr(sys, "stderr", Terminal())


def test_who_confirms_all_gets_one_date_and_those_that_had_their_own(
    servicemap: CommandLine, path: Path
) -> None:
    ran = servicemap("confirm", "stores", str(path), "--all", "--write", "--date", "2027-01-12")
    assert ran.code == 0
    assert path.read_text(encoding="utf-8") == STORES.replace(
        "    owner: Ann\n", "    owner: Ann\n    confirmed: 2027-01-12\n"
    ).replace("2026-01-01", "2027-01-12")


def test_without_write_nothing_is_written_and_the_difference_is_shown(
    servicemap: CommandLine, path: Path
) -> None:
    ran = servicemap("confirm", "stores", str(path), "--all", "--date", "2027-01-12")
    assert "+    confirmed: 2027-01-12" in ran.out.splitlines()
    assert ran.err == "nothing was written; --write writes it to 1 file\n"
    assert path.read_text(encoding="utf-8") == STORES


def test_without_a_terminal_it_says_what_it_would_ask(servicemap: CommandLine, path: Path) -> None:
    ran = servicemap("confirm", "stores", str(path))
    assert ran.out.splitlines()[0] == "the map says of Stores"
    assert "Stores serves Shoppers: Toys" in ran.out
    assert "Stores relies on Warehouse: Stock" in ran.out
    assert ran.err == "nobody is here to be asked; if all of it is true: --all --write\n"


def test_asked_one_by_one_only_what_is_true_gets_the_date(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "y\nn\n\ny\n")
    ran = servicemap("confirm", "stores", str(path), "--date", "2027-01-12")
    assert ran.code == 0
    assert path.read_text(encoding="utf-8") == STORES.replace(
        "{Warehouse: Stock}", "{Warehouse: {service: Stock, confirmed: 2027-01-12}}"
    )


def test_who_stops_half_way_keeps_what_they_said(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "y\ny\ns\ny\n")
    servicemap("confirm", "stores", str(path), "--date", "2027-01-12")
    assert path.read_text(encoding="utf-8") == STORES.replace("2026-01-01", "2027-01-12")


def test_of_what_is_not_true_it_says_where_it_stands(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "n\nn\nn\n")
    servicemap("confirm", "stores", str(path))
    assert isinstance(sys.stderr, Terminal)
    said = sys.stderr.getvalue()
    assert f"not true any more: Stores serves Shoppers: Toys; mend it at {path}:5" in said
    assert path.read_text(encoding="utf-8") == STORES


def test_nobody_can_confirm_what_is_piped_in(servicemap: CommandLine) -> None:
    ran = servicemap("confirm", "stores", "-")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "error: what is piped in cannot be changed",
    )
