"""The production services of GitLab.com, against an independent reading of the same files.

The reading below uses nothing of the package: PyYAML composes the files, plain loops follow the
links. What it expects, from what docs/reference says of each rule, is what the check must find: no
more and no less, each at its place. It reads the files as they are, and without the lines that
name somebody who is not there, since some rules do not judge a map that is misread.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from servicemap.checking import check
from servicemap.config import DEFAULTS
from servicemap.findings import Report
from servicemap.loading import read_texts
from tests.few_rules import judged_by

judged = judged_by(
    *("SM101", "SM102", "SM103", "SM104", "SM105", "SM106", "SM107", "SM108", "SM201", "SM202"),
    *("SM203", "SM204", "SM205", "SM206", "SM207", "SM208", "SM301", "SM302", "SM303", "SM304"),
    *("SM305", "SM306", "SM308", "SM309", "SM901"),
)

SERVICES = Path(__file__).parent / "gitlab-services"
SECTIONS = ("teams", "end_users", "prospects", "distributors", "suppliers")

Place = tuple[str, int, int]
Texts = dict[str, str]


class Expected(NamedTuple):
    """A finding: its code, the name of the file, line and column counted from 1."""

    code: str
    file: str
    line: int
    column: int


class Link(NamedTuple):
    """One entry under `serves` or `relies_on`: who wrote it, whom it names, and where."""

    by: str
    provider: str
    customer: str
    named: str
    service: str
    place: Place


class Read(NamedTuple):
    """What stands in the files: each party's section, place and owner, all links, every key."""

    section: dict[str, str]
    place: dict[str, Place]
    owner: dict[str, str]
    links: list[Link]
    keys: set[str]


def as_they_are() -> Texts:
    return {path.name: path.read_text(encoding="utf-8") for path in SERVICES.glob("*.yaml")}


def without_misspelt_ones() -> Texts:
    """The files without each line that names somebody who is not there: an entry is one line."""
    texts = as_they_are()
    found = read(texts)
    wrong = {link.place[:2] for link in found.links if link.named not in found.place}
    return {
        name: "\n".join(
            line
            for number, line in enumerate(text.splitlines(), start=1)
            if (name, number) not in wrong
        )
        for name, text in texts.items()
    }


def place(file: str, node: Any) -> Place:
    return (file, node.start_mark.line + 1, node.start_mark.column + 1)


def entries(mapping: Any) -> dict[str, tuple[Any, Any]]:
    """The key and value nodes of a mapping node, by the text of the key."""
    if not isinstance(mapping, yaml.MappingNode):
        return {}
    assert len({key.value for key, _ in mapping.value}) == len(mapping.value), "a key twice"
    return {key.value: (key, value) for key, value in mapping.value}


def items(said: dict[str, tuple[Any, Any]], key: str) -> list[Any]:
    """The nodes of the list under a key, none where there is no such key."""
    return list(said[key][1].value) if key in said else []


def read(texts: Texts) -> Read:
    """Every party of the files, in the order of the map, and every entry that names another."""
    found = Read({}, {}, {}, [], set())
    for file, text in sorted(texts.items()):
        root = entries(yaml.compose(text))
        found.keys.update(root)
        for section in SECTIONS:
            for name, (key, body) in entries(root.get(section, (None, None))[1]).items():
                assert name not in found.place
                said = entries(body)
                found.keys.update(said)
                found.section[name], found.place[name] = section, place(file, key)
                if "owner" in said:
                    found.owner[name] = said["owner"][1].value
                for side, other in (("serves", "customer"), ("relies_on", "provider")):
                    for item in items(said, side):
                        entry = entries(item)
                        found.keys.update(entry)
                        named = entry[other][1]
                        provider, customer = (
                            (name, named.value) if side == "serves" else (named.value, name)
                        )
                        service = re.sub(r"\W+", "-", entry["service"][1].value.lower())
                        where = place(file, named)
                        found.links.append(
                            Link(name, provider, customer, named.value, service, where)
                        )
    return found


def independent_reading(texts: Texts) -> list[Expected]:
    """Every finding that the files deserve."""
    found = read(texts)
    # Nothing is promised, expected, confirmed, allowed or reckoned: SM204 to SM207, SM3xx and SM9xx
    # have nothing to speak of, nor have SM001 to SM006 and SM008 to SM010.
    assert found.keys == {
        *("map", "teams", "end_users", "name", "department", "owner"),
        *("serves", "relies_on", "customer", "provider", "service"),
    }
    misread = [link for link in found.links if link.named not in found.place]
    itself = [k for k in found.links if k.named in found.place and k.provider == k.customer]
    between = [k for k in found.links if k.named in found.place and k.provider != k.customer]
    expected = [Expected("SM007", *link.place) for link in misread]
    expected += [Expected("SM105", *link.place) for link in itself]
    expected += of_parties(found, between)
    expected += of_shape(found, between, judged=not misread)
    expected += of_names(between)
    return sorted(expected)


