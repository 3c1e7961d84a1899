"""The words a poster says of itself: one table, any of them replaced by `words:` in the map."""

import re
from collections.abc import Mapping

from servicemap.durations import HOUR, in_words
from servicemap.model import ServiceMap

ENGLISH: Mapping[str, str] = {
    "suppliers": "Suppliers",
    "departments": "Our departments",
    "teams": "Our teams",
    "distribution": "Distribution",
    "end_users": "End users",
    "prospects": "Prospects",
    "customers": "Customers",
    "you_are_here": "YOU ARE HERE",
    "how_to_read": "How to read this map",
    "follow": "Follow a line from left to right: every box needs what the box before it delivers.",
    "supplier": "Outside supplier",
    "team": "Internal team",
    "department": "Department, all its teams",
    "your_department": "Your department",
    "distributor": "Distributor",
    "end_user": "End user, outside",
    "end_user_inside": "End user, inside",
    "prospect": "Prospect, to be won",
    "forward_link": "Delivers to",
    "backward_link": "Delivers back",
    "late_link": "Late itself",
    "reached_link": "Late because of it",
    "late": "{amount} late",
    "up_to": "up to {amount} late",
    "more": "+{count} more",
    "story": "{causes}. Felt by {customer}: {service}, {amount} late.",
    "story_more": "{story} {count} more promises are broken.",
    "story_one_more": "{story} One more promise is broken.",
    "story_held": "{causes}. Every promise still holds.",
    "several_delays": "{count} delays at once",
    "all_teams": "{count} teams without a department",
    "all_suppliers": "{count} suppliers",
    "all_distributors": "{count} distributors",
    "all_end_users": "{count} end users",
    "all_prospects": "{count} prospects",
    "scan": "Scan for the live map",
    "as_of": "As of {date}",
    "owner": "Owner: {owner}",
    "read_from": "Names read from {names} m, services from {services} m",
    "names_read_from": "Names read from {names} m",
    "nobody": "Nobody is on this map yet.",
    "relies_on": "{customer} relies on {provider} for {service}",
    "counted": "{boxes} boxes, {links} links.",
    "aggregated": "Shown by department: {teams} teams are too many for one poster.",
    "dense": "Names are only {size} pt here: a larger paper or one department reads better.",
    "sheets_title": "{count} sheets of {paper} make one poster",
    "sheets_size": "{width} x {height} mm when joined. Row A is at the top, column 1 at the left.",
    "sheets_print": "Print at 100 %, not fitted to the page: the line below is then 100 mm long.",
    "sheets_cut": "Cut along the marks at the corners: the top and the left of every sheet, and"
    " the right or the bottom where the poster ends.",
    "sheets_glue": "Join each row from left to right, then the rows from top to bottom: glue a"
    " sheet over the flap of the one before it, with its edge on the dashed line.",
    "sheet": "Sheet {number} of {count}",
    "no_engine": "Laid out without Graphviz, so lines may cross more often: {reason}",
}
"""Every word, by its key. `{...}` is filled in."""

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH}
"""The table of each language, by its code."""


class Words:
    """The words of one map: its language's table, with the map's own words before it."""

    __slots__ = ("_day", "_table")

    def __init__(self, m: ServiceMap) -> None:
        language = LANGUAGES.get(m.language.partition("-")[0].casefold(), ENGLISH)
        own = {key: text for key, text in m.words.items() if key in ENGLISH}
        self._table = {**ENGLISH, **language, **own}
        self._day = m.calendar.day

    def __getitem__(self, key: str) -> str:
        return self._table[key]

    def say(self, key: str, **parts: object) -> str:
        """The words at `key` with its `{...}` filled in; unknown braces stay as they are."""
        # In one pass: what is filled in is somebody's text, and may hold braces itself.
        return re.sub(
            r"\{(\w+)\}", lambda found: str(parts.get(found[1], found[0])), self._table[key]
        )

    def amount(self, minutes: int) -> str:
        """A length of the map's working time: `2 days 4 hours`.

        What is a day or longer is said to the hour: nobody reads minutes from across a room.
        """
        if minutes >= self._day:
            minutes = (minutes + HOUR // 2) // HOUR * HOUR
        return in_words(minutes, self._day)
