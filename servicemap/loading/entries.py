"""Mappings with declared keys: one reader for all of them, and the small records they make."""

from functools import cache
from typing import Any, NamedTuple

from servicemap.calendars import Calendar
from servicemap.durations import Duration
from servicemap.findings import KINDS
from servicemap.loading import declarations as declared
from servicemap.loading import moments, values, working_hours
from servicemap.loading.declarations import Entry, Kind
from servicemap.loading.drafts import Reference
from servicemap.loading.nodes import Mapping, Node, Scalar, Sequence, Span, Spots, spots
from servicemap.loading.problems import Problems, quoted
from servicemap.loading.values import Reader
from servicemap.loading.working_hours import CalendarName
from servicemap.locations import Location
from servicemap.model import Allow, Care, Estimate, Feedback, OftenLate
from servicemap.names import slug


class Fields(NamedTuple):
    """What the keys of one entry say, and the nodes that say it."""

    values: dict[str, Any]
    nodes: dict[str, Node]

    def places(self, path: str) -> Spots:
        """Where each value stands."""
        return spots(path, _shape(tuple(self.nodes)), list(self.nodes.values()))


@cache
def _shape(keys: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all entries with the same keys."""
    return keys


@cache
def readers(entry_name: str) -> dict[str, Reader]:
    """The readers of an entry's keys."""
    return {key.name: READERS[key.kind] for key in ENTRIES[entry_name].keys}


def fields_of(node: Mapping, entry: Entry, problems: Problems, already: str = "") -> Fields:
    """What the keys of an entry say. Unknown keys and missing required ones are reported.

    `already` is a required key whose value stands elsewhere: the name that the entry is under.
    """
    known = readers(entry.name)
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
    for wanted in entry.required():
        if wanted.name not in found and wanted.name != already:
            _report_missing(wanted, node, problems)
    return Fields(found, nodes)


def _report_missing(wanted: declared.Key, node: Mapping, problems: Problems) -> None:
    given = next((value for key, value in node.pairs if key.value == wanted.name), None)
    if given is not None and not (isinstance(given, Scalar) and given.is_nothing):
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


def head(node: Node) -> Span:
    """The part of a node to point at: the first key of a mapping, not all its lines."""
    return node.pairs[0][0] if isinstance(node, Mapping) and node.pairs else node


def _feedback(node: Node, problems: Problems, key: str) -> Feedback | None:
    if not isinstance(node, Mapping):
        values.expected_mapping(node, problems, key, "feedback: {score: 8}")
        return None
    fields = fields_of(node, declared.FEEDBACK, problems)
    return Feedback(**fields.values, places=fields.places(problems.path))


def _care(node: Node, problems: Problems, key: str) -> Care | None:
    if not isinstance(node, Mapping):
        values.expected_mapping(node, problems, key, "care: {listen: Exit survey}")
        return None
    fields = fields_of(node, declared.CARE, problems)
    return Care(**fields.values, places=fields.places(problems.path))


def _steps(steps: tuple[str, ...]) -> Reader:
    """A reader of what is done at each of some steps."""

    def read(node: Node, problems: Problems, key: str) -> dict[str, str] | None:
        if not isinstance(node, Mapping):
            example = f"{key}: {{{steps[0]}: In person, the same day}}"
            values.expected_mapping(node, problems, key, example)
            return None
        found = {}
        for step, value in node.pairs:
            if step.value in steps:
                said = values.text(value, problems, step.value)
                if said is not None:
                    found[step.value] = said
            else:
                near = problems.spelling.did_you_mean(step.value, steps)
                problems.add(
                    "SM003",
                    f"{quoted(step.value)} is no step of {key}:",
                    step,
                    near or f"the steps are {values.listed(steps)}",
                )
        return found

    return read


def _often_late(node: Node, problems: Problems, key: str) -> OftenLate | None:
    if not isinstance(node, Mapping):
        example = "often_late: {chance: 20%, typical: 2d, worst: 5d}"
        values.expected_mapping(node, problems, key, example)
        return None
    found = fields_of(node, declared.OFTEN_LATE, problems).values
    if len(found) < 3:
        return None
    if _longer(found["typical"], found["worst"]):
        problems.add(
            "SM006",
            f"{key}: it is usually {found['typical']} late, more than the worst of"
            f" {found['worst']}",
            head(node),
            "worst: is at least as long as typical:",
        )
        return None
    return OftenLate(found["chance"], found["typical"], found["worst"])


def _takes(node: Node, problems: Problems, key: str) -> Estimate | None:
    if type(node) is Scalar:
        single = values.length(node, problems, key)
        return None if single is None else Estimate(single, single, single)
    if not isinstance(node, Mapping):
        example = "takes: 2d, or takes: {best: 8d, likely: 9d, worst: 18d}"
        values.expected_mapping(node, problems, key, example)
        return None
    found = fields_of(node, declared.ESTIMATE, problems).values
    if len(found) < 3:
        return None
    estimate = Estimate(found["best"], found["likely"], found["worst"])
    if _longer(estimate.best, estimate.likely) or _longer(estimate.likely, estimate.worst):
        problems.add(
            "SM006",
            f"{key}: best {estimate.best}, likely {estimate.likely} and worst {estimate.worst} are"
            " not in order",
            head(node),
            "best is the shortest and worst the longest of the three",
        )
        return None
    return estimate


def _longer(one: Duration, other: Duration) -> bool:
    """Whether one length is longer than another, by a day of eight hours where they mix units."""
    if one.elapsed != other.elapsed:
        return False  # only a calendar can compare them
    return one.minutes_where(480, 2400) > other.minutes_where(480, 2400)


ALLOWABLE = {kind.name: code for code, kind in KINDS.items() if not code.startswith("SM0")}
"""The names that `allow` takes: every finding but those that say a map cannot be read."""


def _allow(node: Node, problems: Problems, key: str) -> tuple[Allow, ...] | None:
    example = "allow: {orphan-team: 'New team, serves Retail from May'}"
    if not isinstance(node, Mapping):
        values.expected_mapping(node, problems, key, example)
        return None
    found = []
    for rule, value in node.pairs:
        reason = values.text(value, problems, rule.value)
        if rule.value not in ALLOWABLE:
            _refuse_rule(rule, problems)
        elif reason is not None:
            found.append(Allow(rule.value, reason, problems.at(rule)))
        elif isinstance(value, Scalar):
            problems.add(
                "SM005",
                f"{rule.value} is allowed without a reason",
                rule,
                f"say why, for example {example}",
            )
    return tuple(found)


def _refuse_rule(rule: Scalar, problems: Problems) -> None:
    by_code = KINDS.get(rule.value.upper())
    if rule.value in {kind.name for kind in KINDS.values()} or (
        by_code and by_code.name not in ALLOWABLE
    ):
        message = f"{rule.value} cannot be allowed: the map cannot be read as meant because of it"
        problems.add("SM006", message, rule, "mend what it points to")
        return
    near = f"did you mean {by_code.name}?" if by_code else ""
    problems.add(
        "SM006",
        f"{quoted(rule.value)} is not the name of a finding",
        rule,
        near
        or problems.spelling.did_you_mean(rule.value, ALLOWABLE)
        or "findings print their name beside their code, such as orphan-team",
    )


def own_calendar(node: Mapping, problems: Problems) -> Calendar:
    """A calendar that is written out."""
    return working_hours.calendar_of(fields_of(node, declared.CALENDAR, problems).values)


def _calendar(node: Node, problems: Problems, key: str) -> Calendar | CalendarName | None:
    if isinstance(node, Mapping):
        return own_calendar(node, problems)
    found = values.scalar(node, problems, key, "a calendar")
    return CalendarName(found, problems.at(node)) if found else None


def _calendars(node: Node, problems: Problems, key: str) -> dict[str, Calendar] | None:
    example = "calendars: {nights: {hours: 22:00-06:00}}"
    if not isinstance(node, Mapping):
        values.expected_mapping(node, problems, key, example)
        return None
    found = {}
    for label, value in node.pairs:
        if not isinstance(value, Mapping):
            values.expected_mapping(value, problems, label.value, example)
        elif id_ := slug(label.value):
            found[id_] = own_calendar(value, problems)
    return found


def _references(what: str, *, may_be_empty: bool) -> Reader:
    """A reader of one name or a list of names."""

    def read(node: Node, problems: Problems, key: str) -> tuple[Reference, ...] | None:
        if isinstance(node, Mapping):
            problems.add(
                "SM002",
                f"{key}: a mapping stands here, where the names of {what} belong",
                head(node),
                f"write {key}: [one, two]",
            )
            return None
        nodes = node.items if isinstance(node, Sequence) else [node]
        found = []
        for item in nodes:
            said = values.name(item, problems, key)
            if said is not None:
                found.append(Reference(said, problems.at(item)))
            elif isinstance(node, Sequence) and isinstance(item, Scalar):
                problems.add("SM005", f"{key}: a name is missing here", item, "remove the dash")
        if not found and isinstance(node, Scalar):
            if may_be_empty and node.is_nothing:
                problems.add(
                    "SM006",
                    f"{key}: does not say of which {what}",
                    node,
                    f"write {key}: [] for none, or leave the key out",
                )
            return None
        return tuple(found)

    return read


def _deliverable(node: Node, problems: Problems, key: str) -> str | None:
    """The name of a service; empty where it has no letter or digit, which is reported."""
    found = values.name(node, problems, key)
    if found and not slug(found):
        refuse_name(found, node, problems)
        return ""
    return found


def refuse_name(text: str, node: Span | Location, problems: Problems) -> None:
    """Report a name that nothing can refer to."""
    problems.add(
        "SM006",
        f"{quoted(text)} has no letter and no digit, so nothing can refer to it",
        node,
        "give it a name in letters or digits, of any script",
    )


def _late(
    node: Node, problems: Problems, key: str
) -> tuple[tuple[Reference, Duration], ...] | None:
    if not isinstance(node, Mapping):
        values.expected_mapping(node, problems, key, "late: {Purchasing: 5d}")
        return None
    found = []
    for who, value in node.pairs:
        by = values.length(value, problems, who.value)
        if by is not None:
            found.append((Reference(who.value, problems.at(who)), by))
        elif isinstance(value, Scalar) and value.is_nothing:
            problems.add(
                "SM005",
                f"{key}: says nothing of how late {quoted(who.value)} is",
                who,
                f"for example {who.value}: 5d",
            )
    return tuple(found) or None


def _service(node: Node, problems: Problems, key: str) -> Reference | None:
    found = values.name(node, problems, key)
    return Reference(found, problems.at(node)) if found else None


def _itself(node: Node, _problems: Problems, _key: str) -> Node:
    """Deliveries are read where it is known whose they are."""
    return node


READERS: dict[Kind, Reader] = {
    Kind.TEXT: values.text,
    Kind.NAME: values.name,
    Kind.DELIVERABLE: _deliverable,
    Kind.TEXTS: values.texts,
    Kind.WORDS: values.words,
    Kind.LINK: values.link,
    Kind.LANGUAGE: values.language,
    Kind.DATE: moments.day,
    Kind.MOMENT: moments.moment,
    Kind.DUE: moments.due,
    Kind.LENGTH: values.length,
    Kind.TAKES: _takes,
    Kind.CHANCE: values.chance,
    Kind.MONEY: values.money,
    Kind.SCORE: values.score,
    Kind.YES_NO: values.yes_no,
    Kind.DEPARTS: moments.departures,
    Kind.WORKDAYS: working_hours.workdays,
    Kind.HOURS: working_hours.hours,
    Kind.HOLIDAYS: working_hours.holidays,
    Kind.TIMEZONE: working_hours.timezone,
    Kind.CALENDAR: _calendar,
    Kind.CALENDARS: _calendars,
    Kind.ALLOW: _allow,
    **{kind: values.choice(choices) for kind, choices in declared.CHOICES.items()},
    Kind.FEEDBACK: _feedback,
    Kind.CARE: _care,
    **{kind: _steps(steps) for kind, steps in declared.STEPS.items()},
    Kind.OFTEN_LATE: _often_late,
    Kind.PARTIES: _references("customers or providers", may_be_empty=False),
    Kind.NEEDS: _references("services", may_be_empty=True),
    Kind.SERVES: _itself,
    Kind.RELIES_ON: _itself,
    Kind.LATE: _late,
    Kind.SERVICE: _service,
    Kind.OPTIONS: _references("options", may_be_empty=False),
}
"""How each kind of value is read."""

ENTRIES = {
    entry.name: entry
    for entry in (
        declared.MAP,
        declared.PARTY,
        declared.SERVES,
        declared.RELIES_ON,
        declared.FEEDBACK,
        declared.CARE,
        declared.OFTEN_LATE,
        declared.ESTIMATE,
        declared.CALENDAR,
        declared.SCENARIO,
        declared.OPTION,
    )
}
"""Every entry by name."""
