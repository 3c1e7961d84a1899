"""SM106 circular-reliance."""

from collections.abc import Iterator, Sequence

from servicemap.model import Party, Reliance
from servicemap.rules.judging import Also, Case, Problem, Rule, circles_among, needs_without
from servicemap.wording.chains import of_names
from servicemap.wording.lists import listed
from servicemap.wording.verbs import spoken, told

Pair = tuple[str, str]
"""A provider and a customer."""


def circular_reliance(case: Case) -> Iterator[Problem]:
    """Parties that rely on each other in a circle.

    What it says:
        Follow the work from one of them, from what it delivers to what waits for that, and you come
        back to it. The finding names the shortest such circle, and the link that is in most of
        them: the one to look at first if the circle is not meant. If it is, `allow` accepts it
        under any party of the circle, or on a delivery in it.

    Why it matters:
        Mutual reliance is ordinary: you are their customer, and they are yours. But in a circle
        everybody waits for everybody, so no plan can say who begins, and a delay may come back to
        whoever caused it. Often only some of what a team does waits for the others: `needs` says
        which, and the circle is gone. What is normally there already (`standing: yes`) stays in the
        circle, because it can be late too.

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
            relies_on: {Stores: Sales figures}
            serves:
              - {customer: Warehouse, service: Stock orders, needs: []}
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    parties = case.map.parties
    for links in waited_for_in_circles(case):
        from servicemap.graph import loops_among  # only maps with a circle pay for it

        found = loops_among(links)
        those = [parties[party] for party in found.shortest]
        together = sorted({party for link in links for party in link})
        yield Problem(
            parties[found.shortest[0]],
            _said(those, len(together), proven=found.proven),
            _cure(case, links[found.link], found.broken, found.looked_at, every=found.every),
            also=tuple(
                Also(
                    parties[party],
                    told("{party} [is|are] in the circle", party=spoken(parties[party])),
                )
                for party in found.shortest[1:3]
            ),
            extent=tuple(together),
            among=(
                *(parties[party] for party in together),
                *(one for link in sorted(links) for one in links[link].values()),
            ),
        )


def waited_for_in_circles(case: Case) -> list[dict[Pair, dict[str, Reliance]]]:
    """The links of the circles in which somebody waits for what somebody else delivers.

    Each set of circles that have parties in common is one: link -> the deliveries it stands for,
    by service.
    """
    index = case.index
    found: dict[Pair, dict[str, Reliance]] = {}
    relied_on = {party: [one.provider for one in all_] for party, all_ in index.relying.items()}
    for parties in circles_among(relied_on):
        behind = {
            service: [one for need in index.requiring[service] for one in need.any_of]
            for party in parties
            for service in index.making[party]
        }
        services = {service: [one.service for one in all_] for service, all_ in behind.items()}
        for circle in circles_among(services):
            inside = set(circle)
            for one in (one for service in circle for one in behind[service]):
                if one.service in inside and one.provider != one.customer:
                    found.setdefault((one.provider, one.customer), {})[one.service] = one
    before: dict[str, list[str]] = {party: [] for link in found for party in link}
    for provider, customer in found:
        before[customer].append(provider)
    return [
        {link: found[link] for link in found if together.issuperset(link)}
        for together in map(set, circles_among(before))
    ]


def _said(those: Sequence[Party], parties: int, *, proven: bool) -> str:
    names = [party.name for party in those]
    if len(names) == 2:
        said = f"{names[0]} and {names[1]} rely on each other"
    else:
        circle = of_names([*names, names[0]], everything=False)
        said = told(
            "{first} [relies|rely] on [itself|themselves] in a circle: {circle}",
            first=spoken(those[0]),
            circle=circle,
        )
    if parties > len(names):
        which = "the shortest" if proven else "one"
        said += f"; that is {which} of the circles among {parties} parties"
    return said


def _cure(
    case: Case, link: dict[str, Reliance], broken: int, looked_at: int, *, every: bool
) -> str:
    m = case.map
    one = next(iter(link.values()))
    provider, customer = m.parties[one.provider], m.parties[one.customer]
    named = listed([m.services[service].name for service in sorted(link)])
    begin = f"if it is not meant, begin with {named} from {provider.name} for {customer.name}"
    if looked_at > 1:
        circles = "circles" if every else "shortest circles"
        all_ = "both" if looked_at == 2 else f"all {looked_at}"
        of = all_ if broken == looked_at else f"{broken} of the {looked_at}"
        begin += f", which is in {of} {circles}"
    return f"{begin}: {needs_without(case, customer.id, link)}"


RULE = Rule("SM106", circular_reliance)
