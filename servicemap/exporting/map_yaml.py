"""A new map as YAML that reads as if a person had written it.

Only for files that are not there yet: a file of somebody is never written anew.
"""

from collections.abc import Mapping, Sequence

from servicemap.editing.rendering import (
    LONGEST_LINE,
    USUAL,
    Spread,
    key_lines,
)
from servicemap.importing.map_documents import MapDocument
from servicemap.loading.cells import CellText, CellValue, YamlValue, said_in_cells
from servicemap.loading.format.declarations import ANY_OF, ENTRIES
from servicemap.slugs import slug

_SHORT = frozenset({"customer", "provider", "service"})
_HELD = frozenset(entry.name for entry in ENTRIES) | {"recovery", "complaints"}
"""Keys whose value stands in one line where it is short enough."""

_KEYS = frozenset(slug(key.name) for entry in ENTRIES for key in entry.keys) | {slug(ANY_OF)}


def as_yaml(
    document: MapDocument, comments: Sequence[str] = (), above: Mapping[str, str] | None = None
) -> str:
    """The text of a map. `comments` stand at its head, those in `above` over a section each."""
    lines = [f"# {line}" for text in comments for line in _wrapped(text)]
    for section, entries in document.items():
        if lines:
            lines.append("")
        if above and (said := above.get(section)):
            lines += [f"# {line}" for line in _wrapped(said)]
        lines += key_lines(USUAL, section, _section(entries), 0)
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, LONGEST_LINE - 2, break_long_words=False, break_on_hyphens=False)


def _section(entries: Mapping[str, CellValue]) -> YamlValue:
    """Names alone where nothing is said of any of them."""
    return Spread(_fields(entries)) if any(entries.values()) else list(entries)


def _fields(entry: Mapping[str, CellValue]) -> dict[str, YamlValue]:
    return {key: _value(key, value) for key, value in entry.items()}


def _value(key: str, value: CellValue) -> YamlValue:
    """What stands under a key, or a name."""
    if isinstance(value, Mapping):
        return _fields(value) if key in _HELD else Spread(_fields(value))
    if key in {"serves", "relies_on", ANY_OF} and not isinstance(value, CellText):
        return _deliveries(value)
    return said_in_cells(value)


def _deliveries(entries: Sequence[CellValue]) -> YamlValue:
    """Entries under `serves:` or `relies_on:`; as names and services where they say no more."""
    return _as_names(entries) or [_entry(one) for one in entries]


def _entry(entry: CellValue) -> YamlValue:
    assert isinstance(entry, Mapping), "a delivery has keys"
    if len(entry) == 1 and isinstance(only := next(iter(entry.values())), CellText):
        return only.text
    return Spread(_fields(entry))


def _as_names(entries: Sequence[CellValue]) -> Spread | None:
    """The other party of each entry -> its services, where every entry says just that."""
    found: dict[str, list[str]] = {}
    written: dict[str, str] = {}
    for entry in entries:
        if not isinstance(entry, Mapping) or not entry.keys() <= _SHORT or len(entry) < 2:
            return None
        other, service = entry.get("customer", entry.get("provider")), entry.get("service")
        if not isinstance(service, CellText) or other is None:
            return None
        names = (other,) if isinstance(other, CellText) else other
        for name in names:
            assert isinstance(name, CellText), "a name is a text"
            if slug(name.text) in _KEYS:
                return None  # a team may be called as a key is: then it stands behind that key
            own = written.setdefault(slug(name.text), name.text)
            found.setdefault(own, []).append(service.text)
    return Spread({name: said[0] if len(said) == 1 else said for name, said in found.items()})
