"""How late each team may be before each customer notices: a matrix, CSV and JSON."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, table, visible
from servicemap.timing.tolerances import SINGLE_FAULT, Tolerance, Tolerances

SCARCE_DAYS = 1
"""Less than so many working days left is worth a warning."""


def as_text(tolerances: Tolerances, ink: Ink) -> str:
    """Teams by customers, the most urgent team first; never by colour alone.

    A cell is the least of a team's tolerances to what that customer is promised: `!` marks what
    the plan breaks already, `*` no tolerance at all, `.` less than a day.
    """
    m = tolerances.map
    least: dict[tuple[str, str], Tolerance] = {}
    for one in tolerances.teams:
        key = (one.of, one.customer)
        if key not in least or _urgency(one) < _urgency(least[key]):
            least[key] = one
    if not least:
        return "Nobody's work reaches a promise in this map."
    customers = list(dict.fromkeys(p.reliance.customer for p in tolerances.promises))
    customers = [c for c in customers if any(customer == c for _, customer in least)]
    teams = sorted(
        dict.fromkeys(team for team, _ in least),
        key=lambda team: (min(_urgency(v) for k, v in least.items() if k[0] == team), team),
    )
    rows = [
        [
            _name(m, team),
            *(_cell(least.get((team, customer)), ink) for customer in customers),
        ]
        for team in teams
    ]
    headers = ["how late may be", *(_name(m, customer) for customer in customers)]
    matrix = table(rows, headers, align="l" + "r" * len(customers), ink=ink)
    legend = "! broken by the plan   * no tolerance   . less than a day   - does not reach it"
    return "\n\n".join([matrix, ink.muted(legend), SINGLE_FAULT])


def as_csv(tolerances: Tolerances) -> str:
    """A row for each team and promise; `minutes` is empty where there is no limit."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["team", "service", "customer", "minutes", "tolerance"])
    for one in _sorted(tolerances.teams):
        minutes = "" if one.minutes is None else one.minutes
        writer.writerow([one.of, one.service, one.customer, minutes, str(one)])
    return out.getvalue()


def as_json(tolerances: Tolerances) -> dict[str, Any]:
    """Tolerances as other programs read them; null is without limit."""
    return {
        "version": 1,
        "kind": "tolerance",
        "tolerances": [
            {"service": one.of, **_as_json(one)} for one in _sorted(tolerances.services)
        ],
        "teams": [{"team": one.of, **_as_json(one)} for one in _sorted(tolerances.teams)],
        "note": SINGLE_FAULT,
    }


def _as_json(one: Tolerance) -> dict[str, Any]:
    return {
        "promise": {"service": one.service, "customer": one.customer},
        "minutes": one.minutes,
        "why": "without limit" if one.minutes is None else "",
    }


def _sorted(tolerances: Iterable[Tolerance]) -> list[Tolerance]:
    return sorted(tolerances, key=lambda one: (one.of, one.service, one.customer))


def _urgency(one: Tolerance) -> tuple[bool, float]:
    """Days left, the fewest first; no limit last."""
    return (one.minutes is None, (one.minutes or 0) / max(1, one.day))


def _cell(one: Tolerance | None, ink: Ink) -> str:
    if one is None:
        return ink.muted("-")
    if one.minutes is None:
        return ink.good("no limit")
    if one.minutes < 0:
        return ink.error(f"!{one}")
    if one.minutes == 0:
        return ink.error(f"*{one}")
    if one.minutes < SCARCE_DAYS * one.day:
        return ink.warning(f".{one}")
    return str(one)


def _name(m: ServiceMap, party: str) -> str:
    return visible(m.parties[party].name)
