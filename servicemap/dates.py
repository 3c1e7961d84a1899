"""Days on a calendar, as they are written."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_IN_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
END_OF_DAY = 24 * 60
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
MONTHS_IN_FULL = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)

YEARS = range(1970, 2200)
"""Those that anything here may speak of."""


def parsed_date(text: str) -> date | None:
    """The date that `2027-02-01` says, in one of those years."""
    digits = text[:4] + text[5:7] + text[8:]
    if len(text) != 10 or text[4] + text[7] != "--" or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        said = date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None
    return said if said.year in YEARS else None


def in_ranges(days: Iterable[date]) -> Iterator[str]:
    """Days in order as they are written, three and more in a row as a range of them."""
    for run in days_in_a_row(days):
        if len(run) > 2:
            yield f"{run[0]}..{run[-1]}"
        else:
            yield from map(str, run)


def days_in_a_row(days: Iterable[date]) -> list[list[date]]:
    """Days in order, those that follow each other together."""
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + timedelta(days=1) == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def clock(minute: int) -> str:
    """`17:30`, of minutes after midnight; the end of a day is `24:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def from_to(start: int, end: int, dash: str = "-") -> str:
    """`09:00-17:00`, of hours of a day; `22:00-06:00` of those that end on the next."""
    return f"{clock(start)}{dash}{clock(end if end <= END_OF_DAY else end - END_OF_DAY)}"
