"""SM205 stale-entry."""

from collections.abc import Iterator
from datetime import date

from servicemap.model import Party
from servicemap.rules.judging import Also, Case, Problem, Rule
from servicemap.sides import confirmed_on, days_too_old, is_confirmed_ahead, words_of
from servicemap.wording.moments import on_day
from servicemap.wording.names import promise_named


def stale_entry(case: Case) -> Iterator[Problem]:
    """An entry that nobody has confirmed for longer than the map allows.

    What it says:
        The `confirmed:` date of a party, or of one side's word on a delivery, is longer ago than
        `confirm_every` under `map:`. Days and weeks are those of the calendar on the wall. The
        date of a party is also that of its entries without one, and told once. What never was
        confirmed has no date to grow old, and a map without `confirm_every` never asks.

        A day that is yet to come is found on any map: nobody has confirmed anything on it, and it
        would not grow old for years. A map written ahead may speak as of the `start` of its plan.

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
    if today is None:
        return
    for party in m.parties.values():
        wrong = _wrong(case, confirmed_on(party), today)
        if wrong:
            yield Problem(
                party,
                f"{party.name} {wrong}",
                _cure(party, today),
                field="confirmed",
                extent=(str(party.confirmed),),
            )
    for one in m.reliances:
        # What has no day of its own goes with its party, of which it is told once, above.
        found = [
            (wrong, party, said)
            for party, said in words_of(m, one)
            if said.confirmed
            and (wrong := _wrong(case, confirmed_on(party, said), today, f" by {party.name}"))
        ]
        if not found:
            continue
        wrong, party, said = found[0]
        yield Problem(
            one,
            f"{promise_named(m, one.service, one.customer)} {wrong}",
            _cure(party, today),
            field="confirmed",
            said=said,
            extent=tuple(str(said.confirmed) for *_, said in found),
            also=tuple(Also(said, wrong, "confirmed") for wrong, _, said in found[1:]),
        )


def _wrong(case: Case, confirmed: date | None, today: date, by: str = "") -> str:
    """What is wrong with the day on which something was confirmed."""
    if confirmed is not None and is_confirmed_ahead(case.map, confirmed, today):
        return f"was last confirmed{by} on {on_day(confirmed)}, which is yet to come"
    every = case.map.confirm_every
    passed = days_too_old(confirmed, every, today)
    if passed is None:
        return ""
    return f"was last confirmed{by} {passed} days ago, and this map asks every {every}"


def _cure(party: Party, today: date) -> str:
    return f"ask {party.owner or party.name}; if it is still true, write confirmed: {today}"


RULE = Rule("SM205", stale_entry, needs_today=True)
