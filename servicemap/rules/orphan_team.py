"""SM101 orphan-team."""

from collections.abc import Iterator

from servicemap.plurals import several
from servicemap.rules.judging import Case, Problem, Rule, as_key, nobody_relies_on


def orphan_team(case: Case) -> Iterator[Problem]:
    """A team that nobody relies on.

    What it says:
        No party of the map gets anything from this team: it names nobody whom it serves, and
        nobody names it as one they rely on. What a team does for itself does not count. Where the
        work of other teams ends there, they are counted: with a customer for this one, they have
        one too.

    Why it matters:
        Every team has a customer, inside or outside; that is what its work is for. A team without
        one on the map cannot see whom its delays hurt, and nobody else can either. Mostly the
        customer exists and was never written down. Sometimes there is none, and that is worth
        knowing too.

    Example:
        teams:
          Purchasing: {}                       # SM101
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    for id_, behind in case.orphans.items():
        team = case.map.parties[id_]
        said = nobody_relies_on(case, team)
        if behind:
            said += f", where the work of {several(len(behind), 'team')} ends"
        yield Problem(
            team,
            said,
            case.unless_unread(f"say whom it serves, e.g. {_example(case, team.id)}"),
            extent=(len(behind),),
        )


def _example(case: Case, team: str) -> str:
    """`serves: {Shoppers: what they get}`, with a customer of this map if it has one."""
    customer = next((one for one in case.to_name_as_customers if one.id != team), None)
    return f"serves: {{{as_key(customer) if customer else 'Stores'}: what they get from it}}"


RULE = Rule("SM101", orphan_team)
