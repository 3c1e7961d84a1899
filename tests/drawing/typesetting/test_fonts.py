"""The fonts that come with us are their makers' own files, with their licences beside them."""

import re
from hashlib import sha256

import pytest

from servicemap.drawing.typesetting.faces import Face
from servicemap.drawing.typesetting.font_files import fonts_in
from servicemap.drawing.typesetting.stacks import FONTS, VENDORED, Family
from tests.fonts.characters import HERE, WRITTEN_IN, lacks, needed


def test_the_font_files_are_those_that_their_readme_names() -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| `(\S+\.ttf)` \| \d+ \| `([0-9a-f]{64})` \|", readme))
    used = sorted(file for family in VENDORED for file in family.files.values())
    assert sorted(named) == used == sorted(path.name for path in FONTS.glob("*.ttf"))
    for file, digest in named.items():
        assert sha256((FONTS / file).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("family", VENDORED, ids=lambda family: family.letter)
def test_the_licence_of_a_font_lies_beside_it(family: Family) -> None:
    (name,) = {file.partition("-")[0] for file in family.files.values()}
    licence = (FONTS / f"OFL-{name}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    # Only Adobe reserves a name, and has its files unchanged.
    assert ("Reserved Font Name 'Source'" in licence) == (name == "SourceSans3")


def test_the_fonts_of_the_tests_are_those_that_their_readme_names() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| `(\S+\.tt[cf])` \| [^|]+ \| `([0-9a-f]{64})` \|", readme))
    assert sorted(named) == sorted(path.name for path in HERE.glob("*.tt[cf]"))
    for file, digest in named.items():
        assert sha256((HERE / file).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("family", WRITTEN_IN)
def test_the_fonts_of_the_tests_have_what_maps_and_tests_are_written_in(family: str) -> None:
    (path,) = HERE.glob(f"{family}-*")
    for source in fonts_in(str(path)):
        face = Face("x", source)
        lacking = sorted(c for c in needed()[family] if lacks([face], c))
        assert not lacking, f"make {path.name} again, as its README says"
