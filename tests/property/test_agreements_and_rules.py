"""What `agreements` says is not agreed is what the rules find, delivery by delivery."""

from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from servicemap.agreeing import AgreementState, PointTopic, agreements
from servicemap.checking import check
from servicemap.index import compile_index
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.rules.judging import Case
from servicemap.rules.unconfirmed_service import unconfirmed_service
from tests.examples import examples

TODAY = date(2027, 3, 1)

times = st.sampled_from(["", "2d", "3d", "1w", "24h elapsed", "2027-02-04", "2027-02-05 12:00"])
slacks = st.sampled_from(["", "4h", "1d", "8h", "1d elapsed"])
days = st.sampled_from(["", "2027-02-25", "2027-01-01", "2027-03-20"])
services = st.sampled_from(["Stock", "Shelf stock", "Stock for shelves", "Tills", "Posters"])


@st.composite
def handshakes(draw: st.DrawFn) -> ServiceMap:
    """Two teams, each with its own words for what the one gets from the other."""

    def side(other: str, when: str) -> str:
        lines = []
        for service in draw(st.lists(services, unique=True, max_size=4)):
            said = {when: draw(times), "slack": draw(slacks), "confirmed": draw(days)}
            own = "".join(f", {key}: {value}" for key, value in said.items() if value)
            lines.append(f"{{{other}, service: {service}{own}}}")
        return f"[{', '.join(lines)}]"

    start = draw(st.sampled_from(["", "start: 2027-02-01, "]))
    hours = draw(st.sampled_from(["09:00-17:00", "00:00-24:00", "10:00-14:00"]))
    loaded = read_text(f"""
map: {{{start}confirm_every: 30d}}
teams:
  Warehouse: {{serves: {side("customer: Stores", "promise")}}}
  Stores:
    calendar: {{hours: "{hours}"}}
    relies_on: {side("provider: Warehouse", "expects")}
""")
    assert [f.code for f in loaded.findings] == []
    return loaded.map


@examples(100)
@given(handshakes())
def test_rules_and_agreements_tell_one_story(m: ServiceMap) -> None:
    found = list(agreements(m, today=TODAY))
    told = {
        (about, one.reliance.id)
        for one in found
        for about in PointTopic
        if any(p.about is about for p in one.points)
    }
    report = check(m, today=TODAY)
    by_rule = {
        code: {f.subject for f in report if f.code == code} for code in ("SM203", "SM204", "SM206")
    }
    assert {id_ for about, id_ in told if about is PointTopic.PROMISE} == by_rule["SM204"]
    assert {id_ for about, id_ in told if about is PointTopic.SLACK} == by_rule["SM206"]
    assert {one.called.id for one in found if one.called} == by_rule["SM203"]
    stale = {f.subject for f in report if f.code == "SM205"}
    assert stale == {
        id_
        for one in found
        for side, id_ in (
            (one.provider, one.reliance.id),
            (one.customer, (one.called or one.reliance).id),
        )
        if side.stale or side.to_come
    }
    alone = {p.subject.id for p in unconfirmed_service(Case(m, compile_index(m)))}
    unconfirmed = {one.reliance.id for one in found if one.state is AgreementState.UNCONFIRMED}
    paired = {id_ for one in found if one.called for id_ in (one.reliance.id, one.called.id)}
    assert unconfirmed == alone - paired


@examples(100)
@given(handshakes())
def test_every_delivery_stands_in_one_place(m: ServiceMap) -> None:
    found = list(agreements(m, today=TODAY))
    ids = [one.reliance.id for one in found] + [one.called.id for one in found if one.called]
    assert sorted(ids) == sorted(one.id for one in m.reliances)
    states = [list(AgreementState).index(one.state) for one in found]
    assert states == sorted(states)
    for one, about in product(found, PointTopic):
        if one.state is AgreementState.AGREED:
            assert about is PointTopic.CONFIRMED or all(p.about is not about for p in one.points)
