"""The receipt: what each service on the way of a delay did with it, as one table.

Chains that begin alike are printed as one until they part; from there each way stands further in,
behind a dash.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, display_width, table, wrapped
from servicemap.timing.answers.traces import Hop
from servicemap.wording.lengths import short
from servicemap.wording.names import in_full, name

Way = tuple[Sequence[Hop], str]
"""A chain, and the customer at its end; nobody where it ends before."""


def _of_other_kinds(hop: Hop) -> int:
    return hop.absorbed_by_alternative + hop.absorbed_by_hours


COLUMNS: tuple[tuple[str, Callable[[Hop], int]], ...] = (
    ("arrives\nlate", lambda hop: hop.arrived_late),
    ("alternative\nabsorbs", lambda hop: hop.absorbed_by_alternative),
    ("schedule\nabsorbs", lambda hop: hop.absorbed_by_schedule - _of_other_kinds(hop)),
    ("hours off\nabsorb", lambda hop: hop.absorbed_by_hours),
    ("slack\nabsorbs", lambda hop: hop.absorbed_by_slack),
    ("missed\ndeparture\nadds", lambda hop: hop.added_by_departure - hop.added_by_opening),
    ("waiting\nfor opening\nadds", lambda hop: hop.added_by_opening),
    ("its own\ndelay", lambda hop: hop.added_here),
    ("passes\non", lambda hop: hop.passed_on),
)
ALWAYS = {"arrives\nlate", "passes\non"}
NARROWEST = 24
"""Columns that the names get at least."""


class Branch:
    """Where several chains go the same way: one hop, whom it serves at the end, what follows."""

    __slots__ = ("customers", "further", "hop")

    def __init__(self, hop: Hop | None = None) -> None:
        self.hop = hop
        self.customers: list[str] = []
        self.further: dict[Hop, Branch] = {}


class Row(NamedTuple):
    """A line of the receipt: how far in it stands, whether a way begins there, the hop.

    `inherits`: the chain begins here, and late already: a loop went round before.
    """

    depth: int
    parts: bool
    hop: Hop
    customers: Sequence[str]
    inherits: bool


def receipt(m: ServiceMap, ways: Iterable[Way], ink: Ink, width: int, *, ends: bool = True) -> str:
    """Some chains as a table; columns in which nothing happens are left out.

    With `ends`, a service that brings a promise home says to whom. Of a delay that grows round a
    loop without end the last lap is shown, and the first row says that it began late.
    """
    rows = list(rows_of(ways))
    shown = [
        (title, minutes)
        for title, minutes in COLUMNS
        if title in ALWAYS or any(minutes(row.hop) for row in rows)
    ]
    day = m.calendar.day
    numbers = [
        [short(n, day) if (n := minutes(row.hop)) else "-" for _, minutes in shown] for row in rows
    ]
    taken = sum(
        2 + max(display_width(cell) for cell in [*title.split("\n"), *column])
        for (title, _), column in zip(shown, zip(*numbers, strict=True), strict=True)
    )
    room = max(NARROWEST, width - taken - 2)
    cells = [
        [_label(m, row, room, ink, ends=ends), *line]
        for row, line in zip(rows, numbers, strict=True)
    ]
    headers = ["", *(title for title, _ in shown)]
    return table(cells, headers, align="l" + "r" * len(shown), ink=ink, indent="  ")


def rows_of(ways: Iterable[Way]) -> Iterator[Row]:
    """The lines of the receipt of some chains, each way to its end before the next."""
    root = Branch()
    for chain, customer in ways:
        branch = root
        for hop in chain:
            branch = branch.further.setdefault(hop, Branch(hop))
        if customer:
            branch.customers.append(customer)
    yield from _rows(root, 0)


def _rows(root: Branch, depth: int) -> Iterator[Row]:
    # A chain may be longer than Python's stack is deep, so the ways still to go are kept in a list.
    parts = len(root.further) > 1
    open_ = [(branch, depth, parts) for branch in reversed(root.further.values())]
    while open_:
        branch, depth, parts = open_.pop()
        assert branch.hop is not None, "only the root has no hop"
        inherits = root.further.get(branch.hop) is branch and branch.hop.arrived_late > 0
        yield Row(depth, parts, branch.hop, branch.customers, inherits)
        below = depth + 1 if parts else depth
        parts = len(branch.further) > 1
        open_ += [(after, below, parts) for after in reversed(branch.further.values())]


def _label(m: ServiceMap, row: Row, room: int, ink: Ink, *, ends: bool) -> str:
    """`- Stores: Toys on the shelf -> Shoppers`, on as many lines as it takes.

    What a chain begins with that is late already says why: `from the lap before`.
    """
    margin = "  " * min(row.depth, room // 6)
    text = in_full(m, row.hop.service)
    if row.inherits:
        text += " (late from the lap before)"
    if ends and row.customers:
        names = ", ".join(name(m, customer) for customer in row.customers)
        text += f" -> {ink.bold(names)}"
    lead = "- " if row.parts else ""
    inside = margin + " " * len(lead)
    return margin + lead + wrapped(text, room - len(inside), "").replace("\n", f"\n{inside}  ")
