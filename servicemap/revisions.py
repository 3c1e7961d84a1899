"""The files of a git revision, read through the git executable.

Nothing is checked out and nothing is written: git is asked which files a revision holds, and for
their bytes. Files that a link leads to are read where the link is, as on the disk; those of a
submodule are read where it is checked out.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from posixpath import join, normpath
from typing import IO, NamedTuple, NoReturn, Self

from servicemap.errors import NotInRevision, UnreadableRevision
from servicemap.locations import printable
from servicemap.spelling import closest

File = bytes | int | tuple[str, str]
"""The bytes of a file; how many they are, where that is too many; or why it cannot be read, as
(message, hint)."""

_LINK, _SUBMODULE = "120000", "160000"
_OF_ANOTHER_PLACE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git sets while it runs a hook, and what would make it look elsewhere than where it is told.
"""

_CHUNK = 1 << 20
_KINDS = ("blob", "tree")
_ASTRAY = {
    "symlink": (
        "this link leads out of the repository, to what no revision holds",
        "put what it leads to into the repository, or compare folders",
    ),
    "loop": ("this link leads to itself", "let it lead to a file, or take it out of the map"),
}
_LACKING = ("git knows of this file but does not have it", "fetch it, e.g. with git fetch")
_UNFETCHED = (
    "this is a submodule, and what it held in this revision has not been fetched",
    "fetch it in the folder of the submodule, with git fetch",
)
_NOWHERE = (
    "this link leads to nothing in this revision",
    "let it lead to a file, or take it out of the map",
)


class _Place(NamedTuple):
    """Where to ask git: a folder in a repository, and the path of the map from the top of it."""

    folder: str
    path: str


class _Entry(NamedTuple):
    """One line of a tree. `path` is from the top of the repository, `shown` beneath the map."""

    mode: str
    object: str
    path: str
    shown: str


def files_at(
    revision: str,
    path: str | os.PathLike[str],
    *,
    wanted: Callable[[str], bool] = lambda _: True,
    max_file: int,
) -> dict[str, File]:
    """The files that a git revision holds at `path`, a file or folder of a repository.

    By their paths beneath it, `""` for a file that is `path` itself. `revision` is what git takes
    for a commit: a branch, a tag, `HEAD~1`, a hash. `path` need not exist any more. Only files
    whose path beneath it is `wanted` are read, and none of more than `max_file` bytes. Raises
    UnreadableRevision, with the cure, for a revision that is unknown or has nothing there, a path
    outside any repository, and where git is missing.
    """
    named = os.fspath(path)
    try:
        whole = os.path.realpath(named)
    except (OSError, ValueError):  # the current folder is gone, or the path has a zero in it
        raise UnreadableRevision(
            f"'{printable(named)}' is no path", "name a file or a folder that git keeps"
        ) from None
    place = _place(whole, named)
    commit = _commit(place.folder, revision, named)
    with _Contents(place.folder, commit) as contents:
        root, kind, _ = contents.of(f"{commit}:{place.path}", 0)
        if kind not in _KINDS:
            raise NotInRevision(
                f"revision '{printable(revision)}' holds no '{printable(named)}'",
                "git log --stat shows when it came, and under which name",
            )
        if kind == "blob":
            return {"": _bytes(contents, root, max_file)}
        return dict(sorted(_beneath(contents, root, place.path, wanted, max_file)))


def _place(whole: str, named: str) -> _Place:
    """The nearest folder that exists, and the path from the top of its repository."""
    folder = whole
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    said = _git(folder, "rev-parse", "--show-prefix")
    if said.returncode:
        _outside(named, _text(said.stderr))
    rest = os.path.relpath(whole, folder).replace(os.sep, "/")
    path = normpath(join(_text(said.stdout), rest))
    return _Place(folder, "" if path == "." else path)


def _outside(named: str, trouble: str) -> NoReturn:
    if "dubious ownership" in trouble:
        raise UnreadableRevision(
            f"git refuses to read the repository of '{printable(named)}', which belongs to somebody"
            " else",
            "if you trust it: git config --global --add safe.directory <its folder>",
        )
    raise UnreadableRevision(
        f"'{printable(named)}' lies in no git repository, and so has no revisions",
        "compare two folders instead, or name a map that git keeps",
    )


def _commit(folder: str, revision: str, named: str) -> str:
    """The hash of the commit that somebody means."""
    # Git takes what begins with a dash for an option; no branch or tag may be called so.
    if revision and not revision.startswith("-") and revision.isprintable():
        said = _git(folder, "rev-parse", "--verify", "--quiet", revision + "^{commit}")
        found = _text(said.stdout)
        if not said.returncode and found.isalnum():  # `^main` would give a hash to leave out
            return found
    message = f"git knows no revision '{printable(revision)}' of '{printable(named)}'"
    raise UnreadableRevision(message, _cure(folder, revision))


def _cure(folder: str, revision: str) -> str:
    """What else may have been meant, and that a shallow clone knows little."""
    said = _text(_git(folder, "for-each-ref", "--format=%(refname:short)").stdout)
    refs = [ref for ref in said.split("\n") if ref.isprintable()]
    # A clone in a pipeline often has the branch of the others only as one of `origin`.
    elsewhere = [ref for ref in refs if ref.partition("/")[2] == revision]
    meant = elsewhere[0] if elsewhere else closest(revision, refs)
    if meant:
        return f"did you mean {meant}?"
    if _text(_git(folder, "rev-parse", "--is-shallow-repository").stdout) == "true":
        return (
            "this clone is shallow and may lack it: git fetch --unshallow, or fetch-depth: 0 where"
            " a pipeline checks out"
        )
    return "name a branch, a tag or a commit; git log shows them"


