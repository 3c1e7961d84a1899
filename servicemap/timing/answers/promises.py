"""What is promised: every delivery to anyone outside, and every delivery with a promise."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from servicemap.html import html_table
from servicemap.index import find_promised
from servicemap.model import Moment, ServiceMap
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.arrivals import Plan
from servicemap.timing.passes.planning import driving_chain, make_plan
from servicemap.timing.passes.promised import Delivery, deliveries
from servicemap.unknowns import Unknown
from servicemap.wording.lengths import short


class PlannedPromise(NamedTuple):
    """What the plan says of one promise.

    `planned` and `due` are minutes of the map's working time from the start of the plan, and dates
    where the map has a start; `margin` is in the customer's working time, None where `unknown`
    says why nobody knows; `missed` is by how much it is late all the same, or later, and counts
    from when it was promised. `chain` are the services that decide when it is done; the first of
    them is `held_until` its `not_before`, where it is that for which all wait.
    """

    service: str
    customer: str
    planned: int
    due: int
    margin: int | None
    chain: tuple[str, ...]
    lower_bound: bool
    unknown: Unknown = Unknown.NOTHING
    planned_at: datetime | None = None
    due_at: datetime | None = None
    missed: int = 0
    held_until: Moment | None = None

    @property
    def broken(self) -> bool:
        """Whether the plan itself is sure to break it."""
        return self.late > 0

    @property
    def late(self) -> int:
        """By how much the plan itself is sure to break it, or by more where it is `missed`."""
        return self.missed or max(0, -(self.margin or 0))


class Promises:
    """Every promise of a map, in its order. `promises["shoppers"]` is the tightest to Shoppers."""

    __slots__ = ("_all", "map")

    def __init__(self, m: ServiceMap, found: tuple[PlannedPromise, ...]) -> None:
        self.map = m
        self._all = found

    def __iter__(self) -> Iterator[PlannedPromise]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, customer: str) -> PlannedPromise:
        """The promise to a customer, by name or id, that has least margin."""
        to = find_promised(self.map, customer, {one.customer for one in self._all})
        found = [one for one in self._all if one.customer == to]
        return min(found, key=lambda one: (one.margin is None, one.margin or 0))

    def __repr__(self) -> str:
        broken = sum(1 for one in self._all if one.broken)
        return f"<Promises: {len(self._all)}, of which the plan itself breaks {broken}>"

    def _repr_html_(self) -> str:
        rows = []
        for one in self._all:
            day = self.map.calendar_of(one.customer).day
            margin = "unknown" if one.margin is None else short(one.margin, day)
            planned = short(one.planned, self.map.calendar.day)
            if one.planned_at is not None:
                planned = one.planned_at.isoformat(" ", "minutes")
            name = self.map.name_of
            chain = " \u2192 ".join(map(name, one.chain))
            rows.append((name(one.service), name(one.customer), planned, margin, chain))
        headers = ("service", "customer", "planned", "margin", "driven by")
        return html_table(repr(self)[1:-1], headers, rows)


def promises(m: ServiceMap) -> Promises:
    """What is promised to whom, when the plan has it done, with how much margin, driven by what."""
    network = Network(m)
    plan = make_plan(network)
    return Promises(
        m, tuple(planned_promise(network, plan, one) for one in deliveries(network, plan))
    )


def planned_promise(network: Network, plan: Plan, one: Delivery) -> PlannedPromise:
    """What the plan says of one promise."""
    axis = network.axis
    chain = driving_chain(network, plan, one.node)
    return PlannedPromise(
        one.reliance.service,
        one.reliance.customer,
        axis.from_start(one.planned),
        axis.from_start(one.due),
        one.margin(network),
        tuple(network.services[node] for node in chain),
        network.incomplete[one.node],
        one.unknown,
        axis.at(one.planned),
        axis.at(one.due),
        one.missed,
        network.held_until(chain[0]),
    )
