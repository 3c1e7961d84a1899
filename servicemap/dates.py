"""Days on a calendar as people say them, in English whatever language the machine speaks."""

from datetime import date, datetime, timedelta

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

    What is done at midnight is done on the day that ends then: `Mon 22 Feb 2027 24:00`.
    `close_of_work` is in minutes after midnight.
    """
    minute = at.hour * 60 + at.minute
    day = at if minute else at - timedelta(days=1)
    minute = minute or 24 * 60
    if minute == close_of_work:
        return on_day(day)
    return f"{on_day(day)} {minute // 60:02}:{minute % 60:02}"
