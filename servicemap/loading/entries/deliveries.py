"""`serves` and `relies_on`: every short form of them becomes offers and wishes."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from servicemap.loading.entries import records
from servicemap.loading.entries.delivery_sides import RELIES_ON, SERVES, DeliverySide
from servicemap.loading.entries.drafts import OF_A_SERVICE, Draft, Offer, Reference, Wish
from servicemap.loading.entries.entries import EntryFields, fields_of, head, maker_of
from servicemap.loading.format.declarations import ANY_OF
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.format.misnomers import is_everybody, is_nobody, said_by_or
from servicemap.loading.values.plain_values import kind_of, name
from servicemap.loading.yaml.commas import CutOff, cut_before
from servicemap.loading.yaml.lookalikes import bulleted
from servicemap.loading.yaml.nodes import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    is_nothing,
    text_at,
)
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import CustomerSays, ProviderSays
from servicemap.plurals import agreeing
from servicemap.slugs import slug
from servicemap.wording.lists import listed

Tell = Callable[[tuple[Reference, ...], EntryFields], None]
"""Takes one entry: the parties on the other side, and what it says."""


_new = tuple.__new__
_provider_says = maker_of(ProviderSays)
_customer_says = maker_of(CustomerSays)


class DeliveryReader:
    """Reads the deliveries that one file speaks of into its draft."""

    def __init__(self, draft: Draft, problems: Problems) -> None:
        self._draft = draft
        self._problems = problems
        self._begun = 0, 0
        """Findings and deliveries before the `any_of` that is being read."""

    def serves(self, party: str, node: Node) -> None:
        """What `party` says it delivers."""
        self._read(node, SERVES, partial(self._offer, party))

    def relies_on(self, party: str, node: Node) -> None:
        """What `party` says it gets."""
        self._wishes(party, node, None)

    def _wishes(self, party: str, node: Node, group: int | None) -> None:
        """`relies_on` without what stands under `any_of`, which follows."""
        tell = partial(self._wish, party, group)
        if isinstance(node, SequenceNode):
            for item in node.items:
                any_of = _any_of_in(item) if type(item) is MappingNode else None
                if type(item) is MappingNode and any_of is not None:
                    self._refuse_beside(any_of.key, item)
                    self._any_of(party, any_of, group)
                    beside = _without_any_of(item)
                    if any(key.value == RELIES_ON.other for key, _ in beside.pairs):
                        self._entry(beside, RELIES_ON, tell)
                else:
                    self._item(item, RELIES_ON, tell)
        elif isinstance(node, MappingNode):
            beside = _without_any_of(node)
            if beside.pairs:
                self._read(beside, RELIES_ON, tell)
            any_of = _any_of_in(node)
            if any_of is not None:
                self._any_of(party, any_of, group)
        else:
            self._read(node, RELIES_ON, tell)

    def _any_of(self, party: str, any_of: "_AnyOf", inside: int | None) -> None:
        key = any_of.key
        if inside is not None:
            self._problems.add(
                "SM002",
                "any_of stands inside another any_of",
                key,
                "list all that will do in one any_of",
            )
            return
        before = len(self._problems.findings), len(self._draft.deliveries)
        self._draft.groups.append(self._problems.at(key))
        self._begun = before
        self._wishes(party, self._listed(any_of), len(self._draft.groups) - 1)
        findings, deliveries = before
        if (
            len(self._draft.deliveries) < deliveries + 2
            and len(self._problems.findings) == findings
            and not self._problems.unread
        ):
            self._problems.add(
                "SM005",
                "any_of needs at least two that will do",
                key,
                "add another provider, or list this one without any_of",
            )

    def _listed(self, any_of: "_AnyOf") -> Node:
        """The alternatives; those of `Stores or Market` as a list, which is reported."""
        node = any_of.alternatives
        names = said_by_or(node.value) if isinstance(node, Scalar) else ()
        if not names:
            return node
        self._problems.add(
            "SM002",
            f"{ANY_OF}: text stands here, where a list belongs",
            node,
            f"write {ANY_OF}: [{', '.join(names)}]",
        )
        items: list[Node] = [text_at(node.start_mark, node.end_mark, one) for one in names]
        return SequenceNode(items, node.start_mark, node.end_mark)

    def _refuse_beside(self, any_of: Scalar, item: MappingNode) -> None:
        """Report, once, the keys that stand in one item of a list with `any_of`."""
        strays = [key for key, _ in item.pairs if key is not any_of]
        if not strays:
            return
        words = [key.value for key in strays]
        if RELIES_ON.other in words:
            message = "'any_of' is no key of an entry under relies_on:"
            place, hint = any_of, "any_of is an entry of its own: give it its own dash"
        else:
            place = strays[0]
            verb = agreeing(len(words), "stands", "stand")
            message = f"{listed([quoted(word) for word in words], None)} {verb} beside any_of"
            hint = (
                f"write it in each of the alternatives: {{provider: ..., {words[0]}: ...}}"
                if all(word in RELIES_ON.keys for word in words)
                else "any_of stands alone; keys belong into each of its alternatives"
            )
        self._problems.add("SM003", message, place, hint)

    def _read(self, node: Node, side: DeliverySide, tell: Tell) -> None:
        """A whole `serves` or `relies_on`."""
        if isinstance(node, SequenceNode):
            for item in node.items:
                self._item(item, side, tell)
        elif isinstance(node, MappingNode):
            if side.is_entry(node):
                self._problems.add(
                    "SM002",
                    f"{side.key}: holds the keys of one entry, where a list of entries belongs",
                    head(node),
                    f"begin the entry with a dash: '- {side.other}: ...', and indent its other keys"
                    " under it",
                )
                self._entry(node, side, tell)
            else:
                for key, value in node.pairs:
                    self._note_cut_off(key, value, node)
                    self._under_name(key, value, side, tell)
        elif (found := bulleted(node.value)) and found.items:
            self._problems.add(
                "SM002",
                f"{side.key}: {found.wrong}",
                node,
                f"begin each line with '- ', for example '- {found.items[0]}'",
            )
            for one in found.items:
                self._item(text_at(node.start_mark, node.end_mark, one), side, tell)
        elif not is_nothing(node):
            self._refuse_text(node, side, tell)

    def _refuse_text(self, node: Scalar, side: DeliverySide, tell: Tell) -> None:
        """Report a text for a whole `serves` or `relies_on`, and read the names in it."""
        either = said_by_or(node.value)
        several = either or re.split(" ?[,;] ?", " ".join(node.value.split()).strip(" ,;"))
        if is_nobody(node.value):
            hint = f"leave {side.key}: out where there is nobody"
        elif is_everybody(node.value):
            hint = f"name each of them: {side.key}: [one, two]"
        elif either and side is RELIES_ON:
            hint = f"write {side.key}: [{{{ANY_OF}: [{', '.join(either)}]}}]"
        else:
            names = ", ".join(quoted(one)[1:-1] for one in several)
            hint = f"write {side.key}: [{names}], or {side.example}"
        self._problems.add(
            "SM002",
            f"{side.key}: text stands here, where a list or a mapping belongs",
            node,
            hint,
        )
        if not (is_nobody(node.value) or is_everybody(node.value)):
            for one in several:
                self._item(text_at(node.start_mark, node.end_mark, one), side, tell)

    def _note_cut_off(self, key: Scalar, value: Node, node: MappingNode) -> None:
        """Remember a name that nothing is said of, where a comma cut it off from a text."""
        if is_nothing(value) and (cut := cut_before(node.pairs, key)):
            first = self._problems.at(cut.first)
            self._draft.cut_off[self._problems.at(key)] = CutOff(cut.in_quotes, first)

    def _item(self, item: Node, side: DeliverySide, tell: Tell) -> None:
        """One item of a list: a name, or an entry."""
        if type(item) is MappingNode:
            if self._is_short(item, side):
                self._problems.add(
                    "SM002",
                    f"{quoted(item.first_key.value)} stands in a list, where an entry names its"
                    f" {side.other}",
                    item.first_key,
                    f"remove the dash, or write {{{side.other}: {item.first_key.value},"
                    " service: ...}",
                )
                for key, value in item.pairs:
                    self._under_name(key, value, side, tell)
            else:
                self._entry(item, side, tell)
        elif isinstance(item, Scalar):
            said = name(item, self._problems, side.other)
            if said is None:
                self._problems.add(
                    "SM005", f"{side.key}: a name is missing here", item, "remove the dash"
                )
            else:
                tell(
                    (Reference(said, self._problems.at(item)),), EntryFields({}, {side.other: item})
                )
        else:
            self._problems.add(
                "SM002",
                f"{side.key}: a list stands inside the list",
                item,
                f"write one list: {side.key}: [one, two]",
            )

    def _is_short(self, item: MappingNode, side: DeliverySide) -> bool:
        """`- Stores: Stock orders`: a mapping of names to services that has got a dash."""
        if not item.pairs or item.first_key.value in side.keys:
            return False
        known = side.keys | side.form.entry.instead.keys()
        return all(
            isinstance(value, Scalar)
            and key.value.casefold() not in known
            and not self._problems.spelling.did_you_mean(key.value, tuple(side.keys))
            for key, value in item.pairs
        )

    def _entry(self, node: MappingNode, side: DeliverySide, tell: Tell) -> None:
        fields = fields_of(node, side.form, self._problems)
        others = fields.values.get(side.other)
        if others:
            tell(others, fields)
        elif service := fields.values.get("service"):
            self._draft.lost.add(slug(service))

    def _under_name(self, key: Scalar, value: Node, side: DeliverySide, tell: Tell) -> None:
        """What stands under the name of the other party, in the form of a mapping."""
        other = (Reference(" ".join(key.value.split()), self._problems.at(key)),)
        for said in value.items if isinstance(value, SequenceNode) else [value]:
            if isinstance(said, Scalar):
                tell(other, self._named(key, said, side))
            elif isinstance(said, MappingNode):
                tell(other, self._entry_under(key, said, side))
            else:
                self._problems.add(
                    "SM002",
                    f"{kind_of(said)} stands here, where the name of a service belongs",
                    said,
                    f"write {key.value}: [one service, another]",
                )

    def _named(self, key: Scalar, value: Scalar, side: DeliverySide) -> EntryFields:
        said = records.READERS[ValueKind.DELIVERABLE](value, self._problems, "service")
        if said is None:
            return EntryFields({}, {side.other: key})
        return EntryFields({"service": said}, {side.other: key, "service": value})

    def _entry_under(self, key: Scalar, value: MappingNode, side: DeliverySide) -> EntryFields:
        for inner, _ in value.pairs:
            if inner.value == side.other:
                self._problems.add(
                    "SM004",
                    f"{side.other}: is given twice, here and by the name above",
                    inner,
                    f"remove it; {quoted(key.value)} is the {side.other}",
                    [(key, f"the {side.other}")],
                )
                value = value._replace(pairs=[(k, v) for k, v in value.pairs if k is not inner])
                break
        fields = fields_of(value, side.form, self._problems, already=side.other)
        return EntryFields(fields.values, {side.other: key, **fields.nodes})

    def _offer(self, party: str, others: tuple[Reference, ...], fields: EntryFields) -> None:
        said = self._said(fields)
        work = {key: said[key] for key in OF_A_SERVICE if key in said} or None
        for other, location in others:
            said["location"] = location
            self._draft.deliveries.append(_new(Offer, (party, other, _provider_says(said), work)))

    def _wish(
        self, party: str, group: int | None, others: tuple[Reference, ...], fields: EntryFields
    ) -> None:
        said, nodes = fields
        if group is None and "switch" in said:
            self._problems.add(
                "SM002",
                "switch: says how late an alternative can arrive, and this is none",
                nodes["switch"],
                "put the alternatives under any_of: or remove switch:",
            )
        begun = len(self._problems.findings), len(self._draft.deliveries)
        if group is not None and "switch" in said and begun == self._begun:
            self._problems.add(
                "SM002",
                "switch: means nothing on the first alternative, which is the plan",
                nodes["switch"],
                "remove it, or put the alternative that is the plan first",
            )
        said = self._said(fields)
        for other, location in others:
            said["location"] = location
            self._draft.deliveries.append(_new(Wish, (party, other, _customer_says(said), group)))

    def _said(self, fields: EntryFields) -> dict[str, Any]:
        """What an entry says, with where, and what it calls the service."""
        service = fields.values.get("service")
        places = fields.places(self._problems.path)
        return {**fields.values, "service_name": service, "places": places}


class _AnyOf(NamedTuple):
    """The key, and what stands under it."""

    key: Scalar
    alternatives: Node


def _any_of_in(node: MappingNode) -> _AnyOf | None:
    """The `any_of` of a mapping, which has each key once."""
    return next((_AnyOf(key, value) for key, value in node.pairs if key.value == ANY_OF), None)


def _without_any_of(node: MappingNode) -> MappingNode:
    return node._replace(pairs=[(k, v) for k, v in node.pairs if k.value != ANY_OF])
