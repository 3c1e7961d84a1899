"""The collector of cycles, which can wait while much is built that forms none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_to_the_end = False


def keep_to_the_end() -> None:
    """From now on what is built while the collector is off stays until the program ends.

    For a program that answers one question and is gone. Whoever calls the library may have cycles
    of their own, which would never be found any more.
    """
    global _to_the_end  # noqa: PLW0603 - there is one collector
    _to_the_end = True


@contextmanager
def collector_off() -> Iterator[None]:
    """Nothing built here forms cycles: looking through it again and again finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if _to_the_end:
                gc.freeze()  # else all of it is looked through at once
            gc.enable()
