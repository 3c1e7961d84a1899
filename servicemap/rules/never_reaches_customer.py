"""SM102 never-reaches-customer."""

from collections.abc import Iterator

from servicemap.model import Group, Party
from servicemap.rules.judging import Also, Case, Problem, Rule, as_key, names_of
from servicemap.wording.verbs import spoken, told


def never_reaches_customer(case: Case) -> Iterator[Problem]:
    """A team whose work never reaches an end user, prospect or distributor.

    What it says:
        The team has customers, but follow their work onward as far as you like: no chain ends at
        an end user, a prospect or a distributor. It ends inside, or at a supplier, or goes round
        among the same teams. Links are all that counts here; where one leads on to a
        customer none of whose services needs the work, `servicemap show` says so. Where the chain
        ends at a team that nobody relies on, that is the one finding (`orphan-team`): it counts who
        stands behind it.

    Why it matters:
        The map exists to show every team how its work reaches the people who pay. A chain that
        stops inside means that a link is missing on the map, or that work is done for nobody. Such
        a team's delays look harmless, because no promise stands at the end.

    Example:
        teams:
          Purchasing:                          # SM102
            serves: {Planning: Stock orders}
          Planning:                            # SM102
            serves: {Toy factory: Forecast}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        suppliers:
          Toy factory:                         # SM104

    Instead:
        teams:
          Purchasing:
            serves: {Planning: Stock orders}
          Planning:
            serves: {Toy factory: Forecast}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
        suppliers:
          Toy factory:
            serves: {Stores: Finished toys}
    """
    for team in case.map.parties.values():
        if team.group is not Group.TEAMS or team.id in case.reaching:
            continue
        customers = case.customers(team.id)
        if not customers:
            continue  # SM101 says so already
        end = case.map.parties.get(case.ends.get(team.id, ""))
        if end is not None and end.id in case.orphans:
            continue  # one cause, one finding: SM101 counts this team
        yield Problem(
            team,
            f"the work of {team.name} goes to {names_of(customers)} and"
            f" {_on(case, customers, end)}: no end user, prospect or distributor gets anything"
            " from it",
            case.unless_unread(_cure(case, end)),
            also=(Also(end, told("{end} [serves|serve] nobody", end=spoken(end))),) if end else (),
        )


def _on(case: Case, customers: list[Party], end: Party | None) -> str:
    if end is None:
        return "only goes round from there"
    if all(case.ends.get(customer.id) == customer.id for customer in customers):
        return "ends there"
    return f"ends at {end.name}"


def _cure(case: Case, end: Party | None) -> str:
    if not case.outside_customers:
        return "this map has no customers outside: add them, e.g. end_users: [Shoppers]"
    customer = as_key(case.to_name_as_customers[0])
    if end is None:
        return f"say which of them serves a customer outside, e.g. serves: {{{customer}: ...}}"
    whom = told("say whom {end} [serves|serve]", end=spoken(end))
    return f"{whom}, e.g. serves: {{{customer}: what they get from it}}"


RULE = Rule("SM102", never_reaches_customer)
