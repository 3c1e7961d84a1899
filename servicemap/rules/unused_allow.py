"""SM901 unused-allow."""

from collections.abc import Iterator

from servicemap.findings import KINDS
from servicemap.model import Allow, Party, Reliance, Service, ServiceMap
from servicemap.rules.judging import Case, Problem, Rule, Subject
from servicemap.wording.lists import listed


def unused_allow(case: Case) -> Iterator[Problem]:
    """An `allow` that no longer matches anything.

    What it says:
        Somebody accepted a finding here, and there is no such finding here any more, or never was:
        where the same is found elsewhere, the hint says of whom. Of rules that did not judge the
        map, because they are off or could not know what day it is, nothing is said; nor is it on a
        map that cannot be read as meant, where the finding may only be hidden.

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
    for subject, allow in sorted(_allows(case), key=lambda said: said[0].id):
        if allow.rule in judged and allow not in told:
            told.add(allow)  # an entry for several customers is several deliveries
            yield Problem(
                subject,
                f"{allow.rule} is allowed here, and is not found here",
                _cure(case, subject, allow.rule),
                said=allow,
                which=allow.rule,
            )


def _cure(case: Case, here: Party | Reliance, rule: str) -> str:
    """Nobody has the finding any more; or somebody has it, those who stand near first."""
    near = _ids(here)
    found = case.found.get(rule, {}).values()
    named = [
        _called(case.map, one)
        for one in sorted(found, key=lambda one: (near.isdisjoint(_ids(one)), one.id))
    ]
    if not named:
        return "remove it: there is nothing to accept"
    return f"remove it, or move it to where that is found: {listed(named)}"


def _ids(one: Subject) -> set[str]:
    if isinstance(one, Reliance):
        return {one.provider, one.customer, one.service}
    return {one.id, one.provider} if isinstance(one, Service) else {one.id}


def _called(m: ServiceMap, one: Subject) -> str:
    if isinstance(one, Reliance):
        return f"{m.name_of(one.service)} for {m.name_of(one.customer)}"
    return m.name_of(one.id) if isinstance(one, Service) else one.name


def _allows(case: Case) -> Iterator[tuple[Party | Reliance, Allow]]:
    for party in case.map.parties.values():
        for allow in party.allow:
            yield party, allow
    for one in (*case.map.reliances, *case.map.unsaid):
        for side in (one.provider_says, one.customer_says):
            for allow in side.allow if side else ():
                yield one, allow


RULE = Rule("SM901", unused_allow, waits=True)
