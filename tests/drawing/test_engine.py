"""The layout engine in its process: what it answers, and all that can go wrong over there."""

import os
import signal
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from graphviz import Digraph

from servicemap.drawing.layout import engine
from servicemap.drawing.layout.engine import Layout, NodePlace, lay_out
from servicemap.errors import LayoutFailed

TWO = """
digraph {
  rankdir=LR nodesep=0 ranksep=1
  node [shape=box fixedsize=true label="" width=2 height=1]
  edge [arrowhead=none]
  n0 -> n1 [id=e0]
}
"""


def child(code: str) -> list[str]:
    """A child process that does this instead of laying out."""
    return [sys.executable, "-c", code]


def test_nodes_and_edges_have_their_places_in_points() -> None:
    # Two boxes of 2 by 1 inch, one inch apart: 72 points to the inch, y upwards.
    layout = lay_out(TWO)
    assert layout.nodes == {"n0": NodePlace(72, 36, 144, 72), "n1": NodePlace(288, 36, 144, 72)}
    points = layout.edges["e0"]
    assert list(layout.edges) == ["e0"]
    assert points[0] == pytest.approx((144, 36), abs=1)
    assert points[-1] == pytest.approx((216, 36), abs=1)
    assert len(points) % 3 == 1


def test_something_is_done_meanwhile_and_is_done_when_the_answer_is_there() -> None:
    done: list[str] = []
    assert lay_out("digraph {}", meanwhile=lambda: done.append("once")) == Layout({}, {})
    assert done == ["once"]
    with pytest.raises(LayoutFailed):
        lay_out("", command=child("raise SystemExit(7)"), meanwhile=lambda: done.append("twice"))
    assert done == ["once", "twice"]


def test_edges_between_the_same_two_are_told_apart_by_their_ids() -> None:
    source = Digraph(edge_attr={"arrowhead": "none"})
    for number in range(3):
        source.edge("n0", "n1", id=f"e{number}")
    source.edge("n1", "n1", id="e3")
    source.edge("n0", "n2")
    source.edge("n0", "n3", id="e5", style="invis")
    layout = lay_out(source.source)
    assert set(layout.edges) == {"e0", "e1", "e2", "e3", "e5"}
    assert len({layout.edges[f"e{number}"] for number in range(3)}) == 3
    assert all(len(points) % 3 == 1 for points in layout.edges.values())


def test_a_stack_of_fixed_cells_is_laid_out_with_its_ports() -> None:
    def row(port: str, height: int) -> str:
        return f'<TR><TD PORT="{port}" FIXEDSIZE="TRUE" WIDTH="100" HEIGHT="{height}"></TD></TR>'

    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{}</TABLE>'
    source = Digraph(
        graph_attr={"rankdir": "LR", "newrank": "true", "splines": "spline", "remincross": "true"},
        node_attr={"shape": "plain"},
        edge_attr={"arrowhead": "none"},
    )
    source.node("n0", label="<" + table.format(row("t0", 40) + row("t1", 60)) + ">")
    source.node("n1", label="<" + table.format(row("t2", 50)) + ">")
    source.edge("n0:t0:e", "n1:t2:w", id="e0")
    source.edge("n0:t1:e", "n1:t2:w", id="e1")
    layout = lay_out(source.source)
    stack = layout.nodes["n0"]
    assert (stack.width, stack.height) == pytest.approx((100, 100), abs=0.1)
    top = stack.y + stack.height / 2
    right = stack.x + stack.width / 2
    assert layout.edges["e0"][0] == pytest.approx((right, top - 20), abs=0.5)
    assert layout.edges["e1"][0] == pytest.approx((right, top - 70), abs=0.5)
    for points in layout.edges.values():
        assert all(before[0] <= after[0] + 0.5 for before, after in pairwise(points[::3]))


def test_arrowheads_are_left_to_whoever_draws() -> None:
    layout = lay_out("digraph { a -> b [id=e0 dir=both] }")
    assert len(layout.edges["e0"]) % 3 == 1


def test_an_empty_graph_is_an_empty_layout() -> None:
    assert lay_out("digraph {}") == Layout({}, {})


def test_the_same_source_gives_the_same_places() -> None:
    assert lay_out(TWO) == lay_out(TWO)


def test_clusters_are_no_nodes() -> None:
    layout = lay_out('digraph { subgraph cluster_0 { label="" n0 } n1 }')
    assert sorted(layout.nodes) == ["n0", "n1"]


def test_a_child_that_crashes_is_named_with_its_signal() -> None:
    with pytest.raises(LayoutFailed, match=r"Graphviz crashed .*\(SIGSEGV\)"):
        lay_out(TWO, command=child("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))


@pytest.mark.parametrize(
    ("code", "named"), [(-6, "SIGABRT"), (-40, "signal 40"), (0xC0000005, "0xC0000005")]
)
def test_a_crash_is_named_on_every_system(code: int, named: str) -> None:
    message, _ = engine._failure(code, b"")
    assert message == f"Graphviz crashed while laying the poster out ({named})"


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with pytest.raises(LayoutFailed, match=r"Graphviz needed more than 0\.2 s") as caught:
        lay_out(TWO, seconds=0.2, command=child("import time; time.sleep(600)"))
    assert [one.returncode for one in begun] == [-signal.SIGKILL]
    assert caught.value.hint == "draw a smaller part of the map, for instance one department"


@pytest.mark.parametrize(
    "code",
    ["print('{')", "print('[]')", "print()", 'print(\'{"objects": [{"pos": 1, "width": 2}]}\')'],
)
def test_an_answer_that_is_no_layout_is_refused(code: str) -> None:
    with pytest.raises(LayoutFailed, match="something that is not a layout"):
        lay_out(TWO, command=child(code))


def test_a_child_that_cannot_start_says_why() -> None:
    with pytest.raises(LayoutFailed, match="Graphviz could not be started: No such file"):
        lay_out(TWO, command=["/there/is/no/such/program"])
    with pytest.raises(LayoutFailed, match="did not start: ImportError: no engine") as caught:
        lay_out(TWO, command=child("raise ImportError('no engine')"))
    assert "pip install" in caught.value.hint
    with pytest.raises(LayoutFailed, match="did not start: exit code 7"):
        lay_out(TWO, command=child("raise SystemExit(7)"))


def test_source_that_graphviz_cannot_read_is_refused_with_its_words() -> None:
    with pytest.raises(LayoutFailed, match=r"could not lay the poster out: .*syntax error"):
        lay_out("digraph { a -> }")


def test_a_machine_without_pygraphviz_gets_a_sentence_and_the_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    with pytest.raises(LayoutFailed, match="pygraphviz is not installed") as caught:
        lay_out(TWO)
    assert caught.value.hint == "pip install pygraphviz"


def test_the_child_is_not_led_astray_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/no/such/file")
    monkeypatch.setenv("FONTCONFIG_FILE", "/no/such/fonts.conf")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert lay_out(TWO).nodes["n1"].x == 288


def test_the_parent_never_loads_graphviz() -> None:
    code = (
        "import sys; from servicemap.drawing.layout.engine import lay_out;"
        "lay_out('digraph { a }');"
        "print(sorted(name for name in sys.modules if 'graphviz' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout == "[]\n"
    assert done.stderr == ""
