"""Readers of values that name others: parties, services, options, and how late each of them is."""

import re

from servicemap.durations import is_length
from servicemap.loading.entries.drafts import Late, Reference
from servicemap.loading.entries.entries import head, refuse_name
from servicemap.loading.values import plain_values
from servicemap.loading.values.plain_values import Reader, remembered
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, is_nothing, where
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.slugs import slug


def _behind_slash(node: MappingNode, problems: Problems, key: str) -> Reference | None:
    """The service of `needs: [Stores: Food]`, which is reported; None where it is none."""
    named = node.pairs[0] if key == "needs" and len(node.pairs) == 1 else None
    if named is None or not isinstance(named[1], Scalar) or is_nothing(named[1]):
        return None
    service = f"{named[0].value}/{named[1].value}"
    problems.add(
        "SM002",
        f"{key}: a mapping stands here, where a name belongs",
        head(node),
        f"write {service}",
    )
    return Reference(service, problems.at(head(node)))


_name = remembered(plain_values.name)
_new = tuple.__new__


def _listed(node: SequenceNode, problems: Problems, key: str) -> tuple[Reference, ...]:
    """The names in a list."""
    found: list[Reference] = []
    for item in node.items:
        if type(item) is MappingNode and (one := _behind_slash(item, problems, key)):
            found.append(one)
            continue
        said = _name(item, problems, key)
        if said is not None:
            found.append(_new(Reference, (said, where(problems.path, item))))
        elif isinstance(item, Scalar):
            problems.add("SM005", f"{key}: a name is missing here", item, "remove the dash")
    return tuple(found)


def named(what: str, *, may_be_empty: bool, must_say: bool = False) -> Reader:
    """A reader of one name or a list of names.

    `may_be_empty`: a list of none will do. `must_say`: the key with nothing after it will not,
    because none and all can be meant by that.
    """

    def read(node: Node, problems: Problems, key: str) -> tuple[Reference, ...] | None:
        if isinstance(node, MappingNode):
            problems.add(
                "SM002",
                f"{key}: a mapping stands here, where the names of {what} belong",
                head(node),
                f"write {key}: [one, two]",
            )
            return None
        if type(node) is Scalar:
            one = _name(node, problems, key)
            if one is not None:
                return (_new(Reference, (one, where(problems.path, node))),)
        found = _listed(node, problems, key) if isinstance(node, SequenceNode) else ()
        if found:
            return found
        if may_be_empty and isinstance(node, SequenceNode):
            return ()
        refuse_none(node, problems, key)
        return None

    def refuse_none(node: Node, problems: Problems, key: str) -> None:
        if isinstance(node, SequenceNode) and not node.items:
            problems.add("SM005", f"{key}: names nobody", node, f"write {key}: and a name")
        elif must_say and is_nothing(node):
            problems.add(
                "SM006",
                f"{key}: does not say of which {what}",
                node,
                f"write {key}: [] for none, or leave the key out",
            )

    return read


def deliverable(node: Node, problems: Problems, key: str) -> str | None:
    """The name of a service; empty where it has no letter or digit, which is reported."""
    found: str | None = _name(node, problems, key)
    if found and not any(map(str.isalnum, found)) and not slug(found):
        refuse_name(found, node, problems)
        return ""
    return found


def late(node: Node, problems: Problems, key: str) -> tuple[Late, ...] | None:
    """Who is late, and each by how much."""
    if not isinstance(node, MappingNode):
        plain_values.expected_mapping(node, problems, key, _late_as_meant(node))
        return None
    found = []
    for who, value in node.pairs:
        by = plain_values.length(value, problems, who.value)
        if by is not None:
            found.append(Late(Reference(who.value, problems.at(who)), by))
        elif is_nothing(value):
            problems.add(
                "SM005",
                f"{key}: says nothing of how late {quoted(who.value)} is",
                who,
                f"for example {who.value}: 5d",
            )
    return tuple(found) or None


def _late_as_meant(node: Node) -> str:
    """`late: {Stores: 3d}`, of `late: Stores 3d` and of `late: [Stores: 3d]`; else an example."""
    if isinstance(node, Scalar):
        found = re.fullmatch(
            r"(\S.{0,80}?)\s*[=:,\s]\s*(?:by\s+)?([0-9]\S{0,20})", " ".join(node.value.split())
        )
        if found and is_length(found[2]):
            return f"late: {{{found[1]}: {found[2]}}}"
    elif isinstance(node, SequenceNode):
        pairs = [
            pair for item in node.items if isinstance(item, MappingNode) for pair in item.pairs
        ]
        said = [f"{who.value}: {by.value}" for who, by in pairs if isinstance(by, Scalar)]
        if said:
            return f"late: {{{', '.join(said)}}}"
    return "late: {Purchasing: 5d}"


def one(node: Node, problems: Problems, key: str) -> Reference | None:
    """The one party or service that is named."""
    found = plain_values.name(node, problems, key)
    return Reference(found, problems.at(node)) if found else None
