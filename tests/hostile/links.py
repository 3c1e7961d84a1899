"""Links in a map that lead where nobody should be led: they leak nothing, and end nothing."""

import os
from collections.abc import Callable
from pathlib import Path

from servicemap.reporting import FORMATS
from tests.hostile.attack import MAP, Attack, Outcome

SECRET = "the-secret-of-somebody: hunter2\n"
OUT_OF_IT = "this link leads out of the repository, or to what is hidden in it"
ROUND = "this link leads to itself"


def linked(link: str, to: str, *, repository: bool = True) -> Callable[[Path], None]:
    """A map with one link more; `BESIDE` is a folder with a secret, out of the repository."""

    def arrange(folder: Path) -> None:
        beside = folder.with_name(f"{folder.name}-beside")
        for place in (folder / "maps", folder / "shared", folder / ".secret", beside):
            place.mkdir()
        if repository:
            (folder / ".git").mkdir()
            (folder / ".git/config").write_text(SECRET)
        (folder / "maps/map.yaml").write_text(MAP)
        (folder / "shared/more.yaml").write_text("suppliers: [Harbour mill]\n")
        for secret in (beside / "secret.yaml", folder / ".secret/x.yaml", folder / ".env"):
            secret.write_text(SECRET)
        if hasattr(os, "mkfifo"):
            os.mkfifo(folder / "shared/pipe")
        (folder / "maps" / link).symlink_to(to.replace("BESIDE", str(beside)))

    return arrange


def named_link(name: str) -> Callable[[Path], None]:
    """Puts a repository into the folder in which `name` is a link to a secret beside it."""

    def arrange(folder: Path) -> None:
        outside = folder.with_name(f"{folder.name}-elsewhere")
        outside.mkdir()
        (outside / "a.yaml").write_text("token: secret\n")
        (folder / ".git").mkdir()
        (folder / "other.yaml").write_text(MAP)
        (folder / name).symlink_to(outside / "a.yaml" if "." in name else outside)

    return arrange


def refused(about: str, link: str, to: str, says: str = OUT_OF_IT) -> Attack:
    return Attack(
        f"a link to {about}",
        ("check", "maps", "--format", "concise"),
        1,
        (f"maps/{link}:1:1: error SM001", says),
        ("hunter2", "the-secret"),
        arrange=linked(link, to),
    )


def a_loop_of_two(folder: Path) -> None:
    linked("one.yaml", "two.yaml")(folder)
    (folder / "maps/two.yaml").symlink_to("one.yaml")
    (folder / "maps/three").symlink_to("three")


def nothing_is_in_the_reports(folder: Path, _: Outcome) -> None:
    for form in FORMATS:
        assert "hunter2" not in (folder / f"r.{form}").read_text()


ATTACKS = (
    refused("a file elsewhere", "x.yaml", "BESIDE/secret.yaml"),
    refused("a folder elsewhere", "more", "BESIDE"),
    refused("the users of the machine", "x.yaml", "/etc/passwd"),
    refused("the variables of the process", "x.yaml", "/proc/self/environ"),
    refused("a device", "x.yaml", "/dev/zero"),
    refused("what git keeps", "x.yaml", "../.git/config"),
    refused("what is hidden", "x.yaml", "../.env"),
    refused("a folder that is hidden", "more", "../.secret"),
    refused("itself", "x.yaml", "x.yaml", ROUND),
    refused("nothing", "x.yaml", "nothing.yaml", "there is no such file"),
    refused("nothing elsewhere", "x.yaml", "BESIDE/nothing.yaml"),
    *(
        [refused("a pipe", "x.yaml", "../shared/pipe", "this is a pipe")]
        if hasattr(os, "mkfifo")
        else []
    ),
    Attack(
        "a loop of links",
        ("check", "maps", "--format", "concise"),
        1,
        ("maps/one.yaml:1:1: error SM001", "maps/two.yaml:1:1: error SM001", "2 errors"),
        arrange=a_loop_of_two,
    ),
    Attack(
        "a link that leads elsewhere is no reason to print what is there, in any format",
        ("check", "maps", *(f"--report={form}=r.{form}" for form in FORMATS)),
        1,
        (OUT_OF_IT,),
        ("hunter2",),
        arrange=linked("x.yaml", "BESIDE/secret.yaml"),
        then=nothing_is_in_the_reports,
    ),
    *(
        Attack(
            f"a link that leads elsewhere, for {command[0]}",
            command,
            1,
            (OUT_OF_IT,),
            ("hunter2",),
            arrange=linked("x.yaml", "BESIDE/secret.yaml"),
        )
        for command in (("show", "Stores", "maps"), ("promises", "maps"), ("poster", "maps"))
    ),
    Attack(
        "a link that stays in the repository",
        ("check", "maps", "--all", "--format", "concise"),
        0,
        ("Harbour mill",),
        arrange=linked("shared", "../shared"),
    ),
    Attack(
        "a link that stays in the folder of the command, without any repository",
        ("check", "maps", "--all", "--format", "concise"),
        0,
        ("Harbour mill",),
        arrange=linked("more.yaml", "../shared/more.yaml", repository=False),
    ),
    Attack(
        "a link that leads out of the folder of the command, without any repository",
        ("check", "maps"),
        1,
        ("out of the folder that the command runs in",),
        ("hunter2",),
        arrange=linked("x.yaml", "BESIDE/secret.yaml", repository=False),
    ),
    Attack(
        "a link to a folder above",
        ("check", "maps"),
        0,
        ("clean",),
        arrange=linked("up", ".."),
    ),
    Attack(
        "a link to the whole disk",
        ("check", "maps"),
        0,
        ("clean",),
        arrange=linked("up", "/"),
    ),
    Attack(
        "a named map that is a link out of the repository",
        ("check", "map.yaml"),
        2,
        ("map.yaml is a link that leads out of the repository it lies in", "name what it leads to"),
        never=("secret",),
        arrange=named_link("map.yaml"),
    ),
    Attack(
        "a named folder that is a link out of the repository",
        ("show", "a", "maps"),
        2,
        ("maps is a link that leads out of the repository it lies in",),
        never=("secret",),
        arrange=named_link("maps"),
    ),
    Attack(
        "a version to compare with that is a link out of the repository",
        ("diff", "map.yaml", "other.yaml"),
        2,
        ("map.yaml is a link that leads out of the repository it lies in",),
        never=("secret",),
        arrange=named_link("map.yaml"),
    ),
)
