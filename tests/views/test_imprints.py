"""How long a poster counts: until the oldest word on it runs out, whoever asks when that was."""

from datetime import date

import servicemap as sm
from servicemap.views.imprints import confirmed_until, day_of_poster
from tests.drawing.sketches import read

CONFIRMED = """
map: {confirm_every: 30d}
teams:
  Warehouse:
    confirmed: 2027-01-20
    serves:
      - {customer: Stores, service: Stock}
      - {customer: Stores, service: Crates, confirmed: 2027-01-25}
  Stores:
    confirmed: 2027-01-22
    serves: {Shoppers: Toys}
end_users: [Shoppers]
"""


def until(text: str) -> date | None:
    m = read(text)
    return confirmed_until(m, m.parties.values())


def test_what_has_no_day_of_its_own_goes_with_its_team() -> None:
    assert until(CONFIRMED) == date(2027, 2, 19)


def test_an_entry_with_an_older_day_ends_it_sooner_as_the_check_and_the_agreements_say() -> None:
    older = CONFIRMED.replace("2027-01-25", "2027-01-10")
    assert until(older) == date(2027, 2, 9)
    for day, stale in ((date(2027, 2, 9), []), (date(2027, 2, 10), ["warehouse/crates > stores"])):
        found = [one.subject for one in sm.check(read(older), today=day).findings]
        assert [subject for subject in found if "crates" in subject] == stale
        sides = sm.agreements(read(older), today=day)
        assert [one.reliance.id for one in sides if one.provider.stale] == stale


def test_a_team_that_never_said_so_leaves_it_open() -> None:
    assert until(CONFIRMED.replace("    confirmed: 2027-01-22\n", "")) is None


def test_a_poster_speaks_as_of_the_day_that_it_prints() -> None:
    m = read("map: {date: 2027-01-31}\nteams: [A]\n")
    assert day_of_poster(m, None) == date(2027, 1, 31)
    assert day_of_poster(m, "2027-02-01") == date(2027, 2, 1)
    assert day_of_poster(m, "Spring") is None
