"""docs/how-to/review-a-change.md: what it says of posters is what happens."""

import shutil
import subprocess
from pathlib import Path

import pytest

from servicemap.cli.program import run

PAGE = Path(__file__).parents[2] / "docs/how-to/review-a-change.md"
MAP = "teams:\n  A: {serves: {B: x}}\nend_users: [B]\n"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_poster_compares_with_files_and_folders_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    who = ["-c", "user.name=a", "-c", "user.email=a@harbour.example"]
    subprocess.run(["git", *who, "commit", "-qm", "one"], check=True)
    assert run(["poster", "map.yaml", "--changed-from", "HEAD", "-o", "news.svg"]) == 2
    assert "HEAD: there is no such file or folder" in capsys.readouterr().err
    said = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert (
        "`servicemap poster --changed-from OLD` draws the same change where OLD is a file" in said
    )
