"""What people write for a length of time, a day or a time of day, and how a map says it.

Each function answers with a cure in their own figures, or with nothing where it cannot tell.
"""

import re
from calendar import monthrange
from datetime import date

from servicemap.dates import MONTHS, MONTHS_IN_FULL, YEARS, parsed_date
from servicemap.dates import WEEKDAYS_IN_FULL as _DAYS
from servicemap.durations import is_length
from servicemap.spelling import closest
from servicemap.wording.headings import chosen

_AMOUNT = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)"
_DECIMAL_COMMA = r"([0-9]{1,6}),([0-9]{1,6})(\s*)([a-z]+)"
_OF_WORK = rf"{_AMOUNT}\s*(?:working|work|business|week|bank|labou?r)[\s-]*(day|hour)s?"
_CLOCK_TIME = r"(?:calendar|clock|consecutive|elapsed|natural|real)(?:[ -]time)?"
_RANGE = rf"{_AMOUNT}\s*([a-z]*)\s*(?:-|\u2013|\u2014|\.\.|to|bis)\s*{_AMOUNT}\s*([a-z]+)"
_BARE_RANGE = r"([0-9]{1,4})\s*(?:-|\u2013|to|bis)\s*([0-9]{1,4})"
_LONGER = rf"{_AMOUNT}\s*(months?|mon|mo|years?|yrs?|y|quarters?)"
CLOCK = r"([0-9]{1,2})(?:[:.h]([0-9]{2})\s*(am|pm|uhr|h)?|\s*(am|pm|uhr))"
_IN_WORDS = r"(half an?|half|an?|one|two|three|four|five|six)\s+(minute|hour|day|week)s?"
_NUMBERS = {"half": "0.5", "half a": "0.5", "half an": "0.5", "a": "1", "an": "1"} | {
    word: str(place) for place, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
}
_NO_TIME = frozenset({"none", "no", "nothing", "zero", "-", "n/a", "immediately", "at once"})
_ABOUT = r"(?:about|around|approx\.?|ca\.?|circa|~|<|>|max\.?|up to|within|after|in)\s*(.+)"
_UNIT_LACKS = rf"(.*[0-9]\s*[a-z]+)\s*{_AMOUNT}"

_FRACTION = r"(?:([0-9]{1,3})\s+)?([0-9]{1,3})\s*/\s*([1-9][0-9]{0,2})\s*([a-z]+)"
_SIGNS = {"\u00bd": " 1/2", "\u00bc": " 1/4", "\u00be": " 3/4"}
_RHYTHM = r"(?:(?:every|each|once an?|per)\s+)?(.+)"
_EVERY = {
    "hourly": "1h",
    "hour": "1h",
    "daily": "1d",
    "day": "1d",
    "weekly": "1w",
    "week": "1w",
    "fortnightly": "2w",
    "fortnight": "2w",
    "biweekly": "2w",
    "monthly": "4w",
    "month": "4w",
    "quarterly": "13w",
    "quarter": "13w",
    "half-yearly": "26w",
    "half year": "26w",
    "yearly": "52w",
    "annually": "52w",
    "annual": "52w",
    "year": "52w",
}
_LEFT_OPEN = (
    r"[?.x_-]{1,8}|tb[acd]|todo|(?:still )?(?:unknown|open|undecided|unclear)|not (?:yet )?known"
    r"|to be (?:decided|defined|confirmed|determined|announced)|offen|unbekannt"
)
UNTIL_KNOWN = "leave it out until it is known"

_RELATIVE = frozenset(
    ("today", "tomorrow", "yesterday", "now", "yes", "no", "true", "next week", "heute", "morgen")
)

_BY = r"(?:by|on|until|till|before|due|not? later than|latest|bis|am|zum)\s+(?:the\s+)?(.+)"

_QUARTER = r"(?:q([1-4])(?: (\d{4}))?|(\d{4}) q([1-4]))"
_HALF = r"(?:h([12])(?: (\d{4}))?|(\d{4}) h([12]))"
_WEEK = (
    r"(?:(?:calendar )?(?:week|wk|cw|kw|w) ?(\d{1,2})(?: (\d{4}))?"
    r"|(\d{4}) (?:week|kw|cw|w) ?(\d{1,2}))"
)
_MONTH = r"(?:(early|mid|end|late|beginning) )?(?:([a-z\u00e4]{3})[a-z\u00e4]*(?: (\d{4}))?)"
_MONTH_IN_DIGITS = r"(?:(\d{4}) (\d{1,2})|(\d{1,2}) (\d{4}))"
_OTHER_MONTHS = {"m\u00e4r": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "mei": 5, "maa": 3}
_TOLD_OF = 2027
"""The year of which the pages tell: that of an example, where nobody names one."""

