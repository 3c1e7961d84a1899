"""Runs of `servicemap`, each a process of its own that begins where the libraries are loaded.

A parent loads them once and forks for every run. The child is bounded, is killed and ends as any
process does; what it does not try is how Python starts. `python -m tests.hostile.forking 3` is the
parent, which is told of runs through descriptor 3.
"""

import atexit
import gc
import json
import os
import pkgutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tests.hostile.attack import ROOT, Attack, Outcome, bounded, surroundings

USED_LATER = ("uharfbuzz", "segno", "budoux", "reportlab.pdfgen.canvas", "resvg_py", "openpyxl")
"""Libraries that we import where they are used, as far as they take long."""


class Parent(NamedTuple):
    """What stands at the other end of a socket."""

    ear: socket.socket

    def run(self, attack: Attack, folder: Path) -> Outcome:
        """Run an attack in its folder."""
        (stdin, feed), (out, stdout), (err, stderr) = os.pipe(), os.pipe(), os.pipe()
        environment = {**surroundings(), **attack.environment}
        told = (attack.run, str(folder), environment, attack.seconds, attack.megabytes)
        socket.send_fds(self.ear, [json.dumps(told).encode() + b"\n"], [stdin, stdout, stderr])
        for descriptor in (stdin, stdout, stderr):
            os.close(descriptor)
        with ThreadPoolExecutor(3) as hands:
            hands.submit(_pour, attack.stdin, feed)
            printed, complained = hands.submit(_drain, out), hands.submit(_drain, err)
        said = complained.result().decode("utf-8", "replace")
        return Outcome(int(self.ear.recv(100)), printed.result(), said)


def _pour(content: bytes, into: int) -> None:
    with suppress(BrokenPipeError), open(into, "wb") as pipe:
        pipe.write(content)


def _drain(descriptor: int) -> bytes:
    with open(descriptor, "rb") as pipe:
        return pipe.read()


@contextmanager
def parent() -> Iterator[Parent]:
    """A parent that has loaded everything, for as long as it is needed."""
    ours, its = socket.socketpair()
    command = [sys.executable, "-m", "tests.hostile.forking", str(its.fileno())]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(),
        pass_fds=[its.fileno()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ):
        its.close()
        with ours:
            yield Parent(ours)


def serve(ear: socket.socket) -> None:
    """Fork for each run that is told of, and say how it ended, until nobody is there."""
    while True:
        told, streams, *_ = socket.recv_fds(ear, 1 << 16, 3)
        if not told:
            return
        while not told.endswith(b"\n"):
            told += ear.recv(1 << 16)
        child = os.fork()
        if not child:
            ear.close()
            become(streams, *json.loads(told))
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        ear.send(str(os.waitstatus_to_exitcode(status)).encode())


def become(
    streams: list[int],
    run: list[str],
    folder: str,
    environment: Mapping[str, str],
    seconds: int,
    megabytes: int,
) -> None:
    """Be the process that `python -m servicemap` would be; does not come back."""
    from servicemap import __main__ as program
    from servicemap.interrupts import listen

    listen()
    for at, stream in enumerate(streams):
        os.dup2(stream, at)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = [folder, *environment["PYTHONPATH"].split(os.pathsep)]
    with suppress(ModuleNotFoundError):
        import_module("sitecustomize")
    sys.argv = [str(program.__file__), *run]
    hold = bounded(seconds, megabytes)
    assert hold
    hold()
    program.main()


def load() -> None:
    """Load what runs may use. What a library asked to be told of the end of is not theirs."""
    import servicemap

    for module in pkgutil.walk_packages(servicemap.__path__, "servicemap."):
        import_module(module.name)
    for name in USED_LATER:
        import_module(name)
    sys.modules.pop("sitecustomize", None)  # each run may have one of its own
    atexit._clear()
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    load()
    serve(socket.socket(fileno=int(sys.argv[1])))
