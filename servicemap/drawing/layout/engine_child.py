"""Graphviz, in a process of its own: DOT source on stdin, Graphviz's JSON on stdout.

Run by path (`python engine_child.py FOLDER`), never imported: FOLDER is where the installed
`pygraphviz` lies. Only its compiled half is loaded, which starts in half the time of the package.
"""

import sys
from types import ModuleType

REFUSED = 3
"""The exit code for source that Graphviz could not read or lay out."""


def main(folder: str) -> int:
    """Lay out what stdin says with `dot`; returns the exit code."""
    package = ModuleType("pygraphviz")
    package.__path__ = [folder]
    sys.modules["pygraphviz"] = package
    if sys.platform == "win32":
        # As the package itself does: beside it, a wheel's libraries.
        from os import add_dll_directory
        from pathlib import Path

        libraries = Path(folder).parent / "pygraphviz.libs"
        if libraries.is_dir():
            add_dll_directory(str(libraries))
    from pygraphviz import _graphviz as graphviz

    try:
        graph = graphviz.agread(sys.stdin.buffer, None)
    except ValueError:
        return REFUSED
    context = graphviz.gvContextWithBuiltins()
    if graphviz.gvLayout(context, graph, b"dot"):
        return REFUSED
    failed, drawn = graphviz.gvRenderData(context, graph, b"json0")
    if failed:
        return REFUSED
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