UNITS = {
    **dict.fromkeys(("minute", "minuten", "minuut", "minutes", "minuto", "minutos"), "m"),
    **dict.fromkeys(("std", "stunde", "stunden", "uur", "uren", "heure", "heures"), "h"),
    **dict.fromkeys(("hora", "horas", "ora", "ore"), "h"),
    **dict.fromkeys(("werktag", "werktage", "werktagen", "arbeitstag", "arbeitstagen", "at"), "d"),
    **dict.fromkeys(("arbeitsstunde", "arbeitsstunden"), "h"),
    **dict.fromkeys(("tag", "tage", "tagen", "dag", "dagen", "jour", "jours"), "d"),
    **dict.fromkeys(("j", "journ\u00e9e", "journ\u00e9es"), "d"),
    **dict.fromkeys(("\u5de5\u4f5c\u65e5", "\u4e2a\u5de5\u4f5c\u65e5", "\u55b6\u696d\u65e5"), "d"),
    **dict.fromkeys(
        ("d\u00eda", "d\u00edas", "dia", "dias", "giorno", "giorni", "arbeitstage"), "d"
    ),
    **dict.fromkeys(("woche", "wochen", "weken", "semaine", "semaines"), "w"),
    **dict.fromkeys(("semana", "semanas", "settimana", "settimane"), "w"),
    **dict.fromkeys(
        (
            "\u5206\u949f",
            "\u5206\u9593",
            "\u5206",
            "\u062f\u0642\u064a\u0642\u0629",
            "\u062f\u0642\u0627\u0626\u0642",
        ),
        "m",
    ),
    **dict.fromkeys(
        (
            "\u5c0f\u65f6",
            "\u6642\u9593",
            "\u0633\u0627\u0639\u0629",
            "\u0633\u0627\u0639\u0627\u062a",
        ),
        "h",
    ),
    **dict.fromkeys(
        ("\u5929", "\u65e5", "\u65e5\u9593", "\u064a\u0648\u0645", "\u0623\u064a\u0627\u0645"), "d"
    ),
    **dict.fromkeys(
        (
            "\u5468",
            "\u9031\u9593",
            "\u9031",
            "\u0623\u0633\u0628\u0648\u0639",
            "\u0623\u0633\u0627\u0628\u064a\u0639",
        ),
        "w",
    ),
}
"""Units in other languages: German, Dutch, French, Spanish, Italian, Chinese, Japanese, Arabic."""

_ENGLISH_UNITS = ("minutes", "hours", "days", "weeks", "months", "years")

_WEEKS = {"m": 4, "y": 52, "q": 13}
"""Working weeks in a month, a year and a quarter, as people who plan count them."""


def length_meant(text: str, key: str) -> str:  # noqa: PLR0911 - a table of slips, one a line
    """A cure for what is no length of time: `1,5d`, `2-3d`, `2 working days`, `3 months`.

    `key` is the one that it stands under: only `takes:` may say a range.
    """
    said = " ".join(text.casefold().split())
    if counted := _in_words(said) or _by_the_clock(said):
        return counted
    if found := re.fullmatch(_OF_WORK, said):
        return f"every length is working time: write {found[1].replace(',', '.')}{found[2][0]}"
    if found := re.fullmatch(_RANGE, said):
        return _range(found, key)
    if found := re.fullmatch(_LONGER, said):
        weeks = float(found[1].replace(",", ".")) * _WEEKS[found[2][0]]
        return f"write it in weeks, for example {weeks:g}w"
    if found := re.fullmatch(_DECIMAL_COMMA, said):
        return f"write a point for the decimal comma: {found[1]}.{found[2]}{found[4]}"
    if re.fullmatch(CLOCK, said):
        return "this is a time of day; a length of time is written 30m, 4h, 2d or 1w"
    if found := re.fullmatch(_ABOUT, said):
        return f"write the length alone: {found[1]}" if is_length(found[1]) else ""
    if unit := _unit_meant(said, key):
        return unit
    if (found := re.fullmatch(_UNIT_LACKS, said)) and is_length(f"{found[1]} {found[2]}m"):
        return f"the last number has no unit: {found[1]} {found[2]}m, if minutes are meant"
    return ""


def _by_the_clock(said: str) -> str:
    """A cure for `1h30`, `3 calendar days` and `48h on the clock`."""
    if found := re.fullmatch(r"([0-9]{1,3})\s*h\s*([0-9]{1,2})", said):
        return f"write {found[1]}h {found[2]}m"
    length = ""
    if found := re.fullmatch(rf"{_AMOUNT}\s*{_CLOCK_TIME}[\s-]*(day|hour|week)s?", said):
        length = f"{found[1].replace(',', '.')}{found[2][0]}"
    elif found := re.fullmatch(rf"(.+?)\s*(?:on the clock|{_CLOCK_TIME}|with weekends)", said):
        length = found[1]
    return f"write {length} elapsed: nights and weekends count" if is_length(length) else ""


