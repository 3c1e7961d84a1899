"""SM107 no-substitute."""

from collections.abc import Iterator, Mapping

from servicemap.model import Group, Party, Reliance
from servicemap.reach import dominators
from servicemap.rules.judging import Also, Case, Problem, Rule, by_name, circles
from servicemap.wording.lists import listed

_OUT = {
    Group.TEAMS: 0,
    Group.SUPPLIERS: 0,
    Group.DISTRIBUTORS: 1,
    Group.PROSPECTS: 2,
    Group.END_USERS: 2,
}
"""How far outside somebody stands: a distributor may be on the way to an end user."""


def no_substitute(case: Case) -> Iterator[Problem]:
    """A team through which every chain to a customer outside runs.

    What it says:
        Several chains lead to this end user, prospect or distributor, and every one of them, from
        where it begins, runs through this one team. A customer to whom a single line of parties
        leads is left out: there it goes without saying. What is normally there already (`standing:
        yes`) makes no chain, nor does what comes back from outside, like complaints or samples.
        Links are all that counts here; where one leads on to a customer none of whose services
        needs the work, `servicemap show` says so.

    Why it matters:
        When this team stands still, nothing reaches the customer, however well everybody else
        works. That may be as it should be; a store is a store. But it is worth knowing who is in
        that place, and who could stand in for them, before the week in which two of them are ill.

    Example:
        teams:
          Purchasing:
            serves: {Warehouse: Stock orders}
          IT:
            serves: {Warehouse: Stock figures}
          Warehouse:                           # SM107
            serves: {Stores: Stock, Web shop: Stock}
          Stores:
            serves: {Shoppers: Toys on the shelf}
          Web shop:
            serves: {Shoppers: Parcels}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves: {Warehouse: Stock orders, Web shop: Drop shipments}
          IT:
            serves: {Warehouse: Stock figures}
          Warehouse:
            serves: {Stores: Stock, Web shop: Stock}
          Stores:
            serves: {Shoppers: Toys on the shelf}
          Web shop:
            serves: {Shoppers: Parcels}
        end_users: [Shoppers]
    """
    parties = case.map.parties
    ids, before, starts = _chains(case)
    after: list[list[int]] = [[] for _ in ids]
    for node, providers in enumerate(before):
        for provider in providers:
            after[provider].append(node)
    last = dominators(after, starts)
    hit: dict[str, list[str]] = {}
    for node, id_ in enumerate(ids):
        if not parties[id_].is_outside_customer or _is_one_line(before, node):
            continue
        there = last[node]
        while 0 <= there != last[there]:
            hit.setdefault(ids[there], []).append(id_)
            there = last[there]
    for team in parties.values():
        if team.group is Group.TEAMS and team.id in hit:
            customers = sorted(map(parties.__getitem__, hit[team.id]), key=by_name)
            names = listed([one.name for one in customers], None)
            yield Problem(
                team,
                f"every chain of deliveries to {names} runs through {team.name}: nobody"
                " on this map could stand in",
                "agree on who could, and write a second way into the map, e.g. under any_of",
                also=tuple(Also(one, "nothing else gets here") for one in customers[:3]),
                extent=tuple(sorted(hit[team.id])),
            )


def _chains(case: Case) -> tuple[list[str], list[list[int]], list[int]]:
    """All parties; by their places there, whose work each waits for, and with whom chains begin.

    A chain begins with a party that waits for nobody, or with any of those that wait for each other
    in a circle and for nobody else. What a customer outside gives somebody further inside comes
    back: no chain runs that way, or the circle that it closes would begin with its own end.
    """
    parties = case.map.parties
    ids = list(case.map.parties)
    place = {party: node for node, party in enumerate(ids)}
    before = [
        sorted(
            {
                place[one.provider]
                for one in case.index.relying[party]
                if not (one.standing or one.provider == party or _comes_back(parties, one))
            }
        )
        for party in ids
    ]
    starts = [node for node, providers in enumerate(before) if not providers]
    for circle in circles(before):
        together = set(circle)
        if all(together.issuperset(before[node]) for node in circle):
            starts += circle
    return ids, before, starts


def _comes_back(parties: Mapping[str, Party], one: Reliance) -> bool:
    return _OUT[parties[one.provider].group] > _OUT[parties[one.customer].group]


def _is_one_line(before: list[list[int]], node: int) -> bool:
    """Whether one party after the other leads there, and no two side by side."""
    seen = set()
    while node not in seen and before[node]:
        if len(before[node]) > 1:
            return False
        seen.add(node)
        node = before[node][0]
    return True


RULE = Rule("SM107", no_substitute, waits=True)
