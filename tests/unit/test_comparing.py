"""What changed between two versions of a map, in sentences."""

import pytest
from hypothesis import given, settings

from servicemap.comparing import Change, ChangeKind, compare
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from tests.drawing.test_random_posters import maps

BEFORE = """
map: {title: Toys, date: 2027-01-31}
teams:
  Purchasing:
    department: Back office
    serves:
      - {customer: Stores, service: Orders, takes: 1d, promise: 3d}
  Stores:
    serves: {Shoppers: Toys}
end_users: [Shoppers]
suppliers: [Mill]
scenarios:
  Strike: {title: Nobody drives, late: {Stores: 2d}}
"""


def read(text: str) -> ServiceMap:
    return read_text(text).map


def changes(*edits: tuple[str, str]) -> list[Change]:
    """What changed when these words of BEFORE are replaced by those."""
    after = BEFORE
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    return list(compare(read(BEFORE), read(after)))


def test_the_same_map_has_not_changed_wherever_its_lines_stand() -> None:
    assert changes(("teams:", "\n\n# moved down\nteams:")) == []


@pytest.mark.parametrize(
    ("edit", "subject", "field", "old", "new", "sentence"),
    [
        (
            ("takes: 1d", "takes: 2d"),
            "purchasing/orders",
            "takes",
            "1d",
            "2d",
            "Purchasing, Orders: takes is 2d now, and was 1d.",
        ),
        (
            (", promise: 3d", ""),
            "purchasing/orders > stores",
            "promise",
            "3d",
            None,
            "Stores relies on Purchasing for Orders: promise is not said any more, and was 3d.",
        ),
        (
            ("  Stores:\n", "  Stores:\n    owner: Ada\n"),
            "stores",
            "owner",
            None,
            "Ada",
            "Stores: owner is Ada now, and was not said before.",
        ),
        (
            ("department: Back office", "department: Buying"),
            "purchasing",
            "department",
            "Back office",
            "Buying",
            "Purchasing: department is Buying now, and was Back office.",
        ),
        (
            ("2027-01-31", "2027-02-28"),
            "map",
            "date",
            "2027-01-31",
            "2027-02-28",
            "The map: date is 2027-02-28 now, and was 2027-01-31.",
        ),
        (
            ("Stores: 2d", "Stores: 3d"),
            "scenario/strike",
            "late",
            "stores: 2d",
            "stores: 3d",
            "The scenario Strike: late is stores: 3d now, and was stores: 2d.",
        ),
        (
            ("date: 2027-01-31", "date: 2027-01-31, calendar: {workdays: Mon-Sat}"),
            "map",
            "calendar",
            "Mon Tue Wed Thu Fri, 09:00-17:00",
            "Mon Tue Wed Thu Fri Sat, 09:00-17:00",
            "The map: calendar is Mon Tue Wed Thu Fri Sat, 09:00-17:00 now, and was Mon Tue Wed"
            " Thu Fri, 09:00-17:00.",
        ),
        (
            ("end_users: [Shoppers]", "end_users: {Shoppers: {inside: yes}}"),
            "shoppers",
            "inside",
            "no",
            "yes",
            "Shoppers: inside is yes now, and was no.",
        ),
    ],
)
def test_what_is_said_otherwise(
    edit: tuple[str, str],
    subject: str,
    field: str,
    old: str | None,
    new: str | None,
    sentence: str,
) -> None:
    assert changes(edit) == [Change(ChangeKind.CHANGED, subject, field, old, new, sentence)]


def test_who_and_what_is_new() -> None:
    found = changes(
        ("{Shoppers: Toys}", "{Shoppers: Toys, Schools: Toys}"), ("[Sh", "[Schools, Sh")
    )
    assert [(one.kind, one.subject, one.sentence) for one in found] == [
        ("added", "schools", "The end user Schools is new."),
        ("added", "stores/toys > schools", "New: Schools relies on Stores for Toys."),
    ]
    assert found[0][2:5] == (None, None, None)


def test_who_and_what_is_gone() -> None:
    found = compare(
        read("teams: {A: {serves: {B: Work}}}\nend_users: [B, C]\nsuppliers: [Mill]"),
        read("teams: {A: {serves: {C: Work}}}\nend_users: [B, C]"),
    )
    assert [(one.kind, one.subject, one.sentence) for one in found] == [
        ("removed", "mill", "The supplier Mill is gone."),
        ("added", "a/work > c", "New: C relies on A for Work."),
        ("removed", "a/work > b", "Gone: B relied on A for Work."),
    ]


def test_a_delivery_that_the_other_side_declares_as_well_is_agreed_now() -> None:
    (found,) = changes(
        ("  Stores:\n", "  Stores:\n    relies_on: {Purchasing: Orders}\n"),
    )
    assert (found.subject, found.field, found.old, found.new) == (
        "purchasing/orders > stores",
        "declared by",
        "the provider",
        "both sides",
    )


@settings(max_examples=60, deadline=None)
@given(maps(), maps())
def test_there_and_back_is_the_same_story_told_backwards(a: ServiceMap, b: ServiceMap) -> None:
    assert compare(a, a) == ()
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(one.kind.value, one.subject, one.field, one.old, one.new) for one in compare(a, b)}
    back = {
        (turned[one.kind.value], one.subject, one.field, one.new, one.old) for one in compare(b, a)
    }
    assert there == back
