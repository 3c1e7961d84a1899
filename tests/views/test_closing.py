"""Where a poster has no room for all, those with the same customers share a box, one by one."""

from functools import cache
from itertools import pairwise
from random import Random

import pytest

from servicemap.model import ServiceMap
from servicemap.posters.poster import draw
from servicemap.views import closing
from servicemap.views.kinds.whole import view_of
from servicemap.views.stories.who_is_late import told_delay
from servicemap.views.view import NO_STORY, Detail, Story, View
from servicemap.walks import reached
from servicemap.wording.phrases import Words
from tests.drawing.sketches import notes, read
from tests.proofs.scene_checks import faults

BAKERY = """
suppliers:
  Mill: {serves: {Dough: Flour}}
  Farm: {serves: {Dough: Eggs}}
  Printer: {serves: {Cake counter: Boxes}}
teams:
  Dough: {serves: {Bread oven: Dough, Roll oven: Dough, Cake oven: Dough}}
  Bread oven: {serves: {Bread counter: Bread}}
  Roll oven: {serves: {Bread counter: Rolls}}
  Cake oven: {serves: {Cake counter: Cakes}}
  Bread counter: {serves: {Shoppers: Bread in a bag}}
  Cake counter: {serves: {Wedding guests: Cakes in a box}}
end_users: [Shoppers, Wedding guests]
"""


def names(view: View) -> list[str]:
    return [box.name for box in view.boxes.values()]


def links(view: View) -> list[tuple[str, str]]:
    return [(view.boxes[one.source].name, view.boxes[one.target].name) for one in view.links]


def test_those_of_one_stage_and_the_same_customers_join_first() -> None:
    view = view_of(read(BAKERY), detail=Detail(0, 9))
    assert "Bread oven and Roll oven" in names(view)
    assert len(names(view)) == 9
    assert ("Bread oven and Roll oven", "Bread counter") in links(view)
    assert ("Dough", "Bread oven and Roll oven") in links(view)


def test_suppliers_do_not_join_teams_and_both_get_less_room() -> None:
    view = view_of(read(BAKERY), detail=Detail(0, 8))
    assert names(view) == [
        "Mill and Farm",
        "Printer",
        "Dough",
        "Bread oven, Roll oven and Cake oven",
        "Bread counter",
        "Cake counter",
        "Shoppers",
        "Wedding guests",
    ]


def test_a_box_names_as_many_as_it_has_room_for() -> None:
    long = read(BAKERY.replace("oven", "oven in the cellar of the old house"))
    assert names(view_of(long, detail=Detail(0, 8)))[3] == (
        "Bread oven in the cellar of the old house and 2 others"
    )


def test_what_a_poster_sums_up_is_counted_in_its_foot() -> None:
    assert [
        Words(read(BAKERY)).said(one) for one in view_of(read(BAKERY), detail=Detail(0, 8)).notes
    ] == ["Summed up, as they are too many for this paper: suppliers (2), teams (3)."]


