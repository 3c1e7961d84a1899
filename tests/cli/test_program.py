"""The command itself: help, misspellings, and how it ends when something goes wrong."""

import subprocess
import sys

import click
import pytest

from servicemap import __version__
from servicemap.cli import program
from servicemap.cli.program import COMMANDS, Program
from servicemap.errors import Mistake, WrongSettings
from servicemap.locations import Location
from tests.cli.conftest import ROOT, CommandLine


def test_help_lists_every_command_under_its_heading(servicemap: CommandLine) -> None:
    ran = servicemap("--help")
    assert ran.code == 0
    for heading, entries in COMMANDS.items():
        section = ran.out.split(f"{heading}:\n")[1].split("\n\n")[0]
        for entry in entries:
            assert entry.name in section


@pytest.mark.parametrize("name", [e.name for entries in COMMANDS.values() for e in entries])
def test_the_help_of_every_command_ends_in_two_examples_of_it(
    servicemap: CommandLine, name: str
) -> None:
    ran = servicemap(name, "--help")
    assert ran.code == 0
    examples = [line.strip() for line in ran.out.split("Examples:\n")[1].splitlines() if line]
    assert len(examples) == 2
    assert all(example.startswith(f"servicemap {name}") for example in examples)


def test_version(servicemap: CommandLine) -> None:
    assert servicemap("--version").out == f"servicemap {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["check", "--formt", "json"], "Did you mean '--format'?"),
        (["check", "--format", "jsn"], "did you mean json?"),
        (["rule", "SM1O1"], "did you mean SM101?"),
        (
            ["check", "--date", "1.2.27"],
            "--date: '1.2.27' is no date\n  write it like 2027-02-01, in",
        ),
        (["trace", "maps/sales-event.yaml", "--late", "acounts=2d"], "did you mean accounts?"),
        (["trace", "maps/sales-event.yaml", "--late", "accounts=2"], "2d"),
    ],
)
def test_a_misspelling_is_a_wrong_call_with_a_suggestion(
    servicemap: CommandLine,
    arguments: list[str],
    suggestion: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    ran = servicemap(*arguments)
    assert ran.code == 2
    assert suggestion in ran.err
    assert ran.out == ""


def _with(monkeypatch: pytest.MonkeyPatch, fails_with: BaseException) -> None:
    """Put a command `broken` in place of every other."""

    @click.command
    def broken() -> None:
        raise fails_with

    monkeypatch.setattr(Program, "list_commands", lambda *_: ["broken"])
    monkeypatch.setattr(Program, "get_command", lambda *_: broken)


def test_our_own_mistake_says_how_to_report_it_and_shows_no_traceback(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with(monkeypatch, ZeroDivisionError("division by zero"))
    ran = servicemap("broken")
    assert ran.code == 3
    assert "ZeroDivisionError: division by zero" in ran.err
    assert "Please report it" in ran.err
    assert "Traceback" not in ran.err


def test_our_own_mistake_tells_the_whole_story_when_asked(
    servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with(monkeypatch, ZeroDivisionError("division by zero"))
    monkeypatch.setenv("SERVICEMAP_TRACEBACK", "1")
    assert "Traceback" in servicemap("broken").err


def test_ctrl_c_is_130(servicemap: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, KeyboardInterrupt())
    assert servicemap("broken").code == 130


def test_a_closed_pipe_is_silent() -> None:
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m servicemap rule --all | true"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert ran.returncode in {0, 141}


def test_a_name_that_the_terminal_cannot_show_is_escaped() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "servicemap", "check", "łódź.yaml"],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "latin-1", "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2
    assert b"\\u0142" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["ch\n::error::forged"],
        ["check", "--bad\n::error::forged"],
        ["check", "--fail-on=x\n::error::forged\x1b[2J"],
        ["check", "x\n::error::forged"],
        ["trace", "maps/sales-event.yaml", "--late", "a\n::error::forged=2d"],
        ["rule", "SM\n::error::forged"],
    ],
)
def test_what_was_typed_is_quoted_on_one_line(
    servicemap: CommandLine, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A runner of pipelines would take a line that begins with `::` for a command."""
    monkeypatch.chdir(ROOT)
    ran = servicemap(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "forged" in ran.err.casefold()
    assert not [line for line in ran.err.splitlines() if line.lstrip().startswith("::")]
    assert "\x1b" not in ran.err


def test_several_mistakes_are_a_line_each_and_what_they_quote_is_part_of_one() -> None:
    here = Location("servicemap.toml", 1, 1, 1, 2)
    one = WrongSettings((Mistake(here, "'a\n::error::forged' is none of full", "write\nfull"),))
    assert one.message == "servicemap.toml:1:1: 'a ::error::forged' is none of full"
    assert one.hint == "write full"
    two = WrongSettings((Mistake(here, "a\nb"), Mistake(here, "c", "d\ne")))
    assert two.hint.splitlines() == ["servicemap.toml:1:1: a b", "  servicemap.toml:1:1: c (d e)"]


def test_python_without_docstrings_still_knows_every_rule() -> None:
    ran = subprocess.run(
        [sys.executable, "-OO", "-m", "servicemap", "rule", "--all"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "SM003 unknown-key, an error unless set otherwise\nA key that the" in ran.stdout
    assert "SM101 orphan-team, an error unless set otherwise\nOrphan team.\n" in ran.stdout
    assert "They stand in\ndocs/reference/rules.md" in ran.stdout


def test_help_imports_no_room_of_the_house() -> None:
    """`--help` costs what click costs: no YAML, no graph, no drawing."""
    heavy = ["yaml", "networkx", "numpy", "jinja2", "servicemap.loading", "servicemap.drawing"]
    code = (
        "import sys; from servicemap.cli import program; program.run(['--help']);"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stderr.strip() == "[]"


def test_program_is_what_the_script_runs() -> None:
    assert program.program.name == "servicemap"
