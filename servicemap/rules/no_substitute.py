"""SM107 no-substitute."""

from collections.abc import Iterator

from servicemap.model import Group
from servicemap.rules.judging import Also, Case, Problem, Rule, by_name
from servicemap.substitutes import without_substitute
from servicemap.wording.lists import listed


def no_substitute(case: Case) -> Iterator[Problem]:
    """A team through which every chain to a customer outside runs.

    What it says:
        Several chains lead to this end user, prospect or distributor, and every one of them, from
        where it begins, runs through this one team. A customer to whom a single line of parties
        leads is left out: there it goes without saying. What is normally there already (`standing:
        yes`) makes no chain, nor does what comes back from outside, like complaints or samples. A
        chain goes on only to services that need what comes, so that one with `needs: []` begins a
        chain of its own: whoever delivers what it does not need is on no chain by that.

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
    hit = without_substitute(case.map, case.index)
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


RULE = Rule("SM107", no_substitute, waits=True)
