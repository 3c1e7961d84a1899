"""How much memory there is, and what says that there is none."""

import errno
import sys

import pytest

from servicemap import memory
from servicemap.memory import memory_left
from servicemap.shortage import FILES, MEMORY, THREADS, shortage


def test_the_least_of_what_is_said_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {
        "/sys/fs/cgroup/memory.max": "3000000\n",
        "/sys/fs/cgroup/memory.current": "1000000\n",
        "/proc/meminfo": "MemTotal: 9000 kB\nMemAvailable: 8000 kB\n",
    }
    monkeypatch.setattr(memory, "_text", lambda path: said.get(path, ""))
    if sys.platform == "win32":
        assert memory_left() is None
        return
    assert memory_left() == 2_000_000
    said["/sys/fs/cgroup/memory.max"] = "max\n"
    assert memory_left() == 8000 * 1024
    said.clear()
    assert memory_left() is None


@pytest.mark.parametrize(
    ("error", "lacking"),
    [
        (MemoryError(), MEMORY),
        (ImportError("libm.so: failed to map segment from shared object"), MEMORY),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), MEMORY),
        (RuntimeError("can't start new thread"), THREADS),
        (OSError(errno.EAGAIN, "Resource temporarily unavailable"), THREADS),
        (OSError(errno.EMFILE, "Too many open files"), FILES),
        (ImportError("no module named x"), None),
        (ValueError("can't start new thread"), None),
    ],
)
def test_a_shortage_is_known_by_its_many_faces(
    error: Exception, lacking: tuple[str, str] | None
) -> None:
    assert shortage(error) == lacking
    wrapped = ImportError("see the documentation")
    wrapped.__cause__ = error
    assert shortage(wrapped) == lacking
