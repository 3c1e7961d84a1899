"""What a change does to promises of which a map leaves something open."""

import pytest

from servicemap.comparing.differences import Difference, diff
from servicemap.comparing.effects import PromiseOutcome
from servicemap.comparing.shelves import shelf_of_one
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.differences import as_text
from tests.unit.comparing.test_effects import read


def kitchen(
    pie: str = "promise: 20d", bread: str = "promise: 20d", truffles: str = "10d"
) -> ServiceMap:
    """What pie and bread wait for is open: for truffles of 10 days, flour of 1, or neither."""
    return read(f"""
teams:
  Kitchen:
    relies_on: [{{provider: Farm, service: Truffles}}, {{provider: Mill, service: Flour}}]
    serves:
      - {{customer: Guests, service: Bread, takes: 1d, {bread}}}
      - {{customer: Guests, service: Pie, takes: 1d, {pie}}}
suppliers:
  Farm: {{serves: [{{customer: Kitchen, service: Truffles, takes: {truffles}}}]}}
  Mill: {{serves: [{{customer: Kitchen, service: Flour, takes: 1d}}]}}
end_users: [Guests]
""")


@pytest.mark.parametrize(
    ("was", "now", "outcome", "said"),
    [
        # Planned for day 1 to 11: between 9 and 19 days are left of 20, between 7 and 17 of 18.
        (
            "promise: 20d",
            "promise: 18d",
            PromiseOutcome.TIGHTER,
            "The promise of Pie to Guests has between 7 days and 17 days of margin now. Before, it"
            " was between 9 days and 19 days.",
        ),
        (
            "promise: 20d",
            "promise: 3d",
            PromiseOutcome.OPEN,
            "The promise of Pie to Guests may be up to 8 days late. Before, it had between 9 days"
            " and 19 days of margin.",
        ),
        (
            "promise: 3d",
            "promise: 20d, needs: []",
            PromiseOutcome.SURE,
            "Pie for Guests: sure to be kept now, with 19 days of margin. Before, it might be up to"
            " 8 days late.",
        ),
        (
            "promise: 3d",
            "promise: 5d",
            PromiseOutcome.LOOSER,
            "The promise of Pie to Guests may be up to 6 days late now. Before, it might be up to 8"
            " days late.",
        ),
        (
            "promise: 4h",
            "promise: 3d",
            PromiseOutcome.PERHAPS_KEPT,
            "The promise of Pie to Guests may now be kept. Before, it was missed by between"
            " 4 hours and 10 days 4 hours.",
        ),
        (
            "promise: 3d",
            "promise: 4h",
            PromiseOutcome.BROKEN,
            "The plan now breaks the promise of Pie to Guests: between 4 hours and 10"
            " days 4 hours late even if everybody is on time. Before, it might have been kept.",
        ),
        (
            "promise: 4h",
            "promise: 4h, needs: [Farm/Truffles]",
            PromiseOutcome.WORSE,
            "The plan still breaks the promise of Pie to Guests: 10 days 4 hours late even if"
            " everybody is on time. Before, it was between 4 hours and 10 days 4 hours late.",
        ),
        (
            "",
            "needs: []",
            PromiseOutcome.MOVED,
            "Pie for Guests is planned for 1 day from the start now; it was between 1 day and 11"
            " days from the start.",
        ),
        # 9 days can be counted on in all of these; how much more it may be is another matter.
        (
            "promise: 20d",
            "promise: 20d, needs: [Farm/Truffles]",
            PromiseOutcome.PLAINER,
            "The promise of Pie to Guests has 9 days of margin now. Before, it was between 9 days"
            " and 19 days.",
        ),
        (
            "promise: 20d, needs: [Farm/Truffles]",
            "promise: 20d",
            PromiseOutcome.VAGUER,
            "The promise of Pie to Guests has between 9 days and 19 days of margin now. Before, it"
            " was 9 days.",
        ),
        (
            "promise: 4h",
            "promise: 4h, needs: []",
            PromiseOutcome.PLAINER,
            "The plan still breaks the promise of Pie to Guests: 4 hours late even if everybody is"
            " on time. Before, it was between 4 hours and 10 days 4 hours late.",
        ),
        ("promise: 20d", "promise: 20d", None, ""),
    ],
)
def test_a_promise_that_the_map_leaves_open(
    was: str, now: str, outcome: PromiseOutcome | None, said: str
) -> None:
    found = diff(kitchen(was), kitchen(now))
    told = [(one.outcome, found.telling.promise(one)) for one in found.promises]
    assert told == ([] if outcome is None else [(outcome, said)])


