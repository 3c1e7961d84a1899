"""What a finding of reading is about, in the map's words: `teams > Stores > serves > Shoppers`.

It outlives moved lines, so that a baseline can know a finding again. Files without findings are not
looked at a second time.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from servicemap.findings import Finding
from servicemap.loading.format.declarations import SECTIONS
from servicemap.loading.yaml.events import NodeReader
from servicemap.loading.yaml.nodes import MappingNode, Mark, Node, OwnMark, Scalar, SequenceNode
from servicemap.loading.yaml.problems import Problems
from servicemap.locations import printable

JOINT = " > "
LONGEST_LABEL = 60
NAMING = ("customer", "provider", "service")
"""Keys by which an entry of a list is called, rather than by its place in it."""

_ENDLESS = OwnMark(2**31, 0)


class _Stretch(NamedTuple):
    """A stretch of a file with the path of keys that leads to it, inside of another stretch."""

    path: str
    end: OwnMark
    inside: int


class _Outline:
    """The stretches of one file, each after the one it is inside of."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts: list[OwnMark] = [OwnMark(0, 0)]
        self._stretches = [_Stretch("", _ENDLESS, 0)]
        sections: dict[str, int] = {}
        reader = NodeReader(text, Problems(""))
        for section, key, value in reader.entries([s.name for s in SECTIONS if s.name != "map"]):
            label = _label(section.value)
            inside = sections.get(label)
            if inside is None:
                inside = self._add(section.start_mark, _ENDLESS, label, 0)
                sections[label] = inside
            if key is not None:
                inside = self._add(key.start_mark, _point(value.end_mark), key.value, inside)
            self._walk(value, inside)

    def subject(self, place: OwnMark, end: OwnMark) -> str:
        """The path to what begins at a place; else to what it is inside of, and the text there."""
        found = bisect_right(self._starts, place) - 1
        if self._starts[found] == place and found:
            return self._stretches[found].path
        while self._stretches[found].end <= place:
            found = self._stretches[found].inside
        line = self._lines[place.line] if place.line < len(self._lines) else ""
        text = line[place.column : end.column if end.line == place.line else None]
        return JOINT.join(part for part in (self._stretches[found].path, _label(text)) if part)

    def _walk(self, node: Node, inside: int) -> None:
        inside = self._add(node.start_mark, _point(node.end_mark), "", inside)
        if isinstance(node, MappingNode):
            for key, value in node.pairs:
                self._walk(
                    value, self._add(key.start_mark, _point(value.end_mark), key.value, inside)
                )
        elif isinstance(node, SequenceNode):
            for number, item in enumerate(node.items, start=1):
                called = _called(item, number)
                place = self._add(item.start_mark, _point(item.end_mark), called, inside)
                self._walk(item, place)

    def _add(self, start: Mark, end: OwnMark, label: str, inside: int) -> int:
        """Note a stretch. What stands elsewhere, behind an alias, is known from there."""
        spot = _point(start)
        if spot < self._starts[-1]:
            return inside
        path = JOINT.join(part for part in (self._stretches[inside].path, _label(label)) if part)
        self._starts.append(spot)
        self._stretches.append(_Stretch(path, end, inside))
        return len(self._starts) - 1


def with_subjects(
    findings: Iterable[Finding], sources: Mapping[str, str], path: str
) -> tuple[Finding, ...]:
    """The findings with what each is about; two of one kind about the same are counted.

    `path` is the map's: a file that could not be read is called by its path from there.
    """
    outlines: dict[str, _Outline] = {}
    counted: dict[tuple[str, str], int] = {}
    named = []
    for finding in findings:
        here = finding.location
        file = here.path.removeprefix(path).lstrip("/") or here.path.rpartition("/")[2]
        subject = printable(file)
        if finding.code != "SM001" and here.path in sources:
            outline = outlines.get(here.path)
            if outline is None:
                outline = outlines[here.path] = _Outline(sources[here.path])
            place = OwnMark(here.line - 1, here.column - 1)
            end = OwnMark(here.end_line - 1, here.end_column - 1)
            subject = outline.subject(place, end) or subject
        number = counted[finding.code, subject] = counted.get((finding.code, subject), 0) + 1
        named.append(finding._replace(subject=subject if number == 1 else f"{subject} ({number})"))
    return tuple(named)


def _called(item: Node, number: int) -> str:
    """What an entry of a list is called: by whom and what it names, else by its place."""
    if isinstance(item, Scalar):
        return item.value
    if isinstance(item, MappingNode):
        said = {key.value: value for key, value in item.pairs}
        names = [value.value for key in NAMING if isinstance(value := said.get(key), Scalar)]
        if names:
            return ": ".join(names)
        if item.pairs:
            return item.first_key.value
    return str(number)


def _label(text: str) -> str:
    """A name on one line, of bounded length."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_LABEL else f"{flat[: LONGEST_LABEL - 1]}…"


def _point(mark: Mark) -> OwnMark:
    return OwnMark(mark.line, mark.column)
