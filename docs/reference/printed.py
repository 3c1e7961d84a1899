"""What the tutorial and the how-to pages show of what commands print, made by running them.

    python docs/reference/printed.py

writes every block of `console` anew. Each runs where the map that the page shows last before it is
`toys.yaml`, and `after.yaml` too; the map before that is `before.yaml`, and the table that it shows
last `deliveries.csv`. A block that ends in `...` keeps as many lines as it has, and one that
begins so, the line that it goes on with.
"""

import os
import re
import shlex
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from servicemap.cli.program import run

DOCS = Path(__file__).resolve().parents[1]

PAGES = (DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md")))

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

PROMPT = "$ servicemap "

LEFT_OUT = "...\n"


def refreshed(page: str) -> str:
    """The page with every block of `console` as it should be."""
    shown: list[str] = []
    tables: list[str] = []

    def block(found: re.Match[str]) -> str:
        language, text = found.groups()
        if language == "yaml":
            shown.append(text)
        if language == "csv":
            tables.append(text)
        if language != "console":
            return found[0]
        return f"```console\n{_ran(text, shown, tables)}```"

    return FENCED.sub(block, page)


def _ran(text: str, maps: list[str], tables: list[str]) -> str:
    command = text.splitlines()[0].removeprefix(PROMPT)
    return shown(text, _printed(command, maps, tables))


def shown(text: str, printed: str) -> str:
    """A block of `console` with what its command printed, left out where the block leaves out.

    Raises ValueError where it begins with a line that is no longer printed.
    """
    prompt, *lines = text.splitlines(keepends=True)
    left = printed.splitlines(keepends=True)
    before: list[str] = []
    if lines and lines[0] == LEFT_OUT and len(lines) > 1:
        before, lines = [LEFT_OUT], lines[1:]
        left = left[left.index(lines[0]) :]
    if lines and lines[-1] == LEFT_OUT:
        left = [*left[: len(lines) - 1], LEFT_OUT]
    return "".join([prompt, *before, *left])


def _printed(command: str, maps: list[str], tables: list[str]) -> str:
    """What a command prints on a page of 90 columns. Raises ValueError if it fails."""
    out = StringIO()
    with TemporaryDirectory() as folder, chdir(folder), redirect_stdout(out):
        for text in maps[-2:-1]:
            Path("before.yaml").write_text(text, encoding="utf-8")
        for text in maps[-1:]:
            Path("after.yaml").write_text(text, encoding="utf-8")
            Path("toys.yaml").write_text(text, encoding="utf-8")
        for text in tables[-1:]:
            Path("deliveries.csv").write_text(text, encoding="utf-8")
        with patch.dict(os.environ, {"COLUMNS": "90", "NO_COLOR": "1"}):
            code = run(shlex.split(command))
    if code:
        raise ValueError(f"{command.strip()} ends with {code}")
    return out.getvalue()


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(refreshed(path.read_text(encoding="utf-8")), "utf-8", newline="\n")
