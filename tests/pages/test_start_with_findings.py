"""The page on maps that have findings: what it shows is what happens, in that order."""

import re
import subprocess
from pathlib import Path

import pytest

from servicemap.cli.program import run
from tests.repositories import NEEDS_GIT

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "start-with-a-map-that-has-findings.md"
TEXT = PAGE.read_text(encoding="utf-8")
SPOKEN = re.findall(r"```text\n\$ servicemap ([^\n]+)\n(.*?)```", TEXT, re.DOTALL)


@NEEDS_GIT
def test_what_the_page_shows_is_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(call: str) -> str:
        assert run(call.split()) == 0
        out, err = capsys.readouterr()
        return err + out

    monkeypatch.chdir(tmp_path)
    _, allowed = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (update, written), (again, stale), (since, fixed) = SPOKEN
    Path("toys.yaml").write_text(allowed, encoding="utf-8")
    name = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for git in (("init", "-q", "-b", "main"), ("add", "-A"), (*name, "commit", "-qm", "x")):
        subprocess.run(["git", *git], check=True)
    assert said(update) == written
    cured = "".join(line for line in allowed.splitlines(keepends=True) if "Vault" not in line)
    Path("toys.yaml").write_text(cured, encoding="utf-8")
    assert said(again) == stale
    assert said(since) == fixed
