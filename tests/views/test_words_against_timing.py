"""What a poster says of a delay, held against what timing decides, to the minute."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.bounds import Bounds, Fate
from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import PlannedPromise, promises
from servicemap.timing.answers.traces import Trace, TracedPromise
from servicemap.timing.network.compiled import Network
from servicemap.views.kinds.whole import whole_map
from servicemap.views.stories.who_is_late import delay_story, plain_story
from servicemap.views.view import Story, ViewState
from servicemap.wording.phrases import Words
from tests.drawing.sketches import part, read, words
from tests.examples import examples
from tests.property.test_timing import asked, delays, maps
from tests.views.readback import AMOUNT, LENGTH, Said, amount, minutes, read_back

pytestmark = pytest.mark.usefixtures("hurried")

MANY = examples(100)
FEW = examples(20)


@MANY
@given(maps(), delays)
def test_links_boxes_and_headline_say_what_timing_decides(
    m: ServiceMap, late: dict[int, str]
) -> None:
    traced = trace(m, asked(late), shares=False)
    hold(m, traced, delay_story(m, traced, Words(m)))


@MANY
@given(maps(loops=False), delays)
def test_what_a_link_says_arrives_is_what_the_receipt_says(
    m: ServiceMap, late: dict[int, str]
) -> None:
    traced = trace(m, asked(late), shares=False)
    for one in traced:
        for hop, after in pairwise(one.chain):
            assert after.arrived_late == hop.passed_on
            customer = m.services[after.service].provider
            arrives = traced.arriving[hop.service, customer]
            assert hop.passed_on <= (arrives.most or 0), (hop, arrives)
            by = [s for s in m.services.values() if s.provider == customer]
            if len(by) == 1 and not Network(m).leaves_open:
                assert arrives.most == hop.passed_on, (hop, arrives)


@FEW
@given(maps(), delays)
def test_the_paper_says_what_the_story_says(m: ServiceMap, late: dict[int, str]) -> None:
    traced = trace(m, asked(late), shares=False)
    scene = draw(m, late=traced)
    story = delay_story(m, traced, Words(m))
    for reliance in m.reliances:
        mark = story.links.get(reliance.id)
        title = part(scene, "link", reliance.id).title
        assert f"{title}." in scene.description
        if mark and mark.said:
            assert title.endswith(f", {mark.said}")
    for id_, box in story.boxes.items():
        badges = [*filter(None, [box.badge]), *(one.words for one in box.also)]
        assert " ".join(words(part(scene, "box", id_))[1:]) == " ".join(badges)
    if story.line:
        assert " ".join(words(part(scene, "head", "title"))[1:]) == story.line


@MANY
@given(maps())
def test_the_plain_poster_shows_what_the_plan_breaks_and_nothing_else(m: ServiceMap) -> None:
    story = plain_story(m, Words(m))
    broken = {f"{one.service} > {one.customer}": one for one in promises(m) if one.broken}
    assert set(story.links) == set(broken)
    for id_, one in broken.items():
        said = read_back(story.links[id_].said or "", m.calendar_of(one.customer).day)
        assert said == Said(by_plan=one.late_bounds)
    assert set(story.boxes) == {one.customer for one in broken.values()}
    assert all(mark.badge is None for mark in story.boxes.values())


HOTEL = """
map: {title: Hotel, start: 2027-03-01}
teams:
  Front desk:
    serves:
      - {customer: Guests, service: Room key, takes: 10m, promise: 1d}
      - {customer: Guests, service: Bill, takes: 1h, needs: [Accounts/Lists], promise: 4d}
      - {customer: Coaches, service: Group key, needs: [Housekeeping/Rooms], promise: 3d}
  Housekeeping:
    serves:
      - {customer: Front desk, service: Rooms, takes: 5h, departs: "Fri 12:00"}
      - {customer: Guests, service: Towels, takes: 1h}
  Accounts:
    serves:
      - {customer: Front desk, service: Lists, takes: 2d}
      - {customer: Owners, service: Report, promise: 10d}
suppliers:
  IT: {serves: [{customer: Front desk, service: Tills, takes: 3h}]}
  Laundry: {serves: [{customer: Housekeeping, service: Linen}]}
