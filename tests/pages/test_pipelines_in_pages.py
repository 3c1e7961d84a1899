"""What the pages about pipelines give to paste: it parses, and names what there is."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from packaging.requirements import Requirement

from servicemap.cli.program import program
from servicemap.reporting import FORMATS, FROM_THE_ROOT
from servicemap.reporting.hosts.markdown import ROOM

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to"
ON_GITHUB = ("check-on-github.md", "review-a-change.md")
BEFORE_COMMIT = "check-before-commit.md"
ADDRESS = "YOUR-HOST/YOUR-ORGANISATION/servicemap"


def blocks(page: str) -> list[str]:
    text = (HOW_TO / page).read_text(encoding="utf-8")
    return re.findall(r"```yml\n(.*?)```", text, re.DOTALL)


def pasted(page: str) -> list[Any]:
    return [yaml.safe_load(block) for block in blocks(page)]


def commands(script: list[str]) -> Iterator[list[str]]:
    """The arguments of each `servicemap ...` among the lines of a script."""
    for line in script:
        words = list(shlex.shlex(line, posix=True, punctuation_chars=True))
        if words[0] == "servicemap":
            yield list(takewhile(lambda word: not set(word) <= set(";<>|&()"), words[1:]))


def understood(arguments: list[str]) -> dict[str, Any]:
    """The parameters that the command line makes of it. Raises click.UsageError where it cannot."""
    name, *rest = arguments
    with click.Context(program, **(program.context_settings or {})) as context:
        command = program.get_command(context, name)
        assert command is not None
        return command.make_context(name, rest, parent=context).params


def _scripts() -> Iterator[list[str]]:
    for page in ON_GITHUB:
        for workflow in pasted(page):
            for job in workflow["jobs"].values():
                yield from (step["run"].splitlines() for step in job["steps"] if "run" in step)
    for pipeline in pasted("check-on-gitlab.md"):
        yield from (job["script"] for job in pipeline.values())


COMMANDS = [arguments for script in _scripts() for arguments in commands(script)]


@pytest.mark.skipif(not find_spec("check_jsonschema"), reason="check-jsonschema is not installed")
@pytest.mark.parametrize(
    ("page", "schema"),
    [
        ("check-on-github.md", ("vendor.github-workflows",)),
        ("review-a-change.md", ("vendor.github-workflows",)),
        ("check-on-gitlab.md", ("vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
        ("action.yml", ("vendor.github-actions",)),
    ],
)
def test_the_hosts_own_schemas_have_nothing_to_say(
    page: str, schema: tuple[str, ...], tmp_path: Path
) -> None:
    files = [ROOT / page]
    if page.endswith(".md"):
        files = [tmp_path / f"{number}.yml" for number, _ in enumerate(blocks(page))]
        for file, block in zip(files, blocks(page), strict=True):
            file.write_text(block, encoding="utf-8")
    checker = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema)
    ran = subprocess.run([*checker, *files], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert files


@pytest.mark.skipif(not find_spec("pre_commit"), reason="pre-commit is not installed")
def test_pre_commit_has_nothing_to_say(tmp_path: Path) -> None:
    configs = [tmp_path / f"{number}.yaml" for number, _ in enumerate(blocks(BEFORE_COMMIT))]
    for config, block in zip(configs, blocks(BEFORE_COMMIT), strict=True):
        config.write_text(block, encoding="utf-8")
    pre_commit = (sys.executable, "-m", "pre_commit")
    subprocess.run([*pre_commit, "validate-config", *configs], check=True)
    manifest = ROOT / ".pre-commit-hooks.yaml"
    subprocess.run([*pre_commit, "validate-manifest", manifest], check=True)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_in_a_pipeline_names_real_options(arguments: list[str]) -> None:
    given = understood(arguments)
    for report in given.get("report") or ():
        form = report[0] if isinstance(report, tuple) else report.partition("=")[0]
        assert form in FORMATS


def test_the_pages_run_what_they_are_about() -> None:
    assert {arguments[0] for arguments in COMMANDS} == {"check", "diff"}
    (given,) = [understood(arguments) for arguments in COMMANDS if arguments[0] == "diff"]
    assert (given["old"], given["new"], given["form"]) == ("origin/$BASE", "maps", "markdown")


def test_pipelines_install_from_the_repository_and_from_nowhere_else() -> None:
    installs = [
        shlex.split(line) for script in _scripts() for line in script if line.startswith("pip ")
    ]
    assert len(installs) == 3
    for words in installs:
        assert words[:2] == ["pip", "install"]
        wanted = Requirement(words[2])
        assert (wanted.name, wanted.url) == ("servicemap", f"git+https://{ADDRESS}@COMMIT")


def test_github_workflows_give_the_action_inputs_that_it_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    workflows = pasted("check-on-github.md")
    steps = [
        step for workflow in workflows for job in workflow["jobs"].values() for step in job["steps"]
    ]
    ours = [step for step in steps if step.get("uses") == "YOUR-ORGANISATION/servicemap@COMMIT"]
    assert len(ours) == 2
    assert all(set(step["with"]) <= set(action["inputs"]) for step in ours)
    written = {step["with"]["sarif"] for step in ours if "sarif" in step["with"]}
    assert written == {
        step["with"]["sarif_file"] for step in steps if "sarif_file" in step.get("with", {})
    }
    assert not [line for script in _scripts() for line in script if "${{" in line]
    # YAML 1.1 reads the key `on` as true; GitHub does not.
    assert all({"name", True, "permissions", "jobs"} == set(workflow) for workflow in workflows)


@pytest.mark.parametrize("page", ["check-on-github.md", "review-a-change.md", "action.yml"])
def test_every_action_of_others_is_pinned_to_a_commit(page: str) -> None:
    file = ROOT / page if page.endswith(".yml") else HOW_TO / page
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", file.read_text(encoding="utf-8"))
    theirs = [one for one in used if not one[0].startswith("YOUR-ORGANISATION/")]
    assert theirs
    for action, commit, version in theirs:
        assert re.fullmatch("[0-9a-f]{40}", commit), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", version), action


def test_what_stands_in_capitals_is_said_to_be_the_readers_own() -> None:
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if "YOUR-" in text:
            assert "in capitals is yours" in " ".join(text.split()), page
            assert "commit that you" in " ".join(text.split()), page


def test_the_page_about_github_has_a_row_for_each_input() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    page = (HOW_TO / "check-on-github.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(action["inputs"])


def test_gitlab_collects_the_reports_that_its_script_writes() -> None:
    (pipeline,) = pasted("check-on-gitlab.md")
    (job,) = pipeline.values()
    (arguments,) = commands(job["script"])
    reports = dict(word.split("=") for word in arguments if "=" in word)
    assert job["artifacts"]["reports"] == {
        "codequality": reports["gitlab"],
        "junit": reports["junit"],
    }
    assert job["artifacts"]["when"] == "always"


def test_pre_commit_is_given_the_hook_that_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for config in pasted(BEFORE_COMMIT):
        (repository,) = config["repos"]
        assert repository["repo"] == f"https://{ADDRESS}"
        (ours,) = repository["hooks"]
        assert ours["id"] == hook["id"]
        assert understood(["check", *ours.get("args", [])])["paths"] == (
            ("services/shop.yaml",) if "args" in ours else ()
        )
        assert not {"files", "exclude"} & set(ours), "a hook that always runs heeds neither"


def test_the_page_of_formats_has_a_row_for_each_and_tells_their_paths_apart() -> None:
    page = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \|", page, re.MULTILINE)
    assert rows == list(FORMATS)
    assert set(rows[3:]) == FROM_THE_ROOT, "the first three and the other five, as the page says"
    assert re.findall(r"^- \*\*([a-z]+)\.\*\*", page, re.MULTILINE) == rows[3:]
    assert f"{ROOM:,} characters" in page
