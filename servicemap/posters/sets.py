"""Sets of posters, to be hung one by one: all of them drawn, whatever becomes of one."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from servicemap.errors import ServiceMapError
from servicemap.posters.choices import PosterChoices
from servicemap.posters.choosing import given, not_with_each
from servicemap.posters.poster import Poster
from servicemap.posters.wanted import Wanted


class Undrawn(NamedTuple):
    """A poster that could not be drawn, and why."""

    wanted: Wanted
    error: ServiceMapError


Draw = Callable[[Wanted], Poster]


def refused(choices: PosterChoices, own: str) -> list[str]:
    """What was chosen that cannot be for a set of posters, each with an `own` team, for example."""
    without = set(not_with_each(own))
    return [name for name in given(choices) if name in without]


def drawn(wanted: list[Wanted], draw: Draw) -> Iterator[Poster | Undrawn]:
    """The posters in their order, each drawn when it is asked for.

    One that cannot be drawn does not stop the others.
    """
    for one in wanted:
        try:
            yield draw(one)
        except ServiceMapError as error:
            yield Undrawn(one, error)
