"""Names where a party belongs that are none: of several, of everybody, an owner, a department."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from servicemap.model import Party
from servicemap.slugs import slug
from servicemap.wording.roles import role_of

_CURLY = frozenset("\u201c\u201d\u201e\u2018\u201a\u00ab\u00bb")
"""Quotation marks of word processors, which YAML takes for letters; not the apostrophe."""

_ALL = r"(?:all|any|each|every)(?:-?(?:body|one|thing|team|department|customer|party)s?)?"
_NONE = r"no-?body|no-?one|none|nothing|no|n-?a|tb[adc]|todo|unknown"
_BY_COMMA = r"\s*[,;]\s*"
_BY_WORD = r"\s*[/+&]\s*|\s+(?:and|und|et|y|en)\s+"
_BY_OR = r",?\s+(?:or|oder|ou)\s+"


class Misnomer(NamedTuple):
    """What somebody probably meant: the cure, and the ids of the parties."""

    hint: str
    meant: tuple[str, ...] = ()


def is_nobody(name: str) -> bool:
    """Whether a name says that there is nobody."""
    return re.fullmatch(_NONE, slug(name)) is not None


def is_everybody(name: str) -> bool:
    """Whether a name says that it is all of them."""
    return re.fullmatch(_ALL, slug(name)) is not None


def misnomer(name: str, parties: Mapping[str, Party], keys: Mapping[str, str]) -> Misnomer | None:
    """What a name that no party has means instead. `keys` are the names of parties by id."""
    if several := several_in(name, lambda part: slug(part) in parties):
        return Misnomer(
            in_a_list(several), tuple(id_ for id_ in map(slug, several) if id_ in parties)
        )
    if (either := said_by_or(name)) and all(slug(one) in parties for one in either):
        cure = f"where one of them is enough, relies_on: takes any_of: [{', '.join(either)}]"
        return Misnomer(cure, tuple(map(slug, either)))
    if set(name) & _CURLY:
        return Misnomer('type straight quotation marks ("...") around the whole text')
    first = slug(name.partition("(")[0])
    if "(" in name and first in parties:
        return Misnomer(f"did you mean {keys[first]}?", (first,))
    if is_everybody(name):
        return Misnomer("name each of them, in a list: [one, two]")
    if is_nobody(name):
        return Misnomer("leave the entry out until there is somebody to name")
    role = role_of(name, parties, keys)
    return Misnomer(role.cure, role.ids) if role else None


def several_in(name: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The names that a text gives one after the other; empty where it is one name.

    One that is known is enough where a comma or a semicolon parts them; words part names that are.
    """
    for by, enough in ((_BY_COMMA, any), (_BY_WORD, all)):
        parts = tuple(part for part in re.split(by, " ".join(name.split())) if slug(part))
        if len(parts) > 1 and enough(map(is_known, parts)):
            return parts
    return ()


def said_by_or(name: str) -> tuple[str, ...]:
    """The names of `Stores or Market`; empty where it is one name."""
    parts = tuple(re.split(_BY_OR, " ".join(name.split())))
    return parts if len(parts) > 1 and all(map(slug, parts)) else ()


def in_a_list(names: Iterable[str]) -> str:
    """The cure for several names in one text."""
    return f"several stand in a list: [{', '.join(names)}]"
