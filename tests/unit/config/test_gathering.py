"""Flags over the environment over the file over what is so by itself."""

from datetime import date
from pathlib import Path

import pytest

from servicemap.config import Gathered, Layer, PathSettings, Settings, Weights, gather
from servicemap.config.table import SETTINGS, SettingShape, read_size
from servicemap.errors import ServiceMapError, UnreadablePath, WrongSettings, WrongValue
from servicemap.findings import Severity

FORMATS = ("full", "concise", "json")


@pytest.fixture(autouse=True)
def in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str, name: str = "servicemap.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def gathered(**flags: str | bool | tuple[str, ...]) -> Gathered:
    return gather(flags, {}, formats=FORMATS, explain=True)


def mistakes() -> list[str]:
    with pytest.raises(WrongSettings) as raised:
        gathered()
    return [f"{one.location}: {one.message} | {one.hint}" for one in raised.value.mistakes]


def test_every_setting_is_a_field_with_a_row_and_every_example_can_be_read() -> None:
    names = {row.name for row in SETTINGS}
    assert names == set(Settings._fields) - {"root", "weighed_nearer"}
    write("\n".join(row.example for row in SETTINGS))
    found = gather({}, {}, explain=True)
    assert set(found.origins) == names
    for number, row in enumerate(SETTINGS, 1):
        expected = f"servicemap.toml:{number}" if row.in_file else "default"
        assert found.origins[row.name].said == expected
        assert row.flag or row.shape is SettingShape.PATHS


def test_without_anything_all_is_as_it_is_by_itself() -> None:
    found = gathered()
    assert found.settings == Settings()
    assert {origin.layer for origin in found.origins.values()} == {Layer.DEFAULT}
    assert (found.file, found.notes) == ("", ())


def test_a_flag_is_over_a_variable_over_the_file() -> None:
    write("strict = true\nfail_on = 'warning'\nformat = 'concise'\n")
    environment = {"SERVICEMAP_FAIL_ON": "info", "SERVICEMAP_FORMAT": "full"}
    found = gather({"format": "json"}, environment, formats=FORMATS, explain=True)
    settings = found.settings
    assert (settings.strict, settings.fail_on, settings.format) == (True, Severity.INFO, "json")
    assert found.origins["strict"] == (Layer.FILE, "servicemap.toml:1")
    assert found.origins["fail_on"] == (Layer.VARIABLE, "SERVICEMAP_FAIL_ON")
    assert found.origins["format"] == (Layer.FLAG, "--format")
    assert gathered(strict=False).settings.strict is False


def test_a_variable_that_is_empty_says_nothing() -> None:
    write("fail_on = 'warning'")
    found = gather({}, {"SERVICEMAP_FAIL_ON": "", "SERVICEMAP_STRICT": " "})
    assert found.settings.fail_on is Severity.WARNING
    assert not found.settings.strict


def test_lists_are_joined_by_commas_and_may_be_given_in_several_parts() -> None:
    flags = gathered(select=("SM1, orphan-team", "sm301"), severity=("SM104=off",)).settings
    assert flags.select == ("SM1", "SM101", "SM301")
    assert flags.severity == {"SM104": Severity.OFF}
    variables = gather({}, {"SERVICEMAP_SEVERITY": "island=info,SM2=error,"}).settings
    assert variables.severity == {"SM108": Severity.INFO, "SM2": Severity.ERROR}
    reports = gathered(report=("json=a,b.json", "full=-")).settings.report
    assert reports == (("json", "a,b.json"), ("full", "-"))


def test_who_selects_nearer_by_starts_afresh() -> None:
    write("ignore = ['SM101']")
    assert gathered().settings.ignore == ("SM101",)
    found = gathered(select=("orphan-team",))
    assert found.settings.ignore == ()
    assert found.origins["ignore"].said == "--select starts afresh"
    assert gathered(select=("SM1",), ignore=("SM102",)).settings.ignore == ("SM102",)


def test_what_a_flag_or_a_variable_says_is_over_what_the_file_says_of_some_paths() -> None:
    write("""[paths."drafts"]
ignore = ["SM108"]
severity = {idle-supplier = "error", orphan-team = "off", SM3 = "info"}
""")
    file = "drafts/toys.yaml"
    by_itself = Weights(gathered().settings)
    assert by_itself.of("SM104", file) is Severity.ERROR
    assert by_itself.of("SM108", file) is Severity.OFF
    flagged = Weights(gathered(severity=("SM104=off", "SM1=warning")).settings)
    assert not flagged.anywhere("SM104")
    assert flagged.of("SM104", file) is Severity.OFF
    assert flagged.of("SM101", file) is Severity.WARNING
    assert flagged.of("SM108", file) is Severity.WARNING
    assert flagged.of("SM305", file) is Severity.INFO  # of that the flag says nothing
    set_here = gather({}, {"SERVICEMAP_SEVERITY": "SM104=off"}).settings
    assert Weights(set_here).of("SM104", file) is Severity.OFF
    # Who selects starts afresh, in these files too.
    found = gathered(select=("SM1",))
    assert Weights(found.settings).of("SM108", file) is Severity.WARNING
    assert Weights(found.settings).of("SM104", file) is Severity.ERROR
    assert found.origins["paths"].said == "servicemap.toml:1; --select starts afresh"


