"""The JSON Schema (draft-07) of a map, for editors: made from the declarations, never written.

Editors show one description a key and complete from `properties` and `enum`, and they lose both
below `anyOf`; so a key that takes several shapes has several types, and each keyword speaks of the
type it belongs to. They propose true, false and null for the types of these names; where a text
stands that they may take for one of them, it is said what does not stand there instead. The schema
is a first net: it never refuses what the reader accepts, and the reader finds the rest.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from servicemap.findings import KINDS
from servicemap.loading.entries.records import ALLOWABLE
from servicemap.loading.format.declarations import (
    ANY_OF,
    ANY_OF_ABOUT,
    PARTY,
    RELIES_ON,
    SECTIONS,
    SERVES,
)
from servicemap.loading.format.kinds import (
    CHOICES,
    STEPS,
    DeclaredEntry,
    DeclaredKey,
    DeclaredSection,
    ValueKind,
    step_about,
)
from servicemap.loading.format.parts import (
    CALENDAR,
    CARE,
    ESTIMATE,
    FEEDBACK,
    INSTEAD,
    OBJECTIVE,
    OFTEN_LATE,
)
from servicemap.model import Group

Schema = dict[str, Any]

_NO_TEXT = ["object", "array"]
"""What no text is; all else may be one: an editor takes `no` for false, and the reader does not."""

_NAME: Schema = {"not": {"type": [*_NO_TEXT, "null"]}}
"""One name of a list."""

_SAID: Schema = {"anyOf": [{"not": {"type": _NO_TEXT}}]}
"""A text, or nothing. Below `anyOf`, or editors would propose the key without its colon."""

_LENGTH = r"^\s*([0-9]+(\.[0-9]+)?\s*[A-Za-z]+[\s,]*)+([Ee]lapsed)?\s*$"
_EMPTY = r"^\s*$"
"""Text that says nothing, as a key without a value does."""
_DAY = r"(19[7-9][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)"
_DATE = rf"^\s*{_DAY}\s*$"
_MOMENT = rf"^\s*{_DAY}([Tt ]\s*{_CLOCK}(:00)?)?\s*$"
_AT_TIMES = (
    rf"[Mm][Oo][Nn][Tt][Hh][Ll][Yy]\s+([Ll][Aa][Ss][Tt]|[0-9]{{1,2}})(\s+{_CLOCK})?"
    rf"|[A-Za-z][A-Za-z\s,\u2013-]*\s{_CLOCK}"
)
_DEPARTS = rf"^\s*([Ee][Vv][Ee][Rr][Yy]\s+[0-9].*|{_AT_TIMES})\s*$"
_STRETCH = rf"{_CLOCK}\s*[-\u2013]\s*{_CLOCK}"
_HOURS = rf"^[\s,]*{_STRETCH}(\s*,[\s,]*{_STRETCH})*[\s,]*$"
_SHARE = r"^\s*((0*[0-9]{1,2}(\.[0-9]+)?|0*100(\.0+)?)\s*%|0+(\.[0-9]+)?|0*1(\.0+)?)\s*$"

_SCORE = r"^\s*(0?[0-9]|10)\s*$"
_YES_NO = (
    r"^\s*([Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"
)


def json_schema() -> Schema:
    """The schema of one file of a map, as plain JSON values."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A service map",
        "description": "Who relies on whom: teams, their services and their customers.",
        "type": "object",
        "properties": {section.name: _section(section) for section in SECTIONS},
        "additionalProperties": False,
        "definitions": {
            "party": _entry(PARTY, nothing=True, without=["inside"]),
            "end_user": _entry(PARTY, nothing=True),
        },
    }


def _section(section: DeclaredSection) -> Schema:
    if section.name == "map":
        return {"description": section.about, **_entry(section.entry, nothing=True)}
    entry = section.entry
    inside = _entry(entry) if entry is not PARTY else {"$ref": f"#/definitions/{_party(section)}"}
    schema: Schema = {
        "description": section.about,
        "type": ["object", "null"],
        "additionalProperties": inside,
    }
    if section.of_names:
        schema["type"] = ["object", "array", "null"]
        schema["items"] = _NAME
    return schema


def _party(section: DeclaredSection) -> str:
    """The definition of what stands in a section: end users alone have a key more."""
    return "end_user" if section.name == Group.END_USERS else "party"


