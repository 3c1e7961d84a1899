"""From the text of one cell to a value as a map writes it.

People write in a cell what they would never write in a map: `2 Tage`, `1,5 d`, `31.12.2027`, an x.
What can mean only one thing is put as a map says it; whether a map can say so at all is for its
readers to judge, so that nothing is decided twice.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from servicemap.durations import is_length
from servicemap.loading.cells import CellPlace, CellText, CellValue, flow_in
from servicemap.loading.format.kinds import ValueKind
from servicemap.loading.format.misnomers import several_in
from servicemap.loading.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from servicemap.wording.headings import chosen
from servicemap.wording.said_back import length_printed, rhythm_printed
from servicemap.wording.slips import UNITS, days_meant, left_open

LISTS = frozenset(
    {
        ValueKind.TEXTS,
        ValueKind.PARTIES,
        ValueKind.NEEDS,
        ValueKind.OPTIONS,
        ValueKind.WORKDAYS,
        ValueKind.HOURS,
        ValueKind.HOLIDAYS,
        ValueKind.DAYS,
    }
)
"""Kinds that hold several, each on a line of its own or after a semicolon."""

WORDS = frozenset({ValueKind.TEXT, ValueKind.NAME, ValueKind.DELIVERABLE, ValueKind.LINK, None})
"""Kinds that say whatever somebody writes."""

LENGTHS = frozenset({ValueKind.LENGTH, ValueKind.TAKES, ValueKind.DUE, ValueKind.WORKING_DAY})
_SPANS = frozenset({ValueKind.LENGTH, ValueKind.TAKES})
_RHYTHMS = frozenset({ValueKind.DUE, ValueKind.DEPARTS})
_FIGURES = LENGTHS | {
    ValueKind.DATE,
    ValueKind.MOMENT,
    ValueKind.MONEY,
    ValueKind.SCORE,
    ValueKind.CHANCE,
    ValueKind.YES_NO,
    ValueKind.DEPARTS,
}
"""Kinds that say a figure, or nothing where somebody puts a dash or a question mark."""

_DAYS = frozenset({ValueKind.DATE, ValueKind.MOMENT, ValueKind.DUE})
_ABOUT = re.compile(
    r"(?:ca\.?|circa|about|around|approx\.?|approximately|~|\u2248|env\.?|environ|aprox\.?|\u7ea6|\u7d04)"
    r"\s*(.+)",
    re.IGNORECASE,
)
_HOURS = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::00)?")
"""Hours and minutes, as a spreadsheet shows a length of time."""

_WORKING = re.compile(
    r"\s+(?:working|work|business)[\s-]+"
    r"|\s+(?:ouvr\u00e9e?s?|ouvrables?|laborables?|h\u00e1bil(?:es)?)$",
    re.IGNORECASE,
)
"""Every length of a map is working time, unless it says otherwise."""

_NUMBER = r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?"
_AMOUNT = r"[0-9]{1,9}(?:[.,][0-9]{1,6})?"
_RANGE = re.compile(
    rf"({_AMOUNT})\s*([^\W\d_]*)\.?\s*(?:-|\u2013|\u2014|to|bis|\u00e0|a|~|\uff5e)\s*({_AMOUNT})\s*([^\W\d_]*)\.?",
    re.IGNORECASE,
)
_HALF = re.compile(r"^(?:([0-9]{1,3})\s*\u00bd|(?:([0-9]{1,3})\s+)?1/2|\u00bd)(?=\s*[^\W\d_]|$)")
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2023\u25aa\u25cf\u00b7\u2713\u2714]|[0-9]{1,2}[.)])\s+")
MARKS = frozenset(
    (
        "x",
        "\u2713",
        "\u2714",
        "\u2717",
        "\u2718",
        "\u25cf",
        "\u2022",
        "\u25cb",
        "\u00d7",
        "\u2611",
        "\u2612",
        "1",
        "o",
        "\u221a",
        "\u25a0",
    )
)
"""What somebody puts into a cell to say: here."""

_EMPTY_MARKS = frozenset(("-", "--", "\u2013", "\u2014", "/", ".", "...", "\u2026", "?"))

_LONGEST_FIGURE = 200
"""Characters that a figure may have: nobody's takes more, and a cell may hold thousands."""

_FIRST_DAY = date(1899, 12, 30)
_EXCEL_DAYS = range(36_526, 73_415)
"""Excel's numbers for the days of this century."""


class CellContext(NamedTuple):
    """What helps to read the cells of one table.

    decimal_comma  numbers are written 2,5 and 1.000
    is_known       whether a name is that of a party or a service in the table
    tell           takes a sentence on something that was read as something else
    """

    decimal_comma: bool
    is_known: Callable[[str], bool]
    tell: Callable[[CellPlace, str], None]


