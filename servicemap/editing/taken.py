"""The splices of one file that are taken, and whether others would get in their way."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from typing import NamedTuple

from servicemap.editing.splices import Splice


class _Place(NamedTuple):
    """Where something is changed, and the list or mapping that is added to there, if it is that."""

    start: int
    end: int
    adds_to: object


class Taken:
    """Splices none of which touches another, but for those that one change takes.

    Several may add to one list or mapping at one place, one after the other.
    """

    def __init__(self) -> None:
        self.splices: list[Splice] = []
        self._places: list[_Place] = []

    def meets(self, splices: Iterable[Splice], into: object) -> bool:
        """Whether some splices, which add `into` a list or mapping, touch what is taken."""
        return any(self._meets(_place(one, into)) for one in splices)

    def take(self, splices: Iterable[Splice], into: object) -> None:
        """Take those of one more change."""
        for one in splices:
            self.splices.append(one)
            place = _place(one, into)
            # One place stands for all that is added there: nobody looks at each of thousands.
            if place.adds_to is None or not self._adds_there(place):
                insort(self._places, place, key=_order)

    def _meets(self, new: _Place) -> bool:
        at = bisect_right(self._places, new.end, key=_start)
        while at and (there := self._places[at - 1]).end >= new.start:
            if new.adds_to is None or there.adds_to != new.adds_to:
                return True
            at -= 1
        return False

    def _adds_there(self, new: _Place) -> bool:
        at = bisect_right(self._places, _order(new), key=_order)
        return bool(at) and self._places[at - 1] == new


def _place(splice: Splice, into: object) -> _Place:
    adds = splice.start == splice.end and splice.new[:1] in ("\n", "\r", ",")
    return _Place(splice.start, splice.end, into if adds else None)


def _start(place: _Place) -> int:
    return place.start


def _order(place: _Place) -> tuple[int, int]:
    return place.start, place.end
