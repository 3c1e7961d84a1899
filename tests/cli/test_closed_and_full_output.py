"""Where nothing can be printed: a sentence if anybody can be told, and the right exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples import in_turn

MAP = "teams: {A: {serves: {S: T}}}\nend_users: [S]\n"

CLOSED = "error: standard output is closed\n  leave it open, or send it to a file\n"
FULL = (
    "error: standard output cannot be written: no space left on device\n"
    "  make room where it goes, or send it somewhere else\n"
)

full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


def run(command: str, folder: Path) -> tuple[int, str, str]:
    (folder / "a.yaml").write_text(MAP, encoding="utf-8")
    said = f"servicemap() {{ '{sys.executable}' -m servicemap \"$@\"; }}\n{command}"
    ran = subprocess.run(
        ["bash", "-c", said], cwd=folder, capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize(
    "command",
    ["check a.yaml", "show a a.yaml", "schema", "poster a.yaml -o -", "trace a.yaml --late a=1d"],
)
def test_closed_standard_output_is_a_sentence(command: str, tmp_path: Path) -> None:
    assert run(f"servicemap {command} >&-", tmp_path) == (2, "", CLOSED)


@full
@pytest.mark.parametrize(
    "command", ["check a.yaml", "poster a.yaml -o -", "rule --all", "--help", "check --help"]
)
def test_full_standard_output_is_a_sentence(command: str, tmp_path: Path) -> None:
    assert run(f"servicemap {command} > /dev/full", tmp_path) == (2, "", FULL)


def test_what_prints_nothing_does_not_mind(tmp_path: Path) -> None:
    code, _, said = run("servicemap poster a.yaml -o a.svg >&-", tmp_path)
    assert (code, said.split(",")[0]) == (0, "a.svg: 420 x 297 mm")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")


@full
@pytest.mark.parametrize(
    ("of", "away"),
    in_turn(
        [
            ("check nope.yaml", 2),
            ("check --formt json", 2),
            ("check a.yaml > /dev/full", 2),
            ("poster a.yaml -o a.svg", 0),
            ("check a.yaml", 0),
        ],
        ["2> /dev/full", "2>&-"],
    ),
)
def test_where_nobody_can_be_told_the_exit_code_says_it(
    of: tuple[str, int], away: str, tmp_path: Path
) -> None:
    command, code = of
    assert run(f"servicemap {command} {away}", tmp_path)[0::2] == (code, "")


def test_a_folder_that_was_removed_is_no_reason_to_fail(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    root = Path(__file__).parents[2]
    command = f"cd gone; rm -d ../gone; PYTHONPATH='{root}' servicemap check --select SM101"
    code, out, _ = run(f"{command} '{tmp_path}/a.yaml'", tmp_path)
    assert (code, out.splitlines()[-1]) == (0, "clean: 2 parties, 1 service")
    gone.mkdir()
    code, _, err = run(f"{command} a.yaml", tmp_path)
    assert (code, err) == (2, "error: a.yaml: there is no such file or folder\n")
