"""On how many examples a thing is tried: few in a usual run, all in one that takes its time."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import settings

ParameterSet = Any
"""What `pytest.param` makes, whose type has no public name."""


def examples(count: int) -> settings:
    """So many where a profile tries a hundred, and more or fewer as the profile does.

    A number of its own would hold in every profile: nothing would hunt for longer.
    """
    return settings(max_examples=max(3, count * settings().max_examples // 100))


def costly(*rows: object) -> list[ParameterSet]:
    """What is tried only where everything is, beside the rows of a usual run."""
    return [pytest.param(row, marks=pytest.mark.costly) for row in rows]


def in_turn(first: Iterable[object], *others: Sequence[object]) -> list[ParameterSet]:
    """Every combination, of which a usual run tries each of the first with one of the others.

    The combinations of the others take turns, and each has one if there are enough of the first.
    All that is left out is `costly`.
    """
    rest = [*product(*others)]
    return [
        pytest.param(one, *other, marks=[] if at % len(rest) == turn else [pytest.mark.costly])
        for at, one in enumerate(first)
        for turn, other in enumerate(rest)
    ]
