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


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVICEMAP_DATE", "2027-01-12")


def said_on_the_terminal() -> str:
    """What the person at the terminal was told."""
    assert isinstance(sys.stderr, Terminal)
    return sys.stderr.getvalue()


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


def test_the_day_of_a_team_is_for_all_that_has_none_of_its_own(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "y\nn\n\ny\n")
    ran = servicemap("confirm", "stores", str(path), "--date", "2027-01-12")
    assert ran.code == 0
    assert path.read_text(encoding="utf-8") == STORES.replace(
        "    owner: Ann\n", "    owner: Ann\n    confirmed: 2027-01-12\n"
    )


@pytest.mark.parametrize("last", ["n\n", "s\n", ""])
def test_a_yes_that_no_day_can_hold_is_told(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    typing(monkeypatch, f"y\nn\n{last}")
    servicemap("confirm", "stores", str(path))
    said = said_on_the_terminal()
    assert (
        "the day for Stores itself is not written: it would speak for what has no day of its own"
        " and was not confirmed: Stores relies on Warehouse: Stock" in " ".join(said.split())
    )
    assert said.endswith("nothing to write\n")
    stopped = "stopped after 2 of 3: what was said so far counts, the rest stays as it is"
    assert (stopped in said) == (last != "n\n")
    assert path.read_text(encoding="utf-8") == STORES


def test_where_the_team_itself_is_not_true_each_yes_has_a_day_of_its_own(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "n\nn\ny\ny\n")
    servicemap("confirm", "stores", str(path))
    assert path.read_text(encoding="utf-8") == STORES.replace(
        "{Warehouse: Stock}", "{Warehouse: {service: Stock, confirmed: 2027-01-12}}"
    )


ALL_KEYS = """\
teams:
  Stores:
    objectives:
      - Be friendly
      - {say: Toys in time, keep: Toys, to: Shoppers, at_least: 95%}
      - {say: Happy shoppers, score: Shoppers, at_least: 4}
    recovers: 2d
    serves:
      - {customer: Shoppers, service: Toys, noticed_after: 1h, others: {Kiosk: 3d}}
    relies_on:
      - any_of:
        - {provider: Warehouse, service: Stock, channel: mail}
        - {provider: Factory, service: Toys, quality: [whole, clean]}
  Warehouse:
  Factory:
end_users: [Shoppers]
"""

ALL_SAID = """\
the map says of Stores
    objective: Be friendly
    objective: Toys in time (at least 95% of Toys to Shoppers as promised)
    objective: Happy shoppers (a score of at least 4 from Shoppers)
    recovers: 2d
    never confirmed
Stores serves Shoppers: Toys
    noticed_after: 1h
    others: Kiosk: 3d
    never confirmed
Stores relies on Warehouse: Stock
    any_of: Stock from Warehouse or Toys from Factory
    channel: mail
    never confirmed
Stores relies on Factory: Toys
    any_of: Stock from Warehouse or Toys from Factory
    quality: whole, clean
    never confirmed
"""


def test_all_that_is_confirmed_is_shown_in_words(servicemap: CommandLine, path: Path) -> None:
    path.write_text(ALL_KEYS, encoding="utf-8")
    assert servicemap("confirm", "stores", str(path)).out.rstrip() == ALL_SAID.rstrip()


def test_of_a_bare_party_nothing_is_asked(servicemap: CommandLine, path: Path) -> None:
    path.write_text(ALL_KEYS, encoding="utf-8")
    ran = servicemap("confirm", "factory", str(path), "--all", "--write")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "the map says nothing of factory that could be confirmed\n"


def test_a_day_to_come_is_remarked(servicemap: CommandLine, path: Path) -> None:
    ran = servicemap("confirm", "stores", str(path), "--all", "--date", "2027-03-01")
    assert "note: Mon 1 Mar 2027 is yet to come: nobody can have confirmed anything on it" in (
        " ".join(ran.err.split())
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
    said = said_on_the_terminal()
    assert f"not true any more: Stores serves Shoppers: Toys; mend it at {path}:5" in said
    assert path.read_text(encoding="utf-8") == STORES


def test_a_file_that_changed_meanwhile_is_shown_in_both_versions(
    servicemap: CommandLine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved_meanwhile(_: str) -> bool:
        path.write_text(STORES.replace("owner: Ann", "owner: Bo"), encoding="utf-8")
        return True

    monkeypatch.setattr("servicemap.cli.changing.agreed", saved_meanwhile)
    ran = servicemap("confirm", "stores", str(path), "--all")
    assert ran.code == 2
    theirs, ours = ran.err.split("and this was to be written:")
    assert "-    owner: Ann\n+    owner: Bo\n" in theirs
    assert "+    confirmed: 2027-01-12\n" in ours
    assert "owner: Bo" in path.read_text(encoding="utf-8")


def test_nobody_can_confirm_what_is_piped_in(servicemap: CommandLine) -> None:
    ran = servicemap("confirm", "stores", "-")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "error: what is piped in cannot be changed",
    )
