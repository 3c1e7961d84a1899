"""Whoever names no map, or nothing but one, is told what to type."""

from pathlib import Path

import pytest

from servicemap.drawing.papers import PAPERS
from tests.cli.conftest import CommandLine
from tests.repositories import NEEDS_GIT

EVERY_PAPER = ", ".join(paper.name for paper in PAPERS.values())

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
        (["show", "purchasing"], "servicemap show purchasing 'our toys.yaml'"),
        (
            ["trace", "--late", "purchasing=1d"],
            "servicemap trace --late purchasing=1d 'our toys.yaml'",
        ),
        (
            ["trace", "--late", "toy factory=1d", "--all"],
            "servicemap trace --late 'toy factory=1d' --all 'our toys.yaml'",
        ),
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
        f"  name one: {line} (or services)\n"
    )


def test_what_a_version_is_compared_with_is_asked_for(
    folder: Path, servicemap: CommandLine
) -> None:
    for name in ("new.yaml", "old.yaml"):
        (folder / name).write_text(MAP)
    ran = servicemap("diff", "old.yaml")
    assert (ran.code, ran.err) == (
        2,
        "error: nothing is named to compare old.yaml with, and there is no folder maps here\n"
        "  name one: servicemap diff old.yaml new.yaml\n",
    )


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        pytest.param(
            "diff before after",
            "there is no file or folder 'before', and no git repository here that could have a"
            " revision of that name",
            "name a map, such as toys.yaml",
            marks=NEEDS_GIT,
        ),
        pytest.param(
            "diff before.yaml toy.yaml",
            "there is no file or folder 'before.yaml', and no git repository here that could have a"
            " revision of that name",
            "name a map, such as toys.yaml",
            marks=NEEDS_GIT,
        ),
        (
            "tolerance Purchasing",
            "Purchasing: there is no such file or folder",
            "if it is the name of a team: servicemap tolerance toys.yaml --team Purchasing",
        ),
        (
            "tolerance Purchasing toys.yaml",
            "'Purchasing' stands where a map belongs",
            "write servicemap tolerance --team Purchasing toys.yaml",
        ),
        (
            "agreements toys.yaml Stores",
            "'Stores' stands where a map belongs",
            "write servicemap agreements toys.yaml --team Stores",
        ),
        (
            "trace toys.yaml --late Toy factory 3d",
            "'factory 3d' is more than 'servicemap trace' takes",
            "write servicemap trace toys.yaml --late 'Toy factory=3d'",
        ),
        (
            "poster toys.yaml --team Toy factory --bw",
            "'factory' is more than 'servicemap poster' takes",
            "write servicemap poster toys.yaml --team 'Toy factory' --bw",
        ),
        (
            "show Toy factory toys.yaml",
            "'toys.yaml' is more than 'servicemap show' takes",
            "it is servicemap show [OPTIONS] TEAM [MAP]; a name of several words belongs in"
            " quotation marks",
        ),
        (
            "poster toys.yaml x.pdf",
            "'x.pdf' is more than 'servicemap poster' takes",
            "write servicemap poster toys.yaml -o x.pdf",
        ),
        (
            "poster toys.yaml --paper A3 portrait",
            "'portrait' is more than 'servicemap poster' takes",
            "write servicemap poster toys.yaml --paper A3 --orientation portrait",
        ),
        (
            "trace toys.yaml --late Purchasing=3d Stores=1d",
            "'Stores=1d' is more than 'servicemap trace' takes",
            "write servicemap trace toys.yaml --late Purchasing=3d --late Stores=1d",
        ),
        (
            "trace toys.yaml Purchasing=3d",
            "'Purchasing=3d' is more than 'servicemap trace' takes",
            "write servicemap trace toys.yaml --late Purchasing=3d",
        ),
        (
            "trace toys.yaml --late Purchasing=3d,Stores=2d",
            "--late 'Purchasing=3d,Stores=2d' names several at once",
            "write --late Purchasing=3d --late Stores=2d",
        ),
        (
            "trace toys.yaml --late 3d=Purchasing",
            "--late '3d=Purchasing' says how late first",
            "write --late Purchasing=3d",
        ),
        (
            "trace --late Purchasing 3d",
            "--late 'Purchasing' does not say who is how late",
            "write who=how late, for example --late Purchasing=2d",
        ),
        (
            "poster toys.yaml --team Stores --late Purchasing=3d",
            "a team's poster shows no delay",
            "leave out --team or --late",
        ),
    ],
)
def test_a_word_in_the_wrong_place_is_put_right(
    call: str, message: str, hint: str, folder: Path, servicemap: CommandLine
) -> None:
    (folder / "toys.yaml").write_text(MAP)
    ran = servicemap(*call.split())
    assert (ran.code, ran.err) == (2, f"error: {message}\n  {hint}\n")


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        (
            "poster toys.yaml --team Retail",
            "'Retail' is a department, and no team",
            "draw its own poster with --department",
        ),
        (
            "poster toys.yaml --department Stores",
            "'Stores' is a team of Retail, and no department",
            "name the department, or draw its own poster with --team",
        ),
        (
            "tolerance toys.yaml --team Retail",
            "no team or other party is called 'Retail' in this map",
            "Retail is a department: name its team Stores",
        ),
        (
            "show Bob toys.yaml",
            "no team or other party is called 'Bob' in this map",
            "Bob is the owner of Purchasing: name the team",
        ),
    ],
)
def test_a_department_or_an_owner_is_not_called_unknown(
    call: str, message: str, hint: str, folder: Path, servicemap: CommandLine
) -> None:
    people = MAP.replace("  Stores:\n", "  Stores:\n    department: Retail\n")
    people = people.replace("  Purchasing:\n", "  Purchasing:\n    owner: Bob\n")
    (folder / "toys.yaml").write_text(people)
    ran = servicemap(*call.split())
    assert (ran.code, ran.err) == (2, f"error: {message}\n  {hint}\n")


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


