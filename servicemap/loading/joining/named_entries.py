"""What stands under a name of its own beside the parties: actions, scenarios, options."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from servicemap.durations import Duration
from servicemap.frozen import Frozen
from servicemap.loading.entries.drafts import Draft, DraftedSubcontractor, NamedEntry, Reference
from servicemap.loading.entries.entries import maker_of
from servicemap.loading.format.beside_parties import CHANGES_OF_A_PARTY, CHANGES_OF_A_SERVICE
from servicemap.loading.joining.lookup import Found, Lookup
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.problems import NAMELESS, NAMELESS_HINT, Spelling, quoted
from servicemap.model import Action, Option, Reliance, Scenario, Subcontractor
from servicemap.slugs import slug
from servicemap.wording.lists import listed

_action = maker_of(Action)
_scenario = maker_of(Scenario)
_option = maker_of(Option)


def actions_of(
    drafts: Sequence[Draft], lookup: Lookup, reliances: Iterable[Reliance]
) -> dict[str, Action]:
    """Every action that is for somebody or something; what else it names is reported."""
    found: dict[str, Action] = {}
    for draft in drafts:
        for said in draft.actions:
            if _is_new(said, found, "action", lookup):
                meant = [_made_better(one, lookup, reliances) for one in said.said["for"]]
                subjects = tuple(dict.fromkeys(id_ for id_ in meant if id_ is not None))
                if subjects:
                    found[said.id] = _action({**said.own, "for": subjects})
    return found


def _made_better(reference: Reference, lookup: Lookup, reliances: Iterable[Reliance]) -> str | None:
    """The id of what an action makes better; a customer who delivers nothing is reported."""
    meant = _meant(reference, lookup, may_be_listed=True)
    party = lookup.parties.get(meant or "")
    if party is None or not party.is_outside_customer or lookup.made_by(party.id) or lookup.unread:
        return meant
    gets = dict.fromkeys(one.service for one in reliances if one.customer == party.id)
    lookup.add(
        "SM009",
        f"{quoted(reference.name)} delivers nothing, and for: names what is made better",
        reference.location,
        f"write {listed(list(gets), joined_by='or')}"
        if gets
        else "write the team or the service that is made better for them",
    )
    return None


def scenarios_of(drafts: Sequence[Draft], lookup: Lookup) -> dict[str, Scenario]:
    """Every scenario; whom it names and the map does not have is reported."""
    found: dict[str, Scenario] = {}
    for draft in drafts:
        for said in draft.scenarios:
            if _is_new(said, found, "scenario", lookup):
                late: dict[str, Duration] = {}
                for reference, by in said.said["late"]:
                    meant = _meant(reference, lookup)
                    if meant in late:
                        lookup.add(
                            "SM004",
                            f"{quoted(reference.name)} is late twice in one scenario",
                            reference.location,
                            "add the two lengths of time up",
                        )
                    elif meant is not None:
                        late[meant] = by
                found[said.id] = _scenario({**said.own, "late": Frozen(late)})
    return found


class OptionReader:
    """Reads the options of all files of a map. `by_name` is the calendar of a name, or reports."""

    def __init__(
        self,
        lookup: Lookup,
        spelling: Spelling,
        by_name: Callable[[CalendarName], Any],
        reliances: Iterable[Reliance],
    ) -> None:
        self._lookup = lookup
        self._spelling = spelling
        self._by_name = by_name
        self._reliances = reliances

    def options(self, drafts: Sequence[Draft]) -> dict[str, Option]:
        """Every option of which all can be meant; what cannot is reported."""
        new: dict[str, NamedEntry] = {}
        for draft in drafts:
            for said in draft.options:
                if _is_new(said, new, "option", self._lookup):
                    new[said.id] = said
        broken = frozenset().union(*(draft.broken for draft in drafts))
        found: dict[str, Option] = {}
        for said in new.values():
            changes = self._changes(said)
            excludes = [
                self._excluded(other, said, new, broken) for other in said.said.get("excludes", ())
            ]
            if changes is not None:
                without = tuple(dict.fromkeys(id_ for id_ in excludes if id_ is not None))
                found[said.id] = _option({**said.own, **changes, "excludes": without})
        return {
            id_: option._replace(excludes=tuple(e for e in option.excludes if e in found))
            for id_, option in found.items()
        }

    def _changes(self, said: NamedEntry) -> dict[str, Any] | None:
        """What an option helps, and what else it names; None, reported, where there is none."""
        own = said.said
        helps = self._helped(said)
        found: dict[str, Any] = {"helps": helps}
        if isinstance(own.get("calendar"), CalendarName):
            found["calendar"] = self._by_name(own["calendar"])
        if helps is None or "/" not in helps:
            return None if None in found.values() else found
        if "to" in own:
            found["to"] = self._customer(own["to"], said, helps)
        if "instead" in own:
            found["instead"] = self._subcontractor(own["instead"], helps)
        return None if None in found.values() else found

    def _helped(self, said: NamedEntry) -> str | None:
        """The id of the service that is helped, or of the party of which the calendar changes."""
        reference, lookup = said.said["helps"], self._lookup
        of_a_service = [key for key in said.said if key in CHANGES_OF_A_SERVICE]
        if not said.said.keys() & CHANGES_OF_A_PARTY:
            meant = lookup.service(reference.name)
            if meant.id is None:
                _explain(meant, reference, lookup)
            return meant.id
        if of_a_service:
            lookup.add(
                "SM006",
                f"calendar: is that of a party, and {of_a_service[0]}: of a service",
                said.places["calendar"],
                "make two options of them, each with what it costs",
            )
            return None
        service = lookup.service(reference.name).id
        if slug(reference.name) not in lookup.parties and service is not None:
            provider = lookup.keys[service.partition("/")[0]]
            lookup.add(
                "SM006",
                f"{quoted(reference.name)} is a service, and calendar: is that of a party",
                reference.location,
                f"write helps: {provider}",
            )
            return None
        return lookup.party(
            reference.name, reference.location, f"{said.name} helps {quoted(reference.name)}"
        )

    def _customer(self, reference: Reference, said: NamedEntry, helps: str) -> str | None:
        sentence = f"{said.name} is for {quoted(reference.name)}"
        customer = self._lookup.party(reference.name, reference.location, sentence)
        theirs = [one.customer for one in self._reliances if one.service == helps]
        if customer is None or customer in theirs:
            return customer
        keys = self._lookup.keys
        self._lookup.add(
            "SM009",
            f"{quoted(keys[customer])} does not get what {said.name} helps",
            reference.location,
            f"write {listed([keys[one] for one in theirs], joined_by='or')}",
        )
        return None

    def _subcontractor(self, drafted: DraftedSubcontractor, helps: str) -> Subcontractor | None:
        name, location = drafted.provider
        provider = slug(name)
        if not provider:
            self._lookup.add(
                "SM006", NAMELESS.format(quoted(name)), location, NAMELESS_HINT, nameless=True
            )
            return None
        if provider == helps.partition("/")[0]:
            self._lookup.add(
                "SM006",
                f"{quoted(name)} provides it already",
                location,
                "name somebody else, or say takes: for how long it then takes",
            )
            return None
        party = self._lookup.parties.get(provider)
        return Subcontractor(provider, party.name if party else name, drafted.takes, drafted.switch)

    def _excluded(
        self,
        reference: Reference,
        of: NamedEntry,
        options: Mapping[str, NamedEntry],
        broken: frozenset[str],
    ) -> str | None:
        id_ = slug(reference.name)
        if id_ in options and id_ != of.id:
            return id_
        if id_ == of.id:
            message = f"{of.name} excludes itself"
            self._lookup.add("SM006", message, reference.location, "remove it")
        elif not self._lookup.unread and id_ not in broken:
            self._lookup.add(
                "SM006",
                f"excludes: no option is called {quoted(reference.name)}",
                reference.location,
                self._spelling.did_you_mean(id_, options) or "write the name of another option",
            )
        return None


def _is_new(
    said: NamedEntry,
    found: Mapping[str, Action | Scenario | NamedEntry],
    what: str,
    lookup: Lookup,
) -> bool:
    first = found.get(said.id)
    if first is None:
        return True
    if first.name != said.name or first.location.path != said.location.path:
        lookup.add(
            "SM004",
            f"the {what} {quoted(said.name)} is declared twice",
            said.location,
            "keep one, or give one of them another name",
            [(first.location, "the first")],
        )
    return False


def _meant(reference: Reference, lookup: Lookup, *, may_be_listed: bool = False) -> str | None:
    """The id of a party or service; None, reported, where there is none."""
    meant = lookup.party_or_service(reference.name)
    if meant.id is None:
        if may_be_listed and meant.unheard:
            meant = meant._replace(hint=lookup.listed(reference.name) or meant.hint)
        _explain(meant, reference, lookup)
    return meant.id


def _explain(meant: Found, reference: Reference, lookup: Lookup) -> None:
    if meant.message:
        lookup.add(meant.code, meant.message, reference.location, meant.hint)