end_users:
  Guests: {}
  Coaches: {}
  Owners: {inside: yes}
"""
"""A map as somebody writes it in an afternoon: with needs and lengths that it does not say."""


@MANY
@given(
    st.dictionaries(
        st.sampled_from(["Front desk", "Housekeeping", "Accounts", "IT", "Laundry"]),
        st.integers(1, 6000).map("{}m".format),
        min_size=1,
        max_size=3,
    )
)
def test_so_it_does_on_a_map_as_people_write_them(late: dict[str, str]) -> None:
    m = read(HOTEL)
    traced = trace(m, late, shares=False)
    hold(m, traced, delay_story(m, traced, Words(m)))


WORKSHOP = """
map: {start: 2027-03-01}
teams:
  Carpenter: {serves: [{customer: Paint shop, service: Flats, takes: 1d}]}
  Paint shop:
    serves: [{customer: Crew, service: Painted set, takes: 2d, departs: "Thu 09:00"}]
  Crew:
    serves: [{customer: Guests, service: Show, takes: 1d, promise: 7d}]
end_users: [Guests]
"""
"""An hour makes the painted set miss its van."""


@pytest.mark.parametrize(
    ("language", "flats", "painted"),
    [
        ("en", "1 hour late", "5 days late"),
        ("de", "1 Stunde zu spät", "5 Tage zu spät"),
        ("fr", "1 heure de retard", "5 jours de retard"),
        ("es", "1 hora de retraso", "5 días de retraso"),
        ("ar", "تأخير ساعة واحدة", "تأخير 5 أيام"),
        ("ja", "1時間遅れ", "5日遅れ"),
        ("zh", "晚1小时", "晚5天"),
    ],
)
def test_a_link_behind_a_van_says_what_arrives(language: str, flats: str, painted: str) -> None:
    m = read(WORKSHOP)._replace(language=language)
    said = delay_story(m, trace(m, {"Carpenter": "1h"}), Words(m)).links
    assert said["carpenter/flats > paint-shop"].said == flats
    assert said["paint-shop/painted-set > crew"].said == painted


def test_a_link_to_a_team_that_needs_nothing_says_what_arrives_there_too() -> None:
    m = read(WORKSHOP.replace("takes: 1d, promise: 7d", "takes: 1d, needs: [], promise: 7d"))
    said = delay_story(m, trace(m, {"Carpenter": "1h"}), Words(m)).links
    assert said["paint-shop/painted-set > crew"].said == "5 days late"


BY_NIGHT = """
map: {start: 2027-03-01}
teams:
  Painter:
    serves:
      - {customer: Fitter, service: Dry walls, takes: 17h elapsed, departs: "daily 17:00"}
  Fitter: {serves: [{customer: Guests, service: Kitchen, takes: 1d, promise: 2d}]}
end_users: [Guests]
"""
"""An hour of the night is no time of the painter's, and misses the van all the same."""


def test_what_is_late_by_a_night_alone_is_told_where_it_arrives() -> None:
    m = read(BY_NIGHT)
    links = delay_story(m, trace(m, {"Painter": "1h elapsed"}), Words(m)).links
    walls = links["painter/dry-walls > fitter"]
    assert (walls.state, walls.badge, walls.said) == (
        *(ViewState.LATE, "1 hour late", "1 day late"),
    )
    assert links["fitter/kitchen > guests"].said == "1 day late"


ISLAND = """
map: {calendar: {workdays: Mon-Sun, hours: 00:00-24:00}}
teams:
  Depot:
    serves: [{customer: Island, service: Goods, takes: 1d, departs: every 17d}]
  Island:
    serves:
      - {customer: Depot, service: Empties, takes: 1d, departs: every 23d, needs: [Depot/Goods]}
      - {customer: Islanders, service: Shop, takes: 1h, needs: [Depot/Goods], promise: 2h}
      - {customer: Tourists, service: Tours, takes: 1h, needs: [Depot/Goods], promise: 60d}
      - {customer: Tourists, service: Maps, takes: 1h, needs: [], promise: 60d}
      - {customer: Locals, service: Bread, takes: 1h, promise: 60d}
end_users: [Islanders, Tourists, Locals]
"""
"""A circle in which a delay may grow without end; that the bread waits for it is left open."""


