"""Names are what people call things; ids are what the program compares."""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, normalize


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The id of a name: case-folded, Unicode-normalised, every run of other characters a `-`.

    Letters, digits and the marks that stand on them are kept in any script. Empty for a name
    that has none.
    """
    if name.isascii():
        folded = name.lower()
    else:
        folded = normalize("NFKC", normalize("NFKC", name).casefold())
    kept = "".join(
        c if c.isalnum() or (not c.isascii() and category(c)[0] in "LNM") else " " for c in folded
    )
    return "-".join(kept.split())


def listed(names: Sequence[str], at_most: int = 3) -> str:
    """`A`, `A and B`, `A, B and C`; what is beyond `at_most` is counted: `A, B and 4 others`."""
    if len(names) > at_most:
        shown = names[: max(1, at_most - 1)]
        return f"{', '.join(shown)} and {len(names) - len(shown)} others"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
