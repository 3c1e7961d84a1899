"""Not enough of what a machine gives: known by its many faces, and told with next to nothing."""

import os
from collections.abc import Sequence
from contextlib import suppress
from errno import EAGAIN, EMFILE, ENFILE, ENOMEM

MEMORY = "there is not enough memory", "close other programs, or allow this one more of it"
THREADS = "no more threads or processes may be started", "close other programs, or allow more"
FILES = "too many files are open", "allow more of them: ulimit -n 1024"

_NUMBERS = {ENOMEM: MEMORY, EAGAIN: THREADS, EMFILE: FILES, ENFILE: FILES}

_SAID = {
    "failed to map segment": MEMORY,
    "cannot allocate memory": MEMORY,
    "can't start new thread": THREADS,
}
"""What libraries say that have no kind of error of their own for it, in lower case."""


def shortage(error: BaseException | None) -> tuple[str, str] | None:
    """What is lacking and the cure, where that is the reason of an error; None where it is not."""
    met = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        if isinstance(error, MemoryError):
            return MEMORY
        if isinstance(error, OSError) and error.errno in _NUMBERS:
            return _NUMBERS[error.errno]
        if isinstance(error, ImportError | RuntimeError | SystemError):
            told = str(error).casefold()
            for said, lacking in _SAID.items():
                if said in told:
                    return lacking
        error = error.__cause__ or error.__context__
    return None


def tell(lacking: tuple[str, str], arguments: Sequence[str]) -> None:
    """Say on standard error what is lacking for a command."""
    doing = " ".join(["servicemap", *(one for one in arguments[:1] if one.isalpha())])
    with suppress(OSError):
        os.write(2, f"error: {lacking[0]} for '{doing}'\n  {lacking[1]}\n".encode())
