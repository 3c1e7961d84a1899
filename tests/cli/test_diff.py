"""`servicemap diff`: two folders, two files, two revisions, told as a manager would read it."""

import json
from pathlib import Path

import pytest

import servicemap as sm
from tests.cli.conftest import ROOT, CommandLine
from tests.conftest import Golden
from tests.repositories import Repository, repository

__all__ = ["repository"]

BEFORE = "tests/cli/versions/before.yaml"
AFTER = "tests/cli/versions/after.yaml"

MAP = """\
teams:
  Stores: {serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 3d}]}
end_users: [Shoppers]
"""
LONGER = MAP.replace("takes: 1d", "takes: 3d")
BROKEN = MAP.replace("Shoppers, service", "Shopers, service")

HOSTILE = """
map: {title: "<b>T</b> | x"}
teams:
  "Stores | @all <img src=x> [a](javascript:b) `x`":
    serves: [{customer: Shoppers, service: "# Toys\\n* x", takes: 3d, promise: 2d}]
end_users: [Shoppers]
"""


@pytest.fixture(autouse=True)
def _plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)


def test_two_files_on_a_terminal(servicemap: CommandLine, golden: Golden) -> None:
    ran = servicemap("diff", BEFORE, AFTER)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    golden("diff/spring-toys.txt", ran.out)


def test_two_files_for_a_pull_request(servicemap: CommandLine, golden: Golden) -> None:
    ran = servicemap("diff", BEFORE, AFTER, "--format", "markdown")
    assert (ran.code, ran.err) == (0, "")
    golden("diff/spring-toys.md", ran.out)


def test_two_files_for_programs(servicemap: CommandLine) -> None:
    answer = json.loads(servicemap("diff", BEFORE, AFTER, "--format", "json").out)
    assert (answer["kind"], answer["old"], answer["new"]) == ("diff", BEFORE, AFTER)
    assert answer["changes"][0] == {
        "kind": "added",
        "subject": "customs",
        "field": None,
        "old": None,
        "new": None,
        "sentence": "The team Customs is new.",
    }
    shoppers = answer["promises"][0]
    assert (shoppers["customer"], shoppers["outcome"]) == ("shoppers", "tighter")
    assert (shoppers["old"]["margin_minutes"], shoppers["new"]["margin_minutes"]) == (480, 0)
    assert shoppers["new"]["planned_at"] == "2027-02-15T17:00:00"
    assert [one["lost_minutes"] for one in answer["tolerances"]] == [1200, 1200, 960, 720, 720, 480]


def test_nothing_has_changed(servicemap: CommandLine) -> None:
    ran = servicemap("diff", AFTER, AFTER)
    assert (ran.code, ran.out) == (
        0,
        "Spring toys, from tests/cli/versions/after.yaml to\n"
        "tests/cli/versions/after.yaml: nothing has changed.\n",
    )


def test_a_revision_against_the_disk(servicemap: CommandLine, repository: Repository) -> None:
    repository.commit({"maps/toys.yaml": MAP}, tag="before")
    (repository.folder / "maps/toys.yaml").write_text(LONGER)
    lost = "The promise to Shoppers lost its last 2 days of margin."
    for call in (
        ("main",),
        ("before", "maps"),
        ("HEAD", "--map", "maps"),
        ("main", "maps/toys.yaml"),
        ("main", "--map", "maps/toys.yaml"),
    ):
        ran = servicemap("diff", *call)
        assert (ran.code, ran.err) == (0, "")
        assert lost in ran.out
    assert "from main to maps:" in servicemap("diff", "main").out
    turned = servicemap("diff", "maps", "main")
    assert "The promise to Shoppers gained 2 days of margin." in turned.out
    assert repr(sm.diff(sm.load("maps", revision="main"), sm.load("maps"))) == (
        "<Difference: 1 change, 0 broken promises, 1 loser of tolerance>"
    )


def test_two_revisions(servicemap: CommandLine, repository: Repository) -> None:
    repository.commit({"maps/toys.yaml": MAP}, tag="v1")
    repository.commit({"maps/toys.yaml": LONGER}, tag="v2")
    repository.git("rm", "-r", "--quiet", "maps")
    ran = servicemap("diff", "v1", "v2")
    assert (ran.code, ran.err) == (0, "")
    assert "lost its last 2 days of margin" in ran.out


def test_what_exists_is_taken_for_a_path(servicemap: CommandLine, repository: Repository) -> None:
    repository.commit({"maps/toys.yaml": MAP, "main/toys.yaml": LONGER})
    assert "lost its last 2 days" in servicemap("diff", "maps", "main").out
    assert "nothing has changed" in servicemap("diff", "maps", "heads/main").out


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            ("mian",),
            "there is no file or folder 'mian', and as a revision: git knows no revision 'mian' of"
            " 'maps'\n  did you mean main?",
        ),
        (
            ("--", "--output=stolen"),
            "there is no file or folder '--output=stolen', and as a revision: git knows no revision"
            " '--output=stolen' of 'maps'",
        ),
        (("empty",), "as a revision: revision 'empty' holds no 'maps'"),
    ],
)
def test_what_is_neither(
    call: tuple[str, ...], said: str, servicemap: CommandLine, repository: Repository
) -> None:
    repository.commit(tag="empty")
    repository.commit({"maps/toys.yaml": MAP})
    ran = servicemap("diff", *call)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert sorted(path.name for path in repository.folder.iterdir()) == [".git", "maps"]


