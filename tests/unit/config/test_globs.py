"""Globs of `paths`: which files each one means."""

import pytest

from servicemap.config.globs import matcher
from servicemap.errors import WrongValue

FILES = (
    "maps/toys.yaml",
    "maps/drafts/toys.yaml",
    "maps/drafts/old/bakery.yaml",
    "drafts/a.yaml",
    "drafts.yaml",
    "łódź/a b.yaml",
)


@pytest.mark.parametrize(
    ("glob", "means"),
    [
        ("maps/toys.yaml", FILES[:1]),
        ("./maps//toys.yaml", FILES[:1]),
        ("toys.yaml", FILES[:2]),
        ("maps", FILES[:3]),
        ("maps/", FILES[:3]),
        ("maps/*.yaml", FILES[:1]),
        ("maps/*", FILES[:3]),
        ("maps/**", FILES[:3]),
        ("maps/**/*.yaml", FILES[:3]),
        ("maps/**/**/old/*", FILES[2:3]),
        ("drafts", FILES[1:4]),
        ("drafts/**", FILES[3:4]),
        ("**/drafts/**", FILES[1:4]),
        ("**", FILES),
        ("*", FILES),
        ("t?ys.yaml", FILES[:2]),
        ("[dt]*.yaml", (*FILES[:2], FILES[4])),
        ("[!a-d]*.yaml", FILES[:2]),
        ("łódź/a b.yaml", FILES[5:]),
        ("Maps/**", ()),
        ("maps/t.ys.yaml", ()),
        ("[]]", ()),
    ],
)
def test_a_glob_means_these_files(glob: str, means: tuple[str, ...]) -> None:
    matches = matcher(glob)
    assert tuple(file for file in FILES if matches(file)) == means


@pytest.mark.parametrize(
    ("glob", "says"),
    [
        ("", "an empty glob"),
        ("  ", "an empty glob"),
        ("/maps", "begins at the root"),
        ("C:/maps", "begins at the root"),
        ("../maps", "leaves the folder"),
        ("maps/../x", "leaves the folder"),
        ("maps\\toys", "backslash"),
        ("a[b", "does not close it"),
        ("maps[/]toys", "does not close it"),
        ("[z-a]", "runs backwards"),
        (".", "names no file"),
    ],
)
def test_a_glob_that_cannot_be_meant_is_a_wrong_value(glob: str, says: str) -> None:
    with pytest.raises(WrongValue, match=says) as raised:
        matcher(glob)
    assert raised.value.hint
