"""Calls from Python: what is handed over is what is wanted, or somebody is told what to do.

Nobody is told by an AttributeError from within.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from operator import index
from typing import Any, SupportsIndex

from servicemap.errors import WrongValue
from servicemap.model import Party, Service, ServiceMap

LONGEST_SHOWN = 60
"""Characters of what was handed over that a sentence repeats."""


def the_map(given: object) -> ServiceMap:
    """The map that was handed over. Raises WrongValue for anything else, above all a path."""
    if isinstance(given, ServiceMap):
        return given
    if isinstance(given, str) and "\n" in given:
        raise _wrong("a map", given, "read it first: sm.loads(text)")
    if isinstance(given, str | os.PathLike):
        raise _is_path("a map", given)
    raise _wrong("a map", given, "give what sm.load(path) returns")


def the_path(given: Any, example: str = "maps") -> str:
    """The path that was handed over. Raises WrongValue."""
    if isinstance(given, ServiceMap):
        cure = f'this one is loaded already; a path is a text, such as "{example}"'
        raise WrongValue(f"a path is wanted, and {given!r} is a map", cure)
    if not isinstance(given, str | os.PathLike) or not isinstance(os.fspath(given), str):
        raise _wrong("a path", given, f'give the name of a file or folder, such as "{example}"')
    if not os.fspath(given):
        raise WrongValue(
            "a path is wanted, and '' is empty",
            f'give the name of a file or folder, such as "{example}"; "." is the current one',
        )
    return os.fspath(given)


def the_version(given: object) -> ServiceMap:
    """Another version of a map. Raises WrongValue for anything else, above all its name."""
    if isinstance(given, str) and given and not os.path.exists(given) and "\n" not in given:
        cure = f"read that version: sm.load(path, revision={given!r})"
        raise WrongValue(f"a map is wanted, and {_shown(given)} is a text", cure)
    return the_map(given)


def the_text(given: Any) -> str | bytes:
    """The text of a map. Raises WrongValue for anything else, above all a path."""
    named = isinstance(given, str) and "\n" not in given and os.path.exists(given)
    if named or isinstance(given, os.PathLike):
        raise _is_path("a text", given)
    if not isinstance(given, str | bytes):
        raise _wrong("a text", given, "give the YAML of a map; sm.load(path) reads files")
    return given


def the_name(given: object, example: str = "Purchasing") -> str:
    """One name. Raises WrongValue for anything else, above all a list of them."""
    if isinstance(given, str):
        return given
    cure = f'give one name, such as "{example}"'
    if isinstance(given, Party | Service):
        cure = f'give its id, "{given.id}"'
    elif isinstance(given, list | tuple | set | frozenset):
        cure += ", and ask once for each"
    raise _wrong("a name", given, cure)


def the_names(given: object, what: str, example: str) -> tuple[str, ...]:
    """One name or several. Raises WrongValue."""
    if isinstance(given, str):
        return (given,)
    listed = tuple(given) if isinstance(given, Iterable) and not isinstance(given, bytes) else None
    if listed is None:
        raise _wrong(f"{what}: a list of names", given, f'give ["{example}"]')
    for place, one in enumerate(listed):
        if not isinstance(one, str):
            raise _wrong(f"{what}[{place}]: a name", one, f'give names, such as ["{example}"]')
    return listed


def the_words(given: object, what: str, example: str) -> Mapping[str, str]:
    """Names and a word for each. Raises WrongValue."""
    if not isinstance(given, Mapping):
        raise _wrong(f"{what}: a dict", given, f"give {example}")
    for name, word in given.items():
        if not isinstance(name, str):
            raise _wrong(f"{what}: a name", name, f"give names, such as {example}")
        if not isinstance(word, str):
            raise _wrong(f"{what}[{name!r}]: a text", word, f"give {example}")
    return given


def the_number(given: object, what: str) -> int:
    """A whole number that is more than nothing, also one of numpy. Raises WrongValue."""
    number = _whole(given)
    if number is not None and number > 0:
        return number
    raise _wrong(f"{what}: a whole number of 1 or more", given, "leave it out for what is usual")


def _whole(given: object) -> int | None:
    """What stands for a whole number, as those of numpy do; a yes or no does not."""
    if isinstance(given, SupportsIndex) and not isinstance(given, bool):
        with suppress(TypeError):  # an array has several
            return index(given)
    return None


def the_measure(given: object, what: str) -> float:
    """A number; whoever measures with it says which ones make sense. Raises WrongValue."""
    number = given if isinstance(given, float) else _whole(given)
    if number is not None:
        return number
    raise _wrong(f"{what}: a number", given, "give one without its unit, such as 3")


def the_distance(given: object, what: str) -> float:
    """A number of metres that is more than nothing. Raises WrongValue."""
    metres = the_measure(given, what)
    if metres > 0:
        return metres
    raise WrongValue(f"{what}: nobody reads from {metres} metres", "give more than 0, such as 3")


def the_files(given: object, what: str) -> tuple[str, ...]:
    """The paths of files; one may stand for a list of one. Raises WrongValue."""
    one = isinstance(given, str | bytes | os.PathLike)
    listed: Any = (given,) if one else tuple(given) if isinstance(given, Iterable) else None
    if listed is None or not all(isinstance(file, str | bytes | os.PathLike) for file in listed):
        raise _wrong(f"{what}: a list of files", given, f'give {what}=["..."]')
    return tuple(map(os.fsdecode, listed))


def the_switch(given: object, what: str) -> bool:
    """Yes or no. Raises WrongValue."""
    if isinstance(given, bool):
        return given
    raise _wrong(f"{what}: a yes or no", given, "give True or False")


def the_day(given: object) -> date | None:
    """A day, where one was given; of a moment the day that it is on. Raises WrongValue."""
    day = given.date() if isinstance(given, datetime) else given
    # The NaT of pandas is a moment, and on no day.
    if day is None or (isinstance(day, date) and day == day):  # noqa: PLR0124
        return day
    raise _wrong("a day", given, "give datetime.date(2027, 2, 1), or datetime.date.today()")


def the_printed_day(given: object) -> str:
    """A day to be printed, as a text or a `date`. Raises WrongValue."""
    if isinstance(given, str):
        return given
    if isinstance(given, date):
        return str(the_day(given))
    raise _wrong("a day", given, 'give "2027-02-01", or datetime.date(2027, 2, 1)')


def the_delays(given: object) -> Mapping[Any, Any]:
    """Who is how late, whoever and however much that is. Raises WrongValue for what is no dict."""
    if isinstance(given, Mapping):
        return given
    raise WrongValue(f"who is how late? {_shown(given)} does not say", 'give {"Purchasing": "2d"}')


_CALLED = {
    bool: "a yes or no",
    bytes: "raw bytes",
    float: "a number",
    int: "a number",
    str: "a text",
}


def _is_path(wanted: str, given: str | os.PathLike[str]) -> WrongValue:
    path = os.fspath(given)
    cure = f"read what stands there: sm.load({path!r})"
    return WrongValue(f"{wanted} is wanted, and {_shown(path)} is a path", cure)


def _wrong(wanted: str, given: object, cure: str) -> WrongValue:
    if given is None:
        return WrongValue(f"{wanted} is wanted, and None was given", cure)
    kind = type(given).__name__
    article = "an" if kind[:1].lower() in "aeiou" else "a"
    called = _CALLED.get(type(given), f"{article} {kind}")
    return WrongValue(f"{wanted} is wanted, and {_shown(given)} is {called}", cure)


def _shown(given: object) -> str:
    """What was handed over, on one line and no longer than one."""
    flat = " ".join(repr(given).split())
    if len(flat) <= LONGEST_SHOWN:
        return flat
    return flat[: LONGEST_SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}"
