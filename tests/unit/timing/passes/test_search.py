"""The search for the longest delay that keeps a promise."""

from collections.abc import Sequence

import pytest

from servicemap.timing.passes.search import Range, longest_kept


@pytest.mark.parametrize("guesses", [{1: 0, 2: 0, 3: 0}, {1: 7, 2: 3, 3: 0}])
def test_many_promises_are_bisected_together(guesses: dict[int, int]) -> None:
    holds = {1: 7, 2: 8, 3: 100}
    asked: list[int] = []

    def left(
        delays: Sequence[tuple[int, int]], which: Sequence[int], promises: Sequence[int]
    ) -> list[int]:
        asked.extend(minutes for _, minutes in delays)
        return [holds[k] - delays[at][1] for at, k in zip(which, promises, strict=True)]

    assert longest_kept(left, [Range(guesses, 64)]) == [{1: 7, 2: 8, 3: None}]
    assert len(asked) < 20
