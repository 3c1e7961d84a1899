"""Alternatives with switches and slack, most of them on the clock, against brute force."""

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.calendars import STANDARD
from servicemap.durations import parse_duration
from servicemap.model import Moment, ServiceMap
from servicemap.timing.answers.delays import trace
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.definitions import START, Definitions
from tests.property.test_timing import CALENDARS, HOLIDAYS, ON_TIME_OR_NOT

LENGTHS = st.sampled_from(["1h", "1d", "3d", "4h elapsed", "2d elapsed", "3d elapsed"])
PARTIES = ["a", "b", "c", "m"]


@st.composite
def choices(draw: st.DrawFn) -> ServiceMap:
    """M takes the first of A's, B's and C's; it may deliver back to one of them."""
    links = [
        reliance(
            f"{provider}/x",
            "m",
            slack=draw(st.one_of(st.none(), LENGTHS)),
            switch=None if provider == "a" else draw(st.one_of(st.none(), LENGTHS)),
            departs=draw(st.sampled_from(ON_TIME_OR_NOT)),
        )
        for provider in "abc"
    ]
    back = draw(st.sampled_from([None, None, "a", "b"]))
    if back:
        links.append(reliance("m/x", back, slack=draw(LENGTHS)))
    own = {"calendar": st.sampled_from([STANDARD._replace(holidays=HOLIDAYS), *CALENDARS])}
    return make_map(
        [service(f"{party}/x", draw(LENGTHS)) for party in PARTIES],
        [*links, reliance("m/x", "shoppers")],
        any_of=[("m", ("a/x", "b/x", "c/x"))],
        start=Moment(START),
        parties={
            party: {"calendar": draw(own["calendar"])} for party in PARTIES if draw(st.booleans())
        },
    )


@examples(150)
@given(choices(), st.integers(1, 12_000), st.integers(0, 4000))
def test_of_alternatives_the_first_comes_as_the_definitions_say(
    m: ServiceMap, first: int, second: int
) -> None:
    late = {"a": parse_duration(f"{first}m"), "b": parse_duration(f"{second}m elapsed")}
    traced = trace(m, late)
    assume(not traced.runaway)
    extra = {f"{party}/x": length for party, length in late.items()}
    assert traced.delays == Definitions(m).late(extra)