@cache
def works(count: int, seed: int) -> ServiceMap:
    """Teams in layers, each of which serves some of the next, some an end user, some one before."""
    random = Random(seed)
    layer = max(1, count // 8)
    lines = ["teams:"]
    for n in range(count):
        after = range((n // layer + 1) * layer, min(count, (n // layer + 2) * layer))
        to = [f"Team {random.choice(after)}" for _ in range(2) if after]
        if not to or random.random() < 0.1:
            to.append(f"Customer {random.randrange(5)}")
        if random.random() < 0.1:
            to.append(f"Team {random.randrange(n + 1) if n else 1}")
        serves = ", ".join(f"{one}: Part {n}" for one in dict.fromkeys(to) if one != f"Team {n}")
        lines.append(f"  Team {n}: {{serves: {{{serves}}}}}")
    customers = ", ".join(f"Customer {n}" for n in range(5))
    return read("\n".join([*lines, f"end_users: [{customers}]"]))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("boxes", [40, 19, 8])
def test_every_way_to_an_end_user_is_still_there(boxes: int, seed: int) -> None:
    m = works(70, seed)
    view = view_of(m, detail=Detail(0, boxes))
    after: dict[str, list[str]] = {box: [] for box in view.boxes}
    for link in view.links:
        after[link.source].append(link.target)
    ends = {box for box, one in view.boxes.items() if one.stage.name == "CUSTOMERS"}
    for box in view.boxes:
        assert ends & {*reached([box], after.__getitem__)}, box


@pytest.mark.parametrize("seed", range(4))
def test_what_has_room_for_more_boxes_shows_all_that_others_show(seed: int) -> None:
    m = works(70, seed)
    alone = [
        {box for box in view_of(m, detail=Detail(0, most)).boxes if box in m.parties}
        for most in range(8, 60)
    ]
    for less, more in pairwise(alone):
        assert less <= more


def standing(m: ServiceMap, boxes: int, story: Story = NO_STORY) -> set[str]:
    return {box for box in view_of(m, story, detail=Detail(0, boxes)).boxes if box in m.parties}


def test_whoever_serves_end_users_stays_longest() -> None:
    m = works(70, 1)
    direct = {one.provider for one in m.reliances if m.parties[one.customer].is_outside_customer}
    assert len(direct) < 30
    assert direct <= standing(m, 45)


def test_whom_a_delay_is_all_about_stays_before_all_others() -> None:
    m = works(70, 1)
    story = told_delay(m, {"team-3": "5d"}, None, Words(m))
    assert "team-3" in standing(m, 20, story)
    assert "team-3" not in standing(m, 20)


def test_the_ends_of_a_long_way_never_share_a_box_though_no_delay_tells_of_them() -> None:
    lines = [f"  Step {n}: {{serves: {{Step {n + 1}: Part}}}}" for n in range(69)]
    last = (
        "  Step 69: {serves: {Customers: Goods, Desk: Papers}}\n  Desk: {serves: {Step 69: Stamps}}"
    )
    m = read("\n".join(["teams:", *lines, last, "end_users: [Customers]"]))
    story = told_delay(m, {"step-20": "5d"}, None, Words(m))
    told = view_of(m, story, detail=Detail(0, 14))
    assert names(told)[0] == "Step 0, Step 1 and 18 others", "the twenty before it, and no desk"


def test_of_a_long_chain_each_box_is_a_stretch() -> None:
    lines = [f"  Step {n}: {{serves: {{Step {n + 1}: Part}}}}" for n in range(31)]
    m = read(
        "\n".join(
            ["teams:", *lines, "  Step 31: {serves: {Customers: Goods}}", "end_users: [Customers]"]
        )
    )
    view = view_of(m, detail=Detail(0, 12))
    assert names(view)[-2:] == ["Step 31", "Customers"]
    assert links(view) == list(pairwise(names(view)))


def test_a_poster_without_room_names_who_shares_a_box_and_offers_one_for_each_team() -> None:
    m = works(70, 2)
    scene = draw(m, paper="A4")
    assert faults(scene) == []
    shares = [one for one in scene.parts if one.role == "box" and one.id.startswith("more/")]
    assert shares
    assert all(" and " in one.title for one in shares)
    summed, *_, offer = notes(scene)
    assert summed.startswith("Summed up, as they are too many for this paper: teams (")
    assert offer == "Draw one team to see more, each of them with --each-team, or a larger paper."


def test_of_many_teams_each_is_held_against_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    lost = closing._Joining._lost

    def counted(self: closing._Joining, one: int, other: int) -> tuple[int, int]:
        nonlocal looked_at
        looked_at += 1
        return lost(self, one, other)

    monkeypatch.setattr(closing._Joining, "_lost", counted)
    m = works(3_000, 1)
    view_of(m, detail=Detail(0, 30))
    assert looked_at < 100 * len(m.parties)
    before = looked_at
    view_of(m, detail=Detail(0, 10))
    assert looked_at == before, "in another number of boxes they join in the same order"
