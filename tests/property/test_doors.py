"""A team's door, as somebody in front of it reads it, against `tolerance` and `trace`."""

from collections.abc import Iterator
from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st

from servicemap.bounds import Fate
from servicemap.cards import Card, card_towards, show
from servicemap.checking import check
from servicemap.model import Group, Party, Promised, Reliance, ServiceMap
from servicemap.reporting.json.cards import as_json
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.timed import TimedMap
from servicemap.timing.answers.tolerances import Tolerance, tolerance
from servicemap.views.kinds.team import line_of
from servicemap.wording.lists import listed
from servicemap.wording.names import service_for
from servicemap.wording.tipping import of_the_rest
from tests.examples import examples
from tests.maps_by_hand import length
from tests.property.definitions import Definitions
from tests.property.test_bounds import OPEN_MAPS, READINGS_LOOKED_AT, readings
from tests.property.test_timing import CALENDARS, settled_maps
from tests.views.readback import DoorSaid, read_card, read_poster

SURE = {Fate.BROKEN, Fate.LATE_BY_PLAN}


@st.composite
def several_customers(draw: st.DrawFn, drawn: st.SearchStrategy[ServiceMap]) -> ServiceMap:
    """Maps on which two end users are served, and one team was promised something."""
    m = draw(drawn)
    reliances = list(m.reliances)
    for k, one in enumerate(reliances):
        if one.customer == "shoppers" and draw(st.booleans()):
            reliances[k] = one._replace(customer="schools")
    inside = [k for k, one in enumerate(reliances) if one.customer not in {"shoppers", "schools"}]
    for k in draw(st.lists(st.sampled_from(inside), max_size=1)) if inside else ():
        reliances[k] = promised(reliances[k], draw(st.sampled_from(["1d", "4d"])))
    calendar = draw(st.sampled_from([None, *CALENDARS]))
    schools = m.parties["shoppers"]._replace(id="schools", name="Schools", calendar=calendar)
    parties: dict[str, Party] = {**m.parties, "schools": schools}
    return m._replace(reliances=tuple(reliances), parties=parties)


def promised(one: Reliance, when: str) -> Reliance:
    assert one.provider_says is not None
    return one._replace(provider_says=one.provider_says._replace(promise=length(when)))


ANY_MAPS = several_customers(st.one_of(OPEN_MAPS, settled_maps()))


def told_by(timed: TimedMap, party: str) -> Iterator[Card]:
    """The card that somebody asks for, and those towards each customer that its work reaches."""
    card = card_towards(timed, party, None)
    yield card
    yield from (card_towards(timed, party, to) for to in sorted(card.ways) if to != card.headline)


def counted(card: Card) -> list[Tolerance]:
    """What hangs on a door: all that the customer of its headline was promised."""
    return [
        one for one in card.tolerances if one.customer == card.headline and is_counted(card, one)
    ]


def is_counted(card: Card, one: Tolerance) -> bool:
    left_out = (one.service, one.customer) in card.because_of_others
    return not (one.without_limit or left_out)


def merged(found: list[Tolerance]) -> tuple[int | None, int | None]:
    """The least of the leasts, the least of the mosts."""
    leasts = [-1 << 40 if one.least is None else one.least for one in found]
    mosts = [one.most for one in found if one.most is not None]
    least = min(leasts)
    return (None if least == -1 << 40 else least), min(mosts, default=None)


def said_by(card: Card) -> DoorSaid:
    m = card.map
    theirs = m.calendar_of(card.headline or card.party.id).day
    return read_card(card.sentence, m.calendar_of(card.party.id).day, theirs)


@examples(20)
@given(ANY_MAPS)
def test_a_door_says_what_the_tolerances_say(m: ServiceMap) -> None:
    assume(any(one.takes for one in m.services.values()))  # else nothing is told
    found, timed = list(tolerance(m)), TimedMap(m)
    for party in m.parties:
        for card in told_by(timed, party):
            assert list(card.tolerances) == [one for one in found if one.of == party]
            hold_words(card)
            hold_second_line(card)
            if card.party.group is Group.TEAMS and card.headline in card.ways:
                hold_poster(card)


def hold_words(card: Card) -> None:
    told, said, m = counted(card), said_by(card), card.map
    if not told:
        assert said == DoorSaid()
        assert card.tipping_point.why is not None
        return
    least, most = merged(told)
    assert card.tipping_point.bounds == (least, most)
    assert as_json(card)["tolerance_min_minutes"] == least
    assert as_json(card)["tolerance_max_minutes"] == most
    late = card.tipping_point.late_by_plan
    if late is not None:
        assert said == DoorSaid(said.who, late=late)
        by_plan = {(p.service, p.customer): p for p in promises(m)}
        assert late.least == max(by_plan[one.service, one.customer].late for one in told)
    else:
        assert said == of_its_own(card, said.who, told, most)
    hold_rest(card, [one for one in told if one.most is None or one.most >= 0])
    first = card.tipping_point.customers[0]
    assert card.headline == first
    assert not said.who or said.who.startswith(m.parties[first].name)


