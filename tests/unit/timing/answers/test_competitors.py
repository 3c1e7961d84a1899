"""What competitors offer, held against what we promise: sooner, later, or nothing that is known."""

import pytest

from servicemap.loading import read_text
from servicemap.reporting.promise_columns import offer_in_words
from servicemap.timing.answers.promises import promises

TOYS = """
map: {{{of}}}
teams:
  Stores:
    serves:
      - {{customer: Shoppers, service: Toys, takes: 2d{promise}, others: {{Toyland: {theirs}}}}}
end_users: [Shoppers]
"""

STARTS = "start: 2027-02-01"


def told(theirs: str, promise: str = "", of: str = STARTS) -> str:
    said = f", promise: '{promise}'" if promise else ""
    loaded = read_text(TOYS.format(of=of, promise=said, theirs=f"'{theirs}'"))
    assert [finding.message for finding in loaded.findings if finding.malforms] == []
    ((only,),) = [one.others for one in promises(loaded.map)]
    return offer_in_words(only)


@pytest.mark.parametrize(
    ("theirs", "promise", "words"),
    [
        ("2027-02-20", "2027-02-26", "Toyland: Sat 20 Feb 2027, 6 days before us"),
        ("2027-02-28", "2027-02-26", "Toyland: Sun 28 Feb 2027, 2 days after us"),
        ("2027-02-26", "2027-02-26", "Toyland: Fri 26 Feb 2027, no sooner than us"),
        ("3d", "5d", "Toyland: within 3d, 2 days before us"),
        ("1w", "5d", "Toyland: within 1w, no sooner than us"),
        ("2d elapsed", "5d elapsed", "Toyland: within 2d elapsed, 3 days before us"),
        ("2027-02-03", "5d", "Toyland: Wed 3 Feb 2027, 2 days before us"),
        ("daily 12:00", "daily 15:00", "Toyland: every working day 12:00, 3 hours before us"),
        ("Thu 12:00", "Fri 12:00", "Toyland: every Thursday 12:00, 1 day before us"),
        ("monthly 10", "monthly 5", "Toyland: on the 10th of each month, 5 days after us"),
        ("Mon,Thu 12:00", "Fri 12:00", "Toyland: every Monday and Thursday 12:00"),
        ("daily 12:00", "Fri 12:00", "Toyland: every working day 12:00"),
        ("Thu 12:00", "2027-02-26", "Toyland: every Thursday 12:00"),
    ],
)
def test_against_what_we_promise(theirs: str, promise: str, words: str) -> None:
    assert told(theirs, promise) == words


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ("1d", "Toyland: within 1d, 1 day before our plan"),
        ("2027-02-05", "Toyland: Fri 5 Feb 2027, 3 days after our plan"),
        ("2d", "Toyland: within 2d, no sooner than our plan"),
        ("Thu 12:00", "Toyland: every Thursday 12:00"),
    ],
)
def test_against_our_plan_where_nobody_promised_a_time(theirs: str, words: str) -> None:
    assert told(theirs) == words


def test_without_a_start_a_date_is_held_against_dates_alone() -> None:
    assert told("2027-02-20", "5d", of="") == "Toyland: Sat 20 Feb 2027"
    assert told("2027-02-20", of="") == "Toyland: Sat 20 Feb 2027"
    assert told("3d", "5d", of="") == "Toyland: within 3d, 2 days before us"
    assert told("2027-02-20", "2027-02-26", of="") == "Toyland: Sat 20 Feb 2027, 6 days before us"


def test_where_the_plan_is_open_nothing_is_claimed() -> None:
    text = TOYS.format(of=STARTS, promise="", theirs="1d").replace(", takes: 2d", "")
    ((only,),) = [one.others for one in promises(read_text(text).map)]
    assert offer_in_words(only) == "Toyland: within 1d"
