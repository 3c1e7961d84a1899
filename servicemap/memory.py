"""How much memory may still be had, as far as anybody says: limits, containers, the machine."""

import os
import sys
from collections.abc import Iterator

_CGROUPS = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
    ),
)
"""What a container may have, and has: in version 2, and in version 1."""


def memory_left() -> int | None:
    """Bytes that this process may still be given; None where nobody says (Windows, macOS)."""
    return min((max(0, left) for left in _lefts()), default=None)


def _lefts() -> Iterator[int]:
    if sys.platform == "win32":
        return
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY:
        yield limit - _taken()
    for most, taken in _CGROUPS:
        may, has = _number(most), _number(taken)
        if may is not None and has is not None:
            yield may - has
    for line in _text("/proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            yield int(line.split()[1]) * 1024


def _taken() -> int:
    """Bytes of address space that this process has."""
    pages = _text("/proc/self/statm").split()
    if pages:
        return int(pages[0]) * os.sysconf("SC_PAGE_SIZE")
    return 0  # nobody says; what is left is then less than it seems


def _number(path: str) -> int | None:
    said = _text(path).strip()
    return int(said) if said.isdigit() else None  # "max" is no limit


def _text(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
