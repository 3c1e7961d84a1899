"""What every answer is: it iterates over what it holds, is counted, printed, and read by programs.

How an answer is printed is known far above those who find it. The package hands that in when it is
imported, which is before any part of it is: `Result._told_by`.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from operator import index
from typing import Any, ClassVar, Generic, NamedTuple, SupportsIndex, TypeVar, get_args, overload

Item_co = TypeVar("Item_co", covariant=True)


class HowTold(NamedTuple):
    """How any answer is told: as the text, and as the JSON, that its command prints.

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

    _told_by: ClassVar[Callable[[], HowTold]]
    """What tells answers; it is asked for when somebody prints one."""

    def __init_subclass__(cls) -> None:
        (of,) = get_args(cls.__orig_bases__[0])  # type: ignore[attr-defined] # as Generic has it
        cls.columns = of._fields

    def __iter__(self) -> Iterator[Item_co]:
        raise NotImplementedError

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, which: SupportsIndex) -> Item_co: ...
    @overload
    def __getitem__(self, which: slice) -> tuple[Item_co, ...]: ...
    def __getitem__(self, which: SupportsIndex | slice) -> Item_co | tuple[Item_co, ...]:
        """The item at that place, 0 is the first, -1 the last; of a slice all of it, in a tuple."""
        return item_at(self, which)

    def __contains__(self, which: object) -> bool:
        """Whether it holds an item, or `answer[...]` finds one by that name, or by those two.

        Raises as that does for what names no item of any such answer.
        """
        if not (isinstance(which, str) or is_pair_of_names(which)):
            return any(one == which for one in self)
        try:
            self[which]  # type: ignore[call-overload] # not every answer has items by names
        except KeyError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same of the same, though it was asked for another time."""
        if type(self) is not type(other):
            return NotImplemented
        return list(self) == list(other) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((type(self), repr(self)))

    def __str__(self) -> str:
        """What the command prints on a page of 100 columns, without colour."""
        return Result._told_by().text(self)

    def _repr_html_(self) -> str:
        return Result._told_by().notebook(self)

    def to_dict(self) -> dict[str, Any]:
        """The JSON that the command prints, as plain dicts and lists: docs/reference/json.md."""
        return Result._told_by().data(self)


@overload
def item_at(answer: Result[Item_co], place: SupportsIndex) -> Item_co: ...
@overload
def item_at(answer: Result[Item_co], place: slice) -> tuple[Item_co, ...]: ...
def item_at(answer: Result[Item_co], place: SupportsIndex | slice) -> Item_co | tuple[Item_co, ...]:
    """The item of an answer at that place, or those of a slice. Raises as a list does.

    That is TypeError for what is no whole number, those of numpy being some, and IndexError.
    """
    if isinstance(place, slice):
        return tuple(answer)[place]
    what = type(answer).__name__
    if not isinstance(place, SupportsIndex):
        raise TypeError(f"{what} has items by their number, as in [0], and none by {place!r}")
    number, count = index(place), len(answer)
    if not -count <= number < count:
        raise IndexError(f"{what} has no item {number}: it holds {count}")
    return next(islice(answer, number % count, None))


def is_pair_of_names(which: object) -> bool:
    """Whether an item can be asked for by these two names."""
    return (
        isinstance(which, tuple)
        and len(which) == 2
        and all(isinstance(name, str) for name in which)
    )
