"""SM205 stale-entry."""

from collections.abc import Iterator
from datetime import date

from servicemap.model import Party
from servicemap.rules.problems import Also, Case, Problem
from servicemap.sides import days_too_old


def stale_entry(case: Case) -> Iterator[Problem]:
    """An entry that nobody has confirmed for longer than the map allows.

    What it says:
        The `confirmed:` date of a party, or of one side's word on a delivery, is longer ago than
        `confirm_every` under `map:`. Days and weeks are those of the calendar on the wall. What
        never was confirmed has no date to grow old, and a map without `confirm_every` never asks.

        "Today" is the day on which the check runs, or that of `--date`.

    Why it matters:
        Teams change what they do, and maps do not notice. A map that nobody has looked at for a
        year is believed all the same, until the day on which somebody plans by it.

    Example:
        map: {confirm_every: 90d}
        teams:
          Stores:
            owner: Head of Stores
            confirmed: 2026-01-12              # SM205
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        map: {confirm_every: 90d}
        teams:
          Stores:
            owner: Head of Stores
            confirmed: 2027-01-12
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    m, today = case.map, case.today
    if today is None or m.confirm_every is None:
        return
    asked = f"this map asks every {m.confirm_every}"
    for party in m.parties.values():
        passed = days_too_old(party.confirmed, m.confirm_every, today)
        if passed is not None:
            yield Problem(
                party,
                f"{party.name} was last confirmed {passed} days ago, and {asked}",
                _cure(party, today),
                field="confirmed",
            )
    for one in m.reliances:
        sides = ((one.provider, one.provider_says), (one.customer, one.customer_says))
        old = [
            (passed, m.parties[party], said)
            for party, said in sides
            if said is not None
            and (passed := days_too_old(said.confirmed, m.confirm_every, today)) is not None
        ]
        if not old:
            continue
        passed, party, said = old[0]
        yield Problem(
            one,
            f"{m.services[one.service].name} for {m.parties[one.customer].name} was last confirmed"
            f" by {party.name} {passed} days ago, and {asked}",
            _cure(party, today),
            field="confirmed",
            said=said,
            also=tuple(
                Also(said, f"confirmed by {party.name} {passed} days ago", "confirmed")
                for passed, party, said in old[1:]
            ),
        )


def _cure(party: Party, today: date) -> str:
    return f"ask {party.owner or party.name}; if it is still true, write confirmed: {today}"
