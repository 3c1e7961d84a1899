"""The GitHub Action: what it declares, and its shell steps run as a runner would run them."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from servicemap.cli.check import command as check
from tests.cli.conftest import ROOT
from tests.examples import in_turn

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
KEY, CACHE, INSTALL, CHECK = ACTION["runs"]["steps"]
SHELL = (KEY, INSTALL, CHECK)
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

ORPHAN = """\
teams:
  Purchasing: {}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""


class Step(NamedTuple):
    """What a step did."""

    code: int
    log: str
    outputs: str
    summary: str


def run(
    step: dict[str, Any], folder: Path, inputs: dict[str, str], *, python: str = sys.executable
) -> Step:
    """One step, with its environment filled in as the runner fills it in, and nothing else."""
    given = {name: about["default"] for name, about in ACTION["inputs"].items()}
    given |= {"python": python, **inputs}
    environment = {
        name: EXPRESSION.sub(lambda found: given[found[1].removeprefix("inputs.")], value)
        for name, value in step["env"].items()
    }
    temporary = folder / "runner's temp"
    installed = temporary / "servicemap"
    if not installed.exists():
        installed.mkdir(parents=True)
        (installed / "servicemap").symlink_to(ROOT / "servicemap", target_is_directory=True)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    files = {name: temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("", encoding="utf-8")
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=work,
        env={
            "PATH": "/usr/bin:/bin",
            "RUNNER_TEMP": str(temporary),
            "GITHUB_ACTION_PATH": str(folder / 'the "action"'),
            "GITHUB_WORKSPACE": str(work),
            **{name: str(file) for name, file in files.items()},
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    outputs, summary = (file.read_text(encoding="utf-8") for file in files.values())
    return Step(ran.returncode, ran.stdout + ran.stderr, outputs, summary)


def test_no_step_pastes_anything_into_its_script() -> None:
    for step in SHELL:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_every_input_is_used_and_nothing_else_is() -> None:
    used = {
        found
        for step in SHELL
        for value in step["env"].values()
        for found in EXPRESSION.findall(value)
    }
    assert used == {f"inputs.{name}" for name in ACTION["inputs"]}
    assert all(about["description"].endswith(".") for about in ACTION["inputs"].values())
    assert ACTION["outputs"]["exit-code"]["value"] == "${{ steps.check.outputs.exit-code }}"
    assert CHECK["id"] == "check"


def test_no_python_takes_a_file_of_the_repository_for_a_module() -> None:
    starts = [
        start for step in SHELL for start in re.findall(r'"\$INPUT_PYTHON" (\S+)', step["run"])
    ]
    assert len(starts) == sum(step["run"].count("$INPUT_PYTHON") for step in SHELL) == 3
    assert set(starts) == {"-I", "-P"}


HIJACKED = ("pip", "hashlib", "pathlib", "yaml", "click", "json", "sitecustomize", "servicemap")


@pytest.mark.parametrize("step", SHELL, ids=[step["name"] for step in SHELL])
def test_nothing_of_the_repository_is_run(step: dict[str, Any], tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "maps").mkdir(parents=True)
    (work / "maps" / "toys.yaml").write_text(ORPHAN, encoding="utf-8")
    for name in HIJACKED:
        for file in (work / f"{name}.py", work / name / "__init__.py"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"open({str(tmp_path / 'pwned')!r}, 'w')\n", encoding="utf-8")
    run(step, tmp_path, {})
    assert not (tmp_path / "pwned").exists()


def test_what_is_installed_is_kept_until_the_action_or_the_python_is_another(
    tmp_path: Path,
) -> None:
    action = tmp_path / 'the "action"'
    (action / "servicemap").mkdir(parents=True)
    (action / "pyproject.toml").write_text("", encoding="utf-8")
    (action / "servicemap" / "a.py").write_text("1", encoding="utf-8")
    key = run(KEY, tmp_path, {}).outputs
    assert re.fullmatch(r"installed=\d{4}-\d\d-[0-9a-f]{64}\n", key)
    assert run(KEY, tmp_path, {}).outputs == key
    (action / "servicemap" / "a.py").write_text("2", encoding="utf-8")
    assert run(KEY, tmp_path, {}).outputs != key
    assert CACHE["with"]["path"] == "${{ runner.temp }}/servicemap"
    assert "${{ steps.key.outputs.installed }}" in CACHE["with"]["key"]
    assert INSTALL["if"] == f"steps.{CACHE['id']}.outputs.cache-hit != 'true'"


def test_every_option_of_the_script_is_one_of_check() -> None:
    options = set(re.findall(r"--[a-z-]{2,}", CHECK["run"]))
    assert options <= {name for parameter in check.params for name in parameter.opts}
    assert {"--format", "--report", "--fail-on", "--all"} <= options


def test_it_installs_itself_from_its_own_repository(tmp_path: Path) -> None:
    python = tmp_path / "my python"
    python.write_text('#!/bin/bash\nprintf "<%s>\\n" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    ran = run(INSTALL, tmp_path, {}, python=str(python))
    target, action = tmp_path / "runner's temp" / "servicemap", tmp_path / 'the "action"'
    assert ran.code == 0
    assert ran.log.splitlines() == [
        *("<-I>", "<-m>", "<pip>", "<install>", "<--quiet>", "<--disable-pip-version-check>"),
        *("<--target>", f"<{target}>", f"<{action}>"),
    ]


def test_findings_are_annotations_a_summary_and_alerts_in_one_run(tmp_path: Path) -> None:
    maps = tmp_path / "work" / "maps"
    maps.mkdir(parents=True)
    (maps / "toys.yaml").write_text(ORPHAN, encoding="utf-8")
    ran = run(CHECK, tmp_path, {"sarif": "my alerts.sarif"})
    assert (ran.code, ran.outputs) == (1, "exit-code=1\n")
    assert ran.log.startswith("::error file=maps/toys.yaml,line=2,endLine=2,col=3,endColumn=13,")
    assert "| error | **SM101 orphan-team**<br>nobody relies on Purchasing" in ran.summary
    assert '"uri": "maps/toys.yaml"' in (maps.parent / "my alerts.sarif").read_text("utf-8")


def test_a_clean_map_passes_and_the_summary_can_be_left_alone(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.yaml").write_text(ORPHAN.replace("  Purchasing: {}\n", ""), encoding="utf-8")
    (work / "b.yaml").write_text(ORPHAN, encoding="utf-8")
    ran = run(CHECK, tmp_path, {"map": "a.yaml", "summary": "false"})
    assert ran == (0, "clean: 2 parties, 1 service\n", "exit-code=0\n", "")
    ran = run(CHECK, tmp_path, {"map": "a.yaml\n\nb.yaml\n", "fail-on": "warning"})
    assert (ran.code, ran.log.splitlines()[-1]) == (1, "1 error in 1 of 2 maps")


HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "--format=json",
    "a b * ?",
    "\\",
    "x\n::error::forged\n$(touch pwned)",
    "exit-code=0",
)


@pytest.mark.parametrize(
    ("hostile", "names"), in_turn(HOSTILE, [("map",), ("fail-on",), ("all", "summary")])
)
def test_an_input_is_text_and_never_a_command(
    hostile: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "maps").mkdir()
    (work / "maps" / "toys.yaml").write_text(ORPHAN, encoding="utf-8")
    ran = run(CHECK, tmp_path, dict.fromkeys(names, hostile))
    assert ran.code == (1 if "all" in names else 2)  # whatever is not `true` is not
    assert ran.outputs == f"exit-code={ran.code}\n"
    assert not list(tmp_path.rglob("pwned"))
    assert "forged" not in re.sub(r"(?m)^(?!\s*::).*$", "", ran.log), "no line is a command"
    assert [path.name for path in work.iterdir()] == ["maps"]


@pytest.mark.parametrize(
    "hostile", ["$(touch pwned).sarif", "`touch pwned`", "a b;c&d.sarif", "=x"]
)
def test_the_file_for_alerts_is_a_name_and_never_a_command(hostile: str, tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "maps").mkdir(parents=True)
    (work / "maps" / "toys.yaml").write_text(ORPHAN, encoding="utf-8")
    ran = run(CHECK, tmp_path, {"sarif": hostile})
    assert (ran.code, ran.outputs) == (1, "exit-code=1\n")
    assert sorted(path.name for path in work.iterdir()) == sorted(["maps", hostile])
