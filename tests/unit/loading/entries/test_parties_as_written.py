"""What may be said of a party: about it, how it is cared for, what is allowed there."""

from datetime import date
from typing import Any

import pytest

from servicemap.durations import Duration
from servicemap.feedback import Care, Feedback, Rung
from servicemap.findings import Finding
from servicemap.loading import Loaded, read_text
from servicemap.loading.format.declarations import PARTY
from servicemap.model import Allow, Party
from servicemap.wording.lists import listed


def refused(loaded: Loaded) -> str:
    (finding,) = loaded.findings
    return brief(finding)


def brief(finding: Finding) -> str:
    return f"{finding.code} {finding.message} -> {finding.hint}"


def party_with(keys: str) -> Party:
    loaded = read_text(f"end_users:\n  A: {{{keys}}}\n")
    assert loaded.findings == ()
    return loaded.map.parties["a"]


def said_of_delivery(keys: str) -> Any:
    loaded = read_text(f"teams: {{A: {{serves: [{{customer: B, {keys}}}]}}, B: }}\n")
    assert loaded.findings == ()
    return loaded.map.reliances[0].provider_says


def test_what_may_be_said_of_a_party() -> None:
    party = party_with(
        "name: 'Shoppers, all', department: Retail, owner: Null, contact: 12:30, about: 1.10,"
        " confirmed: 2027-01-12, objectives: [One, 'no'], inside: yes"
    )
    assert (party.name, party.department, party.owner) == ("Shoppers, all", "Retail", "Null")
    assert (party.contact, party.about) == ("12:30", "1.10")
    assert party.confirmed == date(2027, 1, 12)
    assert [objective.say for objective in party.objectives] == ["One", "no"]
    assert party.inside is True
    assert party.places["inside"].column == party.places["objectives"].column + 21
    assert [one.say for one in party_with("objectives: One thing").objectives] == ["One thing"]


def test_nothing_said_is_nothing_and_quoted_nothing_is_text() -> None:
    assert party_with("owner: , about: ~, contact: null, department: ''").owner is None
    assert party_with("owner: , about: ~, contact: null").contact is None
    assert party_with("owner: 'null'").owner == "null"


def test_feedback_and_care() -> None:
    party = party_with(
        "feedback: {score: 6, rung: account, asked: 2027-01-10, says: Late, done: Van moved up},"
        " care: {listen: Survey, every: 7d, last_asked: 2027-01-30,"
        " recovery: {apologise: In person, follow_up: Call}, complaints: {thank: By card}}"
    )
    (said,) = party.feedback
    assert said._replace(places={}) == Feedback(
        6, Rung.ACCOUNT, date(2027, 1, 10), says="Late", done="Van moved up"
    )._replace(places={})
    assert said.places["score"].line == 2
    assert party.care is not None
    assert (
        party.care[:5]
        == Care(
            "Survey",
            Duration(days=7),
            date(2027, 1, 30),
            {"apologise": "In person", "follow_up": "Call"},
            {"thank": "By card"},
        )[:5]
    )


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (
            "feedback: {score: 11}",
            "SM006 score: '11' is no score -> write a whole number from 0 to 10",
        ),
        (
            "feedback: {score: 8/10}",
            "SM006 score: '8/10' is no score -> write 8",
        ),
        (
            "feedback: {rung: acount}",
            "SM006 rung: 'acount' is none of the words that can stand here -> did you mean"
            " account?",
        ),
        (
            "feedback: {rung: fan}",
            "SM006 rung: 'fan' is none of the words that can stand here -> write prospect,"
            " customer,"
            " account or advocate",
        ),
        (
            "feedback: good",
            "SM002 feedback: text stands here, where a mapping of keys to values belongs -> for"
            " example feedback: {score: 8}",
        ),
        (
            "care: {every: 0d}",
            "SM006 every: in '0d' no time passes -> write how often, such as 7d, or leave every:"
            " out",
        ),
        (
            "care: {recovery: {apologize: Yes}}",
            "SM003 'apologize' is no step of recovery: -> did you mean apologise?",
        ),
        (
            "care: {complaints: {shout: Loudly}}",
            "SM003 'shout' is no step of complaints: -> the steps are listen, acknowledge, probe,"
            " offer, confirm and thank",
        ),
        (
            "care: {recovery: [Say sorry]}",
            "SM002 recovery: a list stands here, where a mapping of keys to values belongs -> for"
            " example recovery: {apologise: In person, the same day}",
        ),
        ("inside: maybe", "SM006 inside: 'maybe' is neither yes nor no -> write yes or no"),
        (
            "owner: [Bo, Al]",
            "SM002 owner: a list stands here, where a name belongs -> write owner: Bo, Al",
        ),
        (
            "objectives: {Toys: On time}",
            "SM002 objectives: a mapping stands here, where a list of texts belongs -> write"
            " objectives: [one, two]; text with ': ' in it belongs in quotation marks",
        ),
        (
            "wants: Toys",
            "SM003 'wants' is no key of a team or other party -> wants: is said of one service:"
            " relies_on: [{provider: ..., service: ..., wants: ...}]",
        ),
        (
            "tolerance: 2d",
            "SM003 'tolerance' is no key of a team or other party -> slack: is said of one service:"
            " serves: [{customer: ..., service: ..., slack: ...}]",
        ),
        (
            "colour: green",
            "SM003 'colour' is no key of a team or other party -> the keys are"
            f" {listed([key.name for key in PARTY.keys], None)}",
        ),
        (
            "dept: Retail",
            "SM003 'dept' is no key of a team or other party -> did you mean department?",
        ),
    ],
)
def test_what_cannot_be_said_of_a_party(keys: str, sentence: str) -> None:
    assert refused(read_text(f"end_users:\n  A: {{{keys}}}\n")) == sentence


