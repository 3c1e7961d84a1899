"""The whole matrix of tolerances, some promises at a time: a large one fits into no memory."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from servicemap.timing.answers.figures import Figures
from servicemap.timing.answers.tolerance_columns import ToleranceColumn, tolerances_of_services
from servicemap.timing.answers.tolerance_of_teams import OfTeams, tolerances_of_teams
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.promised import PlannedDelivery

CELLS_AT_ONCE = 1 << 24
"""Services times promises of which the tolerances are found together, and kept."""

CELLS_ONCE = 1 << 21
PROMISES_AT_ONCE = 32
"""The same where none of them is kept, and promises that are found together even on a large map."""


class FoundColumn(NamedTuple):
    """The tolerances to one promise: of services, and of parties all of whose services are late."""

    promise: PlannedDelivery
    services: ToleranceColumn
    teams: OfTeams


class ToleranceBlocks:
    """The columns of all promises, found when somebody asks for them.

    Those found last are kept, which of most maps are all. `parties` are those asked about; with
    `own` these services alone.
    """

    def __init__(
        self,
        network: Network,
        plan: Plan,
        promises: Sequence[PlannedDelivery],
        parties: Sequence[str],
        own: Collection[int] | None = None,
    ) -> None:
        self.network, self.plan, self.promises = network, plan, tuple(promises)
        self.parties, self.own = parties, own
        self._kept: dict[int, FoundColumn] = {}

    def columns(
        self, places: Sequence[int] | None = None, *, once: bool = False
    ) -> Iterator[FoundColumn]:
        """That of each promise, or of those at these places, in their order.

        Asked for `once`, what is not known yet is not kept either.
        """
        asked = range(len(self.promises)) if places is None else places
        services = max(1, len(self.network.services))
        at_once = max(1, CELLS_AT_ONCE // services)
        if once:
            at_once = min(at_once, max(PROMISES_AT_ONCE, CELLS_ONCE // services))
        for begin in range(0, len(asked), at_once):
            some = asked[begin : begin + at_once]
            if all(place in self._kept for place in some):
                yield from map(self._kept.__getitem__, some)
                continue
            self._kept = {}  # before there is more
            found = self._found(some)
            if not once:
                self._kept = dict(zip(some, found, strict=True))
                found = iter(self._kept.values())
            yield from found

    def _found(self, places: Sequence[int]) -> Iterator[FoundColumn]:
        network, plan, own = self.network, self.plan, self.own
        promises = [self.promises[place] for place in places]
        columns = tolerances_of_services(network, plan, promises, own)
        if own is not None:
            these = frozenset(own)
            columns = [_of_these(these, column) for column in columns]
        teams = tolerances_of_teams(network, plan, promises, columns, self.parties)
        for promise, column, together in zip(promises, columns, teams, strict=True):
            yield FoundColumn(promise, column._replace(tried=()), together)


def _of_these(own: AbstractSet[int], column: ToleranceColumn) -> ToleranceColumn:
    return ToleranceColumn(_some(column.least, own), _some(column.most, own), column.tried)


def _some(figures: Figures, nodes: AbstractSet[int]) -> Figures:
    """Those of some nodes; at the cost of whichever are fewer."""
    if len(figures) < len(nodes):
        return {node: minutes for node, minutes in figures.items() if node in nodes}
    return {node: figures[node] for node in nodes if node in figures}