@pytest.mark.parametrize(
    ("text", "badges"),
    [
        (
            ISLAND,
            {
                "islanders": {"never recovers"},
                "tourists": {"never recovers"},
                "locals": {"may never recover"},
            },
        ),
        (
            ISLAND.replace("every 23d, needs: [Depot/Goods]", "every 23d"),
            {
                "islanders": {
                    "17 days or more later still",
                    "may never recover",
                    "1 day 23 hours late already by plan",
                },
                "tourists": {"may never recover"},
                "locals": {"may never recover"},
            },
        ),
    ],
    ids=["the circle is stated", "the circle is left open"],
)
def test_so_it_does_of_what_never_recovers_and_of_what_may_not(
    text: str, badges: dict[str, set[str]]
) -> None:
    m = read(text)
    traced = trace(m, {"Depot": "1d"}, shares=False)
    story = delay_story(m, traced, Words(m))
    hold(m, traced, story)
    assert badges == {
        id_: {*filter(None, [box.badge]), *(one.words for one in box.also)}
        for id_, box in story.boxes.items()
    }


def hold(m: ServiceMap, traced: Trace, story: Story) -> None:
    """Everything that a story says, against what is known."""
    planned = {(one.service, one.customer): one for one in promises(m)}
    view = whole_map(m, story)
    told = {link.id: link for link in view.links}
    for one in traced:
        day = m.calendar_of(one.customer).day
        link = told[f"{one.service} > {one.customer}"]
        service = m.services[one.service].name
        said = link.sentence.partition(f" for {service}")[2].removeprefix(", ")
        said = said.removesuffix(", if needed").removeprefix("if needed").removeprefix(", ")
        if said.endswith(" late, still in time"):
            assert link.late, "late itself, and told so"
            said = "still in time"
        if not said.startswith("leaves "):
            assert of_promise(one, planned[one.service, one.customer], traced) == read_back(
                said, day
            ), (one, said)
        if link.state is ViewState.REACHED:
            assert traced.felt
        if link.state is ViewState.MAY:
            assert traced.perhaps_felt
    for id_, box in view.boxes.items():
        own = [one for one in traced if one.customer == id_]
        _hold_box(m, tuple(one.words for one in box.badges), own, planned, id_)
        assert (box.state is ViewState.LATE) == any(one.felt for one in own), (
            "only sure ones are red"
        )
    _hold_headline(m, traced, story.line)


def of_promise(one: TracedPromise, planned: PlannedPromise, traced: Trace) -> Said:
    """What is to be said of one promise."""
    said = Said(by_plan=planned.late_bounds if planned.broken else None)
    if one.never_recovers:
        return said._replace(never=True)
    said = said._replace(may_never=one.may_never_recover)
    if one.felt:
        bounds = one.caused_bounds if one.caused_bounds.least else one.late_bounds
        return said._replace(sure=bounds, later=planned.broken, part=_part_of_it(one))
    if one.may_never_recover:
        return said
    if one.perhaps_felt:
        may = Bounds(0, one.caused_bounds.most)
        return said._replace(may=may, may_later=planned.broken, part=_part_of_it(one))
    kept = one.fate is Fate.KEPT and (one.service, one.customer) in traced.arriving
    return said._replace(in_time=kept)


def _part_of_it(one: TracedPromise) -> bool:
    """Whether more may be late than what is told, so that nobody may call that late."""
    told = one.caused_bounds if one.caused_bounds.least or not one.felt else one.late_bounds
    if one.fate is Fate.LATE_BY_PLAN or one.late is not None:
        return False
    return told.most is not None and told.most != one.late_bounds.most


