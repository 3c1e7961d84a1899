"""Reading the files of one large map in several processes at once, of which this is one.

Threads gain nothing here, because parsing holds the interpreter. Processes cost their start and the
way back of what they read, so that small maps are read in this one, and of a large one what it has
time for: that has no way to go. It begins at the end of the files while others begin at the start.
"""

import os
from contextlib import ExitStack
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import wait as ready
from multiprocessing.context import BaseContext
from pickle import dumps, loads
from typing import Any

from servicemap.loading.drafting import Drafted, draft_of, guesses_each
from servicemap.loading.files import MapFiles
from servicemap.memory import memory_left

PART = 1 << 16
"""Bytes of files that a process is handed at least; of many more it is handed a share."""

MEANWHILE = 1 << 18
"""Bytes that this process reads while the one that starts others imports the reader."""

LOOK = 1 << 13
"""Bytes that this process reads before it looks whether another is done."""

MOST_PROCESSES = 8
"""Beyond these, putting together what they read takes longer than reading it."""


ROOM = 512 << 20
"""Bytes of memory below which one process reads alone: several only take it from each other."""


def usable_cores() -> int:
    """Processes that can work at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def drafts_of(files: MapFiles) -> list[Drafted]:
    """What each file says, in their order; the same as reading one after the other gives.

    For programs alone: a new process imports the module that was run, and has to find it guarded.
    """
    guesses = guesses_each(len(files.files))
    processes = min(usable_cores(), MOST_PROCESSES)
    left = memory_left()
    if processes > 1 and (left is None or left > ROOM):
        try:
            return _Sharing(files, guesses).read(processes)
        except (EOFError, OSError, MemoryError, RuntimeError):
            pass  # no processes to be had, or one was ended: this one can do it alone
    return [draft_of(file, files, guesses) for file in files.files]


class _Sharing:
    """The files of a map, while they are read: others are handed the first of those that are left.

    There is no thread and no lock in it that could be waited for in vain.
    """

    def __init__(self, files: MapFiles, guesses: int) -> None:
        self._files = files
        self._guesses = guesses
        self._first, self._end = 0, len(files.files)
        """Between these lie the files that nobody has begun to read."""
        self._bytes_left = sum(len(file.content or b"") for file in files.files)
        self._own: list[Drafted] = []
        """What this process has read, the last file first."""
        self._busy: dict[Any, int] = {}
        """Processes that read -> the first file of what each was handed."""
        self._written: dict[int, bytes] = {}
        """First files of what others have read -> what all of it says."""

    def read(self, processes: int) -> list[Drafted]:
        """What the files say, read by so many processes.

        Raises EOFError where one of them ends early, OSError where there are none to be had.
        """
        context = _context()
        self._read_some(MEANWHILE)
        with ExitStack() as ended:
            for _ in range(processes - 1):
                if self._first < self._end:
                    self._hand(_started(context, self._guesses, ended), processes)
            while self._first < self._end:
                self._read_some(LOOK)
                self._collect(processes, wait=False)
            while self._busy:
                self._collect(processes, wait=True)
        found = [one for k in sorted(self._written) for one in loads(self._written.pop(k))]  # noqa: S301 - our own
        return [*found, *reversed(self._own)]

    def _read_some(self, most: int) -> None:
        """Read files from the end on until they have so many bytes."""
        until = self._bytes_left - most
        while self._first < self._end and self._bytes_left > until:
            self._end -= 1
            file = self._files.files[self._end]
            self._own.append(draft_of(file, self._files, self._guesses))
            # One that cannot be read counts as well: it takes its time to say so.
            self._bytes_left -= len(file.content or b"") or 1

    def _hand(self, other: Any, processes: int) -> None:
        """Hand another process its next part: less and less, so that all are done at once."""
        size = max(PART, self._bytes_left // (2 * processes))
        begin, handed = self._first, 0
        while self._first < self._end and handed < size:
            handed += len(self._files.files[self._first].content or b"") or 1
            self._first += 1
        self._bytes_left -= handed
        part = self._files._replace(files=self._files.files[begin : self._first])
        other.send_bytes(dumps(part))
        self._busy[other] = begin

    def _collect(self, processes: int, *, wait: bool) -> None:
        """Take what others have read, and hand them more."""
        done: Any = ready(list(self._busy), None if wait else 0)
        for one in done:
            self._written[self._busy.pop(one)] = one.recv_bytes()
            if self._first < self._end:
                self._hand(one, processes)


def _started(context: BaseContext, guesses: int, ended: ExitStack) -> Any:
    """Our end of the pipe to a new process, which is gone when `ended` is."""
    here, there = context.Pipe()
    ended.callback(here.close)
    with there:
        # A context of its own kind has processes of its own kind.
        process = context.Process(target=_serve, args=(there, guesses), daemon=True)  # type: ignore[attr-defined]
        process.start()
    ended.callback(process.join)
    ended.callback(process.kill)
    return here


def _serve(waits: Any, guesses: int) -> None:
    """In a process of its own: read what comes until nobody waits any more.

    What goes wrong here the one that waits does itself, and says so if it goes wrong there too.
    """
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who pressed Ctrl-C means the one that waits
    gc.disable()  # all that is made here is handed over, and none of it forms cycles
    try:
        while True:
            part: MapFiles = loads(waits.recv_bytes())  # noqa: S301 - our own
            waits.send_bytes(dumps([draft_of(file, part, guesses) for file in part.files]))
    except BaseException:  # noqa: BLE001 - nobody is to read a traceback of it
        os._exit(0)


def _context() -> BaseContext:
    """How processes are started: from a clean one, which imports the reader once for all."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    _start_server()
    return context


def _start_server() -> None:
    """Start what processes are made by, so that it and they never hear of Ctrl-C.

    They inherit what is blocked when it starts; who pressed it means the one that waits. Before it
    another helper is started, which would let signals through again.
    """
    import signal
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
