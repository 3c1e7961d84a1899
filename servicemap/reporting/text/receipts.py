"""The receipt: what each service on the way of a delay did with it, as one table.

Chains that begin alike are printed as one until they part; from there each way stands further in,
behind a dash. Each line counts days of whoever's line it is; what it passes on stands in those of
the receiver beside them where a day is not a day for both.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from servicemap.endless import NEVER_RECOVERS, Endless, Minutes
from servicemap.model import ServiceMap
from servicemap.reporting.terminal import Ink, display_width, table, wrapped
from servicemap.timing.answers.traces import Hop
from servicemap.wording.lengths import hours_briefly, short
from servicemap.wording.names import in_full, name

ChainToCustomer = tuple[Sequence[Hop], str]
"""A chain, and the customer at its end; nobody where it ends before."""


ARRIVES, PASSES = "arrives\nlate", "passes\non"
MISSED = "missed\ndeparture\nadds"


class ReceiptColumn(NamedTuple):
    """What one column says of a hop, in minutes."""

    title: str
    minutes: Callable[[Hop], Minutes]


COLUMNS = (
    ReceiptColumn(ARRIVES, lambda hop: hop.arrived_late),
    ReceiptColumn("alternative\nabsorbs", lambda hop: hop.absorbed_by_alternative),
    ReceiptColumn("schedule\nabsorbs", lambda hop: hop.absorbed_by_waiting),
    ReceiptColumn("hours off\nabsorb", lambda hop: hop.absorbed_by_hours),
    ReceiptColumn("slack\nabsorbs", lambda hop: hop.absorbed_by_slack),
    ReceiptColumn(MISSED, lambda hop: hop.added_by_missing),
    ReceiptColumn("closed\nhours\nadd", lambda hop: hop.added_by_opening),
    ReceiptColumn("its own\ndelay", lambda hop: hop.added_here),
    ReceiptColumn(PASSES, lambda hop: hop.passed_on),
)
ALWAYS = {ARRIVES, PASSES}
NARROWEST = 24
"""Columns that the names get at least."""


NO_END = "no end"
"""What stands where a delay grows each time round a loop."""


PERHAPS_NO_END = "perhaps no end"
"""What stands where it may."""


class Branch:
    """Where several chains go the same way: one hop, whom it serves at the end, what follows.

    `day` is the length of a working day of whoever receives what the hop passes on.
    """

    __slots__ = ("customers", "day", "further", "hop")

    def __init__(self, hop: Hop | None = None, day: int = 0) -> None:
        self.hop = hop
        self.day = day
        self.customers: list[str] = []
        self.further: dict[tuple[Hop, int], Branch] = {}


class ReceiptRow(NamedTuple):
    """A line of the receipt: how far in it stands, whether a way begins there, the hop.

    `day` is as in a branch.
    """

    depth: int
    parts: bool
    hop: Hop
    customers: Sequence[str]
    day: int


def receipt(
    m: ServiceMap, ways: Iterable[ChainToCustomer], ink: Ink, width: int, *, ends: bool = True
) -> str:
    """Some chains as a table; columns in which nothing happens are left out.

    With `ends`, a service that brings a promise home says to whom.
    """
    rows = list(rows_of(m, ways))
    shown = [
        column
        for column in COLUMNS
        if column.title in ALWAYS or any(column.minutes(row.hop) for row in rows)
    ]
    numbers = [[_cell(m, row, title, minutes(row.hop)) for title, minutes in shown] for row in rows]
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


def days_of(m: ServiceMap, ways: Iterable[ChainToCustomer]) -> dict[int, list[str]]:
    """Lengths of working days -> the parties of some chains that have them, as they come."""
    parties: dict[str, None] = {}
    for chain, customer in ways:
        parties.update(dict.fromkeys(m.services[hop.service].provider for hop in chain))
        if customer:
            parties[customer] = None
    found: dict[int, list[str]] = {}
    for party in parties:
        found.setdefault(m.calendar_of(party).day, []).append(party)
    return found


def _cell(m: ServiceMap, row: ReceiptRow, title: str, minutes: Minutes) -> str:
    """`1d 4h`; what the receiver waits for a departure, and what is passed on, also in days of the
    receiver, where that says something else.
    """
    hop, own = row.hop, _day_of(m, row.hop)
    if isinstance(minutes, Endless):
        if title in ALWAYS:
            return NO_END if minutes is NEVER_RECOVERS else PERHAPS_NO_END
        return "-" if hop.endless else "the rest"
    if not minutes:
        return "-"
    said, theirs = short(minutes, own), short(minutes, row.day)
    if title not in {PASSES, MISSED} or said == theirs:
        return said
    return f"{said} = {theirs} of {hours_briefly(row.day)}"


def _day_of(m: ServiceMap, hop: Hop) -> int:
    return m.calendar_of(m.services[hop.service].provider).day


def rows_of(m: ServiceMap, ways: Iterable[ChainToCustomer]) -> Iterator[ReceiptRow]:
    """The lines of the receipt of some chains, each way to its end before the next."""
    root = Branch()
    known: dict[str, int] = {}

    def day_of(hop: Hop) -> int:
        if hop.service not in known:
            known[hop.service] = _day_of(m, hop)
        return known[hop.service]

    for chain, customer in ways:
        branch = root
        days = [day_of(hop) for hop in chain[1:]]
        if chain:
            days.append(m.calendar_of(customer).day if customer else day_of(chain[-1]))
        for hop, day in zip(chain, days, strict=True):
            # Whose hours off they were is told above; as a line it is the same.
            key = hop._replace(hours_off=()) if hop.hours_off else hop, day
            branch = branch.further.setdefault(key, Branch(hop, day))
        if customer:
            branch.customers.append(customer)
    yield from _rows(root, 0)


def _rows(root: Branch, depth: int) -> Iterator[ReceiptRow]:
    # A chain may be longer than Python's stack is deep, so the ways still to go are kept in a list.
    parts = len(root.further) > 1
    open_ = [(branch, depth, parts) for branch in reversed(root.further.values())]
    while open_:
        branch, depth, parts = open_.pop()
        assert branch.hop is not None, "only the root has no hop"
        yield ReceiptRow(depth, parts, branch.hop, branch.customers, branch.day)
        below = depth + 1 if parts else depth
        parts = len(branch.further) > 1
        open_ += [(after, below, parts) for after in reversed(branch.further.values())]


def _label(m: ServiceMap, row: ReceiptRow, room: int, ink: Ink, *, ends: bool) -> str:
    """`- Stores: Toys on the shelf -> Shoppers`, on as many lines as it takes."""
    margin = "  " * min(row.depth, room // 6)
    text = in_full(m, row.hop.service)
    if ends and row.customers:
        names = ", ".join(name(m, customer) for customer in row.customers)
        text += f" -> {ink.bold(names)}"
    lead = "- " if row.parts else ""
    inside = margin + " " * len(lead)
    return margin + lead + wrapped(text, room - len(inside), "").replace("\n", f"\n{inside}  ")
