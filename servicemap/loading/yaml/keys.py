"""What may be a key: text, once in its mapping."""

from typing import Any

from servicemap.loading.yaml.lookalikes import placeholder
from servicemap.loading.yaml.nodes import Node, Scalar, point
from servicemap.loading.yaml.problems import Problems, quoted

MOST_MERGES_SHOWN = 20
"""Merge keys reported for one file: who has more of them has one habit to change."""


class Keys:
    """Looks at the keys of one file, and reports those that are none."""

    def __init__(self, text: str, problems: Problems) -> None:
        self._text = text
        self._problems = problems
        self._merges = 0
        self._placeholders: set[int] = set()

    def one_of_each(self, pairs: list[tuple[Any, Node]]) -> list[tuple[Any, Node]]:
        """The pairs without odd keys, merge keys and second uses of a key; each is reported."""
        seen: dict[str, Scalar] = {}
        kept = []
        for key, value in pairs:
            if type(key) is not Scalar:
                self.refuse(key)
            elif key.value == "<<":
                self.refuse_merge(key)
            elif self.note(key, seen):
                kept.append((key, value))
        return kept

    def note(self, key: Scalar, seen: dict[str, Scalar]) -> bool:
        """Remember a key; report it and answer False where it was seen before."""
        name = key.value
        if not name.isprintable() or "  " in name:
            name = " ".join(name.split())  # what a reader takes for the same name is the same
        first = seen.setdefault(name, key)
        if first is key:
            return True
        self._problems.add(
            "SM004",
            f"{quoted(key.value)} stands here a second time; the first is in line"
            f" {first.start_mark.line + 1}",
            key,
            "keep one of the two, or put what both say under one",
            [(first, "the first")],
        )
        return False

    def refuse(self, key: Node) -> None:
        """Report a key that is a list or a mapping."""
        if self._is_placeholder(key):
            return
        self._problems.add(
            "SM002",
            "a key is text, and this is a list or a mapping",
            key,
            "write a name before ':'",
        )

    def _is_placeholder(self, key: Node) -> bool:
        """Report `{{ team }}`, which is a key that is a mapping to YAML, once for both braces."""
        start = getattr(key.start_mark, "index", 0)
        outer = start if self._text.startswith("{{", start) else start - 1
        said = placeholder(self._text, max(0, outer))
        if not said:
            return False
        if outer not in self._placeholders:
            from servicemap.loading.yaml.syntax import unfilled

            self._placeholders.add(outer)
            line, column = key.start_mark.line, key.start_mark.column - (start - outer)
            wrong = unfilled(said)
            self._problems.add("SM001", wrong.message, point(line, column), wrong.hint)
        return True

    def refuse_merge(self, key: Scalar) -> None:
        """Report a merge key."""
        self._merges += 1
        if self._merges > MOST_MERGES_SHOWN:
            return
        self._problems.add(
            "SM010",
            "merge keys ('<<') are not read, so that every entry says what it means",
            key,
            "write the keys out where they belong",
        )
