"""Calendars: the days and hours that people work, and the days nobody does."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from servicemap.calendars import STANDARD, Calendar, Hours, length_of
from servicemap.dates import WEEKDAYS
from servicemap.loading.values.dates_and_times import EN_DASH, days_named, minute_of
from servicemap.loading.values.days_off import Holidays, listed_texts
from servicemap.loading.values.plain_values import length, scalar
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, is_nothing
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.locations import Location
from servicemap.wording.lists import in_runs
from servicemap.wording.slips_of_calendars import hours_meant, weekdays_meant

MIDNIGHT = 24 * 60


class CalendarName(NamedTuple):
    """A calendar given by its name in `calendars`; the map says later what it is."""

    name: str
    location: Location


class ByDay(NamedTuple):
    """Hours that differ by day of the week, of which Monday is 0."""

    hours: Mapping[int, tuple[Hours, ...]]

    def usual(self, workdays: tuple[int, ...]) -> tuple[Hours, ...]:
        """Those of the day that is as long as most of these; of equally many, the longest."""
        lengths = [length_of(self.hours[day]) for day in workdays]
        usual = max(lengths, key=lambda length: (lengths.count(length), length))
        return self.hours[workdays[lengths.index(usual)]]


def calendar_of(
    values: Mapping[str, Any], nodes: Mapping[str, Node], problems: Problems
) -> Calendar:
    """The calendar that the keys of one say; what is left out is as in the standard one.

    `values` are what they say, `nodes` where it stands. Where hours are given by day, the days that
    they name are worked unless `workdays` says so.
    """
    get = values.get
    free: Holidays = get("holidays") or Holidays((), None)
    hours: tuple[Hours, ...] | ByDay = get("hours") or STANDARD.hours
    workdays: tuple[int, ...] | None = get("workdays")
    differing: tuple[tuple[int, tuple[Hours, ...]], ...] = ()
    if isinstance(hours, ByDay):
        of_day = hours.hours
        if workdays and (without := [day for day in workdays if day not in of_day]):
            days = ", ".join(in_runs(without, WEEKDAYS))
            problems.add(
                "SM006",
                f"hours: say nothing of {days}, which workdays: names",
                nodes["hours"],
                f"add {days}: 09:00-17:00, or leave workdays: out: the days with hours are worked",
            )
        worked = tuple(day for day in workdays or sorted(of_day) if day in of_day)
        workdays = worked or tuple(sorted(of_day))
        usual = hours.usual(workdays)
        differing = tuple((day, own) for day, own in sorted(of_day.items()) if own != usual)
        hours = usual
    return Calendar(
        workdays or STANDARD.workdays,
        hours,
        free.days,
        free.country,
        get("timezone"),
        differing,
        get("also") or (),
        get("day"),
    )


def _refuse_none(node: Node, problems: Problems, key: str, what: str, example: str) -> None:
    """Report a list with nothing in it: a calendar without working time measures nothing.

    Where nothing stands at all the key is as good as left out, and what is no text, there or in the
    list, has been reported.
    """
    items = node.items if isinstance(node, SequenceNode) else [node]
    if not is_nothing(node) and all(isinstance(item, Scalar) for item in items):
        _names_none(node, problems, key, what, example)


def _names_none(node: Node, problems: Problems, key: str, what: str, example: str) -> None:
    problems.add(
        "SM006",
        f"{key}: names no {what}",
        node,
        f"write {key}: {example}, or leave the key out for that",
    )


def workdays(node: Node, problems: Problems, key: str) -> tuple[int, ...] | None:
    """The days of the week that are worked."""
    days: set[int] = set()
    for said, place in listed_texts(node, problems, key, "a day of the week"):
        found = days_named(said)
        if found is None:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} is no day of the week",
                place,
                _days_instead_of(said),
            )
            return None
        days.update(found)
    if not days:
        _refuse_none(node, problems, key, "days that are worked", "Mon-Fri")
    return tuple(sorted(days)) or None


def _days_instead_of(said: str) -> str:
    """What to write for days that no map knows by this name."""
    if said.casefold() in {"weekdays", "workdays", "working days"}:
        return "write Mon-Fri"
    meant = weekdays_meant(said)
    return f"write {meant}" if meant else "write Mon-Fri, Sun-Thu or 'Mon,Wed,Fri'"


def hours(node: Node, problems: Problems, key: str) -> tuple[Hours, ...] | ByDay | None:
    """The hours worked on a day, in order; past 24:00 where they cross midnight.

    A mapping gives them by day of the week.
    """
    if isinstance(node, MappingNode):
        return _by_day(node, problems, key)
    return _stretches(node, problems, key)


def _by_day(node: MappingNode, problems: Problems, key: str) -> ByDay | None:
    found: dict[int, tuple[Hours, ...]] = {}
    for label, value in node.pairs:
        days = days_named(label.value)
        if days is None:
            problems.add(
                "SM006",
                f"{key}: {quoted(label.value)} is no day of the week",
                label,
                f"write {key}: 09:00-17:00, or by day {{Mon-Thu: 08:00-16:30, Fri: 08:00-13:00}}",
            )
            continue
        if is_nothing(value):
            problems.add(
                "SM006",
                f"{key}: says nothing of {label.value}",
                label,
                f"write {label.value}: 09:00-17:00, or leave out a day on which nobody works",
            )
            continue
        stretches = _stretches(value, problems, f"{key} of {label.value}")
        twice = [day for day in days if day in found]
        if twice:
            problems.add(
                "SM006",
                f"{key}: {', '.join(in_runs(twice, WEEKDAYS))} stands in two of these",
                label,
                "give each day of the week its hours once",
            )
        found.update((day, stretches) for day in days if stretches and day not in found)
    for day, stretches in sorted(found.items()):
        after = (day + 1) % 7
        if after in found and stretches[-1][1] - MIDNIGHT > found[after][0][0]:
            problems.add(
                "SM006",
                f"{key}: the night of {WEEKDAYS[day]} reaches into the hours of {WEEKDAYS[after]}",
                node,
                "write each hour of the week once",
            )
            return None
    if not node.pairs:
        _names_none(node, problems, key, "hours that are worked", "09:00-17:00")
    return ByDay(found) if found else None


def day_length(node: Node, problems: Problems, key: str) -> int | None:
    """How many minutes a day of work has, where that is not what its hours come to."""
    said = length(node, problems, key)
    if said is None:
        return None
    minutes = int(said.minutes)
    if said.weeks or said.days or said.elapsed or not 0 < minutes <= MIDNIGHT:
        problems.add(
            "SM006",
            f"{key}: '{said}' does not say how many hours a day has",
            node,
            f"write {key}: 8h or {key}: 7h 30m, 24h at most",
        )
        return None
    return minutes


def _stretches(node: Node, problems: Problems, key: str) -> tuple[Hours, ...] | None:
    """The hours of one day."""
    found: list[Hours] = []
    for said, place in listed_texts(node, problems, key, "a stretch of working hours"):
        start_text, _, end_text = said.replace(EN_DASH, "-").partition("-")
        start, end = minute_of(start_text), minute_of(end_text)
        if start is None or end is None or start == MIDNIGHT:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} says no hours of the day",
                place,
                hours_meant(said) or "write 09:00-17:00, 22:00-06:00 or [09:00-12:00, 13:00-17:00]",
            )
            return None
        if start == end:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} begins when it ends",
                place,
                "round the clock is 00:00-24:00",
            )
            return None
        found.append((start, end if end > start else end + MIDNIGHT))
    found.sort()
    for before, after in zip(found, [*found[1:], *found[:1]], strict=True):
        (_, ends), (starts, _) = before, after
        if after <= before:
            starts += MIDNIGHT
        if len(found) > 1 and ends > starts:
            problems.add(
                "SM006",
                f"{key}: two of these stretches of time overlap",
                node,
                "write each hour of the day once",
            )
            return None
    if not found:
        _refuse_none(node, problems, key, "hours that are worked", "09:00-17:00")
    return tuple(found) or None


def timezone(node: Node, problems: Problems, key: str) -> str | None:
    """The name of a time zone in the IANA database, where this machine has one to ask."""
    found = scalar(node, problems, key, "a time zone")
    if found is None:
        return None
    from servicemap.zones import zones

    known = zones()
    if not known or found in known:  # with no data at all, whoever reckons with it says so
        return found
    same = {zone.casefold(): zone for zone in known}.get(found.casefold())
    place = found.replace(" ", "_").casefold()
    same = same or min((z for z in known if z.casefold().endswith(f"/{place}")), default=None)
    if same:
        near = f"did you mean {same}?"
    elif re.search("[+-][0-9]|^[A-Z]{3,4}$", found):
        near = "write the zone of a place, such as Europe/Berlin: an offset knows no summer time"
    else:
        near = problems.spelling.did_you_mean(found, known)
    problems.add(
        "SM006",
        f"{key}: {quoted(found)} is no time zone",
        node,
        near or "write its IANA name, such as Asia/Hong_Kong",
    )
    return None
