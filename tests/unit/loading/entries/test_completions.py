"""The schema with a map's own names: it completes them, and refuses nothing more than without."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from servicemap.loading import load_one, read_text
from servicemap.loading.entries.completions import schema_with_names
from servicemap.loading.entries.schema import json_schema
from tests.unit.loading.entries.test_schema import MAPS, EditorLoader, walked

ROOT = Path(__file__).parents[4]
TOYS = load_one(ROOT / "maps" / "harbour-toys").map
SCHEMA = schema_with_names(TOYS)
PARTY = SCHEMA["definitions"]["party"]["properties"]


def complaints(schema: dict[str, Any], document: object) -> list[str]:
    return sorted(error.message for error in Draft7Validator(schema).iter_errors(document))


def plain(text: str) -> object:
    return json.loads(json.dumps(yaml.load(text, Loader=EditorLoader), default=str))


def proposed(schema: dict[str, Any], one: dict[str, Any], what: str = "examples") -> list[str]:
    """The names that an editor finds for a value, or as the keys (`properties`) of a mapping."""
    names = [schema["definitions"][ref["$ref"].rpartition("/")[2]] for ref in one["allOf"]]
    return [name for found in names for name in found[what]]


def test_values_are_proposed() -> None:
    entry = PARTY["serves"]["items"]["properties"]
    assert proposed(SCHEMA, entry["customer"]) == [party.name for party in TOYS.parties.values()]
    assert "Toy factory/Finished toys" in proposed(SCHEMA, entry["needs"])
    assert proposed(SCHEMA, entry["needs"]["items"]) == proposed(SCHEMA, entry["needs"])
    assert "Stock for the shelves" in proposed(SCHEMA, entry["service"])
    provider = PARTY["relies_on"]["items"]["properties"]["provider"]
    assert "Print shop" in proposed(SCHEMA, provider)
    assert proposed(SCHEMA, PARTY["department"]) == ["Back office", "Retail"]
    assert proposed(SCHEMA, PARTY["calendar"]) == ["round-the-clock"]
    option = SCHEMA["properties"]["options"]["additionalProperties"]["properties"]
    assert proposed(SCHEMA, option["excludes"]["items"]) == ["Air freight", "Saturday shift"]
    assert "IT/Tills" in proposed(SCHEMA, option["helps"])


def test_keys_are_proposed_and_explained_as_any_other() -> None:
    serves = PARTY["serves"]
    names = [party.name for party in TOYS.parties.values()]
    assert proposed(SCHEMA, serves, "properties") == names
    plain_serves = json_schema()["definitions"]["party"]["properties"]["serves"]
    promise = plain_serves["additionalProperties"]["properties"]["promise"]
    assert serves["additionalProperties"]["properties"]["promise"] == promise
    assert "any_of" in PARTY["relies_on"]["properties"]
    late = SCHEMA["properties"]["scenarios"]["additionalProperties"]["properties"]["late"]
    assert {"Purchasing", "IT/Tills"} < {*proposed(SCHEMA, late, "properties")}


def test_no_party_is_proposed_as_a_key_of_an_entry() -> None:
    """Editors propose the examples of an item in a list as keys, since it may be an entry."""
    names = {party.name for party in TOYS.parties.values()}
    lists = [PARTY["serves"], PARTY["relies_on"], PARTY["relies_on"]["properties"]["any_of"]]
    for several in lists:
        assert names <= {*proposed(SCHEMA, several, "properties")}
        assert not names & several["items"]["properties"].keys()
        for one in several["items"], several["additionalProperties"]:
            assert not {"examples", "allOf"} & one.keys()


def test_neither_true_nor_false_is_proposed() -> None:
    """Editors propose both wherever `boolean` is among the types, or among the choices."""
    for part in walked(SCHEMA):
        assert "boolean" not in part.get("type", ())
        assert not {True, False} & set(part.get("enum", ()))
    assert PARTY["relies_on"]["items"]["properties"]["standing"]["examples"] == ["yes", "no"]


def test_what_customers_said_and_what_is_done_are_proposed() -> None:
    action = SCHEMA["properties"]["actions"]["additionalProperties"]["properties"]
    assert {"Stores", "Toy factory/Finished toys"} < {*proposed(SCHEMA, action["for"])}
    assert proposed(SCHEMA, action["for"]["items"]) == proposed(SCHEMA, action["for"])
    assert "save-time" in action["lever"]["enum"]
    objective = PARTY["objectives"]["items"]["properties"]
    assert "Stores" in proposed(SCHEMA, objective["score"])
    assert "allOf" not in PARTY["feedback"]["items"]["properties"]["score"]
    assert "Stores" in proposed(SCHEMA, objective["to"])
    assert "IT/Tills" in proposed(SCHEMA, objective["keep"])
    option = SCHEMA["properties"]["options"]["additionalProperties"]["properties"]
    assert "Stores" in proposed(SCHEMA, option["instead"]["properties"]["provider"])
    assert "survey" in PARTY["feedback"]["items"]["properties"]["kind"]["enum"]


def test_a_name_is_one_that_the_map_understands() -> None:
    m = read_text("""