def of_parties(found: Read, between: list[Link]) -> list[Expected]:
    """SM101 to SM104, and SM201: what the map says of each party."""
    outside = outsiders(found)
    providers = {link.provider for link in between}
    customers = {link.customer for link in between}
    reaching = set(outside)
    while more := {k.provider for k in between if k.customer in reaching} - reaching:
        reaching |= more
    expected = []
    for name, section in found.section.items():
        where = found.place[name]
        if section == "teams" and name not in providers:
            expected.append(Expected("SM101", *where))
        elif section == "teams" and name not in reaching:
            expected.append(Expected("SM102", *where))
        elif name in outside and name not in customers:
            expected.append(Expected("SM103", *where))
        elif section == "suppliers" and name not in providers:
            expected.append(Expected("SM104", *where))
        if found.owner and name in providers and name not in found.owner:
            expected.append(Expected("SM201", *where))
    return expected


def outsiders(found: Read) -> set[str]:
    outside = {"end_users", "prospects", "distributors"}
    return {name for name, section in found.section.items() if section in outside}


def of_shape(found: Read, between: list[Link], *, judged: bool) -> list[Expected]:
    """SM106, SM107 and SM108: circles, those without whom nothing arrives, parts that stand apart.

    Nobody is said to have no substitute where a line may be missing.
    """
    names = list(found.place)
    after = {name: {k.customer for k in between if k.provider == name} for name in names}
    reached = {name: everybody_from(after, name) for name in names}
    expected = []
    for name in names:
        together = [other for other in names if other in reached[name] and name in reached[other]]
        if together and together[0] == name:
            # Every one of them relies on the next; the finding stands at the first by name.
            first = min(shortest_rounds(after, sorted(together)))
            expected.append(Expected("SM106", *found.place[first[0]]))

    both = {
        name: after[name] | {k.provider for k in between if k.customer == name} for name in names
    }
    served = [k.customer for k in between if k.customer in outsiders(found)]
    parts = {frozenset({name, *everybody_from(both, name)}) for name in served}
    assert len(parts) == 1, "no part of this map stands apart, or SM108 has something to say"

    without = {
        team
        for customer in (set(served) if judged else ())
        for team in names
        if found.section[team] == "teams" and not arrives_without(team, customer, after, reached)
    }
    return expected + [Expected("SM107", *found.place[team]) for team in without]


def everybody_from(after: dict[str, set[str]], start: str) -> set[str]:
    """Who is reached from there in one step or more."""
    seen = set(after[start])
    while more := {there for here in seen for there in after[here]} - seen:
        seen |= more
    return seen


def shortest_rounds(after: dict[str, set[str]], together: list[str]) -> list[tuple[str, ...]]:
    """Every shortest way round among some, each from the one of its parties that is first."""
    ways: list[tuple[str, ...]] = [(name,) for name in together]
    while True:
        rounds = [way for way in ways if way[0] in after[way[-1]]]
        if rounds:
            return [way for way in rounds if way[0] == min(way, key=together.index)]
        ways = [
            (*way, there)
            for way in ways
            for there in together
            if there in after[way[-1]] and there not in way
        ]


def arrives_without(
    team: str, customer: str, after: dict[str, set[str]], reached: dict[str, set[str]]
) -> bool:
    """Whether a chain leads to the customer that does not run through the team.

    A chain begins with somebody behind whom nobody stands who is not in a circle with them.
    """
    left = {here: there - {team} for here, there in after.items() if here != team}
    begins = [
        here
        for here in after
        if all(there in reached[here] for there in after if here in reached[there])
    ]
    return any(here != team and customer in everybody_from(left, here) for here in begins)


def of_names(between: list[Link]) -> list[Expected]:
    """SM203 needs one who only serves and one who only relies, between the same two."""
    said = {(k.by == k.provider, k.provider, k.customer) for k in between}
    assert not any((not side, *ends) in said for side, *ends in said), "both sides speak"
    return []


def found_in(report: Report) -> list[Expected]:
    return sorted(
        Expected(f.code, Path(f.location.path).name, f.location.line, f.location.column)
        for f in report
    )


def report_on(texts: Texts, **settings: Any) -> Report:
    loaded = read_texts(texts)
    return check(
        loaded.map, loaded.findings, loaded.sources, settings=DEFAULTS._replace(**settings)
    )


@pytest.mark.parametrize("texts", [as_they_are, without_misspelt_ones])
def test_the_findings_are_those_of_the_independent_reading(texts: Any) -> None:
    assert found_in(report_on(texts())) == independent_reading(texts())


def test_what_only_one_side_declares_is_found_by_those_who_ask() -> None:
    texts = as_they_are()
    found = read(texts)
    said = Counter((k.provider, k.service, k.customer) for k in found.links)
    expected = [
        Expected("SM202", *link.place)
        for link in found.links
        if link.named in found.place
        and link.provider != link.customer
        and said[link.provider, link.service, link.customer] == 1
    ]
    assert len(expected) == 42
    report = report_on(texts, select=("SM202",))
    assert [one for one in found_in(report) if one.code == "SM202"] == sorted(expected)


def test_the_reading_itself_finds_what_a_person_counts_in_the_files() -> None:
    counted = Counter(one.code for one in independent_reading(as_they_are()))
    assert counted == {"SM007": 7, "SM101": 14, "SM105": 1, "SM106": 1, "SM201": 14}


def test_a_person_can_act_on_each() -> None:
    report = report_on(as_they_are())
    assert report.exit_code() == 1
    for finding in report:
        assert finding.message
        assert finding.location.path in report.sources
    postgres = [f for f in report if "postgres" in f.message and f.code == "SM007"]
    assert len(postgres) == 6
