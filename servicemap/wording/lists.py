"""Names one after the other, in English."""

from collections.abc import Sequence


def listed(names: Sequence[str], at_most: int = 3, *, joined_by: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; what is beyond `at_most` is counted: `A, B and 4 others`."""
    if len(names) > at_most:
        shown = names[: max(1, at_most - 1)]
        return f"{', '.join(shown)} {joined_by} {len(names) - len(shown)} others"
    return f" {joined_by} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
