"""SM901 unused-allow."""

from collections.abc import Iterator

from servicemap.findings import KINDS
from servicemap.model import Allow
from servicemap.rules.problems import Case, Problem, Subject


def unused_allow(case: Case) -> Iterator[Problem]:
    """An `allow` that no longer matches anything.

    What it says:
        Somebody accepted a finding here, and there is no such finding any more, or never was. Of
        rules that did not judge the map, because they are off or could not know what day it is,
        nothing is said; nor is it on a map that cannot be read as meant, where the finding may
        only be hidden.

    Why it matters:
        What was accepted is cured, which is good news, and the reason that stands there is no
        longer true. Left in, it would silently accept the same thing when it comes back.

    Example:
        teams:
          Purchasing:
            allow: {orphan-team: "New team, serves Stores from May"}     # SM901
            serves: {Stores: Stock orders}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    judged = {KINDS[code].name for code in case.judged} - {unused_allow.__name__.replace("_", "-")}
    told = set(case.used)
    for subject, allow in _allows(case):
        if allow.rule in judged and allow not in told:
            told.add(allow)  # an entry for several customers is several deliveries
            yield Problem(
                subject,
                f"{allow.rule} is allowed here, and is not found here",
                "remove it: what it accepted is no longer so",
                said=allow,
                which=allow.rule,
            )


def _allows(case: Case) -> Iterator[tuple[Subject, Allow]]:
    for party in case.map.parties.values():
        for allow in party.allow:
            yield party, allow
    for one in case.map.reliances:
        for side in (one.provider_says, one.customer_says):
            for allow in side.allow if side else ():
                yield one, allow
