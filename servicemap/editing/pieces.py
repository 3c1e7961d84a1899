"""The text of one file and where each part of it stands, to the character.

Nodes say what was written; a piece says from where to where, without what follows it, so that its
text can be replaced and all around it stays.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from servicemap.loading.cells import YamlValue
from servicemap.loading.yaml.events import NodeReader
from servicemap.loading.yaml.nodes import MappingNode, Mark, Node, Scalar, SequenceNode, is_nothing
from servicemap.loading.yaml.problems import Problems
from servicemap.loading.yaml.texts import text_of
from servicemap.locations import Location

BOM = "\ufeff"

_BREAK = re.compile(r"\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_COLON = re.compile(r"[ \t]*:")


class TextPiece:
    """One node of a file. `start` and `end` are offsets into its text.

    `parent` is the piece that it stands in, `place` which of the values there it is; `key` is its
    key there, where that has keys, and of a key `value` what stands under it. A piece that is
    `elsewhere` is repeated here by an alias, and stands where that points.
    """

    __slots__ = (
        *("_by_key", "elsewhere", "end", "flow", "items", "key", "node", "pairs", "parent"),
        *("place", "start", "value"),
    )

    def __init__(self, node: Node, parent: "TextPiece | None", key: "TextPiece | None") -> None:
        self.node, self.parent, self.key = node, parent, key
        self.place = 0
        self.value: TextPiece | None = None
        self._by_key: dict[str, TextPiece] | None = None
        self.start = self.end = 0
        self.flow = self.elsewhere = False
        self.pairs: list[tuple[TextPiece, TextPiece]] = []
        self.items: list[TextPiece] = []

    @property
    def is_text(self) -> bool:
        """Whether it is a text, or nothing."""
        return isinstance(self.node, Scalar)

    @property
    def is_keys(self) -> bool:
        """Whether it is a mapping."""
        return isinstance(self.node, MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, SequenceNode)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is said here."""
        return is_nothing(self.node)

    @property
    def words(self) -> str:
        """The text that it says; empty for anything else."""
        return self.node.value if isinstance(self.node, Scalar) else ""

    @property
    def values(self) -> "list[TextPiece]":
        """What stands in it: the values of its keys, or its items."""
        return self.items if self.is_list else [value for _, value in self.pairs]

    def head(self, place: int) -> "TextPiece":
        """What one of its values begins with: its key, or an item itself."""
        return self.pairs[place][0] if self.is_keys else self.items[place]

    @property
    def said(self) -> YamlValue:
        """What it says."""
        if self.is_text:
            return self.words
        if self.is_list:
            return [one.said for one in self.items]
        return {key.words: value.said for key, value in self.pairs}

    def under(self, key: str) -> "TextPiece | None":
        """What stands under a key of it."""
        if self._by_key is None:
            self._by_key = {own.words: value for own, value in reversed(self.pairs)}
        return self._by_key.get(key)

    def above(self) -> "Iterator[TextPiece]":
        """It, what it stands in, and so on up to the whole file."""
        piece: TextPiece | None = self
        while piece is not None:
            yield piece
            piece = piece.parent


class SectionPiece(NamedTuple):
    """A section of the file: its name and what stands under it."""

    name: TextPiece
    value: TextPiece


