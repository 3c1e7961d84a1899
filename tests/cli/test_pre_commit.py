"""The hook for pre-commit: what it declares, and tried with pre-commit itself."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import ROOT

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

CLEAN = """\
teams:
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""
ORPHAN = CLEAN.replace("end_users", "  Purchasing: {}\nend_users")


with_pre_commit = pytest.mark.skipif(
    not all(map(find_spec, ("pre_commit", "hatchling"))),
    reason="pre-commit and hatchling are not installed",
)


def test_the_whole_map_is_checked_whatever_is_committed() -> None:
    assert (HOOK["entry"], HOOK["language"]) == ("servicemap check", "python")
    assert HOOK["pass_filenames"] is False
    assert HOOK["always_run"] is True
    assert not {"files", "exclude", "types"} & set(HOOK), "they would say nothing"


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All of it")
    return folder


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of what stands here now, as pre-commit would find it."""
    copy = tmp_path_factory.mktemp("ours") / "servicemap"
    shutil.copytree(
        ROOT / "servicemap", copy / "servicemap", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, copy / name)
    return repository(copy, {})


@pytest.mark.costly
@with_pre_commit
@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"maps/toys.yaml": CLEAN}, 0, "Passed"),
        ({"maps/toys.yaml": ORPHAN}, 1, "nobody relies on Purchasing"),
    ],
    ids=["clean", "findings"],
)
def test_pre_commit_installs_and_runs_it(
    files: dict[str, str],
    code: int,
    said: str,
    ours: Path,
    tmp_path: Path,
) -> None:
    theirs = repository(tmp_path / "theirs", files)
    ran = tried(ours, theirs, "--all-files")
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert said in ran.stdout


@pytest.mark.costly
@with_pre_commit
def test_a_commit_that_only_deletes_a_file_of_the_map_is_checked(
    ours: Path, tmp_path: Path
) -> None:
    teams, _, shoppers = CLEAN.partition("end_users")
    files = {"maps/teams.yaml": teams, "maps/shoppers.yaml": f"end_users{shoppers}"}
    theirs = repository(tmp_path / "theirs", files)
    assert tried(ours, theirs).returncode == 0
    git(theirs, "rm", "--quiet", "maps/shoppers.yaml")
    ran = tried(ours, theirs)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "SM007 unknown-party" in ran.stdout


def tried(ours: Path, theirs: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What pre-commit says of what is staged.

    Without the network: its environment is made anew, and finds our libraries where they are.
    """
    libraries = next(path for path in map(Path, sys.path) if (path / "pre_commit").is_dir())
    environment: dict[str, Any] = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(ours.parent / "cache"),
        "PYTHONPATH": str(libraries),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which is how pip spells it: yes, without
        "PIP_NO_INDEX": "1",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ours), HOOK["id"], *options],
        cwd=theirs,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
