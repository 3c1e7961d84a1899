"""What is only installed where it is wanted: told by name, with the line to type."""

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from servicemap import extras
from servicemap.errors import MissingExtra
from servicemap.extras import EXTRAS, require

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))


def test_the_extras_are_those_of_the_project() -> None:
    declared = PROJECT["project"]["optional-dependencies"]
    for extra, modules in EXTRAS.items():
        names = {re.split("[<>=;]", wanted)[0] for wanted in declared[extra]}
        assert {name.replace("-", "_") for name in names} == set(modules)
    assert declared["all"] == [f"servicemap[{extra}]" for extra in EXTRAS]


def test_what_is_there_is_not_spoken_of() -> None:
    require("posters", "drawing posters")


class _From:
    """An installed package that came from somewhere."""

    def __init__(self, origin: dict[str, object] | None) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self.origin) if self.origin else None


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, '"servicemap[posters]"'),
        (
            {"url": "file:///home/maria/servicemap", "dir_info": {}},
            '"servicemap[posters] @ file:///home/maria/servicemap"',
        ),
        (
            {"url": "file:///home/maria/servicemap", "dir_info": {"editable": True}},
            '-e "/home/maria/servicemap[posters]"',
        ),
        (
            {
                "url": "https://git.harbour.example/servicemap",
                "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "0a1b2c"},
            },
            '"servicemap[posters] @ git+https://git.harbour.example/servicemap@0a1b2c"',
        ),
    ],
)
def test_what_lacks_is_named_and_comes_from_where_we_came_from(
    origin: dict[str, object] | None, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "distribution", lambda _: _From(origin))
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "segno" else name)
    with pytest.raises(MissingExtra) as raised:
        require("posters", "drawing posters")
    assert raised.value.message == (
        "drawing posters needs libraries that are not installed here: segno"
    )
    assert raised.value.hint == f"install them: python -m pip install {wanted}"


def test_a_folder_on_the_path_is_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(extras, "distribution", none)
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r'pip install "servicemap\[posters\]"'):
        require("posters", "drawing posters")