def test_a_version_that_cannot_be_read(servicemap: CommandLine, repository: Repository) -> None:
    repository.commit({"maps/toys.yaml": BROKEN})
    (repository.folder / "maps/toys.yaml").write_text(MAP)
    ran = servicemap("diff", "main")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("The old version (main) has mistakes:")
    assert "SM007" in ran.err
    assert "maps/toys.yaml:2:" in ran.err
    assert "did you mean Shoppers?" in ran.err
    assert "Shopers" in ran.err
    both = servicemap("diff", "main", "main")
    assert both.err.count("has mistakes:") == 2
    assert "The new version (main) has mistakes:" in both.err


def test_names_that_would_do_harm(servicemap: CommandLine, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("teams: [Nobody]\nend_users: [Shoppers]")
    new.write_text(HOSTILE)
    table = servicemap("diff", str(old), str(new), "--format", "markdown").out
    for harm in ("<b>", "<img", "@all", "](", "\n* x", "| x"):
        assert harm not in table
    (row,) = [line for line in table.splitlines() if line.startswith("| **")]
    assert row.count(" | ") == 3
    shown = servicemap("diff", str(old), str(new)).out
    assert "\n* x" not in shown


def test_a_long_list_is_bounded(servicemap: CommandLine, tmp_path: Path) -> None:
    teams = "".join(
        f"  T{n}: {{serves: [{{customer: Stores, service: S{n}, takes: 1d}}]}}\n" for n in range(20)
    )
    stores = "  Stores: {serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 9d}]}\n"
    text = f"teams:\n{teams}{stores}end_users: [Shoppers]\n"
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(text)
    new.write_text(text.replace("promise: 9d", "promise: 8d"))
    lines = servicemap("diff", str(old), str(new)).out.splitlines()
    assert sum("notice" in line for line in lines) == 8
    assert lines[-1] == "  - and 13 more lose some."


def test_a_comment_has_room_for_so_much(servicemap: CommandLine, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("teams: [Stores]")
    names = ", ".join(f"Shop {n}" for n in range(2000))
    new.write_text(f"teams: {{Stores: {{serves: [{names}]}}}}\nend_users: [{names}]")
    said = servicemap("diff", str(old), str(new), "--format", "markdown").out
    assert len(said) < 65_536
    assert said.count("… and ") == 2
    assert "4,000 changes" in said


def test_a_shelf_is_compared_map_by_map(servicemap: CommandLine, repository: Repository) -> None:
    def titled(title: str, text: str = MAP) -> str:
        return f"map: {{title: {title}}}\n{text}"

    repository.commit(
        {
            "maps/shop.yaml": titled("Shop"),
            "maps/old-place.yaml": titled("Mill"),
            "maps/bakery.yaml": titled("Bakery"),
        },
        tag="before",
    )
    maps = repository.folder / "maps"
    (maps / "shop.yaml").write_text(titled("Toy shop", LONGER))
    (maps / "old-place.yaml").rename(maps / "new-place.yaml")
    (maps / "bakery.yaml").unlink()
    (maps / "garden.yaml").write_text(titled("Garden"))
    ran = servicemap("diff", "before")
    assert (ran.code, ran.err) == (0, "")
    heads = [line for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "Garden: this map is new.",
        "Mill, from before to maps: nothing has changed.",
        "Toy shop, from before to maps: 2 changes; 1 promise with less margin; 1 has less",
        "tolerance.",
        "What it does to promises",
        "What it does to tolerance: how late each may be if nobody else is",
        "Bakery: this map is gone.",
    ]
    answer = json.loads(servicemap("diff", "before", "--format", "json").out)
    assert [(one["title"], one["kind"], len(one.get("changes", ()))) for one in answer["maps"]] == [
        ("Garden", "added", 0),
        ("Mill", "changed", 0),
        ("Toy shop", "changed", 2),
        ("Bakery", "removed", 0),
    ]
    table = servicemap("diff", "before", "--format", "markdown").out
    assert [line for line in table.splitlines() if line.startswith("## ")] == [
        "## Garden: this map is new.",
        "## Mill: what this change does",
        "## Toy shop: what this change does",
        "## Bakery: this map is gone.",
    ]
    one = servicemap("diff", "before", "maps/shop.yaml").out
    assert one.startswith("Toy shop, from before to maps/shop.yaml: 2 changes")


def test_what_is_allowed_is_told_in_every_format(servicemap: CommandLine, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(MAP)
    new.write_text(MAP.replace("{serves", "{allow: {no-owner: 'Since May'}, serves"))
    said = "no-owner is allowed for Stores now: Since May."
    assert f"  ~ {said}\n" in servicemap("diff", str(old), str(new)).out
    assert f"- {said}" in servicemap("diff", str(old), str(new), "--format", "markdown").out
    (change,) = json.loads(servicemap("diff", str(old), str(new), "--format", "json").out)[
        "changes"
    ]
    assert (change["field"], change["old"], change["new"], change["sentence"]) == (
        "allow",
        None,
        "no-owner: Since May",
        said,
    )
