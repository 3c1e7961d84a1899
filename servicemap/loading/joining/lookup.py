"""Finding what a name means: a party, a service, with did-you-mean and without follow-ups.

A name that leads nowhere because of a mistake that has been reported already (the entry that
declares it could not be read, say) is not reported a second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from servicemap.findings import Finding, Related
from servicemap.loading.format.misnomers import (
    Misnomer,
    in_a_list,
    is_everybody,
    misnomer,
    several_in,
)
from servicemap.loading.yaml.commas import CutOff
from servicemap.loading.yaml.problems import NAMELESS, NAMELESS_HINT, Spelling, asked, quoted
from servicemap.locations import Location
from servicemap.model import Party
from servicemap.plurals import agreeing
from servicemap.slugs import HasName, printed_names, services_meant, slug, slug_of, splits
from servicemap.wording.lists import listed

_NOTHING = frozenset({"none", "nothing", "no", "na"})
"""What people write for an empty list, of which `needs` takes the first."""


class Found(NamedTuple):
    """What a name means: an id, or why there is none. Both empty: nothing needs to be said."""

    id: str | None
    message: str = ""
    hint: str = ""
    unheard: bool = False
    code: str = "SM009"
    """Whether nothing is known by such a name, rather than too much."""


class Near(NamedTuple):
    """The ids of the parties that were probably meant; `printed`: by the name that they print."""

    ids: Sequence[str] = ()
    printed: bool = False


class Lookup:
    """The names of one map.

    `lost` holds slugs of services whose delivery could not be understood, and `unread` says that
    a part of the map could not be read: what only seems to be missing is not called missing then,
    unless something that reads like it is there.
    """

    def __init__(self, spelling: Spelling, *, unread: bool) -> None:
        self.parties: dict[str, Party] = {}
        self.keys: dict[str, str] = {}
        """Party -> the name it is declared under, whatever longer name it prints."""
        self.lost: set[str] = set()
        self.findings: list[Finding] = []
        self.cut_off: dict[Location, CutOff] = {}
        """Where names stand that a comma cut off from the text before them."""
        self._cuts_told: set[Location] = set()
        self._spelling = spelling
        self.unread = unread
        self._by_own_name: dict[str, list[str]] = {}
        self._services: Mapping[str, HasName] = {}
        self._printed: dict[str, list[str]] | None = None
        self._party_names: list[str] = []

    def add(
        self,
        code: str,
        message: str,
        location: Location,
        hint: str = "",
        related: Iterable[tuple[Location, str]] = (),
        *,
        meant: Iterable[str] = (),
        nameless: bool = False,
    ) -> None:
        """Report one finding."""
        places = tuple(Related(place, note) for place, note in related)
        self.findings.append(
            Finding(
                code,
                message,
                location,
                hint,
                related=places,
                meant=tuple(meant),
                nameless=nameless,
            )
        )

    def party(
        self, name: str, location: Location, sentence: str, instead: Misnomer | None = None
    ) -> str | None:
        """The id of the party called `name`; None, reported by `sentence`, where there is none.

        `instead` is what the entry around it says is meant, where no party is called much like it.
        """
        id_ = slug(name)
        if id_ in self.parties:
            return id_
        if not id_:
            self.add("SM006", NAMELESS.format(quoted(name)), location, NAMELESS_HINT, nameless=True)
            return None
        cut = self.cut_off.get(location)
        if cut is not None and cut.first in self._cuts_told:
            return None
        near, hint = self._meant_by(name, id_, cut)
        if instead is not None and not cut and not near:
            near, hint = instead.meant, instead.hint
        if near or not self.unread:
            if cut is not None:
                self._cuts_told.add(cut.first)
            said = f"{sentence}, which is not in the map"
            hint = hint or f"declare {name}, for example under teams:"
            self.add("SM007", said, location, hint, meant=near)
        return None

    def _meant_by(self, name: str, id_: str, cut: CutOff | None) -> tuple[Sequence[str], str]:
        """The parties that were probably meant by a name, and the cure."""
        if id_ not in self._printed_names():
            other = misnomer(name, self.parties, self.keys)
            if other is not None:
                return other.meant, other.hint
            if cut is not None:
                return (), cut.cure
        near = self._near(id_)
        return near.ids, self._asked(near)

    def _near(self, id_: str) -> Near:
        """The parties that have, or print, a name like this."""
        printed = self._printed_names()
        near = id_
        if id_ not in printed:
            near = self._spelling.closest(id_, self._party_names)
        return Near([near]) if near in self.parties else Near(printed.get(near, ()), printed=True)

    def _asked(self, near: Near) -> str:
        """Did you mean the keys of these parties."""
        if not near.ids:
            return ""
        said = asked(" or ".join(self.keys[party] for party in near.ids))
        if not near.printed:
            return said
        verb = agreeing(len(near.ids), "it is", "they are")
        return f"{said} ({verb} called {quoted(self.parties[near.ids[0]].name)})"

    def _printed_names(self) -> dict[str, list[str]]:
        if self._printed is None:
            self._printed = printed_names(self.parties)
            self._party_names = [*self.parties, *self._printed]
        return self._printed

    def know_services(self, services: Mapping[str, HasName]) -> None:
        """Remember the ids of all services."""
        self._services = services

    def _named(self, own: str) -> list[str]:
        """The ids of the services whose own name has this slug."""
        if not self._by_own_name:
            for id_ in self._services:
                self._by_own_name.setdefault(id_.partition("/")[2], []).append(id_)
        return self._by_own_name.get(own, [])

    def service(self, name: str) -> Found:
        """The service given as `Provider/Service`, or by its own name where that is unique."""
        meant = services_meant(name, self._services)
        if meant:
            return Found(meant[0]) if len(meant) == 1 else self.two_meanings(name, meant)
        same = self._named(slug(name))
        if len(same) == 1:
            return Found(same[0])
        if same:
            return Found(
                None,
                f"{len(same)} services are called {quoted(name)}",
                f"name one of them: {', '.join(sorted(same)[:5])}" + ("..." if same[5:] else ""),
            )
        return self._no_service(name)

    def own_service(self, party: str, name: str) -> str | None:
        """The id of the service of a party that has this name, without the name of its provider."""
        id_ = f"{party}/{slug_of(name)}"
        return id_ if id_ in self._services else None

    def made_by(self, party: str) -> list[str]:
        """The ids of the services of a party."""
        return [id_ for id_ in self._services if id_.partition("/")[0] == party]

    def two_meanings(self, name: str, ids: Sequence[str]) -> Found:
        """What to say of a text that can mean several parties or services."""
        said = []
        for id_ in ids:
            provider, _, own = id_.partition("/")
            party = quoted(self.keys[provider])
            said.append(f"{quoted(self._services[id_].name)} of {party}" if own else party)
        return Found(
            None,
            f"{quoted(name)} can mean {listed(said, joined_by='or')}",
            f"write the one that is meant as {listed(list(ids), joined_by='or')}",
            code="SM011",
        )

    def _no_service(self, name: str) -> Found:
        own = name.rpartition("/")[2]
        if slug(own) in self.lost or slug(name) in self.lost:
            return Found(None)
        id_ = "/".join(slug(part) for part in name.split("/"))
        if "/" in id_:
            choices: Iterable[str] = self._services
        else:
            choices = self._by_own_name
        several = several_in(name, self._is_service)
        hint = self._with_another(name) or (in_a_list(several) if several else "")
        hint = hint or self._spelling.did_you_mean(id_, tuple(choices))
        hint = hint or self._by_printed_provider(name)
        if self.unread and not hint:
            return Found(None)
        party = self.parties.get(slug(name))
        if party is not None:
            made = self.made_by(party.id)
            return Found(
                None,
                f"{quoted(name)} is a party, and a service is wanted here",
                f"write one of its services: {', '.join(made[:5])}"
                if made
                else "it has no service",
            )
        return Found(
            None,
            f"no service is called {quoted(name)}",
            hint
            or ("write [] where it waits for nothing" if slug(name) in _NOTHING else "")
            or "write it as Provider/Service, as the provider or the customer calls it",
            unheard=True,
        )

    def _is_service(self, name: str) -> bool:
        """Whether services are called so, with their provider or without."""
        ids = (f"{slug(provider)}/{slug(own)}" for provider, own in splits(name))
        return bool(self._named(slug(name))) or any(id_ in self._services for id_ in ids)

    def _with_another(self, name: str) -> str:
        """Did you mean, for a service beside which stands its customer, or some other party."""
        for before, after in splits(name):
            own, meant = self._named(slug(after)), services_meant(before, self._services)
            if slug(before) in self.parties and len(own) == 1:
                return f"did you mean {own[0]}?"
            if slug(after) in self.parties and len(meant) == 1:
                return f"did you mean {meant[0]}?"
        return ""

    def _by_printed_provider(self, name: str) -> str:
        """Did you mean, for `Provider/Service` with the name that a provider prints."""
        printed = self._printed_names()
        for provider, own in splits(name):
            for party in printed.get(slug(provider), ()):
                id_ = f"{party}/{slug(own)}"
                if id_ in self._services:
                    return f"did you mean {self.keys[party]}/{own}?"
        return ""

    def listed(self, name: str) -> str:
        """The cure for a text that names several parties or services, or all; empty for others."""
        several = several_in(name, lambda one: slug(one) in self.parties or self._is_service(one))
        if several and not self._with_another(name):
            return in_a_list(several)
        return "name each of them, in a list: [one, two]" if is_everybody(name) else ""

    def party_or_service(self, name: str) -> Found:
        """The party, else the service of that name."""
        party = slug(name)
        if party in self.parties:
            services = services_meant(name, self._services)
            if name in services:
                return Found(name)
            return self.two_meanings(name, [party, *services]) if services else Found(party)
        found = self.service(name)
        if found.id or not found.unheard:
            return found
        hint = self._asked(self._near(slug(name))) or found.hint
        message = f"no team and no service is called {quoted(name)}"
        return Found(None, message, hint, unheard=True)
