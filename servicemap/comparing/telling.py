"""What changed, and what it does, in sentences: made once, from values, for whoever prints them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from servicemap.comparing import sentences, telling_effects
from servicemap.comparing.changes import BY_NAME, Change, ChangeKind, RecordKind, SaidBy
from servicemap.comparing.effects import PromiseEffect, ToleranceEffect
from servicemap.comparing.renaming import by_new_ids, told_apart
from servicemap.comparing.values_in_words import as_spoken
from servicemap.model import Allow, ProviderSays, Reliance, ServiceMap
from servicemap.slugs import HasName
from servicemap.wording.lists import listed
from servicemap.wording.names import name
from servicemap.wording.verbs import Named, are_many, named, told

_WHAT = {ChangeKind.ADDED: "new", ChangeKind.REMOVED: "gone"}

_BY_PROVIDER = frozenset(ProviderSays._fields)
"""What a provider writes of a delivery: of all the customers of an entry at once."""


class Telling:
    """Two versions as they are spoken of: an id stands after each name that several parties have.

    `old` is the older one, with its own ids or with those of the new one already.
    """

    def __init__(self, old: ServiceMap, new: ServiceMap) -> None:
        self._written = by_new_ids(old, new), new
        self.old, self.new = told_apart(*self._written)

    def changes(self, found: Iterable[Change]) -> list[tuple[ChangeKind, str]]:
        """The sentence of each, in their order: what somebody wrote once is said once.

        An entry that names several customers is several deliveries, of which the same has changed.
        That somebody chooses among services says that they rely on each.
        """
        found = tuple(found)
        chosen = {
            one for change in found if change.field == "any_of" for one in self._chosen(change)
        }
        told_once: list[list[Change]] = []
        last: dict[object, list[Change]] = {}
        for one in found:
            if one.of is RecordKind.RELIANCE and one.kind is not ChangeKind.CHANGED:
                reliance = self._reliance(one)
                if (one.kind, reliance.customer, reliance.service) in chosen:
                    continue
            entry = self._entry(one)
            same = last.get(entry) if entry is not None else None
            if same and (same[0].old, same[0].new) == (one.old, one.new):
                same.append(one)
                continue
            told_once.append([one])
            last[entry] = told_once[-1]
        return [(one.kind, self.change(one, others)) for one, *others in told_once]

    def _chosen(self, one: Change) -> Iterator[tuple[ChangeKind, str, str]]:
        """What a change of alternatives says of deliveries that came or went, by itself."""
        customer = one.subject
        for service in chain(*_groups(one.new)):
            yield ChangeKind.ADDED, customer, service
        for group in _groups(one.old):
            # Where one is left and nothing to choose from, it has to be said which that is.
            if one.new is not None or not any(
                (service, customer) in self._got for service in group
            ):
                for service in group:
                    yield ChangeKind.REMOVED, customer, service

    @cached_property
    def _got(self) -> frozenset[tuple[str, str]]:
        """Who gets what in the new version."""
        return frozenset((one.service, one.customer) for one in self.new.reliances)

    def _entry(self, one: Change) -> object:
        """What tells the changes apart that are of one entry under `serves`; None of another."""
        typed_there = one.kind is not ChangeKind.CHANGED or one.field in _BY_PROVIDER
        if one.of is not RecordKind.RELIANCE or one.by is SaidBy.CUSTOMER or not typed_there:
            return None
        reliance = self._reliance(one)
        if reliance.provider_says is None:
            return None
        entry = reliance.provider_says.places.get("customer")
        return entry and (entry, reliance.service, one.kind, one.field, one.by)

    def change(self, one: Change, others: Sequence[Change] = ()) -> str:
        """`Purchasing takes 2d for Orders now; it was 1d.`

        `others` are the same of other customers, of the same entry.
        """
        if one.kind is not ChangeKind.CHANGED:
            return self._came_or_went(one, others)
        if one.field == "id":
            return self._renamed(one)
        if one.field == "needs":
            return self._waits(one)
        if one.field in {"feedback", "objectives"}:
            one = _without_kept(one)
        field = one.field or ""
        spoken = self._spoken(field, one.old, self.old), self._spoken(field, one.new, self.new)
        template = sentences.template(one.of, one.by, field, one.old, one.new)
        if template is None:
            return f"{self._title(one)}: {sentences.otherwise(field, *spoken)}"
        parts = self._parts(one, others)
        return told(f"{template}.", **parts, old=spoken[0], new=spoken[1])

    def promise(self, one: PromiseEffect) -> str:
        """`The promise to Shoppers lost 1 day of margin, and has 1 day left.`"""
        several = self._gets[one.new is not None][one.customer] > 1
        return telling_effects.promise(self.old, self.new, one, several=several)

    def tolerance(self, one: ToleranceEffect) -> str:
        """`Purchasing may be 2 days late before Shoppers notice; it was 4 days.`"""
        return telling_effects.tolerance(self.new, one)

    def _came_or_went(self, one: Change, others: Sequence[Change]) -> str:
        m = self._at(one)
        if one.of is RecordKind.RELIANCE:
            return self._relies(one, others)
        kind = f"The {m.parties[one.subject].group.one} " if one.of is RecordKind.PARTY else ""
        return f"{kind}{self._title(one)} is {_WHAT[one.kind]}."

    def _relies(self, one: Change, others: Sequence[Change]) -> str:
        """`Schools now rely on Stores for Toys.`"""
        reliance = self._reliance(one)
        pairs, customers = self._kept
        if one.kind is ChangeKind.REMOVED:
            said = "{customer} no longer [relies|rely] on {provider} for {service}."
        elif others:
            said = "{customer} now [relies|rely] on {provider} for {service}."
        elif (reliance.customer, reliance.provider) in pairs:
            said = "{customer} now [relies|rely] on {provider} for {service} as well."
        elif reliance.customer in customers:
            said = "{customer} now [relies|rely] on {provider} as well, for {service}."
        else:
            said = "{customer} now [relies|rely] on {provider} for {service}."
        return told(said, **self._sides(one, others))

    def _renamed(self, one: Change) -> str:
        if one.of is RecordKind.SERVICE:
            service = self.new.services[one.subject]
            was = self.old.services[one.subject].name
            provider = name(self.new, service.provider)
            return f"The service {service.name} of {provider} is renamed; it was {was}."
        was, now = (m.parties[one.subject].name for m in self._written)
        who = f"The {self.new.parties[one.subject].group.one} {self._title(one)} is renamed"
        return f"{who} from {one.old} to {one.new}." if was == now else f"{who}; it was {was}."

    def _waits(self, one: Change) -> str:
        """What a service waits for; where nobody said, for all that its provider relies on."""
        was, now = _ids(one.old), _ids(one.new)
        come = _called(self.new, [id_ for id_ in now or () if id_ not in (was or ())])
        gone = _called(self.old, [id_ for id_ in was or () if id_ not in (now or ())])
        if now is None:
            said = "waits for everything that {provider} [relies|rely] on now"
        elif was is None:
            said = "waits for {come} now, and not for all it relies on"
            come = come or "nothing"
        elif come and gone:
            said = "waits for {come} now, and not for {gone} any more"
        elif come:
            said = "waits for {come} as well now"
        else:
            said = "does not wait for {gone} any more"
        template = f"{{service}} of {{provider}} {said}."
        return told(template, **self._parts(one), come=come, gone=gone)

    def _spoken(self, field: str, value: object, m: ServiceMap) -> str | None:
        if isinstance(value, Allow):
            return value.reason
        if field == "any_of":
            either = [" or ".join(_called(m, [one]) for one in group) for group in _groups(value)]
            return "either " + ", and either ".join(either) if either else None
        return as_spoken(field, value, m)

    def _sides(self, one: Change, others: Sequence[Change] = ()) -> dict[str, object]:
        """Who gives what to whom, of one delivery or of several by one entry."""
        m, reliance = self._at(one), self._reliance(one)
        customers = [reliance.customer, *(self._reliance(other).customer for other in others)]
        names = [name(m, customer) for customer in customers]
        return {
            SaidBy.CUSTOMER.value: Named(listed(names, None), are_many(m, customers)),
            SaidBy.PROVIDER.value: named(m, reliance.provider),
            "service": name(m, reliance.service),
        }

    def _parts(self, one: Change, others: Sequence[Change] = ()) -> dict[str, object]:
        """Those who are concerned, by the names that the templates have for them."""
        m, subject = self._at(one), one.subject
        if one.of is RecordKind.MAP:
            return {}
        if one.of in BY_NAME:
            return {"name": self._name_of(one)}
        if one.of is RecordKind.PARTY:
            parts: dict[str, object] = {"party": named(m, subject), "where": name(m, subject)}
        elif one.of is RecordKind.SERVICE:
            provider = named(m, m.services[subject].provider)
            parts = {"provider": provider, "service": name(m, subject)}
        else:
            parts = self._sides(one, others)
            if one.by is not None:
                parts["side"] = parts[one.by]
                parts["where"] = "{} of {} for {}, by {}".format(
                    *(parts[key] for key in ("service", "provider", "customer", "side"))
                )
        allow = one.new or one.old
        return {**parts, "rule": allow.rule} if isinstance(allow, Allow) else parts

    def _title(self, one: Change) -> str:
        """What a change is of."""
        m, subject = self._at(one), one.subject
        if one.of is RecordKind.MAP:
            return "The map"
        if one.of is RecordKind.PARTY:
            return name(m, subject)
        if one.of is RecordKind.SERVICE:
            return f"{name(m, m.services[subject].provider)}, {name(m, subject)}"
        if one.of is RecordKind.RELIANCE:
            template = "{customer} [relies|rely] on {provider} for {service}"
            return told(template, **self._sides(one))
        return f"The {one.of} {self._name_of(one)}"

    def _name_of(self, one: Change) -> str:
        m = self._at(one)
        by_id: Mapping[RecordKind, Mapping[str, HasName]] = {
            RecordKind.ACTION: m.actions,
            RecordKind.SCENARIO: m.scenarios,
            RecordKind.OPTION: m.options,
        }
        return by_id[one.of][one.subject].name

    def _at(self, one: Change) -> ServiceMap:
        """The version that knows what a change is of."""
        return self.old if one.kind is ChangeKind.REMOVED else self.new

    def _reliance(self, one: Change) -> Reliance:
        return self._reliances[one.kind is not ChangeKind.REMOVED][one.subject]

    @cached_property
    def _reliances(self) -> tuple[dict[str, Reliance], dict[str, Reliance]]:
        was, now = ({one.id: one for one in m.reliances} for m in (self.old, self.new))
        return was, now

    @cached_property
    def _kept(self) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
        """Who relies on whom for what they relied on before; and who does so on anybody."""
        before, after = self._reliances
        kept = [one for id_, one in after.items() if id_ in before]
        pairs = frozenset((one.customer, one.provider) for one in kept)
        return pairs, frozenset(customer for customer, _ in pairs)

    @cached_property
    def _gets(self) -> tuple[Counter[str], Counter[str]]:
        """How many services each gets, in the old version and in the new one."""
        was, now = (Counter(r.customer for r in m.reliances) for m in (self.old, self.new))
        return was, now


def _without_kept(one: Change) -> Change:
    """A change of a list without what was there before and still is, where more than that is left.

    All feedback is kept: what is new of it was added, and says nothing of the rest.
    """
    was, now = (value if isinstance(value, tuple) else () for value in (one.old, one.new))
    gone = tuple(entry for entry in was if entry not in now)
    come = tuple(entry for entry in now if entry not in was)
    if (gone and come) or (one.field == "feedback" and (gone or come)):
        return one._replace(old=gone or None, new=come or None)
    return one


def _called(m: ServiceMap, services: Iterable[str]) -> str:
    """`Papers of Customs and Stock of Warehouse`."""
    found = [f"{name(m, one)} of {name(m, m.services[one].provider)}" for one in services]
    return listed(found, len(found))


def _ids(value: object) -> tuple[str, ...] | None:
    return value if isinstance(value, tuple) else None


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    return value if isinstance(value, tuple) else ()
