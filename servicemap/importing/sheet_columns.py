"""The columns that a table of deliveries can have, made from the declarations of the format.

One row is one delivery: who provides it, what it is, who gets it. Every key of an entry under
`serves:` and `relies_on:` is a column, and so is every key of the two parties; a key that holds
keys of its own has a column for each of those, too. A key that is declared tomorrow is a column
tomorrow.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from servicemap.loading.format import declarations as declared
from servicemap.loading.format.kinds import STEPS, DeclaredEntry, ValueKind, step_about
from servicemap.model import Group
from servicemap.slugs import slug
from servicemap.wording.headings import chosen, heading_for, meant_by, spellings
from servicemap.wording.slips import UNITS


class ColumnOf(StrEnum):
    """What a column speaks of."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    SERVES = "serves"
    RELIES_ON = "relies_on"
    ROW = "row"


class RowKey(StrEnum):
    """What a row says of itself, beside the keys of the format."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    SERVICE = "service"
    SAID_BY = "said_by"
    ANY_OF = "any_of"


GROUP = "group"
"""The column of which section of a map a party stands in."""

GROUPS = tuple(group.value for group in Group)


class SheetColumn(NamedTuple):
    """One column: the key it fills, `("often_late", "chance")` for one inside another."""

    of: ColumnOf
    path: tuple[str, ...]
    kind: ValueKind | None
    about: str
    example: str = ""


class ColumnFound(NamedTuple):
    """What a heading means: the column, the unit of bare numbers below it, its language.

    `guessed`: the heading does not say of which of the two parties it speaks.
    """

    column: SheetColumn
    unit: str = ""
    language: str = "en"
    guessed: bool = False


HOLDING = {
    ValueKind(entry.name): entry
    for entry in declared.ENTRIES
    if entry.name in set(ValueKind) - {ValueKind.SERVES, ValueKind.RELIES_ON}
}
"""Kinds of values that hold keys of their own."""

_ABOUT_ROWS = {
    RowKey.PROVIDER: ("Who delivers.", "Warehouse"),
    RowKey.SERVICE: ("What is delivered.", "Stock for the shelves"),
    RowKey.CUSTOMER: ("Who gets it and relies on it.", "Stores"),
    RowKey.SAID_BY: ("Whose word the row is: provider, customer or both.", "both"),
    RowKey.ANY_OF: (
        "Rows of one customer with the same word here are alternatives: one of them is enough.",
        "Toys",
    ),
}
_ABOUT_GROUP = "Which of the five groups of customers it belongs to."


def _within(
    entry: DeclaredEntry, of: ColumnOf, above: tuple[str, ...] = ()
) -> Iterator[SheetColumn]:
    """The columns of the keys of an entry, each followed by those of what it holds."""
    for key in entry.keys:
        path = (*above, key.name)
        if key.kind in {ValueKind.SERVES, ValueKind.RELIES_ON} or path in _OF_ROWS.get(of, ()):
            continue
        yield SheetColumn(of, path, key.kind, key.about, key.example)
        if key.kind in HOLDING:
            yield from _within(HOLDING[key.kind], of, path)
        for step in STEPS.get(key.kind, ()):
            yield SheetColumn(of, (*path, step), ValueKind.TEXT, step_about(step))


_OF_ROWS = {
    ColumnOf.SERVES: (("customer",), ("service",)),
    ColumnOf.RELIES_ON: (("provider",), ("service",)),
}


@cache
def columns() -> tuple[SheetColumn, ...]:
    """Every column, in the order in which we write them."""
    found = [
        SheetColumn(ColumnOf.ROW, (key.value,), None, *_ABOUT_ROWS[key])
        for key in (RowKey.PROVIDER, RowKey.SERVICE, RowKey.CUSTOMER)
    ]
    found += _within(declared.SERVES, ColumnOf.SERVES)
    found += _within(declared.RELIES_ON, ColumnOf.RELIES_ON)
    found += [
        SheetColumn(ColumnOf.ROW, (key.value,), None, *_ABOUT_ROWS[key])
        for key in (RowKey.SAID_BY, RowKey.ANY_OF)
    ]
    for side in (ColumnOf.PROVIDER, ColumnOf.CUSTOMER):
        found.append(SheetColumn(side, (GROUP,), None, _ABOUT_GROUP, "teams"))
        found += _within(declared.PARTY, side)
    return tuple(found)


def _both_sides(path: tuple[str, ...]) -> bool:
    """Whether provider and customer each have a word of their own on it."""
    return all(
        any(key.name == path[0] for key in entry.keys)
        for entry in (declared.SERVES, declared.RELIES_ON)
    )


def heading(column: SheetColumn, language: str) -> str:
    """What we write at the head of a column: `Takes`, `Provider: Owner`, `Slack (Customer)`."""
    parts = [heading_for(key, language) for key in column.path]
    if column.of in {ColumnOf.PROVIDER, ColumnOf.CUSTOMER}:
        return ": ".join([heading_for(column.of.value, language), *parts])
    said = ": ".join(parts)
    if column.of is not ColumnOf.ROW and _both_sides(column.path):
        side = "provider" if column.of is ColumnOf.SERVES else "customer"
        return f"{said} ({heading_for(side, language)})"
    return said


_BARE = (ColumnOf.ROW, ColumnOf.SERVES, ColumnOf.RELIES_ON)
"""Of what a heading speaks that names no side, what comes first."""


@cache
def _by_place() -> dict[tuple[ColumnOf, tuple[str, ...]], SheetColumn]:
    return {(column.of, column.path): column for column in columns()}


_BY_NAME = {entry.name: entry for entry in declared.ENTRIES}


@cache
def _names(name: str) -> dict[str, tuple[str, str]]:
    """The slugs of words for the keys of an entry -> the key, and the language of the word."""
    entry = _BY_NAME[name]
    keys = tuple(key.name for key in entry.keys)
    found = {slug(key): (key, "en") for key in keys}
    for word, known in meant_by((*keys, GROUP) if name == declared.PARTY.name else keys).items():
        found.setdefault(word, (known.key, known.language))
    # What people try as a key of a party heads a column that speaks of the row: `Description`.
    tried = {} if name == declared.PARTY.name else entry.instead
    for word, key in tried.items():
        if key in keys:
            found.setdefault(slug(word), (key, "en"))
    return found


@cache
def _row_names() -> dict[str, tuple[str, str]]:
    known = meant_by(tuple(RowKey))
    return {word: (one.key, one.language) for word, one in known.items()}


_ENTRIES = {
    ColumnOf.SERVES: declared.SERVES,
    ColumnOf.RELIES_ON: declared.RELIES_ON,
    ColumnOf.PROVIDER: declared.PARTY,
    ColumnOf.CUSTOMER: declared.PARTY,
}


def _path_in(entry: DeclaredEntry, parts: list[str]) -> tuple[tuple[str, ...], str] | None:
    """The path of keys that some words name one inside the other, and the language of the first."""
    first, *rest = parts
    found = _names(entry.name).get(slug(first))
    if found is None:
        return None
    name, language = found
    if not rest:
        return (name,), language
    kind = next((key.kind for key in entry.keys if key.name == name), None)
    if kind is None:
        return None
    if kind in HOLDING:
        inner = _path_in(HOLDING[kind], rest)
        return ((name, *inner[0]), language) if inner else None
    if kind in STEPS and len(rest) == 1:
        step = chosen(rest[0], tuple(STEPS[kind]))
        return ((name, step), language) if step else None
    return None


@cache
def _sides() -> tuple[tuple[str, ColumnOf, str], ...]:
    """Slugs of words for the two sides with their languages, the longest first."""
    found = [
        (word, side, language)
        for side in (ColumnOf.PROVIDER, ColumnOf.CUSTOMER)
        for language, word in spellings(side.value)
    ]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def _side_named(word: str) -> ColumnOf | None:
    said = slug(word)
    return next((side for known, side, _ in _sides() if known == said), None)


_IN_BRACKETS = re.compile(r"[(\[\uff08\u3010]([^)\]\uff09\u3011]*)[)\]\uff09\u3011]")
_ENGLISH_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days", "working days", "workdays", "t"), "d"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "w"),
}


def _unit(word: str) -> str:
    said = " ".join(word.casefold().replace(".", "").split()).removeprefix("in ")
    return _ENGLISH_UNITS.get(said) or UNITS.get(said, "")


def column_for(text: str, beside: ColumnOf = ColumnOf.PROVIDER) -> ColumnFound | None:
    """What the heading of a column means; None where it is no heading that is known.

    `beside` is the party of which a heading speaks that names none: `Department`.
    """
    text = " ".join(text.split())
    if not text or len(text) > 120:
        return None
    unit, side = "", None
    for aside in _IN_BRACKETS.findall(text):
        unit = unit or _unit(aside)
        side = side or _side_named(aside)
    bare = _IN_BRACKETS.sub(" ", text).strip(" *:") or text
    if not unit and (tail := re.fullmatch(r"(.+?) in ([^ ]+)", bare)) and _unit(tail[2]):
        bare, unit = tail[1], _unit(tail[2])
    parts = [part.strip() for part in re.split(r"[:\uff1a\u2013>]| - ", bare) if part.strip()]
    found = _found(parts, side, beside) if parts else None
    if found is None and len(bare) > 1 and _unit(bare):  # `Days`: how many it takes
        found, unit = _place(ColumnOf.SERVES, ["takes"]), _unit(bare)
    return found._replace(unit=unit) if found else None


def _found(parts: list[str], side: ColumnOf | None, beside: ColumnOf) -> ColumnFound | None:
    if len(parts) > 1 and (of := _side_named(parts[0])):
        return _place(of, parts[1:])
    if side is not None:
        said = ColumnOf.SERVES if side is ColumnOf.PROVIDER else ColumnOf.RELIES_ON
        return _place(said, parts) or _place(side, parts)
    if len(parts) == 1 and (row := _row_names().get(slug(parts[0]))):
        return ColumnFound(_by_place()[ColumnOf.ROW, (row[0],)], language=row[1])
    for of in (ColumnOf.SERVES, ColumnOf.RELIES_ON, beside):
        if placed := _place(of, parts):
            return placed._replace(guessed=of is beside)
    return (_composed(parts[0]) or _within_words(parts[0], beside)) if len(parts) == 1 else None


def _within_words(text: str, beside: ColumnOf) -> ColumnFound | None:
    """`Feedback score`, `Often late worst`: a key and one that it holds."""
    words = text.split()
    for cut in range(1, min(len(words), 4)):
        parts = [" ".join(words[:cut]), " ".join(words[cut:])]
        for of in (ColumnOf.SERVES, ColumnOf.RELIES_ON, beside):
            if placed := _place(of, parts):
                return placed._replace(guessed=of is beside)
    return None


def _place(of: ColumnOf, parts: list[str]) -> ColumnFound | None:
    found = _path_in(_ENTRIES[of], parts)
    column = _by_place().get((of, found[0])) if found else None
    return ColumnFound(column, language=found[1]) if column and found else None


def _composed(text: str) -> ColumnFound | None:
    """`Supplier department`, `Abteilung des Kunden`, `提供方部门`: a side and a key in one."""
    said = slug(text)
    for word, side, _ in _sides():
        if len(word) < 2:
            continue
        for rest in (said.removeprefix(word), said.removesuffix(word)):
            if rest == said or not rest:
                continue
            key = re.sub(
                "^(?:s|es|of|of-the|the|des|der|du|de-la|de|del|d)-|-(?:of|of-the|des|der|du|de-la|de|del|de-l)$",
                "",
                rest.strip("-"),
            )
            if placed := _place(side, [key]):
                return placed
    return None


def known_headings(cells: Iterable[str]) -> int:
    """How many of some texts are headings of columns."""
    return len({found.column for cell in cells if (found := column_for(cell))})
