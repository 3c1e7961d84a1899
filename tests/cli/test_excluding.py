"""What is no part of a map: `exclude`, for every command; and how large a file may be, likewise."""

import json
import os
from pathlib import Path

import pytest

import servicemap as sm
from tests.cli.conftest import CommandLine
from tests.hostile.attack import MAP
from tests.repositories import OWN_SETTINGS, Repository

LARGE = MAP + "# " + "x" * 2000 + "\n"
COMPOSE = "services:\n  web:\n    image: nginx\n"
COMMANDS = (
    ("check", "."),
    ("show", "stores", "."),
    ("trace", ".", "--late", "stores=2d"),
    ("tolerance", "."),
    ("promises", "."),
    ("agreements", "."),
    ("schema", "--with-ids", "."),
    ("diff", ".", "old.txt"),
    ("diff", "old.txt", "."),
    ("poster", "old.txt", "--changed-from", ".", "-o", "poster.svg"),
    ("poster", ".", "-o", "poster.svg"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP, encoding="utf-8")
    Path("old.txt").write_text(MAP, encoding="utf-8")
    Path("charts").mkdir()
    Path("charts/values.yaml").write_text(COMPOSE, encoding="utf-8")


@pytest.mark.parametrize("arguments", COMMANDS)
def test_every_command_leaves_it_out(servicemap: CommandLine, arguments: tuple[str, ...]) -> None:
    assert servicemap(*arguments).code == 1
    assert servicemap(*arguments, "--exclude", "charts").code == 0
    Path("servicemap.toml").write_text('exclude = ["charts/**"]', encoding="utf-8")
    assert servicemap(*arguments).code == 0


@pytest.mark.parametrize("arguments", COMMANDS)
def test_every_command_takes_how_large_a_file_may_be(
    servicemap: CommandLine, arguments: tuple[str, ...]
) -> None:
    Path("map.yaml").write_text(LARGE, encoding="utf-8")
    ran = servicemap(*arguments, "--exclude", "charts", "--max-file", "1kB")
    assert ran.code == 1
    assert "more than the 1,024 that one may have" in ran.out + ran.err
    assert servicemap(*arguments, "--exclude", "charts", "--max-file", "1 MB").code == 0


def test_python_takes_it_too() -> None:
    with pytest.raises(sm.InvalidMap, match="more than the 10 that one may have"):
        sm.load("map.yaml", max_file=10)
    assert sm.load("map.yaml", max_file=10_000).parties


def test_globs_of_a_flag_count_from_here_and_those_of_a_file_from_there(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("servicemap.toml").write_text('exclude = ["charts/values.yaml"]', encoding="utf-8")
    monkeypatch.chdir("charts")
    assert servicemap("check", "..").code == 0
    assert servicemap("check", "..", "--exclude", "charts/values.yaml").code == 1
    assert servicemap("check", "..", "--exclude", "values.yaml").code == 0
    monkeypatch.setenv("SERVICEMAP_EXCLUDE", "other.yaml,values.yaml")
    assert servicemap("promises", "..").code == 0


def test_what_is_named_is_not_left_out(servicemap: CommandLine) -> None:
    ran = servicemap("check", "charts/values.yaml", "--exclude", "charts")
    assert (ran.code, "SM003" in ran.out) == (1, True)


def test_where_all_of_it_is_left_out_it_is_said(servicemap: CommandLine) -> None:
    for arguments in (("check", "."), ("promises", ".")):
        ran = servicemap(*arguments, "--exclude", "*.yaml")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            "error: .: every map in this folder is excluded\n"
            "  name the file itself, or see where exclude is set: servicemap check"
            " --show-settings\n"
        )


def test_a_glob_that_cannot_be_meant_is_a_wrong_call(servicemap: CommandLine) -> None:
    for command in ("check", "promises"):
        ran = servicemap(command, ".", "--exclude", "../maps")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: --exclude: the glob '../maps' leaves the folder")


def test_it_is_shown_with_the_settings(servicemap: CommandLine) -> None:
    Path("servicemap.toml").write_text('exclude = ["a", "b"]', encoding="utf-8")
    ran = servicemap("check", "--show-settings", "--format", "json")
    (row,) = (one for one in json.loads(ran.out)["settings"] if one["name"] == "exclude")
    assert row == {"name": "exclude", "value": ["a", "b"], "from": "servicemap.toml:1"}


def test_revisions_leave_it_out_too(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, said in OWN_SETTINGS.items():
        monkeypatch.setenv(name, said)
    Repository(tmp_path).commit()
    assert servicemap("diff", "HEAD", "--map", ".").code == 1
    assert servicemap("diff", "HEAD", "--map", ".", "--exclude", "charts").code == 0
    assert servicemap("check", ".", "--since", "HEAD", "--exclude", "charts").code == 0
    ran = servicemap("diff", "HEAD", "old.txt", "--map", ".", "--exclude", "*.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "every map in this folder is excluded" in ran.err


@pytest.mark.parametrize(
    "path", ["node_modules/x/map.yaml", "docker-compose.yml", "docker-compose.prod.yaml"]
)
def test_what_comes_from_elsewhere_is_left_out_unless_it_is_named(
    servicemap: CommandLine, path: str
) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(COMPOSE, encoding="utf-8")
    assert servicemap("check", ".", "--exclude", "charts").code == 0
    assert servicemap("check", path).code == 1


@pytest.mark.parametrize("named", [os.devnull, "elsewhere/empty.toml", "elsewhere/strict.toml"])
def test_the_default_map_is_here_whatever_settings_are_named(
    servicemap: CommandLine, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("elsewhere").mkdir()
    Path("elsewhere/empty.toml").write_text("", encoding="utf-8")
    Path("elsewhere/strict.toml").write_text("strict = true", encoding="utf-8")
    Path("maps").mkdir()
    Path("maps/map.yaml").write_text(MAP, encoding="utf-8")
    assert servicemap("check", "--settings", named).code == 0
    monkeypatch.setenv("SERVICEMAP_SETTINGS", named)
    assert servicemap("promises").code == 0
    Path("elsewhere/empty.toml").write_text("map = '../map.yaml'", encoding="utf-8")
    Path("maps/map.yaml").unlink()
    assert servicemap("check", "--settings", "elsewhere/empty.toml").code == 0
