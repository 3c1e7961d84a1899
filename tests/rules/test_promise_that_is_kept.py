"""What SM301 proposes to promise instead is kept, to the minute and on the customer's own clock."""

import re

import pytest

from servicemap.checking import check
from servicemap.loading import read_text
from servicemap.timing.answers.promises import promises

BREAD = """
map: {{{start}}}
teams:
  Bakery: {{serves: [{{customer: Clinic, service: Bread, takes: {takes}, promise: {promise}}}]}}
end_users:
  Clinic: {{calendar: {{hours: "08:00-12:00"{zone}}}}}
"""


@pytest.mark.parametrize(
    ("start", "takes", "promise", "zone", "proposed"),
    [
        # The clinic closes at noon, the bread is there at five: the day alone would be too early.
        ("start: 2027-02-01", "2d", "2027-02-01", "", "2027-02-02 17:00"),
        # At noon, as it closes: the day says it all.
        ("start: 2027-02-01", "1d 3h", "2027-02-01", "", "2027-02-02"),
        # Five in the afternoon in Berlin is four in London.
        (
            "start: 2027-02-01, calendar: {timezone: Europe/Berlin}",
            "2d",
            "2027-02-01",
            ", timezone: Europe/London",
            "2027-02-02 16:00",
        ),
        # Without a start lengths are the customer's working days, which here have four hours.
        ("title: Bread", "2d", "1d", "", "2d 1h"),
    ],
)
def test_the_proposed_promise_is_kept(
    start: str, takes: str, promise: str, zone: str, proposed: str
) -> None:
    loaded = read_text(BREAD.format(start=start, takes=takes, promise=promise, zone=zone))
    found = [one for one in check(loaded.map, loaded.findings) if one.code == "SM301"]
    assert [re.sub(".*or promise ", "", one.hint) for one in found] == [proposed]
    kept = read_text(BREAD.format(start=start, takes=takes, promise=f'"{proposed}"', zone=zone)).map
    (after,) = promises(kept)
    assert after.margin is not None
    assert after.margin >= 0
    assert after.planned is not None
    assert after.due is not None
    assert after.planned <= after.due
    if after.planned_at and after.due_at:
        assert after.planned_at <= after.due_at
