"""Files that cannot be written where somebody wants them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import HOOKS, MAP, Attack, Outcome, hook, plain_map

LONG = "x" * 300
LONGEST = "x" * 251 + ".svg"
OLD = b"<svg>old</svg>"


def nothing_is_left(folder: Path, _: Outcome) -> None:
    assert sorted(os.listdir(folder)) == ["map.yaml"]


def with_team(name: str) -> Callable[[Path], None]:
    """The map, with two more teams whose names begin alike."""

    def arrange(folder: Path) -> None:
        more = "".join(f"  {name}{end}:\n    serves: {{Stores: {end} work}}\n" for end in "ab")
        text = MAP.replace("teams:\n", "teams:\n" + more)
        (folder / "map.yaml").write_text(text, encoding="utf-8")

    return arrange


def each_has_its_own(folder: Path, _: Outcome) -> None:
    names = [one for one in os.listdir(folder / "posters") if one.endswith(".svg")]
    assert len(names) == 4
    assert all(len(os.fsencode(name)) <= 255 for name in names)
    assert {"index.html", *names} == set(os.listdir(folder / "posters"))


def a_file_is_there(folder: Path) -> None:
    plain_map(folder)
    (folder / "there").write_bytes(OLD)


def posters_with(special: str) -> Callable[[Path], None]:
    """A folder in which a pipe, or a link to a device, is called as a poster would be."""

    def arrange(folder: Path) -> None:
        plain_map(folder)
        (folder / "posters").mkdir()
        if special:
            (folder / "posters/team-stores.svg").symlink_to(special)
        else:
            os.mkfifo(folder / "posters/team-stores.svg")

    return arrange


def a_draft_with_a_pipe(folder: Path) -> None:
    plain_map(folder)
    draft = folder / ".servicemap-draft-0123456789abcdef"
    draft.mkdir()
    os.mkfifo(draft / ".lock")


def a_folder_is_there(folder: Path) -> None:
    plain_map(folder)
    (folder / "there.svg").mkdir()


def written_whole(folder: Path, _: Outcome) -> None:
    assert sorted(os.listdir(folder)) == ["map.yaml", LONGEST]


def no_room(limit: int) -> Callable[[Path], None]:
    """From so many bytes on, a file takes no more: as a disk that is full."""

    def arrange(folder: Path) -> None:
        plain_map(folder)
        hook(
            folder,
            f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n",
        )

    return arrange


def no_poster(folder: Path, _: Outcome) -> None:
    assert sorted(os.listdir(folder)) == ["hooks", "map.yaml"]


ON_A_DEVICE = (
    (
        Attack(
            "a poster on a device that is full",
            ("poster", "map.yaml", "-o", "/dev/full", "--as", "svg"),
            2,
            ("No space left on device", "make room on the disk of /dev"),
        ),
    )
    if Path("/dev/full").exists()
    else ()
)
"""Linux alone has one that is always full."""

PIPES = (
    ()
    if sys.platform == "win32"
    else (
        Attack(
            "what looks like a draft, with a pipe for its lock",
            ("check", "map.yaml", "--report", "json=found.json"),
            0,
            ("clean",),
            arrange=a_draft_with_a_pipe,
        ),
        *(
            Attack(
                f"a folder of posters with {special or 'a pipe'} in it",
                ("poster", "map.yaml", "--each-team", "-o", "posters"),
                2,
                ("would be replaced, and we did not make it", "--overwrite"),
                arrange=posters_with(special),
            )
            for special in ("", "/dev/zero")
        ),
    )
)

ATTACKS = (
    Attack(
        "a poster with a name of 300 letters",
        ("poster", "map.yaml", "-o", f"{LONG}.svg"),
        2,
        ("cannot be written: File name too long", "give it a shorter name"),
        then=nothing_is_left,
    ),
    Attack(
        "a report with a name of 300 letters",
        ("check", "map.yaml", "--report", f"json={LONG}"),
        2,
        ("give it a shorter name",),
        then=nothing_is_left,
    ),
    Attack(
        "a baseline with a name of 300 letters",
        ("check", "map.yaml", "--baseline", LONG, "--update-baseline"),
        2,
        ("ile name too long",),
        then=nothing_is_left,
    ),
    Attack(
        "a folder of posters with a name of 300 letters",
        ("poster", "map.yaml", "--each-team", "-o", LONG),
        2,
        ("give it a shorter name",),
        then=nothing_is_left,
    ),
    Attack("a name of 255 bytes", ("poster", "map.yaml", "-o", LONGEST), 0, then=written_whole),
    Attack(
        "teams with names of 300 letters",
        ("poster", "map.yaml", "--each-team", "-o", "posters"),
        1,
        ("SM010", "the limit is 200 characters"),
        arrange=with_team(LONG),
    ),
    Attack(
        "teams with the longest names, of letters of two bytes",
        ("poster", "map.yaml", "--each-team", "-o", "posters"),
        0,
        ("4 posters",),
        arrange=with_team("\u03a9" * 199),
        then=each_has_its_own,
    ),
    Attack(
        "a poster in a folder that is not there",
        ("poster", "map.yaml", "-o", "no/such/p.svg"),
        2,
        ("make the folder no/such first",),
        then=nothing_is_left,
    ),
    Attack(
        "a poster in a file",
        ("poster", "map.yaml", "-o", "there/p.svg"),
        2,
        ("there is no folder: name one",),
        arrange=a_file_is_there,
    ),
    Attack(
        "posters in a file",
        ("poster", "map.yaml", "--each-team", "-o", "there/posters"),
        2,
        ("cannot be",),
        arrange=a_file_is_there,
    ),
    Attack(
        "a poster where a folder is",
        ("poster", "map.yaml", "-o", "there.svg"),
        2,
        ("cannot be written: Is a directory", "name a file in it"),
        arrange=a_folder_is_there,
    ),
    *ON_A_DEVICE,
    *PIPES,
    Attack(
        "a disk that is full in the middle of a poster",
        ("poster", "map.yaml", "-o", "p.svg"),
        2,
        ("p.svg cannot be written", "make room"),
        arrange=no_room(20_000),
        then=no_poster,
        environment=HOOKS,
    ),
    Attack(
        "a disk that is full in the middle of a folder",
        ("poster", "map.yaml", "--each-team", "-o", "posters"),
        2,
        ("posters/team-", "make room on the disk of posters"),
        arrange=no_room(20_000),
        then=no_poster,
        environment=HOOKS,
    ),
)
