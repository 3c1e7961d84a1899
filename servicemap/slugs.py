"""Names are what people call things; ids are what the program compares: slugs of the names."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Protocol
from unicodedata import category, normalize

LONGEST_FILE_NAME = 120
"""Bytes of a file's name that are of its own, without what stands before and after them."""

_ASCII = "".join(chr(c).lower() if chr(c).isalnum() else " " for c in range(128))
"""What slug makes of each ASCII character: most names have no other, and there are many names."""


_VARIATION, _LAST_VARIATION = "\ufe00", "\ufe0f"
"""Marks that only choose how the sign before them is drawn."""


def slug_of(name: str) -> str:
    """The id of a name: case-folded, Unicode-normalised, every run of other characters a `-`.

    Letters, digits and the marks that stand on them are kept in any script; what only says how
    a sign is drawn, as an emoji, is no such mark. Empty for a name that has none.
    """
    if name.isascii():
        return "-".join(name.translate(_ASCII).split())
    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    kept = " "
    for c in folded:
        stands = c.isalnum() or (not c.isascii() and _is_kept(category(c), kept[-1]))
        if not _VARIATION <= c <= _LAST_VARIATION:
            kept += c if stands else " "
    return "-".join(kept.split())


def _is_kept(kind: str, before: str) -> bool:
    """Whether a character is a letter or a number, or a mark that stands on one."""
    return kind[0] in "LN" or (kind in {"Mn", "Mc"} and before != " ")


slug = lru_cache(maxsize=65536)(slug_of)
"""`slug_of` for names that come again and again, as those of parties do."""


def file_stem(kind: str, id_: str) -> str:
    """A file name that every system takes; a long one is cut, and told apart by its digest."""
    kept = id_.encode()[:LONGEST_FILE_NAME].decode(errors="ignore")
    if kept != id_:
        from hashlib import sha256  # names are rarely so long

        kept = f"{kept}-{sha256(id_.encode()).hexdigest()[:8]}"
    return f"{kind}-{kept}"


class HasName(Protocol):
    """Something that prints a name."""

    @property
    def name(self) -> str:
        """What it prints."""


def printed_names(by_id: Mapping[str, HasName]) -> dict[str, list[str]]:
    """The slugs of names under which things are printed, though their ids are others -> those ids.

    In the order of the ids; a slug that is an id itself means that one, and is not among them.
    """
    found: dict[str, list[str]] = {}
    for id_, one in by_id.items():
        printed = slug(one.name)
        if printed != id_ and printed and printed not in by_id:
            found.setdefault(printed, []).append(id_)
    return found


def splits(reference: str) -> list[tuple[str, str]]:
    """Every way to read `Provider/Service`, for names that hold a `/` themselves."""
    parts = reference.split("/")
    return [("/".join(parts[:i]), "/".join(parts[i:])) for i in range(1, len(parts))]


def services_meant(reference: str, services: Collection[str]) -> list[str]:
    """The ids that `Provider/Service` can mean, several where a slash in a name leaves it open.

    An id means itself.
    """
    if reference in services:
        return [reference]
    ids = (f"{slug(provider)}/{slug(own)}" for provider, own in splits(reference))
    return list(dict.fromkeys(id_ for id_ in ids if id_ in services))
