"""What somebody who waits at a terminal is told: one line, after a second, gone when it is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from servicemap.cli.arguments import is_terminal, page_to_standard_error, room
from servicemap.interrupts import Undone

PATIENCE = 1.0
"""Seconds until something is said."""

PAUSE = 0.5
"""Seconds until it is said anew."""


@contextmanager
def progress(doing: str, whole: int = 0) -> Iterator[Callable[[], None]]:
    """Say on standard error what is being done, for how long, and how much of it is done.

    `drawing posters: 3 of 8 (12 s)`: what is yielded counts one more of the `whole`; without it
    only the seconds are told. Nothing else may be printed meanwhile. Nothing at all is said where
    standard error is no terminal.
    """
    done = 0

    def count() -> None:
        nonlocal done
        done += 1

    if not is_terminal(sys.stderr):
        yield count
        return

    from threading import Event, Thread  # only who waits at a terminal pays for it

    over = Event()
    started = monotonic()
    longest = 0

    def wipe() -> None:
        if longest:
            page_to_standard_error("\r" + " " * longest + "\r")

    def tell() -> None:
        nonlocal longest
        pause = PATIENCE
        while not over.wait(pause):
            counted = f": {done:,} of {whole:,}" if whole else ""
            line = f"{doing}{counted} ({monotonic() - started:.0f} s)"[: room() - 1]
            longest = max(longest, len(line))
            page_to_standard_error("\r" + line.ljust(longest))
            pause = PAUSE
        wipe()

    # A thread, because most of what takes long says nothing until it is done.
    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        with Undone(wipe):
            yield count
    finally:
        over.set()
        teller.join()
