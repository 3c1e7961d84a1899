"""docs/how-to/review-a-change.md: what it says of posters is what happens."""

from pathlib import Path

import pytest

from servicemap.cli.program import run
from tests.repositories import Repository

PAGE = Path(__file__).parents[2] / "docs/how-to/review-a-change.md"
OLD = "teams:\n  A: {serves: {B: x}}\nend_users: [B]\n"
NEW = "teams:\n  A: {serves: {B: x, C: y}}\nend_users: [B, C]\n"


def test_a_poster_compares_with_whatever_diff_compares_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path)
    repository.commit({"map.yaml": OLD}, tag="v1")
    (tmp_path / "map.yaml").write_text(NEW, encoding="utf-8")
    (tmp_path / "before.yaml").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    drawn = []
    for old in ("v1", "HEAD", "before.yaml"):
        assert run(["poster", "map.yaml", "--changed-from", old, "-o", "news.svg"]) == 0
        drawn.append((tmp_path / "news.svg").read_bytes())
    assert drawn[0] == drawn[1] == drawn[2]
    capsys.readouterr()
    assert run(["poster", "map.yaml", "--changed-from", "v2", "-o", "news.svg"]) == 2
    said = capsys.readouterr().err
    assert "there is no file or folder 'v2', and as a revision: git knows no revision 'v2'" in said
    assert "`servicemap poster --changed-from OLD` draws the same change." in " ".join(
        PAGE.read_text(encoding="utf-8").split()
    )
