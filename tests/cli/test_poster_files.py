"""`servicemap poster` writes what a name, or `--as`, says, and refuses what makes no sense."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, CommandLine
from tests.examples import costly

pytestmark = pytest.mark.usefixtures("hurried")

MAP = """\
teams:
  Purchasing:
    serves: {Stores: Stock orders}
  Stores:
    serves: {Shoppers: Toys on the shelf}
end_users: [Shoppers]
"""
STARTS = {"svg": b"<?xml", "pdf": b"%PDF-", "png": b"\x89PNG"}


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one small map in it, to write into."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "toys.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_the_ending_says_what_to_write(kind: str, servicemap: CommandLine) -> None:
    ran = servicemap("poster", "toys.yaml", "-o", f"toys.{kind.upper()}")
    assert (ran.code, ran.out) == (0, "")
    written, names, services = ran.err.splitlines()[0].split(", ")
    assert written == f"toys.{kind.upper()}: 420 x 297 mm"
    assert re.fullmatch(r"names read from \d+\.\d m", names)
    assert re.fullmatch(r"services from \d+\.\d m", services)
    assert Path(f"toys.{kind.upper()}").read_bytes().startswith(STARTS[kind])


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_without_a_name_the_kind_names_the_file(kind: str, servicemap: CommandLine) -> None:
    assert servicemap("poster", "toys.yaml", "--as", kind).code == 0
    written = Path(f"poster.{kind}")
    assert written.read_bytes().startswith(STARTS[kind])
    # Ours may be replaced, another's may not.
    assert servicemap("poster", "toys.yaml", "--as", kind).code == 0
    written.write_bytes(b"a diploma")
    ran = servicemap("poster", "toys.yaml", "--as", kind)
    assert ran.code == 2
    assert f"poster.{kind} is here already, and is no poster of ours" in ran.err
    assert written.read_bytes() == b"a diploma"


@pytest.mark.parametrize("kind", ["png", *costly("svg", "pdf")])
def test_standard_output_takes_the_kind_that_is_asked_for(kind: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "servicemap", "poster", "toys.yaml", "-o", "-", "--as", kind],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout.startswith(STARTS[kind])
    assert not ran.stderr
    assert [path.name for path in Path.cwd().iterdir()] == ["toys.yaml"]


def test_a_name_without_an_ending_needs_as(servicemap: CommandLine) -> None:
    ran = servicemap("poster", "toys.yaml", "-o", "wall")
    assert ran.code == 2
    assert "in a file whose name has no ending\n  use one of: .svg, .pdf, .png" in ran.err
    assert servicemap("poster", "toys.yaml", "-o", "wall", "--as", "png").code == 0
    assert Path("wall").read_bytes().startswith(STARTS["png"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("-o a.jpg", "a poster cannot be written as '.jpg'\n  use one of: .svg, .pdf, .png"),
        ("-o a.pdf --as png", "--as says png, and a.pdf says otherwise\n  leave out one of them"),
        ("-o a.svg --dpi 300", "an SVG has no dpi\n  end the name in .png, or leave out --dpi"),
        ("--dpi 300", "an SVG has no dpi\n  end the name in .png, or leave out --dpi"),
        (
            "-o a.png --bleed 3mm",
            "a PNG has no bleed\n  end the name in .pdf, or leave out --bleed",
        ),
        ("-o a.png --text live", "a PNG has no live text\n  end the name in .svg"),
        ("-o a.png --tile A4", "a PNG has no sheets to join\n  end the name in .pdf"),
        ("-o a.png --dpi fine", "--dpi 'fine' is no number\n  write it as 150 or 300"),
        ("-o a.png --dpi 9999", "9999 dots an inch is not between 20 and 2400"),
        ("-o a.png --paper A0 --dpi 600", "use 311 dots an inch or fewer, or write a PDF"),
        ("-o a.pdf --bleed 3", "'3' is no length on paper\n  write it as 3mm, 0.3cm or 0.125in"),
        ("-o a.pdf --bleed 5cm", "a bleed of 50 mm is not between 0 and 25 mm"),
        ("-o a.pdf --tile A3", "a poster of 420 x 297 mm fits on one sheet of A3"),
        ("-o a.pdf --tile A4 --bleed 3mm", "takes no bleed\n  leave out --bleed or --tile"),
        ("-o a.pdf --tile A44", "did you mean A4?"),
        ("--date 2027-02-30", "--date '2027-02-30' is no date\n  write a day as 2027-02-26"),
        ("--date 26.2.2027", "--date '26.2.2027' is no date\n  write a day as 2027-02-26"),
    ],
)
def test_what_makes_no_sense_is_said(arguments: str, said: str, servicemap: CommandLine) -> None:
    ran = servicemap("poster", "toys.yaml", *arguments.split())
    assert ran.code == 2
    assert said in ran.err
    assert [path.name for path in Path.cwd().iterdir()] == ["toys.yaml"]


def test_choices_reach_the_file(servicemap: CommandLine) -> None:
    ran = servicemap("poster", "toys.yaml", "--paper", "A2", "--tile", "A4", "-o", "sheets.pdf")
    assert ran.err.startswith(
        "sheets.pdf: 594 x 420 mm, to be joined from sheets of A4, names read from "
    )
    servicemap("poster", "toys.yaml", "-o", "plain.pdf")
    servicemap("poster", "toys.yaml", "--bleed", "3mm", "-o", "bled.pdf")
    servicemap("poster", "toys.yaml", "--text", "live", "-o", "live.svg")
    assert b"/BleedBox" in Path("bled.pdf").read_bytes()
    assert Path("bled.pdf").read_bytes() != Path("plain.pdf").read_bytes()
    assert "<text " in Path("live.svg").read_text(encoding="utf-8")


SAID = "note: what a poster says of itself is in English: there are no words for 'pl' yet;"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("language: pl", 1),
        ("language: de", 0),
        ("language: pl, words: {end_users: Klienci}", 0),
    ],
)
@pytest.mark.parametrize("asked", [("-o", "toys.svg"), ("--each-team", "-o", "walls")])
def test_a_language_without_words_is_said_once(
    settings: str, said: int, asked: tuple[str, ...], servicemap: CommandLine
) -> None:
    Path("toys.yaml").write_text(f"map: {{{settings}}}\n{MAP}", encoding="utf-8")
    ran = servicemap("poster", "toys.yaml", *asked)
    assert ran.code == 0
    assert ran.err.count(SAID) == said


def test_the_terminal_speaks_english_of_a_german_poster(servicemap: CommandLine) -> None:
    for name, day in (("old", 1), ("new", 2)):
        said = MAP.replace(
            "{Shoppers: Toys on the shelf}",
            f"[{{customer: Shoppers, service: Toys, promise: 2027-02-0{day}}}]",
        )
        Path(f"{name}.yaml").write_text(f"map: {{language: de}}\n{said}", encoding="utf-8")
    asked = ("poster", "new.yaml", "--changed-from", "old.yaml", "--text", "live", "-o", "new.svg")
    ran = servicemap(*asked)
    assert "note: Stores, Toys \u2013 Promised: 2 Feb 2027 (was 1 Feb 2027).\n" in ran.err
    shown = Path("new.svg").read_text(encoding="utf-8")
    assert "Zugesagt: 2. Feb. 2027 (vorher 1. Feb. 2027)" in shown
    assert "Promised" not in shown
