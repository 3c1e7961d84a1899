"""The schema of one map: the names that people gave are what an editor proposes.

Names are `examples` of values, and `properties` of mappings that take any other key as well, so
that an editor completes them and refuses nothing that the plain schema takes. They are no examples
of entries in lists, which may be a bare name: editors would propose them as keys of an entry too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from servicemap.loading.entries.schema import Schema, json_schema
from servicemap.model import ServiceMap
from servicemap.slugs import HasName, slug

Names = Mapping[str, Sequence[str]]


def schema_with_names(m: ServiceMap) -> Schema:
    """The schema of the files of a map, with everything that has a name in it as completions."""
    parties = {party.id: _written(party.id, party) for party in m.parties.values()}
    services = [
        f"{parties[service.provider]}/{service.name}"
        if slug(service.name) == service.id.partition("/")[2]
        else service.id
        for service in m.services.values()
    ]
    everybody = list(parties.values())
    values = {
        "customer": everybody,
        "provider": everybody,
        "service": list(dict.fromkeys(service.name for service in m.services.values())),
        "needs": services,
        "helps": services,
        "keep": services,
        "to": everybody,
        "score": everybody,
        "for": [*everybody, *services],
        "excludes": [_written(id_, option) for id_, option in m.options.items()],
        "calendar": list(m.calendars),
        "department": _said(party.department for party in m.parties.values()),
        "owner": _said(party.owner for party in m.parties.values()),
    }
    keys = {
        "serves": everybody,
        "relies_on": everybody,
        "any_of": everybody,
        "late": [*everybody, *services],
    }
    schema = json_schema()
    definitions: Schema = {}
    _complete(schema, values, keys, definitions)
    schema["definitions"] |= definitions
    return schema


def _written(id_: str, one: HasName) -> str:
    """What a map can call it: the name that it prints, unless that means something else."""
    return one.name if slug(one.name) == id_ else id_


def _said(texts: Any) -> list[str]:
    """Each text once, in the order of the map."""
    return list(dict.fromkeys(text for text in texts if text))


def _complete(schema: Any, values: Names, keys: Names, definitions: Schema) -> None:
    """Amend every schema in a schema that is of one of these keys; what they share goes apart."""
    if isinstance(schema, list):
        for one in schema:
            _complete(one, values, keys, definitions)
    if not isinstance(schema, dict):
        return
    for one in schema.values():
        _complete(one, values, keys, definitions)
    properties = schema.get("properties")
    for key, one in properties.items() if isinstance(properties, dict) else ():
        # What has a type of its own is no name: the score that somebody gave, not whose it is.
        if values.get(key) and "type" not in one:
            one["examples"] = list(values[key])
            if "items" in one:
                one["items"] = {**one["items"], "examples": list(values[key])}
        if keys.get(key):
            _complete_keys(key, one, keys[key], definitions)


def _complete_keys(key: str, mapping: Schema, names: Sequence[str], definitions: Schema) -> None:
    """Every name as a key of a mapping; all have what any other key has, written down once."""
    inside = mapping["additionalProperties"]
    called = next((name for name, known in definitions.items() if known == inside), None)
    if called is None:
        called = f"{key}_{len(definitions) + 1}"
        definitions[called] = inside
    mapping["additionalProperties"] = {"$ref": f"#/definitions/{called}"}
    named = {name: {"$ref": f"#/definitions/{called}"} for name in names}
    mapping["properties"] = {**named, **mapping.get("properties", {})}
