"""Mappings with declared keys: one reader for all of them."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from servicemap.loading.format import declarations as declared
from servicemap.loading.format.kinds import DeclaredEntry, DeclaredKey, ValueKind
from servicemap.loading.values.plain_values import Reader
from servicemap.loading.yaml.commas import Cut, cut_before, with_decimals
from servicemap.loading.yaml.lookalikes import without_space
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, Spots, is_nothing, spots
from servicemap.loading.yaml.problems import NAMELESS, NAMELESS_HINT, Problems, asked, quoted
from servicemap.locations import Location
from servicemap.model import key_of
from servicemap.slugs import slug
from servicemap.wording.lists import listed

MadeRecord = TypeVar("MadeRecord", bound=tuple[Any, ...])


class Form(NamedTuple):
    """An entry, ready to be read: its keys with their readers."""

    entry: DeclaredEntry
    readers: Mapping[str, Reader]
    required: tuple[DeclaredKey, ...]


def form(entry: DeclaredEntry, readers: Mapping[ValueKind, Reader]) -> Form:
    """An entry with the readers of its keys."""
    return Form(entry, {key.name: readers[key.kind] for key in entry.keys}, entry.required())


_new = tuple.__new__


class EntryFields(NamedTuple):
    """What the keys of one entry say, and the nodes that say it."""

    values: dict[str, Any]
    nodes: dict[str, Node]

    def places(self, path: str) -> Spots:
        """Where each value stands."""
        return spots(path, self.nodes)


def maker_of(record: type[MadeRecord]) -> Callable[[Mapping[str, Any]], MadeRecord]:
    """What makes records of a type of what is said, by the keys that its fields are of.

    A field of which nothing is said has its default; what is no field belongs elsewhere.
    """
    named: Any = record
    defaults = {key_of(field): value for field, value in named._field_defaults.items()}
    each = itemgetter(*map(key_of, named._fields))

    def made(said: Mapping[str, Any]) -> MadeRecord:
        return _new(record, each({**defaults, **said}))

    return made


def fields_of(
    node: MappingNode, said_by: Form, problems: Problems, already: str = ""
) -> EntryFields:
    """What the keys of an entry say. Unknown keys and missing required ones are reported.

    `already` is a required key whose value stands elsewhere: the name that the entry is under.
    """
    entry, known, required = said_by
    found: dict[str, Any] = {}
    nodes: dict[str, Node] = {}
    misspelt: dict[str, Node] = {}
    for key, value in with_decimals(node.pairs, known):
        word = key.value
        reader = known.get(word)
        if reader is None:
            misspelt.setdefault(_refuse_key(key, node, entry, problems), value)
            continue
        said = reader(value, problems, word)
        if said is not None:
            found[word] = said
            nodes[word] = value
    for word, value in misspelt.items():
        # Nobody else is to be called an orphan because this key has a slip of the pen in it.
        if word in _LINKING and word not in found and word in known:
            said = known[word](value, problems, word)
            if said is not None:
                found[word] = said
                nodes[word] = value
    for wanted in required:
        name = wanted.name
        if name not in found and name != already and name not in misspelt:
            _report_missing(wanted, node, problems)
    return _new(EntryFields, (found, nodes))


_LINKING = frozenset({"serves", "relies_on", "customer", "provider", "service"})
"""The keys that tie parties together."""


def _report_missing(wanted: DeclaredKey, node: MappingNode, problems: Problems) -> None:
    given = next((value for key, value in node.pairs if key.value == wanted.name), None)
    empty = isinstance(given, Scalar) and not given.value.strip()
    if given is not None and not (empty or is_nothing(given)):
        return  # it is there and could not be read, which has been reported
    problems.add(
        "SM005",
        f"{wanted.name}: is missing here",
        given or head(node),
        f"add it, for example {wanted.name}: {wanted.example}",
    )


def _refuse_key(key: Scalar, node: MappingNode, entry: DeclaredEntry, problems: Problems) -> str:
    """Report a key that the entry does not have. Answers the one that is probably meant."""
    word = key.value
    cut = cut_before(node.pairs, key)
    if cut is not None and key is not cut.first:
        return ""  # the first of them has been told
    names = tuple(known.name for known in entry.keys)
    said = slug(word).replace("-", "_")
    meant = _meant_by(said, entry)
    hint = _cure_for_cut(cut, entry) if cut else asked(meant) or _hint_for(said, entry)
    joined = without_space(word)
    if joined in names:
        meant, hint = joined, f"a space is missing after '{joined}:'"
    if not hint:
        meant = problems.spelling.closest(word, names)
        hint = asked(meant)
    problems.add(
        "SM003",
        f"{quoted(word)} is no key of {_A_KEY_OF[entry.name]}",
        key,
        hint or f"the keys are {listed(names, None)}",
        meant=meant,
    )
    return "" if joined in names else meant  # what follows is cut off from it


_LISTS = frozenset(
    {
        ValueKind.TEXTS,
        ValueKind.OBJECTIVES,
        ValueKind.PARTIES,
        ValueKind.SUBJECTS,
        ValueKind.NEEDS,
        ValueKind.OPTIONS,
        ValueKind.WORKDAYS,
        ValueKind.HOURS,
        ValueKind.HOLIDAYS,
    }
)
"""Kinds of values that are lists as well as single ones."""


def _cure_for_cut(cut: Cut, entry: DeclaredEntry) -> str:
    """Brackets where the key before the comma takes a list, else quotation marks."""
    kinds = {known.name: known.kind for known in entry.keys}
    return cut.in_brackets if kinds.get(cut.key.value) in _LISTS else cut.in_quotes


def _meant_by(word: str, entry: DeclaredEntry) -> str:
    """The key that people mean by a word of theirs; nothing where nobody knows."""
    if any(word == known.name for known in entry.keys):
        return word
    return entry.instead.get(word, "")


def _hint_for(word: str, entry: DeclaredEntry) -> str:
    """What is known of a key that people try, and that stands elsewhere."""
    if entry.name == declared.RELIES_ON.name and word == declared.ANY_OF:
        return "any_of is an entry of its own: give it its own dash"
    other = _OTHER_SIDE.get(entry.name)
    if other is not None and any(word == known.name for known in other.keys):
        whose = _WHOSE[other.name]
        return f"{word}: is what the {whose} says; it stands under {other.name}: of the {whose}"
    if entry.name == declared.PARTY.name:
        if any(word == section.name for section in declared.SECTIONS):
            return f"{word}: is a section of its own, which begins at the margin"
        return _in_an_entry(word)
    return ""


def _in_an_entry(word: str) -> str:
    """Where a key of a service belongs that stands beside serves: or relies_on:."""
    for side, other in ((declared.SERVES, "customer"), (declared.RELIES_ON, "provider")):
        meant = _meant_by(word, side)
        if meant and all(meant != own.name for own in declared.PARTY.keys):
            entry = f"{side.name}: [{{{other}: ..., service: ..., {meant}: ...}}]"
            return f"{meant}: is said of one service: {entry}"
    return ""


_OTHER_SIDE = {"serves": declared.RELIES_ON, "relies_on": declared.SERVES}
_WHOSE = {"serves": "provider", "relies_on": "customer"}
_A_KEY_OF = {
    "map": "map:",
    "party": "a team or other party",
    "serves": "an entry under serves:",
    "relies_on": "an entry under relies_on:",
    "objective": "an objective",
    "feedback": "feedback:",
    "care": "care:",
    "often_late": "often_late:",
    "takes": "takes:",
    "calendar": "a calendar",
    "action": "an action",
    "scenario": "a scenario",
    "option": "an option",
    "instead": "instead:",
}


def head(node: Node) -> Node:
    """The part of a node to point at: the first key of a mapping, not all its lines."""
    return node.first_key if isinstance(node, MappingNode) and node.pairs else node


def refuse_name(text: str, node: Node | Location, problems: Problems) -> None:
    """Report a name that nothing can refer to."""
    problems.add("SM006", NAMELESS.format(quoted(text)), node, NAMELESS_HINT, nameless=True)
