"""Settings end to end: flags, variables and the file, and what each does to a check."""

import json
import os
from pathlib import Path

import pytest

from servicemap.reporting import FORMATS
from tests.cli.conftest import CommandLine
from tests.few_rules import judged_by

judged = judged_by(
    "SM101", "SM102", "SM106", "SM107", "SM108", "SM201", "SM202", "SM205", "SM301", "SM302"
)

TOYS = """\
map: {title: Toys}
teams:
  Stores:
    owner: Ann
    serves: {Shoppers: Toys}
  Lost:
  Purchasing:
    serves: {Stores: Orders}
end_users: [Shoppers]
"""
ORPHAN = "maps/toys.yaml:6:3: error SM101 orphan-team: nobody relies on Lost"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "toys.yaml").write_text(TOYS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(text: str) -> None:
    Path("servicemap.toml").write_text(text, encoding="utf-8")


def test_a_flag_is_over_a_variable_over_the_file(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings("format = 'concise'\n[severity]\norphan-team = 'warning'\n")
    ran = servicemap("check")
    assert (ran.code, ran.out.splitlines()[0]) == (0, ORPHAN.replace("error", "warning"))
    monkeypatch.setenv("SERVICEMAP_SEVERITY", "orphan-team=info")
    assert servicemap("check").out == "clean: 4 parties, 2 services (2 infos: --all)\n"
    ran = servicemap("check", "--severity", "orphan-team=error")
    assert (ran.code, ran.out.splitlines()[0]) == (1, ORPHAN)
    monkeypatch.setenv("SERVICEMAP_FORMAT", "json")
    assert json.loads(servicemap("check").out)["kind"] == "check"


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        ((), 1, ["SM101"]),
        (("--select", "SM3"), 0, []),
        (("--select", "orphan-team"), 1, ["SM101"]),
        (("--ignore", "SM1"), 0, []),
        (("--select", "SM101", "--ignore", "SM1"), 1, ["SM101"]),
        (("--select", "SM202"), 0, ["SM202", "SM202"]),
        (("--severity", "SM101=warning"), 0, ["SM101"]),
        (("--severity", "SM101=warning", "--fail-on", "warning"), 1, ["SM101"]),
        (("--severity", "SM101=off"), 0, []),
        (("--select", "SM201", "--strict"), 0, ["SM201"]),
        (("--select", "SM201", "--strict", "--fail-on", "warning"), 1, ["SM201"]),
        (("--select", "SM201", "--fail-on", "info"), 1, []),
        (("--select", "SM201", "--all"), 0, ["SM201"]),
    ],
)
def test_what_is_looked_for_and_what_makes_it_fail(
    servicemap: CommandLine, arguments: tuple[str, ...], code: int, found: list[str]
) -> None:
    ran = servicemap("check", "--format", "concise", *arguments)
    assert ran.code == code
    assert [line.split()[2] for line in ran.out.splitlines()[:-1]] == found


def test_what_keeps_a_map_from_being_read_is_told_whatever_the_settings_say(
    servicemap: CommandLine,
) -> None:
    Path("maps/toys.yaml").write_text(TOYS + "nonsense: 1\n", encoding="utf-8")
    for arguments in (("--select", "SM3"), ("--ignore", "SM"), ("--severity", "SM1=off")):
        ran = servicemap("check", "--format", "concise", *arguments)
        assert ran.code == 1
        assert "SM003 unknown-key" in ran.out
    ran = servicemap("check", "--ignore", "unknown-key")
    assert (ran.code, ran.out) == (2, "")
    assert "--ignore: 'unknown-key' keeps a map from being read as meant" in ran.err


