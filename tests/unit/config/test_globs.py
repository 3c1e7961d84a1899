"""Globs of `paths`: which files each one means."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*a" * 8 + "*b", "a" * 100),
        ("**/*/" * 25 + "x", "/".join("a" * 80)),
        ("**/a*/" * 10 + "x*", "/".join(["ab"] * 60)),
        ("**/*a*a*a*/" * 9 + "*b*b", "/".join(["a" * 9] * 60)),
    ],
)
def test_a_glob_that_matches_in_many_ways_takes_no_time(glob: str, path: str) -> None:
    assert not matcher(glob)(path)
    assert matcher(glob)(
        f"{path}/{'x' if glob.endswith(('x', 'x*')) else 'b' * 9}".replace("/b", "b")
    )


PARTS = st.sampled_from(["*", "**", "a", "a*", "*b", "*a*b*", "?", "[ab]", "[!a]*"])


@given(st.lists(PARTS, min_size=1, max_size=5), st.lists(st.text("ab", min_size=1), min_size=1))
def test_a_glob_matches_what_it_would_if_all_ways_were_tried(
    parts: list[str], names: list[str]
) -> None:
    if len(parts) == 1:
        parts = ["x", *parts]
        names = ["x", *names]
    assert matcher("/".join(parts))("/".join(names)) == tried(parts, names)


def tried(parts: list[str], names: list[str]) -> bool:
    """Whether parts match some names, or a folder they lie in: every way is tried."""
    if not parts:
        return True
    if parts == ["**"]:
        return bool(names)
    if parts[0] == "**":
        return any(tried(parts[1:], names[skipped:]) for skipped in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], parts[0]) and tried(parts[1:], names[1:])
