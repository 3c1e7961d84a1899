"""Nothing that a map says changes unseen: each field of each record, changed by itself."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from servicemap.calendars import Calendar
from servicemap.comparing import Telling, compare
from servicemap.comparing.values_in_words import as_written
from servicemap.durations import parse_duration
from servicemap.feedback import Care, Feedback, FeedbackKind, Lever, Rung
from servicemap.loading import read_text
from servicemap.locations import Location
from servicemap.model import (
    Action,
    Allow,
    Alternatives,
    Cause,
    CustomerSays,
    Departures,
    Estimate,
    Group,
    Moment,
    Objective,
    OftenLate,
    Option,
    Party,
    ProviderSays,
    Reliance,
    Rhythm,
    Scenario,
    Service,
    ServiceMap,
    Subcontractor,
)

TEXT = """
map: {title: Toys}
teams:
  A: {serves: [{customer: C, service: s}, {customer: C, service: s2}]}
  B: {serves: [{customer: C, service: z}]}
  C:
    relies_on:
      - any_of: [{provider: A, service: s}, {provider: B, service: z, switch: 1d}]
      - {provider: A, service: s2}
    serves: {U: t}
end_users: [U]
actions: {Fix: {for: A}}
scenarios: {Strike: {late: {A: 1d}}}
options:
  Van: {helps: A/s, saves: 1d, cost: 10}
  Lorry: {helps: A/s, saves: 1d, cost: 10}
