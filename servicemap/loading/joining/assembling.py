"""The drafts of all files become one map."""

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from servicemap.calendars import STANDARD, Calendar
from servicemap.findings import Finding, in_order
from servicemap.frozen import Frozen
from servicemap.loading.entries.drafts import Draft, Header
from servicemap.loading.joining.linking import Linker, Repeated
from servicemap.loading.joining.lookup import Lookup
from servicemap.loading.joining.named_entries import OptionReader, actions_of, scenarios_of
from servicemap.loading.joining.objectives_resolved import with_objectives
from servicemap.loading.joining.work import services_of
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.problems import Spelling, quoted
from servicemap.locations import NOWHERE, printable
from servicemap.model import Party, ServiceMap
from servicemap.slugs import slug
from servicemap.unnamed import unnamed_alternatives
from servicemap.wording.slips_of_calendars import calendar_meant


class Assembled(NamedTuple):
    """A map, and what is wrong with it."""

    map: ServiceMap
    findings: tuple[Finding, ...]


def assemble(drafts: Sequence[Draft], name: str, path: str, spelling: Spelling) -> Assembled:
    """One map of all drafts, called `name` unless it says otherwise."""
    lookup = Lookup(spelling, unread=any(draft.unread for draft in drafts))
    lookup.lost.update(*(draft.lost for draft in drafts))
    for draft in drafts:
        lookup.cut_off.update(draft.cut_off)
    header = _header(drafts, lookup)
    calendars: dict[str, Calendar] = header.fields.get("calendars", {}) if header else {}
    repeated = _gather_parties(drafts, lookup, calendars, spelling)
    linked = Linker(lookup, repeated).link(drafts)
    unnamed = unnamed_alternatives(linked.reliances, linked.alternatives, linked.made)
    nameless = {one.service for one in unnamed}  # which nobody can mean by a name
    lookup.know_services({id_: made for id_, made in linked.made.items() if id_ not in nameless})
    services = services_of(linked, lookup)
    lookup.parties.update(with_objectives(drafts, lookup, linked.reliances))
    actions = actions_of(drafts, lookup, linked.reliances)
    scenarios = scenarios_of(drafts, lookup)
    by_name = partial(_calendar_named, calendars=calendars, lookup=lookup, spelling=spelling)
    options = OptionReader(lookup, spelling, by_name, linked.reliances).options(drafts)
    fields = dict(header.fields) if header else {}
    calendar = _map_calendar(fields.pop("calendar", None), calendars, lookup, spelling)
    fields.pop("calendars", None)
    title = fields.pop("title", None) or name
    if "words" in fields:
        fields["words"] = Frozen(fields["words"])
    assembled = ServiceMap(
        title=title,
        path=path,
        **fields,
        calendar=calendar,
        calendars=Frozen(calendars),
        parties=Frozen(lookup.parties),
        services=Frozen(services),
        reliances=linked.reliances,
        unsaid=linked.unsaid,
        alternatives=linked.alternatives,
        actions=Frozen(actions),
        scenarios=Frozen(scenarios),
        options=Frozen(options),
        places=header.places if header else NOWHERE,
    )
    found = [finding for draft in drafts for finding in draft.findings]
    return Assembled(assembled, in_order([*found, *lookup.findings]))


def _header(drafts: Sequence[Draft], lookup: Lookup) -> Header | None:
    """What stands under `map:`, in the one file that has it."""
    headers = [header for draft in drafts for header in draft.headers]
    for again in headers[1:]:
        first = headers[0].location
        if again.location.path != first.path:  # else it is a repeated key
            lookup.add(
                "SM004",
                f"map: stands in {printable(first.path)} too, and belongs into one file",
                again.location,
                "put all of it into one of the two",
                [(first, "the first")],
            )
    return headers[0] if headers else None


def _gather_parties(
    drafts: Sequence[Draft],
    lookup: Lookup,
    calendars: dict[str, Calendar],
    spelling: Spelling,
) -> frozenset[Repeated]:
    """Put all parties into the lookup. Answers which were declared again."""
    parties, keys = lookup.parties, lookup.keys
    repeated = set()
    for number, draft in enumerate(drafts):
        for key, party in draft.parties:
            first = parties.get(party.id)
            if first is not None:
                repeated.add(Repeated(number, party.id))
                _report_again(key, party, keys[party.id], first, lookup)
                continue
            parties[party.id] = party
            keys[party.id] = key
            named = draft.calendars.get(party.id)
            if named is not None:
                found = _calendar_named(named, calendars, lookup, spelling)
                parties[party.id] = party._replace(calendar=found)
    return frozenset(repeated)


def _report_again(key: str, party: Party, first_key: str, first: Party, lookup: Lookup) -> None:
    there = first.location
    line = f"line {there.line}" if there.path == party.location.path else str(there)
    if key == first_key and there.path == party.location.path and first.group is party.group:
        return  # the same key twice in one mapping, which has been reported
    if key == first_key:
        where = f" under {first.group}:" if first.group is not party.group else ""
        message = f"{quoted(key)} is declared twice; the first is{where} in {line}"
        hint = "a party stands once in a map: put what both say into one, or rename one"
    else:
        message = f"{quoted(key)} and {quoted(first_key)} in {line} are the same name to a reader"
        hint = f"both have the id '{party.id}': put them into one, or give one of them another name"
    lookup.add("SM008", message, party.location, hint, [(there, "the first")])


def _calendar_named(
    named: CalendarName, calendars: dict[str, Calendar], lookup: Lookup, spelling: Spelling
) -> Calendar | None:
    found = calendars.get(slug(named.name))
    if found is None and not lookup.unread:
        lookup.add(
            "SM006",
            f"calendar: {quoted(named.name)} is not one of the map's calendars",
            named.location,
            spelling.did_you_mean(slug(named.name), calendars)
            or calendar_meant(named.name)
            or (
                "the map has " + ", ".join(calendars)
                if calendars
                else "declare it: map: {calendars: {"
                f"{named.name}: {_proposed_for(named.name)}}}}}"
            ),
        )
    return found


def _proposed_for(name: str) -> str:
    """A calendar as an example: round the clock only where the name says so."""
    always = re.search(r"24|clock|always|night", name.casefold())
    return (
        "{workdays: Mon-Sun, hours: 00:00-24:00}"
        if always
        else "{workdays: Mon-Fri, hours: 09:00-17:00}"
    )


def _map_calendar(
    said: Calendar | CalendarName | None,
    calendars: dict[str, Calendar],
    lookup: Lookup,
    spelling: Spelling,
) -> Calendar:
    if isinstance(said, CalendarName):
        said = _calendar_named(said, calendars, lookup, spelling)
    return said or STANDARD
