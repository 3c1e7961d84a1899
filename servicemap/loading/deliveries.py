"""`serves` and `relies_on`: every short form of them becomes offers and wishes."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from servicemap.loading import records
from servicemap.loading.declarations import ANY_OF
from servicemap.loading.drafts import Draft, Offer, Reference, Wish, Work
from servicemap.loading.entries import Fields, Form, fields_of, head
from servicemap.loading.kinds import Kind
from servicemap.loading.lookalikes import bulleted
from servicemap.loading.nodes import Mapping, Node, Scalar, Sequence, is_nothing, spots, text_at
from servicemap.loading.problems import Problems, quoted
from servicemap.loading.values import kind_of, listed, name
from servicemap.model import CustomerSays, ProviderSays
from servicemap.names import slug
from servicemap.plurals import agreeing

Tell = Callable[[tuple[Reference, ...], Fields], None]
"""Takes one entry: the parties on the other side, and what it says."""


class Side(NamedTuple):
    """One of the two sides of a delivery: its key, and the key for the party on the other."""

    key: str
    other: str
    form: Form
    keys: frozenset[str]
    example: str


SERVES = Side(
    "serves",
    "customer",
    records.SERVES,
    frozenset(records.SERVES.readers),
    "serves: {Stores: Stock orders}",
)
RELIES_ON = Side(
    "relies_on",
    "provider",
    records.RELIES_ON,
    frozenset(records.RELIES_ON.readers),
    "relies_on: {Purchasing: Stock orders}",
)

_new = tuple.__new__


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
        if isinstance(node, Sequence):
            for item in node.items:
                any_of = _any_of_in(item)
                if type(item) is Mapping and any_of is not None:
                    self._refuse_beside(any_of, item)
                    self._any_of(party, *any_of, group)
                    alone = [pair for pair in item.pairs if pair is not any_of]
                    if any(key.value == RELIES_ON.other for key, _ in alone):
                        self._entry(item._replace(pairs=alone), RELIES_ON, tell)
                else:
                    self._item(item, RELIES_ON, tell)
        elif isinstance(node, Mapping):
            groups = [pair for pair in node.pairs if _is_any_of(pair)]
            alone = [pair for pair in node.pairs if not _is_any_of(pair)]
            if alone:
                self._read(node._replace(pairs=alone), RELIES_ON, tell)
            for key, value in groups:
                self._any_of(party, key, value, group)
        else:
            self._read(node, RELIES_ON, tell)

    def _any_of(self, party: str, key: Scalar, node: Node, inside: int | None) -> None:
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
        self._wishes(party, node, len(self._draft.groups) - 1)
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

    def _refuse_beside(self, any_of: tuple[Scalar, Node], item: Mapping) -> None:
        """Report, once, the keys that stand in one item of a list with `any_of`."""
        strays = [key for key, _ in item.pairs if key is not any_of[0]]
        if not strays:
            return
        words = [key.value for key in strays]
        if RELIES_ON.other in words:
            message = "'any_of' is no key of an entry under relies_on:"
            place, hint = any_of[0], "any_of is an entry of its own: give it its own dash"
        else:
            place = strays[0]
            verb = agreeing(len(words), "stands", "stand")
            message = f"{listed([quoted(word) for word in words])} {verb} beside any_of"
            hint = (
                f"write it in each of the alternatives: {{provider: ..., {words[0]}: ...}}"
                if all(word in RELIES_ON.keys for word in words)
                else "any_of stands alone; keys belong into each of its alternatives"
            )
        self._problems.add("SM003", message, place, hint)

    def _read(self, node: Node, side: Side, tell: Tell) -> None:
        """A whole `serves` or `relies_on`."""
        if isinstance(node, Sequence):
            for item in node.items:
                self._item(item, side, tell)
        elif isinstance(node, Mapping):
            if _is_one_entry(node, side):
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
                    self._under_name(key, value, side, tell)
        elif (found := bulleted(node.value)) and found[0] == "-":
            self._problems.add(
                "SM002",
                f"{side.key}: a space is missing after the dash",
                node,
                f"begin each line with '- ', for example '- {found[1][0]}'",
            )
            for one in found[1]:
                self._item(text_at(node.start_mark, node.end_mark, one), side, tell)
        elif not is_nothing(node):
            self._problems.add(
                "SM002",
                f"{side.key}: text stands here, where a list or a mapping belongs",
                node,
                f"write {side.key}: [{quoted(node.value)[1:-1]}], or {side.example}",
            )
            self._item(node, side, tell)

    def _item(self, item: Node, side: Side, tell: Tell) -> None:
        """One item of a list: a name, or an entry."""
        if type(item) is Mapping:
            if self._is_short(item, side):
                self._problems.add(
                    "SM002",
                    f"{quoted(item.pairs[0][0].value)} stands in a list, where an entry names its"
                    f" {side.other}",
                    item.pairs[0][0],
                    f"remove the dash, or write {{{side.other}: {item.pairs[0][0].value},"
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
                tell((Reference(said, self._problems.at(item)),), Fields({}, {side.other: item}))
        else:
            self._problems.add(
                "SM002",
                f"{side.key}: a list stands inside the list",
                item,
                f"write one list: {side.key}: [one, two]",
            )

    def _is_short(self, item: Mapping, side: Side) -> bool:
        """`- Stores: Stock orders`: a mapping of names to services that has got a dash."""
        if not item.pairs or item.pairs[0][0].value in side.keys:
            return False
        known = side.keys | side.form.entry.instead.keys()
        return all(
            isinstance(value, Scalar)
            and key.value.casefold() not in known
            and not self._problems.spelling.did_you_mean(key.value, tuple(side.keys))
            for key, value in item.pairs
        )

    def _entry(self, node: Mapping, side: Side, tell: Tell) -> None:
        fields = fields_of(node, side.form, self._problems)
        others = fields.values.get(side.other)
        if others:
            tell(others, fields)
        elif service := fields.values.get("service"):
            self._draft.lost.add(slug(service))

    def _under_name(self, key: Scalar, value: Node, side: Side, tell: Tell) -> None:
        """What stands under the name of the other party, in the form of a mapping."""
        other = (Reference(" ".join(key.value.split()), self._problems.at(key)),)
        for said in value.items if isinstance(value, Sequence) else [value]:
            if isinstance(said, Scalar):
                tell(other, self._named(key, said, side))
            elif isinstance(said, Mapping):
                tell(other, self._entry_under(key, said, side))
            else:
                self._problems.add(
                    "SM002",
                    f"{kind_of(said)} stands here, where the name of a service belongs",
                    said,
                    f"write {key.value}: [one service, another]",
                )

    def _named(self, key: Scalar, value: Scalar, side: Side) -> Fields:
        said = records.READERS[Kind.DELIVERABLE](value, self._problems, "service")
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
        fields = fields_of(value, side.form, self._problems, already=side.other)
        return Fields(fields.values, {side.other: key, **fields.nodes})

    def _offer(self, party: str, others: tuple[Reference, ...], fields: Fields) -> None:
        said = fields.values
        get = said.get
        work = None
        if not said.keys().isdisjoint(Work._fields):
            work = _new(Work, tuple([get(key) for key in Work._fields]))
        places = spots(self._problems.path, fields.nodes)
        for other, location in others:
            says = _new(
                ProviderSays,
                (
                    get("service"),
                    location,
                    get("promise"),
                    get("slack"),
                    get("departs"),
                    get("worth"),
                    get("confirmed"),
                    get("allow", ()),
                    places,
                ),
            )
            self._draft.deliveries.append(_new(Offer, (party, other, says, work)))

    def _wish(
        self, party: str, group: int | None, others: tuple[Reference, ...], fields: Fields
    ) -> None:
        said, nodes = fields
        get = said.get
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
        places = spots(self._problems.path, nodes)
        for other, location in others:
            says = _new(
                CustomerSays,
                (
                    get("service"),
                    location,
                    get("expects"),
                    get("slack"),
                    get("standing", False),
                    get("switch"),
                    get("wants"),
                    get("feedback"),
                    get("confirmed"),
                    get("allow", ()),
                    places,
                ),
            )
            self._draft.deliveries.append(_new(Wish, (party, other, says, group)))


def _any_of_in(item: Node) -> tuple[Scalar, Node] | None:
    """The `any_of` of an item of a list, with what stands under it."""
    if type(item) is not Mapping:
        return None
    return next((pair for pair in item.pairs if _is_any_of(pair)), None)


def _is_any_of(pair: tuple[Scalar, Node]) -> bool:
    return pair[0].value == ANY_OF


def _is_one_entry(node: Mapping, side: Side) -> bool:
    """Whether somebody forgot the dash: a mapping of an entry's keys, not of names."""
    keys = {key.value for key, _ in node.pairs}
    return len(keys) > 1 and side.other in keys and keys <= side.keys
