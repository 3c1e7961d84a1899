"""What a map leaves open: how long it may be, how far it reaches, and what is asked first."""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.durations import DAY_OF_CLOCK
from servicemap.loading import read_text
from servicemap.reporting.terminal import Ink
from servicemap.reporting.text.promises import as_text as promises_in_words
from tests.unit.timing.answers.test_what_is_open import KITCHEN, LINEN, UNROLLED, loaded


def test_one_length_that_is_missing_is_told_how_long_it_may_be(tmp_path: Path) -> None:
    rooms = sm.promises(loaded(LINEN, tmp_path))["Guests"]
    assert rooms.as_long_as == ("linen-room/clean-linen", 9 * 480)


def test_a_length_that_is_missing_in_a_circle_is_missing_all_the_way_round(tmp_path: Path) -> None:
    """Nobody says how long Texts take, for which Proofs may wait, and Cards for these."""
    text = UNROLLED.text.replace("service: Texts, takes: 1d", "service: Texts")
    found = sm.promises(loaded(UNROLLED._replace(text=text), tmp_path))
    assert [one.planned_bounds for one in found] == [(480, None), (480, None)]
    assert found[0].chain == ("press/proofs", "shop/cards"), "nobody knows how it goes on"


def ring(count: int) -> str:
    """So many teams, each the next one's customer by work that may wait for what comes to it.

    Round it the last one's promise waits for a day of each at most, and its own.
    """
    teams = "".join(
        f"""
  T{n}:
    serves:
      - {{customer: T{(n + 1) % count}, service: X, takes: 1d}}
      - {{customer: Guests, service: Y, takes: 1d, needs: [], promise: 60d}}"""
        for n in range(count - 1)
    )
    return f"""teams:{teams}
  T{count - 1}:
    serves:
      - {{customer: T0, service: X, takes: 1d}}
      - {{customer: Guests, service: Y, takes: 1d, promise: 60d}}
end_users: [Guests]"""


def test_round_a_large_circle_of_open_needs_each_is_waited_for_once(tmp_path: Path) -> None:
    last = sm.promises(loaded(UNROLLED._replace(text=ring(14)), tmp_path))[-1]
    assert last.planned_bounds == (480, 15 * 480)
    assert last.fate is sm.Fate.KEPT


def test_the_lead_time_of_a_large_circle_names_its_longest_chain(tmp_path: Path) -> None:
    last = sm.promises(loaded(UNROLLED._replace(text=ring(9)), tmp_path))[-1]
    longest = ["t8/x", *(f"t{n}/x" for n in range(8)), "t8/y"]
    assert list(last.chain) == longest


def test_a_circle_of_very_many_open_needs_has_no_last_day(tmp_path: Path) -> None:
    """Its chains are so many that what they come to tells nothing."""
    last = sm.promises(loaded(UNROLLED._replace(text=ring(41)), tmp_path))[-1]
    assert last.planned_bounds == (480, None)


@pytest.mark.parametrize("count", [14, 41])
def test_a_delay_round_a_large_circle_may_come_on_any_day(count: int, tmp_path: Path) -> None:
    """Who works round the clock waits a day for work of a Monday, and three for that of a Friday.

    A reading in which five of them wait for each other has that of the last but one on a Friday.
    """
    last, before = count - 1, count - 2
    always = "calendar: {workdays: Mon-Sun, hours: 00:00-24:00}"
    text = ring(count).replace(f"  T{last}:\n", f"  T{last}:\n    {always}\n")
    text = text.replace("end_users: [Guests]", f"end_users: {{Guests: {{{always}}}}}")
    text = text.replace("customer: T0, service: X", "customer: [T0, Guests], service: X")
    said = text.replace("service: X, takes: 1d}", "service: X, takes: 1d, needs: []}")
    for n in range(before - 3, count):
        begins = said.index(f"  T{n}:\n")
        needs = f"service: X, takes: 1d, needs: [T{n - 1}/X]"
        said = said[:begins] + said[begins:].replace("service: X, takes: 1d, needs: []", needs, 1)
    late, there = {f"T{before}": "1d"}, f"t{last}/x"
    read, bounds = (
        next(
            one
            for one in sm.trace(loaded(UNROLLED._replace(text=one), tmp_path), late)
            if one.service == there
        )
        for one in (said, text)
    )
    assert read.delay == 3 * DAY_OF_CLOCK
    assert bounds.delay_bounds.least == 0
    assert bounds.delay_bounds.most is None or bounds.delay_bounds.most >= read.delay


def test_what_would_settle_most_is_told_first(tmp_path: Path) -> None:
    m = loaded(KITCHEN, tmp_path)
    assert [tuple(end) for end in sm.promises(m).open_ends] == [
        ("kitchen/bread", "needs", 1, False, 0),
        ("kitchen/pie", "needs", 1, False, 0),
    ]


