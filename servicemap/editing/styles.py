"""How a file is written, as far as whatever is added to it shall be written alike."""

from collections.abc import Sequence

from servicemap.editing.pieces import SourceFile
from servicemap.editing.rendering import USUAL, Style


def style_of(source: SourceFile) -> Style:
    """How most of a file is written: as the first that shows it."""
    steps: list[int] = []
    dashes: list[int] = []
    after: list[int] = []
    for piece in source.pieces():
        if piece.flow or piece.key is None or not piece.values:
            continue
        column = source.column(piece.key.start)
        if piece.is_keys and piece.pairs and source.begins_line(piece.start):
            steps.append(source.column(piece.start) - column)
        elif piece.is_list:
            dash = source.dash(piece.items[0])
            if source.begins_line(dash):
                dashes.append(source.column(dash) - column)
                after.append(piece.items[0].start - dash)
    step = _usual(steps, USUAL.step)
    return Style(step, _usual(dashes, step), _usual(after, USUAL.after))


def _usual(found: Sequence[int], otherwise: int) -> int:
    return max(dict.fromkeys(found), key=found.count, default=otherwise)
