"""Public holidays of countries and their parts, as far ahead as anybody knows them."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from servicemap.dates import YEARS

if TYPE_CHECKING:
    from holidays import HolidayBase


def parts_of(country: str) -> Collection[str]:
    """The codes of all parts of a country that have public holidays of their own: `BY`, `SCT`.

    Raises ModuleNotFoundError where the `holidays` package is not there, LookupError for a country
    of which no holidays are known.
    """
    # Beside them there are names of towns and zones, which are no codes.
    return [part for part in _holidays(country).subdivisions if part == part.upper()]


def has_holidays(code: str) -> bool:
    """Whether public holidays are known of a country, or a part of it (`HK`, `DE-BY`).

    Raises ModuleNotFoundError where the `holidays` package is not there.
    """
    try:
        _holidays(code)
    except LookupError:
        return False
    return True


def known_until(code: str, year: int) -> date | None:
    """The last day for which public holidays are known, where that is before `year`.

    Those that follow the moon, or are proclaimed, are known for some years ahead, and from then on
    there is not one.
    """
    for before in range(year, YEARS.start - 1, -1):
        if _public_holidays(code, before):
            return None if before == year else date(before, 12, 31)
    return date(YEARS.start, 1, 1)


def days_of(code: str, year: int) -> tuple[Collection[date], Collection[date]]:
    """The public holidays of a year, and the days off that are worked instead of one.

    The last days of a year may be worked for a holiday of the next.
    """
    free = _public_holidays(code, year)
    instead = [] if free is None else list(free.weekend_workdays)
    after = _public_holidays(code, year + 1)
    instead += [] if after is None else list(after.weekend_workdays)
    return list(free or ()), instead


def _public_holidays(code: str, year: int) -> "HolidayBase | None":
    """Those of one year; nothing where they are not known as far as that."""
    try:
        return _holidays(code, year)
    except LookupError:  # some say so, and most answer with none
        if has_holidays(code):
            return None
        raise


def _holidays(code: str, *years: int) -> "HolidayBase":
    """The public holidays of a country, or a part of it, in these years."""
    from holidays import country_holidays

    country, _, part = code.partition("-")
    try:
        return country_holidays(country.upper(), subdiv=part.upper() or None, years=years or None)
    except NotImplementedError as error:
        raise LookupError(f"no public holidays are known for '{code}'") from error