def test_one_file_of_a_map_is_no_likeness_of_another(folder: Path, servicemap: CommandLine) -> None:
    (folder / "toys").mkdir()
    (folder / "toys" / "customers.yaml").write_text(MAP)
    assert "customers" not in servicemap("check", "toys/stores.yaml").err


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("poster --format pdf", "'--format'. The name of the file says it: -o poster.pdf."),
        ("poster --pdf", "'--pdf'. Write -o poster.pdf."),
        ("poster --png", "'--png'. Write -o poster.png."),
        ("poster --svg", "'--svg'. Write -o poster.svg."),
        ("poster --size A3", "'--size'. The paper is --paper A3."),
        ("poster --portrait", "'--portrait'. Write --orientation portrait."),
        ("poster --language de", "'--language'. The map says it, under map: {language: de}."),
        ("poster --black-white", "'--black-white'. It is --bw."),
        ("poster --customer Bo", "'--customer'. It is --to, for example --to Shoppers."),
        ("check --json", "'--json'. Write --format json."),
        ("check --output x", "'--output'. Write --report json=FILE, or another format."),
        ("show --output x", "'--output'. Add > FILE behind the command."),
        ("trace --delay A=3d", "'--delay'. It is --late, for example --late accounts=2d."),
        ("tolerance --customer Bo", "'--customer'. It is --for, for example --for Shoppers."),
        ("show --team Bo", "'--team'. The name stands without it: servicemap show Purchasing."),
        ("check --rule SM1", "'--rule'. It is --select, for example --select SM101."),
        ("promises --delayed", "'--delayed'."),
    ],
)
def test_an_option_that_people_try_is_answered_by_what_it_means(
    call: str, says: str, servicemap: CommandLine
) -> None:
    ran = servicemap(*call.split())
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: There is no option {says}")


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--paper", "A3 portrait", "write --paper A3 --orientation portrait."),
        ("--paper", "a4 vertical", "write --paper a4 --orientation portrait."),
        (
            "--paper",
            "A3 sideways",
            f"'A3 sideways' is none of {EVERY_PAPER}.",
        ),
        (
            "--orientation",
            "vertical",
            "'vertical' is none of landscape, portrait: did you mean portrait?",
        ),
    ],
)
def test_a_paper_and_how_it_hangs_are_two_options(
    option: str, value: str, says: str, servicemap: CommandLine
) -> None:
    ran = servicemap("poster", option, value)
    assert ran.code == 2
    assert ran.err.splitlines()[-1] == f"Error: Invalid value for '{option}': {says}"


def test_rules_with_blanks_between_them_are_several(
    folder: Path, servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "toys.yaml").write_text(MAP)
    said = "'SM1 no-owner' names several rules\n  write "
    assert (
        f"--select: {said}SM1,no-owner"
        in servicemap("check", "toys.yaml", "--select", "SM1 no-owner").err
    )
    (folder / "servicemap.toml").write_text('select = ["SM1 no-owner"]')
    assert f'1:11: {said}"SM1", "no-owner"' in servicemap("check", "toys.yaml").err
    (folder / "servicemap.toml").unlink()
    monkeypatch.setenv("SERVICEMAP_SELECT", "SM1 no-owner")
    assert f"SERVICEMAP_SELECT: {said}SM1,no-owner" in servicemap("check", "toys.yaml").err


def test_a_paper_goes_by_each_of_its_names(folder: Path, servicemap: CommandLine) -> None:
    (folder / "toys.yaml").write_text(MAP)
    for name in ("Ledger", "11x17", "tabloid"):
        assert servicemap("poster", "toys.yaml", "--paper", name).err.startswith(
            "poster.svg: 431.8 x 279.4 mm"
        )
