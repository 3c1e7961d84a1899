"""More of everything than a reader takes."""

import gzip
import json
from pathlib import Path

from tests.hostile.attack import Attack, Outcome

MANY = 26_000


def many_mistakes(folder: Path) -> None:
    """A map with more findings than SARIF may hold."""
    teams = "".join(f"  Team {n}:\n" for n in range(MANY))
    (folder / "map.yaml").write_text(f"teams:\n{teams}  Last: {{sevres: x}}\n", encoding="utf-8")


def the_worst_fit(_: Path, outcome: Outcome) -> None:
    (run,) = json.loads(outcome.out)["runs"]
    assert len(run["results"]) == 25_000
    assert len(gzip.compress(outcome.out)) < 10_000_000
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "1,003 findings more" in note["message"]["text"]


ATTACKS = (
    Attack(
        "more findings than SARIF may hold",
        ("check", "map.yaml", "--format", "sarif"),
        1,
        ("note: 1,003 findings more than the 25,000 that SARIF readers take: the worst are",),
        arrange=many_mistakes,
        then=the_worst_fit,
        seconds=60,
        costly=True,
    ),
)
