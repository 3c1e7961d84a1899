"""Work of no time that is late on the clock, behind people with other hours."""

from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.durations import parse_duration
from servicemap.model import Estimate, Reliance, ServiceMap
from servicemap.timing.answers.delays import trace
from tests.examples import examples
from tests.property.definitions import Definitions
from tests.property.test_bounds import anchored_alike, readings, within
from tests.property.test_timing import CALENDARS, TEAMS, asked, maps, recovers, settled_maps

AT_ONCE = Estimate(*[parse_duration("0m")] * 3)

Late = dict[int, str]


@st.composite
def handed_on(draw: st.DrawFn, drawn: st.SearchStrategy[ServiceMap]) -> tuple[ServiceMap, Late]:
    """Some teams hand on at once what comes in, and are late; everybody else has hours of their
    own.
    """
    m = draw(drawn)
    late = draw(
        st.dictionaries(
            st.integers(0, TEAMS - 1),
            st.integers(0, 4000).map("{}m elapsed".format),
            min_size=1,
            max_size=3,
        )
    )

    def at_once(service: str) -> bool:
        return int(service[1]) in late

    def as_it_comes(one: Reliance) -> Reliance:
        says = one.provider_says
        if says is None or not at_once(one.service) or draw(st.integers(0, 3)) == 0:
            return one
        return one._replace(provider_says=says._replace(departs=None))

    services = {
        id_: one._replace(takes=one.takes and AT_ONCE) if at_once(id_) else one
        for id_, one in m.services.items()
    }
    parties = dict(m.parties)
    for id_, team in m.parties.items():
        by_hours = id_ != "shoppers" and not at_once(id_)
        calendar = draw(st.sampled_from(CALENDARS)) if by_hours else None
        parties[id_] = team._replace(calendar=calendar)
    reliances = tuple(map(as_it_comes, m.reliances))
    return m._replace(services=services, parties=parties, reliances=reliances), late


@examples(100)
@given(handed_on(settled_maps()))
def test_it_is_so_late_as_the_definitions_say(drawn: tuple[ServiceMap, Late]) -> None:
    m, late = drawn
    traced = trace(m, asked(late), shares=False)
    assume(not traced.runaway)
    extra = {s: parse_duration(late.get(int(s[1]), "0m")) for s in m.services}
    assert traced.delays == Definitions(m).late(extra)


@examples(20)
@given(handed_on(maps().map(anchored_alike)))
def test_what_is_filled_in_lies_within_the_bounds(drawn: tuple[ServiceMap, Late]) -> None:
    m, late = drawn
    told = {(one.service, one.customer): one for one in trace(m, asked(late), shares=False)}
    for reading in islice(readings(m), 20):
        found = trace(reading, asked(late), shares=False)
        for one in found if recovers(found) else ():
            bounds = told[one.service, one.customer]
            assert all(within(minutes, bounds.late_bounds) for minutes in one.late_bounds)
            assert all(within(minutes, bounds.caused_bounds) for minutes in one.caused_bounds)