@pytest.mark.parametrize(
    ("pie", "shorter", "longer"),
    [
        (
            "promise: 4h",
            "The plan still breaks the promise of Pie to Guests: between 4 hours and 8 days 4 hours"
            " late even if everybody is on time. Before, it was between 4 hours and 10 days 4 hours"
            " late.",
            "The plan still breaks the promise of Pie to Guests: between 4 hours and 10 days 4"
            " hours late even if everybody is on time. Before, it was between 4 hours and 8 days 4"
            " hours late.",
        ),
        (
            "promise: 3d",
            "The promise of Pie to Guests may be up to 6 days late now. Before, it might be up to 8"
            " days late.",
            "The promise of Pie to Guests may be up to 8 days late now. Before, it might be up to 6"
            " days late.",
        ),
    ],
)
def test_what_is_lost_of_a_bound_is_told_as_what_is_gained(
    pie: str, shorter: str, longer: str
) -> None:
    """Truffles of 8 days for such of 10: how late pie is at least is the same."""
    slow, fast = kitchen(pie), kitchen(pie, truffles="8d")
    for found, said in ((diff(slow, fast), shorter), (diff(fast, slow), longer)):
        told = [found.telling.promise(one) for one in found.promises]
        assert said in told


def test_how_late_somebody_may_be_is_told_when_less_is_known_of_it_and_when_more_is() -> None:
    known = kitchen("promise: 20d, needs: [Farm/Truffles]"), kitchen("promise: 20d")

    def told(found: Difference) -> dict[str, str]:
        return {one.party: found.telling.tolerance(one) for one in found.tolerances}

    lost, back = diff(*known), diff(*reversed(known))
    assert told(lost) == {
        "mill": "Mill may be at least 18 days late before Guests notice at Pie; it was without"
        " limit.",
        "kitchen": "Kitchen may be at least 9 days late before Guests notice at Pie; it was 9"
        " days.",
        "farm": "Farm may be at least 9 days late before Guests notice at Pie; it was 9 days.",
    }
    assert [one.is_vaguer for one in lost.tolerances] == [False, True, True]
    assert told(back) == {
        "mill": "However late Mill is, Pie for Guests is not affected any more. Before, it could"
        " be at least 18 days late.",
        "kitchen": "Kitchen may be 9 days late before Guests notice at Pie; it was at least 9"
        " days.",
        "farm": "Farm may be 9 days late before Guests notice at Pie; it was at least 9 days.",
    }
    assert not any(one.is_vaguer for one in back.tolerances)
    assert "1 has less tolerance" in as_text(shelf_of_one(lost), Ink())


def test_of_a_plan_with_gaps_what_can_be_counted_on_is_told() -> None:
    found = diff(kitchen("promise: 20d"), kitchen("promise: 18d"))
    assert [found.telling.tolerance(one) for one in found.tolerances] == [
        f"{party} may be at least {now} days late before Guests notice at Pie; it was at least"
        f" {was} days."
        for party, now, was in (("Kitchen", 7, 9), ("Farm", 7, 9), ("Mill", 16, 18))
    ]
    # All that is left of 11 days is spent where pie waits for truffles.
    kitchens = kitchen("promise: 20d"), kitchen("promise: 11d")
    lost = diff(*kitchens)
    assert lost.telling.tolerance(lost.tolerances[0]) == (
        "Guests may now notice any delay of Kitchen at Pie; before, it could be at least 9 days"
        " late."
    )
    back = diff(*reversed(kitchens))
    assert back.telling.tolerance(back.tolerances[0]) == (
        "Kitchen may be at least 9 days late before Guests notice at Pie; before, any delay might"
        " have been noticed."
    )


def test_who_is_counted_on_is_said_with_the_promise_where_the_customer_has_another() -> None:
    """Bread was not sure to be kept, and is now, with nothing to spare: the figures are Pie's."""
    found = diff(kitchen(bread="promise: 3d"), kitchen(bread="promise: 3d", truffles="2d"))
    assert [found.telling.tolerance(one) for one in found.tolerances] == [
        f"{party} may be at least 17 days late before Guests notice at Pie; it was at least 9 days."
        for party in ("Kitchen", "Farm")
    ]


