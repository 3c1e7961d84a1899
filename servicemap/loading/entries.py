"""Mappings with declared keys: one reader for all of them."""

from collections.abc import Mapping as MappingOf
from typing import Any, NamedTuple

from servicemap.loading import declarations as declared
from servicemap.loading import values
from servicemap.loading.declarations import Entry, Key, Kind
from servicemap.loading.nodes import Mapping, Node, Scalar, Spots, is_nothing, spots
from servicemap.loading.problems import NAMELESS, NAMELESS_HINT, Problems, quoted
from servicemap.loading.values import Reader
from servicemap.locations import Location
from servicemap.names import slug


class Form(NamedTuple):
    """An entry, ready to be read: its keys with their readers."""

    entry: Entry
    readers: MappingOf[str, Reader]
    required: tuple[Key, ...]


def form(entry: Entry, readers: MappingOf[Kind, Reader]) -> Form:
    """An entry with the readers of its keys."""
    return Form(entry, {key.name: readers[key.kind] for key in entry.keys}, entry.required())


class Fields(NamedTuple):
    """What the keys of one entry say, and the nodes that say it."""

    values: dict[str, Any]
    nodes: dict[str, Node]

    def places(self, path: str) -> Spots:
        """Where each value stands."""
        return spots(path, self.nodes)


def fields_of(node: Mapping, said_by: Form, problems: Problems, already: str = "") -> Fields:
    """What the keys of an entry say. Unknown keys and missing required ones are reported.

    `already` is a required key whose value stands elsewhere: the name that the entry is under.
    """
    entry, known, required = said_by
    found: dict[str, Any] = {}
    nodes: dict[str, Node] = {}
    for key, value in node.pairs:
        word = key.value
        reader = known.get(word)
        if reader is None:
            refuse_key(key, entry, problems)
            continue
        said = reader(value, problems, word)
        if said is not None:
            found[word] = said
            nodes[word] = value
    for wanted in required:
        if wanted.name not in found and wanted.name != already:
            _report_missing(wanted, node, problems)
    return Fields(found, nodes)


def _report_missing(wanted: declared.Key, node: Mapping, problems: Problems) -> None:
    given = next((value for key, value in node.pairs if key.value == wanted.name), None)
    if given is not None and not is_nothing(given):
        return  # it is there and could not be read, which has been reported
    problems.add(
        "SM005",
        f"{wanted.name}: is missing here",
        given or head(node),
        f"add it, for example {wanted.name}: {wanted.example}",
    )


def refuse_key(key: Scalar, entry: Entry, problems: Problems) -> None:
    """Report a key that the entry does not have, with the one that may be meant."""
    word = key.value
    names = tuple(known.name for known in entry.keys)
    folded = slug(word).replace("-", "_")
    if folded in names:
        hint = f"did you mean {folded}?"
    elif folded in entry.instead:
        hint = f"did you mean {entry.instead[folded]}?"
    else:
        other = _OTHER_SIDE.get(entry.name)
        if other is not None and folded in {known.name for known in other.keys}:
            hint = (
                f"{folded}: is what the {_WHOSE[other.name]} says; it stands under"
                f" {other.name}: of the {_WHOSE[other.name]}"
            )
        else:
            hint = problems.spelling.did_you_mean(word, names)
    problems.add(
        "SM003",
        f"{quoted(word)} is no key of {_A_KEY_OF[entry.name]}",
        key,
        hint or f"the keys are {values.listed(names)}",
    )


_OTHER_SIDE = {"serves": declared.RELIES_ON, "relies_on": declared.SERVES}
_WHOSE = {"serves": "provider", "relies_on": "customer"}
_A_KEY_OF = {
    "map": "map:",
    "party": "a team or other party",
    "serves": "an entry under serves:",
    "relies_on": "an entry under relies_on:",
    "feedback": "feedback:",
    "care": "care:",
    "often_late": "often_late:",
    "takes": "takes:",
    "calendar": "a calendar",
    "scenario": "a scenario",
    "option": "an option",
}


def head(node: Node) -> Node:
    """The part of a node to point at: the first key of a mapping, not all its lines."""
    return node.pairs[0][0] if isinstance(node, Mapping) and node.pairs else node


def refuse_name(text: str, node: Node | Location, problems: Problems) -> None:
    """Report a name that nothing can refer to."""
    problems.add("SM006", NAMELESS.format(quoted(text)), node, NAMELESS_HINT)
