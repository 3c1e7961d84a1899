"""Values of the calendar on the wall: dates, moments, what is due when, departures."""

import re
from calendar import monthrange
from datetime import date

from servicemap.dates import MONTHS, WEEKDAYS_IN_FULL, YEARS, parsed_date
from servicemap.durations import Duration, is_length
from servicemap.loading.values.plain_values import parsed_length, scalar
from servicemap.loading.yaml.nodes import Node, Scalar, SequenceNode
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import Departures, Moment, Rhythm
from servicemap.wording.slips import clock_meant, length_meant, moment_meant
from servicemap.wording.slips_of_calendars import departure_meant

EN_DASH = "\u2013"
"""What word processors make of the hyphen in `Mon-Fri`."""

_WEEKDAY = {
    form: number
    for number, day in enumerate(WEEKDAYS_IN_FULL)
    for form in (day, day[:3], day[:2], *(("tues", "thur", "thurs") if day[0] == "t" else ()))
    if form[:2] == day[:2]
}
_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_MOMENT = r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]\s*([0-9]{1,2}:[0-9]{2})(?::00)?)?"
_LIKE_A_DATE = r"[0-9]{1,4}\s*[-./]\s*[0-9]{1,2}\s*[-./]\s*[0-9]{1,4}"
_RHYTHM = r"(?:every|each|daily|weekly|monthly)\b"
_CLOCK = r"([0-9]{1,2}):([0-9]{2})"
_DEPARTS_HINT = (
    "write daily 17:00, Fri 12:00, 'Mon,Thu 09:30', monthly 25, monthly last 17:00 or every 1w"
)


def day_named(text: str) -> int | None:
    """The number of a day of the week by its name or the first letters of it; Monday is 0."""
    return _WEEKDAY.get(text.strip().casefold())


def days_named(text: str) -> tuple[int, ...] | None:
    """Days of the week, in order: `Mon-Fri`, `Mon,Wed,Fri`, `Sun-Thu`. None where it names none."""
    days: set[int] = set()
    for part in text.replace(EN_DASH, "-").split(","):
        first, dash, last = part.partition("-")
        start, end = day_named(first), day_named(last if dash else first)
        if start is None or end is None:
            return None
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return tuple(sorted(days))


def minute_of(text: str) -> int | None:
    """Minutes after midnight of `9:00`, `17:30` or `24:00`. None where it is no time of day."""
    clock = re.fullmatch(_CLOCK, text.strip())
    if clock is None:
        return None
    hour, minute = int(clock[1]), int(clock[2])
    total = 60 * hour + minute
    return total if minute < 60 and total <= 24 * 60 else None


def day(node: Node, problems: Problems, key: str) -> date | None:
    """A date."""
    found = scalar(node, problems, key, "a date")
    if found is None:
        return None
    said = parsed_date(found)
    if said is None:
        _refuse_date(found, node, problems, key)
    return said


def moment(node: Node, problems: Problems, key: str) -> Moment | None:
    """A date, or a date with a time of day."""
    found = scalar(node, problems, key, "a date")
    return None if found is None else _parsed_moment(found, node, problems, key)


def due(node: Node, problems: Problems, key: str) -> Moment | Duration | Departures | None:
    """A moment, a length of time from the start of the plan, or a rhythm: every Friday at noon."""
    found = scalar(node, problems, key, "a date or a length of time")
    if found is None:
        return None
    recurring = _recurring(" ".join(found.split()))
    if recurring is not None:
        return recurring
    like_a_date = (found[:4].isdecimal() and found[4:5] == "-") or re.match(_LIKE_A_DATE, found)
    if like_a_date or _without_hyphens(found):
        return _parsed_moment(found, node, problems, key)
    meant = "" if is_length(found) else moment_meant(found)
    rhythm = departure_meant(found)
    if re.match(_RHYTHM, found.casefold()):
        meant = rhythm.partition("; or every")[0] or "write daily 15:00, Fri 12:00 or monthly 5"
    elif weekly := re.search("[A-Z][a-z]{2} [0-9]{2}:[0-9]{2}", rhythm):
        day_itself = meant or "write the day itself, such as 2027-02-05"
        meant = f"{day_itself}; if every week is meant, {weekly[0]}"
    if meant:
        message = f"{key}: {quoted(found)} is neither a date nor a length of time"
        problems.add("SM006", message, node, meant)
        return None
    if not re.search("[0-9]", found) and not length_meant(found, key):
        problems.add(
            "SM006",
            f"{key}: {quoted(found)} is neither a date nor a length of time",
            node,
            "write a day, such as 2027-02-05, or how long after the start of the plan, such as 3d",
        )
        return None
    return parsed_length(found, node, problems, key)


