"""What changed between two versions of a map, in sentences."""

import pytest
from hypothesis import given

from servicemap.comparing import Change, Telling, by_new_ids, compare, sentences
from servicemap.comparing.changes import RecordKind
from servicemap.comparing.changes import SaidBy as By
from servicemap.comparing.renaming import renames
from servicemap.comparing.values_in_words import as_written
from servicemap.loading import read_text
from servicemap.model import ServiceMap
from servicemap.wording.verbs import Named
from servicemap.wording.verbs import told as filled_in
from tests.drawing.test_random_posters import maps
from tests.examples import examples

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


def told(old: ServiceMap, new: ServiceMap) -> list[str]:
    """What changed, in sentences."""
    return [Telling(old, new).change(one) for one in compare(old, new)]


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
            "Purchasing takes 2d for Orders now; it was 1d.",
        ),
        (
            (", promise: 3d", ""),
            "purchasing/orders > stores",
            "promise",
            "3d",
            None,
            "Purchasing does not promise Stores a time for Orders any more; it was within 3d.",
        ),
        (
            ("  Stores:\n", "  Stores:\n    owner: Ada\n"),
            "stores",
            "owner",
            None,
            "Ada",
            "Stores has an owner now: Ada.",
        ),
        (
            ("department: Back office", "department: Buying"),
            "purchasing",
            "department",
            "Back office",
            "Buying",
            "Purchasing belongs to Buying now; it was Back office.",
        ),
        (
            ("2027-01-31", "2027-02-28"),
            "map",
            "date",
            "2027-01-31",
            "2027-02-28",
            "The map: date is Sun 28 Feb 2027 now, and was Sun 31 Jan 2027.",
        ),
        (
            ("Stores: 2d", "Stores: 3d"),
            "scenario/strike",
            "late",
            "stores: 2d",
            "stores: 3d",
            "In the scenario Strike other delays come together now: Stores: 3d; it was: Stores:"
            " 2d.",
        ),
        (
            ("date: 2027-01-31", "date: 2027-01-31, calendar: {workdays: Mon-Sat}"),
            "map",
            "calendar",
            "Mon-Fri 09:00-17:00",
            "Mon-Sat 09:00-17:00",
            "The map works Mon-Sat 09:00-17:00 now; it was Mon-Fri 09:00-17:00.",
        ),
        (
            ("end_users: [Shoppers]", "end_users: {Shoppers: {inside: yes}}"),
            "shoppers",
            "inside",
            "no",
            "yes",
            "Shoppers belong to the same organisation now.",
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
    (found,) = changes(edit)
    after = read(BEFORE.replace(*edit))
    assert (found.kind, found.field, as_written(found)) == ("changed", field, (old, new))
    assert found.subject == ("" if subject == "map" else subject.removeprefix("scenario/"))
    assert Telling(read(BEFORE), after).change(found) == sentence


def test_who_and_what_is_new() -> None:
    after = read(
        BEFORE.replace("{Shoppers: Toys}", "{Shoppers: Toys, Schools: Toys}").replace(
            "[Sh", "[Schools, Sh"
        )
    )
    found = compare(read(BEFORE), after)
    assert [(one.kind, one.of, one.subject) for one in found] == [
        ("added", "party", "schools"),
        ("added", "reliance", "stores/toys > schools"),
    ]
    assert told(read(BEFORE), after) == [
        "The end user Schools is new.",
        "Schools now rely on Stores for Toys.",
    ]
    assert [(one.field, one.old, one.new) for one in found] == [(None, None, None)] * 2


def test_who_and_what_is_gone() -> None:
    old = read("teams: {A: {serves: {B: Work}}}\nend_users: [B, C]\nsuppliers: [Mill]")
    new = read("teams: {A: {serves: {C: Work}}}\nend_users: [B, C]")
    assert [(one.kind, one.subject) for one in compare(old, new)] == [
        ("removed", "mill"),
        ("added", "a/work > c"),
        ("removed", "a/work > b"),
    ]
    assert told(old, new) == [
        "The supplier Mill is gone.",
        "C now relies on A for Work.",
        "B no longer relies on A for Work.",
    ]


def test_a_delivery_that_the_other_side_declares_as_well_is_agreed_now() -> None:
    (found,) = changes(
        ("  Stores:\n", "  Stores:\n    relies_on: {Purchasing: Orders}\n"),
    )
    assert (found.subject, found.field, as_written(found)) == (
        "purchasing/orders > stores",
        "declared by",
        ("the provider", "both sides"),
    )


TWO_STEPS = """
teams:
  Mill: {serves: {Press: Paper}}
  Ink maker: {serves: {Press: Ink}}
  Press:
    serves:
      - {customer: Readers, service: Books, promise: 3d}
end_users: [Readers]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # Whom somebody relies on besides.
        ("Press: Paper", "Press: [Paper, Card]", "Press now relies on Mill for Card as well."),
        (
            "Press: Ink}",
            "Press: Ink, Readers: Cards}",
            "Readers now rely on Ink maker as well, for Cards.",
        ),
        ("{serves: {Press: Ink}}", "", "Press no longer relies on Ink maker for Ink."),
        # What is promised, and when.
        (
            "promise: 3d",
            "promise: 2027-02-26",
            "Press promises Books to Readers by Fri 26 Feb 2027 now; it was within 3d.",
        ),
        (
            ", promise: 3d",
            ", promise: 3d, departs: Fri 17:00",
            "Books of Press for Readers leaves only Fri 17:00 now.",
        ),
        # What work waits for.
        (
            "promise: 3d",
            "promise: 3d, needs: [Paper]",
            "Books of Press waits for Paper of Mill now, and not for all it relies on.",
        ),
        (
            "promise: 3d",
            "promise: 3d, needs: []",
            "Books of Press waits for nothing now, and not for all it relies on.",
        ),
        # The other side of a delivery.
        (
            "end_users: [Readers]",
            "end_users: {Readers: {relies_on: {Press: Books}}}",
            "Press and Readers both declare Books now; it was only the provider.",
        ),
        (
            "  Press:\n",
            "  Press:\n    relies_on:\n      - any_of: [{provider: Mill, service: Paper},"
            " {provider: Ink maker, service: Ink}]\n",
            "Press takes either Paper of Mill or Ink of Ink maker now.",
        ),
    ],
)
def test_as_one_would_tell_a_colleague(old: str, new: str, said: str) -> None:
    assert old in TWO_STEPS
    assert said in told(read(TWO_STEPS), read(TWO_STEPS.replace(old, new)))


def test_every_sentence_of_the_table_can_be_said() -> None:
    names = {key: Named("P", many=True) for key in ("party", "provider", "customer", "side")}
    parts = {**names, "service": "S", "name": "N", "rule": "R", "where": "W"}
    keys = [(of, by, field) for (of, by), table in sentences.TABLES.items() for field in table]
    for of, by, field in [
        *keys,
        (RecordKind.PARTY, None, "allow"),
        (RecordKind.RELIANCE, By.PROVIDER, "service"),
    ]:
        for old, new in (("was", "now"), (None, "now"), ("was", None)):
            template = sentences.template(of, by, field, old, new)
            assert template is not None
            said = filled_in(template, **parts, old=old, new=new)
            assert not set("{}[]|") & set(said)
            assert "None" not in said
            assert (old or new or "") in said
    for field, values in sentences.BY_VALUE.items():
        for value in values:
            assert sentences.template(RecordKind.RELIANCE, None, field, "was", value)


def test_a_name_with_braces_is_a_name() -> None:
    before = BEFORE.replace("Purchasing", '"{old} [a|b]"')
    found = told(read(before), read(before.replace("takes: 1d", "takes: 2d")))
    assert found == ["{old} [a|b] takes 2d for Orders now; it was 1d."]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[A/X]", "[A/X, A/Y]", "Work of B waits for Y of A as well now."),
        ("[A/X, A/Y]", "[A/X]", "Work of B does not wait for Y of A any more."),
        ("[A/X]", "[A/Y]", "Work of B waits for Y of A now, and not for X of A any more."),
        ("[A/X, A/Y]", "[A/Y, A/X]", None),
    ],
)
def test_what_a_service_waits_for(before: str, after: str, said: str | None) -> None:
    text = """
teams:
  A: {serves: {B: [X, Y]}}
  B: {serves: [{customer: C, service: Work, needs: NEEDS}]}
end_users: [C]
"""
    found = told(read(text.replace("NEEDS", before)), read(text.replace("NEEDS", after)))
    assert found == ([] if said is None else [said])


@examples(60)
@given(maps(), maps())
def test_there_and_back_is_the_same_story_told_backwards(a: ServiceMap, b: ServiceMap) -> None:
    assert compare(a, a) == ()
    back_again = {new: old for old, new in renames(a, b).items()}
    assert renames(b, a) == back_again
    a = by_new_ids(a, b)
    assert renames(a, b) == {}
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(one.kind.value, one.subject, one.field, one.old, one.new) for one in compare(a, b)}
    back = {
        (turned[one.kind.value], one.subject, one.field, one.new, one.old) for one in compare(b, a)
    }
    assert there == back


SIDES = """
teams:
  A: {serves: [{customer: B, service: s%s}]}
  B: {relies_on: [{provider: A, service: s%s}], serves: {U: t}}
  C: {%s}
end_users: {U: {%s}}
"""


@pytest.mark.parametrize(
    ("old", "new", "subject", "said"),
    [
        (
            ("", "", "", ""),
            ("", "", "allow: {orphan-team: Starts in May}", ""),
            "c",
            "orphan-team is allowed for C now: Starts in May.",
        ),
        (
            ("", "", "allow: {orphan-team: Starts in May}", ""),
            ("", "", "allow: {orphan-team: Starts in June}", ""),
            "c",
            "orphan-team is still allowed for C, for another reason: Starts in June; it was: Starts"
            " in May.",
        ),
        (
            ("", "", "allow: {orphan-team: Starts in May}", ""),
            ("", "", "", ""),
            "c",
            "orphan-team is not allowed for C any more; the reason was: Starts in May.",
        ),
        (
            ("", "", "", ""),
            (", allow: {expectation-gap: New van}", "", "", ""),
            "a/s > b",
            "expectation-gap is allowed for s of A for B, by A now: New van.",
        ),
        (
            ("", "", "", ""),
            ("", ", allow: {expectation-gap: New van}", "", ""),
            "a/s > b",
            "expectation-gap is allowed for s of A for B, by B now: New van.",
        ),
    ],
)
def test_a_finding_that_is_allowed_is_a_change(
    old: tuple[str, ...], new: tuple[str, ...], subject: str, said: str
) -> None:
    (found,) = compare(read(SIDES % old), read(SIDES % new))
    assert (found.subject, found.field) == (subject, "allow")
    assert told(read(SIDES % old), read(SIDES % new)) == [said]


CHOICE = """
teams:
  A: {serves: {C: s}}
  B: {serves: {C: z}}
  C:
    relies_on: [%s]
    serves: {U: t}
end_users: [U]
"""


def test_who_does_not_choose_any_more_is_told_in_one_sentence() -> None:
    either = "any_of: [{provider: A, service: s}, {provider: B, service: z, switch: 2d}]"
    both = "{provider: A, service: s}, {provider: B, service: z}"
    assert told(read(CHOICE % f"{{{either}}}"), read(CHOICE % both)) == [
        "C does not choose any more; it was either s of A or z of B."
    ]
    slower = either.replace("2d", "3d")
    found = compare(read(CHOICE % f"{{{either}}}"), read(CHOICE % f"{{{slower}}}"))
    assert [(one.field, as_written(one)) for one in found] == [("switch", ("2d", "3d"))]
