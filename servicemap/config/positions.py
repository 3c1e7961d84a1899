"""Where each key and each value stands in a TOML text: tomllib says what it holds, not where."""

import re
import tomllib
from collections.abc import Callable
from typing import NamedTuple

from servicemap.locations import Location

TablePath = tuple[str | int, ...]
"""The way to a value from the top: keys of tables, and places in lists."""

_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]*")
_LITERAL = re.compile(r"'''(?:.|\n)*?'''(?!')|'[^'\n]*'")
_BASIC = re.compile(r'"""(?:\\(?:.|\n)|[^\\])*?"""(?!")|"(?:\\.|[^"\\\n])*"')


class TextSpan(NamedTuple):
    """A stretch of the text, from the first character to beyond the last."""

    start: int
    end: int


class Positions:
    """The places of a TOML text that can be read: `keys` and `values`, each by the way to it.

    A carriage return at the end of a line is left out, as tomllib does.
    """

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.keys: dict[TablePath, TextSpan] = {}
        self.values: dict[TablePath, TextSpan] = {}
        self._at = 0
        self._lists: dict[TablePath, int] = {}
        self._read()

    def location(self, span: TextSpan | None, path: str) -> Location:
        """A stretch as people count it; the beginning of the file where nobody knows."""
        if span is None:
            return Location(path, 1, 1, 1, 1)
        return Location(path, *self._counted(span.start), *self._counted(span.end))

    def _counted(self, at: int) -> tuple[int, int]:
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)

    def _read(self) -> None:
        table: TablePath = ()
        self._skip(_SPACE)
        while self._at < len(self.text):
            if self.text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_SPACE)

    def _header(self) -> TablePath:
        """`[a.b]`, or `[[a.b]]`, which begins another table of a list."""
        brackets = 2 if self.text.startswith("[[", self._at) else 1
        self._at += brackets
        names = self._dotted()
        self._at += brackets
        path: TablePath = ()
        for place, (name, span) in enumerate(names, 1):
            path += (name,)
            self.keys.setdefault(path, span)
            if brackets == 2 and place == len(names):
                self._lists[path] = self._lists.get(path, -1) + 1
            if path in self._lists:
                path += (self._lists[path],)
                self.keys.setdefault(path, span)
        return path

    def _pair(self, table: TablePath) -> None:
        """`a.b = value`."""
        path = table
        for name, span in self._dotted():
            path += (name,)
            self.keys.setdefault(path, span)
        self._at += 1  # the =
        self._skip(_BLANK)
        self._value(path)

    def _dotted(self) -> list[tuple[str, TextSpan]]:
        """The parts of a key, and what stands blank about them."""
        names = []
        while True:
            self._skip(_BLANK)
            start = self._at
            quoted = {"'": _LITERAL, '"': _BASIC}.get(self.text[start])
            self._skip(quoted or _BARE_KEY)
            written = self.text[start : self._at]
            # Only TOML itself knows what its escapes mean.
            name = next(iter(tomllib.loads(f"{written} = 0"))) if quoted else written
            names.append((name, TextSpan(start, self._at)))
            self._skip(_BLANK)
            if self.text[self._at] != ".":
                return names
            self._at += 1

    def _value(self, path: TablePath) -> None:
        start = self._at
        match self.text[start]:
            case "[":
                self._several("]", lambda number: self._value((*path, number)))
            case "{":
                self._several("}", lambda _: self._pair(path))
            case '"':
                self._skip(_BASIC)
            case "'":
                self._skip(_LITERAL)
            case _:
                self._skip(_BARE_VALUE)
        written = self.text[start : self._at].rstrip()
        self.values[path] = TextSpan(start, start + len(written))

    def _several(self, closing: str, one: Callable[[int], None]) -> None:
        """What stands between brackets, with commas between."""
        self._at += 1
        number = 0
        self._skip(_SPACE)
        while self.text[self._at] != closing:
            one(number)
            number += 1
            self._skip(_SPACE)
            if self.text[self._at] == ",":
                self._at += 1
                self._skip(_SPACE)
        self._at += 1

    def _skip(self, what: re.Pattern[str]) -> None:
        found = what.match(self.text, self._at)
        assert found is not None, "tomllib has read it before"
        self._at = found.end()
