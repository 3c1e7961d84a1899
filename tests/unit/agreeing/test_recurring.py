"""Promises and expectations that recur: what both sides say of them, in words."""

import pytest

from servicemap.agreeing import agreements
from servicemap.agreeing.telling_points import sentence
from servicemap.checking import check
from servicemap.comparing import Telling, compare
from servicemap.loading import read_text
from servicemap.model import Departures, ServiceMap
from servicemap.wording.moments import ordinal, rhythm

BREAD = """
map: {{start: 2027-02-03}}
teams:
  Bakery:
    serves: [{{customer: Cafe, service: Bread, takes: 2h, promise: {}}}]
  Cafe:
    relies_on: [{{provider: Bakery, service: Bread, expects: {}}}]
    serves: {{Guests: Breakfast}}
end_users: [Guests]
"""


def read(promise: str, expects: str = "daily 08:00") -> ServiceMap:
    loaded = read_text(BREAD.format(promise, expects))
    assert loaded.findings == ()
    return loaded.map


def gaps(m: ServiceMap) -> list[str]:
    return [one.message for one in check(m) if one.code == "SM204"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("daily 15:00", "every working day 15:00"),
        ("fri 12:00", "every Friday 12:00"),
        ("'Mon, Thu 9:30'", "every Monday and Thursday 09:30"),
        ("Mon-Wed 16:00", "every Monday to Wednesday 16:00"),
        ("monthly 22", "on the 22nd of each month"),
        ("monthly 11 12:00", "on the 11th of each month 12:00"),
        ("monthly last", "on the last working day of each month"),
    ],
)
def test_a_rhythm_in_words(text: str, said: str) -> None:
    promise = read(text).reliances[0].promise
    assert isinstance(promise, Departures)
    assert rhythm(promise) == said


def test_numbers_of_days() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st")
    ]


@pytest.mark.parametrize(
    ("promise", "expects", "later"),
    [
        ("daily 12:00", "daily 15:00", None),
        ("daily 15:00", "daily 12:00", "3 hours"),
        ("Fri 12:00", "Thu 12:00", "1 day"),
        ("Thu 12:00", "Fri 12:00", None),  # on a Wednesday too, from which the plan counts
        ("Mon 12:00", "Fri 12:00", None),
        ("Fri 12:00", "daily 12:00", "4 days"),
        ("daily 12:00", "Fri 12:00", None),
        ("monthly 5", "monthly 3", "2 days"),
        ("monthly 1", "monthly last", None),
    ],
)
def test_what_is_promised_later_than_expected(
    promise: str, expects: str, later: str | None
) -> None:
    found = gaps(read(promise, expects))
    assert [later in one for one in found if later] == ([True] if later else [])
    assert len(found) == (later is not None)


def test_what_recurs_and_what_does_not_cannot_be_compared() -> None:
    m = read("Fri 12:00", "3d")
    assert gaps(m) == []
    (bread,) = [one for one in agreements(m) if one.reliance.customer == "cafe"]
    assert [sentence(m, bread, point) for point in bread.points] == [
        "Cafe expects it within 3d, it is promised every Friday 12:00, and nobody can compare what"
        " recurs with what does not"
    ]


def test_a_difference_in_words() -> None:
    old, new = read("Fri 12:00"), read("monthly 5")
    (change,) = compare(old, new)
    assert Telling(old, new).change(change) == (
        "Bakery promises Bread to Cafe on the 5th of each month now; it was every Friday 12:00."
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("every Friday", "add the time of day: Fri 17:00"),
        ("daily", "add the time of day: daily 17:00"),
        ("weekly", "say on which day: Fri 17:00"),
        ("every 1w", "write daily 15:00, Fri 12:00 or monthly 5"),
        ("monthly", "say on which day: monthly 25, or monthly last"),
        ("monthly 32", "write daily 15:00, Fri 12:00 or monthly 5"),
        (
            "Fri 5pm",
            "write the date of that Friday, such as 2027-02-05; if every week is meant, Fri 17:00",
        ),
    ],
)
def test_what_is_no_rhythm(text: str, hint: str) -> None:
    (finding,) = read_text(BREAD.format(text, "1d")).findings
    assert finding.hint == hint
