"""Settings that were found: they may have come with a pull request, and write nothing that is not
theirs to write."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import MAP, Attack, Outcome, plain_map

PRECIOUS = "precious\n"
BESIDE = ("theirs.txt", "theirs.yaml", "secret.toml")
HOOK = ".git/hooks/post-commit"


def project(settings: str) -> Callable[[Path], None]:
    """A project in a repository, with files that are dear to somebody, in it and `BESIDE` it."""

    def arrange(folder: Path) -> None:
        for name in (".git/hooks", "maps"):
            (folder / name).mkdir(parents=True)
        (folder / "maps/map.yaml").write_text(MAP)
        (folder / "empty.txt").write_text("")
        beside = beside_of(folder)
        beside.mkdir()
        for file in (folder / "mine.txt", folder / HOOK, beside / "theirs.txt"):
            file.write_text(PRECIOUS)
        (folder / "out").symlink_to(beside)
        (folder / "theirs.json").symlink_to(beside / "theirs.txt")
        (folder / "new.json").symlink_to(beside / "new.txt")
        (folder / "round.json").symlink_to("round.json")
        (folder / "hooks").symlink_to(".git/hooks")
        if hasattr(os, "mkfifo"):
            os.mkfifo(folder / "pipe.json")
        (folder / "servicemap.toml").write_text(settings.replace("BESIDE", f"../{beside.name}"))

    return arrange


def beside_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-beside")


def large(folder: Path) -> None:
    project("")(folder)
    os.truncate(folder / "servicemap.toml", 1 << 30)


def led_elsewhere(folder: Path) -> None:
    """The settings are a link to a file with a secret in it."""
    project("")(folder)
    (folder / "servicemap.toml").unlink()
    secret = beside_of(folder) / "secret.toml"
    secret.write_text("password = 'precious'\n")
    (folder / "servicemap.toml").symlink_to(secret)


def maps_elsewhere(folder: Path) -> None:
    """Nobody names a map, and `maps` is a link out of the repository."""
    project("")(folder)
    shutil.rmtree(folder / "maps")
    (beside_of(folder) / "theirs.yaml").write_text(PRECIOUS)
    (folder / "maps").symlink_to(beside_of(folder))


def poster_elsewhere(folder: Path) -> None:
    project("")(folder)
    (folder / "poster.svg").symlink_to(beside_of(folder) / "new.desktop")
    (folder / "posters").symlink_to(beside_of(folder))


def poster_of_git(folder: Path) -> None:
    project("")(folder)
    (folder / "poster.svg").symlink_to(".git/packed-refs")


def git_has_nothing_new(folder: Path, outcome: Outcome) -> None:
    all_is_as_it_was(folder, outcome)
    assert not (folder / ".git/packed-refs").exists()


def large_baseline(folder: Path) -> None:
    project("")(folder)
    (folder / "known.txt").write_text("# servicemap baseline, version 1\n")
    os.truncate(folder / "known.txt", 1 << 30)


def all_is_as_it_was(folder: Path, _: Outcome) -> None:
    beside = beside_of(folder)
    for file in (folder / "mine.txt", folder / HOOK, beside / "theirs.txt"):
        assert file.read_text() == PRECIOUS
    assert not {path.name for path in beside.iterdir()} - {*BESIDE}
    assert sorted(path.name for path in (folder / ".git").rglob("*")) == ["hooks", "post-commit"]
    assert (folder / "empty.txt").read_text() == ""
    assert not (folder / "ok.json").exists(), "all is refused before anything is written"


def reports_are_there(folder: Path, _: Outcome) -> None:
    for name in ("ok.json", "deeper.sarif", "new.txt", "q.json"):
        assert (folder / name).read_text().strip()


def it_is_beside(folder: Path, _: Outcome) -> None:
    assert (beside_of(folder) / "named.json").read_text().startswith("{")


def report(about: str, file: str, said: str, form: str = "json") -> Attack:
    """A report that may not be written, beside one that might."""
    written = f'report = ["json=ok.json", "{form}={file}"]\n'
    return Attack(
        f"a report from found settings to {about}",
        ("check", "maps"),
        2,
        ("servicemap.toml:1:27:", said),
        arrange=project(written),
        then=all_is_as_it_was,
    )


OUTSIDE = "leads out of the folder of these settings"
OF_GIT = "lies in what belongs to git"


def many_globs(folder: Path) -> None:
    plain_map(folder)
    globs = ", ".join(f'"a{n}/**"' for n in range(20_000))
    (folder / "servicemap.toml").write_text(f"exclude = [{globs}]\n")


ATTACKS = (
    report("a hook of git", HOOK, OF_GIT),
    report("a new hook of git", ".git/hooks/pre-push", OF_GIT),
    report("a hook of git by a link", "hooks/pre-push", OF_GIT),
    *(
        report(f"git in other letters: {name!r}", f"{name}/hooks/pre-push", OF_GIT)
        for name in (".GIT", "git~1", ".git.", ".git ", r".g\u200cit", ".git::$INDEX_ALLOCATION")
    ),
    report("git behind backslashes", r"sub\\.git\\config", OF_GIT),
    report("the git of a submodule", "maps/.git", OF_GIT),
    report("the folder above", "BESIDE/new.json", OUTSIDE),
    report("a whole path", "/tmp/servicemap-new.json", OUTSIDE),
    report("a device", "/dev/stdout", OUTSIDE),
    report("a link to a file elsewhere", "theirs.json", OUTSIDE),
    report("a link to a new file elsewhere", "new.json", OUTSIDE),
    report("a linked folder", "out/new.json", OUTSIDE),
    report("the folder itself", ".", OUTSIDE),
    report("a folder", "maps", "and is no file"),
    report("a link that leads to itself", "round.json", "and is no file"),
    report("a path with a zero in it", r"a\u0000b", "a zero byte stands in it"),
    *([report("a pipe", "pipe.json", "and is no file")] if hasattr(os, "mkfifo") else []),
    report("somebody's file", "mine.txt", "is no report of ours"),
    report("an empty file", "empty.txt", "is no report of ours"),
    *(
        report(f"somebody's file, as {form}", "mine.txt", "nobody can tell", form)
        for form in ("full", "concise", "github")
    ),
    Attack(
        "a baseline from found settings over somebody's file",
        ("check", "maps", "--update-baseline"),
        2,
        ("servicemap.toml:1:12:", "mine.txt is there, and is no baseline"),
        arrange=project('baseline = "mine.txt"\n'),
        then=all_is_as_it_was,
    ),
    Attack(
        "a baseline from found settings over an empty file",
        ("check", "maps", "--update-baseline"),
        2,
        ("servicemap.toml:1:12:", "empty.txt is there, and is no baseline"),
        arrange=project('baseline = "empty.txt"\n'),
        then=all_is_as_it_was,
    ),
    Attack(
        "a baseline from found settings that lies elsewhere",
        ("check", "maps", "--update-baseline"),
        2,
        ("servicemap.toml:1:12:", OUTSIDE),
        arrange=project('baseline = "BESIDE/known.txt"\n'),
        then=all_is_as_it_was,
    ),
    *(
        Attack(
            f"a map from found settings: {about}",
            ("check",),
            2,
            ("servicemap.toml:1:7:", said),
            (PRECIOUS.strip(),),
            arrange=project(f'map = "{path}"\n'),
            then=all_is_as_it_was,
        )
        for about, path, said in (
            ("the folder above", "..", "leads out of the repository"),
            ("a system's file", "/etc/passwd", "leads out of the repository"),
            ("a linked folder", "out", "leads out of the repository"),
            ("what git keeps", HOOK, "may be secret"),
        )
    ),
    Attack(
        "what settings name that were named themselves is trusted",
        ("check", "maps", "--settings", "servicemap.toml"),
        0,
        arrange=project('report = ["json=BESIDE/named.json"]\n'),
        then=it_is_beside,
    ),
    Attack(
        "reports beneath found settings are written, and replaced",
        ("check", "maps"),
        0,
        arrange=project(
            'report = ["json=ok.json", "sarif=deeper.sarif", "full=new.txt", "gitlab=q.json"]\n'
        ),
        then=reports_are_there,
    ),
    Attack(
        "settings in brackets in brackets",
        ("check", "maps"),
        2,
        ("servicemap.toml", "nests too deeply"),
        arrange=project("ignore = " + "[" * 20_000),
    ),
    Attack(
        "settings with a number of a million digits",
        ("check", "maps"),
        2,
        ("servicemap.toml", "a number too large"),
        arrange=project("max_file = " + "9" * 1_000_000),
    ),
    Attack(
        "settings of a gigabyte without anything in it",
        ("check", "maps"),
        2,
        ("a settings file of more than",),
        arrange=large,
    ),
    Attack(
        "settings that are a link to a secret",
        ("check", "maps"),
        2,
        ("servicemap.toml: this link leads out of the repository",),
        ("password",),
        arrange=led_elsewhere,
    ),
    Attack(
        "maps that are a link out of the repository, and that nobody named",
        ("check",),
        2,
        ("maps is a link that leads elsewhere", "if that is meant, name what it leads to"),
        (PRECIOUS.strip(),),
        arrange=maps_elsewhere,
        then=all_is_as_it_was,
    ),
    Attack(
        "globs that match in a billion ways",
        ("check", "maps"),
        0,
        arrange=project(
            '[paths]\n"' + "*a" * 30 + '*b" = {ignore = ["SM1"]}\n'
            '"' + "**/*/" * 30 + 'x" = {ignore = ["SM1"]}\n'
        ),
    ),
    Attack(
        "a zero in the path of a report, from settings that were named",
        ("check", "maps", "--settings", "servicemap.toml"),
        2,
        ("servicemap.toml:1:11:", "a zero byte stands in it"),
        arrange=project(r'report = ["json=a\u0000b"]'),
    ),
    *(
        Attack(
            f"a {what} that is written without being named, and is a link to elsewhere",
            ("poster", "maps", *options),
            2,
            (f"{name} is a link that leads elsewhere, and nobody named it",),
            arrange=poster_elsewhere,
            then=all_is_as_it_was,
        )
        for what, name, options in (
            ("poster", "poster.svg", ()),
            ("folder of posters", "posters", ("--each-team",)),
        )
    ),
    Attack(
        "a link into what git keeps to itself, as the poster that nobody names",
        ("poster", "maps"),
        2,
        ("poster.svg is a link that leads elsewhere, and nobody named it",),
        arrange=poster_of_git,
        then=git_has_nothing_new,
    ),
    *(
        Attack(
            f"a baseline that is a pipe{', to be written' if more else ''}",
            ("check", "maps", "--baseline", "pipe.json", *more),
            2,
            ("pipe.json: this is a pipe and no file",),
            arrange=project(""),
        )
        for more in ((), ("--update-baseline",))
        if hasattr(os, "mkfifo")
    ),
    Attack(
        "a baseline of a gigabyte",
        ("check", "maps", "--baseline", "known.txt"),
        2,
        ("known.txt: this file has 1,073,741,824 bytes",),
        arrange=large_baseline,
    ),
    Attack(
        "a revision with a line break, and one that is an option",
        ("check", "maps", "--since=--output=x\n"),
        2,
        arrange=project(""),
        then=all_is_as_it_was,
    ),
    *(
        [
            Attack(
                "settings that are a pipe",
                ("check", "maps", "--settings", "pipe.json"),
                2,
                ("this is no regular file",),
                arrange=project(""),
            ),
            Attack(
                "settings without an end",
                ("check", "maps", "--settings", "/dev/zero"),
                2,
                ("this is no regular file",),
                arrange=project(""),
            ),
        ]
        if hasattr(os, "mkfifo")
        else []
    ),
    Attack(
        "settings that clear the screen, turn it round and link to somewhere",
        ("check", "maps"),
        2,
        (r"\x1b[2J\u202e", r"\x1b]8;;"),
        ("\x1b", "\u202e"),
        arrange=project(
            r'"\u001b[2J\u202e" = 1' + "\n" + r'format = "\u001b]8;;https://x.example\u0007y"'
        ),
    ),
    Attack(
        "more globs than anybody writes",
        ("check", "map.yaml"),
        2,
        ("exclude holds 20,000 entries, more than 1,000", "say it in fewer, with * and **"),
        arrange=many_globs,
    ),
)
