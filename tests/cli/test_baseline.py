"""Living with findings that are there already: a baseline, and what changed since a revision."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, Ran
from tests.few_rules import judged_by

judged = judged_by("SM101", "SM105", "SM106", "SM201", "SM301", "SM304")

TOYS = """\
map: {title: Toys}
teams:
  Stores:
    serves: {Shoppers: Toys}
  Lost:
  Purchasing:
    serves: {Stores: Orders}
end_users: [Shoppers]
"""
LABORATORY = TOYS.replace("title: Toys", "title: Laboratory")
HEAD = """\
# servicemap baseline, version 1
# What was found when this was written, a line for each: the rule, and what it is about.
# 'servicemap check --baseline FILE --update-baseline' writes it anew.
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "maps").mkdir()
    monkeypatch.chdir(tmp_path)
    write(TOYS)
    return tmp_path


def write(text: str, name: str = "maps/toys.yaml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def known() -> str:
    return Path("known.txt").read_text(encoding="utf-8")


@pytest.fixture
def check(servicemap: CommandLine) -> CommandLine:
    def check_it(*arguments: str) -> Ran:
        return servicemap("check", "--format", "concise", "--baseline", "known.txt", *arguments)

    return check_it


def test_what_was_found_is_known_from_then_on(check: CommandLine) -> None:
    ran = check("--update-baseline")
    assert ran.code == 0
    assert ran.out == "clean: 4 parties, 2 services (1 known: --all)\n"
    assert ran.err == "known.txt: 1 finding known from now on\n"
    assert known() == f"{HEAD}\n[Toys] maps\norphan-team: lost\n"
    assert check().code == 0
    listed = check("--all").out.splitlines()
    assert listed[0] == "maps/toys.yaml:5:3: known error SM101 orphan-team: nobody relies on Lost"
    assert listed[-1] == "clean: 4 parties, 2 services (1 known)"


def test_moved_lines_and_files_change_nothing(check: CommandLine) -> None:
    check("--update-baseline")
    before = known()
    Path("maps/toys.yaml").unlink()
    Path("maps/deep").mkdir()
    write("# a comment\n\n\n" + TOYS, "maps/deep/shop.yaml")
    assert check().out == "clean: 4 parties, 2 services (1 known: --all)\n"
    check("--update-baseline")
    assert known() == before


def test_only_what_is_new_is_told_and_makes_the_check_fail(check: CommandLine) -> None:
    check("--update-baseline")
    write(TOYS.replace("  Lost:\n", "  Lost:\n  Gone:\n"))
    ran = check()
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "maps/toys.yaml:6:3: error SM101 orphan-team: nobody relies on Gone",
        "1 error (1 known: --all)",
    ]


def test_what_is_fixed_is_a_stale_line_of_the_baseline_with_its_place(check: CommandLine) -> None:
    check("--update-baseline")
    write(TOYS.replace("  Lost:\n", ""))
    ran = check()
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "known.txt:6:1: warning SM902 stale-baseline: orphan-team of lost is fixed",
        "1 warning; 1 fixed since known.txt",
    ]
    assert check("--fail-on", "warning").code == 1
    assert check("--ignore", "SM902").out.splitlines() == [
        "fixed since known.txt: SM101 orphan-team: lost",
        "clean: 3 parties, 2 services; 1 fixed since known.txt",
    ]
    # A rule that is not asked says nothing, and so its lines are not stale.
    assert check("--ignore", "orphan-team").out == "clean: 3 parties, 2 services\n"
    assert check("--update-baseline").out == "clean: 3 parties, 2 services\n"
    assert known() == HEAD


def test_what_is_allowed_by_now_is_stale_and_not_fixed(check: CommandLine) -> None:
    check("--update-baseline")
    write(TOYS.replace("  Lost:\n", "  Lost: {allow: {orphan-team: Until May}}\n"))
    assert check().out.splitlines() == [
        "known.txt:6:1: warning SM902 stale-baseline: orphan-team of lost is allowed in the map by"
        " now",
        "1 warning (1 allowed: --all)",
    ]


def test_a_second_finding_of_the_same_is_new(check: CommandLine) -> None:
    write(f"{HEAD}\n[Toys]\norphan-team: lost\norphan-team: lost\n", "known.txt")
    assert "1 fixed since known.txt" in check().out  # it was found twice, and now once
    write(f"{HEAD}\n[Toys]\n", "known.txt")
    assert check().code == 1


