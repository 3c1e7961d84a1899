"""What a change causes: a check that tells only what was not there at a revision."""

import subprocess
from pathlib import Path

from tests.cli.conftest import CommandLine
from tests.cli.test_baseline import LABORATORY, TOYS, check, judged, project, write  # noqa: F401 - fixtures
from tests.repositories import NEEDS_GIT


def commit(message: str = "x") -> None:
    name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for arguments in (("init", "-q"), ("add", "-A"), (*name, "commit", "-q", "-m", message)):
        subprocess.run(["git", *arguments], check=True, capture_output=True)


@NEEDS_GIT
def test_since_a_revision_only_what_the_change_causes_is_told(servicemap: CommandLine) -> None:
    commit()
    assert servicemap("check", "--since", "HEAD").out == (
        "clean: 4 parties, 2 services (1 known: --all)\n"
    )
    # Nobody touched the line of Purchasing, and yet it is this change that leaves it without work.
    write(
        "# moved\n"
        + TOYS.replace("  Purchasing:\n    serves: {Stores: Orders}\n", "  Purchasing:\n")
    )
    ran = servicemap("check", "--since", "HEAD", "--format", "concise")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "maps/toys.yaml:7:3: error SM101 orphan-team: nobody relies on Purchasing",
        "1 error (1 known: --all)",
    ]
    write(TOYS.replace("  Lost:\n", ""))
    ran = servicemap("check", "--since", "HEAD", "--format", "concise")
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "fixed since HEAD: SM101 orphan-team: lost",
            "clean: 3 parties, 2 services; 1 fixed since HEAD",
        ],
    )


@NEEDS_GIT
def test_since_a_revision_what_became_worse_is_told(servicemap: CommandLine) -> None:
    promised = """\
map: {title: Toys}
teams:
  Stores: {serves: [{customer: Shoppers, service: Toys, takes: 3d, promise: 2d}]}
end_users: [Shoppers]
"""
    write(promised)
    commit()
    assert servicemap("check", "--since", "HEAD", "--select", "SM301").code == 0
    write(promised.replace("3d", "4d"))
    ran = servicemap("check", "--since", "HEAD", "--select", "SM301", "--format", "concise")
    assert ran.code == 1
    assert "SM301 broken-promise" in ran.out
    assert "fixed" not in ran.out


@NEEDS_GIT
def test_since_a_revision_a_renamed_map_is_the_same_and_a_new_one_is_new(
    servicemap: CommandLine,
) -> None:
    commit()
    Path("maps/toys.yaml").rename("maps/shop.yaml")
    assert servicemap("check", "--since", "HEAD").code == 0
    Path("other").mkdir()
    write(LABORATORY, "other/laboratory.yaml")
    assert servicemap("check", "other", "--since", "HEAD").code == 1


@NEEDS_GIT
def test_since_a_revision_what_is_new_in_one_map_is_not_hidden_by_what_is_gone_in_another(
    servicemap: CommandLine,
) -> None:
    write(LABORATORY.replace("  Lost:\n", ""), "maps/laboratory.yaml")
    commit()
    write(TOYS.replace("  Lost:\n", ""))
    write(LABORATORY, "maps/laboratory.yaml")
    ran = servicemap("check", "--since", "HEAD", "--format", "concise")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [
            "maps/laboratory.yaml:5:3: error SM101 orphan-team: nobody relies on Lost",
            "fixed since HEAD: SM101 orphan-team: lost",
            "1 error in 1 of 2 maps; 1 fixed since HEAD",
        ],
    )


@NEEDS_GIT
def test_since_a_revision_nothing_is_fixed_by_a_map_that_cannot_be_read(
    servicemap: CommandLine,
) -> None:
    commit()
    write(TOYS.replace("  Lost:\n", "  Lost: [\n"))
    assert "fixed" not in servicemap("check", "--since", "HEAD").out


@NEEDS_GIT
def test_since_a_revision_that_is_not_there_is_a_wrong_call(servicemap: CommandLine) -> None:
    ran = servicemap("check", "--since", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert "lies in no git repository" in ran.err
    commit()
    for revision in ("mian", "--output=x", "HEAD~7", ""):
        ran = servicemap("check", f"--since={revision}")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: ")
    assert not Path("x").exists()


@NEEDS_GIT
def test_a_baseline_and_a_revision_together(
    check: CommandLine,  # noqa: F811 - it is that fixture
) -> None:
    commit()
    write(TOYS.replace("  Lost:\n", "  Lost:\n  Gone:\n"))
    check("--update-baseline")
    write(TOYS.replace("  Lost:\n", "  Lost:\n  Gone:\n  New:\n"))
    ran = check("--since", "HEAD")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "maps/toys.yaml:7:3: error SM101 orphan-team: nobody relies on New",
        "1 error (2 known: --all)",
    ]
