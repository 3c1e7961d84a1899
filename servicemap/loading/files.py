"""Which files make up a map, and their bytes.

A file is a map. A folder is a map with every `*.yaml` and `*.yml` beneath it, in path order, unless
more than one file beneath it has a `map:` of its own: then it is a *shelf*. On a shelf each file
with a `map:` is a map, and each folder is a map or a shelf again; a file of a shelf without a
`map:` belongs to no map, and says so when it is loaded. Hidden files and folders, `node_modules`
and `docker-compose*.yml` are left out unless they are named. Links are followed once, never to a
folder that holds the one that was named, and never out of its repository (`servicemap.trust`): a
link may be a stranger's, and lead to somebody's secret.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from servicemap.errors import UnreadablePath, reason_of
from servicemap.file_names import ENDINGS_SAID, is_foreign, is_map_file, may_be_map, titled
from servicemap.loading.nearby import meant
from servicemap.locations import printable, shown_as
from servicemap.saving import descriptor_of
from servicemap.troubles import Trouble
from servicemap.trust import Home

MAX_FILE = 64 * 1024 * 1024
"""Bytes that one file may have, unless a caller allows more."""

STANDARD_INPUT = "<stdin>"
"""The path of a map that comes from no file."""

_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How files are opened: nobody waits for the other end of a pipe."""

_ROUND = Trouble("this link leads to itself", "let it lead to a file, or take it out of the map")

_MAP_KEY = rb"""(?m)^(?:map|"map"|'map')[ \t]*:(?=\s|$)"""
_FLOW_START = rb"\A(?:\s|#[^\n]*\n|---)*\{"
_FLOW_MAP_KEY = rb"""[{,\s]["']?map["']?\s*:"""


class MapFile(NamedTuple):
    """One file of a map. `path` is how people see it, `location` where it is opened.

    `content` is its bytes where they had to be read already. `trouble` says why it cannot be read,
    where that is known already.
    """

    path: str
    location: str
    content: bytes | None = None
    trouble: Trouble | None = None


class MapFiles(NamedTuple):
    """The files of one map, in path order. `name` is its title unless it has a `map: {title: ...}`.

    `stray_among` names the maps of a shelf on which a file lies that belongs to none of them.
    """

    name: str
    path: str
    files: tuple[MapFile, ...]
    max_file: int = MAX_FILE
    stray_among: tuple[str, ...] = ()


def folder_of(path: str) -> str:
    """What the folder or the file of a map is called, by its path; nothing where it was piped in.

    It is the same wherever somebody stands who names it.
    """
    return "" if path == STANDARD_INPUT else os.path.basename(os.path.abspath(path))


def find_maps(
    path: str | os.PathLike[str],
    *,
    max_file: int = MAX_FILE,
    excluded: Callable[[str], bool] = lambda _: False,
) -> tuple[MapFiles, ...]:
    """The maps at `path`: one for a file or a folder, several for a shelf.

    What lies beneath a folder and is `excluded`, by its path, is no part of them.
    Raises UnreadablePath where there is nothing, or nothing that may be read, or no YAML.
    """
    named = os.fspath(path)
    shown = shown_as(named)
    try:
        status = os.stat(named)
    except (OSError, ValueError) as error:
        raise UnreadablePath(f"{printable(shown)}: {_reason(error)}", meant(named)) from None
    if not stat.S_ISDIR(status.st_mode):
        return (_single(named, shown, status, max_file),)
    try:
        files = _files_beneath(named, shown, excluded)
        left_out = not files and _files_beneath(named, shown, lambda _: False)
    except OSError as error:
        raise UnreadablePath(f"{printable(shown)}: {_reason(error)}") from None
    if left_out:
        wrong = all_excluded(shown)
        raise UnreadablePath(wrong.message, wrong.hint)
    if not files:
        raise _no_map_in(shown)
    return tuple(_grouped(named, shown, files, max_file))


def map_from(stream: BinaryIO, *, max_file: int = MAX_FILE, path: str = STANDARD_INPUT) -> MapFiles:
    """The map that a stream holds, as standard input. Raises UnreadablePath where it cannot be."""
    try:
        content = stream.read(max_file + 1)
    except OSError as error:
        raise UnreadablePath(f"{path}: {_reason(error)}") from None
    file = MapFile(path, path, content)
    if len(content) > max_file:
        file = file._replace(content=None, trouble=_too_large(len(content), max_file))
    return MapFiles("Standard input", path, (file,), max_file)


