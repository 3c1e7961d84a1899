"""What a hint about circles says to write, written: the finding is gone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from servicemap.checking import check
from servicemap.findings import Report
from servicemap.loading import read_text
from servicemap.rules.explanations import explanation

HERE = Path(__file__).parent
CIRCLES = ("SM106", "SM304", "SM305")
MAPS = {
    **{f"the example of {code}": explanation(code).example for code in CIRCLES},
    **{
        f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8")
        for code in CIRCLES
        for path in sorted(HERE.glob(f"{code}/*.yaml"))
    },
}
NEEDS = re.compile(
    r"if ([\w ]+?)(?: and ([\w ]+))? (?:does not wait for it, write that under serves: needs:"
    r" \[(.*?)\]|do not wait for it, give them needs: without it, under serves:)"
)
SLACK = re.compile(
    r"if ([\w ]+) can go on without ([\w ]+) for (?:a while|so long), write slack: (\w+) with it"
    r" under the relies_on of \1"
)

Parties = dict[str, dict[str, Any]]


def report_on(text: str) -> Report:
    loaded = read_text(text)
    assert not loaded.findings, [f.message for f in loaded.findings]
    return check(loaded.map)


def in_long(said: Any, other: str) -> list[dict[str, Any]]:
    """`serves` or `relies_on`, every entry in its long form."""
    if isinstance(said, dict):
        return [{other: name, "service": service} for name, service in said.items()]
    return [entry if isinstance(entry, dict) else {other: entry} for entry in said or ()]


def parties_of(tree: dict[str, Any]) -> Parties:
    """Every party that says something, what it says in the long form."""
    found: Parties = {}
    for section in tree.values():
        for name, body in section.items() if isinstance(section, dict) else ():
            if isinstance(body, dict) and {"serves", "relies_on"} & body.keys():
                for key, other in (("serves", "customer"), ("relies_on", "provider")):
                    body[key] = in_long(body.get(key), other)
                found[name] = body
    return found


def with_needs(parties: Parties, services: list[str], needs: list[str]) -> None:
    """Write `needs` with every entry of these services, wherever it is said who gets them."""
    for service in services:
        entries = [
            e for body in parties.values() for e in body["serves"] if e["service"] == service
        ]
        for entry in entries:
            entry["needs"] = needs
        if not entries:
            (name, entry), *_ = [
                (e["provider"], {"customer": name, "service": service, "needs": needs})
                for name, body in parties.items()
                for e in body["relies_on"]
                if e.get("service") == service
            ]
            parties[name]["serves"].append(entry)


def with_slack(parties: Parties, customer: str, service: str, slack: str) -> None:
    (provider,) = (
        name
        for name, body in parties.items()
        if any(entry["service"] == service for entry in body["serves"])
    )
    entries = parties[customer]["relies_on"]
    entry: dict[str, Any] = next(
        (e for e in entries if (e["provider"], e.get("service")) == (provider, service)), {}
    )
    if not entry:
        entries[:] = [e for e in entries if e != {"provider": provider}]
        entries.append(entry)
    entry |= {"provider": provider, "service": service, "slack": slack}


def cured(text: str, hint: str) -> list[str]:
    """The map with each of the cures that a hint names, applied by itself."""
    maps = []
    for pattern in (NEEDS, SLACK):
        for found in pattern.finditer(hint):
            tree = yaml.safe_load(text)
            tree["suppliers"] = {
                n: {"serves": [], "relies_on": []} for n in tree.get("suppliers", ())
            }
            parties = parties_of(tree)
            if pattern is NEEDS:
                needs = [one for one in (found[3] or "").split(", ") if one]
                with_needs(parties, [one for one in found.group(1, 2) if one], needs)
            else:
                with_slack(parties, found[1], found[2], found[3])
            maps.append(json.dumps(tree))
    return maps


@pytest.mark.parametrize("name", MAPS)
def test_each_cure_that_a_hint_names_cures(name: str) -> None:
    text = MAPS[name]
    for finding in (f for f in report_on(text) if f.code in CIRCLES):
        maps = cured(text, finding.hint)
        assert len(maps) == (1 if "; or" not in finding.hint else 2), finding.hint
        for mended in maps:
            left = {(f.code, f.subject) for f in report_on(mended)}
            assert (finding.code, finding.subject) not in left, finding.hint


def test_what_is_normally_there_already_cures_no_circle() -> None:
    """Lateness goes round all the same, and that is what these findings are about."""
    for code in CIRCLES:
        text = explanation(code).example
        assert "standing" not in next(f.hint for f in report_on(text) if f.code == code)
        tree = yaml.safe_load(text)
        parties = parties_of(tree)
        for name, body in parties.items():
            body["relies_on"] = [
                {"provider": other, "service": entry["service"], "standing": "yes"}
                for other, said in parties.items()
                for entry in said["serves"]
                if entry["customer"] == name
            ] + [{**entry, "standing": "yes"} for entry in body["relies_on"]]
        assert code in {f.code for f in report_on(json.dumps(tree))}


TWICE_ROUND = """
teams:
  Sales:
    serves:
      - {customer: [Workshop, Paint shop], service: Orders, takes: 1d}
  Paint shop:
    serves:
      - {customer: [Workshop, Sales], service: Frames, takes: 1d}
  Workshop:
    serves:
      - {customer: [Sales, Paint shop], service: Free places, takes: 4h, needs: [Orders, Frames]}
      - {customer: Cyclists, service: Repair, takes: 1d, needs: [], promise: 2d}
end_users: [Cyclists]
"""


def test_where_one_step_does_not_end_it_the_hint_says_so() -> None:
    (found,) = (f for f in report_on(TWICE_ROUND) if f.code == "SM304")
    assert found.hint.endswith("; it is one of several circles there")


def test_a_circle_is_one_of_work_that_waits_and_not_of_who_knows_whom() -> None:
    """Two teams serve each other, and neither waits for what it gets: `needs` says so."""
    text = """
teams:
  Sales: {serves: [{customer: Workshop, service: Orders, needs: []}]}
  Workshop:
    serves:
      - {customer: Sales, service: Free places}
      - {customer: Cyclists, service: Repair}
end_users: [Cyclists]
"""
    assert "SM106" not in {f.code for f in report_on(text)}
    assert "SM106" in {f.code for f in report_on(text.replace(", needs: []", ""))}
