"""The catalogues of what is said, one file a language: a key, and the words for it."""

import os.path
from collections.abc import Mapping
from functools import cache

LANGUAGES = ("en", "de", "fr", "es", "zh", "ja", "ar")
"""The codes of the languages that have a catalogue; English first, which the others translate."""

FORMS = frozenset({"one", "two", "few", "many"})
"""The forms of a plural, as Unicode CLDR calls them: `day.one`."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """What one of LANGUAGES says: key -> text. `{...}` is filled in; `key.few` is a form of `key`.

    A language that has no catalogue is a KeyError.
    """
    import tomllib  # only what speaks of itself pays for it

    if language not in LANGUAGES:
        raise KeyError(language)
    path = os.path.join(os.path.dirname(__file__), "catalogue", f"{language}.toml")
    with open(path, "rb") as file:
        return tomllib.load(file)


def is_said(key: str) -> bool:
    """Whether the catalogues have words at this key, or at that of which it is a form."""
    word, _, form = key.partition(".")
    return word in catalogue("en") and form in {"", *FORMS}


def keys() -> tuple[str, ...]:
    """Every key that English has words for, forms of plurals among them."""
    return tuple(catalogue("en"))