def maps_among(
    kept: Mapping[str, bytes | int | Trouble],
    path: str | os.PathLike[str],
    *,
    max_file: int = MAX_FILE,
) -> tuple[MapFiles, ...]:
    """The maps at `path`, where its files are not those on the disk but `kept` ones.

    As those of a git revision are: by path beneath it, `""` for a file that is `path` itself, each
    with its bytes, or how many they are where that is too many, or why it cannot be read. Raises
    UnreadablePath where none of them belongs to a map.
    """
    named = os.fspath(path)
    shown = shown_as(named)
    files = [
        _kept(f"{shown.rstrip('/')}/{beneath}" if beneath else named, content, max_file)
        for beneath, content in kept.items()
        if not beneath or isinstance(content, Trouble) or is_map_file(beneath)
    ]
    if not files:
        raise _no_map_in(shown)
    if "" in kept:
        return (MapFiles(titled(named), shown, (files[0]._replace(path=shown),), max_file),)
    return tuple(_grouped(named, shown, sorted(files), max_file))


def _kept(location: str, content: bytes | int | Trouble, max_file: int) -> MapFile:
    path = location.removeprefix("./").replace(os.sep, "/")
    if isinstance(content, bytes):
        return MapFile(path, location, content)
    trouble = _too_large(content, max_file) if isinstance(content, int) else content
    return MapFile(path, location, trouble=trouble)


def read_bytes(file: MapFile, max_file: int) -> bytes | Trouble:
    """The bytes of a file, or why there are none. Never waits for a pipe."""
    if file.trouble is not None:
        return file.trouble
    if file.content is not None:
        return file.content
    try:
        descriptor = os.open(file.location, _OPENING)
    except OSError as error:
        hint = "give yourself the right to read it, or move it out of the map"
        return Trouble(_reason(error), hint)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return _not_regular(status.st_mode)
        if status.st_size > max_file:
            return _too_large(status.st_size, max_file)
        content = os.read(descriptor, max(status.st_size, 4096) + 1)
        if len(content) != status.st_size:  # it grows meanwhile, or tells no size
            while len(content) <= max_file and (more := os.read(descriptor, 1 << 20)):
                content += more
    except OSError as error:
        return Trouble(_reason(error), "see whether the disk it is on can be read")
    finally:
        os.close(descriptor)
    return content if len(content) <= max_file else _too_large(len(content), max_file)


def _too_large(size: int, max_file: int) -> Trouble:
    return Trouble(
        f"this file has {size:,} bytes, more than the {max_file:,} that one may have",
        "spread the map over several files, or allow more: max_file, on a command line --max-file",
    )


def _not_regular(mode: int) -> Trouble:
    what = "a pipe" if stat.S_ISFIFO(mode) else "a device or a socket"
    if stat.S_ISDIR(mode):
        what = "a folder"
    return Trouble(f"this is {what} and no file", "move it out of the map")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "this may not be read"
    return f"this cannot be read: {reason_of(error)}"


def _single(named: str, shown: str, status: os.stat_result, max_file: int) -> MapFiles:
    """A named file, which must be readable: naming it was a call, not content."""
    if not stat.S_ISREG(status.st_mode):
        number = descriptor_of(named)
        if number is not None:
            # What a shell hands over as <(command): whoever writes into it runs already.
            with os.fdopen(os.dup(number), "rb") as stream:
                return map_from(stream, max_file=max_file, path=shown)
        wrong = _not_regular(status.st_mode).message
        raise UnreadablePath(f"{printable(shown)}: {wrong}", "name a file or a folder")
    try:
        os.close(os.open(named, _OPENING))
    except OSError as error:
        raise UnreadablePath(f"{printable(shown)}: {_reason(error)}") from None
    return MapFiles(titled(named), shown, (MapFile(shown, named),), max_file)


def all_excluded(shown: str) -> Trouble:
    """What to say of a folder that has maps, all of which the settings leave out."""
    return Trouble(
        f"{printable(shown)}: every map in this folder is excluded",
        "name the file itself, or see where exclude is set: servicemap check --show-settings",
    )


def _no_map_in(shown: str) -> UnreadablePath:
    return UnreadablePath(
        f"{printable(shown)}: this folder holds no map",
        f"a map is a file whose name ends in {ENDINGS_SAID}",
    )