def test_maps_of_a_shelf_have_their_own_and_keep_it_when_they_are_not_checked(
    check: CommandLine,
) -> None:
    write(LABORATORY, "maps/laboratory.yaml")
    check("--update-baseline")
    both = (
        f"{HEAD}\n[Laboratory] maps/laboratory.yaml\norphan-team: lost\n"
        "\n[Toys] maps/toys.yaml\norphan-team: lost\n"
    )
    assert known() == both
    assert check("maps/toys.yaml").out == "clean: 4 parties, 2 services (1 known: --all)\n"
    check("maps/toys.yaml", "--update-baseline")
    assert known() == both
    Path("maps/laboratory.yaml").unlink()
    assert "SM902" not in check("maps/toys.yaml").out
    gone = check().out  # all maps there are
    assert (
        "known.txt:6:1: warning SM902 stale-baseline: orphan-team of lost was in Laboratory, and"
        " there is no such map any more" in gone
    )
    assert "fixed" not in gone
    assert "SM902" not in check("--update-baseline").out
    assert known() == f"{HEAD}\n[Toys] maps\norphan-team: lost\n"


def test_what_a_map_that_cannot_be_read_hides_is_neither_fixed_nor_forgotten(
    check: CommandLine,
) -> None:
    check("--update-baseline")
    before = known()
    # Lost is gone from what could be read, with all that stood behind it.
    write(TOYS.replace("  Lost:\n", "  Lost: [\n"))
    for arguments in ((), ("--update-baseline",)):
        ran = check(*arguments)
        assert ran.code == 1
        assert "fixed" not in ran.out
        assert "SM902" not in ran.out
        assert known() == before


@pytest.mark.parametrize(
    "settings",
    [
        "select = ['SM105']",
        "ignore = ['orphan-team']",
        "severity = {orphan-team = 'off'}",
        "paths = {'toys.yaml' = {ignore = ['SM1']}}",
        "paths = {'maps/**' = {severity = {SM101 = 'off'}}}",
    ],
)
def test_what_settings_hide_is_neither_fixed_nor_forgotten(
    check: CommandLine, settings: str
) -> None:
    check("--update-baseline")
    before = known()
    write(settings, "servicemap.toml")
    for arguments in ((), ("--update-baseline",)):
        ran = check(*arguments)
        assert (ran.code, ran.out) == (0, "clean: 4 parties, 2 services\n")
        assert known() == before


def test_a_baseline_goes_with_a_map_that_is_renamed(check: CommandLine) -> None:
    untitled = TOYS.replace("map: {title: Toys}\n", "")
    write(untitled)
    check("maps/toys.yaml", "--update-baseline")
    assert known() == f"{HEAD}\n[toys] maps/toys.yaml\norphan-team: lost\n"
    Path("maps/toys.yaml").rename("maps/shop.yaml")
    still = "clean: 4 parties, 2 services (1 known: --all)\n"
    assert check("maps/shop.yaml").out == still
    assert check("maps").out == still
    Path("maps").rename("plans")
    assert check("plans").out == still
    write(TOYS, "plans/shop.yaml")
    assert check("plans").out == still
    ran = check("plans", "--update-baseline")
    assert ran.out == still
    assert known() == f"{HEAD}\n[Toys] plans\norphan-team: lost\n"


