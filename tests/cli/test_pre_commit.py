"""The hook for pre-commit: what it declares, and tried with pre-commit itself."""

import os
import re
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


def test_the_whole_map_is_checked_whichever_file_is_committed() -> None:
    assert (HOOK["entry"], HOOK["language"]) == ("servicemap check", "python")
    assert HOOK["pass_filenames"] is False


@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("maps/toys.yaml", True),
        ("toys.yml", True),
        ("servicemap.toml", True),
        ("services/pyproject.toml", True),
        ("servicemap-baseline.txt", True),
        ("README.md", False),
        ("maps/toys.yaml.orig", False),
        ("myservicemap.toml", False),
        (".pre-commit-config.yaml", False),
        (".github/workflows/map.yml", False),
    ],
)
def test_it_runs_when_something_that_makes_up_a_map_is_committed(path: str, runs: bool) -> None:
    # pre-commit searches both patterns, as re.search does
    chosen = re.search(HOOK["files"], path) and not re.search(HOOK["exclude"], path)
    assert bool(chosen) is runs


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


@pytest.mark.skipif(
    not all(map(find_spec, ("pre_commit", "hatchling"))),
    reason="pre-commit and hatchling are not installed",
)
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
    """Without the network: its environment is made anew, and finds our libraries where they are."""
    theirs = repository(tmp_path / "theirs", files)
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
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ours), HOOK["id"], "--all-files"],
        cwd=theirs,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert said in ran.stdout
