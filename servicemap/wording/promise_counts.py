"""How many promises a plan keeps: as numbers, and in a sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from servicemap.bounds import Fate
from servicemap.plurals import agreeing, several
from servicemap.wording.lists import listed


class PromiseCounts(NamedTuple):
    """How many promises there are, and what the plan makes of those that it can break.

    Of those `for_a_set_time` it is sure to keep so many, sure to be late for others, and may break
    what is `open`. No plan breaks what is `recurring`, which is due at the next of its moments
    after it is planned, nor what is due `as_planned`, as nobody named a time. `after_hours` are
    those that come after they are due and before their customer works again; `without_margin` the
    others that have none.
    """

    promises: int
    for_a_set_time: int
    kept: int
    open: int
    late_by_plan: int
    recurring: int
    as_planned: int
    after_hours: int
    without_margin: int

    def __str__(self) -> str:
        """`3 promises, 1 of them for a set time. The plan keeps it. 2 recur.`"""
        return "".join(words for words, _ in told(self))


def told(counts: PromiseCounts) -> Iterator[tuple[str, Fate | None]]:
    """The sentence in pieces, each with the fate of which it tells."""
    count, set_ = counts.promises, counts.for_a_set_time
    yield several(count, "promise"), None
    margins = [
        f"{n} {agreeing(n, one, many)}"
        for n, one, many in (
            (counts.after_hours, "comes after hours", "come after hours"),
            (counts.without_margin, "has no margin", "have no margin"),
        )
        if n
    ]
    bare = "".join(f"; {said}" for said in margins)
    others = listed([*_others(counts)])
    if not set_:
        yield f": {others}{bare}.", None
        return
    yield f", {set_} of them for a set time. " if others else ". ", None
    yield from _of_the_plan(counts)
    yield f"{bare}. {others}." if others else f"{bare}.", None


def _of_the_plan(counts: PromiseCounts) -> Iterator[tuple[str, Fate | None]]:
    """`The plan keeps 9, and may break the other 8`: of those for a set time."""
    set_, open_, late = counts.for_a_set_time, counts.open, counts.late_by_plan
    it = agreeing(set_, "it", "them")
    if late:
        yield f"The plan itself breaks {late if set_ > 1 else it}", Fate.LATE_BY_PLAN
        yield f", and may break {open_} more" if open_ else "", None
    elif open_ == set_:
        words = f"Whether the plan keeps {it} hangs on what the map does not say"
        yield words, Fate.OPEN
    elif open_:
        yield f"The plan keeps {counts.kept}", Fate.KEPT
        yield f", and may break the other{f' {open_}' if open_ > 1 else ''}", Fate.OPEN
    else:
        yield f"The plan keeps {agreeing(set_, 'it', 'them all')}", Fate.KEPT


def _others(counts: PromiseCounts) -> Iterator[str]:
    """Those that no plan breaks."""
    all_ = agreeing(counts.promises, "it", "all")
    for n, one, many in (
        (counts.recurring, "recurs", "recur"),
        (counts.as_planned, "is held to the plan alone", "are held to the plan alone"),
    ):
        if n:
            yield f"{all_ if n == counts.promises else n} {agreeing(n, one, many)}"
