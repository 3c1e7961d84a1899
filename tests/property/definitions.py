"""What the words of the design mean, one small function each; as slow as they are plain.

Nothing here is shared with the program but the model: working minutes are listed one by one,
departures are looked for day by day, and circles are gone round one service after the other.
"""

from bisect import bisect_left
from datetime import date, timedelta
from functools import cache

from servicemap.calendars import Calendar
from servicemap.durations import Duration
from servicemap.index import Requirement, compile_index
from servicemap.model import Departures, Reliance, Rhythm, ServiceMap

DAYS = 500
NO_TIME = Duration()
START = date(2027, 3, 1)
"""A Monday; maps with holidays have to start on it."""
MONDAY = START.toordinal() * 1440
WEEK = 7 * 1440


def on(moment: int) -> date:
    return date.fromordinal(moment // 1440)


def works_on(calendar: Calendar, day: date) -> bool:
    """Extra days count for more than holidays."""
    usual = day.weekday() in calendar.workdays and day not in calendar.holidays
    return usual or day in calendar.also


@cache
def working_minutes(calendar: Calendar) -> list[int]:
    """The moments at which a minute of work begins, from the Monday of the plan on."""
    return [
        MONDAY + day * 1440 + minute
        for day in range(DAYS)
        if works_on(calendar, START + timedelta(day))
        for start, end in calendar.hours_on((START + timedelta(day)).weekday())
        for minute in range(start, end)
    ]


def worked(calendar: Calendar, moment: int) -> int:
    return bisect_left(working_minutes(calendar), moment)


def opening(calendar: Calendar, number: int) -> int:
    return working_minutes(calendar)[number]


def closing(calendar: Calendar, number: int) -> int:
    return working_minutes(calendar)[number - 1] + 1 if number else MONDAY


def later(calendar: Calendar, moment: int, by: Duration | None) -> int:
    """The moment a length of time after another."""
    if by is None or not any(by[:3]):
        return moment
    if by.elapsed:
        return moment + minutes(calendar, by)
    return closing(calendar, worked(calendar, moment) + minutes(calendar, by))


def minutes(calendar: Calendar, length: Duration) -> int:
    day, week = (1440, 7 * 1440) if length.elapsed else (calendar.day, calendar.week)
    assert not any(part % 1 for part in length[:3]), "nobody draws fractions here"
    return int(length.weeks * week + length.days * day + length.minutes)


def whole_weeks(late: int) -> int:
    """The fewest whole weeks that are no less."""
    return -(-late // WEEK) * WEEK


def goes_on(departs: Departures, calendar: Calendar, day: date) -> bool:
    if departs.rhythm is Rhythm.DAILY:
        return works_on(calendar, day)
    if departs.rhythm is Rhythm.WEEKLY:
        named = day.weekday() in departs.weekdays
        return named and (day not in calendar.holidays or day in calendar.also)
    until_next = [day]  # the days on which nobody works that follow this one, after it
    while not works_on(calendar, until_next[-1] + timedelta(1)):
        until_next.append(until_next[-1] + timedelta(1))
    return works_on(calendar, day) and any(is_day_of_month(departs, d) for d in until_next)


def is_day_of_month(departs: Departures, day: date) -> bool:
    wanted = departs.month_day or 31
    is_last = (day + timedelta(1)).day == 1
    return day.day == wanted or (is_last and day.day < wanted)


@cache
def departures(departs: Departures, calendar: Calendar, planned: int) -> list[int]:
    """Every departure there is. The first of `every 2d` is the planned one."""
    if departs.rhythm is Rhythm.EVERY:
        return periodic(departs, calendar, planned)
    found = []
    for number in range(-1, DAYS):  # what leaves at midnight leaves with the first minute
        day = START + timedelta(number)
        if goes_on(departs, calendar, day):
            end = calendar.hours_on(day.weekday())[-1][1] if works_on(calendar, day) else 1440
            minute = end if departs.minute is None else departs.minute
            found.append(MONDAY + number * 1440 + minute)
    return found


def periodic(departs: Departures, calendar: Calendar, planned: int) -> list[int]:
    """Weeks are weeks on the clock, and what is shorter is working time unless it is elapsed."""
    period = departs.period
    assert period is not None
    if period.elapsed or not (period.days or period.minutes):
        step = minutes(calendar, period._replace(elapsed=True))
        return list(range(planned, MONDAY + DAYS * 1440, step))
    step, number = minutes(calendar, period), worked(calendar, planned)
    last = len(working_minutes(calendar))
    return [planned, *(closing(calendar, n) for n in range(number + step, last, step))]


Heard = tuple[str, tuple[Reliance, ...], str]
"""Who brings something round a circle, as which of a need, and to whom."""


class Definitions:
    """One map that leaves nothing open, and what each word of timing means on it.

    Maps with open `needs` or a missing `takes` have many readings: test_bounds.py fills them in.
    """

    def __init__(self, m: ServiceMap) -> None:
        self.map = m
        self.index = compile_index(m)
        self.needs: dict[str, list[tuple[Reliance, ...]]] = {
            s: [self.without_itself(r, s) for r in self.index.requiring[s]] for s in m.services
        }
        self.needs = {s: [group for group in groups if group] for s, groups in self.needs.items()}
        self.behind = {s: self.waits_for(s) for s in m.services}
        assert all(s.takes for s in m.services.values()), "readings are not for this page"
        self.takes = {s.id: s.takes.likely for s in m.services.values() if s.takes}
        self.calendars = {s.id: m.calendar_of(s.provider) for s in m.services.values()}
        self.starts, self.finishes = self.plan()

    def without_itself(self, requirement: Requirement, s: str) -> tuple[Reliance, ...]:
        return tuple(one for one in requirement.any_of if one.service != s)

    def waits_for(self, s: str) -> set[str]:
        found: set[str] = set()
        todo = [s]
        while todo:
            for group in self.needs[todo.pop()]:
                for r in group:
                    if r.service not in found:
                        found.add(r.service)
                        todo.append(r.service)
        return found

    def in_one_loop(self, u: str, v: str) -> bool:
        return u in self.behind[v] and v in self.behind[u]

    def planned_for(self, v: str) -> set[str]:
        """All that v is planned to wait for: of alternatives the first, and nothing standing."""
        found: set[str] = set()
        todo = [v]
        while todo:
            for first, *_ in self.needs[todo.pop()]:
                if not first.standing and first.service not in found:
                    found.add(first.service)
                    todo.append(first.service)
        return found

    def counts(self, r: Reliance, v: str) -> bool:
        """Whether the plan counts a need: it is no stock, and v is not waited for in its turn."""
        return not (r.standing or v in self.planned_for(r.service))

    def circle(self, v: str) -> list[str]:
        """All that wait for each other with v, in the map's order; v alone where nobody does."""
        return [u for u in self.map.services if u == v or self.in_one_loop(u, v)]

    def is_planned(self, r: Reliance, v: str) -> bool:
        """Whether v is planned to wait for r: it is the first of its need, and counts."""
        return any(r is first for first, *_ in self.needs[v]) and self.counts(r, v)

    def credited(self, r: Reliance, v: str) -> bool:
        """What stands ready arrives exactly when it is needed, and so does what closes a circle:
        in one, all that the plan does not count.
        """
        inside = self.in_one_loop(r.service, v)
        return not r.standing and (not inside or self.is_planned(r, v))

    def turns(self, group: tuple[Reliance, ...], v: str) -> bool:
        """Whether a need is waited for round a circle; not where its first comes from outside."""
        inside = any(self.in_one_loop(r.service, v) for r in group)
        return inside and not self.credited(group[0], v)

    def done(self, v: str, start: int, extra: Duration = NO_TIME) -> int:
        """The moment at which v is done that starts at a moment: its work, then what is added."""
        return later(self.calendars[v], later(self.calendars[v], start, self.takes[v]), extra)

    def leaves(self, r: Reliance, moment: int) -> int:
        """The first departure at or after a moment."""
        if r.departs is None:
            return moment
        first = self.finishes[r.service] if r.departs.rhythm is Rhythm.EVERY else MONDAY
        timetable = departures(r.departs, self.calendars[r.service], first)
        return timetable[bisect_left(timetable, moment)]

    def at_once(self, v: str) -> bool:
        """Whether it starts the moment its needs have arrived, whoever works then."""
        takes = self.takes[v]
        return takes.elapsed or not any(takes[:3])

    def begun(self, v: str, moment: int) -> int:
        """When v starts that may start at a moment: then, or when its provider works again."""
        calendar = self.calendars[v]
        return moment if self.at_once(v) else opening(calendar, worked(calendar, moment))

    def plan(self) -> tuple[dict[str, int], dict[str, int]]:
        """Round by round, until nothing changes: nobody waits for himself in a plan."""
        self.opens = dict.fromkeys(self.calendars, MONDAY)
        for v, s in self.map.services.items():
            if s.not_before is not None:
                begins = s.not_before.day.toordinal() * 1440 + (s.not_before.minute or 0)
                self.opens[v] = max(MONDAY, begins)
        self.starts = {v: self.begun(v, at) for v, at in self.opens.items()}
        self.finishes = {v: self.done(v, start) for v, start in self.starts.items()}
        for _ in range(len(self.starts) + 1):
            for v in self.calendars:
                arrivals = [
                    self.leaves(group[0], self.finishes[group[0].service])
                    for group in self.needs[v]
                    if self.counts(group[0], v)
                ]
                self.starts[v] = self.begun(v, max([self.opens[v], *arrivals]))
                self.finishes[v] = self.done(v, self.starts[v])
        return self.starts, self.finishes

    def arrival(self, r: Reliance, v: str, done: int) -> int:
        """When v has in hand what r brings, the provider done at a moment."""
        mine, theirs = self.calendars[v], self.calendars[r.service]
        if self.credited(r, v):
            return self.leaves(r, done)
        by_plan = self.finishes[r.service]
        late = worked(theirs, done) - worked(theirs, by_plan)
        wanted = self.starts[v]
        needed = self.leaves(r, by_plan) if r.departs else wanted
        if done <= by_plan or (late <= 0 and not r.departs and mine == theirs):
            return wanted
        # As late as the provider is: in its working time, or else by less than a minute of it.
        then = closing(theirs, worked(theirs, needed) + max(1, late))
        if late <= 0:
            then = min(then, needed + done - by_plan)
        by_weeks = self.in_one_loop(r.service, v)  # there it makes nobody more weeks late
        if by_weeks and late > 0:
            then = min(then, needed + whole_weeks(done - by_plan))
        there = self.leaves(r, then)
        if self.at_once(v):
            return wanted + there - needed
        missed = worked(mine, there) - worked(mine, needed)
        arrives = opening(mine, worked(mine, wanted) + missed)
        if by_weeks:
            arrives = min(arrives, self.begun(v, wanted + whole_weeks(there - needed)))
        return arrives

    def something_departs(self, circle: list[str]) -> bool:
        """Whether anything by which somebody in a circle may wait for another departs."""
        return any(
            r.departs and r.service in circle
            for v in circle
            for group in self.needs[v]
            for r in group
        )

    def gate(self, group: tuple[Reliance, ...], v: str, done: dict[str, int]) -> int:
        """When v can start as far as a need of it goes, in its working minutes."""
        first, mine = group[0], self.calendars[v]
        by_plan = self.arrival(first, v, self.finishes[first.service])
        arrivals = {r.service: self.arrival(r, v, done[r.service]) for r in group}
        for r in group[1:]:
            if r.switch is not None:
                arrivals[r.service] = max(arrivals[r.service], later(mine, by_plan, r.switch))
        vouched = [arrivals[r.service] for r in group if self.credited(r, v)]
        for r in group[1:]:
            if vouched and not self.credited(r, v):
                arrivals[r.service] = max(arrivals[r.service], min(vouched))
        return min(self.begun(v, self.less_slack(r, mine, arrivals[r.service])) for r in group)

    def less_slack(self, r: Reliance, mine: Calendar, there: int) -> int:
        """The first moment from which it is no longer than slack until it is there."""
        if r.slack is None or not any(r.slack[:3]):
            return there
        if r.slack.elapsed:
            return there - minutes(mine, r.slack)
        return closing(mine, max(0, worked(mine, there) - minutes(mine, r.slack)))

    def late(self, extra: dict[str, Duration]) -> dict[str, int]:
        """Service -> how late, for those that are, in working time of whoever is late."""
        done = self.happens(extra)
        late = {
            s: worked(c, done[s]) - worked(c, self.finishes[s]) for s, c in self.calendars.items()
        }
        return {s: minutes for s, minutes in late.items() if minutes}

    def happens(self, extra: dict[str, Duration]) -> dict[str, int]:
        """When each service is done: circle by circle, until nothing changes."""
        done = dict(self.finishes)
        before = None
        while done != before:
            before = dict(done)
            for v in self.calendars:
                circle = self.circle(v)
                if v == circle[0]:
                    self.settle(circle, done, extra)
        return done

    def settle(self, circle: list[str], done: dict[str, int], extra: dict[str, Duration]) -> None:
        """What those who wait for each other come to, everybody else being done as they are.

        As far as the plan leads from one to the next their delays add up. What comes round the
        circle after that adds nothing to what somebody takes longer anyhow.
        """
        done.update({v: self.finishes[v] for v in circle})
        groups = {v: [g for g in self.needs[v] if not self.turns(g, v)] for v in circle}
        outside = {
            v: [g for g in own if not self.in_one_loop(g[0].service, v)]
            for v, own in groups.items()
        }
        by_themselves = {
            v for v in circle if self.begins(v, outside[v], done, extra) > self.finishes[v]
        }
        for _ in circle:
            done.update({v: self.begins(v, groups[v], done, extra) for v in circle})
        inside = [
            (r.service, group, v)
            for v in circle
            for group in self.needs[v]
            for r in group
            if self.in_one_loop(r.service, v)
        ]
        by_themselves |= {
            v
            for _, group, v in inside  # what is outside may make the choice late
            if self.turns(group, v)
            and not self.in_one_loop(group[0].service, v)
            and self.hear(group, v, done)
        }
        if self.something_departs(circle) or self.count_alike(circle):
            self.go_round(inside, done)
        else:
            self.settle_once(by_themselves, inside, done)

    def count_alike(self, circle: list[str]) -> bool:
        """Whether a minute is the same minute all round a circle, so that it never becomes two."""
        calendars = {self.calendars[v] for v in circle}
        return len(calendars) == 1 and not any(self.takes[v].elapsed for v in circle)

    def begins(
        self,
        v: str,
        groups: list[tuple[Reliance, ...]],
        done: dict[str, int],
        extra: dict[str, Duration],
    ) -> int:
        """When v is done as far as some of its needs go, and nothing comes round a circle."""
        before = done | {
            r.service: self.finishes[r.service]
            for group in groups
            for r in group
            if self.in_one_loop(r.service, v) and not self.credited(r, v)
        }
        start = max([self.starts[v], *(self.gate(group, v, before) for group in groups)])
        return self.done(v, start, extra.get(v, NO_TIME))

    def go_round(self, inside: list[Heard], done: dict[str, int]) -> None:
        """Until nothing changes: a missed departure may hit somebody twice."""
        before = None
        while done != before:
            before = dict(done)
            for _, group, v in inside:
                self.hear(group, v, done)

    def settle_once(self, begin: set[str], inside: list[Heard], done: dict[str, int]) -> None:
        """The latest by the clock first, and each of them once; nobody before the one of whom it
        has what makes it so late.
        """
        open_, settled = set(begin), set[str]()
        while open_:
            u = max(
                (s for s in self.map.services if s in open_),
                key=lambda s: done[s] - self.finishes[s],
            )
            open_.remove(u)
            settled.add(u)
            for provider, group, v in inside:
                if provider == u and v not in settled and self.hear(group, v, done):
                    open_.add(v)

    def hear(self, group: tuple[Reliance, ...], v: str, done: dict[str, int]) -> bool:
        """What comes late round a circle adds no delay of its own to that of v.

        Whether v is as late as that.
        """
        start = self.gate(group, v, done)
        if start <= self.starts[v]:
            return False
        done[v] = max(done[v], self.done(v, start))
        return done[v] == self.done(v, start)

    def promise_delay(self, r: Reliance, done: dict[str, int]) -> int:
        """How much later than planned a promise is there, in working time of who waits for it."""
        theirs = self.map.calendar_of(r.customer)
        planned = self.leaves(r, self.finishes[r.service])
        return worked(theirs, self.leaves(r, done[r.service])) - worked(theirs, planned)