def of_its_own(card: Card, who: str, told: list[Tolerance], most: int | None) -> DoorSaid:
    """What is said where the plan is not sure to break anything: nothing of what others may."""
    own = [one for one in told if (one.service, one.customer) not in card.perhaps_of_others]
    least = merged(own)[0] if own else None
    if len(own) == len(told) or (own and (least is None or least <= 0)):
        return in_time(who, least, most)
    harmless = card.tipping_point.harmless
    assert harmless is None or harmless > 0
    assert least is None or harmless is None or harmless <= least
    return DoorSaid(who, most=most, blameless=harmless)


def in_time(who: str, least: int | None, most: int | None) -> DoorSaid:
    """What is said of bounds where the plan is not sure to break anything."""
    perhaps = -least if least is not None and least < 0 else None
    harmless = least if least or most == 0 else None
    harmless = None if perhaps is not None else 0 if most == 0 else harmless
    return DoorSaid(who, harmless, most, None, perhaps)


def hold_rest(card: Card, kept: list[Tolerance]) -> None:
    """Where a customer gets something late by plan, the card tells of all else that they get."""
    m, rest = card.map, card.rest
    assert bool(rest) == bool(kept and card.tipping_point.late_by_plan)
    if rest is None:
        return
    assert [one.service for one in kept] == list(rest.services)
    least, most = merged(kept)
    told = of_the_rest(m, card.party.id, rest)
    assert card.second_sentence.startswith(told)
    (to,) = rest.point.customers
    head = f"The rest ({listed([service_for(m, one, to) for one in rest.services])}): "
    own, theirs = (m.calendar_of(one).day for one in (card.party.id, kept[0].customer))
    said = read_card(told.removeprefix(head), own, theirs)
    assert said == in_time(said.who, least, most)


def hold_second_line(card: Card) -> None:
    """Nobody notices sooner but those who are named, and of these it is true."""
    others: dict[str, list[Tolerance]] = {}
    for one in card.tolerances:
        named = {*card.tipping_point.customers, card.party.id}
        if one.customer not in named and is_counted(card, one):
            others.setdefault(one.customer, []).append(one)
    broken = {to: [x for x in found if x.most and x.most < 0] for to, found in others.items()}
    late = {to for to, found in broken.items() if found}
    kept = {to: [x for x in found if x not in broken[to]] for to, found in others.items()}
    bounds = {to: merged(found) for to, found in kept.items() if found}
    if card.late_to_others:
        assert late.issuperset(card.late_to_others.customers)
    assert bool(late) == bool(card.late_to_others)
    point, sooner = card.tipping_point, card.sooner
    if point.late_by_plan is not None:
        assert sooner is None
        return
    may = set(sooner.customers) if sooner else set()
    will = set(sooner.by_then) if sooner else set()
    for to, (least, most) in bounds.items():
        if least is None or least < 0:  # others may make it late already
            hold_blame(
                card, to, sooner.bounds.least or 0 if sooner and to in may else point.harmless
            )
        elif point.why or least < max(0, point.bounds.least or 0):
            assert sooner
            assert may
            assert least >= (sooner.bounds.least or 0)
            assert (to in may) == (least == sooner.bounds.least)
        if most is not None and (point.bounds.most is None or most < point.bounds.most):
            assert sooner
            assert sooner.bounds.most is not None
            assert most >= sooner.bounds.most
            assert (to in will) == (most == sooner.bounds.most)


def hold_blame(card: Card, to: str, harmless: int | None) -> None:
    """So late, a party makes nothing late that this customer was promised by others late already.

    Where the headline itself tells of blame, nobody knows more of the others.
    """
    if not harmless or card.tipping_point.blameless:
        return
    for one in trace(card.map, {card.party.id: f"{harmless}m"}, shares=False):
        if one.customer == to and one.stated and one.fate is not Fate.LATE_BY_PLAN:
            assert one.caused_bounds.most == 0, (to, one)


def hold_poster(card: Card) -> None:
    """A wall says no more than a card; of what may be late already it says nothing."""
    m, to = card.map, card.headline
    assert to is not None
    line = line_of(TimedMap(m), card.party.id, to)
    assert line.customer == m.parties[to].name
    if line.tipping is None:
        assert not (card.tipping_point.bounds.least or 0) > 0
        assert not (card.sooner or card.late_to_others) or card.tipping_point.why
        return
    point = card.tipping_point
    said = read_poster(line.tipping, point.day, m.calendar_of(to).day)
    least, most = point.bounds
    assert line.customer in said.who
    assert said.late == point.late_by_plan
    if said.late is not None:
        return
    assert said.most in {most, None}
    assert said.least in {least, point.harmless, None} or most == 0
    if (said.least, said.most) == (None, None):
        assert not (least or 0) > 0
        assert most is None
        assert line.tipping.then


