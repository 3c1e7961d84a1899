"""Entries that stand in the cells of a table instead of in a file of YAML, and are read like those.

A cell takes the place of a line and a column, so that every finding knows the cell that it is
about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Union

from servicemap.loading.format.declarations import SECTIONS
from servicemap.loading.yaml.events import NodeReader, TopEntry
from servicemap.loading.yaml.nodes import MappingNode, Node, OwnMark, Scalar, SequenceNode, text_at
from servicemap.loading.yaml.problems import Problems
from servicemap.locations import Location


class CellPlace(NamedTuple):
    """A cell, counted from 0."""

    row: int
    column: int


class CellText(NamedTuple):
    """A text, as a map would write it, and the cell that says it."""

    text: str
    place: CellPlace


CellValue = Union[CellText, tuple["CellValue", ...], Mapping[str, "CellValue"]]  # noqa: UP007 - it holds itself
"""The value of a key: a text, a list, or keys with values of their own."""

YamlValue = str | Sequence["YamlValue"] | Mapping[str, "YamlValue"]
"""The same as it may be written, without where it stands."""


def said_in_cells(value: CellValue) -> YamlValue:
    """What cells say, without where they stand."""
    if isinstance(value, CellText):
        return value.text
    if isinstance(value, Mapping):
        return {key: said_in_cells(inner) for key, inner in value.items()}
    return [said_in_cells(inner) for inner in value]


def place_of(value: CellValue, otherwise: CellPlace) -> CellPlace:
    """The cell that a value begins in; for one in which nothing stands, that of its key."""
    if isinstance(value, CellText):
        return value.place
    inside = value.values() if isinstance(value, Mapping) else value
    return next((place_of(one, otherwise) for one in inside), otherwise)


def in_cell(text: str, place: CellPlace) -> Scalar:
    """A text as a node."""
    return text_at(OwnMark(*place), OwnMark(place.row, place.column + 1), text)


def node_in_cells(value: CellValue, place: CellPlace) -> Node:
    """A value as a node; `place` is that of its key."""
    if isinstance(value, CellText):
        return in_cell(value.text, value.place)
    start, end = OwnMark(*place), OwnMark(place.row, place.column + 1)
    if not isinstance(value, Mapping):
        return SequenceNode([_in_its_cell(one, place) for one in value], start, end)
    pairs = [
        (in_cell(key, place_of(inner, place)), _in_its_cell(inner, place))
        for key, inner in value.items()
    ]
    return MappingNode(pairs, start, end)


def _in_its_cell(value: CellValue, otherwise: CellPlace) -> Node:
    return node_in_cells(value, place_of(value, otherwise))


def flow_in(text: str) -> Node | None:
    """The list or the mapping that a text writes in brackets; None where it does not."""
    problems = Problems("cell")
    entries = list(NodeReader(f"cell: {text}", problems).entries(()))
    if problems.findings or len(entries) != 1 or isinstance(entries[0].value, Scalar):
        return None
    return entries[0].value


_SECTIONS = frozenset(section.name for section in SECTIONS)


def written_entries(text: str, path: str) -> "Iterator[WrittenNodes]":
    """The nodes of one file, for what goes out as it was written: of one entry after the other.

    All of them at once take four times as much memory as the map. They come so where the text may
    have names for nodes, by which an entry has nodes of another.
    """
    entries = NodeReader(text, Problems(path)).entries(() if "&" in text else _SECTIONS)
    if "&" in text:
        yield WrittenNodes(entries)
        return
    for entry in entries:
        yield WrittenNodes([entry])


class WrittenNodes:
    """The nodes of some entries by where they begin."""

    def __init__(self, entries: Iterable[TopEntry]) -> None:
        self._keys: dict[tuple[int, int], Scalar] = {}
        self._values: dict[tuple[int, int], Node] = {}
        for entry in entries:
            if entry.key is not None:
                mark = entry.key.start_mark
                self._keys[mark.line, mark.column] = entry.key
            self._note(entry.value)

    def spots(self) -> AbstractSet[tuple[int, int]]:
        """Where anything begins: the numbers of its line and column, from 0."""
        return self._keys.keys() | self._values.keys()

    def key(self, place: Location) -> Scalar | None:
        """The key that stands at a place."""
        return self._keys.get((place.line - 1, place.column - 1))

    def value(self, place: Location) -> Node | None:
        """The value, of a key or in a list, that stands at a place."""
        return self._values.get((place.line - 1, place.column - 1))

    def _note(self, node: Node) -> None:
        start = node.start_mark
        self._values.setdefault((start.line, start.column), node)
        if isinstance(node, MappingNode):
            for key, value in node.pairs:
                mark = key.start_mark
                self._keys.setdefault((mark.line, mark.column), key)
                self._note(value)
        elif isinstance(node, SequenceNode):
            for item in node.items:
                if isinstance(item, Scalar):  # in a list of names each is a key as well
                    mark = item.start_mark
                    self._keys.setdefault((mark.line, mark.column), item)
                self._note(item)
