"""Verbs that agree with those whose they are, in English: `Shoppers rely`, `Stores relies`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from servicemap.model import OUTSIDE_CUSTOMERS, Group, Party, ServiceMap
from servicemap.wording.lists import listed
from servicemap.wording.names import name

_SURELY_MANY = ("ers", "ors", "ents", "ants", "ists", "ests", "ees")
"""Endings of those who are many, whoever they are: Shoppers, Doctors, Patients."""

_MANY = frozenset({"people", "children", "women", "men", "staff", "police", "nurses"})
"""Names of many that do not end in -s."""

_ONE = ("ss", "us", "is", "as")
"""Endings of one, although there is an s: Press, Campus, Paris, Thomas."""

_ONE_BY_NAME = frozenset(
    ("agnes", "charles", "frances", "giles", "hans", "james", "jacques", "jens", "jules", "lars")
)
"""First names that end like many."""

_THINGS = ("ments", "events", "orders", "papers", "quarters", "restaurants", "plants", "requests")
"""Endings of what a team may be called after: Orders, Payments, Headquarters."""

_BESIDES = re.compile(r"\s+(?:\(|(?:of|in|at|for|from|with|on|by|to)\s).*")
"""What follows the word that decides: `of the hotel`, ` (guests-2)`."""


class Named(NamedTuple):
    """A name in a sentence, and whether a verb after it is that of many."""

    text: str
    many: bool = False

    def __str__(self) -> str:
        return self.text


def surely_many(names: Sequence[str]) -> bool:
    """Whether an English verb after these names is that of many: `Shoppers notice`.

    Of one name such as `James` or `Stores` nobody can tell; `James will notice` is always right.
    """
    return len(names) > 1 or (bool(names) and _says_many(_decisive(names[-1])))


def _says_many(last: str) -> bool:
    people = last.endswith(_SURELY_MANY) and not last.endswith(_THINGS)
    return last in _MANY or people


def are_many(m: ServiceMap, parties: Sequence[str]) -> bool:
    """The same of parties of a map, by their ids, of which the map says more than the name does.

    Whoever is outside is people unless it is one by its name: `Online shops rely`. A team that is
    called Stores is one all the same: `Stores relies`.
    """
    if len(parties) != 1:
        return bool(parties)
    return _is_many(m.parties[parties[0]].name, m.parties[parties[0]].group)


def _is_many(name_: str, group: Group) -> bool:
    last = _decisive(name_)
    plural = last.endswith("s") and not last.endswith(_ONE) and last not in _ONE_BY_NAME
    return _says_many(last) or (plural and group in OUTSIDE_CUSTOMERS)


def _decisive(text: str) -> str:
    """The word of a name that says how many there are."""
    words = _BESIDES.sub("", text).split() or text.split()
    return words[-1].casefold() if words else ""


def spoken(party: Party) -> Named:
    """A party as it is written, for a sentence that is made safe to print by who prints it."""
    return Named(party.name, _is_many(party.name, party.group))


def agreed(verb: str, *, many: bool) -> str:
    """`promises it` or `promise it`, of a verb in brackets: `[promises|promise] it`."""
    return told("{who}" + verb, who=Named("", many))


def named(m: ServiceMap, *parties: str) -> Named:
    """One party, or several one after the other, to be filled into a sentence."""
    return Named(listed([name(m, party) for party in parties]), are_many(m, parties))


_PLACE = re.compile(r"\{(\w+)\}|\[([^\[\]{}|]*)\|([^\[\]{}|]*)\]")


def told(template: str, **parts: object) -> str:
    """A sentence of a template: `"{customer} [relies|rely] on {provider} for {service}."`.

    A verb in brackets, as of one and as of many, goes with the last `Named` before it, and so does
    what stands for the name: `[it|they]`. Unknown braces stay as they are. In one pass: what is
    filled in is somebody's text, and may hold braces and brackets itself.
    """
    many = False
    said = []
    for text, name_, of_one, of_many in _pieces(template):
        said.append(text)
        if name_ is None:
            said.append(of_many if many else of_one)
        elif name_ in parts:
            part = parts[name_]
            if isinstance(part, Named):
                many = part.many
            said.append(str(part))
        else:
            said.append(f"{{{name_}}}")
    return "".join(said)


@lru_cache(maxsize=256)
def _pieces(template: str) -> list[tuple[str, str | None, str, str]]:
    """The places of a template, each with the text before it; the last is what comes after all.

    A place is the name of what is filled in, or a verb as of one and as of many. Of a large map a
    rule says the same of thousands, one after the other.
    """
    *cut, rest = _PLACE.split(template)
    places = zip(cut[::4], cut[1::4], cut[2::4], cut[3::4], strict=True)
    return [
        *((text, name_, of_one or "", of_many or "") for text, name_, of_one, of_many in places),
        (rest, None, "", ""),
    ]
