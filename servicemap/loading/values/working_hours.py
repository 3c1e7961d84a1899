"""Calendars: the days and hours that people work, and the days nobody does."""

import re
from datetime import date
from typing import Any, NamedTuple

from servicemap.calendars import STANDARD, Calendar, Hours
from servicemap.dates import parsed_date
from servicemap.loading.values.dates_and_times import EN_DASH, days_named, minute_of
from servicemap.loading.values.plain_values import scalar
from servicemap.loading.yaml.nodes import Mapping, Node, Sequence, is_nothing
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.locations import Location
from servicemap.wording.slips import days_meant
from servicemap.wording.slips_of_calendars import hours_meant, weekdays_meant

MIDNIGHT = 24 * 60
_COUNTRY = "[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?"
_COUNTRY_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR"
    " BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ"
    " EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW"
    " GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY"
    " KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV"
    " MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY"
    " QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG"
    " TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM"
    " ZW XK"
)
"""ISO 3166-1, and Kosovo."""

_COUNTRIES = frozenset(_COUNTRY_CODES.split())

_OFTEN_MEANT = {"UK": "GB", "EN": "GB", "EL": "GR", "GER": "DE", "USA": "US"}

_COUNTRY_NAMES = {
    "germany": "DE",
    "deutschland": "DE",
    "austria": "AT",
    "\u00f6sterreich": "AT",
    "switzerland": "CH",
    "schweiz": "CH",
    "suisse": "CH",
    "france": "FR",
    "italy": "IT",
    "italia": "IT",
    "spain": "ES",
    "espa\u00f1a": "ES",
    "portugal": "PT",
    "belgium": "BE",
    "netherlands": "NL",
    "nederland": "NL",
    "holland": "NL",
    "england": "GB",
    "britain": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "ireland": "IE",
    "denmark": "DK",
    "sweden": "SE",
    "norway": "NO",
    "finland": "FI",
    "poland": "PL",
    "japan": "JP",
    "china": "CN",
    "hong kong": "HK",
    "singapore": "SG",
    "india": "IN",
    "australia": "AU",
    "new zealand": "NZ",
    "canada": "CA",
    "mexico": "MX",
    "brazil": "BR",
    "america": "US",
    "united states": "US",
    "united states of america": "US",
}
"""Countries that people call by their names."""


MOST_LISTED = 20
"""Parts of a country that are listed for somebody who named one that there is not."""


class CalendarName(NamedTuple):
    """A calendar given by its name in `calendars`; the map says later what it is."""

    name: str
    location: Location


class Holidays(NamedTuple):
    """Days nobody works: listed ones, and those of a country."""

    days: tuple[date, ...]
    country: str | None


def calendar_of(fields: dict[str, Any]) -> Calendar:
    """The calendar that the keys of one say; what is left out is as in the standard one."""
    free: Holidays = fields.get("holidays") or Holidays((), None)
    return Calendar(
        fields.get("workdays") or STANDARD.workdays,
        fields.get("hours") or STANDARD.hours,
        free.days,
        free.country,
        fields.get("timezone"),
    )


class _Part(NamedTuple):
    """What stands between two commas, and the node in which."""

    said: str
    place: Node


def _listed(node: Node, problems: Problems, key: str, wanted: str) -> list[_Part]:
    """The texts of a list or of one scalar with commas."""
    if isinstance(node, Mapping):
        expected = f"{key}: a mapping stands here, where {wanted}"
        problems.add("SM002", expected, node, f"write {key}: and the value, or a list in [ ]")
        return []
    nodes = node.items if isinstance(node, Sequence) else [node]
    found = ((scalar(item, problems, key, wanted), item) for item in nodes)
    return [
        _Part(part.strip(), item)
        for said, item in found
        if said
        for part in said.split(",")
        if part.strip()
    ]


def _refuse_none(node: Node, problems: Problems, key: str, what: str, example: str) -> None:
    """Report a list with nothing in it: a calendar without working time measures nothing.

    Where nothing stands at all the key is as good as left out, and a mapping has been reported.
    """
    if not (is_nothing(node) or isinstance(node, Mapping)):
        problems.add(
            "SM006",
            f"{key}: names no {what}",
            node,
            f"write {key}: {example}, or leave the key out for that",
        )


def workdays(node: Node, problems: Problems, key: str) -> tuple[int, ...] | None:
    """The days of the week that are worked."""
    days: set[int] = set()
    for said, place in _listed(node, problems, key, "days of the week belong"):
        found = days_named(said)
        if found is None:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} is no day of the week",
                place,
                _days_instead_of(said),
            )
            return None
        days.update(found)
    if not days:
        _refuse_none(node, problems, key, "days that are worked", "Mon-Fri")
    return tuple(sorted(days)) or None


def _days_instead_of(said: str) -> str:
    """What to write for days that no map knows by this name."""
    if said.casefold() in {"weekdays", "workdays", "working days"}:
        return "write Mon-Fri"
    meant = weekdays_meant(said)
    return f"write {meant}" if meant else "write Mon-Fri, Sun-Thu or 'Mon,Wed,Fri'"


