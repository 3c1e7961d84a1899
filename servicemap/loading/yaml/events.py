"""From libyaml's events to located nodes, without ever composing a document.

libyaml parses quickly; what is slow in PyYAML is everything above it. So the events are taken
straight from its parser and become nodes here, where the limits are: a composer that recurses into
100,000 brackets ends the process, and one that follows merge keys and aliases can be kept busy for
hours by a small file. The entries of the sections in `streamed` are handed out one by one, so that
a map of a hundred thousand teams is never in memory as nodes.

Whatever stops the reading of a file becomes one finding, and what stood before it is kept.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from servicemap.loading.yaml.keys import Keys
from servicemap.loading.yaml.lookalikes import (
    LEFT_BY_GIT,
    conflict,
    cut_off,
    is_comment_of_programs,
)
from servicemap.loading.yaml.nodes import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    is_nothing,
    point,
    text_at,
)
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.loading.yaml.texts import refuse_characters, without_refused
from servicemap.troubles import COMMENT

DEEPEST = 64
_TOO_DEEP = "exceeded maximum nesting depth"
"""How newer releases of libyaml refuse what they look ahead at, before we see its first bracket."""

MOST_ALIASED = 10_000
"""Nodes that the aliases of one file may stand for, all together."""

SMALLEST = "teams:\n  Purchasing:\n    serves: {Stores: Stock orders}"
"""What a file with nothing in it could hold."""

_SHOW_SMALLEST = f"a map can begin like this:\n{SMALLEST}"

_TAG_OF_YAML = "tag:yaml.org,2002:"
"""What libyaml makes of `!!`."""

_new = tuple.__new__


class TopEntry(NamedTuple):
    """An entry of a section; `key` is None where `value` is all that stands under the section."""

    section: Scalar
    key: Scalar | None
    value: Node


class _Anchored(NamedTuple):
    """What an anchor names, and how many nodes it is made of."""

    node: Node
    size: int


def _events_of(text: str) -> Callable[[], Any]:
    """A function that returns the next event, or None after the last. Raises YAMLError."""
    try:
        from yaml._yaml import CParser
    except ImportError:  # PyYAML without its C extension: slower, the same answers
        from yaml import SafeLoader

        python_parser = SafeLoader(text)
        return python_parser.get_event
    c_parser = CParser(text)
    return c_parser.get_event


def _no_event() -> None:
    """Nothing has been parsed yet."""


class _Stop(YAMLError):
    """Reading this file ends here; the finding has been reported."""


class NodeReader:
    """Reads one file's events into nodes.

    `careful` says that scalars may hold characters that a map may not, and each is looked at.
    """

    def __init__(self, text: str, problems: Problems, *, careful: bool = False) -> None:
        self._text = text
        self._problems = problems
        self._keys = Keys(text, problems)
        self._next: Callable[[], Any] = _no_event
        self._characters = careful
        # Scalars need a second look only where the text could hold what is looked for.
        self._cut_off = cut_off(text) if " #" in text else {}
        self._looks = careful or bool(self._cut_off) or "&" in text or "!" in text
        self._anchors: dict[str, _Anchored] = {}
        self._made = 0
        self._aliased = 0
        self._stopped = False

    def entries(self, streamed: Collection[str]) -> Iterator[TopEntry]:
        """What stands at the top level: each section with all that is under it.

        Where the section is in `streamed` and holds a mapping, each of its entries with its key
        instead. A section may come twice; that has been reported.
        """
        try:
            self._next = _events_of(self._text)
            if not self._opened():
                return
            sections: dict[str, Scalar] = {}
            while (section := self._key()) is not None:
                self._keys.note(section, sections)
                event = self._next()
                if type(event) is MappingStartEvent and section.value in streamed:
                    self._refuse_properties(event)
                    keys: dict[str, Scalar] = {}
                    while (key := self._key()) is not None:
                        value = self._value(key)
                        self._keys.note(key, keys)
                        yield _new(TopEntry, (section, key, value))
                        if self._stopped:
                            return
                else:
                    yield TopEntry(section, None, self._node(event, 2))
                    self._go_on()
            self._closed()
        except YAMLError as error:
            self._stop(error)

    def _opened(self) -> bool:
        """Read up to the root mapping; report a root that is none."""
        self._next()
        event = self._next()
        if type(event) is StreamEndEvent:
            self._problems.add("SM005", "nothing stands in this file", point(0, 0), _SHOW_SMALLEST)
            return False
        event = self._next()
        if type(event) is MappingStartEvent:
            self._refuse_properties(event)
            return True
        root = self._node(event, 1)
        if isinstance(root, Scalar) and is_comment_of_programs(root.value):
            self._problems.unread = True
            self._problems.add("SM001", COMMENT.message, root, COMMENT.hint)
            return False
        self._go_on()
        if is_nothing(root):
            self._problems.add("SM005", "nothing stands in this file", root, _SHOW_SMALLEST)
            return False
        what = "a list" if isinstance(root, SequenceNode) else "only text"
        self._problems.unread = True
        there = conflict(self._text)
        if there is not None:
            self._problems.add(
                "SM001", LEFT_BY_GIT.message, point(there.line, there.column), LEFT_BY_GIT.hint
            )
            return False
        self._problems.add(
            "SM002", f"this file holds {what}, where the keys of a map belong", root, _SHOW_SMALLEST
        )
        return False

    def _closed(self) -> None:
        """Read on to the end of the file; report a second document."""
        self._next()
        event = self._next()
        if type(event) is DocumentStartEvent:
            self._problems.add(
                "SM001",
                "a second document begins here, and a file holds one",
                _at(event),
                "remove the line '---', or move what follows into a file of its own",
            )
            raise _Stop

    def _go_on(self) -> None:
        if self._stopped:
            raise _Stop

    def _stop(self, error: YAMLError) -> None:
        """End the reading of this file, once, with a finding that says why."""
        if not self._stopped:
            self._stopped = True
            self._problems.unread = True
            if _TOO_DEEP in str(error):
                mark = getattr(error, "problem_mark", None)
                self._refuse_depth(point(mark.line, mark.column) if mark else point(0, 0))
            elif not isinstance(error, _Stop):
                from servicemap.loading.yaml.syntax import explain  # most files are YAML

                explain(error, self._text, self._problems)

    def _refuse_depth(self, at: Node) -> None:
        self._problems.add(
            "SM010",
            f"lists and mappings are nested more than {DEEPEST} levels deep here",
            at,
            f"the limit is {DEEPEST} levels; no map needs more than eight",
        )

    def _key(self) -> Scalar | None:
        """The next key of a mapping, None at its end. Keys that are no text are read over."""
        while True:
            event = self._next()
            if event is None or type(event) is MappingEndEvent:
                return None
            key = self._node(event, 3)
            self._go_on()
            if isinstance(key, Scalar):
                if key.value != "<<":
                    return key
                self._keys.refuse_merge(key)
            else:
                self._keys.refuse(key)
            self._node(self._next(), 3)
            self._go_on()

    def _value(self, key: Scalar) -> Node:
        """The value of an entry of a section; nothing where the file cannot be read on."""
        try:
            return self._node(self._next(), 3)
        except YAMLError as error:
            self._stop(error)
            return _nothing_after(key)

    def _node(self, event: Any, depth: int) -> Node:
        """The node that begins with `event`, `depth` levels down."""
        kind = type(event)
        if kind is Scalar:
            return self._look_at(event) if self._looks else event
        if kind is AliasEvent:
            return self._alias(event)
        if event is None:
            raise _Stop
        if depth > DEEPEST:
            self._refuse_depth(_at(event))
            self._stop(_Stop())
            raise _Stop
        before = self._made
        node = (
            self._mapping(event, depth) if kind is MappingStartEvent else self._list(event, depth)
        )
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = _Anchored(node, self._made - before + 1)
        return node

    def _mapping(self, opening: Any, depth: int) -> MappingNode:
        pairs: list[tuple[Any, Node]] = []
        next_event, looks, node = self._next, self._looks, self._node
        end = opening
        alone = None
        try:
            while True:
                key = next_event()
                if type(key) is not Scalar or looks:
                    if type(key) is MappingEndEvent or key is None:
                        end = key if opening.flow_style and key is not None else end
                        break
                    key = node(key, depth + 1)
                alone = key
                value = next_event()
                if type(value) is not Scalar or looks:
                    value = node(value, depth + 1)
                pairs.append((key, value))
                end = value
                alone = None
                if self._stopped:
                    break
        except YAMLError as error:
            self._stop(error)
            if alone is not None:
                pairs.append((alone, _nothing_after(alone)))
        self._made += 2 * len(pairs)
        names = {key.value for key, _ in pairs if type(key) is Scalar}
        if len(names) != len(pairs) or "<<" in names:
            pairs = self._keys.one_of_each(pairs)
        return _new(MappingNode, (pairs, opening.start_mark, end.end_mark))

    def _list(self, opening: Any, depth: int) -> SequenceNode:
        items: list[Node] = []
        next_event, node = self._next, self._node
        end = opening
        try:
            while not self._stopped:
                event = next_event()
                if type(event) is SequenceEndEvent or event is None:
                    end = event if opening.flow_style and event is not None else end
                    break
                end = node(event, depth + 1)
                items.append(end)
        except YAMLError as error:
            self._stop(error)
        self._made += len(items)
        return _new(SequenceNode, (items, opening.start_mark, end.end_mark))

    def _look_at(self, scalar: Scalar) -> Scalar:
        """A scalar that may have an anchor, a tag or hidden characters."""
        self._refuse_properties(scalar)
        if self._characters:
            if scalar.style == '"':
                refuse_characters(scalar.value, scalar, self._problems)
            scalar.value = without_refused(scalar.value)
        if scalar.anchor is not None:
            self._anchors[scalar.anchor] = _Anchored(scalar, 1)
            if is_nothing(scalar) and not self._behind(scalar):
                self._problems.add(
                    "SM001",
                    f"'&{scalar.anchor}' is a name for YAML, so nothing stands here",
                    scalar,
                    f"if it is text, write it in quotation marks: '&{scalar.anchor}'",
                )
        if self._cut_off and not scalar.style:
            self._refuse_cut_off(scalar)
        return scalar

    def _behind(self, scalar: Scalar) -> str:
        """What stands behind a text in its line."""
        start = getattr(scalar.end_mark, "index", 0)
        end = self._text.find("\n", start)
        return self._text[start : end if end >= 0 else None].strip()

    def _refuse_cut_off(self, scalar: Scalar) -> None:
        """Report a text that ends where a comment begins that nobody meant: `Hotel #1`."""
        cut = self._cut_off.get(scalar.end_mark.line)
        behind = self._behind(scalar) if cut else ""
        if cut is None or not re.match(r"#[^\s#!]" if not scalar.value else "#[0-9]", behind):
            return
        read = f"only {quoted(scalar.value)}" if scalar.value else "nothing"
        said = " ".join(filter(None, (scalar.value, behind)))
        self._problems.add(
            "SM001",
            f"# begins a comment, so {read} stands here",
            point(cut.line, cut.column),
            f"put the text in quotation marks: {quoted(said)}; a comment has a space after its #",
        )

    def _alias(self, event: Any) -> Node:
        """What an alias stands for, within the bound on all of them together."""
        known = self._anchors.get(event.anchor)
        if known is None:
            self._problems.add(
                "SM001",
                f"'*{event.anchor}' repeats something called '&{event.anchor}', which does not"
                " stand before it in this file",
                _at(event),
                f"if it is text, write it in quotation marks: '*{event.anchor}'",
            )
            return text_at(event.start_mark, event.end_mark, style=None)
        self._made += known.size
        self._aliased += known.size
        if self._aliased > MOST_ALIASED:
            self._problems.add(
                "SM010",
                f"the aliases of this file stand for more than {MOST_ALIASED:,} entries",
                _at(event),
                f"the limit is {MOST_ALIASED:,}; write out what is meant",
            )
            self._stop(_Stop())
            raise _Stop
        return known.node

    def _refuse_properties(self, event: Any) -> None:
        if event.tag is not None:
            tag = quoted(event.tag.replace(_TAG_OF_YAML, "!!"))
            self._problems.add(
                "SM010",
                f"{tag} is a YAML tag, and a map is plain text without tags",
                _at(event),
                "remove it; text that begins with '!' belongs in quotation marks",
            )


def _nothing_after(key: Node) -> Scalar:
    return text_at(key.end_mark, key.end_mark, style=None)


def _at(event: Any) -> Scalar:
    """An empty node where an event is."""
    return text_at(event.start_mark, event.end_mark)