def _files_beneath(folder: str, shown: str, excluded: Callable[[str], bool]) -> list[MapFile]:
    """The map files beneath a folder, in path order. Raises OSError for the folder itself."""
    found: list[MapFile] = []
    links: list[MapFile] = []
    home = Home.of(folder)
    whole = home.folder
    seen_folders = {whole}
    waiting = [(folder, "" if shown == "." else shown.rstrip("/") + "/")]
    entries = _entries(folder, excluded)
    while True:
        place, prefix = waiting.pop()
        for entry in entries:
            path = prefix + entry.name
            if _is_folder(entry):
                real = os.path.realpath(entry.path)
                if real in seen_folders or _holds(real, whole):
                    continue
                seen_folders.add(real)
                if not home.holds(real):  # a link, or a junction of Windows
                    found.append(MapFile(path, entry.path, trouble=_astray(home)))
                else:
                    waiting.append((entry.path, path + "/"))
            elif may_be_map(entry.name):
                (links if entry.is_symlink() else found).append(MapFile(path, entry.path))
        entries = []
        if not waiting:
            break
        place, prefix = waiting[-1]
        try:
            entries = _entries(place, excluded)
        except OSError as error:
            hint = "give yourself the right to read it, or move it away"
            trouble = Trouble(_reason(error), hint)
            found.append(MapFile(prefix.rstrip("/"), place, trouble=trouble))
    return sorted([*found, *_of_links(links, found, home)])


def _of_links(links: list[MapFile], found: list[MapFile], home: Home) -> Iterator[MapFile]:
    """What links to files bring. A second name of a file that is here already says nothing new."""
    real_files = {os.path.realpath(file.location) for file in found} if links else set()
    for link in sorted(links):
        real = os.path.realpath(link.location)
        if trouble := _trouble_of(link.location, real, home):
            yield link._replace(trouble=trouble)
        elif real not in real_files:
            real_files.add(real)
            yield link


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is one, or leads to one; what leads nowhere is none."""
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _trouble_of(link: str, real: str, home: Home) -> Trouble | None:
    """Why what a link leads to is not read, if it is not; before anything of it is looked at."""
    try:
        os.stat(link)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return _ROUND
    return None if home.holds(real) else _astray(home)


def _astray(home: Home) -> Trouble:
    return Trouble(
        f"this link leads out of {home.called}, or to what is hidden in it",
        "put what it leads to beside it, or name that as a map of its own",
    )


def _holds(folder: str, other: str) -> bool:
    """Whether one folder lies somewhere beneath another; both are whole paths without links."""
    return other.startswith(os.path.join(folder, ""))


def _entries(folder: str, excluded: Callable[[str], bool]) -> list[os.DirEntry[str]]:
    """What lies in a folder, but for what is hidden, comes from elsewhere or is excluded."""
    with os.scandir(folder) as entries:
        return [e for e in entries if not is_foreign(e.name) and not excluded(e.path)]


def _grouped(folder: str, shown: str, files: list[MapFile], max_file: int) -> list[MapFiles]:
    """One map, or the maps of a shelf in path order."""
    base = os.path.basename(os.path.abspath(folder)) or folder
    if len(files) == 1:
        return [MapFiles(printable(base), shown, tuple(files), max_file)]
    read = [_with_content(file, max_file) for file in files]
    heads = {file.path for file in read if _has_map_key(file)}
    root = "" if shown == "." else shown.rstrip("/") + "/"
    return _shelved(printable(base), shown, root, read, heads, max_file)


def _with_content(file: MapFile, max_file: int) -> MapFile:
    content = read_bytes(file, max_file)
    if isinstance(content, bytes):
        return file._replace(content=content)
    return file._replace(trouble=content)


def _has_map_key(file: MapFile) -> bool:
    content = file.content
    if content is None or b"map" not in content:
        return False
    content = content.removeprefix(b"\xef\xbb\xbf")
    if re.match(_FLOW_START, content):
        return re.search(_FLOW_MAP_KEY, content) is not None
    return re.search(_MAP_KEY, content.replace(b"\r", b"\n")) is not None


def _shelved(
    name: str, shown: str, root: str, files: list[MapFile], heads: set[str], max_file: int
) -> list[MapFiles]:
    """The maps in one folder, all of whose files begin with `root`."""
    if sum(file.path in heads for file in files) <= 1:
        return [MapFiles(name, shown, tuple(files), max_file)]
    folders: dict[str, list[MapFile]] = {}
    here: list[MapFile] = []
    for file in files:
        first, slash, _ = file.path.removeprefix(root).partition("/")
        if slash:
            folders.setdefault(first, []).append(file)
        else:
            here.append(file)
    found: list[MapFiles] = []
    for inner, inside in folders.items():
        path = f"{root}{inner}"
        found += _shelved(inner, path, path + "/", inside, heads, max_file)
    alone = [file for file in here if file.path in heads]
    maps = sorted([*(one.path for one in found), *(file.path for file in alone)])
    for file in here:
        stem = file.path.rpartition("/")[2].rpartition(".")[0]
        # One that cannot be read says so itself: nobody knows whether it has a `map:`.
        stray = () if file.path in heads or file.trouble else tuple(maps)
        found.append(MapFiles(stem, file.path, (file,), max_file, stray))
    return sorted(found, key=lambda one: one.path)