class _Contents:
    """One `git cat-file` that answers for object after object. A context manager."""

    def __init__(self, folder: str, commit: str) -> None:
        self.folder, self.commit = folder, commit
        self._process = subprocess.Popen(  # noqa: S603 - no shell, and no word of it is a user's
            _command(folder, "cat-file", "--batch", "--follow-symlinks"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(BrokenPipeError):
                stream.close()
        self._process.wait()

    def of(self, name: str, most: int) -> tuple[str, str, bytes | int]:
        """The hash and kind of an object, and its bytes; its size where it has more than `most`.

        The kind is `missing`, or says how a link goes astray, where there is nothing to read.
        """
        asked, answer = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answer is not None
        if "\n" in name:  # git reads what it is asked for line by line
            return "", "missing", b""
        with suppress(BrokenPipeError):  # over a damaged object git ends; then it says no more
            asked.write(os.fsencode(name) + b"\n")
            asked.flush()
        head = _text(answer.readline()).split(" ")
        if not head[-1].isdigit():  # it repeats the name: `v1:maps missing`
            return "", "missing", b""
        size = int(head[-1])
        content: bytes | int = answer.read(size) if size <= most else _skipped(answer, size)
        if not answer.read(1):
            return "", "missing", b""
        if len(head) == 2:  # `symlink 12`, and then where it leads
            return "", head[0], b""
        return head[0], head[1], content


def _skipped(answer: IO[bytes], size: int) -> int:
    left = size
    while left and (read := len(answer.read(min(left, _CHUNK)))):
        left -= read
    return size


def _beneath(
    contents: _Contents, root: str, path: str, wanted: Callable[[str], bool], max_file: int
) -> Iterator[tuple[str, File]]:
    """Each file of the tree `root`, which stands at `path`, as it is shown -> its bytes."""
    entries = _entries(contents.folder, root, path)
    here = {entry.path for entry in entries}
    here |= {folder for file in here for folder in _above(file)}
    for entry in entries:
        if entry.mode == _SUBMODULE:
            yield from _of_submodule(contents, entry, wanted, max_file)
        elif entry.mode == _LINK:
            # A second name of what is here already says nothing new.
            target = normpath(join(entry.path, "..", _target(contents, entry)))
            if target == entry.path or target not in here:
                yield from _of_link(contents, entry, wanted, max_file)
        elif wanted(entry.shown):
            yield entry.shown, _bytes(contents, entry.object, max_file)


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _entries(folder: str, tree: str, path: str) -> list[_Entry]:
    """What a tree holds, the folders in it opened."""
    found = []
    for line in _git(folder, "ls-tree", "-r", "-z", "--full-tree", tree).stdout.split(b"\0")[:-1]:
        head, _, name = line.partition(b"\t")
        mode, _, object_ = _text(head).split(" ")
        shown = os.fsdecode(name)
        found.append(_Entry(mode, object_, join(path, shown), shown))
    return found


def _bytes(contents: _Contents, object_: str, max_file: int) -> File:
    _, kind, content = contents.of(object_, max_file)
    return content if kind == "blob" else _LACKING


def _target(contents: _Contents, link: _Entry) -> str:
    """Where a link leads, as it is written."""
    _, _, content = contents.of(link.object, _CHUNK)
    return os.fsdecode(content) if isinstance(content, bytes) else ""


def _of_link(
    contents: _Contents, link: _Entry, wanted: Callable[[str], bool], max_file: int
) -> Iterator[tuple[str, File]]:
    """What a link leads to elsewhere in the repository, shown where the link is."""
    object_, kind, _ = contents.of(f"{contents.commit}:{link.path}", 0)
    if kind == "tree":
        for entry in _entries(contents.folder, object_, link.path):
            shown = join(link.shown, entry.shown)
            if entry.mode not in {_LINK, _SUBMODULE} and wanted(shown):
                yield shown, _bytes(contents, entry.object, max_file)
    elif wanted(link.shown):
        astray = _ASTRAY.get(kind, _NOWHERE)
        yield link.shown, _bytes(contents, object_, max_file) if kind == "blob" else astray


def _of_submodule(
    contents: _Contents, entry: _Entry, wanted: Callable[[str], bool], max_file: int
) -> Iterator[tuple[str, File]]:
    """The files of another repository. What is not checked out is empty, as it is on the disk."""
    top = _text(_git(contents.folder, "rev-parse", "--show-toplevel").stdout)
    folder = os.path.join(top, entry.path)
    if not os.path.lexists(os.path.join(folder, ".git")):
        return
    if _git(folder, "cat-file", "-e", entry.object + "^{commit}").returncode:
        # Whether it holds files of the map nobody knows; one that is hidden surely does not.
        if wanted(join(entry.shown, "map.yaml")):
            yield entry.shown, _UNFETCHED
        return
    with _Contents(folder, entry.object) as inside:
        tree = entry.object + "^{tree}"
        for shown, content in _beneath(
            inside, tree, "", lambda path: wanted(join(entry.shown, path)), max_file
        ):
            yield join(entry.shown, shown), content


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what begins with a dash is refused
            _command(folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except OSError:
        raise UnreadableRevision(
            "git is needed to read a revision, and is not installed here",
            "install it (https://git-scm.com), or compare two folders",
        ) from None


def _command(folder: str, *arguments: str) -> list[str]:
    return ["git", "--no-pager", "-C", folder, *arguments]


def _environment() -> dict[str, str]:
    """That git answers in English, asks nothing, and looks where it is told to."""
    own = {name: said for name, said in os.environ.items() if name not in _OF_ANOTHER_PLACE}
    return {**own, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _text(said: bytes) -> str:
    return os.fsdecode(said).removesuffix("\n")
