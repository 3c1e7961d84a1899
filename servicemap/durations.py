"""Lengths of time: "1d 4h" <-> minutes of working or elapsed time."""

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from math import ceil, floor, isfinite
from typing import Any, NamedTuple, Self

HOUR = 60
DAY_OF_CLOCK = 24 * HOUR
USUAL_DAY = 8 * HOUR
USUAL_WEEK = 5 * USUAL_DAY
WEEK_OF_CLOCK = 7 * DAY_OF_CLOCK
LONGEST_YEARS = 100
LONGEST_SHOWN = 40

_PART = (
    r"([0-9]{1,12}(?:\.[0-9]+)?)\s*"
    r"(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)(?![^\W\d_])"
)


class _Amounts(NamedTuple):
    """What a length of time is made of."""

    weeks: float = 0
    days: float = 0
    minutes: float = 0
    elapsed: bool = False


class Duration(_Amounts):
    """A length of time as people say it; how many minutes a day has is for a calendar to say.

    Working time unless `elapsed`, which is time on the clock: nights and weekends count. Each
    amount is given by its name, `Duration(days=2)`: three of what would a 3 alone be?
    """

    __slots__ = ()

    def __new__(
        cls,
        *unnamed: object,
        weeks: float = 0,
        days: float = 0,
        minutes: float = 0,
        elapsed: bool = False,
    ) -> Self:
        """A length of time. Raises TypeError for an amount that does not say of what."""
        if unnamed:
            said = ", ".join(map(repr, unnamed))
            raise TypeError(
                f"Duration({said}) does not say of what: give each amount by its name, such as"
                " Duration(days=2)"
            )
        return super().__new__(cls, weeks, days, minutes, elapsed)

    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]:
        """As it is copied, and goes to another process: by names as well."""
        return (), self._asdict()

    def minutes_where(self, day: int, week: int) -> int:
        """Whole minutes where a working day has `day` minutes and a working week `week`.

        Halves of a minute round up. Elapsed time does not ask the calendar.
        """
        if self.elapsed:
            day, week = DAY_OF_CLOCK, WEEK_OF_CLOCK
        return floor(self.weeks * week + self.days * day + self.minutes + 0.5)

    def __str__(self) -> str:
        hours, minutes = divmod(self.minutes, HOUR)
        if minutes % 1:  # nobody wrote a part of a minute: it was a part of an hour
            hours, minutes = self.minutes / HOUR, 0
        parts = [
            f"{amount:.12g}{unit}"
            for amount, unit in ((self.weeks, "w"), (self.days, "d"), (hours, "h"), (minutes, "m"))
            if amount
        ]
        return (" ".join(parts) or "0d") + (" elapsed" if self.elapsed else "")


