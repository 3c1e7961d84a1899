"""SM308 zone-missing."""

from collections.abc import Iterator

from servicemap.model import Party
from servicemap.plurals import agreeing
from servicemap.rules.judging import Case, Problem, Rule, names_of
from servicemap.wording.lists import listed


def zone_missing(case: Case) -> Iterator[Problem]:
    """A party has a time zone, and the calendar of the map has none.

    What it says:
        Somebody works by the clock of a place, and of all who work by the calendar of the map
        nobody knows where they are. Nothing is reckoned with such a map.

    Why it matters:
        Between Hong Kong and New York lies half a day. What is handed over in the morning at one
        end arrives in the evening before at the other, and a promise is kept or broken by that. A
        guess would look like an answer.

    Example:
        map: {start: 2027-03-08}
        teams:
          Desk:
            serves: [{customer: Clients, service: Repairs, takes: 1d}]
        suppliers:
          Maker:
            calendar: {timezone: Asia/Hong_Kong}    # SM308
            serves: [{customer: Desk, service: Parts, takes: 5d}]
        end_users: [Clients]

    Instead:
        map: {start: 2027-03-08, calendar: {timezone: America/New_York}}
        teams:
          Desk:
            serves: [{customer: Clients, service: Repairs, takes: 1d}]
        suppliers:
          Maker:
            calendar: {timezone: Asia/Hong_Kong}
            serves: [{customer: Desk, service: Parts, takes: 5d}]
        end_users: [Clients]
    """
    zoned = case.map.zoned_alone
    if not zoned:
        return
    zones = listed(list(dict.fromkeys(zone_of(party) for party in zoned)))
    works = agreeing(len(zoned), "works", "work")
    yield Problem(
        zoned[0],
        f"{names_of(zoned)} {works} by the clock of {zones}, and the calendar of the map has no"
        " time zone: nobody knows what time it is for all others",
        f"say so: map: {{calendar: {{timezone: {zone_of(zoned[0])}}}}}, or whichever zone it is",
        field="calendar",
        among=zoned,
    )


def zone_of(party: Party) -> str:
    """The time zone of a party's own calendar; nothing where it has none."""
    return (party.calendar.timezone if party.calendar else None) or ""


RULE = Rule("SM308", zone_missing)