"""
BEFORE = read_text(TEXT)
HERE = Location("a.yaml", 1, 1, 1, 2)
DAY, WEEK = parse_duration("1d"), parse_duration("1w")
FRIDAYS = Departures(Rhythm.WEEKLY, "Fri 12:00", weekdays=(4,), minute=720)
LENGTH = Estimate(DAY, DAY, WEEK)
ALLOW = (Allow("two-names", "They are two", HERE),)

OTHERWISE: dict[type, dict[str, tuple[Any, ...]]] = {
    ServiceMap: {
        "title": ("Games",),
        "subtitle": ("Spring",),
        "owner": ("Ada",),
        "link": ("https://toys.example",),
        "language": ("de",),
        "words": ({"late": "spät"},),
        "currency": ("EUR",),
        "date": (date(2027, 1, 1),),
        "start": (Moment(date(2027, 1, 1)), Moment(date(2027, 1, 1), 60)),
        "calendar": (
            Calendar(workdays=(0, 1)),
            Calendar(hours=((0, 60),)),
            Calendar(holidays=(date(2027, 1, 1),)),
            Calendar(country="DE"),
            Calendar(timezone="Europe/Berlin"),
            Calendar(differing=((4, ((540, 780),)),)),
            Calendar(differing=((5, ((540, 780),)),)),
            Calendar(also=(date(2027, 1, 2),)),
            Calendar(day_length=420),
        ),
        "calendars": ({"shift": Calendar()},),
        "confirm_every": (DAY,),
        "record": ("deliveries.csv",),
        "unsaid": (
            (Reliance("b", "a", "a", None, CustomerSays(None, HERE)),),
            (Reliance("c", "b", "b", None, CustomerSays(None, HERE)),),
        ),
    },
    Party: {
        "name": ("Alpha",),
        "group": (Group.SUPPLIERS,),
        "department": ("Back office",),
        "owner": ("Ada",),
        "contact": ("ada@toys.example",),
        "about": ("Buys.",),
        "confirmed": (date(2027, 1, 1),),
        "objectives": (
            (Objective("Less stock"),),
            (Objective("Less stock", keep="a/s", at_least=0.95),),
            (Objective("Less stock", keep="a/s", to="c", at_least=0.95),),
            (Objective("Less stock", score="u", at_least=8),),
            (Objective("Less stock"), Objective("Kind words")),
        ),
        "recovers": (DAY,),
        "calendar": (Calendar(),),
        "inside": (True,),
        "feedback": (
            (Feedback(score=0),),
            (Feedback(rung=Rung.ADVOCATE),),
            (Feedback(asked=date(2027, 1, 1)),),
            (Feedback(kind=FeedbackKind.SURVEY),),
            (Feedback(from_="Telesales"),),
            (Feedback(says="Good"),),
            (Feedback(done="Nothing"),),
            (Feedback(score=0), Feedback(score=1)),
            (Feedback(score=1), Feedback(score=0)),
        ),
        "care": (
            Care(listen="By phone"),
            Care(every=DAY),
            Care(last_asked=date(2027, 1, 1)),
            Care(recovery={"atone": "A cake"}),
            Care(complaints={"thank": "A card"}),
        ),
        "allow": (ALLOW,),
    },
    Service: {
        "name": ("S",),
        "takes": (LENGTH, LENGTH._replace(likely=WEEK), Estimate(DAY, DAY, DAY)),
        "needs": ((), ("b/z",)),
        "not_before": (Moment(date(2027, 3, 1)), Moment(date(2027, 3, 1), 600)),
        "recovers": (DAY,),
        "often_late": (OftenLate(0.125, DAY, WEEK), OftenLate(0.124, DAY, WEEK)),
    },
    ProviderSays: {
        "service_name": ("S",),
        "promise": (DAY, Moment(date(2027, 1, 1)), FRIDAYS),
        "slack": (DAY,),
        "departs": (Departures(Rhythm.DAILY, "daily 17:00", minute=1020),),
        "worth": (Decimal(5),),
        "noticed_after": (DAY,),
        "channel": ("At the door",),
        "quality": (("Fresh",), ("Fresh", "Warm")),
        "others": ({"Toyland": DAY}, {"Toyland": FRIDAYS}, {"Toyworld": DAY}),
        "confirmed": (date(2027, 1, 1),),
        "allow": (ALLOW,),
    },
    CustomerSays: {
        "service_name": ("S",),
        "expects": (DAY, Moment(date(2027, 1, 1)), FRIDAYS),
        "slack": (DAY,),
        "standing": (True,),
        "switch": (WEEK,),
        "wants": ("Quickly",),
        "noticed_after": (DAY,),
        "channel": ("At the door",),
        "quality": (("Fresh",), ("Fresh", "Warm")),
        "feedback": (
            (Feedback(score=0),),
            (Feedback(says="Good"),),
            (Feedback(score=0), Feedback(says="Good")),
        ),
        "confirmed": (date(2027, 1, 1),),
        "allow": (ALLOW,),
    },
    Alternatives: {
        "customer": ("b",),
        "services": (("b/z", "a/s"), ("a/s", "a/s2"), ("a/s",)),
    },
    Scenario: {
        "name": ("STRIKE",),
        "title": ("Nobody drives",),
        "late": ({"a": WEEK}, {"b": DAY}, {"a/s": DAY}),
        "cause": (Cause.PEOPLE,),
    },
    Action: {
        "name": ("FIX",),
        "for_": (("a/s",), ("a", "c")),
        "lever": (Lever.SIMPLIFY,),
        "owner": ("Ada",),
        "due": (date(2027, 1, 1),),
        "done": (date(2027, 1, 1),),
    },
    Option: {
        "name": ("VAN",),
        "title": ("A second van",),
        "helps": ("b/z",),
        "saves": (WEEK, None),
        "takes": (LENGTH,),
        "departs": (FRIDAYS,),
        "calendar": (Calendar(),),
        "slack": (DAY,),
        "not_before": (Moment(date(2027, 3, 1)),),
        "instead": (
            Subcontractor("d", "D", LENGTH),
            Subcontractor("d", "D", LENGTH, DAY),
            Subcontractor("e", "E", LENGTH),
        ),
        "to": ("c",),
        "cost": (Decimal(11),),
        "excludes": (("lorry",),),
    },
}
"""Record -> each of its fields -> values that TEXT does not give it."""

NOT_COMPARED = {"id", "location", "places"}
"""What goes by another id is another one, or was renamed; where it stands says nothing."""

RECORDS = {"parties", "services", "reliances", "alternatives", "actions", "scenarios", "options"}
"""What is compared one by one."""


def changed(record: type, field: str, value: Any) -> ServiceMap:
    """The map with one field of its first such record changed."""
    m = BEFORE.map
    more = {field: value}
    if record is ServiceMap:
        return m._replace(**more, places={**m.places, "title": HERE})
    if record is Party:
        return m._replace(parties={**m.parties, "a": m.parties["a"]._replace(**more)})
    if record is Service:
        return m._replace(services={**m.services, "a/s": m.services["a/s"]._replace(**more)})
    if record is Alternatives:
        return m._replace(alternatives=(m.alternatives[0]._replace(**more),))
    if record is Scenario:
        one = m.scenarios["strike"]._replace(**more)
        return m._replace(scenarios={"strike": one})
    if record is Action:
        return m._replace(actions={"fix": m.actions["fix"]._replace(**more)})
    if record is Option:
        return m._replace(options={**m.options, "van": m.options["van"]._replace(**more)})
    chosen = "a/s > c" if record is ProviderSays else "b/z > c"
    side = "provider_says" if record is ProviderSays else "customer_says"
    return m._replace(
        reliances=tuple(
            one._replace(**{side: getattr(one, side)._replace(**more)}) if one.id == chosen else one
            for one in m.reliances
        )
    )


def test_the_map_is_as_meant_and_every_field_is_tried() -> None:
    assert [finding.message for finding in BEFORE.findings] == []
    for record, fields in OTHERWISE.items():
        names = set(getattr(record, "_fields"))  # noqa: B009 - a type of any record
        if record is ServiceMap:
            names -= {"path", "reading", *RECORDS}
        if record is Service:
            names -= {"provider"}  # with another one it would have another id
        assert set(fields) == names - NOT_COMPARED, record


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        pytest.param(record, field, value, id=f"{record.__name__}.{field}-{number}")
        for record, fields in OTHERWISE.items()
        for field, values in fields.items()
        for number, value in enumerate(values)
    ],
)
def test_each_field_makes_a_change(record: type, field: str, value: Any) -> None:
    after = changed(record, field, value)
    there, back = compare(BEFORE.map, after), compare(after, BEFORE.map)
    assert there
    assert len(there) == len(back)
    for changes, telling in (
        (there, Telling(BEFORE.map, after)),
        (back, Telling(after, BEFORE.map)),
    ):
        for one in changes:
            assert telling.change(one).endswith(".")
            written = as_written(one)
            assert written[0] != written[1], "the two values are told apart"


@pytest.mark.parametrize(
    ("record", "field"),
    [(record, field) for record, fields in OTHERWISE.items() for field in fields],
)
def test_two_values_of_one_field_differ_too(record: type, field: str) -> None:
    values = OTHERWISE[record][field]
    for one in values:
        for other in values:
            found = compare(changed(record, field, one), changed(record, field, other))
            assert bool(found) is (one != other), (one, other)


def test_each_side_speaks_for_itself_where_both_do() -> None:
    """The word that does not count, and the day that is not the latest, are told as well."""
    both = changed(CustomerSays, "slack", DAY)
    believed = both._replace(
        reliances=tuple(
            one._replace(provider_says=one.provider_says._replace(slack=WEEK))
            if one.id == "b/z > c" and one.provider_says
            else one
            for one in both.reliances
        )
    )
    (found,) = compare(both, believed)
    told = Telling(both, believed).change(found)
    assert told == "B believes that C can go on without z for 1w."
