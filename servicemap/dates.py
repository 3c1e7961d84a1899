"""Days on a calendar as people say them, in English whatever language the machine speaks."""

from datetime import date, datetime

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def on_day(day: date) -> str:
    """`Mon 22 Feb 2027`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def at_moment(at: datetime, close_of_work: int) -> str:
    """`Mon 22 Feb 2027`, and the time where that is not when people go home.

    `close_of_work` is in minutes after midnight.
    """
    if at.hour * 60 + at.minute == close_of_work:
        return on_day(at)
    return f"{on_day(at)} {at.hour:02}:{at.minute:02}"
