"""Sets of posters, to be hung one by one: all of them drawn, whatever becomes of one."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from servicemap.errors import ServiceMapError
from servicemap.posters.choices import PosterChoices, given, not_with_each
from servicemap.posters.poster import Poster
from servicemap.posters.wanted import Wanted

WORKERS = 4


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
    """The posters in their order, several drawn at once: the layout engine runs beside us.

    One that cannot be drawn does not stop the others.
    """

    def tried(one: Wanted) -> Poster | Undrawn:
        try:
            return draw(one)
        except ServiceMapError as error:
            return Undrawn(one, error)

    workers = min(WORKERS, os.cpu_count() or 1, max(1, len(wanted)))
    with ThreadPoolExecutor(workers) as pool:
        try:
            yield from pool.map(tried, wanted)
        finally:
            # Whoever stops listening, or a mistake of ours, ends the rest.
            pool.shutdown(wait=True, cancel_futures=True)