def test_a_comma_inside_brackets_is_explained() -> None:
    loaded = read_text("teams:\n  A: {about: Toys on time, sorted by shelf}\n")
    assert refused(loaded) == (
        "SM003 'sorted by shelf' is no key of a team or other party -> a comma inside { } ends what"
        " stands before it: write about: 'Toys on time, sorted by shelf'"
    )


def test_only_end_users_are_inside() -> None:
    found = [
        brief(f)
        for f in read_text("teams: {A: {inside: yes}}\nsuppliers: {B: {inside: no}}").findings
    ]
    assert found == [
        "SM003 'inside' is a key of end users alone -> remove it; teams are inside as it is",
        "SM003 'inside' is a key of end users alone -> remove it, or put B under end_users:",
    ]


def test_a_finding_is_allowed_by_its_name_with_the_reason() -> None:
    (allow,) = party_with("allow: {unserved-customer: Served from May}").allow
    assert allow == Allow("unserved-customer", "Served from May", allow.location)
    assert allow.location[1:] == (2, 15, 2, 32)
    assert said_of_delivery("allow: {broken-promise: Agreed}").allow[0].reason == "Agreed"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "{orphan-teem: x}",
            "SM006 'orphan-teem' is not the name of a finding -> did you mean orphan-team?",
        ),
        ("{SM101: x}", "SM006 'SM101' is not the name of a finding -> did you mean orphan-team?"),
        (
            "{everything: x}",
            "SM006 'everything' is not the name of a finding -> findings print their name beside"
            " their code, such as orphan-team",
        ),
        (
            "{bad-value: x}",
            "SM006 bad-value cannot be allowed: the map cannot be read as meant because of it ->"
            " mend what it points to",
        ),
        (
            "{orphan-team: }",
            "SM005 orphan-team is allowed without a reason -> say why, for example allow:"
            " {orphan-team: 'New team, serves Retail from May'}",
        ),
        (
            "[orphan-team]",
            "SM002 allow: a list stands here, where a mapping of keys to values belongs -> for"
            " example allow: {orphan-team: 'New team, serves Retail from May'}",
        ),
    ],
)
def test_what_cannot_be_allowed(text: str, sentence: str) -> None:
    assert refused(read_text(f"teams: {{A: {{allow: {text}}}}}")) == sentence
