"""Reading the files of one large map in several processes at once.

Threads gain nothing here, because parsing holds the interpreter. Processes cost their start and the
way back of what they read, so that small maps are read in this one.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from io import BytesIO
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pickle import HIGHEST_PROTOCOL, Pickler, loads
from types import MappingProxyType
from typing import Any

from servicemap.loading.drafting import Drafted, draft_of, guesses_each
from servicemap.loading.files import MapFile, MapFiles

SHARES = 4
"""Parts that each process is given, one after the other: files are not all of one length."""

MOST_PROCESSES = 8
"""Beyond these, putting together what they read takes longer than reading it."""


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
    if processes > 1:
        read = partial(_read, guesses=guesses)
        parts = list(_parts(files, processes * SHARES))
        try:
            with ProcessPoolExecutor(processes, _context(), _start) as pool:
                written = pool.map(read, parts)
                return [one for part in written for one in loads(part)]  # noqa: S301 - our own
        except (BrokenProcessPool, OSError, RuntimeError, MemoryError):
            pass  # no processes to be had, or one was ended: this one can do it alone
    return [draft_of(file, files, guesses) for file in files.files]


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


def _start() -> None:
    import gc
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    gc.disable()  # all that is made here is handed over, and none of it forms cycles
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting = parent_process()
    assert waiting is not None

    def end() -> None:
        waiting.join()
        os._exit(0)

    # Whoever ended the one that waits for us, however roughly, ended this as well.
    Thread(target=end, daemon=True).start()


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


def _frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


class _Pickler(Pickler):
    """Frozen mappings cannot be pickled as they are."""

    def reducer_override(self, given: object) -> Any:
        if isinstance(given, MappingProxyType):
            return _frozen, (dict(given),)
        return NotImplemented


def _read(files: MapFiles, guesses: int) -> bytes:
    written = BytesIO()
    drafted = [draft_of(file, files, guesses) for file in files.files]
    _Pickler(written, HIGHEST_PROTOCOL).dump(drafted)
    return written.getvalue()
