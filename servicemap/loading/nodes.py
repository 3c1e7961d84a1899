"""Located nodes: what a YAML file says, and where.

Scalars are text and nothing else until a reader of values interprets them: a team named `no` keeps
its name. A node keeps libyaml's own marks instead of a Location, because most nodes are never asked
where they are; `Spots` packs the places of an entry's values into a few bytes for the same reason.
"""

from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from struct import Struct
from typing import NamedTuple, Protocol

from servicemap.locations import Location

NOTHING = frozenset({"", "~", "null"})
"""Unquoted text that means: nothing was said here."""


class Mark(Protocol):
    """A place between two characters; lines and columns count from 0, in characters."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Point(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


class Scalar(NamedTuple):
    """Text. `style` is the quotation mark or `|` and `>` it was written with; falsy for none."""

    value: str
    start: Mark
    end: Mark
    style: str | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing stands there: empty, `~` or `null` without quotation marks."""
        return not self.style and self.value in NOTHING


class Sequence(NamedTuple):
    """A list of nodes."""

    items: "list[Node]"
    start: Mark
    end: Mark


class Mapping(NamedTuple):
    """Keys with their nodes, in the order in which they were written; each key once."""

    pairs: "list[tuple[Scalar, Node]]"
    start: Mark
    end: Mark


Node = Scalar | Sequence | Mapping

Span = Scalar | Sequence | Mapping
"""Anything with a start and an end."""


def point(line: int, column: int) -> Scalar:
    """A place one character wide, where nothing stands that could be a node."""
    return Scalar("", Point(line, column), Point(line, column + 1), "'")


def where(path: str, node: Span) -> Location:
    """The place of a node in its file, counted from 1 as people do."""
    _, start, end, *_ = node
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_SPOT = Struct("<4I")
_PACKERS = tuple(Struct(f"<{4 * count}I").pack for count in range(24))


class Spots(MappingOf[str, Location]):
    """Where each key of one entry was given: key -> the place of its value.

    A Mapping that makes its Locations when it is asked for them: there are several for every line
    of a map, and most are never needed.
    """

    __slots__ = ("_keys", "_packed", "_path")

    def __init__(self, path: str, keys: tuple[str, ...], packed: bytes) -> None:
        self._path = path
        self._keys = keys
        self._packed = packed

    def __getitem__(self, key: str) -> Location:
        if key not in self._keys:
            raise KeyError(key)
        spot = _SPOT.unpack_from(self._packed, _SPOT.size * self._keys.index(key))
        return Location(self._path, *spot)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[type, tuple[str, tuple[str, ...], bytes]]:
        return Spots, (self._path, self._keys, self._packed)

    def __repr__(self) -> str:
        return f"Spots({', '.join(f'{key}: {self[key]}' for key in self)})"


def spots(path: str, keys: tuple[str, ...], nodes: list[Span]) -> Spots:
    """The places of the values `nodes` of the keys `keys`."""
    numbers: list[int] = []
    for node in nodes:
        start, end = node[1], node[2]
        numbers += (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    if len(nodes) < len(_PACKERS):
        return Spots(path, keys, _PACKERS[len(nodes)](*numbers))
    return Spots(path, keys, Struct(f"<{len(numbers)}I").pack(*numbers))