def departures(node: Node, problems: Problems, key: str) -> Departures | None:
    """When something leaves."""
    if isinstance(node, SequenceNode):
        problems.add(
            "SM002",
            f"{key}: a list stands here, where when it leaves belongs",
            node,
            _departures_joined(node, key),
        )
        return None
    found = scalar(node, problems, key, "when it leaves")
    if found is None:
        return None
    flat = " ".join(found.split())
    first, _, rest = flat.partition(" ")
    rhythm = first.casefold()
    if rhythm == "every" and rest and not departure_meant(flat):
        period = parsed_length(rest, node, problems, key)
        if period is None:
            return None
        said = (
            Departures(rhythm=Rhythm.EVERY, text=flat, period=period) if any(period[:3]) else None
        )
    else:
        said = _recurring(flat)
    if said is None:
        hint = departure_meant(flat) or _DEPARTS_HINT
        if days_named(flat):
            hint = f"add the time of day: {flat} 17:00"
        problems.add("SM006", f"{key}: {quoted(found)} does not say when it leaves", node, hint)
    return said


def _departures_joined(node: SequenceNode, key: str) -> str:
    """Several departures as one, as a cure; where they have different times there is none."""
    said = [" ".join(item.value.split()) for item in node.items if isinstance(item, Scalar)]
    days = [each for each in said if days_named(each)]
    if said and len(days) == len(node.items):
        return f"add the time of day, and write them in one: {key}: {','.join(days)} 17:00"
    parted = [each.rpartition(" ") for each in said if _at_a_time(each)]
    times = {minute_of(time) for _, _, time in parted}
    if not parted or len(parted) < len(node.items):
        return f"write {key}: and one value after it, such as Tue,Fri 06:00"
    named = ",".join(days for days, _, _ in parted)
    if len(times) == 1:
        return f"write {key}: {named} {parted[0][2]}"
    latest = max((minute_of(time) or 0, time) for _, _, time in parted)[1]
    return f"all these days have one time of day here: write {key}: {named} {latest}, the latest"


def _recurring(flat: str) -> Departures | None:
    """What recurs on days that it names: `daily 15:00`, `Fri 12:00`, `monthly 5`."""
    first, _, rest = flat.partition(" ")
    return _monthly(flat, rest.casefold()) if first.casefold() == "monthly" else _at_a_time(flat)


def _monthly(flat: str, rest: str) -> Departures | None:
    day, _, time = rest.partition(" ")
    minute = minute_of(time)
    if time and minute is None:
        return None
    if day == "last":
        return Departures(rhythm=Rhythm.MONTHLY, text=flat, minute=minute)
    if re.fullmatch("[0-9]{1,2}", day) and 1 <= int(day) <= 31:
        return Departures(rhythm=Rhythm.MONTHLY, text=flat, minute=minute, month_day=int(day))
    return None


def _at_a_time(flat: str) -> Departures | None:
    days, _, time = flat.rpartition(" ")
    minute = minute_of(time)
    if minute is None:
        return None
    if days.casefold() == "daily":
        return Departures(rhythm=Rhythm.DAILY, text=flat, minute=minute)
    weekdays = days_named(days)
    return (
        Departures(rhythm=Rhythm.WEEKLY, text=flat, weekdays=weekdays, minute=minute)
        if weekdays
        else None
    )


def _parsed_moment(found: str, node: Node, problems: Problems, key: str) -> Moment | None:
    said = re.fullmatch(_MOMENT, found)
    on = parsed_date(said[1]) if said else None
    if said is None or on is None:
        _refuse_date(found, node, problems, key)
        return None
    if said[2] is None:
        return Moment(day=on)
    minute = minute_of(said[2])
    if minute is None:
        problems.add(
            "SM006",
            f"{key}: {quoted(said[2])} is no time of day",
            node,
            "write 00:00 to 24:00",
        )
        return None
    return Moment(day=on, minute=minute)


def _without_hyphens(found: str) -> str:
    """`2027-02-19` for a date that is written `20270219`; empty for anything else."""
    if not re.fullmatch("[0-9]{8}", found):
        return ""
    meant = f"{found[:4]}-{found[4:6]}-{found[6:]}"
    return meant if parsed_date(meant) else ""


def _refuse_date(found: str, node: Node, problems: Problems, key: str) -> None:
    said = re.match(_DATE, found)
    if meant := _without_hyphens(found):
        hint = f"write it {meant}"
    elif said is None:
        none = "there is no such day: " if re.fullmatch(_LIKE_A_DATE, found) else ""
        hint = moment_meant(found) or f"{none}write year-month-day, such as 2027-02-01"
    elif int(said[1]) not in YEARS:
        hint = f"a map speaks of the years {YEARS.start} to {YEARS.stop - 1}"
    elif len(found) > len(said[0]):
        day, rest = found[: len(said[0])], found[len(said[0]) :].strip()
        at = clock_meant(rest)
        hint = f"write {day} {at}" if at else f"write {day} or {day} 17:00"
        if not at and re.match("[Tt ]?[0-9]", rest):
            hint += "; the time zone belongs to the calendar"
    else:
        month = int(said[2])
        hint = "write a month from 01 to 12"
        if 1 <= month <= len(MONTHS):
            last = monthrange(int(said[1]), month)[1]
            hint = f"{MONTHS[month - 1]} {said[1]} has {last} days"
    problems.add("SM006", f"{key}: {quoted(found)} is no date", node, hint)
