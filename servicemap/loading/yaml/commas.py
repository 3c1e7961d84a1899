"""A comma inside { }, which ends the text before it: `{needs: a, b}`, `{Stores: Toys, games}`."""

from collections.abc import Sequence
from typing import NamedTuple

from servicemap.loading.yaml.nodes import Node, Scalar, is_nothing
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


def _follows_at_once(key: Scalar, value: Node) -> bool:
    """Whether not even a colon stands between a key and its value."""
    end, start = key.end_mark, value.start_mark
    return (end.line, end.column) == (start.line, start.column)