def test_the_file_is_found_upwards_and_its_paths_count_from_its_folder(
    in_a_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        "[tool.servicemap]\nbaseline = 'known.txt'\nreport = ['json=out/a.json', 'full=-']\n",
        "pyproject.toml",
    )
    inside = in_a_project / "deep" / "down"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    found = gathered()
    assert found.file == "../../pyproject.toml"
    assert found.settings.map == "../../maps"
    assert found.settings.baseline == "../../known.txt"
    assert found.settings.report == (("json", "../../out/a.json"), ("full", "-"))
    assert found.settings.root == str(in_a_project)


def test_nothing_beyond_the_repository_is_read(
    in_a_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("strict = true")
    inside = in_a_project / "repository"
    (inside / ".git").mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert gathered().settings == Settings()


def test_our_own_file_is_read_before_the_shared_one_and_that_is_told() -> None:
    write("strict = true")
    write("[tool.servicemap]\nstrict = false", "pyproject.toml")
    found = gathered()
    assert found.settings.strict
    assert found.notes == (
        "pyproject.toml has settings too, which servicemap.toml beside it keeps from being read",
    )
    write("[tool.other]\nname = 'servicemap'", "pyproject.toml")
    assert gathered().notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "[tool.servicemap]\nstrict = true",
        "[tool]\nservicemap.strict = true",
        "[tool]\nservicemap = {strict = true}",
        "tool.servicemap.strict = true",
        "tool = {servicemap = {strict = true}}",
        "[tool.'servicemap']\nstrict = true",
        '[ tool . "servicemap" ]\nstrict = true',
    ],
)
def test_the_table_may_be_written_in_any_way(text: str) -> None:
    write(text, "pyproject.toml")
    assert gathered().settings.strict


def test_a_shared_file_without_our_table_is_not_even_parsed() -> None:
    write("this is [no toml, and names servicemap", "pyproject.toml")
    assert gathered().file == ""


def test_a_shared_file_that_only_names_us_does_not_hide_the_one_above(
    in_a_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("strict = true")
    inside = in_a_project / "part"
    inside.mkdir()
    (inside / "pyproject.toml").write_text('[project.scripts]\nservicemap = "x"\n')
    monkeypatch.chdir(inside)
    assert gathered().file == "../servicemap.toml"
    write('[project.scripts]\nservicemap = "x"\n', "../pyproject.toml")
    assert gathered().notes == ()
    (inside / "pyproject.toml").write_text("[tool.servicemap]\n")
    assert gathered().file == "pyproject.toml"


def test_a_file_can_be_named_and_so_can_none(tmp_path: Path) -> None:
    write("strict = true")
    write("fail_on = 'info'", "other.toml")
    assert gather({}, {}, file="other.toml").settings.fail_on is Severity.INFO
    assert gather({}, {"SERVICEMAP_SETTINGS": "other.toml"}).settings.fail_on is Severity.INFO
    assert not gather({}, {}, file="/dev/null").settings.strict
    with pytest.raises(UnreadablePath, match=r"missing\.toml: there is no such file"):
        gather({}, {}, file="missing.toml")


def test_a_byte_order_mark_and_carriage_returns_are_fine() -> None:
    Path("servicemap.toml").write_bytes(b"\xef\xbb\xbfstrict = true\r\nselct = 1\r\n")
    assert mistakes()[0].startswith("servicemap.toml:2:1: ")


@pytest.mark.parametrize(
    ("flags", "environment", "said"),
    [
        ({"fail_on": "eror"}, {}, "--fail-on: 'eror' is none of error, warning, info"),
        ({"select": ("SM1,orphn",)}, {}, "--select: there is no rule 'orphn'"),
        ({"severity": ("orphan-team",)}, {}, "does not say which rule matters how much"),
        ({"date": "2026-W01"}, {}, "--date: '2026-W01' is no date"),
        ({"max_file": "0"}, {}, "--max-file: no map fits into 0 bytes"),
        ({}, {"SERVICEMAP_STRICT": "maybe"}, "SERVICEMAP_STRICT: 'maybe' is neither true nor"),
        ({}, {"SERVICEMAP_IGNORE": "SM0"}, "SERVICEMAP_IGNORE: 'SM0' keeps a map from being read"),
    ],
)
def test_a_wrong_flag_or_variable_is_named(
    flags: dict[str, str], environment: dict[str, str], said: str
) -> None:
    with pytest.raises(WrongValue) as raised:
        gather(flags, environment)
    assert said in raised.value.message
    assert raised.value.hint


def test_a_misspelt_variable_is_noted() -> None:
    environment = {"SERVICEMAP_SELCT": "SM1", "SERVICEMAP_TRACEBACK": "1", "PATH": ""}
    assert gather({}, environment, explain=True).notes == (
        "SERVICEMAP_SELCT is no variable of servicemap: did you mean SERVICEMAP_SELECT?",
    )


def test_dates_and_sizes() -> None:
    assert gathered(date="2027-02-01").settings.date == date(2027, 2, 1)
    sizes = ("1", "500kB", "64 MB", "2gb", "1_000")
    assert [read_size(size) for size in sizes] == [1, 512_000, 67_108_864, 2 << 30, 1000]


def test_every_error_here_is_a_wrong_call() -> None:
    assert issubclass(WrongSettings, ServiceMapError)
    assert PathSettings("a").ignore == ()