teams:
  IT: {name: Information technology, serves: {Stores: Tills}}
  Stores:
    serves: {Shoppers: Toys}
end_users: [Shoppers]
""").map
    schema = schema_with_names(m)
    serves = schema["definitions"]["party"]["properties"]["serves"]
    assert proposed(schema, serves, "properties") == ["it", "Stores", "Shoppers"]
    needs = serves["items"]["properties"]["needs"]
    assert proposed(schema, needs) == ["it/Tills", "Stores/Toys"]


def test_each_name_stands_once_as_a_value_and_once_as_a_key() -> None:
    text = json.dumps(SCHEMA, ensure_ascii=False)
    assert text.count('"Toybox Online"') == 2


def test_a_map_without_names_leaves_the_plain_schema() -> None:
    assert schema_with_names(read_text("").map) == json_schema()


@pytest.mark.parametrize("path", MAPS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_map_is_judged_as_by_the_plain_schema(path: Path) -> None:
    document = plain(path.read_text(encoding="utf-8"))
    assert complaints(SCHEMA, document) == complaints(json_schema(), document) == []


@pytest.mark.parametrize(
    "text",
    [
        "teams: {Purchasing: {serves: {Stores: Stock, Nobody yet: More}}}",
        "teams: {Purchasing: {serves: {Stores: {promis: 3d}}}}",
        "teams: {Purchasing: {serves: {Strangers: {promis: 3d}}}}",
        "teams: {A: {serves: [Stores, {customer: Strangers, service: 1}]}}",
        "teams: {A: {serves: [{customer: []}]}}",
        "teams: {A: {relies_on: [{any_of: [IT, Stores]}, {any_of: [IT]}, {service: X}]}}",
        "teams: {A: {relies_on: {any_of: {IT: Tills, Stores: X}, IT: Y}}}",
        "teams: {A: {calendar: [], department: {}}}",
        "scenarios: {S: {late: {Purchasing: 2d, IT/Tills: soon, Strangers: 3x}}}",
        "options: {O: {helps: [], saves: 1d, cost: 3, excludes: {Air freight: yes}}}",
    ],
)
def test_what_is_refused_is_refused_by_both(text: str) -> None:
    document = plain(text)

    def places(schema: dict[str, Any]) -> list[list[str | int]]:
        errors = Draft7Validator(schema).iter_errors(document)
        return sorted((list(error.absolute_path) for error in errors), key=str)

    assert places(SCHEMA) == places(json_schema())


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is missing")
def test_another_program_takes_it(tmp_path: Path) -> None:
    schema = tmp_path / "servicemap.schema.json"
    schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
    run = [sys.executable, "-m", "check_jsonschema"]
    subprocess.run([*run, "--check-metaschema", str(schema)], check=True, capture_output=True)
    files = [str(path) for path in MAPS if path.parent.name == "harbour-toys"]
    subprocess.run([*run, "--schemafile", str(schema), *files], check=True, capture_output=True)
