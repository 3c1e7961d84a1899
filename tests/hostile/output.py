"""Where output goes: files, pipes, disks that are full."""

from pathlib import Path

from tests.hostile.attack import Attack, Outcome


def a_poster_is_on_standard_output(_: Path, outcome: Outcome) -> None:
    assert outcome.out.startswith(b"<?xml")


ATTACKS = (
    Attack(
        "a poster on standard output",
        ("poster", "map.yaml", "-o", "-"),
        0,
        then=a_poster_is_on_standard_output,
    ),
)
