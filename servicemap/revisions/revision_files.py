"""Which files a revision holds at a path, and their bytes.

Files that a link leads to are read where the link is, as on the disk; those of a submodule are read
where it is checked out.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from posixpath import join, normpath
from typing import NamedTuple, NoReturn

from servicemap.errors import NotInRevision, OutsideGit, UnreadableRevision
from servicemap.locations import printable
from servicemap.revisions.git import as_text, ask
from servicemap.revisions.objects import CHUNK, KeptObjects, Objects
from servicemap.spelling import closest
from servicemap.troubles import Trouble
from servicemap.trust import hides, looks_bare, repository_of


class NotInClone(Trouble):
    """Why there are no bytes of a file that the revision holds: this clone lacks them."""

    __slots__ = ()


File = bytes | int | Trouble
"""The bytes of a file; how many they are, where that is too many; or why it cannot be read:
`NotInClone` where another clone could."""


class FileHere(NamedTuple):
    """A file of a revision, by its path beneath the map."""

    path: str
    content: File


_LINK, _SUBMODULE = "120000", "160000"
_LINKS_AT_MOST = 40
"""Links that lead to links: where git gives up, too."""

_KINDS = ("blob", "tree")
_ASTRAY = {
    "symlink": Trouble(
        "this link leads out of the repository, to what no revision holds",
        "put what it leads to into the repository, or compare folders",
    ),
    "loop": Trouble(
        "this link leads to itself", "let it lead to a file, or take it out of the map"
    ),
}
_CURE = "fetch all of it: git fetch --refetch --no-filter"
_LACKING = NotInClone("git knows of this file but does not have it", _CURE)
_UNFETCHED = NotInClone(
    "this is a submodule, and what it held in this revision has not been fetched",
    "fetch it in the folder of the submodule, with git fetch",
)
_BROKEN_NAME = Trouble(
    "the path of this link has a line break, by which git cannot be asked where it leads",
    "rename it",
)
_HIDDEN = Trouble(
    "this link leads to what is hidden, and may be secret",
    "put what it leads to where it is seen, or take the link out of the map",
)
_NOWHERE = Trouble(
    "this link leads to nothing in this revision",
    "let it lead to a file, or take it out of the map",
)


class GitPlace(NamedTuple):
    """Where to ask git: a folder in a repository, and the path of the map from the top of it."""

    folder: str
    path: str


class _Entry(NamedTuple):
    """One line of a tree. `path` is from the top of the repository, `shown` beneath the map."""

    mode: str
    object: str
    path: str
    shown: str


class _Link(NamedTuple):
    """A link, where it leads from the top of the repository, and what is there."""

    entry: _Entry
    target: str
    object: str
    kind: str


def files_at(
    revision: str,
    path: str | os.PathLike[str],
    *,
    wanted: Callable[[str], bool] = lambda _: True,
    max_file: int,
    kept: KeptObjects | None = None,
) -> dict[str, File]:
    """The files that a git revision holds at `path`, a file or folder of a repository.

    By their paths beneath it, `""` for a file that is `path` itself. `revision` is what git takes
    for a commit: a branch, a tag, `HEAD~1`, a hash. `path` need not exist any more. Only files
    whose path beneath it is `wanted` are read, and none of more than `max_file` bytes; what is
    `kept` is not read again. Raises UnreadableRevision, with the cure, for a revision that is
    unknown or has nothing there, a path outside any repository, and where git is missing.
    """
    named = os.fspath(path)
    place = place_of(named)
    commit = commit_of(place.folder, revision, named)
    with Objects(place.folder, commit, kept) as contents:
        root = contents.of(f"{commit}:{place.path}", 0)
        if root.kind not in _KINDS:
            if _is_lacking(contents, place.path):
                raise not_here(f"what revision '{printable(revision)}' holds there")
            raise NotInRevision(
                f"revision '{printable(revision)}' holds no '{printable(named)}'",
                "git log --stat shows when it came, and under which name",
            )
        if root.kind == "blob":
            return {"": _bytes(contents, root.hash, max_file)}
        found = _beneath(contents, root.hash, place.path, wanted, max_file)
        return {file.path: file.content for file in sorted(found, key=lambda file: file.path)}


def refuse_lacking(files: Mapping[str, File], revision: str) -> None:
    """Raise UnreadableRevision where this clone lacks one of the files that a revision holds.

    For whoever asks what a map was: what is not here would be taken for what was not there.
    """
    for path, content in files.items():
        if isinstance(content, NotInClone):
            raise UnreadableRevision(
                f"revision '{printable(revision)}' cannot be compared with:"
                f" {printable(path) or 'this map'}: {content.message}",
                content.hint,
            )


def place_of(named: str) -> GitPlace:
    """The nearest folder that exists, and the path from the top of its repository.

    Raises UnreadableRevision for what is no path, or one that git cannot be asked about.
    """
    try:
        whole = os.path.realpath(named)
    except (OSError, ValueError):  # the current folder is gone, or the path has a zero in it
        raise UnreadableRevision(
            f"'{printable(named)}' is no path", "name a file or a folder that git keeps"
        ) from None
    place = _place(whole, named)
    if "\n" in place.path:  # git is asked line by line
        raise UnreadableRevision(
            f"'{printable(named)}' has a line break in its path, by which git cannot be asked",
            "rename it, or compare two folders",
        )
    return place


def _place(whole: str, named: str) -> GitPlace:
    folder = whole
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    _refuse_bare(folder, named)
    said = ask(folder, "rev-parse", "--show-prefix", heard=True)
    if said.code:
        _outside(named, said.trouble)
    rest = os.path.relpath(whole, folder).replace(os.sep, "/")
    path = normpath(join(said.text, rest))
    return GitPlace(folder, "" if path == "." else path)


def _refuse_bare(folder: str, named: str) -> None:
    """A repository without a `.git` may be made of files that somebody committed to another."""
    top = repository_of(folder)
    while folder != top:
        if looks_bare(folder):
            raise UnreadableRevision(
                f"'{printable(named)}' lies in what git takes for a bare repository, and any files"
                " that somebody committed can look like one",
                f"read it from a clone; or take HEAD out of {printable(folder)}",
            )
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


def _outside(named: str, trouble: str) -> NoReturn:
    if "dubious ownership" in trouble:
        raise UnreadableRevision(
            f"git refuses to read the repository of '{printable(named)}', which belongs to somebody"
            " else",
            "if you trust it: git config --global --add safe.directory <its folder>",
        )
    raise OutsideGit(
        f"'{printable(named)}' lies in no git repository, and so has no revisions",
        "compare two folders instead, or name a map that git keeps",
    )


def commit_of(folder: str, revision: str, named: str) -> str:
    """The hash of the commit that somebody means."""
    # Git takes what begins with a dash for an option; no branch or tag may be called so.
    if revision and not revision.startswith("-") and revision.isprintable():
        said = ask(folder, "rev-parse", "--verify", "--quiet", revision + "^{commit}")
        if not said.code and said.text.isalnum():  # `^main` would give a hash to leave out
            return said.text
        meant = ask(folder, "rev-parse", "--verify", "--quiet", revision).text
        # What looks like a hash is one to git, whether or not there is anything of that hash.
        if meant.isalnum() and meant != revision and ask(folder, "cat-file", "-e", meant).code:
            raise not_here(f"the commit of revision '{printable(revision)}'")
    message = f"git knows no revision '{printable(revision)}' of '{printable(named)}'"
    raise UnreadableRevision(message, _cure(folder, revision))


def not_here(what: str) -> UnreadableRevision:
    """That this clone lacks something that its repository has, with the cure."""
    return UnreadableRevision(f"{what} is not in this clone of the repository", _CURE)


def _cure(folder: str, revision: str) -> str:
    """What else may have been meant, and that a shallow clone knows little."""
    said = ask(folder, "for-each-ref", "--format=%(refname:short)").text
    refs = [ref for ref in said.split("\n") if ref.isprintable()]
    # A clone in a pipeline often has the branch of the others only as one of `origin`.
    elsewhere = [ref for ref in refs if ref.partition("/")[2] == revision]
    meant = elsewhere[0] if elsewhere else closest(revision, refs)
    if meant:
        return f"did you mean {meant}?"
    if ask(folder, "rev-parse", "--is-shallow-repository").text == "true":
        return (
            "this clone is shallow and may lack it: git fetch --unshallow, or fetch-depth: 0 where"
            " a pipeline checks out"
        )
    return "name a branch, a tag or a commit; git log shows them"


def _is_lacking(contents: Objects, path: str) -> bool:
    """Whether a path from the top, of which git says nothing, is only not here.

    A clone may lack a folder on the way, or what a link on the way leads to: nobody knows then
    what the revision holds there, and it must not be taken for nothing.
    """
    for _ in range(_LINKS_AT_MOST):
        parts = path.split("/") if path else []
        for depth in range(1, len(parts) + 1):
            here, rest = parts[:depth], parts[depth:]
            said = ask(
                contents.folder, "ls-tree", "-z", "--full-tree", contents.commit, join(*here)
            )
            if said.code:
                return True
            if not said.out:
                return False
            mode, _, object_ = as_text(said.out.partition(b"\t")[0]).split(" ")
            if mode == _LINK:
                link = contents.of(object_, CHUNK)
                if link.kind != "blob" or not isinstance(link.content, bytes):
                    return True
                path = normpath(join(*here[:-1], os.fsdecode(link.content), *rest))
                break
        else:
            return True  # all of it is known
        if path.startswith(("/", "..")):
            return False
    return False


def _beneath(
    contents: Objects, root: str, path: str, wanted: Callable[[str], bool], max_file: int
) -> Iterator[FileHere]:
    """Each file of the tree `root`, which stands at `path`, as it is shown -> its bytes."""
    entries = _entries(contents.folder, root, path)
    here = {entry.path for entry in entries}
    here |= {folder for file in here for folder in _above(file)}
    for entry in entries:
        if entry.mode == _SUBMODULE:
            yield from _of_submodule(contents, entry, wanted, max_file)
        elif entry.mode == _LINK:
            # A second name of what is here already says nothing new.
            target = _target(contents, entry)
            if target == entry.path or target not in here:
                here.add(target)
                there = contents.of(f"{contents.commit}:{entry.path}", 0)
                link = _Link(entry, target, there.hash, there.kind)
                yield from _of_link(contents, link, path, wanted, max_file)
        elif wanted(entry.shown):
            yield FileHere(entry.shown, _bytes(contents, entry.object, max_file))


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _entries(folder: str, tree: str, path: str) -> list[_Entry]:
    """What a tree holds, the folders in it opened."""
    said = ask(folder, "ls-tree", "-r", "-z", "--full-tree", tree)
    if said.code:
        raise not_here(f"a folder that the revision holds in '{printable(path or '.')}'")
    found = []
    for line in said.out.split(b"\0")[:-1]:
        head, _, name = line.partition(b"\t")
        mode, _, object_ = as_text(head).split(" ")
        shown = os.fsdecode(name)
        found.append(_Entry(mode, object_, join(path, shown), shown))
    return found


def _bytes(contents: Objects, object_: str, max_file: int) -> File:
    found = contents.of(object_, max_file)
    return found.content if found.kind == "blob" else _LACKING


def _target(contents: Objects, link: _Entry) -> str:
    """Where a link leads, from the top of the repository."""
    content = contents.of(link.object, CHUNK).content
    written = os.fsdecode(content) if isinstance(content, bytes) else ""
    return normpath(join(link.path, "..", written))


def _of_link(
    contents: Objects, link: _Link, path: str, wanted: Callable[[str], bool], max_file: int
) -> Iterator[FileHere]:
    """What a link leads to elsewhere in the repository, shown where the link is."""
    shown = link.entry.shown
    if link.kind in _KINDS and hides(link.target, path):
        if link.kind == "tree" or wanted(shown):
            yield FileHere(shown, _HIDDEN)
    elif link.kind == "tree":
        for entry in _entries(contents.folder, link.object, link.target):
            inside = join(shown, entry.shown)
            if entry.mode not in {_LINK, _SUBMODULE} and wanted(inside):
                yield FileHere(inside, _bytes(contents, entry.object, max_file))
    elif wanted(shown):
        astray = _ASTRAY.get(link.kind, _NOWHERE)
        if "\n" in link.entry.path:
            astray = _BROKEN_NAME
        elif link.kind == "missing" and _is_lacking(contents, link.entry.path):
            astray = _LACKING
        content = _bytes(contents, link.object, max_file) if link.kind == "blob" else astray
        yield FileHere(shown, content)


def _of_submodule(
    contents: Objects, entry: _Entry, wanted: Callable[[str], bool], max_file: int
) -> Iterator[FileHere]:
    """The files of another repository. What is not checked out is empty, as it is on the disk."""
    top = repository_of(contents.folder) or contents.folder
    folder = os.path.join(top, entry.path)
    if not os.path.lexists(os.path.join(folder, ".git")):
        return
    # A link that stands there now may lead to a repository of somebody else, and to its secrets.
    own = os.path.join(os.path.realpath(top), *entry.path.split("/"))
    if os.path.realpath(folder) != own:
        if wanted(join(entry.shown, "map.yaml")):
            yield FileHere(entry.shown, _UNFETCHED)
        return
    if ask(folder, "cat-file", "-e", entry.object + "^{commit}").code:
        # Whether it holds files of the map nobody knows; one that is hidden surely does not.
        if wanted(join(entry.shown, "map.yaml")):
            yield FileHere(entry.shown, _UNFETCHED)
        return
    with Objects(folder, entry.object) as inside:
        tree = entry.object + "^{tree}"
        for file in _beneath(
            inside, tree, "", lambda path: wanted(join(entry.shown, path)), max_file
        ):
            yield file._replace(path=join(entry.shown, file.path))
