"""Whole processes as people run them: on which cores, what they take, and two of them in turn."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

FOUND_SOMETHING = frozenset({0, 1})
"""Exit codes of one that did what it was asked."""


class Used(NamedTuple):
    """What one process took: seconds of processor time and on the clock, megabytes, bytes printed.

    `seconds` is None where it was stopped because it took too many.
    """

    seconds: float | None
    clock: float
    megabytes: float
    printed: int


def cores(count: int) -> set[int]:
    """So many of those that there are, the first of them."""
    return set(sorted(os.sched_getaffinity(0))[:count])


def run(
    command: Sequence[str],
    folder: Path,
    on: Collection[int],
    *,
    limit: int | None = None,
    allowed: Collection[int] = FOUND_SOMETHING,
) -> Used:
    """Run a command on these cores, in a folder where no settings are found.

    Stopped after `limit` seconds of processor time. Raises RuntimeError where it fails: where its
    exit code is none of those `allowed`.
    """
    every = os.sched_getaffinity(0)
    # What is installed is compiled once.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with (folder / "printed").open("wb") as out, (folder / "said").open("wb") as said:
        start = time.perf_counter()
        os.sched_setaffinity(0, on)  # a child inherits it
        process = subprocess.Popen(command, stdout=out, stderr=said, env=environment, cwd=folder)
        os.sched_setaffinity(0, every)
        if limit is not None:
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (limit, limit))
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - start
    taken = used.ru_utime + used.ru_stime
    if limit is not None and process.returncode < 0 and taken > limit - 1:
        return Used(None, clock, used.ru_maxrss / 1024, 0)
    if process.returncode not in allowed:
        said_last = (folder / "said").read_text(encoding="utf-8", errors="replace")[-400:]
        raise RuntimeError(f"{' '.join(command)[:200]} failed: {said_last}")
    return Used(taken, clock, used.ru_maxrss / 1024, (folder / "printed").stat().st_size)


def loop_seconds() -> float:
    """The processor time of a plain loop, by which one machine can be compared to another."""

    def taken() -> float:
        start = time.process_time()
        total = 0
        for number in range(10_000_000):
            total += number
        return time.process_time() - start

    return min(taken() for _ in range(3))


class Pair(NamedTuple):
    """Two commands, how often each runs, and on how many cores.

    `measure` is what of them is compared: `seconds`, `clock` or `megabytes`.
    """

    ours: Sequence[str]
    theirs: Sequence[str]
    measure: str = "seconds"
    times: int = 3
    cores: int = 1


def measured(pair: Pair, folder: Path) -> tuple[float, float]:
    """Ours and theirs: the medians of several runs in turn."""
    on = cores(pair.cores)
    both = [(run(pair.theirs, folder, on), run(pair.ours, folder, on)) for _ in range(pair.times)]
    theirs, ours = zip(*both, strict=True)
    return (
        statistics.median(getattr(one, pair.measure) for one in ours),
        statistics.median(getattr(one, pair.measure) for one in theirs),
    )
