"""`serves` and `relies_on`: every short form of them becomes offers and wishes."""

from collections.abc import Iterator
from typing import NamedTuple

from servicemap.loading import declarations as declared
from servicemap.loading.declarations import ANY_OF, Entry
from servicemap.loading.drafts import Draft, Offer, Reference, Wish, Work
from servicemap.loading.entries import READERS, Fields, fields_of, head, refuse_name
from servicemap.loading.nodes import Mapping, Node, Scalar, Sequence
from servicemap.loading.problems import Problems, quoted
from servicemap.loading.values import kind_of, name
from servicemap.model import CustomerSays, ProviderSays
from servicemap.names import slug


class Side(NamedTuple):
    """One of the two sides of a delivery: its key, and the key for the party on the other."""

    key: str
    other: str
    entry: Entry


SERVES = Side("serves", "customer", declared.SERVES)
RELIES_ON = Side("relies_on", "provider", declared.RELIES_ON)

_EXAMPLE = {
    "serves": "serves: {Stores: Stock orders}",
    "relies_on": "relies_on: {Purchasing: Stock orders}",
}


class DeliveryReader:
    """Reads the deliveries that one file speaks of into its draft."""

    def __init__(self, draft: Draft, problems: Problems) -> None:
        self._draft = draft
        self._problems = problems
        self._path = problems.path

    def serves(self, party: str, node: Node) -> None:
        """What `party` says it delivers."""
        for others, fields in self._said(node, SERVES):
            self._offer(party, others, fields)

    def relies_on(self, party: str, node: Node) -> None:
        """What `party` says it gets."""
        self._wishes(party, node, None)

    def _wishes(self, party: str, node: Node, group: int | None) -> None:
        if isinstance(node, Sequence):
            for item in node.items:
                if isinstance(item, Mapping) and len(item.pairs) == 1:
                    key, value = item.pairs[0]
                    if key.value == ANY_OF:
                        self._any_of(party, key, value, group)
                        continue
                for others, fields in self._item(item, RELIES_ON):
                    self._wish(party, others, fields, group)
        elif isinstance(node, Mapping) and any(key.value == ANY_OF for key, _ in node.pairs):
            rest = []
            for key, value in node.pairs:
                if key.value == ANY_OF:
                    self._any_of(party, key, value, group)
                else:
                    rest.append((key, value))
            for others, fields in self._said(node._replace(pairs=rest), RELIES_ON):
                self._wish(party, others, fields, group)
        else:
            for others, fields in self._said(node, RELIES_ON):
                self._wish(party, others, fields, group)

    def _any_of(self, party: str, key: Scalar, node: Node, inside: int | None) -> None:
        if inside is not None:
            self._problems.add(
                "SM002",
                "any_of stands inside another any_of",
                key,
                "list all that will do in one any_of",
            )
            return
        before = len(self._draft.deliveries)
        self._wishes(party, node, len(self._draft.groups))
        self._draft.groups.append(self._problems.at(key))
        if len(self._draft.deliveries) < before + 2 and not self._problems.unread:
            self._problems.add(
                "SM005",
                "any_of needs at least two that will do",
                key,
                "add another provider, or list this one without any_of",
            )

    def _said(self, node: Node, side: Side) -> Iterator[tuple[tuple[Reference, ...], Fields]]:
        """Each entry of a whole `serves` or `relies_on`: the other parties, and its fields."""
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self._item(item, side)
        elif isinstance(node, Mapping):
            if self._is_one_entry(node, side):
                self._problems.add(
                    "SM002",
                    f"{side.key}: holds the keys of one entry, where a list of entries belongs",
                    head(node),
                    "begin the entry with a dash: '- "
                    f"{side.other}: ...', and indent its other keys under it",
                )
                yield from self._entry(node, side)
            else:
                for key, value in node.pairs:
                    yield from self._under_name(key, value, side)
        elif not node.is_nothing:
            self._problems.add(
                "SM002",
                f"{side.key}: text stands here, where a list or a mapping belongs",
                node,
                f"write {side.key}: [{node.value[:40]}], or {_EXAMPLE[side.key]}",
            )
            yield from self._item(node, side)

    def _is_one_entry(self, node: Mapping, side: Side) -> bool:
        keys = {key.value for key, _ in node.pairs}
        return (
            len(keys) > 1
            and side.other in keys
            and keys <= {declared_key.name for declared_key in side.entry.keys}
        )

    def _item(self, item: Node, side: Side) -> Iterator[tuple[tuple[Reference, ...], Fields]]:
        """One item of a list: a name, or an entry."""
        if isinstance(item, Scalar):
            said = name(item, self._problems, side.other)
            if said is None:
                self._problems.add(
                    "SM005", f"{side.key}: a name is missing here", item, "remove the dash"
                )
            else:
                yield (Reference(said, self._problems.at(item)),), Fields({}, {side.other: item})
        elif isinstance(item, Mapping):
            if self._is_short_form(item, side):
                self._problems.add(
                    "SM002",
                    f"{quoted(item.pairs[0][0].value)} stands in a list, where an entry names its"
                    f" {side.other}",
                    item.pairs[0][0],
                    f"remove the dash, or write {{{side.other}: {item.pairs[0][0].value},"
                    " service: ...}",
                )
                for key, value in item.pairs:
                    yield from self._under_name(key, value, side)
            else:
                yield from self._entry(item, side)
        else:
            self._problems.add(
                "SM002",
                f"{side.key}: a list stands inside the list",
                item,
                f"write one list: {side.key}: [one, two]",
            )

    def _is_short_form(self, item: Mapping, side: Side) -> bool:
        """`- Stores: Stock orders`: a mapping of names to services that has got a dash."""
        known = {key.name for key in side.entry.keys} | set(side.entry.instead)
        return bool(item.pairs) and all(
            isinstance(value, Scalar)
            and key.value.casefold() not in known
            and not self._problems.spelling.did_you_mean(key.value, known)
            for key, value in item.pairs
        )

    def _entry(self, node: Mapping, side: Side) -> Iterator[tuple[tuple[Reference, ...], Fields]]:
        fields = fields_of(node, side.entry, self._problems)
        others = fields.values.get(side.other)
        if others:
            yield others, fields

    def _under_name(
        self, key: Scalar, value: Node, side: Side
    ) -> Iterator[tuple[tuple[Reference, ...], Fields]]:
        """What stands under the name of the other party, in the form of a mapping."""
        other = (Reference(" ".join(key.value.split()), self._problems.at(key)),)
        if isinstance(value, Scalar):
            yield other, self._named(key, value, side)
        elif isinstance(value, Mapping):
            yield other, self._entry_under(key, value, side)
        else:
            for item in value.items:
                if isinstance(item, Scalar):
                    yield other, self._named(key, item, side)
                elif isinstance(item, Mapping):
                    yield other, self._entry_under(key, item, side)
                else:
                    self._problems.add(
                        "SM002",
                        f"{kind_of(item)} stands here, where the name of a service belongs",
                        item,
                        f"write {key.value}: [one service, another]",
                    )

    def _named(self, key: Scalar, value: Scalar, side: Side) -> Fields:
        said = READERS[declared.Kind.DELIVERABLE](value, self._problems, "service")
        if said is None:
            return Fields({}, {side.other: key})
        return Fields({"service": said}, {side.other: key, "service": value})

    def _entry_under(self, key: Scalar, value: Mapping, side: Side) -> Fields:
        for inner, _ in value.pairs:
            if inner.value == side.other:
                self._problems.add(
                    "SM004",
                    f"{side.other}: is given twice, here and by the name above",
                    inner,
                    f"remove it; {quoted(key.value)} is the {side.other}",
                    [(key, f"the {side.other}")],
                )
                value = value._replace(pairs=[p for p in value.pairs if p[0] is not inner])
                break
        fields = fields_of(value, side.entry, self._problems, already=side.other)
        return Fields(fields.values, {side.other: key, **fields.nodes})

    def _offer(self, party: str, others: tuple[Reference, ...], fields: Fields) -> None:
        get = fields.values.get
        takes, needs, often_late = get("takes"), get("needs"), get("often_late")
        work = None
        if takes is not None or needs is not None or often_late is not None:
            work = Work(takes, needs, often_late)
        places = fields.places(self._path)
        for other in others:
            if not slug(other.name):
                self._refuse(other)
                continue
            says = ProviderSays(
                get("service"),
                other.location,
                get("promise"),
                get("slack"),
                get("departs"),
                get("worth"),
                get("confirmed"),
                get("allow", ()),
                places,
            )
            self._draft.deliveries.append(Offer(party, other.name, says, work))

    def _wish(
        self, party: str, others: tuple[Reference, ...], fields: Fields, group: int | None
    ) -> None:
        get = fields.values.get
        if group is None and "switch" in fields.nodes:
            self._problems.add(
                "SM002",
                "switch: says how late an alternative can arrive, and this is none",
                fields.nodes["switch"],
                "put the alternatives under any_of: or remove switch:",
            )
        places = fields.places(self._path)
        for other in others:
            if not slug(other.name):
                self._refuse(other)
                continue
            says = CustomerSays(
                get("service"),
                other.location,
                get("expects"),
                get("slack"),
                get("standing", False),
                get("switch"),
                get("wants"),
                get("feedback"),
                get("confirmed"),
                get("allow", ()),
                places,
            )
            self._draft.deliveries.append(Wish(party, other.name, says, group))

    def _refuse(self, other: Reference) -> None:
        refuse_name(other.name, other.location, self._problems)