def said_in(
    text: str, kind: ValueKind | None, unit: str, place: CellPlace, context: CellContext
) -> CellValue | None:
    """The value of a cell; None where it says nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return None
    if kind in WORDS:
        return CellText(text, place)
    text = text.replace("\u00a0", " ")
    if text[0] in "[{":
        node = flow_in(text)
        return CellText(text, place) if node is None else _value_of(node, place)
    if kind in LISTS or ("\n" in text and kind not in _FIGURES):
        return _listed(text, kind, place, context)
    if kind in _FIGURES and (is_unsaid(text) or _is_open(text, kind)):
        return None
    flat = " ".join(text.split())
    if len(flat) > _LONGEST_FIGURE:
        return CellText(flat, place)
    return _figure(flat, kind, unit, place, context)


def _figure(
    flat: str, kind: ValueKind | None, unit: str, place: CellPlace, context: CellContext
) -> CellValue:
    """What a text on one line says that is no list."""
    if kind in _SPANS and (found := _HOURS.fullmatch(flat)):
        length = f"{int(found[1])}h {int(found[2])}m"
        context.tell(place, f"'{flat}' was read as {length}")
        return CellText(length, place)
    if kind in LENGTHS and (found := _ABOUT.fullmatch(flat)) and _is_length(found[1], unit):
        context.tell(place, f"'{flat}' was read as '{found[1]}'")
        flat = found[1]
    if kind is ValueKind.TAKES and (estimate := _estimate(flat, unit, place)):
        best, worst = estimate["best"].text, estimate["worst"].text
        context.tell(place, f"'{flat}' was read as {best} at best, and likely {worst}")
        return estimate
    return CellText(_plain(flat, kind, unit, place, context), place)


def _is_open(text: str, kind: ValueKind | None) -> bool:
    """Whether a text says that nobody knows yet, as x does where it does not say yes."""
    return kind is not ValueKind.YES_NO and bool(left_open(text))


def _listed(
    text: str, kind: ValueKind | None, place: CellPlace, context: CellContext
) -> CellValue | None:
    if kind is ValueKind.NEEDS:
        if chosen(text, ("none", "no")):
            return ()
        if is_unsaid(text):
            return None
    names = list(names_in(text, context.is_known if kind is ValueKind.NEEDS else None))
    if kind is ValueKind.HOLIDAYS or kind is ValueKind.DAYS:
        names = [_day(name) or name for name in names]
    if len(names) == 1:
        return CellText(names[0], place)
    return tuple(CellText(name, place) for name in names) or None


def names_in(text: str, is_known: Callable[[str], bool] | None = None) -> Iterator[str]:
    """The items of a list in a cell: by lines, by semicolons; by commas where names are known."""
    if text.startswith("[") and isinstance(node := flow_in(text), SequenceNode):
        yield from (item.value for item in node.items if isinstance(item, Scalar))
        return
    parts = re.split("[;\uff1b]", text) if "\n" not in text else text.split("\n")
    bulleted = len(parts) > 1 and all(_BULLET.match(part) for part in parts if part.strip())
    for part in parts:
        name = _BULLET.sub("", part).strip() if bulleted else part.strip()
        if not name:
            continue
        several = several_in(name, is_known) if is_known and not is_known(name) else ()
        yield from several or (name,)


def _value_of(node: Node, place: CellPlace) -> CellValue:
    if isinstance(node, SequenceNode):
        return tuple(_value_of(item, place) for item in node.items)
    if isinstance(node, MappingNode):
        return {key.value: _value_of(value, place) for key, value in node.pairs}
    return CellText(node.value, place)


def _plain(
    text: str, kind: ValueKind | None, unit: str, place: CellPlace, context: CellContext
) -> str:
    if kind in LENGTHS and (length := _length(text, unit)):
        return length
    if kind in _RHYTHMS and (rhythm := _rhythm(text)):
        return rhythm
    if kind in _DAYS and (day := _day(text)):
        if text.isdecimal():
            context.tell(place, f"{text} was read as {day}, as Excel counts days")
        return day
    if kind is ValueKind.YES_NO:
        said = "yes" if text.casefold() in MARKS else chosen(text, ("yes", "no"))
        return said or text
    if kind is ValueKind.MONEY:
        return _amount(text, decimal_comma=context.decimal_comma)
    if kind is ValueKind.SCORE and (whole := re.fullmatch(r"(\d{1,2})(?:[.,]0+)?", text)):
        return str(int(whole[1]))  # also of digits that are not ours
    if kind is ValueKind.CHANCE and re.fullmatch(rf"{_NUMBER}\s*%?", text):
        return text.replace(",", ".")
    return text


def _estimate(text: str, unit: str, place: CellPlace) -> dict[str, CellText]:
    """The best, the likely and the worst of `2-3 days`: who says so will likely need the longer."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return {}
    low, low_unit, high, high_unit = found.groups()
    best = f"{low} {low_unit or high_unit}".strip()
    worst = f"{high} {high_unit}".strip()
    if not (_is_length(best, unit) and _is_length(worst, unit)):
        return {}
    said = {"best": best, "likely": worst, "worst": worst}
    return {key: CellText(_length(one, unit) or one, place) for key, one in said.items()}