class SourceFile:
    """One file: its bytes, its text without a byte-order mark, and its pieces."""

    def __init__(self, path: str, content: bytes) -> None:
        decoded = content.decode("utf-8")
        self.path = path
        self.content = content
        self.mark = BOM if decoded.startswith(BOM) else ""
        self.text = decoded.removeprefix(BOM)
        breaks = [found.end() for found in _BREAK.finditer(self.text)]
        self._lines = [0, *breaks]
        found = _BREAK.search(self.text)
        self.newline = found[0] if found else "\n"
        self.sections = list(self._sections())

    def with_text(self, text: str) -> "SourceFile":
        """The same file with another text."""
        return SourceFile(self.path, (self.mark + text).encode())

    def _sections(self) -> Iterator[SectionPiece]:
        problems = Problems(self.path)
        read = text_of(self.content, problems)
        assert read is not None, "a file that was read before"
        for entry in NodeReader(read.text, problems, careful=read.careful).entries(()):
            name = self._piece(entry.section, None, None)
            yield SectionPiece(name, self._piece(entry.value, None, name))

    def _piece(self, node: Node, parent: TextPiece | None, key: TextPiece | None) -> TextPiece:
        piece = TextPiece(node, parent, key)
        piece.start = self.offset(node.start_mark)
        before = key.end if key else parent.start if parent else 0
        piece.elsewhere = piece.start < before or bool(parent and parent.elsewhere)
        if isinstance(node, Scalar):
            self._place_text(piece, node)
        else:
            self._place_all(piece, node)
        return piece

    def _place_text(self, piece: TextPiece, node: Scalar) -> None:
        piece.end = self.offset(node.end_mark)
        if piece.is_nothing and not node.value:
            after = self.colon(piece.key) if piece.key else None
            piece.start = piece.end = piece.start if after is None else after
        elif node.style in ("|", ">") and "+" not in self.text[piece.start : piece.start + 3]:
            kept = self.text[piece.start : piece.end].rstrip(" \t\r\n")
            piece.end = piece.start + len(kept)

    def _place_all(self, piece: TextPiece, node: SequenceNode | MappingNode) -> None:
        begin = piece.start
        if properties := _PROPERTIES.match(self.text, begin):
            begin = properties.end()
        piece.flow = self.text[begin : begin + 1] in ("{", "[")
        if isinstance(node, MappingNode):
            for key, value in node.pairs:
                own = self._piece(key, piece, None)
                own.value = self._piece(value, piece, own)
                piece.pairs.append((own, own.value))
        else:
            piece.items = [self._piece(item, piece, None) for item in node.items]
        for place, one in enumerate(piece.values):
            one.place = place
        last = [*(own for own, _ in piece.pairs[-1:]), *piece.values[-1:]]
        inside = [one.end for one in last if not one.elsewhere]
        piece.end = self.offset(node.end_mark) if piece.flow else max(inside, default=piece.start)
        if not piece.flow and last and last[-1].elsewhere:
            piece.end = self.line_end(piece.end)  # past the alias, which has no place of its own

    def offset(self, mark: Mark) -> int:
        """Where a mark is in the text."""
        return self._lines[mark.line] + mark.column

    def at(self, line: int, column: int) -> int:
        """Where a line and a column are in the text, both counted from 1."""
        return self._lines[line - 1] + column - 1

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self._lines[bisect_right(self._lines, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line break."""
        found = _BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def column(self, offset: int) -> int:
        """Characters of its line before an offset."""
        return offset - self.line_start(offset)

    def begins_line(self, offset: int) -> bool:
        """Whether only blanks stand before it in its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def colon(self, key: TextPiece) -> int | None:
        """Where the colon of a key ends; None for a key without one."""
        found = _COLON.match(self.text, key.end)
        return found.end() if found else None

    def dash(self, item: TextPiece) -> int:
        """Where the dash of an item of a block list is."""
        return self.text.rindex("-", 0, item.start)

    def pieces(self) -> Iterator[TextPiece]:
        """Every piece that stands in the file itself, keys included."""
        for name, value in self.sections:
            yield name
            yield from _all(value)

    @cached_property
    def _texts(self) -> dict[int, TextPiece]:
        return {one.start: one for one in self.pieces() if one.is_text and one.start < one.end}

    def at_location(self, location: Location) -> TextPiece:
        """The text that stands at a place. KeyError where none does."""
        return self._texts[self.at(location.line, location.column)]


def _all(piece: TextPiece) -> Iterator[TextPiece]:
    # Never deeper than a map may be nested.
    if piece.elsewhere:
        return
    yield piece
    for key, value in piece.pairs:
        yield key
        yield from _all(value)
    for item in piece.items:
        yield from _all(item)
