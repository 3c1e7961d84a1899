"""What our own pages print of a length of time and of what recurs, as a map writes it.

Whoever fills in a sheet writes as the sheet does, in its language: `1 jour 4 heures`, `2 Tage
Kalenderzeit`, `\u6bce\u670825\u65e5`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from servicemap.wording.catalogues import FORMS, LANGUAGES, catalogue
from servicemap.wording.slips import UNITS

_PRINTED = {"day": "d", "hour": "h", "minute": "m"}
_PART = r"([0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*([^\W\d_][^\s\d.,]*)\.?"
_JOINT = r"(?:\s*,\s*|\s+(?:und|and|et|y)\s+|\s*\u0648\s*|\s*)"
_PARTS = re.compile(rf"{_PART}(?:{_JOINT}{_PART})*")


def length_printed(text: str) -> str:
    """`1d 4h` of `1 Tag 4 Stunden`, `2d elapsed` of `2 days on the clock`; empty where it is none.

    In any of our languages.
    """
    said = text.casefold()
    for way in _ways("on_the_clock", amount=".+"):
        if found := way.fullmatch(said):
            length = _working(found["amount"])
            return f"{length} elapsed" if length else ""
    return _working(said)


def rhythm_printed(text: str) -> str:
    """`monthly 25` of `monatlich am 25.`, `monthly last` of `on the last day of the month`."""
    said = text.casefold()
    for way in _ways("leaves_monthly", day="[0-9]{1,2}"):
        if found := way.fullmatch(said):
            return f"monthly {int(found['day'])}"
    return "monthly last" if any(way.fullmatch(said) for way in _ways("leaves_last")) else ""


def _working(said: str) -> str:
    for words, digits in _counted_by_their_form():
        said = said.replace(words, digits)
    said = said.strip()
    if not _PARTS.fullmatch(said):
        return ""
    parts = [(amount.replace(",", "."), _units().get(unit)) for amount, unit in _each(said)]
    return " ".join(f"{n}{unit}" for n, unit in parts) if all(unit for _, unit in parts) else ""


def _each(said: str) -> Iterator[tuple[str, str]]:
    """Each amount, and its unit as it is called."""
    for part in re.finditer(_PART, said):
        yield part[1], part[2]


def _said_of(unit: str) -> Iterator[tuple[str, str]]:
    """How each language says so many of a unit: the form, and the words."""
    for language in LANGUAGES:
        for form in ("", *sorted(FORMS)):
            said = catalogue(language).get(f"{unit}.{form}" if form else unit)
            if said is not None:
                yield form, said.casefold()


@cache
def _units() -> Mapping[str, str]:
    printed = {
        said.replace("{count}", "").strip(): letter
        for unit, letter in _PRINTED.items()
        for _, said in _said_of(unit)
    }
    return {**UNITS, **printed}


@cache
def _counted_by_their_form() -> tuple[tuple[str, str], ...]:
    """What says one or two without a digit, as Arabic does, and the same with one."""
    numbers = {"one": 1, "two": 2}
    return tuple(
        (said, f"{numbers[form]} {unit}")
        for unit in _PRINTED
        for form, said in _said_of(unit)
        if "{count}" not in said
    )


@cache
def _ways(key: str, **parts: str) -> tuple[re.Pattern[str], ...]:
    """What matches the words at a key in each language, whatever stands for its `{...}`."""
    return tuple(_as_pattern(catalogue(language)[key], parts) for language in LANGUAGES)


def _as_pattern(words: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    pattern = re.escape(words.casefold())
    for name, what in parts.items():
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{what})")
    return re.compile(pattern)
