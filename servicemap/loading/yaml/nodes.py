"""Located nodes: what a YAML file says, and where.

Scalars are text and nothing else until a reader of values interprets them: a team named `no` keeps
its name. A node keeps libyaml's own marks instead of a Location, because most nodes are never asked
where they are; `Spots` packs the places of an entry's values into a few bytes for the same reason.
"""

from collections.abc import ItemsView, Iterator, Mapping
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple, Protocol

from servicemap.locations import Location

NOTHING = frozenset({"", "~", "null"})
"""Unquoted text that means: nothing was said here."""


class Mark(Protocol):
    """A place between two characters; lines and columns count from 0, in characters."""

    @property
    def line(self) -> int:
        """Lines before this one."""

    @property
    def column(self) -> int:
        """Characters of the line before this one."""


class OwnMark(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


if TYPE_CHECKING:

    class Scalar:
        """Text. `style` is the quotation mark or `|` and `>` it was written with; falsy for none.

        This is libyaml's own event: making another object of each costs as much as parsing it.
        """

        value: str
        start_mark: Mark
        end_mark: Mark
        style: str | None
        anchor: str | None
        tag: str | None

        def __init__(
            self,
            anchor: str | None,
            tag: str | None,
            implicit: tuple[bool, bool],
            value: str,
            start_mark: Mark,
            end_mark: Mark,
            style: str | None = None,
        ) -> None: ...

else:
    from yaml.events import ScalarEvent as Scalar


class SequenceNode(NamedTuple):
    """A list of nodes."""

    items: "list[Node]"
    start_mark: Mark
    end_mark: Mark


class MappingNode(NamedTuple):
    """Keys with their nodes, in the order in which they were written; each key once."""

    pairs: "list[tuple[Scalar, Node]]"
    start_mark: Mark
    end_mark: Mark

    @property
    def first_key(self) -> Scalar:
        """The key that stands first, where there is one."""
        key, _ = self.pairs[0]
        return key


Node = Scalar | SequenceNode | MappingNode


def text_at(start: Mark, end: Mark, value: str = "", style: str | None = "'") -> Scalar:
    """A scalar of our own making."""
    return Scalar(None, None, (False, True), value, start, end, style)


def point(line: int, column: int) -> Scalar:
    """A place one character wide, where nothing stands that could be a node."""
    return text_at(OwnMark(line, column), OwnMark(line, column + 1))


def is_nothing(node: Node) -> bool:
    """Whether nothing stands there: empty, `~` or `null` without quotation marks."""
    return isinstance(node, Scalar) and not node.style and node.value in NOTHING


_new = tuple.__new__


def where(path: str, node: Node) -> Location:
    """The place of a node in its file, counted from 1 as people do."""
    start, end = node.start_mark, node.end_mark
    line, end_line = start.line + 1, end.line + 1
    if end_line == line:
        end_line = line  # one number in memory: a map has a place for every name
    return _new(Location, (path, line, start.column + 1, end_line, end.column + 1))


_SPOT = Struct("<4I")
_PACKERS = tuple(Struct(f"<{4 * count}I").pack for count in range(24))


class Spots(Mapping[str, Location]):
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
        line, column, end_line, end_column = spot
        return Location(self._path, line + 1, column + 1, end_line + 1, end_column + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def items(self) -> ItemsView[str, Location]:
        """All of them at once."""
        places = [
            _new(Location, (self._path, line + 1, column + 1, end_line + 1, end_column + 1))
            for line, column, end_line, end_column in _SPOT.iter_unpack(self._packed)
        ]
        return dict(zip(self._keys, places, strict=True)).items()

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))  # as every mapping that is equal

    def __reduce__(self) -> tuple[type, tuple[str, tuple[str, ...], bytes]]:
        return Spots, (self._path, self._keys, self._packed)

    def __repr__(self) -> str:
        return f"Spots({', '.join(f'{key}: {self[key]}' for key in self)})"


_shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
"""The sets of keys that entries have: few, so that thousands of entries share them."""


def spots(path: str, nodes: Mapping[str, Node]) -> Spots:
    """The places of the values of some keys."""
    numbers: list[int] = []
    for node in nodes.values():
        start, end = node.start_mark, node.end_mark
        numbers += (start.line, start.column, end.line, end.column)
    keys = tuple(nodes)
    pack = _PACKERS[len(keys)] if len(keys) < len(_PACKERS) else Struct(f"<{len(numbers)}I").pack
    return Spots(path, _shapes.setdefault(keys, keys), pack(*numbers))
