"""Names one after the other, and the verb that goes with them, in English."""

from collections.abc import Sequence


def listed(names: Sequence[str], at_most: int = 3, *, joined_by: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; what is beyond `at_most` is counted: `A, B and 4 others`."""
    if len(names) > at_most:
        shown = names[: max(1, at_most - 1)]
        return f"{', '.join(shown)} {joined_by} {len(names) - len(shown)} others"
    return f" {joined_by} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


_SURELY_MANY = ("ers", "ors", "ents", "ants", "ists", "ests", "ees")
"""Endings of those who are many, whoever they are: Shoppers, Doctors, Patients."""

_MANY = frozenset({"people", "children", "women", "men", "staff", "police"})
"""Names of many that do not end in -s."""


def surely_many(names: Sequence[str]) -> bool:
    """Whether an English verb after these names is that of many: `Shoppers notice`.

    Of one name such as `James` or `Stores` nobody can tell; `James will notice` is always right.
    """
    last = (names[-1].split() or [""])[-1].casefold() if names else ""
    return len(names) > 1 or last in _MANY or last.endswith(_SURELY_MANY)
