"""Each bad input gets its sentence and exit code 1 or 2, at once and without a traceback.

What may wait for ever is run as a process of its own, which is stopped.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, Ran
from tests.few_rules import judged_by

judged = judged_by("SM105")

GOOD = """\
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""

MERGE_BOMB = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 60)
)
ALIAS_BOMB = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
)

FILES: dict[str, tuple[bytes, str, str]] = {
    # what it is: (the file, the code, part of the sentence or the cure)
    "an empty file": (b"", "SM0", "teams:"),
    "a scalar at the root": (b"hello\n", "SM002", "teams:"),
    "tabs": (b"teams:\n\tStores: {}\n", "SM001", "spaces"),
    "duplicate keys": (b"end_users: [A]\nend_users: [B]\n", "SM004", "second time"),
    "a misspelt key": (GOOD.replace("serves", "servs", 1).encode(), "SM003", "serves"),
    "a misspelt team": (GOOD.replace("{Stores:", "{Stors:").encode(), "SM007", "Stores"),
    "a misspelt service": (
        GOOD.replace(
            "{Shoppers: Toys on the shelf}",
            "[{customer: Shoppers, service: Toys, needs: [Stock order]}]",
        ).encode(),
        "SM009",
        "stock-orders",
    ),
    "takes: 3": (
        GOOD.replace("Stock orders", "{service: Stock orders, takes: 3}").encode(),
        "SM006",
        "3d",
    ),
    "takes: soon": (
        GOOD.replace("Stock orders", "{service: Stock orders, takes: soon}").encode(),
        "SM006",
        "soon",
    ),
    "100,000 opening brackets": (b"[" * 100_000, "SM010", "64"),
    "a merge-key bomb": (MERGE_BOMB.encode(), "SM010", "<<"),
    "an alias bomb": (ALIAS_BOMB.encode(), "SM010", "alias"),
    "a tag": (b"teams: !!python/object:os.system {}\n", "SM010", "tag"),
    "two documents": (GOOD.encode() + b"---\n" + GOOD.encode(), "SM", "document"),
    "NUL bytes": (b"teams:\n  A\0B: {}\n", "SM0", "NUL"),
    "UTF-16": (GOOD.encode("utf-16"), "SM001", "UTF-8"),
    "Latin-1": ("teams: {Büro: {}}\n".encode("latin-1"), "SM001", "UTF-8"),
    "two names with one slug": (
        GOOD.replace("  Stores:\n", "  Stores:\n    about: Ours\n  STORES:\n").encode(),
        "SM008",
        "Stores",
    ),
    "a self-reliance": (
        GOOD.replace(
            "{Stores: Stock orders}", "{Stores: Stock orders, Purchasing: Itself}"
        ).encode(),
        "SM105",
        "Purchasing",
    ),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def stopped_in_time(*arguments: str, cwd: Path) -> Ran:
    ran = subprocess.run(
        [sys.executable, "-m", "servicemap", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_is_a_finding(what: str, tmp_path: Path, servicemap: CommandLine) -> None:
    content, code, said = FILES[what]
    (tmp_path / "map.yaml").write_bytes(content)
    ran = servicemap("check", "map.yaml")
    assert ran.code == 1, ran.err
    assert f"error {code}" in ran.out
    assert "map.yaml:" in ran.out
    assert said.casefold() in ran.out.casefold()
    assert "Traceback" not in ran.err + ran.out
    assert ran.out.count("\n") < 80, "one mistake floods the screen"


@pytest.mark.parametrize("name", ["no", "on", "yes", "null", "1.10", "12:30", "~"])
def test_a_team_simply_keeps_its_name(name: str, tmp_path: Path, servicemap: CommandLine) -> None:
    (tmp_path / "map.yaml").write_text(
        GOOD.replace("Purchasing", f'"{name}"' if name == "~" else name)
    )
    ran = servicemap("check", "map.yaml")
    if name == "~":  # no letter and no digit: nothing to make an id of
        assert ran.code == 1
        assert "no letter and no digit" in ran.out
    else:
        assert (ran.code, ran.out) == (0, "clean: 3 parties, 2 services\n")


def _folder_without_yaml(folder: Path) -> str:
    (folder / "maps").mkdir()
    (folder / "maps" / "notes.txt").write_text("later")
    return "maps"


def _fifo(folder: Path) -> str:
    os.mkfifo(folder / "map.yaml")
    return "map.yaml"


def _unreadable(folder: Path) -> str:
    (folder / "map.yaml").write_text(GOOD)
    (folder / "map.yaml").chmod(0)
    return "map.yaml"


WRONG_CALLS: dict[str, tuple[Callable[[Path], str], str]] = {
    "nothing there": (lambda _: "map.yaml", "there is no"),
    "a folder without YAML": (_folder_without_yaml, "holds no map"),
    "a FIFO": (_fifo, "this is a pipe"),
    "a file one may not read": (_unreadable, "may not be read"),
}


@pytest.mark.parametrize("what", WRONG_CALLS)
def test_a_path_that_cannot_be_read_is_a_wrong_call(what: str, tmp_path: Path) -> None:
    make, said = WRONG_CALLS[what]
    path = make(tmp_path)
    if what == "a file one may not read" and os.access(tmp_path / path, os.R_OK):
        pytest.skip("this user may read every file")
    ran = stopped_in_time("check", path, cwd=tmp_path)
    assert ran.code == 2, ran.out
    assert said in ran.err.casefold()
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_fifo_inside_a_map_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "a.yaml").write_text(GOOD)
    os.mkfifo(tmp_path / "maps" / "b.yaml")
    ran = stopped_in_time("check", "maps", cwd=tmp_path)
    assert ran.code == 1
    assert "error SM001" in ran.out
    assert "b.yaml" in ran.out


@pytest.mark.parametrize("command", [("trace", "--late", "stores=1d"), ("poster",)])
def test_other_commands_refuse_a_malformed_map_with_its_findings(
    command: tuple[str, ...], tmp_path: Path, servicemap: CommandLine
) -> None:
    (tmp_path / "map.yaml").write_text(GOOD.replace("{Stores:", "{Stors:"))
    ran = servicemap(command[0], "map.yaml", *command[1:])
    assert ran.code == 1
    assert "error SM007" in ran.err
    assert ran.out == ""
    assert not (tmp_path / "poster.svg").exists()
