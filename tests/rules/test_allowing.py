"""Where a finding can be accepted, and what is said of an `allow` that accepts nothing."""

import pytest

from servicemap.checking import check
from servicemap.config import DEFAULTS
from servicemap.findings import Finding, Severity
from servicemap.loading import read_text

CIRCLE = """
teams:
  Anna:
    {anna}
    serves: [{{customer: Bert, service: Plans, takes: 1d{plans}}}]
  Bert:
    {bert}
    relies_on: [{{provider: Anna, service: Plans{wish}}}]
    serves: [{{customer: Carl, service: Parts, takes: 1d}}]
  Carl:
    {carl}
    serves: [{{customer: [Anna, Zoe], service: Tools, takes: 1d, promise: 9d}}]
end_users: [Zoe]
"""
ISLAND = """
teams:
  Anna: {{serves: {{Bert: Plans}}}}
  Bert: {{serves: {{Zoe: Parts}}}}
  Carl:
    {carl}
    serves: [{{customer: Yves, service: Songs{songs}}}]
end_users: {{Zoe: , Yves: {{{yves}}}}}
"""


def of(text: str, rule: str, **where: str) -> tuple[list[Finding], list[Finding]]:
    """The findings of a rule, and those about allows, with an `allow` put in at one place."""
    places = dict.fromkeys(("anna", "bert", "carl", "plans", "wish", "songs", "yves"), "")
    loaded = read_text(text.format(**{**places, **where}))
    assert not loaded.findings
    report = check(loaded.map, loaded.findings)
    return [f for f in report if f.rule == rule], [f for f in report if f.code == "SM901"]


@pytest.mark.parametrize("rule", ["circular-reliance", "loop-without-slack"])
@pytest.mark.parametrize("where", ["anna", "bert", "carl", "plans", "wish"])
def test_a_circle_is_allowed_at_whoever_or_whatever_is_in_it(rule: str, where: str) -> None:
    allow = f"allow: {{{rule}: We sit in one room}}"
    said = allow if where in ("anna", "bert", "carl") else f", {allow}"
    found, unused = of(CIRCLE, rule, **{where: said})
    assert [(f.allowed, f.subject.partition("/")[0]) for f in found] == [
        ("We sit in one room", "anna")
    ]
    assert unused == []


@pytest.mark.parametrize("where", ["carl", "yves", "songs"])
def test_an_island_is_allowed_at_any_of_its_parties_and_deliveries(where: str) -> None:
    allow = "allow: {island: Sings for itself}"
    found, unused = of(ISLAND, "island", **{where: f", {allow}" if where == "songs" else allow})
    assert [(f.subject, f.allowed) for f in found] == [("carl", "Sings for itself")]
    assert unused == []


def test_an_allow_beside_the_finding_is_told_where_it_belongs() -> None:
    found, unused = of(ISLAND, "orphan-team", carl="allow: {island: Yes, orphan-team: New}")
    assert found == []
    assert [f.hint for f in unused] == ["remove it: there is nothing to accept"]
    text = (
        "teams:\n  Vault: {relies_on: [{provider: Stores, service: Keys,"
        " allow: {orphan-team: New}}]}\n  Attic:\n  Stores: {serves: {Zoe: Toys}}\n"
        "end_users: [Zoe]\n"
    )
    loaded = read_text(text)
    (unused_one,) = (f for f in check(loaded.map, loaded.findings) if f.code == "SM901")
    assert unused_one.hint == "remove it, or move it to where that is found: Vault and Attic"
    moved = text.replace(", allow: {orphan-team: New}}]}", "}], allow: {orphan-team: New}}")
    again = read_text(moved)
    judged = [f for f in check(again.map, again.findings) if f.code in {"SM101", "SM901"}]
    codes = {(f.code, f.subject, f.allowed) for f in judged}
    assert codes == {("SM101", "vault", "New"), ("SM101", "attic", None)}


def test_owners_are_asked_for_where_the_map_names_one_or_somebody_asks_by_name() -> None:
    m = read_text("teams: {A: {serves: {B: Help}}, B: {serves: {C: Toys}}}\nend_users: [C]\n").map
    assert not [f for f in check(m) if f.code == "SM201"]
    for asked in (
        DEFAULTS._replace(select=("SM201",)),
        DEFAULTS._replace(severity={"SM201": Severity.WARNING}),
    ):
        found = check(m, settings=asked)
        assert {f.subject for f in found if f.code == "SM201"} == {"a", "b"}
    others = check(m, settings=DEFAULTS._replace(select=("SM2",), ignore=("SM202",)))
    assert not [f for f in others if f.code == "SM201"]


@pytest.mark.parametrize(
    "text",
    [
        'teams: {"🍌": {serves: {U: "🍇"}}}\nend_users: [U]\n',
        'teams: {"🍌": {serves: {Stores: Boxes}}, Stores: {serves: {U: Toys}}, Vault: {}}\n'
        "end_users: [U]\n",
        'teams: {Stores: {serves: {U: "🍇"}}}\nend_users: [U]\n',
        'teams: {Stores: {serves: {"🍇": Toys}}}\nend_users: ["🍇"]\n',
    ],
)
def test_a_name_that_nothing_can_refer_to_is_no_second_finding(text: str) -> None:
    loaded = read_text(text)
    by = DEFAULTS._replace(select=("SM0", "SM1"))
    assert {f.code for f in check(loaded.map, loaded.findings, settings=by)} == {"SM006"}