def _in_words(said: str) -> str:
    """A cure for `none`, `TBD`, `1/2 day`, `yearly`, `every 2 weeks` and `half a day`."""
    if said in _NO_TIME:
        return "write 0d"
    if open_ := left_open(said):
        return open_
    if found := re.fullmatch(_IN_WORDS, said):
        return f"write {_NUMBERS[found[1]]}{found[2][0]}"
    found = re.fullmatch(_RHYTHM, said)
    every = found[1] if found else ""
    if every in _EVERY or (every != said and is_length(every)):
        return f"write {_EVERY.get(every, every)}"
    return _fraction(said)


def _unit_meant(said: str, key: str) -> str:
    """A cure for `3 Tage`, `3 dasy`, `+3d` and `2-3`."""
    if found := re.fullmatch(_BARE_RANGE, said):
        days = _range_of(f"{found[1]}d", f"{found[2]}d", key)
        return f"add the unit: if these are days, {days}"
    if found := re.fullmatch(rf"\+\s*({_AMOUNT}.*)", said):
        return f"write {found[1]}" if is_length(found[1]) else ""
    found = re.fullmatch(rf"{_AMOUNT}\s*([^\W\d_]{{1,20}})\.?", said)
    if found is None:
        return ""
    amount = found[1].replace(",", ".")
    if found[2] in UNITS:
        return f"write {amount}{UNITS[found[2]]}"
    near = closest(found[2], _ENGLISH_UNITS)
    return f"did you mean {amount} {near}?" if near and is_length(f"1 {near}") else ""


def left_open(text: str) -> str:
    """A cure for what only says that nobody knows yet: `TBD`, `?`, `unknown`."""
    return UNTIL_KNOWN if re.fullmatch(_LEFT_OPEN, text.casefold().strip()) else ""


def _fraction(said: str) -> str:
    """A cure for `1/2 day` and `1\u00bd days`."""
    for sign, written in _SIGNS.items():
        said = said.replace(sign, written)
    found = re.fullmatch(_FRACTION, said.strip())
    if found is None:
        return ""
    amount = int(found[1] or 0) + int(found[2]) / int(found[3])
    unit = found[4][0]
    if not is_length(f"1{found[4]}") or not is_length(f"{amount:.2f}{unit}"):
        return ""
    hours = amount * 8
    more = f", or {hours:g}h of a day of eight hours" if unit == "d" and hours.is_integer() else ""
    return f"write {round(amount, 2):g}{unit}{more}"


def _range(found: re.Match[str], key: str) -> str:
    low, high = (found[place].replace(",", ".") for place in (1, 3))
    unit = found[4]
    best, worst = f"{low}{found[2] or unit}", f"{high}{unit}"
    if not (is_length(best) and is_length(worst)):
        return ""
    return _range_of(best, worst, key)


def _range_of(best: str, worst: str, key: str) -> str:
    if key == "takes":
        return f"write takes: {{best: {best}, likely: {worst}, worst: {worst}}}"
    return f"write one length, for example {worst}"


def moment_meant(text: str) -> str:
    """A cure for what is no day: `3 Feb 2027`, `03.02.2027`, `Friday`, `15:00`, `end of May`."""
    said = " ".join(text.casefold().split())
    if known := _day_in(said) or left_open(text):
        return known
    if last := _last_day_of(said):
        return f"write the day itself, such as {last.isoformat()}"
    if at := clock_meant(said):
        return f"a time of day needs its day: 2027-02-05 {at}"
    if said in _RELATIVE:
        return "write the day itself, such as 2027-02-05"
    if re.match(r"(?:every|each|daily|weekly|monthly)\b", said):
        return "write the first day that it is due, such as 2027-02-05 15:00"
    named = next((day for day in _DAYS if re.search(rf"\b{day[:3]}({day[3:]})?\b", said)), "")
    if named:
        return f"write the date of that {named.title()}, such as {_a_day_called(named)}"
    return ""


def _day_in(said: str) -> str:
    """A cure for a day that is said in another order, or with a word before it."""
    by = re.fullmatch(_BY, said)
    if by and parsed_date(by[1]):
        return f"write the day alone: {by[1]}"
    day = by[1] if by else said
    if days := days_meant(day):
        return f"write the year first: {' or '.join(one.isoformat() for one in days)}"
    yearless = days_meant(f"{day} {_TOLD_OF}") or days_meant(f"{day}{_TOLD_OF}")
    return f"write its year as well: {yearless[0].isoformat()}" if len(yearless) == 1 else ""


