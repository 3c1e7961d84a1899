"""A new map as YAML that reads as if a person had written it.

Only for files that are not there yet: a file of somebody is never written anew. Every text comes
out as it went in, whatever stands in it: what YAML, or an editor, could take for something else
stands in quotation marks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from servicemap.importing.map_documents import MapDocument
from servicemap.loading.cells import CellText, CellValue
from servicemap.loading.format.declarations import ANY_OF, ENTRIES
from servicemap.loading.format.kinds import ValueKind
from servicemap.slugs import slug

_PLAIN = re.compile(
    r"[^\W_](?:[^\n\r\t#:,\[\]{}&*!|>'\"%@`\\]|(?<=\S)[#'](?=\S)|:(?=[^\s,\[\]{}]))*"
)
"""What may stand without quotation marks anywhere, in brackets too: it begins with a letter or a
digit, has no sign of YAML in it, and a colon or a hash only within a word."""

_OTHERWISE = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|nan|\.inf|~)"
    r"|[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|0[xob][0-9a-fA-F_]+"
    r"|[0-9]{1,3}(?::[0-9]{1,2})+(?:\.[0-9]*)?"
)
"""What other readers of YAML take for a number, a truth or nothing."""

_AS_THEY_ARE = frozenset(
    key.name
    for entry in ENTRIES
    for key in entry.keys
    if key.kind in {ValueKind.YES_NO, ValueKind.MONEY, ValueKind.SCORE, ValueKind.CHANCE}
)
"""Keys whose values are such things."""

_SHORT = frozenset({"customer", "provider", "service"})
ROOM = 96
"""Columns within which a list or a mapping stays on one line."""


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
        lines.append(f"{section}:")
        if section != "map" and not any(entries.values()):
            lines += [f"  - {_scalar(name)}" for name in entries]
            continue
        for name, value in entries.items():
            lines += _entry(name if section == "map" else _scalar(name), value, 2)
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, ROOM - 2, break_long_words=False, break_on_hyphens=False)


def _entry(key: str, value: CellValue, indent: int) -> Iterator[str]:
    """The lines of a key, or a name, and what stands under it."""
    margin = " " * indent
    if isinstance(value, CellText):
        yield f"{margin}{key}: {_under(key, value)}"
    elif not value:
        yield f"{margin}{key}:" if isinstance(value, Mapping) else f"{margin}{key}: []"
    elif key in {"serves", "relies_on", ANY_OF} and not isinstance(value, Mapping):
        yield f"{margin}{key}:"
        yield from _deliveries(value, indent + 2)
    elif isinstance(value, Mapping):
        flow = _flow(value)
        if key in _HELD and len(margin) + len(key) + 2 + len(flow) <= ROOM:
            yield f"{margin}{key}: {flow}"
            return
        yield f"{margin}{key}:"
        for inner, said in value.items():
            yield from _entry(_scalar(inner), said, indent + 2)
    else:
        flow = _flow(value)
        if len(margin) + len(key) + 2 + len(flow) <= ROOM:
            yield f"{margin}{key}: {flow}"
            return
        yield f"{margin}{key}:"
        for item in value:
            yield f"{margin}  - {_flow(item)}"


_HELD = frozenset(entry.name for entry in ENTRIES) | {"recovery", "complaints"}


def _deliveries(entries: Sequence[CellValue], indent: int) -> Iterator[str]:
    """Entries under `serves:` or `relies_on:`; as names and services where they say no more."""
    margin = " " * indent
    short = _as_names(entries)
    if short is not None:
        for name, services in short.items():
            said = services[0] if len(services) == 1 else f"[{', '.join(services)}]"
            yield f"{margin}{name}: {said}"
        return
    for entry in entries:
        assert isinstance(entry, Mapping)
        if len(entry) == 1 and isinstance(only := next(iter(entry.values())), CellText):
            yield f"{margin}- {_scalar(only.text)}"
            continue
        lines = [line for key, value in entry.items() for line in _entry(key, value, indent + 2)]
        first, *others = lines
        yield f"{margin}- {first[indent + 2 :]}"
        yield from others


def _as_names(entries: Sequence[CellValue]) -> dict[str, list[str]] | None:
    """The other party of each entry -> its services, where every entry says just that."""
    found: dict[str, list[str]] = {}
    slugs: dict[str, str] = {}
    for entry in entries:
        if not isinstance(entry, Mapping) or not entry.keys() <= _SHORT or len(entry) < 2:
            return None
        other, service = entry.get("customer", entry.get("provider")), entry.get("service")
        if not isinstance(service, CellText) or other is None:
            return None
        names = (other,) if isinstance(other, CellText) else other
        for name in names:
            assert isinstance(name, CellText)
            if slug(name.text) in _KEYS:
                return None  # a team may be called as a key is: then it stands behind that key
            written = slugs.setdefault(slug(name.text), _scalar(name.text))
            found.setdefault(written, []).append(_scalar(service.text))
    return found


_KEYS = frozenset(slug(key.name) for entry in ENTRIES for key in entry.keys) | {slug(ANY_OF)}


def _flow(value: CellValue) -> str:
    """A value on one line, in brackets."""
    if isinstance(value, CellText):
        return _scalar(value.text)
    if isinstance(value, Mapping):
        inside = (f"{_scalar(key)}: {_under(key, said)}" for key, said in value.items())
        return f"{{{', '.join(inside)}}}"
    return f"[{', '.join(map(_flow, value))}]"


def _under(key: str, value: CellValue) -> str:
    """A value on one line, under its key."""
    if isinstance(value, CellText):
        return _scalar(value.text, plain=key in _AS_THEY_ARE)
    return _flow(value)


def _scalar(text: str, *, plain: bool = False) -> str:
    """A text as YAML. `plain`: it may be a number or a truth."""
    if (
        text == text.strip()
        and _PLAIN.fullmatch(text)
        and (plain or not _OTHERWISE.fullmatch(text))
    ):
        return text
    if text.isprintable() and "\\" not in text and '"' not in text:
        return f'"{text}"'
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    if character == "\t":
        return "\\t"
    if character.isprintable():
        return character
    number = ord(character)
    return (
        f"\\x{number:02x}"
        if number < 256
        else f"\\u{number:04x}"
        if number < 65_536
        else f"\\U{number:08x}"
    )


def in_brackets(value: CellValue) -> str:
    """A value as it stands in one cell, or on one line of a map."""
    return _flow(value)
