"""What every answer is: it iterates over what it holds, is counted, printed, and read by programs.

How an answer is printed is known far above those who find it. The package hands that in when it is
imported, which is before any part of it is: `Result._told_by`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, get_args

Item_co = TypeVar("Item_co", covariant=True)


class HowTold(NamedTuple):
    """How one kind of answer is told: as the text, and as the JSON, that its command prints.

    `notebook` is the HTML of it.
    """

    text: Callable[[Any], str]
    data: Callable[[Any], dict[str, Any]]
    notebook: Callable[[Any], str]


class Result(Generic[Item_co]):
    """An answer. Its items are named tuples, each a row of `pandas.DataFrame(answer)`.

    `columns` are their fields, known also where there are no items.
    """

    __slots__ = ()

    columns: ClassVar[tuple[str, ...]]

    _told_by: ClassVar[Callable[[], Mapping[type, HowTold]]]
    """What tells each kind of answer; it is asked for when somebody prints one."""

    def __init_subclass__(cls) -> None:
        (of,) = get_args(cls.__orig_bases__[0])  # type: ignore[attr-defined] # as Generic has it
        cls.columns = of._fields

    def __iter__(self) -> Iterator[Item_co]:
        raise NotImplementedError

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same of the same, though it was asked for another time."""
        if type(self) is not type(other):
            return NotImplemented
        return list(self) == list(other) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((type(self), repr(self)))

    def __str__(self) -> str:
        """What the command prints on a page of 100 columns, without colour."""
        return Result._told_by()[type(self)].text(self)

    def _repr_html_(self) -> str:
        return Result._told_by()[type(self)].notebook(self)

    def to_dict(self) -> dict[str, Any]:
        """The JSON that the command prints, as plain dicts and lists: docs/reference/json.md."""
        return Result._told_by()[type(self)].data(self)
