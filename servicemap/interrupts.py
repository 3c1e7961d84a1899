"""What happens when a run is ended from outside: it ends at once, in silence, and leaves nothing.

Where servicemap is the program, `listen` is called by the first line of the package, so that nobody
who presses Ctrl-C while libraries are imported is shown a traceback. Where it is a library, signals
are the business of whoever imports it. Nothing is imported here that is not loaded already.
"""

# The half of `signal` that is built in, and imports nothing itself.
import _signal as signal  # type: ignore[import-not-found]
import os
import sys

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
_NAMES = ("servicemap", "servicemap.exe")

_undoing = {}  # type: ignore[var-annotated] # dict[Undone, Callable[[], object]]; typing takes time


def is_the_program() -> bool:
    """Whether this process was started to run servicemap, and not to import it."""
    if os.path.basename(sys.argv[0] if sys.argv else "") in _NAMES:
        return True
    started = sys.orig_argv
    return "-m" in started and started[started.index("-m") :][1:2] == ["servicemap"]


def listen() -> None:
    """From now on, whoever ends this process finds no draft, no child and no traceback behind.

    What its parent has it ignore it ignores further, as under `nohup`.
    """
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    # An exception could be caught, or lost in a library that does not expect it here.
    signal.signal(number, signal.SIG_IGN)
    for undo in reversed(list(_undoing.values())):
        try:
            undo()
        except Exception:  # noqa: BLE001, S112 - whatever it is, the others are to be undone as well
            continue
    os._exit(128 + number)


class Undone:
    """`with Undone(process.kill):` says what is done if this process is ended meanwhile."""

    __slots__ = ("_undo",)

    def __init__(self, undo) -> None:  # type: ignore[no-untyped-def] # Callable[[], object]
        self._undo = undo

    def __enter__(self) -> None:
        _undoing[self] = self._undo

    def __exit__(self, *_: object) -> None:
        del _undoing[self]


class Stoppable:
    """`with Stoppable():` Ctrl-C is a KeyboardInterrupt, and not the end of the process.

    For as long as somebody is asked, who stops the asking by it and keeps what they said.
    """

    __slots__ = ("_before",)

    def __enter__(self) -> None:
        self._before = signal.getsignal(signal.SIGINT)
        if self._before is _end:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def __exit__(self, *_: object) -> None:
        if self._before is _end:
            signal.signal(signal.SIGINT, _end)
