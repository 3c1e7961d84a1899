"""Who is blamed, against every way to fill in what a map leaves open.

The maps are made so that the plan may break what is promised: everybody delivers two things, and
says of few of them what they need.
"""

from itertools import islice

from hypothesis import given, note
from hypothesis import strategies as st

from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.model import Promised, ServiceMap
from servicemap.timing.answers.delays import trace
from tests.examples import examples
from tests.property.test_bounds import readings, within
from tests.property.test_timing import recovers

CALENDARS = ("usual", "round-the-clock", "short")
DEPARTURES = ("", ', departs: "Fri 12:00"', ', departs: "daily 11:00"')


@st.composite
def maps_that_may_break(draw: st.DrawFn) -> ServiceMap:
    """Up to six teams, each of which relies on some before it, and one customer of the last two."""
    teams = draw(st.integers(3, 6))
    length = st.sampled_from(["0m", "3h", "1d", "2d 1h", "5d", "9h elapsed"])
    lines = [
        "map:",
        "  start: 2027-03-01",
        "  calendars:",
        "    usual: {workdays: Mon-Fri, hours: 09:00-17:00}",
        "    round-the-clock: {workdays: Mon-Sun, hours: 00:00-24:00}",
        "    short: {workdays: Mon-Thu, hours: 08:00-12:00}",
        "  calendar: usual",
        "end_users: [Guests]",
        "teams:",
    ]
    for at in range(teams):
        before = draw(st.lists(st.integers(0, at - 1), unique=True, max_size=3)) if at else []
        lines += [f"  T{at}:", f"    calendar: {draw(st.sampled_from(CALENDARS))}"]
        needs = []
        for other in before:
            slack = draw(st.sampled_from(["", ", slack: 4h", ", standing: yes"]))
            needs.append(f"{{provider: T{other}, service: S{draw(st.sampled_from('ab'))}{slack}}}")
        if len(needs) > 1 and draw(st.booleans()):
            alternatives = [one.replace(", standing: yes", "") for one in needs[:2]]
            needs[:2] = [f"any_of: [{', '.join(alternatives)}]"]
        lines += ["    relies_on:", *(f"      - {one}" for one in needs)] if needs else []
        lines.append("    serves:")
        for name in "ab":
            takes = "" if draw(st.integers(0, 9)) == 0 else f", takes: {draw(length)}"
            said = draw(st.sampled_from(["", "", ", needs: []"]))
            leaves = draw(st.sampled_from(DEPARTURES))
            customers = [f"T{other}" for other in range(at + 1, teams)]
            due = ""
            if at >= teams - 2 and name == "a":
                due = f", promise: {draw(st.sampled_from(['2d', '2027-03-05', '9d']))}"
                customers = ["Guests"]
            if customers:
                who = f"customer: [{', '.join(customers)}], service: S{name}"
                lines.append(f"      - {{{who}{takes}{said}{leaves}{due}}}")
    text = "\n".join(lines) + "\n"
    note(text)
    return read_text(text).map


@examples(150)
@given(maps_that_may_break(), st.integers(0, 5), st.sampled_from(["30m", "6h", "3d", "40d"]))
def test_what_a_delay_causes_is_within_its_bounds(m: ServiceMap, team: int, longer: str) -> None:
    late = {f"t{team}": longer} if f"t{team}" in m.parties else {"t0": longer, "t1": longer}
    told = {(one.service, one.customer): one for one in trace(m, late, shares=False)}
    for reading in islice(readings(m), 20):
        found = trace(reading, late, shares=False)
        for one in found if recovers(found) else ():
            bounds = told[one.service, one.customer]
            assert within(one.caused, bounds.caused_bounds), (one, bounds)
            assert within(one.late, bounds.late_bounds), (one, bounds)


@examples(100)
@given(maps_that_may_break())
def test_what_is_called_harmless_makes_nothing_late_in_any_reading(m: ServiceMap) -> None:
    """What is late anyway in a reading becomes no later in it. What others break is left out."""
    for team in sorted({service.provider for service in m.services.values()}):
        card = show(m, team)
        harmless = card.tipping_point.harmless
        if not card.tipping_point.hangs_on_others or harmless == 0:
            continue
        late = {team: f"{5_000 if harmless is None else harmless}m"}
        for reading in islice(readings(m), 12):
            found = trace(reading, late, shares=False)
            for one in found if recovers(found) else ():
                key = Promised(one.service, one.customer)
                told = one.customer in card.tipping_point.customers
                if told and key not in card.because_of_others:
                    assert not one.caused, (late, one)
