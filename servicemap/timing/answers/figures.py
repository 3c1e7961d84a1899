"""Columns of figures in few bytes: of a large map there are millions, of one promise after another.

A figure is a number of minutes, or None where there is no limit.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, ItemsView, Iterator, Mapping
from typing import Self

Figures = Mapping[int, int | None]
"""Node -> its tolerance to one promise in minutes; None is without limit."""

NO_LIMIT = 1 << 62
"""What stands for None."""


class Packed(Mapping[int, int | None]):
    """Figures of some of many numbers, a dozen bytes for each."""

    __slots__ = ("_minutes", "_places")

    def __init__(self, places: "array[int]", minutes: "array[int]") -> None:
        self._places = places
        self._minutes = minutes

    @classmethod
    def of(cls, figures: Figures) -> Self:
        """The same figures in fewer bytes."""
        if isinstance(figures, cls):
            return figures
        known = dict(figures.items())
        places = sorted(known)
        minutes = list(map(known.__getitem__, places))
        return cls(array("i", places), array("q", [NO_LIMIT if n is None else n for n in minutes]))

    @classmethod
    def alike(cls, places: "array[int]", minutes: int | None) -> Self:
        """The same figure for some numbers, which stand in order; others may hold these as well."""
        return cls(places, array("q", [NO_LIMIT if minutes is None else minutes]) * len(places))

    @property
    def arrays(self) -> "tuple[array[int], array[int]]":
        """The numbers in order, and of each its figure, NO_LIMIT for None; not to be changed."""
        return self._places, self._minutes

    def __getitem__(self, place: int) -> int | None:
        k = bisect_left(self._places, place)
        if k == len(self._places) or self._places[k] != place:
            raise KeyError(place)
        minutes = self._minutes[k]
        return None if minutes == NO_LIMIT else minutes

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def items(self) -> ItemsView[int, int | None]:
        """All of them at once, which is much faster than one by one."""
        return dict(zip(self._places, self.told(), strict=True)).items()

    def told(self) -> list[int | None]:
        """The figures alone, in the order of their places."""
        if NO_LIMIT in self._minutes:
            return [None if n == NO_LIMIT else n for n in self._minutes]
        return [*self._minutes]


def packed(places: Collection[int]) -> "array[int]":
    """Some numbers in order, in few bytes."""
    return array("i", sorted(places))


class OfParties(Mapping[str, int | None]):
    """Figures of some of many `parties`, in the order in which these stand in `place_of`."""

    __slots__ = ("_figures", "parties", "place_of")

    def __init__(
        self, parties: tuple[str, ...], place_of: Mapping[str, int], figures: Figures
    ) -> None:
        self.parties, self.place_of = parties, place_of
        self._figures = Packed.of(figures)

    @property
    def arrays(self) -> "tuple[array[int], array[int]]":
        """As those of Packed: places of parties, and the figures of each."""
        return self._figures.arrays

    def __getitem__(self, party: str) -> int | None:
        return self._figures[self.place_of[party]]

    def __iter__(self) -> Iterator[str]:
        return map(self.parties.__getitem__, self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def items(self) -> ItemsView[str, int | None]:
        """All of them at once."""
        return dict(zip(self, self._figures.told(), strict=True)).items()
