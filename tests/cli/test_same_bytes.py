"""The same map gives the same bytes, whatever the machine's moods: in every kind of file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT
from tests.conftest import HURRIED

DRAW = """
import hashlib, json, pathlib, sys
import servicemap as sm
from servicemap.cli.program import run
from servicemap.drawing.layout import laying
from servicemap.drawing.layout.searching import Effort

hurried = json.loads(sys.argv.pop(1))
if hurried:
    laying.effort_for = lambda _, polish: Effort(**hurried).times(polish)
root, out = map(pathlib.Path, sys.argv[1:3])
out.mkdir()
for name in sys.argv[4:]:
    for way in ("landscape", "portrait"):
        poster = sm.poster(sm.load(root / "maps" / name), orientation=way)
        for ending in ("svg", "pdf", "png"):
            poster.save(out / f"{name}-{way}.{ending}", dpi=40 if ending == "png" else None)
first = str(root / "maps" / sys.argv[4])
late = f"{sys.argv[3]}=2d"
tiles = str(out / "sheets.pdf")
assert run(["poster", first, "--paper", "A2", "--tile", "A4", "--late", late, "-o", tiles]) == 0
folder = str(out / "folder")
assert run(["poster", first, "--each-team", "--each-department", "-o", folder]) == 0
for path in sorted(out.rglob("*")):
    if path.is_file():
        print(path.relative_to(out).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
"""

MOODS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "LANG": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "20"},
)


@pytest.mark.parametrize(
    ("effort", "late", "names", "written"),
    [
        (
            HURRIED._asdict(),
            "Accounts",
            ["sales-event.yaml", "bakery-ar.yaml"],
            {"html": 1, "pdf": 5, "png": 4, "svg": 10},
        ),
        pytest.param(
            {},
            "IT",
            ["harbour-toys", "clinical-laboratory", "bakery-ar.yaml"],
            {"html": 1, "pdf": 7, "png": 6, "svg": 14},
            marks=pytest.mark.costly,
        ),
    ],
    ids=["small", "large"],
)
def test_posters_sheets_and_pages_are_the_same_in_every_mood(
    effort: dict[str, int],
    late: str,
    names: list[str],
    written: dict[str, int],
    tmp_path: Path,
) -> None:
    found = []
    for number, mood in enumerate(MOODS):
        elsewhere = tmp_path / f"a folder with blanks {number}"
        elsewhere.mkdir()
        out = str(elsewhere / "out")
        ran = subprocess.run(
            [sys.executable, "-c", DRAW, json.dumps(effort), str(ROOT), out, late, *names],
            cwd=ROOT if number else elsewhere,
            env={**os.environ, "PYTHONPATH": str(ROOT), **mood},
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(ran.stdout.splitlines())
    first, second = found
    assert first == second
    endings = [line.split()[0].rpartition(".")[2] for line in first]
    assert {ending: endings.count(ending) for ending in sorted(set(endings))} == written
