"""One run for several readers, and exit codes that are the same in every format."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from servicemap.reporting import FORMATS
from tests.cli.conftest import ROOT, CommandLine
from tests.few_rules import judged_by

judged = judged_by("SM101")

TOYS = """\
map: {title: Toys}
teams:
  Stores:
    serves: {Shoppers: Toys}
  Lost:
end_users: [Shoppers]
"""
CLEAN = TOYS.replace("  Lost:\n", "")
CONCISE = "toys.yaml:5:3: error SM101 orphan-team: nobody relies on Lost\n1 error\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("toys.yaml").write_text(TOYS, encoding="utf-8")
    return tmp_path


def everywhere(*formats: str) -> list[str]:
    return [part for form in formats for part in ("--report", f"{form}={form}.out")]


def test_one_run_serves_a_log_and_several_files(servicemap: CommandLine) -> None:
    ran = servicemap("check", "toys.yaml", "--format", "concise", *everywhere(*FORMATS))
    assert (ran.code, ran.out, ran.err) == (1, CONCISE, "")
    for form in FORMATS:
        alone = servicemap("check", "toys.yaml", "--format", form)
        assert Path(f"{form}.out").read_text(encoding="utf-8") == alone.out
        assert "SM101" in alone.out


def test_a_report_may_go_to_standard_output_in_place_of_the_format(
    servicemap: CommandLine,
) -> None:
    ran = servicemap("check", "toys.yaml", "--report", "json=-", "--report", "concise=log, all.txt")
    assert json.loads(ran.out)["counts"]["error"] == 1
    assert Path("log, all.txt").read_text(encoding="utf-8") == CONCISE


def test_files_are_in_no_colour_and_replaced_whole(
    servicemap: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("log.txt").write_text("what was here before, and is much longer than that" * 99)
    os.chmod("log.txt", 0o640)
    ran = servicemap("check", "toys.yaml", "--format", "concise", "--report", "concise=log.txt")
    assert "\x1b[" in ran.out
    assert Path("log.txt").read_text(encoding="utf-8") == CONCISE
    assert Path("log.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(folder)) == ["log.txt", "toys.yaml"]


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (["sarf=a"], "--report: 'sarf' is none of full, concise, json"),
        (["sarif"], "--report: 'sarif' does not say which format goes where"),
        (["sarif="], "--report: 'sarif=' does not say which format goes where"),
        (["json=a", "sarif=a"], "two reports go to a"),
        (["json=a", "sarif=./a"], "two reports go to ./a"),
        (["json=-", "sarif=-"], "two reports go to standard output"),
        (["json=toys.yaml"], "toys.yaml is what was read"),
        (["json=./toys.yaml"], "./toys.yaml is what was read"),
    ],
)
def test_a_report_that_cannot_be_meant_is_a_wrong_call(
    servicemap: CommandLine, folder: Path, report: list[str], said: str
) -> None:
    ran = servicemap("check", "toys.yaml", *(p for one in report for p in ("--report", one)))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said}")
    assert os.listdir(folder) == ["toys.yaml"]
    assert Path("toys.yaml").read_text(encoding="utf-8") == TOYS


def test_a_report_does_not_replace_the_baseline_or_the_settings(servicemap: CommandLine) -> None:
    Path("servicemap.toml").write_text("baseline = 'known.txt'\n", encoding="utf-8")
    assert servicemap("check", "toys.yaml", "--update-baseline").code == 0
    for file in ("known.txt", "servicemap.toml"):
        before = Path(file).read_bytes()
        ran = servicemap("check", "toys.yaml", "--report", f"json={file}")
        assert (ran.code, ran.out) == (2, "")
        assert f"{file} is what was read" in ran.err
        assert Path(file).read_bytes() == before


def test_one_file_that_cannot_be_written_keeps_nobody_else_waiting(
    servicemap: CommandLine,
) -> None:
    ran = servicemap(
        "check", "toys.yaml", "--format", "concise",
        "--report", "json=no/such/a.json", "--report", "concise=log.txt",
    )  # fmt: skip
    assert (ran.code, ran.out) == (2, CONCISE)
    assert ran.err == (
        "error: no/such/a.json cannot be written: No such file or directory\n"
        "  make the folder no/such first\n"
    )
    assert Path("log.txt").read_text(encoding="utf-8") == CONCISE


@pytest.mark.parametrize("form", FORMATS)
def test_exit_codes_are_the_same_in_every_format(servicemap: CommandLine, form: str) -> None:
    def code(*arguments: str) -> int:
        return servicemap("check", *arguments, "--format", form).code

    Path("clean.yaml").write_text(CLEAN, encoding="utf-8")
    Path("broken.yaml").write_text("teams: [", encoding="utf-8")
    Path("empty").mkdir()
    assert code("clean.yaml") == 0
    assert code("toys.yaml") == 1
    assert code("toys.yaml", "clean.yaml") == 1
    assert code("broken.yaml") == 1
    assert code("toys.yaml", "--severity", "orphan-team=warning") == 0
    assert code("toys.yaml", "--severity", "orphan-team=info", "--fail-on", "warning") == 0
    assert code("toys.yaml", "--severity", "orphan-team=info", "--fail-on", "info") == 1
    assert code("missing.yaml") == 2
    assert code("empty") == 2
    assert code() == 2  # there is no maps/ here
    assert code("toys.yaml", "--fail-on", "eror") == 2
    Path("servicemap.toml").write_text("strict = 3", encoding="utf-8")
    assert code("clean.yaml") == 2


@pytest.mark.parametrize("form", FORMATS)
def test_our_own_mistake_is_3_in_every_format(
    servicemap: CommandLine, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setitem(FORMATS, form, fails)
    ran = servicemap("check", "toys.yaml", "--format", form)
    assert (ran.code, ran.out) == (3, "")
    assert "Please report it" in ran.err


def test_ctrl_c_is_130_and_leaves_no_half_file(folder: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "servicemap", "check", "-", "--report", "json=a.json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin is not None
    # More than a pipe holds: when all of it is written the map is being read, and has no end yet.
    running.stdin.write(b"teams:\n" + b"  Stores: {serves: {Shoppers: Toys}}\n" * 30_000)
    running.stdin.flush()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert os.listdir(folder) == ["toys.yaml"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_closed_pipe_is_silent_in_every_format(form: str) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m servicemap check toys.yaml --all"
         f" --format {form} | true"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert ran.stderr == b""
    assert ran.returncode in {1, 141}