def hours(node: Node, problems: Problems, key: str) -> tuple[Hours, ...] | None:
    """The hours worked on a day, in order; past 24:00 where they cross midnight."""
    found: list[Hours] = []
    for said, place in _listed(node, problems, key, "working hours belong"):
        start_text, _, end_text = said.replace(EN_DASH, "-").partition("-")
        start, end = minute_of(start_text), minute_of(end_text)
        if start is None or end is None or start == MIDNIGHT:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} says no hours of the day",
                place,
                hours_meant(said) or "write 09:00-17:00, 22:00-06:00 or [09:00-12:00, 13:00-17:00]",
            )
            return None
        if start == end:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} begins when it ends",
                place,
                "round the clock is 00:00-24:00",
            )
            return None
        found.append((start, end if end > start else end + MIDNIGHT))
    found.sort()
    for before, after in zip(found, [*found[1:], *found[:1]], strict=True):
        (_, ends), (starts, _) = before, after
        if after <= before:
            starts += MIDNIGHT
        if len(found) > 1 and ends > starts:
            problems.add(
                "SM006",
                f"{key}: two of these stretches of time overlap",
                node,
                "write each hour of the day once",
            )
            return None
    if not found:
        _refuse_none(node, problems, key, "hours that are worked", "09:00-17:00")
    return tuple(found) or None


def holidays(node: Node, problems: Problems, key: str) -> Holidays | None:
    """Days nobody works: dates and at most one country."""
    days: list[date] = []
    country: str | None = None
    for said, place in _listed(node, problems, key, "dates or a country belong"):
        on = parsed_date(said)
        if on is not None:
            days.append(on)
        elif not re.fullmatch(_COUNTRY, said) or said[:2].upper() not in _COUNTRIES:
            meant = _OFTEN_MEANT.get(said.upper()) or _COUNTRY_NAMES.get(said.casefold())
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} is neither a date nor the code of a country",
                place,
                f"did you mean {meant}?" if meant else _days_of(said),
            )
        elif country is not None:
            problems.add(
                "SM006",
                f"{key}: a calendar keeps the holidays of one country, and this is a second",
                place,
                "write the days of the other as dates, or make a calendar for each",
            )
        elif _known(said.upper(), place, problems, key):
            country = said.upper()
    return Holidays(tuple(sorted(set(days))), country)


def _days_of(said: str) -> str:
    """What to write for days that are neither a date nor a country."""
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\W", said):
        return "write each day: [2027-02-08, 2027-02-09]"
    days = days_meant(said)
    if days:
        return f"write the year first: {' or '.join(day.isoformat() for day in days)}"
    if re.search("[0-9]", said) or len(said) <= len("DE-BY"):
        return "write 2027-02-08, HK or DE-BY"
    return "write its date, such as 2027-12-25, or the code of the country: HK or DE-BY"


def _known(code: str, place: Node, problems: Problems, key: str) -> bool:
    """Whether public holidays are known of a country or a part of it; reported where not.

    Where there is nothing to ask, whoever reckons with them says so.
    """
    from servicemap import calendars

    country, _, part = code.partition("-")
    try:
        if calendars.has_holidays(code):
            return True
        parts = calendars.parts_of(country) if part else ()
    except ModuleNotFoundError:
        return True
    except LookupError:  # nor of any part of it
        parts, part = (), ""
    if parts:
        codes = tuple(f"{country}-{one}" for one in sorted(parts))
        near = problems.spelling.did_you_mean(code, codes)
        more = ", ..." if codes[MOST_LISTED:] else ""
        there = f"there are {', '.join([country, *codes[:MOST_LISTED]])}{more}"
        problems.add(
            "SM006",
            f"{key}: {quoted(code)} is no part of {country} with public holidays of its own",
            place,
            f"{near} {there}" if near else there,
        )
    elif part:
        problems.add(
            "SM006",
            f"{key}: no part of {country} has public holidays of its own, as {quoted(code)} would",
            place,
            f"write {country}",
        )
    else:
        problems.add(
            "SM006",
            f"{key}: no public holidays are known of {quoted(country)}",
            place,
            "write them as dates: [2027-02-08, 2027-02-09]",
        )
    return False


def timezone(node: Node, problems: Problems, key: str) -> str | None:
    """The name of a time zone in the IANA database, where this machine has one to ask."""
    found = scalar(node, problems, key, "a time zone")
    if found is None:
        return None
    from servicemap.calendars import zones

    known = zones()
    if not known or found in known:  # with no data at all, whoever reckons with it says so
        return found
    same = {zone.casefold(): zone for zone in known}.get(found.casefold())
    place = found.replace(" ", "_").casefold()
    same = same or min((z for z in known if z.casefold().endswith(f"/{place}")), default=None)
    if same:
        near = f"did you mean {same}?"
    elif re.search("[+-][0-9]|^[A-Z]{3,4}$", found):
        near = "write the zone of a place, such as Europe/Berlin: an offset knows no summer time"
    else:
        near = problems.spelling.did_you_mean(found, known)
    problems.add(
        "SM006",
        f"{key}: {quoted(found)} is no time zone",
        node,
        near or "write its IANA name, such as Asia/Hong_Kong",
    )
    return None
