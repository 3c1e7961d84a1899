"""What a poster says of a delay, held against what timing decides, to the minute."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.network.compiled import Network
from servicemap.views.stories.who_is_late import delay_story, plain_story
from servicemap.views.view import ViewState
from servicemap.wording.phrases import Words
from tests.drawing.sketches import part, read, words
from tests.examples import examples
from tests.property.test_timing import asked, delays, maps
from tests.views.held_against_timing import hold
from tests.views.readback import Said, read_back

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
    assert (walls.state, walls.own, walls.said) == (ViewState.TOLD, "1 hour late", "1 day late")
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
                "tourists": {"may be late"},
                "locals": {"may be late"},
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
    assert badges | {"depot": {"1 day late itself"}} == {
        id_: {*filter(None, [box.badge]), *(one.words for one in box.also)}
        for id_, box in story.boxes.items()
    }
