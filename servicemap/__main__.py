"""`python -m servicemap`, and the `servicemap` command."""

import atexit
import gc
import os
import sys

from servicemap.collector import keep_to_the_end

YOUNG = 50_000
"""Objects after which cycles are looked for, instead of 700: a run is short and forms few."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(YOUNG)
    keep_to_the_end()
    quieten()
    leave(ran(sys.argv[1:]))


def ran(arguments: list[str]) -> int:
    """The exit code of a command line, also where there is no memory to load what runs it."""
    try:
        from servicemap.cli.program import run
    except (MemoryError, ImportError, OSError) as error:
        from servicemap.shortage import shortage, tell

        lacking = shortage(error)
        if lacking is None:
            raise
        tell(lacking, arguments)
        return 2
    return run(arguments)


def quieten() -> None:
    """Libraries speak to whoever programs with them; here nobody does.

    Those of the processes that we start as well. Who asks Python for warnings is shown them.
    """
    # We multiply no matrices. A thread for each core of a large machine takes gigabytes of
    # addresses, and where they cannot be had the library writes a page of complaints.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not sys.warnoptions:
        import warnings

        warnings.simplefilter("ignore")
        os.environ["PYTHONWARNINGS"] = "ignore"
        sys.unraisablehook = lambda _: None


def leave(code: int) -> None:
    """End the process at once, unless something asked to be told of its end.

    Freeing every object one by one takes longer than checking a small map. All output has been
    flushed by then; whoever has more to do at the end (a temporary folder, a pool, a measurement of
    coverage) is registered with `atexit`, and is waited for.
    """
    if not getattr(atexit, "_ncallbacks", lambda: 1)():
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    main()