def test_a_promise_that_is_not_affected_any_more_is_named_with_its_customer() -> None:
    found = diff(kitchen("promise: 11d"), kitchen("promise: 11d, needs: []"))
    assert [found.telling.tolerance(one) for one in found.tolerances][:2] == [
        "However late Farm is, Pie for Guests is not affected any more. Before, any delay might"
        " have been noticed.",
        "However late Mill is, Pie for Guests is not affected any more. Before, it could be at"
        " least 9 days late.",
    ]


def test_what_may_be_broken_already_leaves_nobody_a_tolerance_to_tell_of() -> None:
    assert diff(kitchen("promise: 20d"), kitchen("promise: 3d")).tolerances == ()


def test_where_only_the_best_case_changes_that_is_told_and_never_as_a_margin_below_nothing() -> (
    None
):
    text = """
teams:
  Kitchen:
    relies_on: [{{provider: Farm, service: Truffles}}]
    serves:
      - {{customer: Guests, service: Bread, takes: 1d, needs: [], promise: 9d}}
      - {{customer: Guests, service: Pie, takes: {pie}, promise: 3d}}
suppliers: {{Farm: {{serves: [{{customer: Kitchen, service: Truffles, takes: {truffles}}}]}}}}
end_users: [Guests]
"""
    quick = read(text.format(pie="1d", truffles="10d"))
    slow = read(text.format(pie="2d", truffles="9d"))
    for old, new, said in (
        (quick, slow, "or have 1 day of margin now; before, 2 days."),
        (slow, quick, "or have 2 days of margin now; before, 1 day."),
    ):
        found = diff(old, new)
        assert [found.telling.promise(one) for one in found.promises] == [
            f"The promise of Pie to Guests may be up to 8 days late, {said}"
        ]


def test_what_a_length_is_that_nobody_says_is_not_said_to_be_so_now() -> None:
    """It is the margin before it that is another one now; "what Soap takes now" is nothing."""
    text = """
teams:
  Hotel:
    relies_on: [Laundry, Soap maker]
    serves: [{{customer: Guests, service: Rooms, takes: 1d, promise: {promise}}}]
  Laundry: {{serves: [{{customer: Hotel, service: Linen}}]}}
suppliers: {{Soap maker: {{serves: [{{customer: Hotel, service: Soap}}]}}}}
end_users: [Guests]
"""
    found = diff(read(text.format(promise="9d")), read(text.format(promise="7d")))
    assert [found.telling.promise(one) for one in found.promises] == [
        "The promise to Guests has 6 days of margin at most now, before what Linen and Soap take;"
        " it was 8 days."
    ]


def test_what_may_be_noticed_at_once_is_told_by_the_most_that_it_may_be() -> None:
    """Flour of a day may let the bread miss its van, before as now: nothing was without limit."""
    text = """
map: {{start: 2027-02-01}}
teams:
  Shop:
    serves:
      - {{customer: U, service: Bread, takes: 1h, departs: "{} 12:00"}}
      - {{customer: U, service: Help, takes: 1h, needs: []}}
suppliers:
  Mill: {{serves: [{{customer: Shop, service: Flour, takes: 1d}}]}}
end_users: [U]
"""
    found = diff(read(text.format("Mon,Thu")), read(text.format("Mon,Wed,Fri")))
    assert (
        "Shop may be at most 1 day 7 hours 59 minutes late before U notices at Bread;"
        " it was at most 2 days 7 hours 59 minutes."
    ) in " ".join(as_text(shelf_of_one(found), Ink()).split())


def test_what_is_kept_if_a_circle_keeps_in_step_is_not_called_sure() -> None:
    """Texts may wait for Proofs, and these for Texts: nobody says what either needs."""
    text = """
teams:
  Shop:
    serves:
      - {customer: Press, service: Texts, takes: 1d}
      - {customer: Guests, service: Cards, takes: 1d, promise: PROMISE}
  Press:
    serves:
      - {customer: Shop, service: Proofs, takes: 2d}
      - {customer: Guests, service: Leaflets, takes: 1d}
end_users: [Guests]
"""
    found = diff(*(read(text.replace("PROMISE", promise)) for promise in ("2d", "9d")))
    assert [found.telling.promise(one) for one in found.promises] == [
        "Cards for Guests: kept now, if the circle of Shop and Press keeps in step, with between 5"
        " days and 8 days of margin. Before, it might be up to 2 days late."
    ]
