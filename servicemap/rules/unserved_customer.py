"""SM103 unserved-customer."""

from collections.abc import Iterator

from servicemap.model import Group, Party
from servicemap.rules.judging import Case, Problem, Rule, as_key
from servicemap.wording.names import a_kind


def unserved_customer(case: Case) -> Iterator[Problem]:
    """An end user, prospect or distributor that nobody serves.

    What it says:
        This customer stands on the map, but no team or other party delivers anything to it. A
        distributor that delivers to teams alone, as a partner sends them customers, may be owed
        nothing back and is left in peace.

    Why it matters:
        Customers outside are why the organisation exists. If nobody serves one, either the last
        link of a chain was forgotten, or a customer is being forgotten: nobody would notice being
        late for them.

    Example:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        distributors:
          - Corner shops                       # SM103

    Instead:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf}
          Wholesale:
            relies_on: {Stores: Toys that did not sell}
            serves: {Corner shops: Weekly deliveries}
        end_users: [Shoppers]
        distributors:
          - Corner shops
    """
    for customer in case.outside_customers:
        if customer.id in case.doubts.providers or case.providers(customer.id):
            continue
        if customer.group is Group.DISTRIBUTORS and _only_brings(case, customer):
            continue
        team = next((p for p in case.map.parties.values() if p.group is Group.TEAMS), None)
        who = f"under the team that does, e.g. {team.name}," if team else "under a team that does"
        yield Problem(
            customer,
            f"nobody serves {customer.name}, {a_kind(customer.group)}",
            case.unless_unread(
                f"{who} write serves: {{{as_key(customer)}: what they get from it}}"
            ),
        )


def _only_brings(case: Case, distributor: Party) -> bool:
    """Whether it is on the map for what it delivers to teams, and for nobody beyond them."""
    groups = {customer.group for customer in case.customers(distributor.id)}
    return groups == {Group.TEAMS}


RULE = Rule("SM103", unserved_customer)
