"""What `promises` prints, cell by cell: a test of one column need not know the others."""

import re

from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.promises import as_text
from servicemap.timing.answers.promises import Promises


def cells_of(found: Promises) -> dict[str, dict[str, str]]:
    """`Bread for Guests` -> the head of each column -> the first line that stands under it."""
    heads, *lines = as_text(found, Ink(), width=200).split("\n\n")[1].splitlines()
    rows = [re.split(r" {2,}", line.strip()) for line in lines if re.match(r" {2}\S", line)]
    return {name: dict(zip(heads.split(), cells, strict=True)) for name, *cells in rows}
