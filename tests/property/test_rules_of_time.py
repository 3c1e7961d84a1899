"""What the rules about circles and time claim, against slower ways to the same answer."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from servicemap.bounds import Fate
from servicemap.checking import check
from servicemap.config import DEFAULTS
from servicemap.graph import Loops, loops_among
from servicemap.index import compile_index
from servicemap.model import ServiceMap
from servicemap.rules.circular_reliance import waited_for_in_circles
from servicemap.rules.judging import Case
from servicemap.timing.answers.fates import judge, outcome, planned_fate
from servicemap.timing.answers.open_ends import Missing, open_ends
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tightness import without_tolerance
from servicemap.timing.answers.tolerance_columns import tolerances_of_services
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Extra
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import deliveries
from tests.examples import examples
from tests.maps_by_hand import make_map, reliance, service
from tests.property.test_timing import maps

ONLY = {code: DEFAULTS._replace(select=(code,)) for code in ("SM301", "SM303")}


@examples(40)
@given(maps())
def test_who_has_no_tolerance_is_who_has_a_tolerance_of_nothing(m: ServiceMap) -> None:
    """One backward pass for all promises together, against one for each: at most, nothing."""
    network = Network(m)
    plan = make_plan(network)
    promises = deliveries(network, plan)
    kept = [one for one in promises if planned_fate(network, one) is Fate.KEPT]
    columns = tolerances_of_services(network, plan, kept)
    expected = {node for column in columns for node, most in column.most.items() if most == 0}
    found = without_tolerance(network, plan, promises)
    assert set(found) == expected
    for node, promise in found.items():
        # The promise that is named is one that breaks.
        assert columns[kept.index(promise)].most[node] == 0


@examples(100)
@given(maps())
def test_what_any_delay_breaks_is_broken_by_a_minute_in_every_reading(m: ServiceMap) -> None:
    network = Network(m)
    plan = make_plan(network)
    for node, promise in without_tolerance(network, plan, deliveries(network, plan)).items():
        now = outcome(network, plan, Extra({node: 1}))
        assert judge(network, plan, promise, now).late.least


@examples(100)
@given(maps(), st.booleans())
def test_a_promise_that_the_plan_breaks_is_a_finding_whatever_is_unknown(
    m: ServiceMap, unmeasured: bool
) -> None:
    if unmeasured:
        m = m._replace(services={id_: s._replace(takes=None) for id_, s in m.services.items()})
    broken = {f"{one.service} > {one.customer}" for one in promises(m) if one.broken}
    assert {f.subject for f in check(m, settings=ONLY["SM301"])} == broken


@examples(100)
@given(maps())
def test_what_promises_hang_on_is_asked_for_and_nothing_else(m: ServiceMap) -> None:
    found = check(m, settings=ONLY["SM303"])
    asked = {f.subject for f in found if " > " not in f.subject}
    measured = any(service.takes is not None for service in m.services.values())
    network = Network(m)
    planned = deliveries(network, make_plan(network))
    # What only a delay may come by is asked for as well, last.
    ends = {
        end.service
        for end in (*promises(m).open_ends, *open_ends(network, planned, delayed=True))
        if end.missing is not Missing.SERVICE
    }
    assert asked == (ends if measured else set())


PARTIES = [f"t{k}" for k in range(5)]


def brute_force(links: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Every way round, from its first party, the shortest first."""
    return [
        way
        for length in range(2, len(PARTIES) + 1)
        for way in permutations(PARTIES, length)
        if way[0] == min(way) and all(link in links for link in pairwise((*way, way[0])))
    ]


@examples(100)
@given(st.sets(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)), max_size=12))
def test_circles_are_those_of_every_way_round(drawn: set[tuple[str, str]]) -> None:
    links = {(u, v) for u, v in drawn if u != v}
    m = make_map(
        [service(f"{party}/x") for party in PARTIES],
        [reliance(f"{u}/x", v) for u, v in sorted(drawn)],
    )
    rounds = brute_force(links)
    circles = waited_for_in_circles(Case(m, compile_index(m)))
    assert {p for circle in circles for link in circle for p in link} == {
        p for way in rounds for p in way
    }
    for circle in circles:
        inside = [way for way in rounds if set(pairwise((*way, way[0]))) <= set(circle)]
        found = loops_among(circle)
        share = {link: sum(link in pairwise((*w, w[0])) for w in inside) for link in links}
        assert found == Loops(inside[0], found.link, max(share.values()), len(inside), every=True)
        assert share[found.link] == found.broken


def test_more_circles_than_can_be_listed_are_judged_by_the_shortest_through_each_link() -> None:
    parties = [f"t{k:02}" for k in range(12)]
    everybody = [(u, v) for u in parties for v in parties if u != v]
    found = loops_among(everybody)
    # Of 12 parties who all rely on each other, each pair is a circle of two; there are 66 pairs.
    assert found == Loops(("t00", "t01"), ("t00", "t01"), 1, 66, every=False)


def test_among_very_many_the_shortest_is_not_claimed() -> None:
    parties = [f"t{k:03}" for k in range(400)]
    round_and_back = [*zip(parties, [*parties[1:], parties[0]], strict=True)]
    links = [*round_and_back, *((v, u) for u, v in round_and_back[-50:])]
    found = loops_among(links)
    # Fifty there and back, and once round: so few are listed.
    assert (found.every, len(found.shortest)) == (True, 2)
    more = [(u, v) for u in parties[:20] for v in parties[:20] if u != v]
    judged = loops_among([*links, *more])
    assert (judged.every, judged.proven, len(judged.shortest)) == (False, False, 2)
