"""Git repositories that somebody else has prepared: nothing in them is run, and nothing missing in
them is taken for nothing."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.attack import MAP, Attack, Outcome
from tests.repositories import Repository

OLDER = MAP.replace("Toys on the shelf", "Toys")
DIFF = ("diff", "main", "--map", "maps")
OF_A_MISSING_FILE = "git knows of this file but does not have it"
SECRET = "Takeover team"
TRAP = "touch ../trodden; touch trodden"
"""What is to be run by whoever obeys the repository."""


def committed(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Repository:
    """A repository in the folder, whose `main` holds a map that has been changed since."""
    made = Repository(folder)
    made.commit({"maps/map.yaml": OLDER, **(files or {})})
    (folder / "maps/map.yaml").write_text(MAP)
    return made


def plainly_committed(folder: Path) -> None:
    """Nothing is wrong with it."""
    committed(folder)


def nothing_was_run(folder: Path, _: Outcome) -> None:
    trodden = [path for path in folder.rglob("*") if path.name.startswith("trodden")]
    assert not trodden


def what_looks_bare(folder: Path) -> None:
    committed(
        folder,
        {
            "maps/HEAD": "ref: refs/heads/main\n",
            "maps/config": (
                "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
                f'\tfsmonitor = "{TRAP}"\n\tsshCommand = "{TRAP}"\n\tpager = "{TRAP}"\n'
                f'[alias]\n\trev-parse = "!{TRAP}"\n'
            ),
            "maps/objects/info/packs": "",
            "maps/refs/heads/keep": "",
        },
    )


def what_looks_bare_by_a_common_folder(folder: Path) -> None:
    committed(folder, {"maps/HEAD": "ref: refs/heads/main\n", "maps/commondir": "../.git\n"})


def with_config(text: str) -> Callable[[Path], None]:
    """A repository whose own settings say this, and that lacks the file of its map."""

    def arrange(folder: Path) -> None:
        made = committed(folder)
        lost(made, "main:maps/map.yaml")
        with (folder / ".git/config").open("a") as config:
            config.write(text)

    return arrange


def lost(repository: Repository, name: str) -> None:
    """The object is not in the repository any more, as in a partial clone."""
    object_ = repository.git("rev-parse", name)
    file = repository.folder / ".git/objects" / object_[:2] / object_[2:]
    file.unlink()


def promisor(url: str, more: str = "") -> Callable[[Path], None]:
    """A partial clone: what it lacks is to be fetched by a program that its settings name."""

    def arrange(folder: Path) -> None:
        with_config(
            '[extensions]\n\tpartialClone = origin\n[remote "origin"]\n'
            f'\turl = "{url}"\n\tpromisor = true\n\tpartialclonefilter = blob:none\n{more}'
        )(folder)
        made = Repository(folder)
        made.git("config", "core.repositoryformatversion", "1")
        (folder / "bin").mkdir()
        for name in ("ssh", "git-remote-trap"):
            program = folder / "bin" / name
            program.write_text(f"#!/bin/sh\n{TRAP}\n")
            program.chmod(0o755)

    return arrange


def lacking(name: str) -> Callable[[Path], None]:
    def arrange(folder: Path) -> None:
        lost(committed(folder), name)

    return arrange


def linked_and_lacking(folder: Path) -> None:
    """`maps` was a link in `main`, to a folder that this clone lacks."""
    made = Repository(folder)
    made.commit({"real/map.yaml": OLDER})
    (folder / "maps").symlink_to("real")
    made.commit()
    lost(made, "main:real")
    made.git("update-index", "--force-remove", "maps")
    (folder / "maps").unlink()
    (folder / "maps").mkdir()
    (folder / "maps/map.yaml").write_text(MAP)


def a_submodule_that_is_a_link(folder: Path) -> None:
    """`maps/sub` was a submodule, and is a link to another repository, whose commit it names."""
    other = Repository(folder.with_name(f"{folder.name}-other"))
    hash_ = other.commit({"secret.yaml": MAP.replace("Purchasing", SECRET)})
    made = committed(folder)
    made.git("update-index", "--add", "--cacheinfo", f"160000,{hash_},maps/sub")
    made.git("commit", "--quiet", "--message", "a submodule")
    (folder / "maps/sub").symlink_to(other.folder)


def a_tree_of_a_billion(folder: Path) -> None:
    """Nine levels of folders, each of which holds the next one ten times."""
    made = committed(folder)
    tree = made.git("rev-parse", "main:maps")
    for _ in range(9):
        said = "".join(f"040000 tree {tree}\tfolder-{number}\n" for number in range(10))
        tree = made.git("mktree", piped=said)
    top = made.git("mktree", piped=f"040000 tree {tree}\tmaps\n")
    made.git("update-ref", "refs/heads/bomb", made.git("commit-tree", top, "-m", "bomb"))


def a_git_here(folder: Path) -> None:
    """A program that is called git, in the folder where the command runs."""
    committed(folder)
    for name in ("git", "git.exe", "git.bat", "git.cmd"):
        program = folder / name
        program.write_text(f"#!/bin/sh\n{TRAP}\n")
        program.chmod(0o755)


POSIX_ONLY = (
    ()
    if sys.platform == "win32"
    else (
        Attack(
            "a git in the current folder, and a PATH with empty and relative entries",
            DIFF,
            0,
            ("Toys on the shelf",),
            arrange=a_git_here,
            then=nothing_was_run,
            environment={"PATH": f":.:bin:{os.environ.get('PATH', os.defpath)}"},
        ),
    )
)

ATTACKS = (
    *(
        Attack(
            f"committed files that look like a bare repository, for {run[0]} {run[1]}",
            run,
            2,
            ("bare repository", "read it from a clone"),
            arrange=what_looks_bare,
            then=nothing_was_run,
        )
        for run in (
            DIFF,
            ("check", "--since", "main", "maps"),
        )
    ),
    Attack(
        "committed files that look like a worktree of a bare repository",
        DIFF,
        2,
        ("bare repository",),
        arrange=what_looks_bare_by_a_common_folder,
        then=nothing_was_run,
    ),
    Attack(
        "settings of a repository that name programs for everything",
        DIFF,
        1,
        (OF_A_MISSING_FILE, "git fetch --refetch"),
        arrange=with_config(
            f'[core]\n\tfsmonitor = "{TRAP}"\n\tsshCommand = "{TRAP}"\n\tpager = "{TRAP}"\n'
            f'\taskPass = "{TRAP}"\n\tgitProxy = "{TRAP}"\n\talternateRefsCommand = "{TRAP}"\n'
            f'\teditor = "{TRAP}"\n\thooksPath = maps\n[pager]\n\trev-parse = "{TRAP}"\n'
            f'[alias]\n\trev-parse = "!{TRAP}"\n[gpg]\n\tprogram = "{TRAP}"\n'
            f'[diff "x"]\n\ttextconv = "{TRAP}"\n\tcommand = "{TRAP}"\n[filter "x"]\n'
            f'\tsmudge = "{TRAP}"\n\tprocess = "{TRAP}"\n[credential]\n\thelper = "!{TRAP}"\n'
        ),
        then=nothing_was_run,
    ),
    *(
        Attack(
            f"a partial clone that would be completed by {what}",
            DIFF,
            1,
            (OF_A_MISSING_FILE,),
            arrange=promisor(url, more),
            then=nothing_was_run,
            environment={
                "PATH": f"{os.environ.get('PATH', os.defpath)}{os.pathsep}bin",
                # Whatever a user allows elsewhere.
                "GIT_ALLOW_PROTOCOL": "ext:file:ssh:trap",
                "GIT_NO_LAZY_FETCH": "0",
                **extra,
            },
        )
        for what, url, more, extra in (
            ("a file", "file://.", f'\tuploadpack = "{TRAP}; git-upload-pack"\n', {}),
            ("a path", ".", f'\tuploadpack = "{TRAP}; git-upload-pack"\n', {}),
            ("ext", f"ext::sh -c {TRAP.replace(' ', '% ').replace(';', '%;')}", "", {}),
            (
                "ssh",
                "ssh://nobody@localhost/x",
                f'[core]\n\tsshCommand = "{TRAP}"\n',
                {"GIT_SSH_COMMAND": TRAP},
            ),
            (
                "what each protocol is allowed to",
                "file://.",
                f'\tuploadpack = "{TRAP}; git-upload-pack"\n[protocol "file"]\n\tallow = always\n'
                '[protocol "ext"]\n\tallow = always\n',
                {},
            ),
            ("another address", "x:", '[url "ext::sh -c touch% trodden"]\n\tinsteadOf = x:\n', {}),
        )
    ),
    Attack(
        "a map whose file is missing is not taken for new by check --since",
        ("check", "--since", "main", "maps"),
        2,
        ("revision 'main' cannot be compared with", OF_A_MISSING_FILE, "git fetch --refetch"),
        arrange=lacking("main:maps/map.yaml"),
    ),
    Attack(
        "a map whose folder is missing is not taken for new by check --since",
        ("check", "--since", "main", "maps"),
        2,
        ("is not in this clone of the repository", "git fetch --refetch"),
        arrange=lacking("main:maps"),
    ),
    Attack(
        "a revision whose folders are all missing",
        ("check", "--since", "main", "maps"),
        2,
        ("is not in this clone of the repository",),
        arrange=lacking("main^{tree}"),
    ),
    Attack(
        "a map that was a link to a folder that is missing",
        ("check", "--since", "main", "maps"),
        2,
        ("is not in this clone of the repository",),
        arrange=linked_and_lacking,
    ),
    Attack(
        "a branch whose commit is missing",
        DIFF,
        2,
        ("the commit of revision 'main' is not in this clone of the repository",),
        arrange=lacking("main"),
    ),
    Attack(
        "a submodule in whose place a link leads to another repository",
        DIFF,
        1,
        ("what it held in this revision has not been fetched",),
        never=(SECRET, "secret.yaml"),
        arrange=a_submodule_that_is_a_link,
    ),
    Attack(
        "a billion files in a few trees",
        ("diff", "bomb", "--map", "maps"),
        2,
        ("name a folder further down",),
        arrange=a_tree_of_a_billion,
    ),
    Attack(
        "a revision that is an option",
        ("diff", "--map", "maps", "--", "--output=trodden"),
        2,
        ("git knows no revision '--output=trodden'",),
        arrange=plainly_committed,
        then=nothing_was_run,
    ),
    Attack(
        "a hook that runs with variables of git that lead elsewhere",
        DIFF,
        0,
        ("Toys on the shelf",),
        arrange=plainly_committed,
        then=nothing_was_run,
        environment={
            "GIT_DIR": "elsewhere",
            "GIT_OBJECT_DIRECTORY": "elsewhere",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": "elsewhere",
            "GIT_NAMESPACE": "elsewhere",
            "GIT_EXEC_PATH": "elsewhere",
            "GIT_EXTERNAL_DIFF": TRAP,
            "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={TRAP}'",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.pager",
            "GIT_CONFIG_VALUE_0": TRAP,
        },
    ),
    *POSIX_ONLY,
)
