"""Runs that are ended from outside, each at one exact place, and what they leave behind."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import HOOKS, Attack, Outcome, hook, plain_map, surroundings

AT_IMPORT = """
import signal, sys

class Ending:
    def find_spec(self, name, path=None, target=None):
        if name == {when!r}:
            signal.raise_signal(signal.{signal})

sys.meta_path.insert(0, Ending())
"""

AT_CALL = """
import re, signal, sys

def end(event, given):
    if event == {when!r} and any(re.search({part!r}, str(one)) for one in given):
        signal.raise_signal(signal.{signal})

sys.addaudithook(end)
"""


def hooked(folder: Path, said: str) -> None:
    """The map, and the hook that ends the run."""
    plain_map(folder)
    hook(folder, said)


def at_import(module: str, signal: str = "SIGINT") -> Callable[[Path], None]:
    """Ends the run where it looks for a module."""
    return lambda folder: hooked(folder, AT_IMPORT.format(when=module, signal=signal))


def at_call(event: str, part: str, signal: str = "SIGINT") -> Callable[[Path], None]:
    """Ends the run where that call is about to be made with something that `part` is found in."""
    return lambda folder: hooked(folder, AT_CALL.format(when=event, part=part, signal=signal))


def silent(folder: Path, outcome: Outcome) -> None:
    assert outcome.said == ""
    assert sorted(os.listdir(folder)) == ["hooks", "map.yaml"]


def finished_posters_are_left(folder: Path, outcome: Outcome) -> None:
    """Each was put there as it was done; the page of them all, and the draft, are not there."""
    assert outcome.said == ""
    left = sorted(os.listdir(folder / "new/posters"))
    assert left, "what is finished stays"
    assert all(name.startswith("team-") and name.endswith(".svg") for name in left)


def silent_and_done(folder: Path, outcome: Outcome) -> None:
    """The signal came when the file had been replaced: then it is there, whole, and no draft."""
    assert outcome.said == ""
    assert sorted(os.listdir(folder)) == ["hooks", "map.yaml", "p.svg"]
    assert (folder / "p.svg").read_text().rstrip().endswith("</svg>")


LOOKS_ALIKE = ".servicemap-draft-0123456789abcdef"
LOOKS_ALIKE_TOO = ".servicemap-draft-fedcba9876543210"


def killed_before(folder: Path) -> None:
    """A run that was killed when its poster was about to be put in its place; and look-alikes."""
    at_call("os.rename", "p.svg", "SIGKILL")(folder)
    command = [sys.executable, "-m", "servicemap", "poster", "map.yaml", "-o", "p.svg"]
    subprocess.run(command, cwd=folder, env={**surroundings(), **HOOKS}, check=False)
    (draft,) = (name for name in os.listdir(folder) if name.startswith(".servicemap-draft-"))
    assert (folder / draft / "new").exists()
    (folder / "hooks/sitecustomize.py").unlink()
    (folder / LOOKS_ALIKE).write_text("mine")
    (folder / LOOKS_ALIKE_TOO).mkdir()
    (folder / LOOKS_ALIKE_TOO / ".lock").write_text("mine as well")


def only_look_alikes_are_left(folder: Path, outcome: Outcome) -> None:
    left = [LOOKS_ALIKE, LOOKS_ALIKE_TOO, "hooks", "map.yaml", "p.svg"]
    assert sorted(os.listdir(folder)) == left
    assert (folder / LOOKS_ALIKE).read_text() == "mine"
    assert (folder / LOOKS_ALIKE_TOO / ".lock").read_text() == "mine as well"


POSTER = ("poster", "map.yaml", "-o", "p.svg")
LATE = ("trace", "map.yaml", "--late", "stores=1d")

ATTACKS = (
    *(
        Attack(
            f"Ctrl-C while {module} is imported",
            command,
            130,
            arrange=at_import(module),
            then=silent,
            environment=HOOKS,
            costly=costly,
            imports=True,
        )
        for module, command, costly in (
            ("servicemap.errors", ("check", "map.yaml"), False),
            ("servicemap.__main__", ("check", "map.yaml"), False),
            ("click", ("check", "map.yaml"), False),
            ("yaml", ("check", "map.yaml"), True),
            ("servicemap.timing.network.compiled", LATE, True),
            ("uharfbuzz", POSTER, False),
            ("resvg_py", ("poster", "map.yaml", "-o", "p.png"), True),
            ("reportlab", ("poster", "map.yaml", "-o", "p.pdf"), True),
        )
    ),
    Attack(
        "Ctrl-C while a map is read",
        ("check", "map.yaml"),
        130,
        arrange=at_call("open", "map.yaml"),
        then=silent,
        environment=HOOKS,
    ),
    Attack(
        "Ctrl-C when a draft has been begun",
        POSTER,
        130,
        arrange=at_call("os.mkdir", "servicemap-draft"),
        then=silent,
        environment=HOOKS,
    ),
    Attack(
        "Ctrl-C while a poster is written",
        POSTER,
        130,
        arrange=at_call("open", r"servicemap-draft[^/\\]*[/\\]new$"),
        then=silent,
        environment=HOOKS,
    ),
    Attack(
        "Ctrl-C when a poster is about to be put in its place",
        POSTER,
        130,
        arrange=at_call("os.rename", "p.svg"),
        then=silent,
        environment=HOOKS,
    ),
    Attack(
        "Ctrl-C when a poster has been put in its place",
        POSTER,
        130,
        arrange=at_call("shutil.rmtree", "servicemap-draft"),
        then=silent_and_done,
        environment=HOOKS,
    ),
    Attack(
        "Ctrl-C while a folder of posters is drawn",
        ("poster", "map.yaml", "--each-team", "-o", "new/posters"),
        130,
        arrange=at_call("open", "index.html"),
        then=silent,
        environment=HOOKS,
    ),
    Attack(
        "Ctrl-C when all posters of a folder are drawn",
        ("poster", "map.yaml", "--each-team", "-o", "new/posters"),
        130,
        arrange=at_call("open", r"servicemap-draft[^/\\]*[/\\]index\.html$"),
        then=finished_posters_are_left,
        environment=HOOKS,
    ),
    Attack(
        "a request to end",
        POSTER,
        143,
        arrange=at_call("open", r"servicemap-draft[^/\\]*[/\\]new$", "SIGTERM"),
        then=silent,
        environment=HOOKS,
    ),
    Attack(
        "a draft of a run that was killed",
        POSTER,
        0,
        arrange=killed_before,
        then=only_look_alikes_are_left,
    ),
)
