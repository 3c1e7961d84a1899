"""The records of a map that stand under one key each, and the reader of every kind of value."""

from collections.abc import Mapping

from servicemap.calendars import Calendar
from servicemap.feedback import Care, Feedback
from servicemap.findings import KINDS
from servicemap.frozen import Frozen
from servicemap.loading.entries import references
from servicemap.loading.entries.drafts import DraftedSubcontractor
from servicemap.loading.entries.entries import fields_of, form, head, maker_of
from servicemap.loading.entries.estimates import longer, takes
from servicemap.loading.entries.objectives import at_least, objectives
from servicemap.loading.format import beside_parties, parts
from servicemap.loading.format import declarations as declared
from servicemap.loading.format.kinds import CHOICES, STEPS, ValueKind
from servicemap.loading.values import dates_and_times, days_off, plain_values, working_hours
from servicemap.loading.values.plain_values import Reader, remembered
from servicemap.loading.values.working_hours import CalendarName
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, is_nothing
from servicemap.loading.yaml.problems import Problems, quoted
from servicemap.model import Allow, Due, OftenLate
from servicemap.slugs import slug
from servicemap.wording.lists import listed

_PLAIN: Mapping[ValueKind, Reader] = {
    ValueKind.TEXT: plain_values.text,
    ValueKind.NAME: remembered(plain_values.name),
    ValueKind.TEXTS: plain_values.texts,
    ValueKind.WORDS: plain_values.words,
    ValueKind.LINK: plain_values.link,
    ValueKind.FILE: plain_values.file,
    ValueKind.LANGUAGE: plain_values.language,
    ValueKind.DATE: remembered(dates_and_times.day),
    ValueKind.MOMENT: dates_and_times.moment,
    ValueKind.DUE: remembered(dates_and_times.due),
    ValueKind.LENGTH: remembered(plain_values.length),
    ValueKind.INTERVAL: remembered(plain_values.interval),
    ValueKind.CHANCE: remembered(plain_values.chance),
    ValueKind.MONEY: plain_values.money,
    ValueKind.SCORE: remembered(plain_values.score),
    ValueKind.YES_NO: remembered(plain_values.yes_no),
    ValueKind.DEPARTS: remembered(dates_and_times.departures),
    ValueKind.WORKDAYS: working_hours.workdays,
    ValueKind.HOURS: working_hours.hours,
    ValueKind.WORKING_DAY: working_hours.day_length,
    ValueKind.HOLIDAYS: days_off.holidays,
    ValueKind.DAYS: days_off.extra_days,
    ValueKind.TIMEZONE: working_hours.timezone,
    **{kind: plain_values.choice(choices) for kind, choices in CHOICES.items()},
}
"""The kinds of value that hold no other."""


def _steps(steps: tuple[str, ...]) -> Reader:
    """A reader of what is done at each of some steps."""

    def read(node: Node, problems: Problems, key: str) -> Frozen[str, str] | None:
        if not isinstance(node, MappingNode):
            example = f"{key}: {{{steps[0]}: In person, the same day}}"
            plain_values.expected_mapping(node, problems, key, example)
            return None
        found: dict[str, str] = {}
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
        return Frozen(found)

    return read


_FEEDBACK = form(parts.FEEDBACK, _PLAIN)
_feedback_of = maker_of(Feedback)
_STEPS = {kind: _steps(steps) for kind, steps in STEPS.items()}
_CARE = form(parts.CARE, {**_PLAIN, **_STEPS})
_OFTEN_LATE = form(parts.OFTEN_LATE, _PLAIN)
_CALENDAR = form(parts.CALENDAR, _PLAIN)


def _feedback(node: Node, problems: Problems, key: str) -> tuple[Feedback, ...] | None:
    """One entry, or a list of them."""
    if not isinstance(node, SequenceNode):
        found = _one_feedback(node, problems, key, "feedback: {score: 8}")
        return None if found is None else (found,)
    all_found = []
    for item in node.items:
        if is_nothing(item):
            problems.add("SM005", f"{key}: an entry is missing here", item, "remove the dash")
        found = _one_feedback(item, problems, key, "feedback: [{score: 8}, {score: 6}]")
        if found is not None:
            all_found.append(found)
    return tuple(all_found)


def _one_feedback(node: Node, problems: Problems, key: str, example: str) -> Feedback | None:
    if not isinstance(node, MappingNode):
        plain_values.expected_mapping(node, problems, key, example)
        return None
    fields = fields_of(node, _FEEDBACK, problems)
    return _feedback_of({**fields.values, "places": fields.places(problems.path)})


def _care(node: Node, problems: Problems, key: str) -> Care | None:
    if not isinstance(node, MappingNode):
        plain_values.expected_mapping(node, problems, key, "care: {listen: Exit survey}")
        return None
    fields = fields_of(node, _CARE, problems)
    return Care(**fields.values, places=fields.places(problems.path))