def test_settings_for_paths_count_from_the_settings_file(
    servicemap: CommandLine, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings("[paths.'maps/toys.yaml'.severity]\norphan-team = 'off'\n")
    assert servicemap("check").code == 0
    monkeypatch.chdir(project / "maps")
    assert servicemap("check", "toys.yaml").code == 0
    settings("")  # an empty one is the nearest, and says nothing
    assert servicemap("check", "toys.yaml").code == 1


def test_every_command_works_on_the_map_that_the_settings_name(
    servicemap: CommandLine, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "maps").rename(project / "who relies on whom")
    assert servicemap("promises").code == 2
    settings("map = 'who relies on whom'")
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")
    for command in (
        ("promises",),
        ("tolerance",),
        ("show", "stores"),
        ("trace", "--late", "stores=1d"),
    ):
        ran = servicemap(*command)
        assert (ran.code, ran.err) == (0, "")
    assert "../who relies on whom/toys.yaml:6:3" in servicemap("check").out
    monkeypatch.setenv("SERVICEMAP_MAP", "elsewhere")
    assert "elsewhere: " in servicemap("promises").err


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("selct = ['SM1']", "1:1", "there is no setting 'selct' here\n  did you mean select?"),
        ("\nselect = ['orphn-team']", "2:11", "did you mean orphan-team?"),
        ("[severity]\nisland = 'wrning'", "2:10", "did you mean warning?"),
        ("strict = 'yes'", "1:10", "write it like strict = true"),
        ("[paths.'a[']", "1:8", "does not close it"),
        ("strict = ", "1:10", "strict has no value\n  for example strict = true"),
        ("format = 'jnit'", "1:10", "did you mean junit?"),
        ("[severity]\norphan-team = warn", "2:15", 'write orphan-team = "warning"'),
        ("severity = {orphan-team = warn}", "1:27", 'write orphan-team = "warning"'),
        ("fail_on = warn", "1:11", 'write fail_on = "warning"'),
        ("ignore = null", "1:10", "leave the line out: it is then as it is without a settings"),
        ('ignore = ["SM107" "SM101"]', "1:19", 'is missing in this list\n  write "SM107", "SM101"'),
        ('baseline = "C:\\Users\\ann\\b.toml"', "1:17", "write '...' instead of"),
        ("// ours\nstrict = true", "1:1", "write # instead of //"),
        ("strict = true // ours", "1:15", "write # instead of //"),
    ],
)
@pytest.mark.parametrize("command", [("check",), ("check", "--format", "json"), ("promises",)])
def test_a_wrong_settings_file_is_a_wrong_call_for_every_command(
    servicemap: CommandLine, command: tuple[str, ...], text: str, place: str, said: str
) -> None:
    if command == ("promises",) and "jnit" in text:
        pytest.skip("formats of findings are the business of check")
    settings(text)
    ran = servicemap(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: servicemap.toml:{place}: ")
    assert said in ran.err


def test_several_mistakes_are_told_at_once(servicemap: CommandLine) -> None:
    settings("selct = 1\nstrict = 2\n")
    ran = servicemap("check")
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "error: servicemap.toml holds 2 mistakes",
        "  servicemap.toml:1:1: there is no setting 'selct' here (did you mean select?)",
        "  servicemap.toml:2:10: strict is a number and should be true or false (write it like"
        " strict = true)",
    ]


