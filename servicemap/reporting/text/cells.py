"""One tolerance on a page: the few characters that say it, and what they mean."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from servicemap.bounds import Bounds
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.wording.in_bounds import UNKNOWN
from servicemap.wording.lengths import hours_of, short
from servicemap.wording.names import name

WITHOUT_LIMIT = "any"
OR_MORE = "+"

Tightness = tuple[bool, bool, int, bool, int]
"""How little is left, as something to sort by."""


class ToleranceCell(NamedTuple):
    """One tolerance: its bounds, None without limit, and the days in which it is told.

    `day` is that of whoever is late, `customer_day` that of the customer, for what is broken.
    """

    bounds: Bounds | None
    day: int
    customer_day: int

    def left(self, parts: int) -> Tightness:
        """The least first: what may be broken already, then by the least, then by the most.

        Days are told in so many `parts` of each, which all days of the map can be divided into.
        """
        least, most = self.bounds or (None, None)
        return (
            self.bounds is None,
            least is not None,
            self._days(least, parts),
            most is None,
            self._days(most, parts),
        )

    def _days(self, minutes: int | None, parts: int) -> int:
        minutes = minutes or 0
        return minutes * parts // (self.day if minutes >= 0 else self.customer_day)

    def short(self, minutes: int) -> str:
        """One bound, `2d 4h`, in the days of whose time it is."""
        return short(minutes, self.day if minutes >= 0 else self.customer_day)


def left_in_words(cell: ToleranceCell, ink: Ink) -> str:
    """`2d`, `4h`, `0d !`, `-1d !!` where the plan breaks it already, `any` where nothing would.

    Where it is open: `9d+`, `9d to 19d`, `? to 9d`, `-8d to 2d ?` where the plan may break it.
    """
    if cell.bounds is None:
        return ink.muted(WITHOUT_LIMIT)
    least, most = cell.bounds
    if least is None and most is None:
        return ink.warning(UNKNOWN)
    said = UNKNOWN if least is None else cell.short(least)
    if most is None:
        said += OR_MORE
    elif most != least:
        said += f" to {cell.short(most)}"
    if most is not None and most < 0:
        return ink.error(f"{said} !!")
    if most == 0:
        perhaps_late = f" {UNKNOWN}" if least is not None and least < 0 else ""
        return ink.error(f"{said} !{perhaps_late}")
    if least is not None and least < 0:
        return ink.warning(f"{said} {UNKNOWN}")
    return ink.warning(said) if (least or 0) < cell.day else ink.good(said)


def other_days(m: ServiceMap, parties: Iterable[str]) -> Iterator[str]:
    """`Days of 16 hours: Kitchen, Clubs.`: of some parties those whose days are not the map's."""
    hours: dict[int, list[str]] = {}
    for party in dict.fromkeys(parties):
        if m.calendar_of(party).day != m.calendar.day:
            hours.setdefault(m.calendar_of(party).day, []).append(name(m, party))
    yield from (f"Days of {hours_of(day)}: {', '.join(own)}." for day, own in sorted(hours.items()))


def legend(cells: Iterable[ToleranceCell], unreached: str = "") -> str:
    """What the marks among some tolerances mean; empty where there are none.

    `unreached` says what stands where nothing is reached, if that occurs.
    """
    different = {cell.bounds for cell in cells}
    bounds = [one for one in different if one is not None]
    unclear = any(least is None for least, _ in bounds)
    unsure = any((least or 0) < 0 and (most is None or most >= 0) for least, most in bounds)
    marks = []
    if any(most is not None and most < 0 for _, most in bounds):
        marks.append("!! the plan itself breaks it, by so much")
    if any(most == 0 for _, most in bounds):
        marks.append("! no time at all")
    if any(most is None and least is not None for least, most in bounds):
        marks.append(f"{OR_MORE} or more")
    if unsure:
        marks.append(f"{UNKNOWN} after it: the plan may break it already, by so much")
    if unclear:
        marks.append(f"{UNKNOWN}{' alone or first' if unsure else ''}: the map does not say enough")
    if None in different:
        marks.append(f"'{WITHOUT_LIMIT}': however late")
    if unreached:
        marks.append(unreached)
    return "; ".join(marks) + "." if marks else ""
