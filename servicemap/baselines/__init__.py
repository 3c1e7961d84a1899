"""What is known already: the findings in a baseline, or those of an earlier state of the map.

A baseline lets a map that has findings be checked from today on: what it holds is not told again
and makes no check fail, so that only what is new does. What keeps a map from being read as meant is
never known: nobody can say what else is wrong with such a map. And nothing is fixed, or leaves a
baseline, that no rule has looked for: `Judging.denies` in `servicemap.findings` says what was.
"""

from servicemap.baselines.against_baseline import Comparison, compare, renewed, told
from servicemap.baselines.baseline_file import (
    Baseline,
    BaselineEntry,
    BaselineSection,
    parse,
    read_baseline,
    written,
)
from servicemap.baselines.since import against_earlier

__all__ = [
    "Baseline",
    "BaselineEntry",
    "BaselineSection",
    "Comparison",
    "against_earlier",
    "compare",
    "parse",
    "read_baseline",
    "renewed",
    "told",
    "written",
]
