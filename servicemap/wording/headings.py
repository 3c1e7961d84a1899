"""How the columns of a spreadsheet are headed, in each language, and what else people write."""

import os.path
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from servicemap.slugs import slug
from servicemap.wording.catalogues import LANGUAGES, catalogue


class KnownHeading(NamedTuple):
    """What a word heads, as a key of a map or a word of `headings.toml`, and in which language."""

    key: str
    language: str


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    """Language -> key -> the words for it; the first is the one that we write."""
    import tomllib  # only who has a spreadsheet pays for it

    with open(os.path.join(os.path.dirname(__file__), "headings.toml"), "rb") as file:
        return tomllib.load(file)


@cache
def heading_for(key: str, language: str) -> str:
    """What a key is called at the head of a column: as people say it, else as the format does."""
    for spoken in dict.fromkeys((language, "en")):
        if words := _words().get(spoken, {}).get(key):
            return words[0]
        if spoken in LANGUAGES and (said := catalogue(spoken).get(f"field_{key}")):
            return said
    return key.replace("_", " ").capitalize()


def spellings(key: str) -> Iterator[tuple[str, str]]:
    """Each language with each of its words for a key, as slugs; English first."""
    for language in LANGUAGES:
        found = catalogue(language).get(f"field_{key}")
        for word in (*_words()[language].get(key, ()), *filter(None, [found])):
            yield language, slug(word)


@cache
def meant_by(keys: tuple[str, ...]) -> Mapping[str, KnownHeading]:
    """Every slug that means one of these keys; of two keys that share a word the first counts."""
    found: dict[str, KnownHeading] = {}
    for key in keys:
        for language, word in spellings(key):
            found.setdefault(word, KnownHeading(key, language))
    return found


def chosen(word: str, among: tuple[str, ...]) -> str | None:
    """The one of some keys that a word of any of the languages means."""
    said = slug(word)
    return next((key for key in among if slug(key) == said), None) or (
        meant_by(among)[said].key if said in meant_by(among) else None
    )
