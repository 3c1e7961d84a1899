"""`python -m servicemap`, and the `servicemap` command."""

import atexit
import gc
import os
import sys

YOUNG = 50_000
"""Objects after which cycles are looked for, instead of 700: a run is short and forms few."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(YOUNG)
    from servicemap.cli.program import run

    leave(run(sys.argv[1:]))


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
