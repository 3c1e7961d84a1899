"""Whom a team's work reaches, by which chain, and where it ends.

All of it reads the plain index and goes round loops without noticing. Work reaches a customer where
something waits for it that the customer gets; deliveries may lead there all the same where nothing
does (`everyone_reached`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from servicemap.index import Index
from servicemap.model import Promised, Reliance, ServiceMap
from servicemap.walks import Vertex, WalkStep, finished, nearest_first, reached, rounds, way_back

Way = tuple[Reliance, ...]
"""Deliveries one after the other: whoever gets one needs it for the next."""


def reaching_customers(m: ServiceMap, index: Index) -> frozenset[str]:
    """Those for whose work something waits that an end user, prospect or distributor gets.

    These belong to them too. It is what `ways_to_customers` finds for each by itself, in one walk
    from all customers at once, from each service to what it needs.
    """
    customers = {party.id for party in m.parties.values() if party.is_outside_customer}
    services = needed_for(index, (one.service for one in m.reliances if one.customer in customers))
    return frozenset(customers.union(m.services[service].provider for service in services))


def needed_for(index: Index, services: Iterable[str]) -> frozenset[str]:
    """Some services, and all for which these wait, by their ids."""
    return frozenset(reached(services, lambda service: _waits_for(index, service)))


def waited_for_by(index: Index, bits: Mapping[str, int]) -> dict[str, int]:
    """Service -> the bits of all services that are it or wait for it, together in one number.

    It is what `needed_for` finds for each of those that have `bits` by itself, in one walk: of a
    large map there are hundreds, and each waits for a good part of it.
    """
    order = finished(bits, lambda service: _waits_for(index, service))
    found = {**dict.fromkeys(order, 0), **bits}
    passed_on: dict[str, int] = {}
    # Whoever waits comes before what it waits for, so that once will do but for loops.
    while changed := [one for one in reversed(order) if found[one] != passed_on.get(one)]:
        for service in changed:
            own = passed_on[service] = found[service]
            for needed in _waits_for(index, service):
                found[needed] |= own
    return found


def _waits_for(index: Index, service: str) -> list[str]:
    return [one.service for need in index.requiring[service] for one in need.any_of]


def reaching(index: Index, goals: Iterable[str]) -> frozenset[str]:
    """The parties whose work reaches one of the goals, and the goals themselves.

    Walks from all goals at once, against the direction of the work.
    """
    return frozenset(reached(goals, lambda party: [one.provider for one in index.relying[party]]))


def everyone_reached(index: Index, party: str) -> tuple[str, ...]:
    """Whom a party's deliveries lead to, the nearest first, without the party itself.

    From each customer on by whatever it delivers, whether that needs what came before or not.
    """
    return tuple(reached([party], lambda one: [to.customer for to in index.serving[one]]))[1:]


def ways_to_customers(m: ServiceMap, index: Index, party: str) -> dict[str, Way]:
    """Each end user, prospect and distributor for whom a party's work matters -> a shortest way.

    A way begins with a delivery of the party and ends with one to the customer; whoever gets a
    delivery on it needs that for the next one (says so by `needs`, or says nothing and needs
    everything). What makes something only available (`standing`), or is one of several (`any_of`),
    is needed too. The nearest customer comes first; of ways with equally many deliveries it is the
    one whose deliveries stand first in the map. The party itself is not among the customers, even
    where its work comes round to it.
    """
    ways = ways_of_services(m, index, index.making[party])
    ways.pop(party, None)
    return ways


def ways_of_services(m: ServiceMap, index: Index, services: Iterable[str]) -> dict[str, Way]:
    """The same of some services: those for whom these matter, and how."""
    ways: dict[str, Way] = {}
    for step, delivery in _steps_to_customers(m, index, services):
        if delivery.customer not in ways:
            ways[delivery.customer] = (*step.way(), delivery)
    return ways


def ways_to_promises(
    m: ServiceMap, index: Index, party: str, promises: Collection[Promised]
) -> dict[Promised, Way]:
    """A shortest way, as above, to each of some promises to customers outside that it reaches."""
    ways: dict[Promised, Way] = {}
    for step, delivery in _steps_to_customers(m, index, index.making[party]):
        key = Promised(delivery.service, delivery.customer)
        if key in promises and key not in ways:
            ways[key] = (*step.way(), delivery)
    return ways


def _steps_to_customers(
    m: ServiceMap, index: Index, services: Iterable[str]
) -> Iterator[tuple[WalkStep[str, Reliance], Reliance]]:
    """Each delivery to somebody outside for which some services matter, and the step that makes
    what is delivered; the nearest first.
    """

    @cache
    def helped(customer: str) -> dict[str, list[str]]:
        return _helped(index, customer)

    def beside(service: str) -> Iterable[str]:
        return helped(m.services[service].provider).get(service, ())

    def after(service: str) -> Iterator[tuple[str, Reliance]]:
        for delivery in index.delivering[service]:
            for helping in helped(delivery.customer).get(service, ()):
                yield helping, delivery

    for level in rounds(services, after, beside):
        for step in level:
            for delivery in index.delivering[step.vertex]:
                if m.parties[delivery.customer].is_outside_customer:
                    yield step, delivery


def _helped(index: Index, party: str) -> dict[str, list[str]]:
    """A service -> the services of a party that need it."""
    helped: dict[str, list[str]] = {}
    for service in index.making[party]:
        for requirement in index.requiring[service]:
            for one in requirement.any_of:
                helped.setdefault(one.service, []).append(service)
    return helped


def way_along(m: ServiceMap, index: Index, services: Sequence[str], customer: str) -> Way | None:
    """The deliveries by which services, each of which the next one needs, come to a customer.

    None where one of them is not delivered to whoever provides the next. What a party makes for
    itself is no delivery.
    """
    to = [*(m.services[service].provider for service in services[1:]), customer]
    way = []
    for service, receiver in zip(services, to, strict=True):
        if receiver == m.services[service].provider:
            continue
        found = next((one for one in index.delivering[service] if one.customer == receiver), None)
        if found is None:
            return None
        way.append(found)
    return tuple(way) or None


def parties_on(way: Way) -> tuple[str, ...]:
    """The chain of parties along a way: who begins it, and everybody who gets a delivery."""
    return (way[0].provider, *(delivery.customer for delivery in way))


def ends_of_work(m: ServiceMap, index: Index) -> dict[str, str]:
    """Each party -> the nearest place where its work ends: a party that serves nobody further.

    Of several as near the first by id, so that it does not hang on who stands first in the files.
    A party that serves nobody is its own end. Parties whose work only goes round are left out.
    What somebody does for themselves goes no further. All parties in one walk, against the
    direction of the work.
    """
    ends = {
        party: party
        for party in m.parties
        if all(r.customer == party for r in index.serving[party])
    }
    for party, beyond in nearest_first(
        sorted(ends), lambda party: [one.provider for one in index.relying[party]]
    ):
        if beyond is not None:
            ends[party] = ends[beyond]
    return ends


def parts(index: Index) -> list[tuple[str, ...]]:
    """The parts of a map between which there is no link, the largest first.

    Each is its parties in the order of the map, and so are parts of one size.
    """
    part: dict[str, int] = {}
    found: list[list[str]] = []

    def beside(party: str) -> list[str]:
        return [
            *(one.customer for one in index.serving[party]),
            *(one.provider for one in index.relying[party]),
        ]

    for start in index.serving:
        if start not in part:
            part |= dict.fromkeys(reached([start], beside), len(found))
            found.append([])
    for party in index.serving:
        found[part[party]].append(party)
    return sorted((tuple(parties) for parties in found), key=len, reverse=True)


def shortest_round(after: Mapping[Vertex, Iterable[Vertex]], start: Vertex) -> tuple[Vertex, ...]:
    """A shortest way from a vertex back to itself, which stands once, in front; empty if none.

    `after` maps each vertex to those that come after it; of ways that are equally short it is the
    one whose vertices come first there.
    """
    before: dict[Vertex, Vertex | None] = {}
    for here, come_from in nearest_first([start], lambda vertex: after.get(vertex, ())):
        before[here] = come_from
        if start in after.get(here, ()):
            return tuple(reversed(way_back(before, here)))
    return ()


TRIED_AT_MOST = 50
"""Steps that are taken out, one at a time, to see whether that ends all circles."""


def closing_step(
    after: Mapping[Vertex, Iterable[Vertex]], steps: Iterable[tuple[Vertex, Vertex]]
) -> tuple[Vertex, Vertex] | None:
    """The first of some steps without which nothing goes round among all these vertices, if any.

    `after` maps each vertex to those that come after it. Of many steps only the first are tried.
    """
    tried = islice(steps, TRIED_AT_MOST)
    return next((step for step in tried if not _goes_round(after, step)), None)


def _goes_round(after: Mapping[Vertex, Iterable[Vertex]], without: tuple[Vertex, Vertex]) -> bool:
    """Whether a circle is left without one step: whether some vertex is never free to go."""
    # No walk: a vertex is free when all before it are.
    steps = {u: [v for v in vertices if (u, v) != without] for u, vertices in after.items()}
    waiting_for = Counter(v for vertices in steps.values() for v in vertices)
    free = [vertex for vertex in steps if not waiting_for[vertex]]
    for vertex in free:
        for there in steps[vertex]:
            waiting_for[there] -= 1
            if not waiting_for[there]:
                free.append(there)
    return len(free) < len(steps)


def dominators(after: Sequence[Sequence[int]], starts: Iterable[int]) -> list[int]:
    """Vertex -> the last vertex that every way from the starts to it runs through, before itself.

    -1 where there is none: at a start itself, and where ways have nothing in common. Vertices that
    no way reaches have themselves. Cooper, Harvey and Kennedy, "A simple, fast dominance
    algorithm" (2001), from a root before all starts.
    """
    root = len(after)
    order = finished(starts, after.__getitem__)
    number = {vertex: k for k, vertex in enumerate(order)}
    number[root] = len(order)
    before: dict[int, list[int]] = {vertex: [] for vertex in order}
    for vertex in order:
        for there in after[vertex]:
            before[there].append(vertex)
    for start in starts:
        before[start].append(root)
    last = {root: root}
    changed = True
    while changed:
        changed = False
        for vertex in reversed(order):
            ways = [one for one in before[vertex] if one in last]
            common = ways[0]
            for one in ways[1:]:
                common = _where_they_part(common, one, last, number)
            if last.get(vertex) != common:
                last[vertex] = common
                changed = True
    return [
        -1 if last.get(vertex, vertex) == root else last.get(vertex, vertex)
        for vertex in range(root)
    ]


def _where_they_part(one: int, other: int, last: dict[int, int], number: dict[int, int]) -> int:
    """The last vertex that the ways to two have in common, as far as that is known by now."""
    while one != other:
        if number[one] < number[other]:
            one = last[one]
        else:
            other = last[other]
    return one
