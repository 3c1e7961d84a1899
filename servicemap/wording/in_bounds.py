"""Figures that the map leaves open, in English: `9d or more`, `between 1d and 11d`."""

from collections.abc import Callable

from servicemap.bounds import Bounds
from servicemap.wording.lengths import in_words, short

UNKNOWN = "?"


def in_bounds(
    bounds: Bounds,
    day: int,
    length: Callable[[int, int], str] = in_words,
    *,
    or_more: str = "or more",
) -> str:
    """`9 days or more`, `9 days at most`, `between 1 day and 11 days`; the figure where it is one.

    `?` where there is neither bound. Of a time on a calendar what is more is later: `or_more`.
    """
    least, most = bounds
    if least is None and most is None:
        return UNKNOWN
    if most is None:
        assert least is not None, "one of the two is there"
        return f"{length(least, day)} {or_more}"
    if least is None:
        return f"{length(most, day)} at most"
    if least == most:
        return length(least, day)
    return f"between {length(least, day)} and {length(most, day)}"


def in_bounds_briefly(bounds: Bounds, day: int) -> str:
    """`9d or more`, `between 1d and 11d`."""
    return in_bounds(bounds, day, short)


def in_a_cell(bounds: Bounds, day: int, *, or_more: str = "or more") -> str:
    """The same where a heading tells what it is: `1d to 11d`."""
    least, most = bounds
    if least is None or most is None or least == most:
        return in_bounds(bounds, day, short, or_more=or_more)
    return f"{short(least, day)} to {short(most, day)}"


def late_in_bounds(bounds: Bounds, day: int, length: Callable[[int, int], str] = in_words) -> str:
    """`2 days late`, `2 days or more late`, `perhaps late, by up to 2 days`; `in time` for nothing.

    Nothing is called late unless it is late at least.
    """
    least, most = bounds
    if most == 0:
        return "in time"
    if not least:
        return "perhaps late" + (f", by up to {length(most, day)}" if most is not None else "")
    if least == most:
        return f"{length(least, day)} late"
    return f"{in_bounds(bounds, day, length)} late"


def left_in_bounds(bounds: Bounds, day: int, customer_day: int) -> str:
    """How late somebody may be: `9d or more`, `broken by 2d`, `perhaps broken by up to 8d`.

    What is left is in their days, what is broken in the customer's.
    """
    least, most = bounds
    if most is not None and most < 0:
        broken = Bounds(-most, None if least is None else -least)
        return f"broken by {in_a_cell(broken, customer_day)}"
    if least is None or least >= 0:
        return in_bounds_briefly(bounds, day)
    said = f"perhaps broken by up to {short(-least, customer_day)}"
    return said if most is None else f"{said}, else {short(most, day)} at most"


def felt_in_bounds(
    bounds: Bounds,
    day: int,
    length: Callable[[int, int], str] = in_words,
    *,
    late: str = "late",
) -> str:
    """What a delay adds, after the name of who waits: `2 days late`, `may be up to 2 days late`.

    Where it is not all of what may be late: `2 days later`, as `late` says.
    """
    least, most = bounds
    if least:
        return f"{in_bounds(bounds, day, length)} {late}"
    return f"may be {late}" if most is None else f"may be up to {length(most, day)} {late}"
