"""The records of a map that stand under one key each, and the reader of every kind of value."""

import re
from collections.abc import Mapping as MappingOf

from servicemap.calendars import Calendar
from servicemap.durations import is_length
from servicemap.feedback import Care, Feedback
from servicemap.findings import KINDS
from servicemap.loading.entries.drafts import Late, Reference
from servicemap.loading.entries.entries import fields_of, form, head, refuse_name
from servicemap.loading.entries.estimates import longer, takes
from servicemap.loading.format import declarations as declared
from servicemap.loading.format.kinds import CHOICES, STEPS, Kind
from servicemap.loading.values import dates_and_times, days_off, plain_values, working_hours
from servicemap.loading.values.plain_values import Reader, remembered
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.nodes import Mapping, Node, Scalar, Sequence, is_nothing, where
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import Allow, OftenLate
from servicemap.slugs import slug
from servicemap.wording.lists import listed

_PLAIN: MappingOf[Kind, Reader] = {
    Kind.TEXT: plain_values.text,
    Kind.NAME: remembered(plain_values.name),
    Kind.TEXTS: plain_values.texts,
    Kind.WORDS: plain_values.words,
    Kind.LINK: plain_values.link,
    Kind.LANGUAGE: plain_values.language,
    Kind.DATE: remembered(dates_and_times.day),
    Kind.MOMENT: dates_and_times.moment,
    Kind.DUE: remembered(dates_and_times.due),
    Kind.LENGTH: remembered(plain_values.length),
    Kind.CHANCE: remembered(plain_values.chance),
    Kind.MONEY: plain_values.money,
    Kind.SCORE: remembered(plain_values.score),
    Kind.YES_NO: remembered(plain_values.yes_no),
    Kind.DEPARTS: remembered(dates_and_times.departures),
    Kind.WORKDAYS: working_hours.workdays,
    Kind.HOURS: working_hours.hours,
    Kind.WORKING_DAY: working_hours.day_length,
    Kind.HOLIDAYS: days_off.holidays,
    Kind.DAYS: days_off.extra_days,
    Kind.TIMEZONE: working_hours.timezone,
    **{kind: plain_values.choice(choices) for kind, choices in CHOICES.items()},
}
"""The kinds of value that hold no other."""


def _steps(steps: tuple[str, ...]) -> Reader:
    """A reader of what is done at each of some steps."""

    def read(node: Node, problems: Problems, key: str) -> dict[str, str] | None:
        if not isinstance(node, Mapping):
            example = f"{key}: {{{steps[0]}: In person, the same day}}"
            plain_values.expected_mapping(node, problems, key, example)
            return None
        found = {}
        for step, value in node.pairs:
            if step.value in steps:
                said = plain_values.text(value, problems, step.value)
                if said is not None:
                    found[step.value] = said
            else:
                near = problems.spelling.did_you_mean(step.value, steps)
                problems.add(
                    "SM003",
                    f"{quoted(step.value)} is no step of {key}:",
                    step,
                    near or f"the steps are {listed(steps, None)}",
                )
        return found

    return read


_FEEDBACK = form(declared.FEEDBACK, _PLAIN)
_STEPS = {kind: _steps(steps) for kind, steps in STEPS.items()}
_CARE = form(declared.CARE, {**_PLAIN, **_STEPS})
_OFTEN_LATE = form(declared.OFTEN_LATE, _PLAIN)
_CALENDAR = form(declared.CALENDAR, _PLAIN)


def _feedback(node: Node, problems: Problems, key: str) -> Feedback | None:
    if not isinstance(node, Mapping):
        plain_values.expected_mapping(node, problems, key, "feedback: {score: 8}")
        return None
    fields = fields_of(node, _FEEDBACK, problems)
    return Feedback(**fields.values, places=fields.places(problems.path))


def _care(node: Node, problems: Problems, key: str) -> Care | None:
    if not isinstance(node, Mapping):
        plain_values.expected_mapping(node, problems, key, "care: {listen: Exit survey}")
        return None
    fields = fields_of(node, _CARE, problems)
    return Care(**fields.values, places=fields.places(problems.path))


def _often_late(node: Node, problems: Problems, key: str) -> OftenLate | None:
    if not isinstance(node, Mapping):
        example = "often_late: {chance: 20%, typical: 2d, worst: 5d}"
        plain_values.expected_mapping(node, problems, key, example)
        return None
    found = fields_of(node, _OFTEN_LATE, problems).values
    if len(found) < 3:
        return None
    if longer(found["typical"], found["worst"]):
        problems.add(
            "SM006",
            f"{key}: it is usually {found['typical']} late, more than the worst of"
            f" {found['worst']}",
            head(node),
            "worst: is at least as long as typical:",
        )
        return None
    return OftenLate(chance=found["chance"], typical=found["typical"], worst=found["worst"])


ALLOWABLE = {kind.name: code for code, kind in KINDS.items() if not code.startswith("SM0")}
"""The names that `allow` takes: every finding but those that say a map cannot be read."""


