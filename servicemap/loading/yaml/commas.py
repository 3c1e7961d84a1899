"""A comma inside { }, which ends the text before it: `{needs: a, b}`, `{Stores: Toys, games}`."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from servicemap.loading.yaml.nodes import Node, Scalar, is_nothing, text_at
from servicemap.locations import Location

WHY = "a comma inside { } ends what stands before it"


class Cut(NamedTuple):
    """What commas cut into several: the key, the parts, and the first that became a key itself."""

    key: Scalar
    parts: tuple[str, ...]
    first: Scalar

    @property
    def in_brackets(self) -> str:
        """As a list: `needs: [a, b]`."""
        return f"{WHY}: write {self.key.value}: [{', '.join(self.parts)}]"

    @property
    def in_quotes(self) -> str:
        """As one text: `Stores: 'Toys, games'`."""
        text = ", ".join(self.parts)
        mark = '"' if "'" in text else "'"
        return f"{WHY}: write {self.key.value}: {mark}{text}{mark}"


class CutOff(NamedTuple):
    """A name that a comma cut off from the text before it: the cure, and the first of them."""

    cure: str
    first: Location


def cut_before(pairs: Sequence[tuple[Scalar, Node]], key: Scalar) -> Cut | None:
    """What a key is a part of that stands without a colon behind a text; None where it does not."""
    owner: tuple[Scalar, Scalar] | None = None
    behind: list[Scalar] = []
    for other, value in pairs:
        if is_nothing(value) and _follows_at_once(other, value):
            behind.append(other)
        elif key in behind:
            break
        else:
            behind = []
            owner = (other, value) if isinstance(value, Scalar) else None
    if owner is None or is_nothing(owner[1]) or key not in behind:
        return None
    return Cut(owner[0], (owner[1].value, *(one.value for one in behind)), behind[0])


_REST = re.compile(r"[0-9]+ ?[a-zA-Z]+")


def with_decimals(
    pairs: Sequence[tuple[Scalar, Node]], known: Container[str]
) -> Sequence[tuple[Scalar, Node]]:
    """The pairs, with `takes: 1,5d`, which a comma cut in two, in one piece again.

    None of the keys that are `known` begins with a digit.
    """
    for key, _ in pairs:  # of every entry of a map: any() takes longer
        if key.value not in known:
            break
    else:
        return pairs
    found: list[tuple[Scalar, Node]] = []
    for key, value in pairs:
        whole = _joined(found[-1][1], key, value) if found else None
        if whole is None:
            found.append((key, value))
        else:
            found[-1] = found[-1][0], whole
    return found


def _joined(before: Node, rest: Scalar, value: Node) -> Scalar | None:
    """A length of time of which the part behind the comma became a key; None where it is none."""
    if type(before) is not Scalar or not before.value.isdecimal():
        return None
    end, start = before.end_mark, rest.start_mark
    at_once = (end.line, end.column + 1) == (start.line, start.column)
    if not at_once or not _REST.fullmatch(rest.value) or not _follows_at_once(rest, value):
        return None
    return text_at(before.start_mark, rest.end_mark, f"{before.value},{rest.value}")


def _follows_at_once(key: Scalar, value: Node) -> bool:
    """Whether not even a colon stands between a key and its value."""
    end, start = key.end_mark, value.start_mark
    return (end.line, end.column) == (start.line, start.column)
