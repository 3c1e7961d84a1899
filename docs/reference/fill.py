"""The tables of keys in the pages of this folder, made from the declarations that the reader uses.

    python docs/reference/fill.py

fills each `<!-- keys of ... -->` block, and the table of settings, anew. A test says when one is
out of date.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from servicemap.config.table import SETTINGS
from servicemap.loading.format.declarations import ENTRIES, SECTIONS
from servicemap.loading.format.kinds import CHOICES, STEPS, DeclaredKey, step_about

PAGE = Path(__file__).with_name("map-format.md")

SETTINGS_PAGE = PAGE.with_name("settings.md")

_SETTINGS = re.compile(r"(<!-- settings -->\n).*?(<!-- end -->)", re.DOTALL)

BLOCK = re.compile(r"(<!-- keys of ([a-z_ ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """The page with every block as it should be. Raises KeyError for a block of nothing."""
    tables = {entry.name: _table(entry.keys) for entry in ENTRIES}
    tables["a map"] = _rows(
        ("section", "holds"), [(f"`{section.name}`", section.about) for section in SECTIONS]
    )
    tables |= {
        kind.value: _rows(
            ("step", "what it is for"), [(f"`{step}`", step_about(step)) for step in steps]
        )
        for kind, steps in STEPS.items()
    }
    return BLOCK.sub(lambda block: f"{block[1]}\n{tables[block[2]]}\n{block[3]}", page)


def with_settings(page: str) -> str:
    """The page of settings with its table as it should be."""
    rows = [
        (
            f"`{row.name}`",
            row.about,
            f"`{row.flag}{f' {row.takes}' if row.takes and row.name != 'map' else ''}`"
            if row.flag
            else "only in a file",
            f"`{row.example}`" if row.example else "not in a file",
        )
        for row in SETTINGS
    ]
    table = _rows(("setting", "what it says", "flag", "in a file"), rows)
    return _SETTINGS.sub(lambda block: f"{block[1]}\n{table}\n{block[2]}", page)


def _table(keys: tuple[DeclaredKey, ...]) -> str:
    return _rows(
        ("key", "what it says", "for example"),
        [(f"`{key.name}`", _about(key), f"`{key.example}`") for key in keys],
    )


def _about(key: DeclaredKey) -> str:
    about = key.about
    if key.kind in CHOICES:
        about += f" One of {', '.join(f'`{choice}`' for choice in CHOICES[key.kind])}."
    return about + (" **Required.**" if key.required else "")


def _rows(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    """Fill the pages beside this file."""
    for page, anew in ((PAGE, filled), (SETTINGS_PAGE, with_settings)):
        page.write_text(anew(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
