"""What is found, and of whom, does not change with the order of lines and files."""

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servicemap.checking import check
from servicemap.config import DEFAULTS
from servicemap.findings import Severity
from servicemap.loading import read_texts
from servicemap.rules.explanations import Explanation, explanations
from tests.examples import examples

TODAY = date(2027, 2, 1)
EVERY_RULE = DEFAULTS._replace(severity={"SM201": Severity.INFO, "SM202": Severity.INFO})
TEAMS = ("Anna", "Bert", "Carl", "Dora", "Emil", "Fritz")
CUSTOMERS = ("Yves", "Zoe")
SERVICES = ("Stock", "Stocks", "Tills")

entries = st.fixed_dictionaries(
    {"customer": st.sampled_from((*TEAMS, *CUSTOMERS)), "service": st.sampled_from(SERVICES)},
    optional={
        "departs": st.sampled_from(["every 17d", "Fri 17:00"]),
        "promise": st.sampled_from(["1d", "2026-01-01"]),
        "allow": st.just({"circular-reliance": "So it is", "island": "So it is"}),
    },
)
wishes = st.fixed_dictionaries(
    {"provider": st.sampled_from(TEAMS), "service": st.sampled_from(SERVICES)},
    optional={"slack": st.just("1d"), "standing": st.just("yes"), "expects": st.just("1d")},
)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "serves": st.lists(entries, max_size=3, unique_by=lambda e: (e["customer"], e["service"])),
        "relies_on": st.lists(
            wishes, max_size=2, unique_by=lambda e: (e["provider"], e["service"])
        ),
        "owner": st.just("Kim"),
        "allow": st.just({"loop-without-slack": "So it is"}),
    },
)


def as_files(teams: list[tuple[str, Any]], customers: list[str], first: str) -> dict[str, str]:
    """A file for each team; the one with the customers comes first or last."""
    files = {
        f"{number}.yaml": yaml.safe_dump({"teams": {name: body}}, sort_keys=False)
        for number, (name, body) in enumerate(teams)
    }
    return {
        **files,
        f"{first}.yaml": yaml.safe_dump({"map": {"start": "2026-02-01"}, "end_users": customers}),
    }


def found_in(files: dict[str, str]) -> set[tuple[str, str, bool]]:
    loaded = read_texts(files)
    report = check(loaded.map, loaded.findings, loaded.sources, today=TODAY, settings=EVERY_RULE)
    return {(f.code, f.subject, f.allowed is not None) for f in report if not f.malforms}


@examples(150)
@given(st.lists(bodies, min_size=6, max_size=6), st.sets(st.sampled_from(TEAMS)), st.data())
def test_findings_are_about_the_same_whatever_the_order(
    drawn: list[dict[str, Any]], measured: set[str], data: st.DataObject
) -> None:
    teams = list(zip(TEAMS, drawn, strict=True))
    for name, body in teams:
        for entry in body.get("serves", ()):
            if name in measured and entry["service"] == "Stock":
                entry["takes"] = "1d"
    shuffled = [
        (
            name,
            {
                key: data.draw(st.permutations(said)) if isinstance(said, list) else said
                for key, said in body.items()
            },
        )
        for name, body in data.draw(st.permutations(teams))
    ]
    before = found_in(as_files(teams, list(CUSTOMERS), "z"))
    assert found_in(as_files(shuffled, list(reversed(CUSTOMERS)), "0a")) == before


@pytest.mark.parametrize("about", [one for one in explanations() if one.code[:3] in ("SM1", "SM3")])
def test_the_example_of_each_rule_read_from_its_end(about: Explanation) -> None:
    """Parties, and what each of them serves and relies on, in the opposite order."""
    tree = yaml.safe_load(about.example)
    turned = {key: turned_round(said) for key, said in reversed(tree.items())}
    found = [found_in({"map.yaml": yaml.safe_dump(one, sort_keys=False)}) for one in (tree, turned)]
    assert about.code in {code for code, *_ in found[0]}
    assert found[0] == found[1]


def turned_round(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: turned_round(one) for key, one in reversed(said.items())}
    return list(map(turned_round, reversed(said))) if isinstance(said, list) else said
