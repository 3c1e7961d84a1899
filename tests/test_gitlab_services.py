"""The production services of GitLab.com, against an independent reading of the same files.

The reading below uses nothing of the package: PyYAML composes the files, plain loops follow the
links. What it expects is what the check must find, no more and no less, each at its place.
"""

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from servicemap.checking import check
from servicemap.findings import Report, Severity
from servicemap.loading import load_one

SERVICES = Path(__file__).parents[2] / "shared" / "data" / "gitlab-services"

pytestmark = pytest.mark.skipif(
    not SERVICES.is_dir(), reason=f"the real map is not here: {SERVICES}"
)


class Expected(NamedTuple):
    """A finding: its code, the name of the file, line and column counted from 1."""

    code: str
    file: str
    line: int
    column: int


class Link(NamedTuple):
    """One entry under `serves` or `relies_on`: who wrote it, whom it names, and where."""

    provider: str
    customer: str
    named: str
    place: tuple[str, int, int]


def place(file: str, node: Any) -> tuple[str, int, int]:
    return (file, node.start_mark.line + 1, node.start_mark.column + 1)


def entries(mapping: Any) -> dict[str, tuple[Any, Any]]:
    """The key and value nodes of a mapping node, by the text of the key."""
    if not isinstance(mapping, yaml.MappingNode):
        return {}
    return {key.value: (key, value) for key, value in mapping.value}


def parties_and_links() -> tuple[dict[str, tuple[str, tuple[str, int, int]]], list[Link]]:
    """Each party with its section and place, and every entry that names another."""
    parties: dict[str, tuple[str, tuple[str, int, int]]] = {}
    links: list[Link] = []
    for path in sorted(SERVICES.glob("*.yaml")):
        root = entries(yaml.compose(path.read_text(encoding="utf-8")))
        for section in ("teams", "end_users", "prospects", "distributors", "suppliers"):
            for name, (key, body) in entries(root.get(section, (None, None))[1]).items():
                assert name not in parties
                parties[name] = (section, place(path.name, key))
                said = entries(body)
                for served in items(said, "serves"):
                    other = entries(served)["customer"][1]
                    links.append(Link(name, other.value, other.value, place(path.name, other)))
                for relied_on in items(said, "relies_on"):
                    other = entries(relied_on)["provider"][1]
                    links.append(Link(other.value, name, other.value, place(path.name, other)))
    return parties, links


def items(said: dict[str, tuple[Any, Any]], key: str) -> list[Any]:
    """The nodes of the list under a key, none where there is no such key."""
    return list(said[key][1].value) if key in said else []


def independent_reading() -> list[Expected]:
    """Every finding that the files deserve."""
    parties, links = parties_and_links()
    unknown = [link for link in links if link.named not in parties]
    known = [link for link in links if link.named in parties]
    itself = [link for link in known if link.provider == link.customer]
    between = [link for link in known if link.provider != link.customer]
    group = {name: section for name, (section, _) in parties.items()}
    outside = {n for n, g in group.items() if g in {"end_users", "prospects", "distributors"}}
    providers = {link.provider for link in between}
    customers = {link.customer for link in between}

    reaching = set(outside)
    while more := {k.provider for k in between if k.customer in reaching} - reaching:
        reaching |= more

    expected = [Expected("SM007", *link.place) for link in unknown]
    expected += [Expected("SM105", *link.place) for link in itself]
    for name, (section, where) in parties.items():
        if section == "teams" and name not in providers:
            expected.append(Expected("SM101", *where))
        elif section == "teams" and name not in reaching:
            expected.append(Expected("SM102", *where))
        elif name in outside and name not in customers:
            expected.append(Expected("SM103", *where))
        elif section == "suppliers" and name not in providers:
            expected.append(Expected("SM104", *where))
    return sorted(expected)


@pytest.fixture(scope="module")
def report() -> Report:
    loaded = load_one(str(SERVICES))
    return check(loaded.map, loaded.findings, loaded.sources)


def test_the_findings_are_those_of_the_independent_reading(report: Report) -> None:
    found = sorted(
        Expected(f.code, Path(f.location.path).name, f.location.line, f.location.column)
        for f in report
        if f.severity is not Severity.INFO
    )
    assert found == independent_reading()


def test_the_reading_itself_finds_what_a_person_counts_in_the_files() -> None:
    assert Counter(e.code for e in independent_reading()) == {"SM007": 7, "SM101": 14, "SM105": 1}


def test_a_person_can_act_on_each(report: Report) -> None:
    assert report.exit_code() == 1
    for finding in report:
        assert finding.message
        assert finding.location.path in report.sources
    postgres = [f for f in report if "postgres" in f.message and f.code == "SM007"]
    assert len(postgres) == 6
