"""SM309 holidays-end."""

from collections.abc import Iterator
from datetime import date

from servicemap.calendars import Calendar
from servicemap.dates import YEARS
from servicemap.public_holidays import known_until
from servicemap.rules.judging import Case, Problem, Rule, Timing
from servicemap.wording.moments import on_day
from servicemap.wording.names import promise_named


def holidays_end(case: Case) -> Iterator[Problem]:
    """Public holidays that are known only until a day within the plan.

    What it says:
        A calendar of the map keeps the public holidays of a country, and what is known of them
        ends before the plan does. Those that follow the moon, or are proclaimed year by year, are
        known for some years ahead only. Where the calendar lists days of its own in each year that
        follows, nothing is found.

    Why it matters:
        From then on every working day counts as worked. What is planned across a holiday is
        planned too early, and nobody notices before that day comes.

    Example:
        map: {start: 2099-12-28, calendar: {holidays: JP}}
        teams:
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf, takes: 2w, promise: 4w} # SM309
        end_users: [Shoppers]

    Instead:
        map: {start: 2099-12-28, calendar: {holidays: [JP, 2100-01-01]}}
        teams:
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf, takes: 2w, promise: 4w}
        end_users: [Shoppers]
    """
    m = case.map
    kept = [m.calendar, *(party.calendar for party in m.parties.values() if party.calendar)]
    if m.start is None or not any(calendar.country for calendar in kept):
        return
    timing = case.planned
    if timing is None or not timing.promises:
        return
    number, last = _last_day(timing)
    told = set()
    for calendar in timing.network.axis.times:
        country = calendar.calendar.country
        until = known_until(country, last.year) if country else None
        if until is None or country in told or _listed(calendar.calendar, until, last):
            continue
        told.add(country)
        one = timing.promises[number].reliance
        whose = promise_named(m, one.service, one.customer)
        yield Problem(
            one,
            f"public holidays of {country} are known until {on_day(until)}, and the plan goes up to"
            f" {on_day(last)}, with {whose}",
            f"write those that come after as dates: holidays: [{country}, {last.year}-05-01];"
            " a newer package may know them: pip install --upgrade holidays",
            which=country or "",
        )


def _last_day(timing: Timing) -> tuple[int, date]:
    """Which promise of the plan is planned, or due, the latest; and on which day."""
    found = [max(one.planned, one.due) for one in timing.promises]
    number = found.index(max(found))
    day, _ = timing.network.axis.times[0].on_the_wall(found[number])
    return number, date.fromordinal(min(day, date(YEARS.stop - 1, 12, 31).toordinal()))


def _listed(calendar: Calendar, until: date, last: date) -> bool:
    """Whether somebody wrote down what comes after, in each of the years."""
    years = {day.year for day in calendar.holidays}
    return all(year in years for year in range(until.year + 1, last.year + 1))


RULE = Rule("SM309", holidays_end, waits=True)
