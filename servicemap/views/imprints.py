"""What a poster says of itself: who owns it, of which day it is, and how long it counts."""

from collections.abc import Iterable
from datetime import date, timedelta

from servicemap.durations import DAY_OF_CLOCK
from servicemap.model import LONGEST_LINK, Group, Party, ServiceMap
from servicemap.sides import confirmed_on, words_of
from servicemap.views.view import Imprint


def imprint_of(m: ServiceMap, parties: Iterable[Party], printed: str | date | None) -> Imprint:
    """The small print of a poster that shows these parties; `printed` replaces the map's date."""
    until = confirmed_until(m, parties)
    return Imprint(
        m.owner,
        str(printed) if printed else m.date,
        m.link if m.link and len(m.link.encode()) <= LONGEST_LINK else None,
        until,
    )


def day_of_poster(m: ServiceMap, printed: str | date | None) -> date | None:
    """The day as of which a poster speaks, where it says one: what it prints may be any words."""
    try:
        return date.fromisoformat(str(printed)) if printed else m.date
    except ValueError:
        return None


def confirmed_until(m: ServiceMap, parties: Iterable[Party]) -> date | None:
    """Until when all of these teams' words count; None where one never said, or nobody asks.

    Their words are those on themselves and those on each delivery, whichever is the oldest.
    """
    teams = {party.id: party for party in parties if party.group is Group.TEAMS}
    said = [day for team in teams.values() if (day := confirmed_on(team)) is not None]
    if m.confirm_every is None or not teams or len(said) < len(teams):
        return None
    said += [
        day
        for one in m.reliances
        for party, says in words_of(m, one)
        if party.id in teams and (day := confirmed_on(party, says)) is not None
    ]
    days = m.confirm_every.minutes_where(DAY_OF_CLOCK, 7 * DAY_OF_CLOCK) // DAY_OF_CLOCK
    try:
        return min(said) + timedelta(days=days)
    except OverflowError:
        return None
