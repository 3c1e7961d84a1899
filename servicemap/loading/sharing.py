"""Reading the files of one large map in several processes at once.

Threads gain nothing here, because parsing holds the interpreter. Processes cost their start and the
way back of what they read, so that small maps are read in this one.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pickle import dumps, loads
from typing import Any

from servicemap.loading.drafting import Drafted, draft_of, guesses_each
from servicemap.loading.files import MapFile, MapFiles
from servicemap.memory import memory_left

SHARES = 4
"""Parts that each process is given, one after the other: files are not all of one length."""

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
            return _shared(list(_parts(files, processes * SHARES)), processes, guesses)
        except (EOFError, OSError, MemoryError, RuntimeError):
            pass  # no processes to be had, or one was ended: this one can do it alone
    return [draft_of(file, files, guesses) for file in files.files]


def _shared(parts: list[MapFiles], processes: int, guesses: int) -> list[Drafted]:
    """What the parts say, each process being handed the next as soon as it is done with one.

    Raises EOFError where one of them ends early, OSError where there are none to be had. There is
    no thread and no lock in it that could be waited for in vain.
    """
    context = _context()
    with ExitStack() as ended:
        idle = [_started(context, guesses, ended) for _ in range(min(processes, len(parts)))]
        waiting = list(enumerate(parts))[::-1]
        busy: dict[Any, int] = {}
        written: dict[int, bytes] = {}
        while waiting or busy:
            while waiting and idle:
                number, part = waiting.pop()
                one = idle.pop()
                one.send_bytes(dumps(part))
                busy[one] = number
            ready: Any = wait(list(busy))
            for one in ready:
                written[busy.pop(one)] = one.recv_bytes()
                idle.append(one)
        return [one for k in range(len(parts)) for one in loads(written[k])]  # noqa: S301 - our own


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


def _parts(files: MapFiles, count: int) -> Iterator[MapFiles]:
    """The files in runs of about the same number of bytes."""
    each = sum(map(_size, files.files)) // count + 1
    run: list[MapFile] = []
    filled = 0
    for file in files.files:
        run.append(file)
        filled += _size(file)
        if filled >= each:
            yield files._replace(files=tuple(run))
            run, filled = [], 0
    if run:
        yield files._replace(files=tuple(run))


def _size(file: MapFile) -> int:
    return len(file.content or b"")
