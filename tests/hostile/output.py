"""Where output goes: files, pipes, disks that are full, consoles with another code page."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import MAP, Attack, Outcome

NAME = "Büro 🚀"


def a_poster_is_on_standard_output(_: Path, outcome: Outcome) -> None:
    assert outcome.out.startswith(b"<?xml")


def abroad(folder: Path) -> None:
    """A map whose names no old code page has."""
    service = "{service: Spielzeug, takes: 2d, promise: 3d}"
    text = MAP.replace("Purchasing", NAME).replace("Stock orders", service)
    (folder / "map.yaml").write_text(text, encoding="utf-8")


def orphans_abroad(folder: Path) -> None:
    """The same, with something to find."""
    text = MAP.replace("Stores: Stock", "Shoppers: Stock").replace("Stores", NAME)
    text = text.replace("  Purchasing:", "  Ägäis 🚀:\n  Purchasing:")
    (folder / "map.yaml").write_text(text, encoding="utf-8")


def in_utf8(*words: str) -> Callable[[Path, Outcome], None]:
    """That these words are there in UTF-8, and that lines end as they do everywhere."""

    def hold(_: Path, outcome: Outcome) -> None:
        said = outcome.out.decode("utf-8").casefold()
        for word in words:
            assert word.casefold() in said
        assert b"\r" not in outcome.out
        assert outcome.out.endswith(b"\n")
        assert not outcome.out.endswith(b"\n\n")

    return hold


def json_is_all_of_it(_: Path, outcome: Outcome) -> None:
    assert json.loads(outcome.out)["counts"]["error"] == 0


def nothing_is_on_standard_output(_: Path, outcome: Outcome) -> None:
    assert outcome.out == b""


_SAID = {
    "check json": ("check", "map.yaml", "--format", "json"),
    "check sarif": ("check", "map.yaml", "--format", "sarif"),
    "check gitlab": ("check", "map.yaml", "--format", "gitlab"),
    "check junit": ("check", "map.yaml", "--format", "junit"),
    "check markdown": ("check", "map.yaml", "--format", "markdown"),
    "check github": ("check", "map.yaml", "--format", "github"),
}
_TOLD = {
    "show json": ("show", "büro", "map.yaml", "--format", "json"),
    "trace json": ("trace", "map.yaml", "--late", "büro=2d", "--format", "json"),
    "tolerance csv": ("tolerance", "map.yaml", "--format", "csv"),
    "tolerance json": ("tolerance", "map.yaml", "--format", "json"),
    "promises json": ("promises", "map.yaml", "--format", "json"),
    "agreements json": ("agreements", "map.yaml", "--format", "json"),
    "agreements markdown": ("agreements", "map.yaml", "--format", "markdown"),
    "schema": ("schema", "--with-ids", "map.yaml"),
}
# A usual run tries each of them on one output of both kinds: all are printed through one door.
_CODE_PAGES: dict[str, dict[str, str]] = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "LC_ALL=C": {"LC_ALL": "C"},
}

ATTACKS = (
    Attack(
        "a poster on standard output",
        ("poster", "map.yaml", "-o", "-"),
        0,
        then=a_poster_is_on_standard_output,
    ),
    *(
        Attack(
            f"{what} on a console in {page}",
            run,
            1,
            arrange=orphans_abroad,
            then=in_utf8("Ägäis 🚀"),
            environment=environment,
            costly=at != turn,
        )
        for turn, (page, environment) in enumerate(_CODE_PAGES.items())
        for at, (what, run) in enumerate(_SAID.items())
    ),
    *(
        Attack(
            f"{what} on a console in {page}",
            run,
            0,
            arrange=abroad,
            then=in_utf8("büro"),
            environment=environment,
            costly=at != turn,
        )
        for turn, (page, environment) in enumerate(_CODE_PAGES.items())
        for at, (what, run) in enumerate(_TOLD.items())
    ),
    *(
        Attack(
            f"{run[0]} for people on a console in ascii",
            run,
            code,
            (r"\U0001f680",),
            arrange=arrange,
            environment={"PYTHONIOENCODING": "ascii"},
            costly=costly,
        )
        for run, code, arrange, costly in (
            (("check", "map.yaml"), 1, orphans_abroad, False),
            (("show", "büro", "map.yaml"), 0, abroad, False),
            (("agreements", "map.yaml"), 0, abroad, True),
            (("promises", "map.yaml"), 0, abroad, True),
        )
    ),
    Attack(
        "a poster on standard output by the name of the system",
        ("poster", "map.yaml", "-o", "/dev/stdout"),
        0,
        then=a_poster_is_on_standard_output,
    ),
    Attack(
        "a report on standard output by the name of the system",
        ("check", "map.yaml", "--report", "json=/dev/stdout"),
        0,
        then=json_is_all_of_it,
    ),
    Attack(
        "two reports on standard output by two names",
        ("check", "map.yaml", "--report", "json=/dev/stdout", "--report", "sarif=-"),
        2,
        ("two reports go to standard output",),
        then=nothing_is_on_standard_output,
    ),
    Attack(
        "a report on standard error",
        ("check", "map.yaml", "--report", "json=/dev/stderr"),
        0,
        ('"kind": "check"', "clean: 3 parties"),
    ),
    Attack(
        "a poster and a report that nobody wants",
        ("poster", "map.yaml", "-o", "/dev/null"),
        0,
        then=nothing_is_on_standard_output,
    ),
    Attack(
        "a poster on a disk that is full",
        ("poster", "map.yaml", "-o", "/dev/full"),
        2,
        ("/dev/full cannot be written: No space left on device",),
    ),
    Attack(
        "a report into a file that nobody opened",
        ("check", "map.yaml", "--report", "json=/dev/fd/77"),
        2,
        ("/dev/fd/77 cannot be written", "clean"),
    ),
    Attack(
        "a map on standard input by the name of the system",
        ("check", "/dev/stdin"),
        0,
        ("clean: 3 parties, 2 services",),
        stdin=MAP.encode(),
    ),
    Attack(
        "standard input twice by two names",
        ("diff", "-", "/dev/stdin"),
        2,
        ("standard input has been read already",),
        stdin=MAP.encode(),
    ),
    Attack(
        "standard input by the name of the system, since a revision",
        ("check", "/dev/stdin", "--since", "main"),
        2,
        ("git has no earlier state of what comes from standard input",),
        stdin=MAP.encode(),
    ),
)
