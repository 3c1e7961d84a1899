"""The reference page of the format says what the reader reads."""

import re

import pytest

from docs.reference.fill import BLOCK, PAGE, filled
from servicemap.loading import read_text
from servicemap.loading.format.declarations import ENTRIES, SECTIONS

CURE = "the declarations say otherwise now: run python docs/refresh.py, and read it"
TEXT = PAGE.read_text(encoding="utf-8")
MAPS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_the_tables_are_those_of_the_declarations(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh-golden"):
        PAGE.write_text(filled(TEXT), encoding="utf-8", newline="\n")
    assert filled(PAGE.read_text(encoding="utf-8")) == TEXT, CURE


def test_every_entry_and_every_section_has_its_table() -> None:
    shown = [name for _, name, _ in BLOCK.findall(TEXT)]
    assert sorted(shown) == sorted([*(e.name for e in ENTRIES), "a map", "complaints", "recovery"])
    assert all(f"| `{section.name}` |" in TEXT for section in SECTIONS)


@pytest.mark.parametrize("text", MAPS)
def test_the_maps_on_the_page_are_read_without_a_finding(text: str) -> None:
    loaded = read_text(text)
    assert [f"{f.location}: {f.message}" for f in loaded.findings] == []
    assert loaded.map.reliances
