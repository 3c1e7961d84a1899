"""On which circles a figure hangs: the map, and what stands beside it and beneath the table."""

from servicemap.cards import show
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.reporting.answer_tables import of_promises, of_tolerances
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.promises import as_text as promises_in_words
from servicemap.reporting.text.tolerances import as_text as tolerances_in_words
from servicemap.reporting.text.traces import as_text as trace_in_words
from servicemap.timing.answers.delays import trace
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance


def read(text: str) -> ServiceMap:
    return read_text(text).map


TWO_CIRCLES = read("""
teams:
  Oven: {serves: [{customer: Mill, service: Ash, takes: 1d}]}
  Mill:
    serves:
      - {customer: Oven, service: Flour, takes: 1d}
      - {customer: Guests, service: Bread, takes: 1d, promise: 9d, needs: [Oven/Ash]}
      - {customer: Shop, service: Bags, takes: 1d, needs: [Oven/Ash]}
  Shop:
    relies_on: [{provider: Mill, service: Bags}, {provider: Press, service: Labels}]
    serves:
      - {customer: Press, service: Orders, takes: 1d, needs: [Press/Labels]}
      - {customer: Owners, service: Boxes, takes: 1d, promise: 20d}
  Press: {serves: [{customer: Shop, service: Labels, takes: 1d}]}
  Desk: {serves: [{customer: Owners, service: Bills, takes: 1d, promise: 2d}]}
end_users: [Guests, Owners]
""")
"""Bread comes out of one circle, boxes out of both, and bills out of none."""


def test_each_circle_has_a_number_of_its_own() -> None:
    text = tolerances_in_words(tolerance(TWO_CIRCLES), Ink(), width=200)
    assert (
        "\n[1] If the circle of Oven and Mill keeps in step.\n[2] If the circle of Press and"
        in text
    )
    assert "Guests [1]" in text
    assert "*" not in text
    table = of_tolerances(tolerance(TWO_CIRCLES))
    assert [head.split(": ")[-1] for head in table.heads] == [
        "",
        "Bread for Guests [1]",
        "Boxes for Owners [1] [2]",
        "Bills for Owners",
    ]
    assert "[2] If the circle of Press and Shop keeps in step. " in table.caption
    alone = tolerances_in_words(tolerance(TWO_CIRCLES, team="desk"), Ink())
    assert "keeps in step" not in alone


MARKET = """
teams:
  A: {serves: [{customer: B, service: X, takes: 1d}]}
  B:
    serves:
      - {customer: A, service: Y, takes: 1d, needs: [A/X]}
      - {customer: Guests, service: Z, takes: 1d, needs: [A/X, Stall/Fish], promise: 9d}
  Stall: {serves: [{customer: B, service: Fish, takes: 2d}]}
end_users: [Guests]
"""


def test_what_is_left_at_most_hangs_on_no_circle() -> None:
    """Nobody says how long the fish takes. Out of step, X is later and less is left."""
    m = read(MARKET.replace("Fish, takes: 2d", "Fish"))
    (found,) = promises(m)
    assert (found.margin_bounds.least, found.conditional, found.circle) == (None, False, ())
    for told in (
        promises_in_words(promises(m), Ink()),
        tolerances_in_words(tolerance(m), Ink()),
        show(m, "stall").sentence,
        str(of_promises(promises(m))),
    ):
        assert "in step" not in told
        assert "at most" in told or "? to " in told
    assert "[1] If the circle of A and B keeps" in promises_in_words(promises(read(MARKET)), Ink())


def test_no_time_at_all_hangs_on_no_circle() -> None:
    m = read(MARKET.replace("promise: 9d", "promise: 3d"))
    text = tolerances_in_words(tolerance(m, team="b"), Ink())
    assert "0d !" in text
    assert "in step" not in text


def test_what_a_team_makes_late_by_a_circle_hangs_on_it() -> None:
    """The fish may make Z late already, and X does after seven days."""
    m = read(MARKET.replace("Fish, takes: 2d", "Fish"))
    assert show(m, "a").sentence == (
        "You can be 7 days late before anything that was promised to Guests is late because of"
        " you, if the circle of A and B keeps in step. After 7 days at the latest Guests notice."
    )


def test_who_is_late_behind_the_circle_hangs_on_it_no_more() -> None:
    """The van brings what the circle is done with; its own delay comes round nothing."""
    m = read("""
teams:
  A:
    relies_on: [{provider: B, service: Y, standing: yes}]
    serves: [{customer: B, service: X, takes: 1d}]
  B:
    serves:
      - {customer: A, service: Y, takes: 1d, needs: [A/X]}
      - {customer: Van, service: Z, takes: 1d, needs: [A/X]}
  Van: {serves: [{customer: Guests, service: Parcels, takes: 1d, promise: 9d}]}
end_users: [Guests]
""")
    assert show(m, "van").sentence == "You can be 6 days late; on day 7 Guests notice."
    assert show(m, "van").tipping_point.certain
    assert ", if the circle of B and A keeps in step;" in show(m, "a").sentence


def test_who_is_not_hit_only_if_a_circle_keeps_in_step_is_told_with_that() -> None:
    """An hour late the set leaves with the same van; if it is needed by an earlier one, it misses
    that, and the trunk may wait for the crates that come back.
    """
    m = read("""
map: {start: 2027-03-08}
teams:
  Transport:
    serves:
      - customer: Crew
        service: Set
        takes: 4h
        departs: "Tue,Thu 08:00"
        needs: [Workshop/Scenery]
      - {customer: Workshop, service: Crates back, takes: 2h}
      - {customer: Schools, service: Trunk, takes: 1d, departs: "Wed 07:30", promise: 8w}
  Workshop:
    serves:
      - {customer: Transport, service: Scenery, takes: 3d}
      - {customer: Crew, service: Repairs, takes: 1d}
  Crew:
    serves:
      - {customer: Transport, service: Empty crates, takes: 2h, needs: [Transport/Set]}
      - {customer: Audience, service: Opening night, takes: 1d, promise: 8w}
  Hall:
    calendar: {workdays: Mon-Sun, hours: 00:00-24:00}
    relies_on: [{provider: Crew, service: Clear stage}]
    serves: [{customer: Audience, service: Open doors, takes: 1h}]
end_users: [Schools, Audience]
""")
    told = trace_in_words(trace(m, {"Transport/Set": "1h"}), Ink())
    assert (
        "Trunk for Schools and Opening night for Audience: not hit, if the circle of Transport,"
        " Workshop and Crew keeps in step." in " ".join(told.split())
    )
