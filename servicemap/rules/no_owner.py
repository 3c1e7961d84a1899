"""SM201 no-owner."""

from collections.abc import Iterator

from servicemap.model import Group
from servicemap.rules.judging import Case, Problem, Rule, names_of
from servicemap.wording.verbs import spoken, told


def no_owner(case: Case) -> Iterator[Problem]:
    """A party that somebody relies on, and nobody owns.

    What it says:
        Others get something from this party, and the map does not say who is in charge of it. A map
        that names no owner at all is left in peace, because there it would be said of everybody;
        asked for by name, with `--select SM201`, it is judged there too.

    Why it matters:
        An owner is whom its customers ask: when something is late, and before it is. For a
        supplier, and for anyone else outside, that is the person on our side who speaks with them.
        Without a name everybody asks somebody else, or nobody.

    Example:
        teams:
          Purchasing:                          # SM201
            serves: {Stores: Stock orders}
          Stores:
            owner: Head of Stores
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            owner: Maria Lopez
            serves: {Stores: Stock orders}
          Stores:
            owner: Head of Stores
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    parties = case.map.parties.values()
    if "SM201" not in case.named and not any(party.owner for party in parties):
        return
    for party in parties:
        customers = [] if party.owner else case.customers(party.id)
        if customers:
            on_our_side = "" if party.group is Group.TEAMS else " on our side"
            yield Problem(
                party,
                told(
                    "nobody owns {party}, which [serves|serve] {customers}",
                    party=spoken(party),
                    customers=names_of(customers),
                ),
                f"add owner: with the person or role in charge of it{on_our_side}",
            )


RULE = Rule("SM201", no_owner)
