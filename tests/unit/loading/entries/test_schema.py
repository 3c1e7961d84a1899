"""The schema for editors: it accepts every map of ours, and refuses what it can."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from servicemap.findings import KINDS
from servicemap.loading import read_text
from servicemap.loading.entries.records import READERS
from servicemap.loading.entries.schema import json_schema
from servicemap.loading.format.declarations import ENTRIES, SECTIONS
from servicemap.loading.format.kinds import ValueKind

ROOT = Path(__file__).parents[4]
MAPS = sorted((ROOT / "maps").rglob("*.yaml"))
OF_OTHERS = sorted((ROOT / "tests" / "maps").rglob("*.yaml"))

SCHEMA = json_schema()
VALIDATOR = Draft7Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: dates and times are text, `no` is text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(text: str) -> list[str]:
    document = yaml.load(text, Loader=EditorLoader)
    plain = json.loads(json.dumps(document, default=str))
    return [error.message for error in VALIDATOR.iter_errors(plain)]


def test_it_is_a_draft_7_schema_of_plain_json() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_accepts_our_maps(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", OF_OTHERS, ids=lambda path: str(path.name))
def test_it_accepts_a_map_that_is_not_ours(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


def walked(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from walked(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from walked(inner)


ANYTHING_SAID = [{"not": {"type": ["object", "array"]}}]
"""Below this nothing is lost, and editors propose no true and no false."""


def test_it_keeps_to_what_editors_complete_and_explain() -> None:
    for part in walked(SCHEMA):
        assert not {"oneOf", "allOf", "if"} & part.keys()
        assert part.get("anyOf", ANYTHING_SAID) == ANYTHING_SAID
        if "$ref" in part:
            assert part in [{"$ref": f"#/definitions/{name}"} for name in ("party", "end_user")]
        for inner in part.get("properties", {}).values():
            assert (
                inner["description"].endswith((".", "?", "]", "}", "'"))
                or "Example" in (inner["description"])
            )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.name))
def test_each_example_of_the_declarations_is_read_and_accepted(entry: Any) -> None:
    assert entry.keys
    for key in entry.keys:
        value = yaml.load(key.example, Loader=yaml.BaseLoader)
        assert value, f"{entry.name}.{key.name} has no example"
        assert key.about.endswith((".", "?"))


WHOLE = """
teams: {A: {serves: [{customer: B, %s}]}, C: {relies_on: [{provider: A, %s}]}, D: {%s}}
end_users: {B: {inside: no}}
"""


def test_examples_stand_in_a_map_as_they_are() -> None:
    serves, relies_on, party, header = (
        ", ".join(
            f"{key.name}: {key.example}"
            for key in next(entry for entry in ENTRIES if entry.name == name).keys
            if key.kind
            not in {
                ValueKind.PARTIES,
                ValueKind.SERVES,
                ValueKind.RELIES_ON,
                ValueKind.NEEDS,
                ValueKind.CALENDAR,
            }
            and key.name not in {"inside", "switch", "calendars", "service"}
        )
        for name in ("serves", "relies_on", "party", "map")
    )
    text = f"map: {{{header}}}" + WHOLE % (serves, relies_on, party)
    assert [f"{f.location}: {f.message}" for f in read_text(text).findings] == []
    assert complaints(text) == []


def test_every_kind_of_value_has_a_reader_and_every_section_a_schema() -> None:
    assert set(READERS) == set(ValueKind)
    assert list(SCHEMA["properties"]) == [section.name for section in SECTIONS]
    allowed = SCHEMA["definitions"]["party"]["properties"]["allow"]["properties"]
    assert set(allowed) == {k.name for c, k in KINDS.items() if not c.startswith("SM0")}


@pytest.mark.parametrize(
    "text",
    [
        "teams: {A: {serves: [{customer: B, service: T, takes: 2d}, B]}}",
        "teams: {A: {serves: {B: , C: [T, {service: U, promise: 2027-02-01 12:00}], D:"
        " {takes: 1d}}}}",
        "teams: {A: {relies_on: {any_of: [B, {provider: C, switch: 3d}], D: T}}}",
        "teams: {A: {relies_on: [{any_of: {B: T, C: }}, D, {provider: E, standing: yes}]}}",
        "teams: {A: {serves: [{customer: [B, C], needs: T, departs: Fri 17:00, worth: 12.5}]}}",
        "teams: [A, no, 1.10]\nend_users:\nprospects: {}\nscenarios:\noptions:",
        "map: {calendar: nights, calendars: {nights: {hours: [22:00-06:00], holidays: NO}}}",
        "map: {language: no, start: 2027-02-01T09:00, words: {teams: Crews}}",
        "scenarios: {x: {late: {A: 1d 4h, B/T: 2d elapsed}}}",
        "options: {x: {helps: A/T, saves: 1.5d, cost: 4, excludes: y}}",
        "teams: {A: {relies_on: [{any_of: [{provider: [B, C]}]}, {any_of: {D: [T, U]}}]}}",
        "teams: {A: {relies_on: {B: {slack: 1d}, any_of: [C, {provider: D, switch: 3d}]}}}",
        "teams: {A: {serves: [{customer: B, departs: 'mon, Thu 9:30'}, {customer: C, departs:"
        " Monthly Last}, {customer: D, departs: every 1w 2d}]}}",
        "teams: {A: {serves: [{customer: B, departs: daily 24:00}]}}",
        "teams: {A: {serves: [{customer: B, departs: Mon\u2013Fri 12:00, promise: 2027-12-31"
        " 24:00}]}}",
        "teams: {A: {serves: {B: {often_late: {chance: 100 %, typical: 1d, worst: 1d}}}}}",
        "teams: {A: {serves: {B: {often_late: {chance: 0.25, typical: 1d, worst: 1d}}}}}",
        "teams: {A: {serves: {B: {often_late: {chance: '1.0', typical: 1d, worst: 1d}}}}}",
        "map: {calendar: {hours: '9:00-12:00, 13:00 - 17:00', workdays: [Mon-Wed, Fri]}}",
        "map: {calendar: {hours: {Mon-Thu: 8:00-16:30, Fri: [8:00-10:00, 11:00-13:00]}, day: 7h"
        " 30m, also: 2027-02-06, holidays: [2027-02-08..2027-02-12, HK]}}",
        "teams: {A: {serves: [{customer: B, promise: 'Mon, Thu 9:30', not_before: 2027-03-01"
        " 12:00}, {customer: C, promise: monthly 25 12:00, departs: monthly 25 12:00}, {customer:"
        " D, promise: Monthly Last}]}}",
        "teams: {A: {relies_on: [{provider: B, expects: daily 15:00}]}}",
        "end_users: {A: {inside: yes, confirmed: 2199-12-31}}",
        "teams: {A: {owner: no, about: 12, confirmed: 2027-01-01, objectives: one}}",
    ],
)
def test_it_accepts_every_form(text: str) -> None:
    # The names in these scraps lead nowhere; but for that, the reader accepts them as well.
    assert {f.code for f in read_text(text).findings} <= {"SM006", "SM007", "SM009"}
    assert complaints(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "customers: [B]",
        "teams: {A: {serve: {B: T}}}",
        "teams: {A: {serves: [{custmer: B}]}}",
        "teams: {A: {serves: [{service: T}]}}",
        "teams: {A: {serves: {B: {takes: 3}}}}",
        "teams: {A: {serves: [{customer: B, takes: soon}]}}",
        "teams: {A: {serves: [{customer: B, takes: {best: 1d, likely: 2d}}]}}",
        "teams: {A: {serves: [{customer: B, promise: 01/02/2027}]}}",
        "teams: {A: {allow: {orphan-teem: x}}}",
        "teams: {A: {feedback: {score: 11}}}",
        "teams: {A: {feedback: {rung: fan}}}",
        "teams: {A: {care: {recovery: {apologize: x}}}}",
        "teams: {A: [B]}",
        "teams: {A: {inside: yes}}",
        "suppliers: {A: {inside: no}}",
        "teams: {A: {serves: [{customer: [], service: T}]}}",
        "teams: {A: {relies_on: [{any_of: [B, C], slack: 1d}]}}",
        "teams: {A: {relies_on: [{provider: D, any_of: [B, C]}]}}",
        "teams: {A: {relies_on: [{service: T, slack: 1d}]}}",
        "teams: {A: {relies_on: [{}]}}",
        "teams: {A: {relies_on: [{provider: B, switch: 1d}]}}",
        "teams: {A: {relies_on: {B: {switch: 1d}}}}",
        "teams: {A: {relies_on: {B: [{switch: 1d}]}}}",
        "teams: {A: {relies_on: [{any_of: [B]}]}}",
        "teams: {A: {relies_on: [{any_of: [{provider: B, slack: 1d}]}]}}",
        "teams: {A: {relies_on: [{any_of: []}]}}",
        "teams: {A: {relies_on: [{any_of: }]}}",
        "teams: {A: {relies_on: {any_of: {B: T}}}}",
        "teams: {A: {serves: [{customer: B, departs: weekly}]}}",
        "teams: {A: {serves: [{customer: B, departs: '17:00'}]}}",
        "teams: {A: {serves: [{customer: B, departs: Fri 25:00}]}}",
        "teams: {A: {serves: {B: {often_late: {chance: 120%, typical: 1d, worst: 2d}}}}}",
        "teams: {A: {serves: {B: {often_late: {chance: 20, typical: 1d, worst: 2d}}}}}",
        "teams: {A: {confirmed: 2027-13-01}}",
        "teams: {A: {confirmed: 1066-10-14}}",
        "teams: {A: {serves: [{customer: B, promise: 2027-02-01 25:00}]}}",
        "map: {calendar: {hours: 9-25}}",
        "map: {calendar: {hours: [09:00-12:00, 13-17]}}",
        "map: {calendar: {hours: []}}",
        "map: {calendar: {workdays: []}}",
        "map: {link: 'javascript:alert(1)'}",
        "map: [x]",
        "options: {x: {helps: A/T, saves: 1d}}",
        "- A",
        "A",
    ],
)
def test_what_it_refuses_the_reader_refuses_too(text: str) -> None:
    assert complaints(text)
    assert read_text(text).findings