def _is_length(text: str, unit: str) -> bool:
    return is_length(text) or bool(_length(text, unit))


def _length(text: str, unit: str) -> str:
    """A length of time in other languages, with a decimal comma, or in the unit of its heading.

    Empty where it is none, or is one as it stands.
    """
    if is_length(text):
        return ""
    text = _HALF.sub(lambda half: f"{half[1] or half[2] or 0}.5 ", _WORKING.sub(" ", text).strip())
    found = re.fullmatch(rf"{_NUMBER}\s*([^\W\d_]*)\.?", text)
    if found is None:
        return length_printed(text)
    known = unit if not found[3] else UNITS.get(found[3].casefold(), "")
    amount = found[1] + (f".{found[2]}" if found[2] else "")
    if not known and found[3] and is_length(f"{amount}{found[3]}"):
        known = found[3] if len(found[3]) == 1 else f" {found[3]}"
    return f"{amount}{known}" if known else length_printed(text)


_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BY = re.compile(
    r"(?:by|until|on|bis(?: zum)?|am|zum|pour le|avant le|le|para el|antes del|el)\s+(?=.*[0-9])",
    re.IGNORECASE,
)
"""What people put before a day when they are asked by when they need something."""

_EVERY = re.compile(
    r"(?:every|each|jeden|jede|chaque|tous les|toutes les|cada|todos los|todas las)\s+"
    r"|\u6bce\u9031|\u6bcf(?=\u5468|\u661f\u671f)",
    re.IGNORECASE,
)
_AT = r"(?:bis(?: um)?|um|by|at|\u00e0|a las|\u0627\u0644\u0633\u0627\u0639\u0629)"


def _day(text: str) -> str:
    """A day as a map writes it, where the text can mean only one; a time after it stays."""
    if text.isdecimal() and text.isascii() and int(text) in _EXCEL_DAYS:
        return (_FIRST_DAY + timedelta(days=int(text))).isoformat()
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        # Midnight to the second is what a spreadsheet makes of a day that has no time.
        return text[:10] if re.fullmatch(r".{10}[ T]00:00:00", text) else ""
    at = re.fullmatch(rf"(.+?)[\s,]+(?:{_AT}\s+)?(\d{{1,2}}:\d{{2}})", text)
    said = _BY.sub("", at[1] if at else text, count=1)
    weekday, _, day = said.partition(" ")
    named = chosen(weekday, _WEEK)
    meant = days_meant(day if named else said)
    if len(meant) != 1 or (named and meant[0].weekday() != _WEEK.index(named)):
        return ""
    return f"{meant[0].isoformat()} {at[2].zfill(5)}" if at else meant[0].isoformat()


_HOUR = r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?:\s*(?:uhr|h))?|\s*(?:uhr|h))"
_ON_DAYS = rf"(.+?)[\s,]+(?:{_AT}\s+)?{_HOUR}"


def _rhythm(text: str) -> str:
    """What recurs, as a map writes it, of `t\u00e4glich 6:00` and `Mo, Do um 9.30 Uhr`."""
    found = re.fullmatch(_ON_DAYS, text, re.IGNORECASE)
    if found is None or not found[1].strip():
        return rhythm_printed(text)
    clock = f"{int(found[2]):02}:{found[3] or '00'}"
    if monthly := rhythm_printed(found[1]):
        return f"{monthly} {clock}"
    if chosen(found[1], ("daily",)):
        return f"daily {clock}"
    listed = _EVERY.sub("", found[1].strip(), count=1)
    parts = re.split(r"(\s*[-\u2013]\s*|\s*[,/+&\u3001\u060c]\s*|\s+(?:und|and|et|y)\s+)", listed)
    days = [chosen(part, _WEEK) for part in parts[::2]]
    if not all(days):
        return ""
    signs = ["-" if sign.strip() in {"-", "\u2013"} else "," for sign in parts[1::2]]
    named = "".join(
        f"{sign}{day[:3].title()}" for sign, day in zip(["", *signs], days, strict=True) if day
    )
    return f"{named} {clock}"


def _amount(text: str, *, decimal_comma: bool) -> str:
    """An amount of money without signs between its digits."""
    plain = re.sub(r"[\s\u202f']|EUR|USD|CHF|GBP|[\u20ac$\u00a3\u00a5]", "", text)
    if decimal_comma and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", plain):
        return plain.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?", plain) and not decimal_comma:
        return plain.replace(",", "")
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", plain):
        return plain.replace(",", ".")
    return plain if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) else text


def is_mark(text: str) -> bool:
    """Whether a cell only says that something is there."""
    return text.strip().casefold() in MARKS or chosen(text, ("yes",)) is not None


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or says that there is nothing."""
    plain = text.strip()
    return not plain or plain == "0" or is_unsaid(plain) or chosen(plain, ("no",)) is not None


def is_unsaid(text: str) -> bool:
    """Whether somebody put it into a cell to say: nothing here."""
    return text in _EMPTY_MARKS or chosen(text, ("unsaid",)) is not None
