"""Small git repositories for tests, which no setting of the machine reaches."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

OWN_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Maria Lopez",
    "GIT_AUTHOR_EMAIL": "maria@harbour.example",
    "GIT_COMMITTER_NAME": "Maria Lopez",
    "GIT_COMMITTER_EMAIL": "maria@harbour.example",
}


NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
"""Of tests of what only a machine with git says."""


class Repository:
    """A git repository in a folder: write files, commit them, go on."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, piped: str = "") -> str:
        """What git prints."""
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **OWN_SETTINGS},
            input=piped,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    def commit(self, files: Mapping[str, str | bytes] | None = None, tag: str = "") -> str:
        """Write files and commit everything; the hash."""
        for path, text in (files or {}).items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", tag or "a change")
        if tag:
            self.git("tag", tag)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """An empty repository, in which the test stands."""
    for name, said in OWN_SETTINGS.items():
        monkeypatch.setenv(name, said)
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    return made