@examples(40)
@given(ANY_MAPS)
def test_a_delay_does_what_the_door_says_and_no_more(m: ServiceMap) -> None:
    """The least keeps all that the customer of the headline was promised; a minute more does not in
    every reading. A minute more than the most breaks one of them for certain. Who is so late that
    nothing is late because of it makes nothing late in any reading.
    """
    assume(any(one.takes for one in m.services.values()))  # else nothing is told
    timed = TimedMap(m)
    for party in m.parties:
        for card in told_by(timed, party):
            said = said_by(card)
            if said.late is not None:
                assert Fate.LATE_BY_PLAN in fates(card, 0)
            if said.perhaps_late is not None:
                assert Fate.OPEN in fates(card, 0)
            if said.least:
                assert fates(card, said.least) == {Fate.KEPT}
                assert fates(card, said.least + 1) != {Fate.KEPT}
            if said.blameless:
                assert caused(card, said.blameless) == 0
            if said.most is not None:
                assert SURE.isdisjoint(fates(card, said.most))
                assert not SURE.isdisjoint(fates(card, said.most + 1))


def fates(card: Card, late: int) -> set[Fate]:
    """What becomes of all that it may break of a customer's, if the party is so late."""
    found = trace(card.map, {card.party.id: f"{late}m"}, shares=False)
    reached = {(one.service, one.customer) for one in card.tolerances} - card.because_of_others
    to_them = [one for one in found if one.customer == card.headline]
    return {one.fate for one in to_them if (one.service, one.customer) in reached}


def caused(card: Card, late: int) -> int | None:
    """How much later at most what its customer was promised becomes, if the party is so late."""
    found = trace(card.map, {card.party.id: f"{late}m"}, shares=False)
    to_them = [one.caused_bounds.most for one in found if one.customer == card.headline]
    return None if None in to_them else max(filter(None, to_them), default=0)


@examples(60)
@given(several_customers(OPEN_MAPS))
def test_left_out_is_what_others_break_in_every_reading(m: ServiceMap) -> None:
    """And whoever is not told to be perhaps a part of the reason is one in every reading."""
    cards = [show(m, party) for party in m.parties]
    by_plan = {(one.service, one.customer): one.fate for one in promises(m)}
    for card in cards:
        assert all(by_plan[key] is Fate.LATE_BY_PLAN for key in card.because_of_others)
        assert all(by_plan[key] is Fate.OPEN for key in card.perhaps_of_others)
    asked = [
        one
        for one in cards
        if one.because_of_others or one.perhaps_of_others or one.tipping_point.late_by_plan
    ]
    for reading in islice(readings(m), READINGS_LOOKED_AT) if asked else ():
        known = Definitions(reading)
        late = {Promised(p.service, p.customer) for p in promises(reading) if p.broken}
        behind = {key.service: deciding(known, key.service) for key in late}
        for card in asked:
            for key in card.because_of_others:
                assert key in late
                assert card.party.id not in behind[key.service]
            for key in card.perhaps_of_others & late:
                assert card.party.id not in behind[key.service]
            if card.tipping_point.late_by_plan and not card.tipping_point.perhaps_of_others:
                told = [key for key in late if key.customer == card.headline]
                assert any(card.party.id in behind[key.service] for key in told)


def deciding(known: Definitions, service: str) -> set[str]:
    """Who has a part in when a service is planned to be done: those for whom it waits longest."""
    found, todo = set(), [service]
    seen = {service}
    while todo:
        v = todo.pop()
        found.add(known.map.services[v].provider)
        for first, *_ in known.needs[v]:
            there = known.begun(v, known.leaves(first, known.finishes[first.service]))
            drives = known.credited(first, v) and there == known.starts[v]
            if drives and there > known.begun(v, known.opens[v]) and first.service not in seen:
                seen.add(first.service)
                todo.append(first.service)
    return found


@examples(60)
@given(ANY_MAPS)
def test_no_door_gives_time_to_whom_a_check_gives_none(m: ServiceMap) -> None:
    """SM302: any delay of theirs breaks a promise to somebody outside."""
    for one in check(m).findings:
        if one.code != "SM302":
            continue
        card = show(m, one.subject)
        point, sooner = card.tipping_point, card.sooner
        at_once = point.bounds.most is not None and point.bounds.most <= 0
        assert at_once or (sooner is not None and sooner.bounds.most == 0 and sooner.by_then)
        at_once_to = {key.partition(" > ")[2] for key in getattr(one, "extent", ()) if " > " in key}
        for to in at_once_to & card.ways.keys():
            most = card_towards(TimedMap(m), one.subject, to).tipping_point.bounds.most
            assert most is not None
            assert most <= 0
