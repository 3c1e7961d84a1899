"""`check --format`: the exit code is the same in each, and paths are those of whoever reads it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from junitparser import JUnitXml

from servicemap.cli.printing import root_of_repository
from servicemap.reporting import FORMATS, FROM_THE_ROOT, beginning_of, is_ours
from tests.cli.conftest import ROOT, CommandLine
from tests.few_rules import judged_by
from tests.readers import Page, commands

judged = judged_by("SM101", "SM104", "SM107")

CLEAN = """\
teams:
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""
ORPHAN = CLEAN.replace("end_users", "  Purchasing: {}\nend_users")
IDLE = CLEAN + "suppliers: [Backup factory]\n"
MALFORMED = "teams: [\n"
ALLOWED = ORPHAN.replace("{}", "{allow: {orphan-team: New since May}}")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, (), 0),
        (ORPHAN, (), 1),
        (ORPHAN, ("--all",), 1),
        (MALFORMED, (), 1),
        (ALLOWED, ("--all",), 0),
        (IDLE, (), 0),
        (IDLE, ("--fail-on", "warning"), 1),
        (None, (), 2),
    ],
    ids=["clean", "orphan", "all", "malformed", "allowed", "warning", "fail-on", "missing"],
)
def test_the_exit_code_is_the_same_in_every_format(
    servicemap: CommandLine,
    tmp_path: Path,
    form: str,
    text: str | None,
    options: tuple[str, ...],
    code: int,
) -> None:
    path = tmp_path / "toys.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = servicemap("check", str(path), "--format", form, *options)
    assert ran.code == code
    assert bool(ran.out) == (code != 2)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", [CLEAN, ORPHAN], ids=["clean", "orphan"])
def test_a_report_is_known_again_by_how_its_format_begins(
    servicemap: CommandLine, tmp_path: Path, form: str, text: str
) -> None:
    """A format that says nothing of how it begins fails here: a newer report could not be kept."""
    (tmp_path / "toys.yaml").write_text(text, encoding="utf-8")
    head = servicemap("check", str(tmp_path / "toys.yaml"), "--format", form).out.encode()
    beginnings = {other: beginning_of(other) for other in FORMATS}
    matching = [other for other, begins in beginnings.items() if begins and begins.match(head)]
    assert matching == ([form] if beginnings[form] else [])
    assert is_ours(head) is bool(matching)
    assert not is_ours(b"Notes: " + head)


