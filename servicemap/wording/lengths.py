"""Lengths of time in English, from whole minutes."""

from servicemap.durations import HOUR
from servicemap.plurals import several


def short(minutes: int, day: int) -> str:
    """`2d 4h`, where a working day has `day` minutes; `0d` for nothing; a minus sign for less."""
    parts = [f"{amount}{unit[0]}" for amount, unit in _split(abs(minutes), day)]
    return ("-" if minutes < 0 else "") + (" ".join(parts) or "0d")


def in_words(minutes: int, day: int) -> str:
    """`2 days 4 hours`, where a working day has `day` minutes; `no time` for nothing."""
    parts = [several(amount, unit) for amount, unit in _split(abs(minutes), day)]
    return " ".join(parts) or "no time"


def in_hours(minutes: int) -> str:
    """`64 hours`, `7 hours 30 minutes`: where nobody's day is meant."""
    return in_words(minutes, minutes + 1)


def hours_of(day: int) -> str:
    """`8 hours`, `7:30 hours`: the length of a working day."""
    hours, minutes = divmod(day, HOUR)
    return f"{hours}:{minutes:02} hours" if minutes else f"{hours} hours"


def hours_briefly(day: int) -> str:
    """`8h`, `7h 30m`: the same in a table."""
    return short(day, day + 1)


def _split(minutes: int, day: int) -> list[tuple[int, str]]:
    days, rest = divmod(minutes, day)
    hours, rest = divmod(rest, HOUR)
    return [(n, unit) for n, unit in ((days, "day"), (hours, "hour"), (rest, "minute")) if n]