def _hold_box(
    m: ServiceMap,
    badges: tuple[str, ...],
    own: list[TracedPromise],
    planned: dict[tuple[str, str], PlannedPromise],
    id_: str,
) -> None:
    said = read_back(", ".join(badges), m.calendar_of(id_).day)
    broken = [one for one in own if planned[one.service, one.customer].broken]
    never = any(one.never_recovers for one in own)
    assert (said.by_plan is not None) == (bool(broken) and not never)
    sure = [one for one in own if one.felt]
    perhaps = [one for one in own if one.perhaps_felt]
    assert said.never == never
    assert said.may_never == any(one.may_never_recover for one in own)
    assert (said.sure is not None or said.never) == bool(sure)
    assert (said.may is not None) == (bool(perhaps) and not said.may_never)
    by_itself = [one for one in sure if one.fate is not Fate.LATE_BY_PLAN]
    told_perhaps = () if said.may_never else perhaps
    assert said.part == (not said.never and any(map(_part_of_it, (*by_itself, *told_perhaps))))
    if said.sure is not None:
        assert said.later == (not by_itself)
        found = [
            one.caused_bounds if one.caused_bounds.least else one.late_bounds
            for one in by_itself or sure
        ]
        assert said.sure.most == _greatest(found)
        assert said.at_most or said.sure in found
    if said.may is not None:
        kept = [one for one in perhaps if one.fate is not Fate.LATE_BY_PLAN]
        assert said.may_later == (not kept)
        assert said.may.most == _greatest([one.caused_bounds for one in kept or perhaps])


def _greatest(found: list[Bounds]) -> int | None:
    most = [one.most for one in found if one.most is not None]
    return max(most) if len(most) == len(found) else None


def _hold_headline(m: ServiceMap, traced: Trace, line: str | None) -> None:
    if not any(traced.late.values()):
        assert line is None
        return
    assert line is not None
    first, *rest = re.split(r"(?<=\.) ", line)
    told = _first_told(m, traced)
    if told is None:
        kept = all(one.fate is not Fate.LATE_BY_PLAN for one in traced)
        wanted = "every promise still holds." if kept else "that the plan keeps still holds."
        assert first.endswith(wanted)
    else:
        _hold_told(m, told, first)
    others = [one for one in traced if one is not told]
    by_plan = [one for one in others if one.fate is Fate.LATE_BY_PLAN]
    assert [_count(one) for one in rest] == [
        (len(found), word)
        for found, word in (
            ([one for one in others if one.felt and one not in by_plan], "fail"),
            ([one for one in by_plan if one.felt], "later still"),
            ([one for one in others if one.perhaps_felt and one not in by_plan], "may fail"),
            ([one for one in by_plan if not one.felt], "by plan"),
        )
        if found
    ]


def _first_told(m: ServiceMap, traced: Trace) -> TracedPromise | None:
    """Customers outside before such inside, these before all others; the sure ones first."""
    told = [(m.parties[one.customer], one) for one in (*traced.felt, *traced.perhaps_felt)]
    outside = [one for party, one in told if party.is_outside_customer and not party.inside]
    inside = [one for party, one in told if party.is_outside_customer and party.inside]
    return next(iter((*outside, *inside, *(one for _, one in told))), None)


def _hold_told(m: ServiceMap, told: TracedPromise, said: str) -> None:
    day, service = m.calendar_of(told.customer).day, m.services[told.service].name
    assert m.parties[told.customer].name in said
    if told.never_recovers:
        assert said.endswith(f"longer and longer for {service}.")
    elif told.caused_bounds.least:
        found = re.search(rf"waits? ({AMOUNT}) longer for {service}\.", said)
        assert found
        assert amount(found[1], day) == told.caused_bounds
    elif told.felt:
        found = re.search(rf"gets? {service} ({AMOUNT}) late\.", said)
        assert found
        assert amount(found[1], day) == told.late_bounds
    elif told.may_never_recover:
        assert said.endswith(f"may wait longer and longer for {service}.")
    elif told.caused_bounds.most is None:
        assert said.endswith(f"may wait longer for {service}.")
    else:
        found = re.search(rf"may wait up to ({LENGTH}) longer for {service}\.", said)
        assert found
        assert minutes(found[1], day) == told.caused_bounds.most


def _count(said: str) -> tuple[int, str]:
    found = re.match(
        r"(One|\d+) (?:other )?promises? "
        r"(may fail|fail|are late already by plan|is late already by plan"
        r"|that (?:is|are) late already becomes? later still)",
        said,
    )
    assert found, said
    word = next(
        one for one in ("may fail", "fail", "later still", "by plan") if found[2].endswith(one)
    )
    return (1 if found[1] == "One" else int(found[1])), word