def _entry(
    entry: DeclaredEntry,
    *,
    nothing: bool = False,
    without: Collection[str] = (),
    also: Iterable[str] = (),
    no: Iterable[str] | None = None,
) -> Schema:
    """A mapping with the keys of an entry, but for those it is `without`.

    `also` are further types that may stand there. With `no`, all may stand there but these.
    """
    stands: Schema = {"type": ["object", *(["null"] if nothing else []), *also]}
    if no is not None:
        stands = {"not": {"type": list(no)}} if no else {}
    schema: Schema = {
        **stands,
        "properties": {key.name: _key(key) for key in entry.keys if key.name not in without},
        "additionalProperties": False,
    }
    required = [key.name for key in entry.required() if key.name not in without]
    if required:
        schema["required"] = required
    if schema.get("type") == ["object"]:
        schema["type"] = "object"
    return schema


def _key(key: DeclaredKey) -> Schema:
    about = f"{key.about} Example: {key.name}: {key.example}"
    return {"description": about, **_kind(key.kind)}


def _text(pattern: str = "", *, types: Iterable[str] = ("string", "null")) -> Schema:
    return {"type": list(types), **({"pattern": f"{_EMPTY}|{pattern}"} if pattern else {})}


def _kind(kind: ValueKind) -> Schema:
    if kind in CHOICES:
        return {"type": ["string", "null"], "enum": [*map(str, CHOICES[kind]), None]}
    if kind in STEPS:
        return {
            "type": ["object", "null"],
            "properties": {
                step: {"description": step_about(step), **_SAID} for step in STEPS[kind]
            },
            "additionalProperties": False,
        }
    return _KINDS[kind]()


def _texts() -> Schema:
    return {"not": {"type": "object"}, "items": _SAID}


def _names() -> Schema:
    return {"not": {"type": "object"}, "items": _NAME}


def _parties() -> Schema:
    return {**_names(), "minItems": 1}


def _listed(pattern: str = "") -> Schema:
    """One text or a list of at least one."""
    one = {"type": "string", **({"pattern": pattern} if pattern else {})}
    return {
        **_text(pattern, types=["string", "array", "null"]),
        "items": one,
        "minItems": 1,
    }


def _hours() -> Schema:
    """The hours of every day, or of each day of the week."""
    every_day = _listed(_HOURS)
    return {
        **every_day,
        "type": ["string", "array", "object", "null"],
        "additionalProperties": every_day,
    }


def _entries(entry: DeclaredEntry, *also: str) -> Schema:
    """One entry, or a list of them; `also` are further types that may stand in it and for it."""
    one = _entry(entry, also=also)
    return {**one, "type": ["object", "array", "null", *also], "items": one}


def _objectives() -> Schema:
    """A list of sentences and entries; of one alone nothing is said: editors propose the list."""
    return {"items": _entry(OBJECTIVE, no=["array"])}


def _others() -> Schema:
    return {"type": ["object", "null"], "additionalProperties": _due()}


def _due() -> Schema:
    return _text(f"({_MOMENT})|({_LENGTH})|(^\\s*({_AT_TIMES})\\s*$)")


def _yes_no() -> Schema:
    return {
        **_SAID,
        "not": {"type": "number"},
        "pattern": f"{_EMPTY}|{_YES_NO}",
        "examples": ["yes", "no"],
    }


def _takes() -> Schema:
    return {**_entry(ESTIMATE, nothing=True, also=["string"]), "pattern": f"{_EMPTY}|{_LENGTH}"}


def _calendars() -> Schema:
    return {"type": ["object", "null"], "additionalProperties": _entry(CALENDAR, nothing=True)}


def _allow() -> Schema:
    return {
        "type": ["object", "null"],
        "properties": {
            name: {
                "description": f"{KINDS[code].code}: the reason why we live with it.",
                **_SAID,
            }
            for name, code in ALLOWABLE.items()
        },
        "additionalProperties": False,
    }


def _late() -> Schema:
    return {"type": ["object", "null"], "additionalProperties": _text(_LENGTH)}


def _deliveries(entry: DeclaredEntry, other: str, without: Collection[str] = ()) -> Schema:
    """`serves` or `relies_on`: a mapping by name, a list of names, a list of entries."""
    under_name = _entry(entry, without=[other, *without], no=[])
    under_name["items"] = _entry(entry, without=[other, *without], no=["array", "null"])
    return {
        "type": ["object", "array", "null"],
        "additionalProperties": under_name,
        "items": _entry(entry, without=without, no=["array", "null"]),
    }


