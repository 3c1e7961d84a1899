"""What a page of small multiples shows: figures over one stretch of time, in words already.

Places in time are parts of it: 0 is its first day, 1 its last.
"""

from typing import NamedTuple

from servicemap.wording.sayings import Saying


class SeriesDot(NamedTuple):
    """A figure at a place in time."""

    at: float
    value: float


class SeriesMark(NamedTuple):
    """Something that was done, by its number on the page; what it was, and on which day."""

    at: float
    number: int
    words: str
    day: str


class TimeTick(NamedTuple):
    """Where a month, a quarter or a year begins; `words` where it is named."""

    at: float
    words: str


class SeriesPanel(NamedTuple):
    """One series: its name, and for whom or of what that is. `runs` are its figures without a gap
    between them.

    `first` and `last` are its outer figures in words, `first` empty where it is the only one;
    `amount` is what the last is made of. `bad`: the last is none that anybody wants. `marks` are
    the numbers of what was done about it. `changed`: it is not all the time the same.
    """

    name: str
    of: str
    runs: tuple[tuple[SeriesDot, ...], ...]
    first: str
    last: str
    amount: str = ""
    bad: bool = False
    changed: bool = True
    marks: tuple[int, ...] = ()


class ScaleLine(NamedTuple):
    """A line across all panels of a kind, at a figure, and what it is called."""

    value: float
    words: str


class SeriesKind(NamedTuple):
    """Series of one kind, on one scale from `low` to `high`, those first that matter most.

    `steps`: a figure holds until the next. `gaps` are places of which nothing of the kind is known.
    `key` is what the kind is called among programs.
    """

    key: str
    title: str
    low: float
    high: float
    lines: tuple[ScaleLine, ...]
    steps: bool
    gaps: tuple[float, ...]
    panels: tuple[SeriesPanel, ...]


class SeriesPage(NamedTuple):
    """A page of series. `gaps` are places in time of which less is known than of others."""

    title: str
    subtitle: str
    language: str
    ticks: tuple[TimeTick, ...]
    marks: tuple[SeriesMark, ...]
    gaps: tuple[float, ...]
    kinds: tuple[SeriesKind, ...]
    notes: tuple[Saying, ...] = ()
