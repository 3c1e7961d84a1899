"""Machines that give less than is asked for."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import HOOKS, Attack, Outcome, hook, plain_map

LINK = "https://maps.example/"


def with_link(size: int) -> Callable[[Path], None]:
    """A map whose link has so many bytes, of letters that have two."""

    def arrange(folder: Path) -> None:
        beyond = LINK + "\u00e9" * ((size - len(LINK)) // 2)
        link = beyond + "a" * (size - len(beyond.encode()))
        assert len(link.encode()) == size
        (folder / "map.yaml").write_text(
            f"map: {{link: '{link}'}}\nteams: {{A: {{serves: {{S: T}}}}}}\nend_users: [S]\n",
            encoding="utf-8",
        )

    return arrange


def large(folder: Path) -> None:
    """A map of ten thousand teams, each of which waits for the one before it."""
    lines = ["end_users: [Shoppers]", "teams:"]
    for number in range(10_000):
        customer = f"Team {number + 1}" if number % 100 != 99 else "Shoppers"
        serves = f"{{customer: {customer}, service: Work {number}, takes: 2h}}"
        about = "what it is there for, in a sentence of some length " * 3
        lines += [f"  Team {number}:", f"    about: {about}", f"    serves: [{serves}]"]
    (folder / "map.yaml").write_text("\n".join(lines) + "\n")


def nothing_torn(folder: Path, _: Outcome) -> None:
    assert [one.name for one in folder.iterdir()] == ["map.yaml"]


WARNS = """
import sys, warnings

class Warns:
    def find_spec(self, name, path=None, target=None):
        if name in {"click", "yaml", "segno", "uharfbuzz"}:
            warnings.warn(name + " is out of fashion", DeprecationWarning, stacklevel=1)
            warnings.warn(name + " may be wrong", RuntimeWarning, stacklevel=1)

sys.meta_path.insert(0, Warns())
"""


def warned(folder: Path) -> None:
    """The map, and libraries that warn when they are imported."""
    plain_map(folder)
    hook(folder, WARNS)


NO_MEMORY = ("there is not enough memory for 'servicemap",)

ATTACKS = (
    Attack(
        "libraries that warn",
        ("poster", "map.yaml", "-o", "p.svg"),
        0,
        never=("out of fashion", "may be wrong"),
        arrange=warned,
        environment=HOOKS,
        imports=True,
    ),
    Attack(
        "a link of as many bytes as a QR code holds",
        ("poster", "map.yaml", "-o", "p.svg"),
        0,
        never=("QR",),
        arrange=with_link(2331),
    ),
    Attack(
        "a link that is longer than a QR code, to check",
        ("check", "map.yaml"),
        1,
        ("SM006", "map.yaml:1:13", "2,332 bytes", "shorter address"),
        arrange=with_link(2332),
    ),
    Attack(
        "a link that is longer than a QR code, to poster",
        ("poster", "map.yaml", "-o", "p.svg"),
        0,
        ("QR",),
        arrange=with_link(2332),
    ),
    *(
        Attack(f"--dpi {dpi}", ("poster", "map.yaml", "-o", "p.png", "--dpi", dpi), 2, (said,))
        for dpi, said in (
            ("nan", "is not between"),
            ("inf", "is not between"),
            ("0", "is not between"),
            ("-1", "is not between"),
            ("1e9", "is not between"),
            ("0x10", "is no number"),
        )
    ),
    Attack(
        "--dpi 600 with 300 MB",
        ("poster", "map.yaml", "-o", "p.png", "--dpi", "600"),
        2,
        ("MB of memory to draw", "dots an inch or fewer, or write a PDF"),
        then=nothing_torn,
        megabytes=300,
    ),
    Attack("a check with 60 MB", ("check", "map.yaml"), 0, ("clean",), megabytes=60),
    Attack(
        "a poster with 40 MB",
        ("poster", "map.yaml", "-o", "p.svg"),
        2,
        NO_MEMORY,
        then=nothing_torn,
        megabytes=40,
    ),
    Attack(
        "ten thousand teams with 60 MB",
        ("check", "map.yaml"),
        2,
        NO_MEMORY,
        arrange=large,
        megabytes=60,
    ),
    Attack(
        "ten thousand teams on a poster with 40 MB",
        ("poster", "map.yaml", "-o", "p.svg"),
        2,
        NO_MEMORY,
        arrange=large,
        then=nothing_torn,
        megabytes=40,
        costly=True,
    ),
)