def _relies_on() -> Schema:
    schema = _deliveries(RELIES_ON, "provider", without=["switch"])
    one_alone = {
        "type": ["array", "object", "null"],
        "maxItems": 1,
        "items": {
            "not": {"type": ["array", "null"]},
            "patternProperties": {"^provider$": _NAME},
        },
        "maxProperties": 1,
        "additionalProperties": {"not": {"type": "array"}},
    }
    any_of = {
        "description": ANY_OF_ABOUT,
        **_deliveries(RELIES_ON, "provider"),
        "not": one_alone,
    }
    items = schema["items"]
    # An item is an entry, with its provider, or `any_of` and nothing beside it.
    del items["required"]
    items["not"] = {
        "type": "object",
        "propertyNames": {"enum": [name for name in items["properties"] if name != "provider"]},
    }
    items["properties"] = {**items["properties"], ANY_OF: any_of}
    items["dependencies"] = {ANY_OF: {"maxProperties": 1}}
    schema["properties"] = {ANY_OF: any_of}
    return schema


_KINDS: Mapping[ValueKind, Callable[[], Schema]] = {
    ValueKind.TEXT: lambda: _SAID,
    ValueKind.NAME: lambda: _SAID,
    ValueKind.DELIVERABLE: lambda: _SAID,
    ValueKind.TEXTS: _texts,
    ValueKind.WORDS: lambda: {"type": ["object", "null"], "additionalProperties": _SAID},
    ValueKind.LINK: lambda: _text(
        r"^\s*([Hh][Tt]{2}[Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+\s*$"
    ),
    ValueKind.FILE: lambda: _SAID,
    ValueKind.LANGUAGE: lambda: _SAID,
    ValueKind.DATE: lambda: _text(_DATE),
    ValueKind.MOMENT: lambda: _text(_MOMENT),
    ValueKind.DUE: _due,
    ValueKind.OTHERS: _others,
    ValueKind.LENGTH: lambda: _text(_LENGTH),
    ValueKind.TAKES: _takes,
    ValueKind.CHANCE: lambda: {
        **_text(_SHARE, types=["string", "number", "null"]),
        "minimum": 0,
        "maximum": 1,
    },
    ValueKind.MONEY: lambda: {"type": ["number", "string", "null"], "minimum": 0},
    ValueKind.SCORE: lambda: {
        **_text(_SCORE, types=["integer", "string", "null"]),
        "minimum": 0,
        "maximum": 10,
    },
    ValueKind.AT_LEAST: lambda: {
        **_text(f"({_SHARE})|({_SCORE})", types=["string", "number", "null"]),
        "minimum": 0,
        "maximum": 10,
    },
    ValueKind.YES_NO: _yes_no,
    ValueKind.DEPARTS: lambda: _text(_DEPARTS),
    ValueKind.WORKDAYS: _listed,
    ValueKind.HOURS: _hours,
    ValueKind.INTERVAL: lambda: _text(_LENGTH),
    ValueKind.WORKING_DAY: lambda: _text(_LENGTH),
    ValueKind.DAYS: lambda: {
        "type": ["string", "array", "null"],
        "items": {"type": ["string", "null"]},
    },
    ValueKind.HOLIDAYS: lambda: {
        "not": {"type": "object"},
        "items": {"not": {"type": _NO_TEXT}},
    },
    ValueKind.TIMEZONE: _text,
    ValueKind.CALENDAR: lambda: _entry(CALENDAR, no=["array"]),
    ValueKind.CALENDARS: _calendars,
    ValueKind.ALLOW: _allow,
    ValueKind.FEEDBACK: lambda: _entries(FEEDBACK),
    ValueKind.OBJECTIVES: _objectives,
    ValueKind.CARE: lambda: _entry(CARE, nothing=True),
    ValueKind.OFTEN_LATE: lambda: _entry(OFTEN_LATE, nothing=True),
    ValueKind.PARTY: lambda: _SAID,
    ValueKind.PARTIES: _parties,
    ValueKind.SUBJECTS: _parties,
    ValueKind.NEEDS: _names,
    ValueKind.SERVES: lambda: _deliveries(SERVES, "customer"),
    ValueKind.RELIES_ON: _relies_on,
    ValueKind.LATE: _late,
    ValueKind.SERVICE: lambda: _SAID,
    ValueKind.HELPED: lambda: _SAID,
    ValueKind.INSTEAD: lambda: _entry(INSTEAD, nothing=True),
    ValueKind.OPTIONS: _names,
}
