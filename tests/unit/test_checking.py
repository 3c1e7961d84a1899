"""The parts of a check that no map on its own shows."""

from collections.abc import Iterator
from datetime import date

import pytest

import servicemap as sm
from servicemap import checking
from servicemap.checking import allows_at, check
from servicemap.config import DEFAULTS, PathSettings
from servicemap.findings import Finding, Severity
from servicemap.index import compile_index
from servicemap.loading import read_text
from servicemap.model import Allow
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.lists import listed
from tests.maps_by_hand import HERE, make_map, reliance, service

ACCEPTED = Allow("unconfirmed-service", "Agreed by telephone", HERE)


def test_a_rule_that_is_off_is_not_even_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def unconfirmed_service(case: Case) -> Iterator[Problem]:
        asked.append(case)
        yield Problem(case.map.reliances[0], "only one side declares it")

    monkeypatch.setattr(checking, "RULES", (Rule("SM202", unconfirmed_service),))
    m = make_map([service("stores/toys")], [reliance("stores/toys", "shoppers")])
    assert list(check(m)) == []
    assert asked == []


def test_a_rule_is_told_what_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def stale_entry(case: Case) -> Iterator[Problem]:
        if case.today is not None:
            yield Problem(case.map.parties["stores"], f"as of {case.today}")

    monkeypatch.setattr(checking, "RULES", (Rule("SM205", stale_entry),))
    m = make_map([service("stores/toys")], [reliance("stores/toys", "shoppers")])
    assert [f.message for f in check(m, today=date(2027, 2, 1))] == ["as of 2027-02-01"]
    assert [f.message for f in sm.check(m, today=date(2027, 2, 1))] == ["as of 2027-02-01"]
    assert list(sm.check(m)) == []


def test_what_is_found_of_a_service_can_be_allowed_at_its_provider() -> None:
    m = make_map(
        [service("stores/toys")],
        [reliance("stores/toys", "shoppers")],
        parties={"stores": {"allow": (ACCEPTED,)}},
    )
    case = Case(m, compile_index(m))
    assert allows_at(case, m.services["stores/toys"]) == (ACCEPTED,)
    assert allows_at(case, m.reliances[0]) == (ACCEPTED,)
    assert allows_at(case, m.parties["stores"]) == (ACCEPTED,)
    assert allows_at(case, m.parties["shoppers"]) == ()


def test_findings_of_reading_are_part_of_the_report_and_in_their_place() -> None:
    m = make_map([service("a/x")], [reliance("a/x", "b")], outside=())
    read = Finding("SM003", "'ownr' is no key", HERE._replace(line=3))
    report = check(m, [read])
    assert [f.code for f in report] == ["SM101", "SM003"]
    assert report.counts == {Severity.ERROR: 2, Severity.WARNING: 0, Severity.INFO: 0}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B and 2 others"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], said: str) -> None:
    assert listed(names) == said


def test_what_was_meant_is_a_field_and_whatever_the_hint_says() -> None:
    text = "teams: {Toy factory: {serves: {Stors: Toys}}, Stores: {relys_on: {}}, '-': {}}"
    meant = {finding.code: finding.meant for finding in read_text(text).findings if finding.meant}
    assert meant == {"SM007": ("stores",), "SM003": ("relies_on",)}
    assert [finding.code for finding in read_text(text).findings if finding.nameless] == ["SM006"]
    both = "teams: {A: {serves: {Shop: x}}, S1: {name: Shop}, S2: {name: Shop}}"
    assert [finding.meant for finding in read_text(both).findings] == [("s1", "s2")]


def test_a_report_knows_which_rules_judged_and_what_settings_hide_in_a_file() -> None:
    m = make_map([service("stores/toys")], [reliance("stores/toys", "lost")])
    quiet = DEFAULTS._replace(ignore=("SM3",), paths=(PathSettings("*", ignore=("SM101",)),))
    report = check(m, settings=quiet)
    assert report.judging.denies("SM101", "stores")
    assert not report.judging.denies("SM101", "lost")  # it is so, and nobody is told
    assert not report.judging.denies("SM301", "stores/toys > lost")  # not looked for
    assert not report.judging.denies("SM205", "stores")  # nobody said what day it is
    assert check(m, today=date(2027, 2, 1)).judging.denies("SM205", "stores")


def test_of_a_map_that_is_misread_nothing_is_denied_and_what_reckons_waits() -> None:
    m = make_map([service("stores/toys")], [reliance("stores/toys", "shoppers")])
    unread = Finding("SM001", "this is not YAML", HERE)
    judging = check(m, [unread]).judging
    assert judging.judged == frozenset()
    assert {"SM107", "SM204", "SM301", "SM901"} <= set(judging.waiting)
    assert not {"SM001", "SM101", "SM203"} & set(judging.waiting)
    assert check(m).judging.waiting == ()
