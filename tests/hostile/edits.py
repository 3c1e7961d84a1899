"""Changes of a file that are ended half-way, or in whose way somebody comes: nothing is lost."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import HOOKS, MAP, Attack, Outcome, hook, plain_map
from tests.hostile.interruptions import at_call
from tests.hostile.saving import no_room

CONFIRM = ("confirm", "stores", "map.yaml", "--all", "--write", "--date", "2027-01-12")

MEANWHILE = """
import sys

def save(event, given):
    if event == "open" and str(given[0]).endswith("map.yaml") and given[1] == "r":
        with open("map.yaml", "a") as file:
            file.write("# mine\\n")

sys.addaudithook(save)
"""


def as_it_was(folder: Path, _: Outcome) -> None:
    assert (folder / "map.yaml").read_text() == MAP
    assert not [one for one in folder.iterdir() if one.name.startswith(".servicemap-draft")]


def whole_but_for_a_draft(folder: Path, _: Outcome) -> None:
    assert (folder / "map.yaml").read_text() == MAP


def changed_whole(folder: Path, _: Outcome) -> None:
    assert (folder / "map.yaml").read_text() == MAP.replace(
        "  Stores:\n", "  Stores:\n    confirmed: 2027-01-12\n"
    )


def theirs(folder: Path, _: Outcome) -> None:
    assert (folder / "map.yaml").read_text() == MAP + "# mine\n"


def meanwhile(folder: Path) -> None:
    """Somebody saves the file between our reading it and our writing it."""
    plain_map(folder)
    hook(folder, MEANWHILE)


def written(text: str) -> Callable[[Path], None]:
    """A map that is written like this."""

    def arrange(folder: Path) -> None:
        (folder / "map.yaml").write_text(text)

    return arrange


ATTACKS = (
    *(
        Attack(
            f"Ctrl-C {when}",
            CONFIRM,
            130,
            arrange=at_call(*place),
            then=then,
            environment=HOOKS,
        )
        for when, place, then in (
            ("before a draft of a map is begun", ("os.mkdir", "servicemap-draft"), as_it_was),
            ("while a map is written", ("open", r"servicemap-draft[^/\\]*[/\\]new$"), as_it_was),
            ("when a map is about to be put in its place", ("os.rename", "map.yaml"), as_it_was),
            (
                "when a map has been put in its place",
                ("shutil.rmtree", "servicemap-draft"),
                changed_whole,
            ),
        )
    ),
    Attack(
        "a run that is killed when a map is about to be put in its place",
        CONFIRM,
        -9,
        arrange=at_call("os.rename", "map.yaml", "SIGKILL"),
        then=whole_but_for_a_draft,
        environment=HOOKS,
    ),
    Attack(
        "a map that somebody saves meanwhile",
        CONFIRM,
        2,
        ("map.yaml was changed while this was at work", "nothing was written"),
        arrange=meanwhile,
        then=theirs,
        environment=HOOKS,
    ),
    Attack(
        "a changed map on a disk that is full",
        CONFIRM,
        2,
        ("map.yaml cannot be written: File too large", "make room"),
        arrange=no_room(100),
        then=as_it_was,
        environment=HOOKS,
    ),
    Attack(
        "a change of a map that is piped in",
        ("confirm", "stores", "-", "--all", "--write"),
        2,
        ("what is piped in cannot be changed", "name the file"),
        stdin=MAP.encode(),
    ),
    Attack(
        "a change of a map that cannot be read as meant",
        CONFIRM,
        1,
        ("SM003", "colour"),
        arrange=written("teams: {Stores: {colour: red}}\n"),
    ),
)
