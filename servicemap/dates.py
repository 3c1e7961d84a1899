"""Days on a calendar: as they are written, and as people say them in English."""

from datetime import date, datetime, timedelta

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
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


def on_day(day: date) -> str:
    """`Mon 22 Feb 2027`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def at_moment(at: datetime, close_of_work: int) -> str:
    """`Mon 22 Feb 2027`, and the time where that is not when people go home.

    What is done at midnight is done on the day that ends then: `Mon 22 Feb 2027 24:00`.
    `close_of_work` is in minutes after midnight.
    """
    minute = at.hour * 60 + at.minute
    day = at if minute else at - timedelta(days=1)
    minute = minute or 24 * 60
    if minute == close_of_work:
        return on_day(day)
    return f"{on_day(day)} {minute // 60:02}:{minute % 60:02}"
