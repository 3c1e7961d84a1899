"""What every answer is: it iterates over what it holds, is counted, printed, and read by programs.

How an answer is printed is known far above those who find it. The package hands that in when it is
imported, which is before any part of it is: `Result.told_by`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

Item_co = TypeVar("Item_co", covariant=True)


class HowTold(NamedTuple):
    """How one kind of answer is told: as the text, and as the JSON, that its command prints."""

    text: Callable[[Any], str]
    data: Callable[[Any], dict[str, Any]]


class Result(Generic[Item_co]):
    """An answer. `list(answer)` are its items, each a named tuple: `pandas.DataFrame(answer)`."""

    __slots__ = ()

    told_by: ClassVar[Callable[[], Mapping[type, HowTold]]]
    """What tells each kind of answer; it is asked for when somebody prints one."""

    def __iter__(self) -> Iterator[Item_co]:
        raise NotImplementedError

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __str__(self) -> str:
        """What the command prints on a page of 100 columns, without colour."""
        return Result.told_by()[type(self)].text(self)

    def to_dict(self) -> dict[str, Any]:
        """The JSON that the command prints, as plain dicts and lists: docs/reference/json.md."""
        return Result.told_by()[type(self)].data(self)
