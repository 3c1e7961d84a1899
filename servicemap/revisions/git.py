"""How git is asked: without anything that a repository could make it run, and never for ever.

What git obeys is written in files that may have come with a pull request or an archive: a folder
of committed files can look like a bare repository, and a `.git/config` can name programs for nearly
everything. So git is told what it may not do, on its command line, which is over every file.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple, Self, TypeVar

from servicemap.errors import UnreadableRevision, WithoutGit

LIMIT = 60.0
"""Seconds that git may take for an answer."""

MOST = 1 << 27
"""Bytes that a list of files may have. Trees that hold each other name billions in a few bytes."""

_CHUNK = 1 << 20

_NOTHING_RUN = (
    # A repository that is found is one with a `.git`, which nobody can commit.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.askPass=",
    "credential.helper=",
    "protocol.allow=never",
)

_OF_GIT = "GIT_"
_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""The variables of git that reach it: where the settings of the user stand, and how far up it may
look. All others make it look elsewhere than where it is told, as in a hook, or run something."""

_ASKS_NOTHING = {
    "LC_ALL": "C",  # what it says is looked for in English
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    # What a partial clone lacks would be fetched by the programs that its config names. From 2.39.4
    # on git knows the first; before, a fetch begins, and the second lets it reach nobody: not even
    # a file, whose `uploadpack` is a program as well.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_PROTOCOL_FROM_USER": "0",
}

_T = TypeVar("_T")


class GitAnswer(NamedTuple):
    """What a git that has ended left: its exit code, both its streams."""

    code: int
    out: bytes
    trouble: str

    @property
    def text(self) -> str:
        """What it printed, as a text, without its last line break."""
        return as_text(self.out)


def as_text(said: bytes) -> str:
    """A line of git as text."""
    return os.fsdecode(said).removesuffix("\n")


def ask(folder: str, *arguments: str, heard: bool = False) -> GitAnswer:
    """Run git in a folder and read what it prints; its complaints too, if they are to be `heard`.

    Raises UnreadableRevision where there is no git, or it does not answer, or has no end.
    """
    with Running(folder, *arguments, heard=heard) as git:
        out = git.in_time(lambda: _read(git.answer, MOST))
        if len(out) > MOST:
            raise UnreadableRevision(
                f"git lists more than {MOST:,} bytes of names there", "name a folder further down"
            )
        trouble = git.in_time(lambda: as_text(_read(git.complaints, _CHUNK))) if heard else ""
        return GitAnswer(git.in_time(git.ended), out, trouble)


def _read(stream: IO[bytes], most: int) -> bytes:
    """All that comes, or a little more than `most`."""
    parts = []
    left = most
    while left >= 0 and (part := stream.read(_CHUNK)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


class Running:
    """A git that runs: whoever waits for it waits no longer than LIMIT. A context manager.

    It is ended with all that it started. Waiting is done by a thread, because nothing else can be
    given up everywhere: a program that git started may hold its output open.
    """

    def __init__(self, folder: str, *arguments: str, heard: bool = False) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no shell, and no option is a user's
                command(folder, *arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE if heard else subprocess.DEVNULL,
                env=environment(),
                start_new_session=sys.platform != "win32",
            )
        except OSError:
            raise _without_git() from None
        self._wanted: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._stuck = False
        self._waiter = Thread(target=self._wait, daemon=True)
        self._waiter.start()

    @property
    def question(self) -> IO[bytes]:
        """What is written to it."""
        return _there(self._process.stdin)

    @property
    def answer(self) -> IO[bytes]:
        """What it prints."""
        return _there(self._process.stdout)

    @property
    def complaints(self) -> IO[bytes]:
        """What it prints of what went wrong."""
        return _there(self._process.stderr)

    def ended(self) -> int:
        """Wait for its end; its exit code."""
        return self._process.wait()

    def in_time(self, wait: Callable[[], _T]) -> _T:
        """What `wait` returns. Raises UnreadableRevision where that takes longer than LIMIT."""
        self._wanted.put(wait)
        try:
            found: _T | Exception = self._done.get(timeout=LIMIT)
        except Empty:
            self._stuck = True
            raise UnreadableRevision(
                f"git has not answered for {LIMIT:.0f} seconds",
                "try it yourself: git log; a disk may be away, or a pipe stand where a file"
                " should, as in .git/config",
            ) from None
        if isinstance(found, Exception):
            raise found
        return found

    def _wait(self) -> None:
        while (wait := self._wanted.get()) is not None:
            try:
                self._done.put(wait())
            except Exception as error:  # noqa: BLE001 - it was ended, or memory is: who waits is told
                self._done.put(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.question.close()
        self._end()
        self._wanted.put(None)
        # Only where programs of its own are out of reach may a thread still hang on its output.
        self._waiter.join(1 if self._stuck else None)
        if not self._waiter.is_alive():
            for stream in filter(None, (self._process.stdout, self._process.stderr)):
                stream.close()

    def _end(self) -> None:
        if sys.platform != "win32":
            import signal

            # While its first process has not been waited for, nobody else has its number.
            if self._process.returncode is None:
                with suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()


def _there(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "it was asked for"
    return stream


def command(folder: str, *arguments: str) -> list[str]:
    """What is run: git by its whole path, told what it may not do."""
    settings = [word for setting in _NOTHING_RUN for word in ("-c", setting)]
    return [program(), "--no-pager", *settings, "-C", folder, *arguments]


def program() -> str:
    """The whole path of git. Raises UnreadableRevision where there is none.

    Looked for here, because Windows looks first into the current folder, and so does whoever has an
    empty or relative entry in their PATH: that may be the folder of the map.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in os.get_exec_path():
        place = os.path.join(folder.strip('"'), name)
        if os.path.isabs(place) and os.path.isfile(place) and os.access(place, os.X_OK):
            return place
    raise _without_git()


def environment() -> dict[str, str]:
    """That git answers in English, asks nothing, fetches nothing, and looks where it is told to."""
    own = {
        name: said
        for name, said in os.environ.items()
        if not name.upper().startswith(_OF_GIT) or name.upper().startswith(_KEPT)
    }
    return {**own, **_ASKS_NOTHING}


def _without_git() -> WithoutGit:
    return WithoutGit(
        "git is needed to read a revision, and is not installed here",
        "install it (https://git-scm.com), or compare two folders",
    )
