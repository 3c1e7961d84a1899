"""What CONTRIBUTING says to touch is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_path_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:servicemap|tests|docs)/[\w./-]*)`", PAGE)) - {
        "tests/rules/SMxxx/"
    }
    assert len(named) > 20
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_name_stands_in_its_file() -> None:
    named = re.findall(r"`(\w+)`(?: and `(\w+)`)? of `(servicemap/[\w./]+|tests/[\w./]+)`", PAGE)
    assert len(named) > 8
    for *names, path in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        for name in filter(None, names):
            assert re.search(rf"\b{name}\b", text), f"{path} has no {name}"