def test_promises_and_check_ask_in_one_order() -> None:
    """Two promises hang on the linen and one on the keys, whose open needs close a circle."""
    m = read_text("""
teams:
  Desk:
    relies_on: [{provider: Rooms, service: Clean rooms}]
    serves:
      - {customer: Rooms, service: Keys, takes: 1h}
      - {customer: Guests, service: Check-in, takes: 1h, needs: [Rooms/Clean rooms], promise: 9d}
  Rooms:
    relies_on: [{provider: Laundry, service: Linen}]
    serves:
      - {customer: Desk, service: Clean rooms, takes: 1h, needs: [Desk/Keys, Laundry/Linen]}
      - {customer: Guests, service: Turn-down, takes: 1h, needs: [Laundry/Linen], promise: 9d}
suppliers:
  Laundry: {serves: {Rooms: Linen}}
end_users: [Guests]
""").map
    found = sm.promises(m)
    assert [(one.service, one.hangs_on_it, one.closes_circle) for one in found.open_ends] == [
        ("desk/keys", 1, True),
        ("laundry/linen", 2, False),
    ]
    told = promises_in_words(found, Ink())
    assert "Say first what opens a circle, then what most hangs on:" in " ".join(told.split())
    assert "what does it wait for? It closes a circle by being open." in told
    asked = sorted(one.message[:50] for one in sm.check(m) if one.code == "SM303")
    assert asked == [
        "open question 1 of 2: what does Keys (Desk) wait f",
        "open question 2 of 2: how long does Linen (Laundry",
    ]


def test_what_is_normally_there_already_leaves_no_plan_open(tmp_path: Path) -> None:
    """Whether Answers and Keys need the log-in moves neither; how late they may become hangs on it,
    and so a trace asks for it, and a check, last.
    """
    m = read_text("""
teams:
  Desk:
    relies_on: [{provider: IT, service: Log-in, standing: yes}]
    serves:
      - {customer: Guests, service: Answers, takes: 1h, promise: 1d}
      - {customer: Guests, service: Keys, takes: 2h, promise: 1d}
  IT: {serves: [{customer: Desk, service: Log-in, takes: 1h}]}
end_users: [Guests]
""").map
    found = sm.promises(m)
    assert found.open_ends == ()
    assert "hang" not in promises_in_words(found, Ink())
    late = sm.trace(m, {"IT": "2d"})
    assert {(one.service, one.missing) for one in late.open_ends} == {
        ("desk/answers", "needs"),
        ("desk/keys", "needs"),
    }
    told = [one.message for one in sm.check(m) if one.code == "SM303"]
    assert told == [
        "open question 1 of 2: what does Answers (Desk) wait for? How late 1 of 2 promises may"
        " become hangs on it",
        "open question 2 of 2: what does Keys (Desk) wait for? How late 1 of 2 promises may"
        " become hangs on it",
    ]


def test_what_opens_most_of_a_circle_is_asked_before_what_more_promises_hang_on() -> None:
    """Without the plan all four wait for nobody; without the sewing it alone does."""
    m = read_text("""
teams:
  Office:
    serves:
      - {customer: [Cutting, Dyeing, Sewing], service: Plan, takes: 1d}
      - {customer: Bank, service: Books, takes: 1d, needs: []}
  Cutting: {serves: [{customer: [Office, Shops], service: Cloth, takes: 1d}]}
  Dyeing: {serves: [{customer: [Office, Shops], service: Colours, takes: 1d}]}
  Sewing:
    serves:
      - {customer: [Office, Shops, Schools, Hotels], service: Coats, takes: 1d}
      - {customer: Shops, service: Repairs, takes: 1d, needs: []}
end_users: [Shops, Schools, Hotels, Bank]
""").map
    closing = [one for one in sm.promises(m).open_ends if one.closes_circle]
    assert [(one.service, one.hangs_on_it, one.opens) for one in closing] == [
        ("office/plan", 2, 4),
        ("sewing/coats", 3, 1),
    ]
    first = next(one for one in sm.check(m) if "question 1" in one.message)
    assert first.message.endswith("in a circle; if it waits for none of them, the circle is gone")
    coats = next(one for one in sm.check(m) if "Coats" in one.message and one.code == "SM303")
    assert coats.hint.endswith(
        "; or, if Plan is normally there already, write standing: yes with it under the relies_on"
        " of Sewing"
    )


def test_what_comes_from_stock_does_not_shorten_how_long_something_may_take() -> None:
    """Parts go to Fitting from stock, and to Delivery, which has fitted parts after 4 days: of 6
    days 5 are left before it.
    """
    text = """
teams:
  Store: {serves: [{customer: [Fitting, Delivery], service: Parts}]}
  Fitting:
    relies_on: [{provider: Store, service: Parts, standing: yes}]
    serves: [{customer: Delivery, service: Fitted parts, takes: 4d}]
  Delivery:
    relies_on: [{provider: Store, service: Parts}, {provider: Fitting, service: Fitted parts}]
    serves: [{customer: Guests, service: Car, takes: 1d, promise: 6d}]
end_users: [Guests]
"""
    (one,) = sm.promises(read_text(text).map)
    assert one.as_long_as == ("store/parts", 5 * 480)
    for days, fate in ((5, "kept"), (6, "late_by_plan")):
        said = text.replace("service: Parts}]}", f"service: Parts, takes: {days}d}}]}}", 1)
        assert [one.fate for one in sm.promises(read_text(said).map)] == [fate]
