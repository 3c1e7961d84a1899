"""Timing against brute force: the definitions, iterated until nothing changes any more."""

from hypothesis import given, settings
from hypothesis import strategies as st

from servicemap.index import compile_index
from servicemap.model import Reliance, ServiceMap
from servicemap.timing.delays import trace
from tests.maps_by_hand import make_map, reliance, service

TEAMS = 6


@st.composite
def maps(draw: st.DrawFn) -> ServiceMap:
    """Small maps with joins, loops, slack, standing reliances and missing `takes`."""
    takes = st.one_of(st.none(), st.integers(0, 20).map(lambda n: f"{n}m"))
    services = [service(f"t{i}/x", draw(takes)) for i in range(TEAMS)]
    second = draw(st.lists(st.integers(0, TEAMS - 1), max_size=2, unique=True))
    services += [service(f"t{i}/y", draw(takes)) for i in second]
    links = draw(
        st.lists(
            st.tuples(st.sampled_from([s.id for s in services]), st.integers(0, TEAMS - 1)),
            max_size=12,
            unique=True,
        )
    )
    forward = draw(st.booleans())  # half of the maps without loops, or few would have none
    reliances = [
        reliance(
            id_,
            f"t{to}",
            slack=draw(st.sampled_from([None, "3m", "10m"])),
            standing=draw(st.sampled_from([False, False, False, True])),
        )
        for id_, to in links
        if not forward or int(id_[1]) < to
    ]
    reliances += [reliance(s.id, "shoppers") for s in services]
    return make_map(services, reliances)


class Definitions:
    """What the words of the design mean, one small function each; as slow as they are plain."""

    def __init__(self, m: ServiceMap) -> None:
        self.map = m
        self.index = compile_index(m)
        self.needs: dict[str, list[Reliance]] = {
            s: [one for r in self.index.requiring[s] for one in r.any_of if one.service != s]
            for s in m.services
        }
        self.work = {
            s.id: int(s.takes.likely.minutes) if s.takes else 0 for s in m.services.values()
        }
        self.behind = {s: self.waits_for(s) for s in m.services}

    def waits_for(self, s: str) -> set[str]:
        found: set[str] = set()
        todo = [s]
        while todo:
            for r in self.needs[todo.pop()]:
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
                more |= {r.service for r in self.needs[one] if not r.standing}
                more |= {mate for mate in self.map.services if self.in_one_loop(mate, one)}
        return any(self.map.services[one].takes is None for one in waits)

    def vague(self, v: str) -> bool:
        service = self.map.services[v]
        return service.needs is None and len(self.index.making[service.provider]) > 1

    def credited(self, r: Reliance, v: str) -> bool:
        return not (
            r.standing or self.in_one_loop(r.service, v) or self.unknown(r.service) or self.vague(v)
        )

    def plan(self) -> tuple[dict[str, int], dict[str, int]]:
        start, finish = dict.fromkeys(self.map.services, 0), dict.fromkeys(self.map.services, 0)
        for _ in range(len(finish) + 1):
            for v in finish:
                counted = [
                    finish[r.service]
                    for r in self.needs[v]
                    if not r.standing and not self.in_one_loop(r.service, v)
                ]
                start[v] = max([0, *counted])
                finish[v] = start[v] + self.work[v]
        return start, finish

    def late(self, extra: dict[str, int]) -> dict[str, int]:
        """Service -> how late, for those that are: from nothing up, until nothing changes."""
        start, finish = self.plan()
        late = dict.fromkeys(self.map.services, 0)
        before = None
        while late != before:
            before = dict(late)
            for v in late:
                outside, inside = 0, 0
                for r in self.needs[v]:
                    u = r.service
                    slack = int(r.slack.minutes) if r.slack else 0
                    if self.in_one_loop(u, v):
                        inside = max(inside, late[u] - slack)
                    else:
                        planned = finish[u] if self.credited(r, v) else start[v]
                        outside = max(outside, planned + late[u] - slack - start[v])
                late[v] = max(outside + extra.get(v, 0), inside)
        return {s: minutes for s, minutes in late.items() if minutes}


@settings(max_examples=150, deadline=None)
@given(maps(), st.dictionaries(st.integers(0, TEAMS - 1), st.integers(0, 30), max_size=3))
def test_delays_are_what_the_definitions_say(m: ServiceMap, late: dict[int, int]) -> None:
    traced = trace(m, {f"t{i}": f"{n}m" for i, n in late.items()})
    extra = {s: late.get(int(s[1]), 0) for s in m.services}
    assert traced.delays == Definitions(m).late(extra)


@settings(max_examples=150, deadline=None)
@given(maps(), st.dictionaries(st.integers(0, TEAMS - 1), st.integers(0, 30), max_size=3))
def test_every_receipt_sums_and_hangs_together(m: ServiceMap, late: dict[int, int]) -> None:
    traced = trace(m, {f"t{i}": f"{n}m" for i, n in late.items()})
    for promise in traced:
        arriving = 0
        for hop in promise.chain:
            assert min(hop[1:]) >= 0
            assert hop.arrived_late == arriving
            kept = hop.absorbed_by_schedule + hop.absorbed_by_slack
            assert (
                hop.passed_on == hop.arrived_late - kept + hop.added_by_departure + hop.added_here
            )
            arriving = hop.passed_on
        assert promise.delay == arriving
        assert bool(promise.chain) == bool(promise.delay)


@settings(max_examples=100, deadline=None)
@given(maps(), st.dictionaries(st.integers(0, TEAMS - 1), st.integers(0, 30), max_size=3))
def test_more_slack_makes_nobody_later(m: ServiceMap, late: dict[int, int]) -> None:
    asked = {f"t{i}": f"{n}m" for i, n in late.items()}
    looser = m._replace(
        reliances=tuple(
            reliance(r.service, r.customer, slack="11m", standing=r.standing) for r in m.reliances
        )
    )
    for before, after in zip(trace(m, asked), trace(looser, asked), strict=True):
        assert after.late <= before.late
