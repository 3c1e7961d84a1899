"""SM106 circular-reliance."""

from collections.abc import Iterator, Sequence

from servicemap.model import Party
from servicemap.names import listed
from servicemap.rules.problems import Also, Case, Problem


def circular_reliance(case: Case) -> Iterator[Problem]:
    """Parties that rely on each other in a circle.

    What it says:
        Follow the work from one of them and you come back to it. The finding names the shortest
        such circle, and the link that is in most of them: the one to look at first if the circle is
        not meant.

    Why it matters:
        Mutual reliance is ordinary: you are their customer, and they are yours. But in a circle
        everybody waits for everybody, so no plan can say who begins, and a delay may come back to
        whoever caused it. Often one of the links is there already on an ordinary day (`standing:
        yes`), or only one of several services of a team waits for it (`needs`).

    Example:
        teams:
          Purchasing:                          # SM106
            relies_on: {Stores: Sales figures}
            serves: {Warehouse: Stock orders}
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            relies_on: {Market survey: What will sell}
            serves: {Warehouse: Stock orders}
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        suppliers: [Market survey]
    """
    parties = case.map.parties
    for circle in case.circles:
        from servicemap.graph import loops_among  # only maps with a circle pay for it

        found = loops_among(case.map, circle)
        names = [parties[party].name for party in found.shortest]
        yield Problem(
            parties[found.shortest[0]],
            _said(names, len(circle), proven=found.proven),
            _cure(case, found.link, found.broken, found.looked_at, every=found.every),
            also=tuple(
                Also(parties[party], f"{parties[party].name} is in the circle")
                for party in found.shortest[1:3]
            ),
        )


def _said(names: Sequence[str], parties: int, *, proven: bool) -> str:
    if len(names) == 2:
        said = f"{names[0]} and {names[1]} rely on each other"
    else:
        said = f"{names[0]} relies on itself in a circle: {' -> '.join([*names, names[0]])}"
    if parties > len(names):
        said += f", {'the shortest' if proven else 'one'} of the circles among {parties} parties"
    return said


def _cure(case: Case, link: tuple[str, str], broken: int, looked_at: int, *, every: bool) -> str:
    provider, customer = (case.map.parties[party] for party in link)
    services = [
        case.map.services[r.service].name
        for r in case.index.serving[provider.id]
        if r.customer == customer.id
    ]
    what = _link(provider, customer, services)
    if looked_at == 1:
        return f"if it is not meant, begin with {what}: is it waited for, or standing: yes?"
    circles = f"{looked_at} circles" if every else f"{looked_at} shortest circles"
    return f"if it is not meant, begin with {what}, which is in {broken} of the {circles}"


def _link(provider: Party, customer: Party, services: Sequence[str]) -> str:
    return f"{listed(services)} from {provider.name} for {customer.name}"
