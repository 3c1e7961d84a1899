"""A spreadsheet that is entered into a map which is there: what is new, what differs, no more."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

KITCHEN = """\
teams:
  Kitchen:              # ours
    owner: "Ann"
    serves:
    - customer: Waiters
      service: Lunch    # hot
      takes: 3h
  Waiters:
    relies_on: {Kitchen: Lunch}
    serves: {Guests: Lunch at the table}
end_users: [Guests]   # for now
"""

ROWS = """\
provider,service,customer,takes,promise,owner,feedback score,feedback says
Kitchen,Lunch,Waiters,180m,,Bo,4,Late
Kitchen,Soup,Waiters,1h,,,,
Waiters,Lunch at the table,Guests,,1d,,,
Bakery,Bread,Kitchen,2d,,,,
"""

AFTER = """\
teams:
  Kitchen:              # ours
    owner: "Bo"
    serves:
    - customer: Waiters
      service: Lunch    # hot
      takes: 3h
    - customer: Waiters
      service: Soup
      takes: 1h
  Waiters:
    relies_on: {Kitchen: {service: Lunch, feedback: {score: 4, says: Late}}}
    serves: {Guests: {service: Lunch at the table, promise: 1d}}
  Bakery:
    serves:
    - {customer: Kitchen, service: Bread, takes: 2d}
end_users: [Guests]   # for now
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The map, and the spreadsheet."""
    (tmp_path / "map.yaml").write_text(KITCHEN, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_new_and_what_differs_in_meaning_is_entered_once(
    servicemap: CommandLine, folder: Path
) -> None:
    ran = servicemap("import", "rows.csv", "--into", "map.yaml", "--write")
    assert ran.code == 0, ran.err
    assert (folder / "map.yaml").read_text(encoding="utf-8") == AFTER
    again = servicemap("import", "rows.csv", "--into", "map.yaml", "--write")
    assert again.err.endswith("nothing to change: the map says all of it already\n")
    assert (folder / "map.yaml").read_text(encoding="utf-8") == AFTER


def test_the_difference_is_shown_and_nothing_is_written_unasked(
    servicemap: CommandLine, folder: Path
) -> None:
    ran = servicemap("import", "rows.csv", "--into", "map.yaml")
    assert '-    owner: "Ann"\n+    owner: "Bo"' in ran.out
    assert ran.err.endswith("nothing was written; --write writes it to 1 file\n")
    assert (folder / "map.yaml").read_text(encoding="utf-8") == KITCHEN


def test_a_cell_that_cannot_be_read_changes_nothing(servicemap: CommandLine, folder: Path) -> None:
    (folder / "rows.csv").write_text(ROWS.replace("180m", "soon"), encoding="utf-8")
    ran = servicemap("import", "rows.csv", "--into", "map.yaml", "--write")
    assert ran.code == 1
    assert "soon" in ran.err
    assert (folder / "map.yaml").read_text(encoding="utf-8") == KITCHEN


def test_a_new_map_and_one_that_is_there_are_two_things(servicemap: CommandLine) -> None:
    ran = servicemap("import", "rows.csv", "--into", "map.yaml", "-o", "new.yaml")
    assert ran.code == 2
    assert "--into changes a map, and makes no other" in ran.err


EITHER = """\
Provider,Service,Customer,Said by,Switch,Either
Bakery,Bread,Kitchen,customer,,bread
Market,Rolls,Kitchen,customer,1d,bread
"""


@pytest.mark.parametrize(
    ("relies_on", "expected"),
    [
        (
            "",
            "    relies_on:\n      - any_of:\n          - {provider: Bakery, service: Bread}\n"
            "          - {provider: Market, service: Rolls, switch: 1d}\n",
        ),
        (
            "    relies_on: {Bakery: Bread}  # each day\n",
            "    relies_on: {any_of: {Bakery: Bread, Market: {service: Rolls, switch: 1d}}}"
            "  # each day\n",
        ),
    ],
)
def test_alternatives_are_entered(
    servicemap: CommandLine, folder: Path, relies_on: str, expected: str
) -> None:
    before = "suppliers: [Bakery, Market]\nteams:\n  Kitchen:\n    owner: Ann\n"
    (folder / "map.yaml").write_text(before + relies_on, encoding="utf-8")
    (folder / "rows.csv").write_text(EITHER, encoding="utf-8")
    ran = servicemap("import", "rows.csv", "--into", "map.yaml", "--write")
    assert ran.code == 0, ran.err
    assert (folder / "map.yaml").read_text(encoding="utf-8") == before + expected
    again = servicemap("import", "rows.csv", "--into", "map.yaml", "--write")
    assert again.err.endswith("nothing to change: the map says all of it already\n")


def test_alternatives_that_the_map_has_otherwise_are_left_to_people(
    servicemap: CommandLine, folder: Path
) -> None:
    text = (
        "suppliers: [Bakery, Market]\nteams:\n  Kitchen:\n    relies_on:\n"
        "      - any_of: [{provider: Market, service: Rolls}, {provider: Bakery, service: Bread}]\n"
    )
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    (folder / "rows.csv").write_text(EITHER, encoding="utf-8")
    ran = servicemap("import", "rows.csv", "--into", "map.yaml", "--write")
    assert (
        "left out: 'Bakery' or 'Market' for Kitchen: the map has other alternatives; change any_of:"
        in " ".join(ran.err.split())
    )
    assert (folder / "map.yaml").read_text(encoding="utf-8") == text


def test_a_row_without_a_service_means_the_delivery_without_a_name(
    servicemap: CommandLine, folder: Path
) -> None:
    text = (
        "teams: {Kitchen: {serves: [Guests, {customer: Guests, service: Lunch}]}}\n"
        "end_users: [Guests]\n"
    )
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    assert servicemap("export", "map.yaml", "-o", "out.csv").code == 0
    ran = servicemap("import", "out.csv", "--into", "map.yaml", "--write")
    assert ran.err.endswith("nothing to change: the map says all of it already\n")
    (folder / "rows.csv").write_text("From,To,Takes\nKitchen,Guests,2d\n", encoding="utf-8")
    assert servicemap("import", "rows.csv", "--into", "map.yaml", "--write").code == 0
    assert (folder / "map.yaml").read_text(encoding="utf-8") == text.replace(
        "[Guests, {", "[{customer: Guests, takes: 2d}, {"
    )


def test_what_all_who_share_an_entry_get_alike_is_said_in_it_once(
    servicemap: CommandLine, folder: Path
) -> None:
    text = (
        "teams:\n  IT:\n    serves:\n"
        "      - customer: [Shop, Office]  # all\n        service: Tills\n"
        "  Shop:\n  Office:\n"
    )
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    rows = "Provider,Service,Customer,Promise\nIT,Tills,Shop; Office,1d\n"
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    assert servicemap("import", "rows.csv", "--into", "map.yaml", "--write").code == 0
    after = text.replace("service: Tills\n", "service: Tills\n        promise: 1d\n")
    assert (folder / "map.yaml").read_text(encoding="utf-8") == after
    rows = "Provider,Service,Customer,Promise\nIT,Tills,Shop,2d\n"
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    assert servicemap("import", "rows.csv", "--into", "map.yaml", "--write").code == 0
    assert (folder / "map.yaml").read_text(encoding="utf-8") == after.replace(
        "[Shop, Office]", "[Office]"
    ).replace(
        "promise: 1d\n",
        "promise: 1d\n      - customer: Shop\n        service: Tills\n        promise: 2d\n",
    )
