"""A trace names what came to the rescue, what began it, and how sure its numbers are."""

from servicemap.loading import read_text
from servicemap.reporting.json.traces import as_json
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.on_the_way import DelayPart, told_apart
from servicemap.reporting.text.traces import as_text
from servicemap.timing.answers.delays import trace
from tests.maps_by_hand import make_map, reliance, service

RESCUE = """
teams:
  Works:
    relies_on:
      - any_of: [{provider: Tip, service: Sand}, {provider: Beach, service: Sand, switch: 3d}]
    serves: [{customer: Shop, service: Glass, takes: 1d}]
suppliers:
  Tip: {serves: [{customer: Works, service: Sand, takes: 9d}]}
  Beach: {serves: [{customer: Works, service: Sand, takes: 10d}]}
end_users: [Shop]
"""


def test_an_alternative_that_comes_to_the_rescue_is_named() -> None:
    traced = trace(read_text(RESCUE).map, {"Tip": "27d"})
    assert as_text(traced, Ink()).splitlines() == [
        "Tip 27 days late makes Glass for Shop 3 days late.",
        "  Tip -> Works -> Shop",
        "  Absorbed on the way: 24 days by Beach, which comes instead of Tip.",
        "",
        "                arrives  alternative  its own  passes",
        "                   late      absorbs    delay      on",
        "  Tip: Sand           -            -      27d     27d",
        "  Works: Glass      27d          24d        -      3d",
    ]
    works = as_json(traced)["promises"][0]["chain"][1]
    assert (works["instead"], works["instead_of"]) == ("beach/sand", "tip/sand")
    assert works["absorbed_by_alternative_minutes"] == 24 * 480


CLOSED = """
map: {start: 2027-02-01, calendar: {workdays: Mon-Fri, hours: 09:00-17:00}}
teams:
  Mill: {serves: [{customer: Baker, service: Flour, takes: 9h}]}
  Baker:
    calendar: {workdays: "Tue,Thu", hours: 10:00-16:00}
    serves: [{customer: Shop, service: Bread, takes: 1h}]
end_users: [Shop]
"""


def test_what_adds_is_named_rightly_and_each_line_counts_its_own_days() -> None:
    """Flour of Wed 11:00 waits until Thu 10:00. The Baker works six hours less, and the Shop ten
    hours in which the Baker is closed.
    """
    text = as_text(trace(read_text(CLOSED).map, {"Mill": "9h"}), Ink())
    assert text.splitlines() == [
        "Mill 1 day 1 hour late makes Bread for Shop 2 days late: Thu 4 Feb 2027 11:00 instead of",
        "  Tue 2 Feb 2027 11:00.",
        "  Mill -> Baker -> Shop",
        "  Absorbed on the way: 3 hours by hours off at Baker.",
        "  Added on the way: 10 hours while Baker is closed.",
        "",
        "                                    closed",
        "                arrives  hours off   hours  its own            passes",
        "                   late     absorb     add    delay                on",
        "  Mill: Flour         -         3h       -    1d 1h     6h = 1d of 6h",
        "  Baker: Bread       1d          -   1d 4h        -  2d 4h = 2d of 8h",
        "",
        "Each line counts the days of the one whose line it is: 8 hours for Mill and Shop and"
        " 6 hours for",
        "Baker.",
    ]


def test_hours_off_are_not_called_the_schedule() -> None:
    slack = CLOSED.replace("    serves", "    relies_on: [{provider: Mill, slack: 5h}]\n    serves")
    text = as_text(trace(read_text(slack).map, {"Mill": "9h"}), Ink())
    assert "Absorbed on the way: 3 hours by hours off at Baker; 5 hours by slack at Baker." in text
    assert "schedule" not in text


TWO_PROMISES = """
teams:
  Carpentry: {serves: [{customer: Stage crew, service: Raw set, takes: 5d}]}
  Stage crew:
    relies_on: [{provider: Carpentry, service: Raw set, slack: 1d}]
    serves:
      - {customer: Audience, service: Set, takes: 1d, needs: [Raw set], promise: 8d}
      - {customer: [Audience, Press], service: Tour, takes: 2d, needs: [Raw set], promise: 8d}
  Lighting:
    relies_on: [{provider: Stage crew, service: Set, slack: 4h}]
    serves: [{customer: Audience, service: Light, takes: 2d, promise: 9d}]
end_users: [Audience, Press]
"""


def test_what_one_reason_took_in_two_lengths_is_told_apart_by_the_service() -> None:
    """Slack takes one day of two at Stage crew, and of the other day four hours at Lighting."""
    text = as_text(trace(read_text(TWO_PROMISES).map, {"Carpentry": "2d"}), Ink())
    assert text.splitlines()[:4] == [
        "Carpentry 2 days late: every promise is kept.",
        "  Absorbed: 1 day (Set and Tour) by the margin of the promise to Audience; 1 day by the"
        " margin of",
        "    the promise to Press; 4 hours (Light) by the margin of the promise to Audience.",
        "  --all prints the receipts.",
    ]


VAN = """
map: {start: 2027-02-01}
teams:
  Mill: {serves: [{customer: Baker, service: Flour, takes: 1d, departs: Fri 17:00}]}
  Farm: {serves: [{customer: Mill, service: Corn, takes: 1d}]}
  Baker: {serves: [{customer: Shop, service: Bread, takes: 1d}]}
end_users: [Shop]
"""


