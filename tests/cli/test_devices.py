"""What a shell hands over, `<(command)` and `>(command)`, and what it has open, `/dev/stdout`."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from servicemap.saving import descriptor_of
from tests.cli.conftest import ROOT
from tests.examples import costly
from tests.hostile.attack import MAP

BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(
    BASH is None or not os.path.exists("/dev/fd"), reason="there is no bash with /dev/fd here"
)
UPDATED = MAP.replace("Toys on the shelf", "Toys")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(MAP, encoding="utf-8")
    Path("servicemap.toml").write_text("select = ['orphan-team']\n", encoding="utf-8")
    Path("new.yaml").write_text(UPDATED, encoding="utf-8")
    return tmp_path


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash, in which `servicemap` is this one."""
    assert BASH is not None
    ours = f'servicemap() {{ "{sys.executable}" -m servicemap "$@"; }}\n'
    return subprocess.run(
        [BASH, "-c", ours + line],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("servicemap check <(cat map.yaml)", "clean: 3 parties, 2 services\n"),
        ("servicemap check <(echo 'teams: [A')", "/dev/fd/63:2:1"),
        ("servicemap diff <(cat map.yaml) <(cat new.yaml)", "Toys"),
        ("servicemap diff <(cat map.yaml) new.yaml", "Toys"),
        ("servicemap show stores <(cat map.yaml)", "Stores, a team"),
        ("servicemap promises <(cat map.yaml)", "1 promise"),
        ("servicemap check <(cat map.yaml) --max-file 10", "more than the 10 that one may have"),
        ("servicemap check - < map.yaml", "clean"),
        ("servicemap check /dev/stdin < map.yaml", "clean"),
    ],
)
def test_what_a_command_prints_can_be_read(line: str, said: str) -> None:
    ran = shell(line)
    assert ran.stderr == b""
    assert said in ran.stdout.decode()


def test_a_pipe_on_the_disk_is_refused_and_the_way_round_it_told() -> None:
    os.mkfifo("pipe.yaml")
    ran = shell("servicemap check pipe.yaml")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"or pipe it in: - < pipe.yaml" in ran.stderr


@pytest.mark.parametrize(
    "name", ["/dev/stdout", "link", *costly("/dev/fd/1", "/proc/self/fd/1", "-")]
)
def test_standard_output_is_written_where_the_shell_left_it(name: str, folder: Path) -> None:
    if name.startswith("/proc") and not os.path.exists(name):
        pytest.skip("there is no /proc here")
    os.symlink("/dev/stdout", "link")
    Path("all.json").write_text("first\n", encoding="utf-8")
    before = os.stat("all.json").st_ino
    ran = shell(f"servicemap check map.yaml --report json={name} >> all.json")
    assert (ran.returncode, ran.stderr) == (0, b"")
    first, _, rest = Path("all.json").read_text(encoding="utf-8").partition("\n")
    assert (first, json.loads(rest)["kind"]) == ("first", "check")
    assert os.stat("all.json").st_ino == before
    assert os.path.islink("link")
    shell(f"servicemap poster map.yaml -o {name} > x.svg")
    assert Path("x.svg").read_bytes().startswith(b"<?xml")
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    "row", [("--as pdf", b"%PDF-"), *costly(("", b"<?xml"), ("--as png", b"\x89PNG"))]
)
def test_a_poster_goes_into_a_command_as_what_is_asked_for(row: tuple[str, bytes]) -> None:
    options, begins = row
    ran = shell(f"servicemap poster map.yaml {options} -o >(cat > start); wait $!")
    assert b"error" not in ran.stderr
    assert Path("start").read_bytes().startswith(begins)


def test_a_report_goes_into_a_command() -> None:
    ran = shell("servicemap check map.yaml --report json=>(cat > out.json); wait $!")
    assert (ran.stdout, ran.stderr) == (b"clean: 3 parties, 2 services\n", b"")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["kind"] == "check"


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    ran = shell("set -o pipefail; servicemap poster map.yaml -o /dev/stdout | true")
    assert ran.returncode in {0, 141}
    assert ran.stderr == b""


def test_ordinary_files_are_no_open_ones(folder: Path) -> None:
    os.symlink("round.svg", "round.svg")
    for path in ("x.svg", "map.yaml", "round.svg", "", "a\0b", "1", str(folder / "no" / "1")):
        assert descriptor_of(path) is None
