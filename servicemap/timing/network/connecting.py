"""From the words of a map to edges: for what each service waits, by which words of whom."""

from collections.abc import Callable, Mapping

from servicemap.durations import Duration
from servicemap.index import Index, could_mean, unnamed_in
from servicemap.model import Reliance, ServiceMap
from servicemap.timing.network.edges import CompiledLength, Edges


class Connecting:
    """The edges of a map, while they are gathered: a node after the other, in the map's order.

    `edges`, `first_edge`, `single_end` and `groups` are what Network says of them.
    """

    def __init__(
        self,
        m: ServiceMap,
        lookups: Index,
        number: Mapping[str, int],
        calendar: list[int],
        length: Callable[[Duration | None, int], CompiledLength],
    ) -> None:
        self._services = m.services
        self._ids = tuple(m.services)
        self._lookups = lookups
        self._number = number
        self._calendar = calendar
        self._length = length
        self.edges = Edges()
        self.first_edge: list[int] = []
        self.single_end: list[int] = []
        self.groups: dict[int, list[tuple[int, ...]]] = {}
        self._unsaid: dict[str, list[Reliance]] = {}
        """Customer -> what an entry of it without a name may mean, and nobody says is delivered."""
        self._could_mean: dict[str, set[str]] = {}
        """Customer -> the services of which its entries without a name may mean any."""
        unsaid = [one for one in m.unsaid if one.customer_says is not None]
        for one in (*unsaid, *unnamed_in(m)):
            self._could_mean.setdefault(one.customer, set()).update(could_mean(lookups, one))
        for one in unsaid:
            delivered = {other.service for other in lookups.relying[one.customer]}
            self._unsaid.setdefault(one.customer, []).extend(
                one._replace(service=other)
                for other in could_mean(lookups, one)
                if other not in delivered
            )

    def connect(self, node: int, *, open_too: bool) -> None:
        """The edges into one node: what stands alone first, then group by group.

        Without `open_too` none of which the map leaves open whether it is waited for. That is all
        where a provider of several services does not say what this one needs; and, where it does
        not say for what it relies on somebody, each service that it may mean.
        """
        self.first_edge.append(len(self.edges.source))
        itself = self._ids[node]
        service = self._services[itself]
        vague = service.needs is None and len(self._lookups.making[service.provider]) > 1
        maybe = self._could_mean.get(service.provider, ()) if service.needs is None else ()
        choices = []
        for requirement in self._lookups.requiring[itself] if open_too or not vague else ():
            others = requirement.any_of
            if len(others) > 1:
                choices.append(others)
            elif others[0].service != itself:
                one = others[0]
                open_ = vague or (one.customer_says is None and one.service in maybe)
                if open_too or not open_:
                    self._add(node, one, open_=open_)
        # A service that waits for itself is a finding, not a wait.
        left = [[one for one in others if one.service != itself] for others in choices]
        for group in left:
            if len(group) == 1:
                self._add(node, group[0], open_=vague)
        if open_too and service.needs is None:
            self._add_unsaid(node)
        self.single_end.append(len(self.edges.source))
        for group in left:
            if len(group) > 1:
                self._add_group(node, group, open_=vague)

    def _add_unsaid(self, node: int) -> None:
        """What its provider relies on without saying for which service: any of them, or none."""
        itself = self._ids[node]
        for one in self._unsaid.get(self._services[itself].provider, ()):
            if one.service != itself:
                self._add(node, one, open_=True)

    def _add_group(self, node: int, group: list[Reliance], *, open_: bool) -> None:
        """Alternatives. Where one runs on the clock, all are compared as moments."""
        first = len(self.edges.source)
        for place, one in enumerate(group):
            self._add(node, one, open_=open_, alternative=place > 0)
        edges = tuple(range(first, len(self.edges.source)))
        if any(map(self.edges.on_the_clock, edges)):
            for edge in edges:
                self.edges.special[edge] = True
        self.groups.setdefault(node, []).append(edges)

    def _add(
        self, node: int, reliance: Reliance, *, open_: bool, alternative: bool = False
    ) -> None:
        edges = self.edges
        edge = len(edges.source)
        provider = self._number[reliance.service]
        edges.source.append(provider)
        edges.target.append(node)
        special = self._calendar[provider] != self._calendar[node]
        slack = reliance.slack
        if slack is None:
            edges.slack.append(0)
        else:
            minutes, elapsed = self._length(slack, node)
            edges.slack.append(minutes)
            if elapsed:
                edges.elapsed[edge] = elapsed
                special = True
        says = reliance.provider_says
        if says is not None and says.departs is not None:
            edges.departs[edge] = says.departs
            special = True
        wants = reliance.customer_says
        if wants is not None and wants.switch is not None:
            edges.switch[edge] = self._length(wants.switch, node)
        edges.standing.append(wants is not None and wants.standing)
        edges.open.append(open_)
        edges.alternative.append(alternative)
        edges.special.append(special)
