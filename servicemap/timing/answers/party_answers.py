"""The tolerances of parties to one promise: of a large map there are millions, few of which differ.

So each of those that differ is made once, and of a party is kept only which of them it has. Whoever
goes through all of them asks for places and figures: to look up a name in a table for every cell of
a large matrix takes longer than all that leads to it.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, ItemsView, Iterator, Mapping, Sequence

from servicemap.bounds import Bounds
from servicemap.timing.answers.figures import NO_LIMIT, OfParties


class PartyAnswers(Mapping[str, Bounds | None]):
    """Party -> its tolerance to one promise, None without limit, in the order of the map.

    parties    the ids of all that were asked about
    places     those of them that reach it, by their places among these, in order
    figures    of each of these what stands for its tolerance
    different  each figure that occurs -> the tolerance that it stands for
    """

    __slots__ = ("_place_of", "different", "figures", "parties", "places")

    def __init__(
        self,
        least: OfParties,
        most: OfParties,
        answer: Callable[[int | None, int | None], Bounds | None],
    ) -> None:
        self.parties, self._place_of = least.parties, least.place_of
        self.places: Sequence[int]
        self.figures: Sequence[Hashable]
        self.places, leasts = least.arrays
        if most is least:
            self.figures = leasts
            self.different: dict[Hashable, Bounds | None] = {
                n: answer(_told(n), _told(n)) for n in set(leasts)
            }
            return
        there, mosts = most.arrays
        if there == self.places:
            pairs = list(zip(leasts, mosts, strict=True))
        else:
            known = dict(zip(there, mosts, strict=True))
            of_each = (known.get(place, NO_LIMIT) for place in self.places)
            pairs = list(zip(leasts, of_each, strict=True))
        self.figures = pairs
        self.different = {pair: answer(*map(_told, pair)) for pair in set(pairs)}

    def __getitem__(self, party: str) -> Bounds | None:
        place = self._place_of[party]
        k = bisect_left(self.places, place)
        if k == len(self.places) or self.places[k] != place:
            raise KeyError(party)
        return self.different[self.figures[k]]

    def __iter__(self) -> Iterator[str]:
        return map(self.parties.__getitem__, self.places)

    def __len__(self) -> int:
        return len(self.places)

    def items(self) -> ItemsView[str, Bounds | None]:
        """All of them at once."""
        told = map(self.different.__getitem__, self.figures)
        return dict(zip(self, told, strict=True)).items()

    def of(self, parties: Collection[str]) -> dict[str, Bounds | None]:
        """Those of some parties, as far as these reach it, in the order of the map."""
        wanted = {self._place_of[party] for party in parties}
        return {
            self.parties[place]: self.different[figure]
            for place, figure in zip(self.places, self.figures, strict=True)
            if place in wanted
        }

    def first_of_least(
        self, key: Callable[[Bounds | None], tuple[bool | int, ...]]
    ) -> tuple[str, Bounds | None]:
        """Of those whose tolerance is the least by a key, the first party; there must be some."""
        least = min(self.different.values(), key=key)
        figures = {figure for figure, one in self.different.items() if one == least}
        k = next(k for k, figure in enumerate(self.figures) if figure in figures)
        return self.parties[self.places[k]], least

    def beside(
        self,
        earlier: "PartyAnswers",
        differs: Callable[[Bounds | None, Bounds | None], bool],
    ) -> Iterator[tuple[str, tuple[Bounds | None, Bounds | None]]]:
        """Whose tolerance differs from an earlier one, and both; of who reaches it in one of them
        alone the other is without limit. Those who reach it come first.
        """
        if self.parties == earlier.parties and self.places == earlier.places:
            which = list(zip(earlier.figures, self.figures, strict=True))
            both = {
                (old, new): (earlier.different[old], self.different[new]) for old, new in set(which)
            }
            changed = {pair: told for pair, told in both.items() if differs(*told)}
            for place, pair in zip(self.places, which, strict=True) if changed else ():
                if pair in changed:
                    yield self.parties[place], changed[pair]
            return
        was, now = dict(earlier.items()), dict(self.items())
        for party in dict.fromkeys((*now, *was)):
            told = was.get(party), now.get(party)
            if differs(*told):
                yield party, told


def _told(minutes: int) -> int | None:
    return None if minutes == NO_LIMIT else minutes
