"""What changed, and what it does, in sentences: made once, from values, for whoever prints them."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from servicemap.comparing import sentences, telling_effects
from servicemap.comparing.changes import Change, ChangeKind, Of, Said
from servicemap.comparing.effects import PromiseEffect, ToleranceEffect
from servicemap.comparing.renaming import by_new_ids, told_apart
from servicemap.comparing.values_in_words import as_spoken
from servicemap.model import Allow, Reliance, ServiceMap
from servicemap.wording.lists import listed
from servicemap.wording.names import name
from servicemap.wording.verbs import named, told

_WHAT = {ChangeKind.ADDED: "new", ChangeKind.REMOVED: "gone"}


class Telling:
    """Two versions as they are spoken of: an id stands after each name that several parties have.

    `old` is the older one, with its own ids or with those of the new one already.
    """

    def __init__(self, old: ServiceMap, new: ServiceMap) -> None:
        self._written = by_new_ids(old, new), new
        self.old, self.new = told_apart(*self._written)

    def change(self, one: Change) -> str:
        """`Purchasing takes 2d for Orders now; it was 1d.`"""
        if one.kind is not ChangeKind.CHANGED:
            return self._came_or_went(one)
        if one.field == "id":
            return self._renamed(one)
        if one.field == "needs":
            return self._waits(one)
        field = one.field or ""
        spoken = self._spoken(field, one.old, self.old), self._spoken(field, one.new, self.new)
        template = sentences.template(one.of, one.by, field, one.old, one.new)
        if template is None:
            return f"{self._title(one)}: {sentences.otherwise(field, *spoken)}"
        return told(f"{template}.", **self._parts(one), old=spoken[0], new=spoken[1])

    def promise(self, one: PromiseEffect) -> str:
        """`The promise to Shoppers lost 1 day of margin, and has 1 day left.`"""
        several = self._gets[one.new is not None][one.customer] > 1
        return telling_effects.promise(self.old, self.new, one, several=several)

    def tolerance(self, one: ToleranceEffect) -> str:
        """`Purchasing may be 2 days late before Shoppers notice; it was 4 days.`"""
        shared = self._customers[one.service] > 1
        return telling_effects.tolerance(self.new, one, shared=shared)

    def _came_or_went(self, one: Change) -> str:
        m = self._at(one)
        if one.of is Of.RELIANCE:
            return self._relies(one)
        kind = f"The {m.parties[one.subject].group.one} " if one.of is Of.PARTY else ""
        return f"{kind}{self._title(one)} is {_WHAT[one.kind]}."

    def _relies(self, one: Change) -> str:
        """`Schools now rely on Stores for Toys.`"""
        reliance = self._reliance(one)
        pairs, customers = self._kept
        if one.kind is ChangeKind.REMOVED:
            said = "{customer} no longer [relies|rely] on {provider} for {service}."
        elif (reliance.customer, reliance.provider) in pairs:
            said = "{customer} now [relies|rely] on {provider} for {service} as well."
        elif reliance.customer in customers:
            said = "{customer} now [relies|rely] on {provider} as well, for {service}."
        else:
            said = "{customer} now [relies|rely] on {provider} for {service}."
        return told(said, **_sides(self._at(one), reliance))

    def _renamed(self, one: Change) -> str:
        if one.of is Of.SERVICE:
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

    def _parts(self, one: Change) -> dict[str, object]:
        """Those who are concerned, by the names that the templates have for them."""
        m, subject = self._at(one), one.subject
        if one.of is Of.MAP:
            return {}
        if one.of in {Of.SCENARIO, Of.OPTION}:
            return {"name": self._name_of(one)}
        if one.of is Of.PARTY:
            parts: dict[str, object] = {"party": named(m, subject), "where": name(m, subject)}
        elif one.of is Of.SERVICE:
            provider = named(m, m.services[subject].provider)
            parts = {"provider": provider, "service": name(m, subject)}
        else:
            parts = _sides(m, self._reliance(one))
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
        if one.of is Of.MAP:
            return "The map"
        if one.of is Of.PARTY:
            return name(m, subject)
        if one.of is Of.SERVICE:
            return f"{name(m, m.services[subject].provider)}, {name(m, subject)}"
        if one.of is Of.RELIANCE:
            template = "{customer} [relies|rely] on {provider} for {service}"
            return told(template, **_sides(m, self._reliance(one)))
        return f"The {one.of} {self._name_of(one)}"

    def _name_of(self, one: Change) -> str:
        m = self._at(one)
        return (m.scenarios if one.of is Of.SCENARIO else m.options)[one.subject].name

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
    def _customers(self) -> Counter[str]:
        """How many get each service in the new version."""
        return Counter(r.service for r in self.new.reliances)

    @cached_property
    def _gets(self) -> tuple[Counter[str], Counter[str]]:
        """How many services each gets, in the old version and in the new one."""
        was, now = (Counter(r.customer for r in m.reliances) for m in (self.old, self.new))
        return was, now


def _sides(m: ServiceMap, reliance: Reliance) -> dict[str, object]:
    return {
        Said.CUSTOMER.value: named(m, reliance.customer),
        Said.PROVIDER.value: named(m, reliance.provider),
        "service": name(m, reliance.service),
    }


def _called(m: ServiceMap, services: Iterable[str]) -> str:
    """`Papers of Customs and Stock of Warehouse`."""
    found = [f"{name(m, one)} of {name(m, m.services[one].provider)}" for one in services]
    return listed(found, len(found))


def _ids(value: object) -> tuple[str, ...] | None:
    return value if isinstance(value, tuple) else None


def _groups(value: object) -> tuple[tuple[str, ...], ...]:
    return value if isinstance(value, tuple) else ()
