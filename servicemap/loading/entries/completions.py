"""The schema of one map: the names that people gave are what an editor proposes.

Names are `examples` of values, and `properties` of mappings that take any other key as well, so
that an editor completes them and refuses nothing that the plain schema takes. They stand among the
definitions, each kind of names once, and `allOf` refers to them: beside `$ref` alone nothing else
would count. They are not those of entries in lists, which may be a bare name: editors would propose
them as keys of an entry too.
"""

from collections.abc import Collection, Iterable
from typing import Any

from servicemap.loading.entries.schema import Schema, json_schema
from servicemap.model import ServiceMap
from servicemap.slugs import HasName, slug


def schema_with_names(m: ServiceMap) -> Schema:
    """The schema of the files of a map, with everything that has a name in it as completions."""
    parties = {party.id: _written(party.id, party) for party in m.parties.values()}
    services = [
        f"{parties[service.provider]}/{service.name}"
        if slug(service.name) == service.id.partition("/")[2]
        else service.id
        for service in m.services.values()
    ]
    names = {
        "parties": list(parties.values()),
        "services": services,
        "service_names": _said(service.name for service in m.services.values()),
        "options": [_written(id_, option) for id_, option in m.options.items()],
        "calendars": list(m.calendars),
        "departments": _said(party.department for party in m.parties.values()),
        "owners": _said(party.owner for party in m.parties.values()),
    }
    known = {kind for kind, found in names.items() if found}
    definitions: Schema = {f"any_{kind}": {"examples": names[kind]} for kind in sorted(known)}
    definitions |= {
        # Below anyOf, or editors would propose the name without its colon.
        f"under_{kind}": {"properties": {name: {"anyOf": [{}]} for name in names[kind]}}
        for kind in sorted(known & {"parties", "services"})
    }
    schema = json_schema()
    _complete(schema, known)
    schema["definitions"] |= definitions
    return schema


VALUES = {
    "customer": ("parties",),
    "provider": ("parties",),
    "to": ("parties",),
    "score": ("parties",),
    "for": ("parties", "services"),
    "service": ("service_names",),
    "needs": ("services",),
    "helps": ("services",),
    "keep": ("services",),
    "excludes": ("options",),
    "calendar": ("calendars",),
    "department": ("departments",),
    "owner": ("owners",),
}
"""Key -> the names that its value may be."""

KEYS = {
    "serves": ("parties",),
    "relies_on": ("parties",),
    "any_of": ("parties",),
    "late": ("parties", "services"),
}
"""Key -> the names that may be keys under it."""


def _written(id_: str, one: HasName) -> str:
    """What a map can call it: the name that it prints, unless that means something else."""
    return one.name if slug(one.name) == id_ else id_


def _said(texts: Any) -> list[str]:
    """Each text once, in the order of the map."""
    return list(dict.fromkeys(text for text in texts if text))


def _complete(schema: Any, known: Collection[str]) -> None:
    """Amend every schema in a schema that is of a key under which names of a `known` kind stand."""
    if isinstance(schema, list):
        for one in schema:
            _complete(one, known)
    if not isinstance(schema, dict):
        return
    for one in schema.values():
        _complete(one, known)
    properties = schema.get("properties")
    for key, one in properties.items() if isinstance(properties, dict) else ():
        # What has a type of its own is no name: the score that somebody gave, not whose it is.
        named = KEYS.get(key) or (VALUES.get(key, ()) if "type" not in one else ())
        kinds = [kind for kind in named if kind in known]
        if not kinds:
            continue
        one["allOf"] = _references("under" if key in KEYS else "any", kinds)
        if "items" in one and key not in KEYS:
            one["items"] = {**one["items"], "allOf": _references("any", kinds)}


def _references(where: str, kinds: Iterable[str]) -> list[Schema]:
    return [{"$ref": f"#/definitions/{where}_{kind}"} for kind in kinds]