def test_show_settings_says_what_each_is_and_where_it_comes_from(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings("strict = true\n\npaths.'drafts/**' = {ignore = ['SM1']}\nignore = ['SM106']\n")
    Path("pyproject.toml").write_text("[tool.servicemap]\nstrict = false\n")
    monkeypatch.setenv("SERVICEMAP_FAIL_ON", "warning")
    monkeypatch.setenv("SERVICEMAP_SELCT", "x")
    ran = servicemap("check", "--show-settings", "--select", "SM1,SM301", "nowhere")
    assert ran.code == 0
    assert (
        ran.out
        == """\
settings file: servicemap.toml

map = "maps"               # default
format = "full"            # default
report = []                # default
all = false                # default
statistics = false         # default
select = ["SM1", "SM301"]  # --select
ignore = []                # --select starts afresh
severity = {}              # default
paths = {}                 # servicemap.toml:3; --select starts afresh
strict = true              # servicemap.toml:1
fail_on = "warning"        # SERVICEMAP_FAIL_ON
baseline = (none)          # default
since = (none)             # default
date = (today)             # default
exclude = []               # default
max_file = "64 MB"         # default

note: pyproject.toml has settings too, which servicemap.toml beside it keeps from being read
note: SERVICEMAP_SELCT is no variable of servicemap: did you mean SERVICEMAP_SELECT?
"""
    )
    printed = json.loads(servicemap("check", "--show-settings", "--format", "json").out)
    assert (printed["version"], printed["kind"]) == (2, "settings")
    assert printed["settings"][9] == {"name": "strict", "value": True, "from": "servicemap.toml:1"}
    assert printed["settings"][8]["value"] == {"drafts/**": {"ignore": ["SM1"]}}


def test_show_settings_shows_every_kind_of_value(servicemap: CommandLine) -> None:
    arguments = ("--report", "json=a, b.json", "--date", "2027-02-01", "--max-file", "1kB")
    ran = servicemap("check", "--show-settings", "--all", "--baseline", 'a "b"', *arguments)
    said = [line.partition(" # ")[0].rstrip() for line in ran.out.splitlines()]
    assert said[2:] == [
        'map = "maps"',
        'format = "full"',
        'report = ["json=a, b.json"]',
        "all = true",
        "statistics = false",
        "select = []",
        "ignore = []",
        "severity = {}",
        "paths = {}",
        "strict = false",
        'fail_on = "error"',
        'baseline = "a \\"b\\""',
        "since = (none)",
        'date = "2027-02-01"',
        "exclude = []",
        "max_file = 1024",
    ]


def test_a_folder_that_is_gone_has_no_settings(servicemap: CommandLine, project: Path) -> None:
    gone = project / "gone"
    gone.mkdir()
    os.chdir(gone)  # the fixture leads back
    gone.rmdir()
    ran = servicemap("check", str(project / "maps"), "--severity", "orphan-team=off")
    assert (ran.code, ran.err) == (0, "")


def test_the_day_can_be_set_for_all_commands_that_ask_for_it(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = TOYS.replace("Toys}\n", "Toys, confirm_every: 30d}\n", 1).replace(
        "    owner: Ann\n", "    owner: Ann\n    confirmed: 2027-01-01\n"
    )
    Path("maps/toys.yaml").write_text(dated, encoding="utf-8")
    monkeypatch.setenv("SERVICEMAP_DATE", "2027-01-02")
    assert "SM205" not in servicemap("check").out
    assert servicemap("agreements").code == 0
    assert "SM205 stale-entry" in servicemap("check", "--date", "2027-12-01").out
    monkeypatch.setenv("SERVICEMAP_DATE", "yesterday")
    assert "SERVICEMAP_DATE: 'yesterday' is no date" in servicemap("agreements").err


def test_a_settings_file_can_be_named(servicemap: CommandLine) -> None:
    settings("selct = 1")
    Path("ci.toml").write_text("format = 'concise'\n")
    assert servicemap("check", "--settings", "ci.toml").out.splitlines()[0] == ORPHAN
    ran = servicemap("check", "--settings", "missing.toml")
    assert (ran.code, ran.err) == (2, "error: missing.toml: there is no such file\n")


def test_a_file_larger_than_allowed_is_a_finding_in_every_command(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = servicemap("check", "--max-file", "100", "--format", "concise")
    assert ran.code == 1
    assert "more than the 100 that one may have" in ran.out
    monkeypatch.setenv("SERVICEMAP_MAX_FILE", "100")
    ran = servicemap("promises")
    assert ran.code == 1
    assert "more than the 100 that one may have" in ran.err


def test_statistics_count_by_kind_the_worst_first(servicemap: CommandLine) -> None:
    Path("maps/toys.yaml").write_text(
        TOYS.replace("  Lost:\n", "  Lost:\n  Gone: {allow: {orphan-team: Until May}}\n"),
        encoding="utf-8",
    )
    ran = servicemap("check", "--statistics", "--select", "SM1,SM201")
    assert ran.code == 1
    assert (
        ran.out
        == """\
1  error  SM101  orphan-team  1 of 2 allowed (50 %)
1  info   SM201  no-owner

1 error (1 info, 1 allowed)
"""
    )
    printed = json.loads(
        servicemap("check", "--statistics", "--select", "SM101", "--format", "json").out
    )
    assert printed == {
        "version": 2,
        "kind": "statistics",
        "rules": [
            {
                "code": "SM101",
                "rule": "orphan-team",
                "severity": "error",
                "open": 1,
                "allowed": 1,
                "known": 0,
            }
        ],
        "counts": {"error": 1, "warning": 0, "info": 0},
    }
    for arguments in (("--format", "sarif"), ("--report", "sarif=-")):
        ran = servicemap("check", "--statistics", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "statistics cannot be written as sarif" in ran.err


def test_a_map_without_settings_imports_nothing_to_read_them() -> None:
    import subprocess
    import sys

    heavy = ["tomllib", "json", "subprocess", "tempfile", "servicemap.config.positions"]
    code = (
        "import sys; from servicemap.cli import program;"
        "program.run(['check', '--ignore', 'SM1']);"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    root = str(Path(__file__).parents[2])
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": root, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout.startswith("clean"), ran.stderr.strip()) == (True, "[]")


def test_what_settings_hold_is_one_line_that_nobody_obeys(
    servicemap: CommandLine, project: Path
) -> None:
    settings('baseline = "known\\n::error::x.txt"\n')
    ran = servicemap("check", "maps", "--update-baseline")
    assert ran.err == "known\\n::error::x.txt: 1 finding known from now on\n"
    # A file and a team that are called like a command to a runner of GitHub.
    teams = 'teams: {"::error::A": {serves: {"::error::B": T}}, "::error::C": {}}'
    text = f'{teams}\nend_users: ["::error::B"]\n'
    (project / "::error::x.yaml").write_text(text, encoding="utf-8")
    for command in (
        *(("check", "--format", "concise", "--all"), ("check", "--all"), ("promises",)),
        *(("agreements",), ("tolerance",), ("trace", "--late", "::error::a=2d")),
        ("show", "::error::A"),
    ):
        ran = servicemap(*command, "::error::x.yaml")
        assert ran.code < 2
        assert "error::" in ran.out
        lines = [*ran.out.splitlines(), *ran.err.splitlines()]
        assert not [line for line in lines if line.lstrip().startswith("::")]


def test_a_misspelt_variable_is_told_once_by_every_command(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICEMAP_STRCT", "1")
    said = "note: SERVICEMAP_STRCT is no variable of servicemap: did you mean SERVICEMAP_STRICT?\n"
    for command in ("check", "agreements", "promises"):
        assert servicemap(command, "maps").err == said
    assert servicemap("check", "--show-settings").err == ""
    assert said in servicemap("check", "--show-settings").out


def test_a_wrong_choice_is_told_in_the_same_words_wherever_it_stands(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"'jsn' is none of {', '.join(FORMATS)}\n"
    cure = "  did you mean json?\n"
    ran = servicemap("check", "maps", "--format", "jsn")
    assert (ran.code, ran.err) == (2, f"error: --format: {said}{cure}")
    monkeypatch.setenv("SERVICEMAP_FORMAT", "jsn")
    ran = servicemap("check", "maps")
    assert (ran.code, ran.err) == (2, f"error: SERVICEMAP_FORMAT: {said}{cure}")


@pytest.mark.parametrize(
    "day", ["1969-12-31", "2200-01-01", "2027-W05-1", "20270201", "2027-02-30"]
)
def test_a_day_is_what_a_map_could_say(servicemap: CommandLine, day: str) -> None:
    for command in ("check", "agreements"):
        ran = servicemap(command, "maps", "--date", day)
        assert ran.code == 2
        assert f"'{day}' is no date" in ran.err
