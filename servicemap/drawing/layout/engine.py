"""The layout engine: Graphviz's `dot`, run in a process of its own with a time limit.

Graphviz comes inside pygraphviz's wheels. It is a large C library that can crash or take for ever
on an unlucky graph, and a crash would take the whole program with it: so the parent never loads it.
What goes wrong over there is a LayoutFailed here, and the caller may fall back on a layout of its
own.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from threading import Thread
from typing import NamedTuple

from servicemap.drawing.layout import engine_child
from servicemap.drawing.scene import Point
from servicemap.errors import LayoutFailed
from servicemap.interrupts import Undone

POINTS_PER_INCH = 72.0
CURE = "pip install --force-reinstall pygraphviz"


class NodePlace(NamedTuple):
    """Where a node stands: its centre and its size, in points, y upwards."""

    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """What `dot` decided, in points (72 to the inch), y upwards from the lower left corner.

    `nodes` by name. `edges` by their `id` attribute (an edge without
    one is left out; an invisible one is not): the control points of one cubic Bezier curve after
    another, each starting where the last one ended, so 3n+1 points from tail to head. Where it
    draws an arrowhead the curve ends at its foot: `arrowhead=none` takes it to the node.
    """

    nodes: dict[str, NodePlace]
    edges: dict[str, tuple[Point, ...]]


def lay_out(
    dot: str,
    seconds: float = 20,
    command: Sequence[str] | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Layout:
    """Where `dot` puts the nodes and edges of this DOT source.

    Raises LayoutFailed when pygraphviz is missing, when Graphviz crashes or refuses the source, and
    when it needs more than `seconds`. `command` replaces the child process; `meanwhile` is done
    while we wait for it.
    """
    running = list(command) if command is not None else _command()
    busy = _begun(meanwhile) if meanwhile is not None else None
    try:
        with (
            subprocess.Popen(  # noqa: S603 - this Python and our own file, or what the caller gives
                running,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                # No text is measured there: fonts not configured must neither speak nor cost.
                env={**os.environ, "FONTCONFIG_FILE": os.devnull},
            ) as child,
            Undone(child.kill),
        ):
            try:
                drawn, said = child.communicate(dot.encode(), seconds)
            except BaseException:
                child.kill()
                raise
    except subprocess.TimeoutExpired:
        raise LayoutFailed(
            f"Graphviz needed more than {seconds:g} s to lay the poster out",
            "draw a smaller part of the map, for instance one department",
        ) from None
    except OSError as error:
        raise LayoutFailed(f"Graphviz could not be started: {error.strerror}", CURE) from error
    finally:
        if busy is not None:
            busy.join()
    if child.returncode:
        raise LayoutFailed(*_failure(child.returncode, said))
    return _read(drawn)


def _begun(meanwhile: Callable[[], None]) -> Thread | None:
    """What is only done ahead may fail, or find no thread: it is done again where it is needed."""

    def tried() -> None:
        with suppress(Exception):
            meanwhile()

    busy = Thread(target=tried)
    try:
        busy.start()
    except (RuntimeError, MemoryError):
        return None
    return busy


def _command() -> list[str]:
    """The child process: this Python without its site packages, and where pygraphviz lies."""
    # Found, not imported. A package that is half there has no place either.
    found = find_spec("pygraphviz")
    if found is None or not found.submodule_search_locations:
        raise LayoutFailed(
            "Graphviz is not here to lay the poster out: pygraphviz is not installed",
            "pip install pygraphviz",
        )
    return [sys.executable, "-I", "-S", engine_child.__file__, found.submodule_search_locations[0]]


def _failure(code: int, stderr: bytes) -> tuple[str, str]:
    """The sentence and the cure for a child that ended with `code`."""
    if code == engine_child.REFUSED:
        said = _last_line(stderr)
        return f"Graphviz could not lay the poster out{': ' + said if said else ''}", ""
    # A process that a signal ended: negative on POSIX, 0xC0000000 and above on Windows.
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"Graphviz crashed while laying the poster out ({name})", ""
    if code >= 0xC0000000:
        return f"Graphviz crashed while laying the poster out (0x{code:08X})", ""
    said = _last_line(stderr) or f"exit code {code}"
    return f"Graphviz did not start: {said}", CURE


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _read(output: bytes) -> Layout:
    """Graphviz's JSON as a Layout."""
    import json

    try:
        drawn = json.loads(output)
        nodes = {
            thing["name"]: _place(thing)
            for thing in drawn.get("objects", ())
            if "pos" in thing and "width" in thing  # a subgraph has neither
        }
        edges = {
            thing["id"]: _curve(thing["pos"])
            for thing in drawn.get("edges", ())
            if "pos" in thing and "id" in thing
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LayoutFailed("Graphviz answered with something that is not a layout", CURE) from error
    return Layout(nodes, edges)


def _place(node: dict[str, str]) -> NodePlace:
    x, y = node["pos"].split(",")
    width, height = float(node["width"]), float(node["height"])
    return NodePlace(float(x), float(y), width * POINTS_PER_INCH, height * POINTS_PER_INCH)


def _curve(pos: str) -> tuple[Point, ...]:
    """The control points of an edge's `pos`, without the tips of its arrowheads."""
    # Several curves (";") come only from `concentrate`, whose first is the edge's own way.
    spoken = pos.partition(";")[0].split()
    points = [pair.split(",") for pair in spoken if pair[0] not in "es"]
    return tuple((float(x), float(y)) for x, y in points)
