"""A hotel of 27 teams as its manager writes it: what takes how long, and hardly any `needs`.

By hand, in days of 8 hours from Monday 3 May, 8:00 (a week has six of them):

    Kitchen        Shopping list   1h          done at 1h
    Purchasing     Food order      1h          1h to 2h, if it waits for the list; else done at 1h
    Wholesaler     Goods           1d          to 1d 2h
    Stores         Food            2h          to 1d 4h, if it waits for the goods; else done at 2h
    Pastry         Wedding cake    2d          to 3d 4h, if it waits for food; else done at 2d

The cake is promised after two weeks, 12 days: 8d 4h are left, or 10d.

    IT             Order screens   2h          to 6d 2h, if it waits for the week of updates
    Reservations   Confirmation    1d          to 7d 2h, if it waits for the screens; else to 1d

The confirmation is promised after 2 days: 5d 2h late, or 1 day to spare. Nobody says how long the
lawn for the tent takes. The wedding dinner takes a day, the event order before it another: of 12
days 10 are left for the lawn.
"""

from pathlib import Path

import pytest

import servicemap as sm
from servicemap.bounds import Bounds, Fate
from servicemap.cards import show
from servicemap.model import Group
from servicemap.reporting.terminal import Ink, display_width
from servicemap.reporting.text.promises import as_text as promises_in_words
from servicemap.reporting.text.tolerances import as_text as tolerances_in_words
from servicemap.timing.answers.promises import promises
from servicemap.timing.answers.tolerances import tolerance

DAY, HOUR = 480, 60
HOTEL = sm.load(str(Path(__file__).with_name("lakeside-hotel.yaml")))
PROMISES = promises(HOTEL)


def test_hardly_any_margin_has_no_bound_at_all() -> None:
    assert sum(1 for party in HOTEL.parties.values() if party.group is Group.TEAMS) == 27
    stated = [one for one in PROMISES if one.stated]
    assert sum(1 for one in stated if one.margin_bounds == Bounds(None, None)) <= len(stated) / 8
    fates = [one.fate for one in PROMISES]
    assert (fates.count(Fate.KEPT), fates.count(Fate.OPEN)) == (19, 7)


@pytest.mark.parametrize(
    ("service", "margin", "fate"),
    [
        ("pastry/wedding-cake", Bounds(8 * DAY + 4 * HOUR, 10 * DAY), Fate.KEPT),
        ("reservations/confirmation", Bounds(-5 * DAY - 2 * HOUR, DAY), Fate.OPEN),
        ("banqueting/wedding-dinner", Bounds(None, 11 * DAY), Fate.OPEN),
        ("payroll/wages", Bounds(9 * DAY, 9 * DAY), Fate.KEPT),
    ],
)
def test_margins_are_as_reckoned_by_hand(service: str, margin: Bounds, fate: Fate) -> None:
    one = next(one for one in PROMISES if one.service == service)
    assert (one.margin_bounds, one.fate) == (margin, fate)


def test_what_a_manager_reads() -> None:
    text = promises_in_words(PROMISES, Ink())
    assert text.startswith(
        "Lakeside Hotel: 26 promises, 22 of them for a set time. The plan keeps 15, and may break"
        " the other\n7. 4 are held to the plan alone.\n"
    )
    assert "kept as long as Lawn for the tent (Garden) takes 10d or less" in text
    assert "8 of 18  needs:  Food order (Purchasing): what does it wait for?" in text
    # Ten minutes by night are ten minutes, though the map's day has not begun.
    assert "lead time 10m to 7d 2h 10m: Software house -> IT -> Reservations" in text
    for page in (text, tolerances_in_words(tolerance(HOTEL), Ink())):
        paragraphs = [line for line in page.splitlines() if "servicemap" not in line]
        assert max(map(display_width, paragraphs)) <= 100


@pytest.mark.parametrize(
    ("team", "sentence"),
    [
        ("Payroll", "You can be 9 days late; on day 10 Staff notice."),
        ("Concierge", "You can be 5 days late; on day 6 Hotel guests notice."),
        (
            "Human resources",
            "We cannot say yet how late you may be, 6 days at most: 1 time is missing on the way to"
            " Staff (servicemap check --all lists it).",
        ),
    ],
)
def test_each_door_tells_its_own_truth(team: str, sentence: str) -> None:
    assert show(HOTEL, team).sentence == sentence
