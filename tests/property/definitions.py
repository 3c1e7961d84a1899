"""What the words of the design mean, one small function each; as slow as they are plain.

Nothing here is shared with the program but the model: working minutes are listed one by one,
departures are looked for minute by minute, and loops are gone round until nothing changes.
"""

from bisect import bisect_left
from functools import cache

from servicemap.calendars import Calendar
from servicemap.index import Requirement, compile_index
from servicemap.model import Departures, Reliance, ServiceMap

DAYS = 220
MONDAY = 1461 * 1440
"""Any midnight will do as the start of a typical week."""


@cache
def working_minutes(calendar: Calendar) -> list[int]:
    """The moments at which a minute of work begins, from the Monday before the plan on."""
    return [
        MONDAY + day * 1440 + minute
        for day in range(DAYS)
        if day % 7 in calendar.workdays
        for start, end in calendar.hours
        for minute in range(start, end)
    ]


def worked(calendar: Calendar, moment: int) -> int:
    return bisect_left(working_minutes(calendar), moment)


def opening(calendar: Calendar, number: int) -> int:
    return working_minutes(calendar)[number]


def closing(calendar: Calendar, number: int) -> int:
    return working_minutes(calendar)[number - 1] + 1 if number else MONDAY


def leaves(departs: Departures | None, moment: int) -> int:
    """The first departure at or after a moment; weekly ones are all there are here."""
    if departs is None:
        return moment
    while not (
        (moment - MONDAY) // 1440 % 7 in departs.weekdays
        and (moment - MONDAY) % 1440 == departs.minute
    ):
        moment += 1
    return moment


class Definitions:
    """One map, and what each word of timing means on it."""

    def __init__(self, m: ServiceMap) -> None:
        self.map = m
        self.index = compile_index(m)
        self.needs: dict[str, list[tuple[Reliance, ...]]] = {
            s: [self.without_itself(r, s) for r in self.index.requiring[s]] for s in m.services
        }
        self.needs = {s: [group for group in groups if group] for s, groups in self.needs.items()}
        self.behind = {s: self.waits_for(s) for s in m.services}
        self.work = {
            s.id: int(s.takes.likely.minutes) if s.takes else 0 for s in m.services.values()
        }
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

    def unknown(self, s: str) -> bool:
        """Its own `takes` is missing, or that of anything it waits for (loop mates included)."""
        waits: set[str] = set()
        more = {s}
        while more != waits:
            waits = set(more)
            for one in waits:
                more |= {g[0].service for g in self.needs[one] if not g[0].standing}
                more |= {mate for mate in self.map.services if self.in_one_loop(mate, one)}
        return any(self.map.services[one].takes is None for one in waits)

    def vague(self, v: str) -> bool:
        service = self.map.services[v]
        return service.needs is None and len(self.index.making[service.provider]) > 1

    def planned(self, r: Reliance, v: str) -> bool:
        return not (r.standing or self.in_one_loop(r.service, v))

    def credited(self, r: Reliance, v: str) -> bool:
        return self.planned(r, v) and not (self.unknown(r.service) or self.vague(v))

    def done(self, v: str, start: int, extra: int = 0) -> int:
        """The moment at which v is done that starts at this working minute."""
        calendar, work = self.calendars[v], self.work[v] + extra
        return closing(calendar, start + work) if work else opening(calendar, start)

    def plan(self) -> tuple[dict[str, int], dict[str, int]]:
        starts = {v: worked(c, MONDAY) for v, c in self.calendars.items()}
        finishes = {v: self.done(v, starts[v]) for v in starts}
        for _ in range(len(starts) + 1):
            for v, calendar in self.calendars.items():
                arrivals = [
                    worked(calendar, leaves(group[0].departs, finishes[group[0].service]))
                    for group in self.needs[v]
                    if self.planned(group[0], v)
                ]
                starts[v] = max([worked(calendar, MONDAY), *arrivals])
                finishes[v] = self.done(v, starts[v])
        return starts, finishes

    def arrival(self, r: Reliance, v: str, done: int) -> int:
        """When what r brings is there, in working minutes of v, the provider done at a moment."""
        mine, theirs = self.calendars[v], self.calendars[r.service]
        if self.credited(r, v):
            return worked(mine, leaves(r.departs, done))
        late = worked(theirs, done) - worked(theirs, self.finishes[r.service])
        if late <= 0:
            return self.starts[v]
        if r.departs is None:
            needed = opening(mine, self.starts[v])
            return worked(mine, closing(theirs, worked(theirs, needed) + late))
        by_plan = leaves(r.departs, self.finishes[r.service])
        then = leaves(r.departs, closing(theirs, worked(theirs, by_plan) + late))
        return self.starts[v] + worked(mine, then) - worked(mine, by_plan)

    def gate(self, group: tuple[Reliance, ...], v: str, done: dict[str, int]) -> int:
        """When v can start as far as a need of it goes, in its working minutes."""
        first = group[0]
        by_plan = self.arrival(first, v, self.finishes[first.service])
        arrivals = {r.service: self.arrival(r, v, done[r.service]) for r in group}
        for r in group[1:]:
            if r.switch is not None:
                switched = by_plan + int(r.switch.minutes)
                arrivals[r.service] = max(arrivals[r.service], switched)
        vouched = [arrivals[r.service] for r in group if self.credited(r, v)]
        for r in group[1:]:
            if vouched and not self.credited(r, v):
                arrivals[r.service] = max(arrivals[r.service], min(vouched))
        return min(arrivals[r.service] - (int(r.slack.minutes) if r.slack else 0) for r in group)

    def late(self, extra: dict[str, int]) -> dict[str, int]:
        """Service -> how late, for those that are: from the plan up, until nothing changes."""
        done = dict(self.finishes)
        before = None
        while done != before:
            before = dict(done)
            for v in self.calendars:
                outside = inside = self.starts[v]
                for group in self.needs[v]:
                    at = self.gate(group, v, done)
                    if any(self.in_one_loop(r.service, v) for r in group):
                        inside = max(inside, at)
                    else:
                        outside = max(outside, at)
                here = self.done(v, outside, extra.get(v, 0))
                done[v] = max(done[v], here, self.done(v, inside))
        late = {
            s: worked(c, done[s]) - worked(c, self.finishes[s]) for s, c in self.calendars.items()
        }
        return {s: minutes for s, minutes in late.items() if minutes}
