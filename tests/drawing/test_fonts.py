"""The vendored fonts are Adobe's own files, with their licence beside them."""

import re
from hashlib import sha256

from servicemap.drawing.typesetting.faces import FONTS, VENDORED


def test_the_font_files_are_those_that_their_readme_names() -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| `(\S+\.ttf)` \| \d+ \| `([0-9a-f]{64})` \|", readme))
    assert sorted(named) == sorted(VENDORED.values())
    for file, digest in named.items():
        assert sha256((FONTS / file).read_bytes()).hexdigest() == digest


def test_the_licence_of_the_fonts_lies_beside_them() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence
