"""No red line in an editor under what `check` takes: each key, with all kinds of values.

Editors read YAML as 1.2 has it, and older ones, or those that are told to, as 1.1: there `no` is
false, `12:30` a number and a day is no text. The reader takes all of these for text first.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from servicemap.loading import read_text
from servicemap.loading.entries import subjects
from servicemap.loading.entries.schema import json_schema
from servicemap.loading.format.declarations import ENTRIES
from servicemap.loading.format.kinds import CHOICES, DeclaredKey
from tests.examples import in_turn
from tests.unit.loading.entries.test_schema import MAPS, OF_OTHERS, ROOT, EditorLoader
from tests.unit.test_every_key_lands import AT, BASE, ELSEWHERE, at

SCHEMA = json_schema()
GOOD = sorted((ROOT / "tests" / "rules").rglob("good*.yaml"))
PADDED = {"''", "' early'"}
"""A choice in quotation marks with spaces, or none: editors are told the words alone."""

LOADERS = {"1.2": EditorLoader, "1.1": yaml.SafeLoader}

VALUES = (
    *("yes", "no", "on", "off", "YES", "True", "true", "FALSE", "n", "'yes'", "' no '", "'null'"),
    *("null", "~", "", "''", "none", "IT", "' it '", "Orders", "IT/Tills", "round-the-clock"),
    *("0", "8", "'8'", "08", "010", "12.5", "'12.50'", "1e3", "0x10", "1_000", "0.2", "'0.2'"),
    *("20%", "' 20 %'", "'10'", "100%", "12:30", "'12:30'", "24:00", "9:00-17:00", "22:00-06:00"),
    *("2027-02-01", "'2027-02-01'", "2027-02-01 12:00", "2027-02-01T12:00", "2027-02-01 9:30:00"),
    *("3d", "'3d'", "1d 4h", "2 days", "1.5d", "0d", "2d elapsed", "1 week, 2 days", "30 M"),
    *("Fri 12:00", "daily 9:00", "'Mon,Thu 09:30'", "monthly last", "monthly 25 12:00", "every 1w"),
    *("Mon-Fri", "Sun-Thu", "[Mon, Wed]", "HK", "NO", "DE-BY", "[NO, 2027-02-08]", "Europe/Berlin"),
    *("en", "no-NO", "zh-Hant"),
    *("https://toys.example", "mailto:a@b.example", "a.csv", "../a b.csv"),
    *("survey", "account", "weather", "save-time", "' early'", "Spätdienst", "a: b".join("''")),
    *("[]", "[IT]", "[IT, stores]", "[yes]", "[12]"),
    *("['']", "[~]", "[x, y]", "[2027-02-01]", "[IT/Tills]"),
    *("[9:00-12:00, 13:00-17:00]", "2027-02-01..2027-02-05", "[2027-02-01..2027-02-05]", "{}"),
    *("{IT: Tills}", "{IT: 3d}", "{IT: }"),
    *("{IT: [no, 12]}", "{IT: {service: on}}", "{x: 2027-02-01, y: 3d}"),
    *("{score: 3}", "[{score: 3}, {score: '4', from: yes}]", "[{}]", "{score: 3, says: on}"),
    *("[x, {say: y}]", "{say: y}", "[{say: yes, score: Stores, at_least: '8'}]", "[1.10, no]"),
    *("[{say: 1, keep: Price list, to: Stores, at_least: 0.5}, {say: no}]",),
    *("{best: 1d, likely: 2d, worst: 3d}", "{chance: 5%, typical: 1d, worst: 2d}"),
    *("{listen: no, every: 7d}", "{atone: off}", "{thank: 12}", "{orphan-team: yes}"),
    *("{hours: 8:00-12:00}", "{hours: {Mon-Thu: 8:00-16:30, Fri: 8:00-13:00}, holidays: NO}"),
    *("{nights: {hours: 22:00-6:00}}", "{nights: }", "{end_users: yes}", "{teams: 12}"),
    *("{provider: no, takes: 3d}", "{provider: New, takes: {best: 1d, likely: 2d, worst: 3d}}"),
    *("[{provider: IT, service: no}]",),
    *("[{customer: IT, needs: none}]", "[{customer: [IT], takes: 0d}]"),
    *("[{any_of: [IT, Stores]}]",),
    *("{any_of: {IT: yes, Stores: }}", "[IT, {provider: Stores, standing: ON}]"),
)  # fmt: skip


def written(entry: str, key: str) -> Iterator[tuple[str, str]]:
    """Each of the values, and a map that has it under a key."""
    way = ELSEWHERE.get((entry, key), AT[entry])
    named = ("map", "teams", "suppliers", "end_users", way[0])
    said = {section: deepcopy(BASE[section]) for section in BASE if section in named}
    said["end_users"] |= {"no": None, "2.1": None}
    at(said, way)[key] = "@@"
    whole = json.dumps(said, default=str)
    for value in VALUES:
        yield value, whole.replace('"@@"', value)


def schema_at(way: tuple[str | int, ...]) -> dict[str, Any]:
    """What the schema says of a place in a map."""
    found = SCHEMA
    for step in way:
        if isinstance(step, int):
            found = found["items"]
        else:
            found = found.get("properties", {}).get(step) or found["additionalProperties"]
        if "$ref" in found:
            found = SCHEMA["definitions"][found["$ref"].rpartition("/")[2]]
    return found


@cache
def plain(text: str, loader: type[yaml.SafeLoader]) -> Any:
    """What an editor makes of a text: to it a day is text, as in JSON."""
    return json.loads(json.dumps(yaml.load(text, Loader=loader), default=str))


KINDS = {key.kind: (entry.name, key) for entry in ENTRIES for key in entry.keys}
"""A key of each kind of value."""


@pytest.mark.parametrize(
    ("entry", "key"),
    [pytest.param(*of, id=f"{of[0]}.{of[1].name}") for of in KINDS.values()],
)
def test_what_is_taken_has_no_red_line(
    entry: str, key: DeclaredKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whether there are findings is asked, and not what each of them is about.
    monkeypatch.setattr(subjects, "with_subjects", lambda findings, *_: findings)
    way = (*ELSEWHERE.get((entry, key.name), AT[entry]), key.name)
    editor = Draft7Validator(schema_at(way))
    taken = [value for value, text in written(entry, key.name) if not read_text(text).findings]
    if key.kind in CHOICES:
        taken = [value for value in taken if value not in PADDED]
    assert taken
    red = [
        (value, version)
        for value in taken
        for version, loader in LOADERS.items()
        if not editor.is_valid(plain(value, loader))
    ]
    assert red == []


@pytest.mark.parametrize(
    ("path", "version"),
    in_turn([*MAPS, *OF_OTHERS, *GOOD], [*LOADERS]),
    ids=lambda one: one if isinstance(one, str) else f"{one.parent.name}/{one.name}",
)
def test_a_good_map_has_no_red_line(path: Path, version: str) -> None:
    whole = plain(path.read_text(encoding="utf-8"), LOADERS[version])
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(whole)] == []
