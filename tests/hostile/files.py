"""Files of a map that cannot be read as meant."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import Attack


def holding(content: bytes) -> Callable[[Path], None]:
    """Puts a file of these bytes into the folder, as `map.yaml`."""

    def arrange(folder: Path) -> None:
        (folder / "map.yaml").write_bytes(content)

    return arrange


ATTACKS = (
    Attack("an empty map", ("check", "map.yaml"), 1, ("SM005",), arrange=holding(b"")),
    Attack(
        "100,000 opening brackets",
        ("check", "map.yaml"),
        1,
        ("SM010", "64"),
        arrange=holding(b"[" * 100_000),
    ),
    Attack(
        "999 opening brackets",
        ("check", "map.yaml"),
        1,
        ("SM010", "64"),
        arrange=holding(b"[" * 999),
    ),
)
