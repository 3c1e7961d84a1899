"""What is asked of a column of tolerances that was swept, by those who do without numpy."""

from abc import abstractmethod
from array import array
from collections.abc import Mapping


class SweptColumn(Mapping[int, int | None]):
    """Node -> tolerance to one promise."""

    __slots__ = ()

    @abstractmethod
    def least_by(self, place_of: "array[int]") -> "tuple[array[int], array[int]]":
        """The least of the nodes of each place, for places of which there is any.

        `place_of` says where each node belongs; less than nothing: nowhere. Answers the places in
        order, and of each the minutes.
        """
