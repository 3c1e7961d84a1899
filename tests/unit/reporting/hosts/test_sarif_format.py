"""SARIF, validated against the schema of OASIS with its formats checked, and what GitHub reads."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from urllib.request import urlopen

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given

from servicemap import __version__
from servicemap.findings import KINDS, Finding, Report, Severity
from servicemap.locations import Location
from servicemap.reporting import FORMATS
from servicemap.reporting.terminal import Ink
from servicemap.rules.explanations import explanation
from tests import findings_by_hand as by_hand

ROOT = Path(__file__).parents[4]
SCHEMA = ROOT.parent / "shared" / "data" / "schemas" / "sarif-schema-2.1.0.json"
with_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of OASIS is not here")


def printed(*reports: Report, everything: bool = False) -> dict[str, Any]:
    read = json.loads(FORMATS["sarif"](reports, Ink(), everything=everything))
    (run,) = read["runs"]
    assert isinstance(run, dict)
    return run


@cache
def _validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def wrong(text: str) -> list[str]:
    return [error.message for error in _validator().iter_errors(json.loads(text))]


@with_schema
def test_the_validator_looks_at_formats() -> None:
    """Without rfc3986-validator it would pass over them in silence."""
    bad = FORMATS["sarif"]([by_hand.report(by_hand.finding("x"))], Ink())
    assert wrong(bad) == []
    assert wrong(bad.replace('"maps/toys.yaml"', '"maps/my toys.yaml"')) != []
    assert wrong(bad.replace('"https://docs.oasis', '"no address')) != []


@with_schema
@pytest.mark.parametrize("everything", [False, True])
def test_a_clean_map_and_every_kind_of_finding_are_valid(everything: bool) -> None:
    one_of_each = [Finding(code, "said", Location("a.yaml", 1, 1, 1, 1)) for code in KINDS]
    for report in (by_hand.report(), by_hand.report(*one_of_each)):
        assert wrong(FORMATS["sarif"]([report], Ink(), everything=everything)) == []


@with_schema
# The schema is read with the first report, and long ones take their time.
@given(by_hand.reports)
def test_any_report_is_valid(report: Report) -> None:
    assert wrong(FORMATS["sarif"]([report, report], Ink(), everything=True)) == []


@given(by_hand.reports)
def test_any_report_keeps_every_word_and_place(report: Report) -> None:
    run = printed(report, everything=True)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.code for finding in report.findings})
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        hint = f"\nhint: {finding.hint}" if finding.hint else ""
        assert result["message"]["text"] == finding.message + hint
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9%/._~:-]+", uri)
        assert unquote(uri.removeprefix("file://")) == finding.location.path
        assert list(place["physicalLocation"]["region"].values()) == [
            finding.location.line,
            finding.location.column,
            finding.location.end_line,
            finding.location.end_column,
        ]


def test_a_rule_is_explained_as_its_page_explains_it() -> None:
    driver = printed(by_hand.report(by_hand.finding("x")))["tool"]["driver"]
    about = explanation("SM101")
    assert (driver["name"], driver["semanticVersion"]) == ("servicemap", __version__)
    (rule,) = driver["rules"]
    assert (rule["id"], rule["name"]) == ("SM101", "orphan-team")
    assert rule["shortDescription"]["text"] == "A team that nobody relies on."
    assert rule["fullDescription"]["text"] == about.says
    assert about.matters in rule["help"]["markdown"]
    assert f"```yaml\n{about.instead}```" in rule["help"]["markdown"]
    assert "\x1b" not in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"enabled": True, "level": "error"}


def test_infos_are_notes_and_only_when_asked_for() -> None:
    report = by_hand.report(
        by_hand.finding("w", severity=Severity.WARNING),
        by_hand.finding("i", severity=Severity.INFO),
    )
    assert [result["level"] for result in printed(report)["results"]] == ["warning"]
    levels = {result["level"] for result in printed(report, everything=True)["results"]}
    assert levels == {"warning", "note"}


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    report = by_hand.report(
        by_hand.finding("a", allowed="In reserve until May"),
        by_hand.finding("b", known=True),
        by_hand.finding("c"),
    )
    assert [result["suppressions"] for result in printed(report)["results"]] == [
        [{"kind": "inSource", "justification": "In reserve until May"}],
        [{"kind": "external", "justification": "known from before"}],
        [],
    ]


def test_other_places_have_a_message_and_a_number() -> None:
    (result,) = printed(by_hand.report(by_hand.finding("Stores are here")))["results"]
    (related,) = result["relatedLocations"]
    assert (related["id"], related["message"]["text"]) == (1, "Stores are here")
    assert related["physicalLocation"]["artifactLocation"]["uriBaseId"] == "%SRCROOT%"


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("maps/our toys.yaml", {"uri": "maps/our%20toys.yaml", "uriBaseId": "%SRCROOT%"}),
        ("50%, a:b#c?.yaml", {"uri": "50%25%2C%20a%3Ab%23c%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("倉庫.yaml", {"uri": "%E5%80%89%E5%BA%AB.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/toys.yaml", {"uri": "file:///srv/toys.yaml"}),
        ("C:/maps/our toys.yaml", {"uri": "file:///C:/maps/our%20toys.yaml"}),
    ],
)
def test_a_path_is_a_uri(path: str, artifact: dict[str, str]) -> None:
    finding = by_hand.finding("x", location=Location(path, 1, 1, 1, 2))
    (result,) = printed(by_hand.report(finding))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_a_line_has_the_hash_that_github_gives_it() -> None:
    """The hash of ` d`, the last of four lines, as in the tests of github/codeql-action."""
    last = by_hand.finding("x", location=Location("a.yaml", 4, 1, 4, 2), subject="")
    report = by_hand.report(last, sources={"a.yaml": " a\nb\n  \t\tc\n d"})
    (result,) = printed(report)["results"]
    assert result["partialFingerprints"] == {"primaryLocationLineHash": "a23a3dc5e078b07b:1"}
    (unread,) = printed(by_hand.report(last))["results"]
    assert unread["partialFingerprints"] == {}


def test_python_without_docstrings_says_where_explanations_are(tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text("teams: {Stores: {}}\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-OO", "-m", "servicemap", "check", str(path), "--format", "sarif"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "")
    (run,) = json.loads(ran.stdout)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "Orphan team."
    assert "docs/reference/rules.md" in rule["help"]["text"]


def test_the_help_of_a_rule_can_be_followed() -> None:
    driver = printed(by_hand.report(by_hand.finding("x")))["tool"]["driver"]
    (rule,) = driver["rules"]
    with urlopen(rule["helpUri"]) as page:  # no network is asked: the address holds the text
        assert page.headers.get_content_type() == "text/plain"
        text = page.read().decode("utf-8")
    assert text.startswith("SM101 orphan-team\n\nA team that nobody relies on.")
    assert rule["help"]["text"] in text


def many(count: int) -> Report:
    """As many findings, every tenth an error, the last of them allowed."""
    weights = (Severity.ERROR, *(Severity.WARNING,) * 9)
    found = [
        Finding(
            "SM101",
            f"said {n}",
            Location("a.yaml", n + 1, 1, n + 1, 2),
            severity=weights[n % 10],
            allowed="In reserve" if n > count - 11 else None,
        )
        for n in range(count)
    ]
    return by_hand.report(*found)


@with_schema
def test_no_more_results_than_github_takes_and_the_worst_first() -> None:
    text = FORMATS["sarif"]([many(25_500)], Ink(), everything=False)
    run = json.loads(text)["runs"][0]
    assert wrong(text[: text.index('"results"')] + '"results": []}]}') == []
    results = run["results"]
    assert len(results) == 25_000
    levels = [result["level"] for result in results]
    assert levels == ["error"] * 2549 + ["warning"] * (25_000 - 2549)
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results]
    assert lines[:2549] == sorted(lines[:2549])
    assert lines[2549:] == sorted(lines[2549:])
    assert not any(result["suppressions"] for result in results)
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == (
        "500 findings more than the 25,000 that SARIF readers take: the worst are here"
    )


def test_where_all_fit_nothing_is_said_of_more_and_they_come_as_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("servicemap.reporting.hosts.sarif.MOST_RESULTS", 300)
    run = printed(many(300))
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert [result["level"] for result in run["results"][:11]].count("error") == 2


def test_no_more_places_than_are_shown() -> None:
    places = tuple(
        by_hand.finding("x").related[0]._replace(message=f"place {n}") for n in range(150)
    )
    (result,) = printed(by_hand.report(by_hand.finding("x", related=places)))["results"]
    assert len(result["relatedLocations"]) == 100
    assert result["message"]["text"].endswith("and 50 other places")