def _allow(node: Node, problems: Problems, key: str) -> tuple[Allow, ...] | None:
    example = "allow: {orphan-team: 'New team, serves Retail from May'}"
    if not isinstance(node, Mapping):
        plain_values.expected_mapping(node, problems, key, example)
        return None
    found = []
    for rule, value in node.pairs:
        reason = plain_values.text(value, problems, rule.value)
        if rule.value not in ALLOWABLE:
            _refuse_rule(rule, problems)
        elif reason is not None:
            found.append(Allow(rule=rule.value, reason=reason, location=problems.at(rule)))
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
    fields = fields_of(node, _CALENDAR, problems)
    return working_hours.calendar_of(fields.values, fields.nodes, problems)


def _calendar(node: Node, problems: Problems, key: str) -> Calendar | CalendarName | None:
    if isinstance(node, Mapping):
        return own_calendar(node, problems)
    found = plain_values.scalar(node, problems, key, "a calendar")
    return CalendarName(found, problems.at(node)) if found else None


def _calendars(node: Node, problems: Problems, key: str) -> dict[str, Calendar] | None:
    example = "calendars: {nights: {hours: 22:00-06:00}}"
    if not isinstance(node, Mapping):
        plain_values.expected_mapping(node, problems, key, example)
        return None
    found = {}
    for label, value in node.pairs:
        if not isinstance(value, Mapping):
            plain_values.expected_mapping(value, problems, label.value, example)
        elif id_ := slug(label.value):
            found[id_] = own_calendar(value, problems)
    return found


def _behind_slash(node: Mapping, problems: Problems, key: str) -> Reference | None:
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


def _listed(node: Sequence, problems: Problems, key: str) -> tuple[Reference, ...]:
    """The names in a list."""
    found = []
    for item in node.items:
        if isinstance(item, Mapping) and (one := _behind_slash(item, problems, key)):
            found.append(one)
            continue
        said = plain_values.name(item, problems, key)
        if said is not None:
            found.append(Reference(said, problems.at(item)))
        elif isinstance(item, Scalar):
            problems.add("SM005", f"{key}: a name is missing here", item, "remove the dash")
    return tuple(found)


def _references(what: str, *, may_be_empty: bool, must_say: bool = False) -> Reader:
    """A reader of one name or a list of names.

    `may_be_empty`: a list of none will do. `must_say`: the key with nothing after it will not,
    because none and all can be meant by that.
    """

    def read(node: Node, problems: Problems, key: str) -> tuple[Reference, ...] | None:
        if isinstance(node, Mapping):
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
        found = _listed(node, problems, key) if isinstance(node, Sequence) else ()
        if found:
            return found
        if may_be_empty and isinstance(node, Sequence):
            return ()
        refuse_none(node, problems, key)
        return None

    def refuse_none(node: Node, problems: Problems, key: str) -> None:
        if isinstance(node, Sequence) and not node.items:
            problems.add("SM005", f"{key}: names nobody", node, f"write {key}: and a name")
        elif must_say and is_nothing(node):
            problems.add(
                "SM006",
                f"{key}: does not say of which {what}",
                node,
                f"write {key}: [] for none, or leave the key out",
            )

    return read


def _deliverable(node: Node, problems: Problems, key: str) -> str | None:
    """The name of a service; empty where it has no letter or digit, which is reported."""
    found = plain_values.name(node, problems, key)
    if found and not any(map(str.isalnum, found)) and not slug(found):
        refuse_name(found, node, problems)
        return ""
    return found


def _late(node: Node, problems: Problems, key: str) -> tuple[Late, ...] | None:
    if not isinstance(node, Mapping):
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
    elif isinstance(node, Sequence):
        pairs = [pair for item in node.items if isinstance(item, Mapping) for pair in item.pairs]
        said = [f"{who.value}: {by.value}" for who, by in pairs if isinstance(by, Scalar)]
        if said:
            return f"late: {{{', '.join(said)}}}"
    return "late: {Purchasing: 5d}"


def _service(node: Node, problems: Problems, key: str) -> Reference | None:
    found = plain_values.name(node, problems, key)
    return Reference(found, problems.at(node)) if found else None


def _itself(node: Node, _problems: Problems, _key: str) -> Node:
    """Deliveries are read where it is known whose they are."""
    return node


READERS: MappingOf[Kind, Reader] = {
    **_PLAIN,
    **_STEPS,
    Kind.DELIVERABLE: _deliverable,
    Kind.TAKES: remembered(takes),
    Kind.CALENDAR: _calendar,
    Kind.CALENDARS: _calendars,
    Kind.ALLOW: _allow,
    Kind.FEEDBACK: _feedback,
    Kind.CARE: _care,
    Kind.OFTEN_LATE: _often_late,
    Kind.PARTIES: _references("customers or providers", may_be_empty=False),
    Kind.NEEDS: _references("services", may_be_empty=True, must_say=True),
    Kind.SERVES: _itself,
    Kind.RELIES_ON: _itself,
    Kind.LATE: _late,
    Kind.SERVICE: _service,
    Kind.OPTIONS: _references("options", may_be_empty=True),
}
"""How each kind of value is read."""

MAP = form(declared.MAP, READERS)
PARTY = form(declared.PARTY, READERS)
SERVES = form(declared.SERVES, READERS)
RELIES_ON = form(declared.RELIES_ON, READERS)
SCENARIO = form(declared.SCENARIO, READERS)
OPTION = form(declared.OPTION, READERS)
