"""What stands above what: the order of stacks and tracks in each column, of teams in each stack.

Graphviz's `dot` proposes the columns' order on nodes of fixed size that hold no text. Where it
fails, a barycentre ordering of our own does (Sugiyama, Tagawa and Toda, 1981). Either is then
improved by small moves (`uncrossing`), which also order the teams inside their departments.
"""

from collections.abc import Callable
from typing import NamedTuple

from servicemap.drawing.layout.columns import Arrangement
from servicemap.drawing.layout.engine import Layout, lay_out
from servicemap.drawing.layout.tracks import (
    ChannelStretch,
    ColumnNode,
    LinkWay,
    Track,
    hops_in,
    tracks_in,
)
from servicemap.drawing.layout.uncrossing import UncrossingSearch
from servicemap.errors import LayoutFailed
from servicemap.views.view import View

ROW = 40
"""The height of a box in the graph that `dot` sees, in points; its width is twice that."""

SWEEPS = 8
"""How often the ordering of our own sweeps to and fro."""


class Order(NamedTuple):
    """Every column from top to bottom, with its tracks, and every stack's boxes.

    `failed` says why Graphviz could not help, where it could not.
    """

    columns: tuple[tuple[ColumnNode, ...], ...]
    teams: dict[str, tuple[str, ...]]
    failed: str | None = None

    def arrangement(self) -> Arrangement:
        """The same without the tracks."""
        return Arrangement(
            tuple(tuple(n for n in column if isinstance(n, str)) for column in self.columns),
            self.teams,
        )


Engine = Callable[[str], Layout]


def order(
    view: View, arrangement: Arrangement, ways: dict[str, LinkWay], engine: Engine = lay_out
) -> Order:
    """An order in which few links cross."""
    hops = hops_in(ways, len(arrangement.columns))
    tracks = tracks_in(ways, len(arrangement.columns))
    columns: list[list[ColumnNode]] = [
        [*stacks, *crossing] for stacks, crossing in zip(arrangement.columns, tracks, strict=True)
    ]
    failed = None
    try:
        columns = _proposed(columns, arrangement, hops, engine)
    except LayoutFailed as error:
        failed = error.message
        columns = _by_barycentre(columns, arrangement, hops)
    search = UncrossingSearch(view, columns, arrangement, hops, ways)
    search.improve()
    return Order(
        tuple(tuple(column) for column in search.columns),
        {stack: tuple(boxes) for stack, boxes in search.teams.items()},
        failed,
    )


def _proposed(
    columns: list[list[ColumnNode]],
    arrangement: Arrangement,
    hops: list[list[ChannelStretch]],
    engine: Engine,
) -> list[list[ColumnNode]]:
    """The order that `dot` gives."""
    names = {node: f"n{i}" for i, node in enumerate(node for c in columns for node in c)}
    layout = engine(_dot(columns, names, arrangement, hops))
    missing = [name for name in names.values() if name not in layout.nodes]
    if missing:
        raise LayoutFailed("Graphviz left out part of the poster")
    return [sorted(column, key=lambda node: -layout.nodes[names[node]].y) for column in columns]


def _dot(
    columns: list[list[ColumnNode]],
    names: dict[ColumnNode, str],
    arrangement: Arrangement,
    hops: list[list[ChannelStretch]],
) -> str:
    """The graph for `dot`: a table per stack with a port per box, a point per track, no text."""
    from graphviz import Digraph

    graph = Digraph(
        graph_attr={
            "rankdir": "LR",
            "newrank": "true",
            "splines": "false",
            "remincross": "true",
            "searchsize": "200",
            "mclimit": "30",
            "nodesep": "0.3",
            "ranksep": "1",
        },
        node_attr={"shape": "plain", "margin": "0"},
    )
    ports: dict[str, str] = {}
    for at, column in enumerate(columns):
        with graph.subgraph(graph_attr={"rank": "same"}) as rank:
            rank.node(f"r{at}", label="", shape="point", style="invis", width="0.01")
            for node in column:
                if isinstance(node, Track):
                    rank.node(names[node], label="", shape="box", width="1", height="0.08")
                    continue
                rows = []
                for row, box in enumerate(arrangement.teams[node]):
                    ports[box] = f"{names[node]}:p{row}"
                    rows.append(
                        f'<TR><TD PORT="p{row}" FIXEDSIZE="TRUE" WIDTH="{2 * ROW}"'
                        f' HEIGHT="{ROW}"></TD></TR>'
                    )
                table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
                rank.node(names[node], label=f"<{table}{''.join(rows)}</TABLE>>")
        if at:
            graph.edge(f"r{at - 1}", f"r{at}", style="invis", weight="0")

    def end(point: str | Track, side: str) -> str:
        return f"{ports[point]}:{side}" if isinstance(point, str) else f"{names[point]}:{side}"

    count = 0
    for channel in hops:
        for hop in channel:
            weight = "2" if isinstance(hop.left, Track) and isinstance(hop.right, Track) else "1"
            graph.edge(end(hop.left, "e"), end(hop.right, "w"), id=f"e{count}", weight=weight)
            count += 1
    return str(graph.source)


def _by_barycentre(
    columns: list[list[ColumnNode]], arrangement: Arrangement, hops: list[list[ChannelStretch]]
) -> list[list[ColumnNode]]:
    """Each node as high as its neighbours are on average, swept to and fro."""
    stack_of: dict[str | Track, ColumnNode] = {
        box: stack for stack, boxes in arrangement.teams.items() for box in boxes
    }
    place: dict[ColumnNode, float] = {}
    for column in columns:
        place |= {node: (at + 0.5) / len(column) for at, node in enumerate(column)}

    def ends(hop: ChannelStretch) -> tuple[ColumnNode, ColumnNode]:
        return stack_of.get(hop.left, hop.left), stack_of.get(hop.right, hop.right)

    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for at in range(len(columns)) if forward else reversed(range(len(columns))):
            near: dict[ColumnNode, list[float]] = {node: [] for node in columns[at]}
            for hop in hops[at if forward else at + 1]:
                left, right = ends(hop)
                mine, other = (right, left) if forward else (left, right)
                near[mine].append(place[other])
            columns[at].sort(
                key=lambda node: sum(near[node]) / len(near[node]) if near[node] else place[node]
            )
            place |= {node: (i + 0.5) / len(columns[at]) for i, node in enumerate(columns[at])}
    return columns
