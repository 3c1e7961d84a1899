"""Whoever names no map, or nothing but one, is told what to type."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

MAP = """\
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (["check"], "servicemap check 'our toys.yaml'"),
        (["show", "purchasing"], "servicemap show TEAM 'our toys.yaml'"),
        (["trace", "--late", "purchasing=1d"], "servicemap trace 'our toys.yaml'"),
        (["tolerance"], "servicemap tolerance 'our toys.yaml'"),
        (["promises"], "servicemap promises 'our toys.yaml'"),
        (["agreements"], "servicemap agreements 'our toys.yaml'"),
        (["poster"], "servicemap poster 'our toys.yaml'"),
    ],
)
def test_a_map_that_lies_about_is_proposed(
    call: list[str], line: str, folder: Path, servicemap: CommandLine
) -> None:
    (folder / "our toys.yaml").write_text(MAP)
    (folder / "docker-compose.yml").write_text("services: {}")
    (folder / "mkdocs.yml").write_text("site_name: Toys")
    (folder / "services").mkdir()
    (folder / "services" / "it.yaml").write_text(MAP)
    ran = servicemap(*call)
    assert ran.code == 2
    assert ran.err == (
        "error: no map is named, and there is no folder maps here\n"
        f"  name one: {line} (there are services too)\n"
    )


def test_where_there_is_none_no_line_is_made_up(folder: Path, servicemap: CommandLine) -> None:
    ran = servicemap("check")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "  name a file or a folder that holds one")


def test_whoever_names_a_map_where_a_team_belongs_is_asked_which(
    folder: Path, servicemap: CommandLine
) -> None:
    (folder / "toys.yaml").write_text(MAP)
    ran = servicemap("show", "toys.yaml")
    assert ran.code == 2
    assert ran.err == (
        "error: which team of toys.yaml? There are Purchasing, Stores\n"
        "  for example servicemap show Purchasing toys.yaml\n"
    )


def test_what_all_files_end_in_is_no_likeness(folder: Path, servicemap: CommandLine) -> None:
    (folder / "cp.yaml").write_text(MAP)
    (folder / "stores.yaml").write_text(MAP)
    assert "did you mean" not in servicemap("check", "nosuch.yaml").err
    assert "did you mean stores.yaml?" in servicemap("check", "store.yml").err


def test_a_paper_goes_by_each_of_its_names(folder: Path, servicemap: CommandLine) -> None:
    (folder / "toys.yaml").write_text(MAP)
    for name in ("Ledger", "11x17", "tabloid"):
        assert servicemap("poster", "toys.yaml", "--paper", name).err.startswith(
            "poster.svg: 431.8 x 279.4 mm"
        )
