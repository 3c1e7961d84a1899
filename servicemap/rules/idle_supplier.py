"""SM104 idle-supplier."""

from collections.abc import Iterator

from servicemap.model import Group
from servicemap.rules.judging import Case, Problem, Rule, as_key, nobody_relies_on


def idle_supplier(case: Case) -> Iterator[Problem]:
    """A supplier that nobody relies on.

    What it says:
        Nobody on the map gets anything from this supplier. It may still be served: we send it
        forecasts, or pay it.

    Why it matters:
        A supplier's lateness is the commonest delay there is. As long as the map does not say who
        waits for this one, no trace can show what its delay does. If truly nobody waits, it need
        not be on the map.

    Example:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        suppliers:
          - Toy factory                        # SM104

    Instead:
        teams:
          Stores:
            relies_on: {Toy factory: Finished toys}
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        suppliers:
          - Toy factory
    """
    for supplier in case.map.parties.values():
        if supplier.group is not Group.SUPPLIERS or supplier.id in case.doubts.customers:
            continue
        if case.customers(supplier.id):
            continue
        yield Problem(
            supplier,
            nobody_relies_on(case, supplier, ", a supplier"),
            case.unless_unread(
                "under a team that does, write"
                f" relies_on: {{{as_key(supplier)}: what the team gets from it}}"
            ),
        )


RULE = Rule("SM104", idle_supplier)