def test_a_baseline_lies_anywhere_and_the_check_runs_from_anywhere(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(LABORATORY, "maps/laboratory.yaml")
    Path("ci").mkdir()
    servicemap("check", "--baseline", "ci/known.txt", "--update-baseline")
    assert "[Toys] ../maps/toys.yaml\n" in Path("ci/known.txt").read_text(encoding="utf-8")
    monkeypatch.chdir("maps")
    ran = servicemap("check", "toys.yaml", "--baseline", "../ci/known.txt")
    assert (ran.code, ran.out) == (0, "clean: 4 parties, 2 services (1 known: --all)\n")


def test_a_map_that_cannot_be_read_is_never_known(check: CommandLine) -> None:
    write(TOYS + "nonsense: 1\n")
    ran = check("--update-baseline")
    assert ran.code == 1
    assert "SM003 unknown-key" in ran.out
    assert "SM003" not in known()
    assert "unknown-key" not in known()


def test_infos_are_known_where_they_make_a_check_fail(check: CommandLine) -> None:
    write(TOYS.replace("  Stores:\n", "  Stores:\n    owner: Ann\n"))
    check("--update-baseline")
    assert "no-owner" not in known()
    assert check("--update-baseline", "--fail-on", "info").code == 0
    assert "no-owner: purchasing" in known()


def test_a_baseline_knows_what_json_and_hosts_read_as_well(servicemap: CommandLine) -> None:
    write("baseline = 'known.txt'\n", "servicemap.toml")
    assert servicemap("check", "--update-baseline").code == 0
    printed = json.loads(servicemap("check", "--format", "json").out)
    assert [found["known"] for found in printed["findings"]] == [True]
    assert printed["counts"]["error"] == 0
    write(TOYS.replace("  Lost:\n", ""))
    printed = json.loads(servicemap("check", "--format", "json").out)
    assert printed["fixed"] == [
        {"code": "SM101", "rule": "orphan-team", "subject": "lost", "since": "known.txt"}
    ]
    sarif = json.loads(servicemap("check", "--format", "sarif").out)
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["SM902"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TOYS, "known.txt:1:1: this is no baseline that we can read"),
        ("# servicemap baseline, version 9\n", "known.txt:1:1: this is no baseline"),
        (
            f"{HEAD}[Toys]\norphn-team: x\n",
            "known.txt:5:1: there is no rule 'orphn-team'\n  did you mean orphan-team?",
        ),
        (
            f"{HEAD}[Toys]\nwhatever\n",
            "known.txt:5:1: there is no rule 'whatever'\n  a line is a"
            " rule, a colon, and a subject",
        ),
        (f"{HEAD}orphan-team: x\n", "known.txt:4:1: this stands under no map"),
        (f"{HEAD}[Toys]\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", "known.txt holds 3 mistakes"),
    ],
)
def test_what_is_no_baseline_is_a_wrong_call_and_is_left_alone(
    check: CommandLine, text: str, said: str
) -> None:
    write(text, "known.txt")
    for arguments in ((), ("--update-baseline",)):
        ran = check(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"error: {said}")
        assert known() == text


def test_a_baseline_that_is_not_there_is_a_wrong_call(servicemap: CommandLine) -> None:
    ran = servicemap("check", "--baseline", "known.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: there is no baseline known.txt yet\n"
        "  --update-baseline writes what is found now to it\n"
    )
    ran = servicemap("check", "--update-baseline")
    assert ran.code == 2
    assert "--update-baseline does not know which file" in ran.err
    ran = servicemap("check", "--update-baseline", "--baseline", "no/known.txt")
    assert ran.code == 2
    assert "make the folder no first" in ran.err
    ran = servicemap("check", "--baseline", "maps")
    assert ran.code == 2


LOOP = """\
map: {title: Loop}
teams:
  One: {serves: [{customer: Two, service: p, takes: 1d, needs: [r]}]}
  Two: {serves: [{customer: [One, Out], service: r, takes: 1d, needs: [p]}]}
end_users: [Out]
"""
GROWN = """\
map: {title: Loop}
teams:
  One: {serves: [{customer: Two, service: p, takes: 1d, needs: [s]}]}
  Two: {serves: [{customer: [Four, Out], service: r, takes: 1d, needs: [p]}]}
  Four: {serves: [{customer: One, service: s, takes: 1d, needs: [r]}]}
end_users: [Out]
"""


@pytest.mark.parametrize("name", ["maps/toys.yaml", "maps/loop.yaml"])
def test_a_circle_that_has_grown_keeps_its_line(check: CommandLine, name: str) -> None:
    write(LOOP)
    check("--update-baseline")
    assert known() == f"{HEAD}\n[Loop] maps\nloop-without-slack: one/p (with two/r)\n"
    Path("maps/toys.yaml").unlink()
    write(GROWN, name)
    ran = check("--all")
    assert (ran.code, ran.out.splitlines()[-1]) == (
        0,
        "clean: 4 parties, 3 services (1 info, 1 known)",
    )
    assert [line.split(" SM")[0].split(": ")[1] for line in ran.out.splitlines()[:-1]] == [
        "info",
        "known warning",
    ]
    check("--update-baseline")
    assert known() == f"{HEAD}\n[Loop] maps\nloop-without-slack: one/p (with four/s, two/r)\n"