def test_a_delay_that_nobody_notices_says_why_and_with_all_how_far_it_came() -> None:
    traced = trace(read_text(VAN).map, {"Farm": "2d"})
    why = [
        "Farm 2 days late: nobody outside notices.",
        "  Absorbed: 2 days by the schedule at Mill (the same departure leaves anyway: Fri 5 Feb"
        " 2027 17:00).",
    ]
    assert as_text(traced, Ink()).splitlines() == [*why, "  --all prints the receipts."]
    assert as_text(traced, Ink(), everything=True).splitlines() == [
        *why,
        "",
        "               arrives  schedule  its own  passes",
        "                  late   absorbs    delay      on",
        "  Farm: Corn         -         -       2d      2d",
        "  Mill: Flour       2d        2d        -       -",
        "",
        "Not hit: Bread for Shop.",
    ]


RUNAWAY = """
map: {start: 2027-02-01}
teams:
  A:
    relies_on: [S]
    serves:
      - {customer: B, service: a, takes: 1d, departs: Fri 17:00, needs: [B/b, S/s]}
      - {customer: Shop, service: out, takes: 1d, promise: 2027-03-01, needs: [A/a]}
  B:
    serves: [{customer: A, service: b, takes: 1d, departs: Mon 09:00, needs: [A/a]}]
suppliers:
  S: {serves: [{customer: A, service: s, takes: 1d}]}
end_users: [Shop]
"""


MISSING = """
map: {start: 2027-02-01}
teams:
  Purchasing: {serves: [{customer: Stores, service: Stock}]}
  Stores: {serves: [{customer: Shoppers, service: Toys, takes: 1d, promise: 2027-02-10}]}
end_users: [Shoppers]
"""


def test_a_promise_behind_a_circle_is_kept_if_that_keeps_in_step() -> None:
    traced = trace(read_text(RUNAWAY).map, {"S": "2h"})
    text = as_text(traced, Ink(), width=1000)
    assert text.splitlines()[0] == "S 2 hours late: every promise is kept."
    assert "Later than planned, but kept: out for Shop." in text
    assert "out for Shop: kept, if the circle of A and B keeps in step." in text
    assert repr(traced) == (
        "<Trace of s 2h late: nobody feels it, if the circle of A and B keeps in step>"
    )
    assert as_json(traced)["promises"][0]["circle"] == ["a", "b"]
    assert as_json(traced)["promises"][0]["fate"] == "kept"


def test_a_trace_says_what_is_missing_and_what_follows_an_idea_each() -> None:
    traced = trace(read_text(MISSING).map, {"Purchasing": "2d"})
    assert as_text(traced, Ink(), width=1000).split("\n\n")[-1] == (
        "Some services on the way do not say how long they take, so this is the most that the delay"
        " can add. The promise may still be kept. To settle it, say first how long Purchasing:"
        " Stock takes. 'servicemap check --all' says all that is missing."
    )


def test_every_group_that_is_hit_has_its_recovery_plan_printed() -> None:
    groups = "".join(
        f"  G{k}: {{owner: O{k}, care: {{recovery: {{apologise: A{k}}}}}}}\n" for k in range(7)
    )
    served = ", ".join(f"G{k}" for k in range(7))
    m = read_text(
        f"teams: {{A: {{serves: [{{customer: [{served}], service: x, takes: 1d}}]}}}}\n"
        f"end_users:\n{groups}"
    ).map
    text = as_text(trace(m, {"A": "1d"}), Ink())
    for k in range(7):
        assert f"What to do for G{k} (owner: O{k}):\n  apologise: A{k}" in text


def test_shares_that_are_estimates_tell_their_seed_and_that_an_error_is_no_bound() -> None:
    teams = [f"t{k}" for k in range(11)]
    m = make_map(
        [service(f"{team}/x", "1d") for team in [*teams, "end"]],
        [reliance(f"{team}/x", "end") for team in teams] + [reliance("end/x", "shoppers")],
    )
    traced = trace(m, dict.fromkeys(teams, "1d"))
    text = as_text(traced, Ink(), width=1000)
    assert "Fair shares of it, estimated: T" in text
    assert " (standard error " in text
    assert "estimates from 500 orders drawn at random (seed 20270201)" in text
    assert "About one in three is further off than that" in text
    found = as_json(traced)
    assert (found["permutations"], found["seed"]) == (500, 20270201)
    errors = found["promises"][0]["standard_error_minutes"]
    assert errors.keys() == set(teams)
    assert all(error > 0 for error in errors.values())


def test_what_a_delay_met_again_on_its_way_round_is_told_as_often() -> None:
    """Each lap is a line of the receipt; what is said of them adds up to the same."""
    m = read_text("teams: {Farm: {serves: {Shop: [Eggs, Milk]}}, Shop: {}}").map
    parts = [
        DelayPart(size, "of waiting for the next departure at Farm", f"farm/{service}")
        for size, service in [("4d", "eggs"), *[("3d", "eggs")] * 2, *[("2d", "milk")] * 3]
    ]
    assert told_apart(m, parts) == [
        "4d (Eggs) of waiting for the next departure at Farm",
        "3d (Eggs) of waiting for the next departure at Farm, twice",
        "2d (Milk) of waiting for the next departure at Farm, 3 times",
    ]
