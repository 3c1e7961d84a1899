"""Days nobody works, and days that are worked all the same: dates, ranges, countries."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from servicemap.dates import parsed_date
from servicemap.loading.values.plain_values import scalar
from servicemap.loading.yaml.nodes import MappingNode, Node, SequenceNode
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.public_holidays import has_holidays, parts_of
from servicemap.wording.slips import days_meant, moment_meant

LONGEST_RANGE = 366
"""Days that one range may have."""

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
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


class Holidays(NamedTuple):
    """Days nobody works: listed ones, and those of a country."""

    days: tuple[date, ...]
    country: str | None


def listed_texts(node: Node, problems: Problems, key: str, wanted: str) -> list[tuple[str, Node]]:
    """The texts of a list or of one scalar with commas, each with its node."""
    if isinstance(node, MappingNode):
        expected = f"{key}: a mapping stands here, where {wanted} belongs"
        problems.add("SM002", expected, node, f"write {key}: and the value, or a list in [ ]")
        return []
    nodes = node.items if isinstance(node, SequenceNode) else [node]
    found = ((scalar(item, problems, key, wanted), item) for item in nodes)
    return [
        (part.strip(), item)
        for said, item in found
        if said
        for part in said.split(",")
        if part.strip()
    ]


def holidays(node: Node, problems: Problems, key: str) -> Holidays | None:
    """Days nobody works: dates, ranges of them, and at most one country."""
    days: set[date] = set()
    country: str | None = None
    for said, place in listed_texts(node, problems, key, "a date or a country"):
        on = _days_said(said, place, problems, key)
        if on is not None:
            days.update(on)
        elif not re.fullmatch(_COUNTRY, said) or said[:2].upper() not in _COUNTRIES:
            meant = _OFTEN_MEANT.get(said.upper()) or _COUNTRY_NAMES.get(said.casefold())
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} is neither a date nor the code of a country",
                place,
                f"did you mean {meant}?" if meant else _days_instead_of(said),
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
    return Holidays(tuple(sorted(days)), country)


def extra_days(node: Node, problems: Problems, key: str) -> tuple[date, ...] | None:
    """Days that are worked whatever day of the week they are: dates and ranges of them."""
    days: set[date] = set()
    for said, place in listed_texts(node, problems, key, "a date"):
        on = _days_said(said, place, problems, key)
        if on is not None:
            days.update(on)
        else:
            problems.add(
                "SM006",
                f"{key}: {quoted(said)} is no date",
                place,
                moment_meant(said) or "write 2027-02-06, or 2027-02-06..2027-02-08",
            )
    return tuple(sorted(days)) or None


def _days_said(said: str, place: Node, problems: Problems, key: str) -> list[date] | None:
    """The days of a date or a range. None where it is neither; none of a range that is reported."""
    on = parsed_date(said)
    if on is not None:
        return [on]
    first_said, dots, last_said = said.partition("..")
    first, last = parsed_date(first_said.strip()), parsed_date(last_said.strip(" ."))
    if not dots or first is None or last is None:
        return None
    count = (last - first).days + 1
    if count < 1:
        problems.add(
            "SM006",
            f"{key}: {quoted(said)} ends before it begins",
            place,
            f"write {last}..{first}",
        )
    elif count > LONGEST_RANGE:
        problems.add(
            "SM006",
            f"{key}: {quoted(said)} is longer than a year",
            place,
            "write a range for each year",
        )
        count = 0
    return [first + timedelta(days=n) for n in range(count)]


def _known(code: str, place: Node, problems: Problems, key: str) -> bool:
    """Whether public holidays are known of a country or a part of it; reported where not.

    Where there is nothing to ask, whoever reckons with them says so.
    """
    country, _, part = code.partition("-")
    try:
        if has_holidays(code):
            return True
        parts = parts_of(country) if part else ()
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


def _days_instead_of(said: str) -> str:
    """What to write for days that are neither a date nor a country."""
    if range_ := _range_meant(said):
        return range_
    if re.match(rf"{_DAY}\W", said):
        return "write each day: [2027-02-08, 2027-02-09]"
    days = days_meant(said)
    if days:
        return f"write the year first: {' or '.join(day.isoformat() for day in days)}"
    if re.search("[0-9]", said) or len(said) <= len("DE-BY"):
        return "write 2027-02-08, 2027-02-08..2027-02-12, HK or DE-BY"
    return "write its date, such as 2027-12-25, or the code of the country: HK or DE-BY"


def _range_meant(said: str) -> str:
    """A cure for two dates with something else than two dots between them."""
    found = re.fullmatch(rf"({_DAY})\s*(?:-|\u2013|\u2026|/|to|until|bis)\s*({_DAY})", said)
    return f"write {found[1]}..{found[2]}" if found else ""
