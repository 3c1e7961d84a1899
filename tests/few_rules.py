"""For tests that are about no rule: maps judged by those alone that they were written for.

A new rule finds something on many a small map. What a baseline remembers, how a file is misread and
how lines end has nothing to do with it.
"""

from typing import Any

import pytest

from servicemap.rules import RULES


def judged_by(*codes: str) -> Any:
    """A fixture for all tests of a module: `judged = judged_by("SM101")`."""
    chosen = tuple(rule for rule in RULES if rule.code in codes)
    assert len(chosen) == len(codes)

    @pytest.fixture(autouse=True)
    def judged(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("servicemap.checking.RULES", chosen)

    return judged
