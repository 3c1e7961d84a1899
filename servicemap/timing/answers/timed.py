"""A map with its plan, made once for all that is asked about it."""

from functools import cached_property

from servicemap.index import Index
from servicemap.model import Promised, ServiceMap
from servicemap.timing.answers.promises import PlannedPromise, planned_promise
from servicemap.timing.network.compiled import Network
from servicemap.timing.passes.finishes import Plan
from servicemap.timing.passes.planning import make_plan
from servicemap.timing.passes.promised import PlannedDelivery, deliveries


class TimedMap:
    """What is the same for each question about one map; what nobody asks for is never made."""

    def __init__(self, m: ServiceMap, index: Index | None = None) -> None:
        """`index` saves compiling it again."""
        self.map = m
        self._index = index

    @cached_property
    def network(self) -> Network:
        """The map as arrays."""
        return Network(self.map, self._index)

    @cached_property
    def plan(self) -> Plan:
        """When everything would be done if nobody were late."""
        return make_plan(self.network)

    @cached_property
    def promises(self) -> list[PlannedDelivery]:
        """Every promise, in the order of the map."""
        return deliveries(self.network, self.plan)

    @cached_property
    def planned(self) -> dict[Promised, PlannedPromise]:
        """What the plan says of each promise."""
        return {
            Promised(one.reliance.service, one.reliance.customer): planned_promise(
                self.network, self.plan, one
            )
            for one in self.promises
        }