def _often_late(node: Node, problems: Problems, key: str) -> OftenLate | None:
    if not isinstance(node, MappingNode):
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


def _others(node: Node, problems: Problems, key: str) -> Frozen[str, Due] | None:
    """What each of others offers, by a name that need not be in the map."""
    if not isinstance(node, MappingNode):
        plain_values.expected_mapping(node, problems, key, "others: {Toyland: 2027-02-20}")
        return None
    found: dict[str, Due] = {}
    for who, value in node.pairs:
        offered = dates_and_times.due(value, problems, who.value)
        if offered is not None:
            found[" ".join(who.value.split())] = offered
        elif is_nothing(value):
            problems.add(
                "SM005",
                f"{key}: says nothing of what {quoted(who.value)} offers",
                who,
                f"for example {who.value}: 3d",
            )
    return Frozen(found)


_INSTEAD = form(
    parts.INSTEAD,
    {**_PLAIN, ValueKind.PARTY: references.one, ValueKind.TAKES: remembered(takes)},
)


def _instead(node: Node, problems: Problems, key: str) -> DraftedSubcontractor | None:
    if not isinstance(node, MappingNode):
        name = node.value if isinstance(node, Scalar) else "Quick Toys"
        example = f"instead: {{provider: {name}, takes: 12d}}"
        plain_values.expected_mapping(node, problems, key, example)
        return None
    found = fields_of(node, _INSTEAD, problems).values
    return DraftedSubcontractor(**found) if {"provider", "takes"} <= found.keys() else None


ALLOWABLE = {kind.name: code for code, kind in KINDS.items() if not code.startswith("SM0")}
"""The names that `allow` takes: every finding but those that say a map cannot be read."""


def _allow(node: Node, problems: Problems, key: str) -> tuple[Allow, ...] | None:
    example = "allow: {orphan-team: 'New team, serves Retail from May'}"
    if not isinstance(node, MappingNode):
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


def own_calendar(node: MappingNode, problems: Problems) -> Calendar:
    """A calendar that is written out."""
    fields = fields_of(node, _CALENDAR, problems)
    return working_hours.calendar_of(fields.values, fields.nodes, problems)


def _calendar(node: Node, problems: Problems, key: str) -> Calendar | CalendarName | None:
    if isinstance(node, MappingNode):
        return own_calendar(node, problems)
    found = plain_values.scalar(node, problems, key, "a calendar")
    return CalendarName(found, problems.at(node)) if found else None


def _calendars(node: Node, problems: Problems, key: str) -> dict[str, Calendar] | None:
    example = "calendars: {nights: {hours: 22:00-06:00}}"
    if not isinstance(node, MappingNode):
        plain_values.expected_mapping(node, problems, key, example)
        return None
    found = {}
    for label, value in node.pairs:
        if not isinstance(value, MappingNode):
            plain_values.expected_mapping(value, problems, label.value, example)
        elif id_ := slug(label.value):
            found[id_] = own_calendar(value, problems)
    return found


def _itself(node: Node, _problems: Problems, _key: str) -> Node:
    """Deliveries are read where it is known whose they are."""
    return node


READERS: Mapping[ValueKind, Reader] = {
    **_PLAIN,
    **_STEPS,
    ValueKind.DELIVERABLE: references.deliverable,
    ValueKind.TAKES: remembered(takes),
    ValueKind.CALENDAR: _calendar,
    ValueKind.CALENDARS: _calendars,
    ValueKind.ALLOW: _allow,
    ValueKind.FEEDBACK: _feedback,
    ValueKind.CARE: _care,
    ValueKind.OFTEN_LATE: _often_late,
    ValueKind.OBJECTIVES: objectives,
    ValueKind.AT_LEAST: at_least,
    ValueKind.OTHERS: _others,
    ValueKind.PARTY: references.one,
    ValueKind.SUBJECTS: references.named("teams or services", may_be_empty=False),
    ValueKind.PARTIES: references.named("customers or providers", may_be_empty=False),
    ValueKind.NEEDS: references.named("services", may_be_empty=True, must_say=True),
    ValueKind.SERVES: _itself,
    ValueKind.RELIES_ON: _itself,
    ValueKind.LATE: references.late,
    ValueKind.SERVICE: references.one,
    ValueKind.HELPED: references.one,
    ValueKind.INSTEAD: _instead,
    ValueKind.OPTIONS: references.named("options", may_be_empty=True),
}
"""How each kind of value is read."""

MAP = form(declared.MAP, READERS)
PARTY = form(declared.PARTY, READERS)
SERVES = form(declared.SERVES, READERS)
RELIES_ON = form(declared.RELIES_ON, READERS)
ACTION = form(beside_parties.ACTION, READERS)
SCENARIO = form(beside_parties.SCENARIO, READERS)
OPTION = form(beside_parties.OPTION, READERS)