class NoLength(ValueError):
    """A text that says no length of time: what is wrong, and `hint`, what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}: {hint}")
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """As it goes to another process: else it would be made of its line alone."""
        return type(self), (self.message, self.hint)


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """The length of time that `text` says: `30m`, `4h`, `2d`, `1w`, `1d 4h`, `1.5d`, `2d elapsed`.

    Time is counted in whole minutes. What is less than one by a day of eight hours, or gives a
    part of one, is refused; other fractions (`0.33d`) are rounded when a calendar measures them.
    Raises NoLength, which says what to write instead.
    """
    rest = text.strip().casefold()
    elapsed = rest.endswith("elapsed")
    if elapsed:
        rest = rest.removesuffix("elapsed").rstrip()
    amounts = {"w": 0.0, "d": 0.0, "h": 0.0, "m": 0.0}
    seen: list[str] = []
    position = 0
    while position < len(rest):
        part = re.compile(_PART).match(rest, position)
        if part is None:
            raise _what_is_wrong_with(text, rest)
        unit = part[2][0]
        if unit in seen:
            raise NoLength(f"'{_shown(text)}' gives {part[2]} twice", "add them up")
        seen.append(unit)
        amounts[unit] = float(part[1])
        position = part.end()
        while position < len(rest) and (rest[position].isspace() or rest[position] == ","):
            position += 1
    if not seen:
        raise _what_is_wrong_with(text, rest)
    length = Duration(
        weeks=amounts["w"],
        days=amounts["d"],
        minutes=amounts["h"] * HOUR + amounts["m"],
        elapsed=elapsed,
    )
    if _too_long(length):
        raise NoLength(f"'{_shown(text)}' is too long", f"write {LONGEST_YEARS} years at most")
    if not amounts["m"].is_integer():
        raise NoLength(
            f"'{_shown(text)}' has a part of a minute",
            f"write whole minutes, such as {ceil(amounts['m'])}m",
        )
    if any(length[:3]) and not length.minutes_where(USUAL_DAY, USUAL_WEEK):
        raise NoLength(f"'{_shown(text)}' is less than a minute", "write 1m or more, or 0d")
    return length


Length = str | Duration | timedelta
"""A length of time as a program hands it over."""


def length_of(given: Length) -> Duration:
    """The length of time that a program hands over; a text is read as people write it.

    A `timedelta` knows no working days: it is time on the clock, `2d elapsed`. Raises NoLength.
    """
    if isinstance(given, str):
        return parse_duration(given)
    shown = repr(given)
    length = given if isinstance(given, Duration) else _on_the_clock(given)
    _refuse_no_numbers(length[:3])
    if not all(map(isfinite, length[:3])):
        raise NoLength(f"{shown} is no length of time", "give numbers, such as Duration(days=2)")
    if length.days < 0 or length.weeks < 0 or length.minutes < 0:
        raise NoLength(f"{shown} is negative", "a length of time is 0d or more")
    if _too_long(length):
        raise NoLength(f"{shown} is too long", f"give {LONGEST_YEARS} years at most")
    if length.minutes % 1:
        whole = f"Duration(minutes={ceil(length.minutes)})"
        raise NoLength(f"{shown} has a part of a minute", f"give whole minutes, such as {whole}")
    return length


def _refuse_no_numbers(amounts: Iterable[object]) -> None:
    """Raises NoLength for what nobody can count with: Python lets it into a Duration."""
    for said in amounts:
        if not isinstance(said, int | float):
            is_said = isinstance(said, str) and is_length(said)
            raise NoLength(
                f"{said!r} stands in a Duration, which takes numbers",
                f"give {said!r} itself, or Duration(days=2)"
                if is_said
                else "give numbers, such as Duration(days=2)",
            )


def _on_the_clock(given: timedelta) -> Duration:
    if given.seconds % 60 or given.microseconds:
        raise NoLength(f"{given!r} has a part of a minute", "round it to whole minutes")
    return Duration(days=given.days, minutes=given.seconds // 60, elapsed=True)


def _too_long(length: Duration) -> bool:
    longest = LONGEST_YEARS * 366 * DAY_OF_CLOCK
    return length.minutes_where(DAY_OF_CLOCK, WEEK_OF_CLOCK) > longest


def is_length(text: str) -> bool:
    """Whether a text says a length of time."""
    try:
        parse_duration(text)
    except NoLength:
        return False
    return True


def _what_is_wrong_with(text: str, rest: str) -> NoLength:
    shown = f"'{_shown(text)}'"
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]+)?", rest):
        hint = f"did you mean {_shown(rest)}d (days) or {_shown(rest)}h (hours)?"
        return NoLength(f"{shown} has no unit", hint)
    if rest.startswith("-"):
        return NoLength(f"{shown} is negative", "a length of time is 0d or more")
    hint = "write 30m, 4h, 2d, 1w, 1d 4h or 2d elapsed"
    return NoLength(f"{shown} is no length of time", hint)


def _shown(text: str) -> str:
    """Somebody's text as a sentence repeats it: on one line, and no longer than one."""
    flat = " ".join(text.split())
    return (
        flat
        if len(flat) <= LONGEST_SHOWN
        else flat[: LONGEST_SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}"
    )