def test_a_map_is_judged_once_by_whatever_paths_it_is_named(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("toys", "books"):
        folder = tmp_path / "maps" / name
        folder.mkdir(parents=True)
        (folder / "map.yaml").write_text(f"map: {{title: {name}}}\n{ORPHAN}", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "maps" / "toys" / "map.yaml")

    def judged(*paths: str) -> list[str]:
        answer = json.loads(servicemap("check", *paths, "--format", "json").out)
        return [one["location"]["path"].split("/")[-2] for one in answer["findings"]]

    assert judged("maps/toys", "maps/toys") == ["toys"]
    assert judged("maps", "maps/toys") == ["books", "toys"]
    assert judged("maps/toys", "maps") == ["books", "toys"]
    assert judged("maps/toys/map.yaml", "link.yaml") == ["toys"]
    assert judged("maps/toys", "maps/books") == ["books", "toys"]
    once = servicemap("check", "maps/toys", "--format", "concise")
    assert servicemap("check", "maps/toys", "maps/toys", "--format", "concise") == once


@pytest.mark.parametrize("options", [(), ("--all",)])
def test_one_run_serves_every_reader(
    servicemap: CommandLine, tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(ORPHAN + "suppliers: [Backup factory]\n", encoding="utf-8")
    files = {form: tmp_path / f"findings.{form}" for form in FORMATS if form != "concise"}
    reports = [f"--report={form}={file}" for form, file in files.items()]
    ran = servicemap("check", str(path), "--format", "concise", *reports, *options)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == servicemap("check", str(path), "--format", "concise", *options).out
    for form, file in files.items():
        alone = servicemap("check", str(path), "--format", form, *options).out
        assert file.read_text(encoding="utf-8") == alone


@pytest.mark.parametrize("form", sorted(FROM_THE_ROOT))
def test_hosts_read_paths_from_the_root_and_people_from_where_they_are(
    servicemap: CommandLine, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    shop = tmp_path / "our shop"
    shop.mkdir()
    (shop / "toys.yaml").write_text(ORPHAN, encoding="utf-8")
    monkeypatch.chdir(shop)
    seen = servicemap("check", "toys.yaml", "--format", form).out
    assert ("our%20shop/toys.yaml" if form == "sarif" else "our shop/toys.yaml") in seen
    assert servicemap("check", "toys.yaml", "--format", "concise").out.startswith("toys.yaml:4:3:")


def test_the_root_is_where_git_keeps_it_else_the_workspace_else_here(tmp_path: Path) -> None:
    inner = tmp_path / "work" / "repo" / "maps"
    inner.mkdir(parents=True)
    here, work, repo = str(inner), str(tmp_path / "work"), str(tmp_path / "work" / "repo")
    assert root_of_repository(here, {}) == here
    assert root_of_repository(here, {"GITHUB_WORKSPACE": work}) == work
    assert root_of_repository(here, {"CI_PROJECT_DIR": f"{work}/"}) == work
    assert root_of_repository(here, {"CI_PROJECT_DIR": str(tmp_path / "wor")}) == here
    (tmp_path / "work" / "repo" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert root_of_repository(here, {"GITHUB_WORKSPACE": work}) == repo


PAID_FOR = """
import os, sys
from servicemap.cli.program import run

for form in sys.argv[2:]:
    if not os.fork():
        code = run(["check", sys.argv[1], "--format", form])
        loaded = [n for n in ("json", "xml", "html", "urllib.parse") if n in sys.modules]
        print(f"PAID {form} {code}", *loaded, flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each begins where nothing is loaded")
def test_a_format_is_paid_for_by_those_who_ask_for_it(tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    asked = ("full", "concise", "github", "json", "gitlab", "junit", "markdown")
    ran = subprocess.run(
        [sys.executable, "-c", PAID_FOR, str(path), *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line for line in ran.stdout.splitlines() if line.startswith("PAID ")] == [
        "PAID full 0",
        "PAID concise 0",
        "PAID github 0",
        "PAID json 0 json",
        "PAID gitlab 0 json",
        "PAID junit 0 xml",
        "PAID markdown 0",
    ]


NAME = "Toys ::error file=x::,%0A 100% \"two\" 'one' ]]> 🎉 -- a|b `c` <b> &amp; @all #1 *d* $e$"
READERS: dict[str, Callable[[str], str]] = {
    "full": lambda text: text,
    "concise": lambda text: text,
    "json": lambda text: str(json.loads(text)["findings"][0]["message"]),
    "github": lambda text: commands(text)[0][0].data,
    "gitlab": lambda text: str(json.loads(text)[0]["description"]),
    "sarif": lambda text: str(json.loads(text)["runs"][0]["results"][0]["message"]["text"]),
    "junit": lambda text: str(
        next(iter(next(iter(JUnitXml.fromstring(text.encode()))))).result[0].text
    ),
    "markdown": lambda text: Page(text).rows[1][1],
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_in_a_map_comes_through_intact(
    servicemap: CommandLine, tmp_path: Path, form: str
) -> None:
    """With a line break in it, which is a blank in a name as the map has it."""
    path = tmp_path / "toys.yaml"
    written = json.dumps(NAME.replace(" ", "\n", 1), ensure_ascii=False)
    path.write_text(ORPHAN.replace("Purchasing", written), encoding="utf-8")
    ran = servicemap("check", str(path), "--format", form)
    assert ran.code == 1
    assert f"nobody relies on {NAME}" in READERS[form](ran.out)
    lines = [line for line in ran.out.splitlines() if line.lstrip().startswith("::")]
    assert len(lines) == (1 if form == "github" else 0)


def test_our_own_maps_are_clean_in_sarif(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "maps")
    ran = servicemap("check", ".", "--format", "sarif", "--all")
    assert ran.code == 0
    (run,) = json.loads(ran.out)["runs"]
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
    }
    assert uris
    # Paths begin at the top of the repository; a copy without one begins where the command ran.
    top = ROOT if (ROOT / ".git").exists() else ROOT / "maps"
    assert all((top / uri).is_file() for uri in uris)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no file may be called so")
def test_a_path_names_the_file_that_there_is(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "maps").mkdir()
    path = "maps/two\nlines, 100%\x1b.yaml"
    (tmp_path / path).write_text(ORPHAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    seen = {form: servicemap("check", "maps", "--format", form).out for form in FORMATS}
    (found,) = commands(seen["github"])[0]
    assert found.properties["file"] == path.replace("\x1b", "\\x1b")
    (result,) = json.loads(seen["sarif"])["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "maps/two%0Alines%2C%20100%25%1B.yaml"
    assert json.loads(seen["gitlab"])[0]["location"]["path"] == path
    assert json.loads(seen["json"])["findings"][0]["location"]["path"] == path
    (case,) = next(iter(JUnitXml.fromstring(seen["junit"].encode())))
    assert case._elem.get("file") == path.replace("\x1b", "\\x1b")
    assert "two\nlines" in Page(seen["markdown"]).rows[1][2]
    for form in ("full", "concise"):
        assert "maps/two\ufffdlines, 100%\ufffd.yaml:4:3" in seen[form]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name is text")
def test_a_path_that_is_no_text_is_its_bytes_in_sarif(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = os.path.join(tmp_path, os.fsdecode(b"caf\xe9.yaml"))
    Path(path).write_text(ORPHAN, encoding="utf-8")
    assert "/caf%E9.yaml" in servicemap("check", path, "--format", "sarif").out


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"concise"}))
def test_a_reason_keeps_its_lines(servicemap: CommandLine, tmp_path: Path, form: str) -> None:
    path = tmp_path / "toys.yaml"
    lines = "New\n::error::x\n##[y]"
    path.write_text(ORPHAN.replace("{}", "{allow: {orphan-team: " + json.dumps(lines) + "}}"))
    out = servicemap("check", str(path), "--format", form, "--all").out
    match form:
        case "full":
            said = "\n".join(line.strip() for line in out.splitlines())
            assert "\n::" not in said  # nor has it lines that a runner of GitHub obeys
            assert "##[" not in said
            said = said.replace("\\x3a:", "::").replace("#\\x23[", "##[")
        case "json":
            said = json.loads(out)["findings"][0]["allowed"]
        case "sarif":
            (result,) = json.loads(out)["runs"][0]["results"]
            said = result["suppressions"][0]["justification"]
        case "junit":
            (suite,) = JUnitXml.fromstring(out.encode())
            said = next(case.result[0].message for case in suite if case.result)
        case _:
            said = READERS[form](out)
    assert lines in said