def _last_day_of(said: str) -> date | None:
    """The last day of `Q1 2027`, `week 6`, `March 2027`, `end of May` or `2027`.

    Of a week it is the Friday, of `early` and `mid` the tenth and the fifteenth; where no year is
    named, as in the examples.
    """
    plain = " ".join(re.sub(r"\b(?:of|the|in|by|until|before)\b|[-/.,\u2013]", " ", said).split())
    plain = re.sub(r"(?<=\d{4}) ?(?=[qhw]\d)|(?<=[qh][1-4])(?=\d{4})", " ", plain)
    if found := re.fullmatch(r"(20\d\d)", plain):
        return date(int(found[1]), 12, 31)
    if found := re.fullmatch(_QUARTER, plain):
        return _end_of(found[2] or found[3], 3 * int(found[1] or found[4]))
    if found := re.fullmatch(_HALF, plain):
        return _end_of(found[2] or found[3], 6 * int(found[1] or found[4]))
    if found := re.fullmatch(_WEEK, plain):
        try:
            year = int(found[2] or found[3] or _TOLD_OF)
            return date.fromisocalendar(year, int(found[1] or found[4]), 5)
        except ValueError:
            return None
    if found := re.fullmatch(_MONTH_IN_DIGITS, plain):
        return _end_of(found[1] or found[4], int(found[2] or found[3]))
    if found := re.fullmatch(_MONTH, plain):
        name = found[2].title()
        month = MONTHS.index(name) + 1 if name in MONTHS else _OTHER_MONTHS.get(found[2], 0)
        day = {"early": 10, "beginning": 10, "mid": 15}.get(found[1] or "", 31)
        return _end_of(found[3], month, day)
    return None


def _end_of(year: str | None, month: int, day: int = 31) -> date | None:
    if not 1 <= month <= 12:
        return None
    of = int(year or _TOLD_OF)
    return date(of, month, min(day, monthrange(of, month)[1])) if of in YEARS else None


def clock_meant(text: str) -> str:
    """The time of day that `8am`, `5:30 pm` or `9.00 Uhr` says, as a map writes it."""
    found = re.fullmatch(CLOCK, text.casefold().strip())
    if found is None:
        return ""
    half = found[3] or found[4] or ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if half in {"am", "pm"}:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""


def days_meant(text: str) -> tuple[date, ...]:
    """The days that `3 Feb 2027`, `Feb 3, 2027`, `03.02.2027` or `3/2/2027` may say."""
    said = " ".join(text.casefold().replace(",", " ").replace(" de ", " ").split())
    month = r"(?P<month>[^\W\d_](?:[^\d]*[^\W\d_])?)\.?"
    for way in (
        rf"(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th|er)? |\. ?){month} (?P<year>\d{{4}})",
        rf"{month} (?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}) {month} (?P<day>\d{{1,2}})",
        r"(?P<year>\d{4}) ?\u5e74 ?(?P<month>\d{1,2}) ?\u6708 ?(?P<day>\d{1,2}) ?\u65e5",
    ):
        found = re.fullmatch(way, said)
        if found and (number := _month_called(found["month"])):
            return _days((found["year"], number, found["day"]))
    if found := re.fullmatch(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})", said):
        first, sign, second, year = found.groups()
        year = year if len(year) > 2 else f"20{year}"
        if sign == ".":
            return _days((year, second, first))
        other_way = (
            ((f"20{first}", second, found[4]),) if sign == "-" and len(found[4]) == 2 else ()
        )
        return _days(*other_way, (year, second, first), (year, first, second))
    if found := re.fullmatch(r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})", said):
        return _days(found.groups())
    return ()


def _month_called(name: str) -> int:
    """The number of a month, in digits or as any of our languages calls it; 0 where it is none.

    Of English the first three letters are enough.
    """
    if name.isdecimal():
        return int(name)
    if name.isascii() and name.isalpha() and name[:3].title() in MONTHS:
        return MONTHS.index(name[:3].title()) + 1
    called = chosen(name, MONTHS_IN_FULL)
    return MONTHS_IN_FULL.index(called) + 1 if called else 0


def _days(*said: tuple[object, ...]) -> tuple[date, ...]:
    """The days among these that there are, each once."""
    found = []
    for year, month, day in said:
        try:
            one = date(int(str(year)), int(str(month)), int(str(day)))
        except ValueError:
            continue
        if one.year in YEARS:
            found.append(one)
    return tuple(dict.fromkeys(found))


def _a_day_called(name: str) -> str:
    """A day of that name in the first week of February 2027, of which the pages tell."""
    return date(2027, 2, 1 + _DAYS.index(name)).isoformat()
