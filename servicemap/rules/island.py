"""SM108 island."""

from collections.abc import Iterator

from servicemap.model import Group
from servicemap.reach import parts
from servicemap.rules.judging import Also, Case, Problem, Rule, names_of


def island(case: Case) -> Iterator[Problem]:
    """A part of the map with no link to the rest.

    What it says:
        These parties serve and rely on each other, some of their work reaches an end user, prospect
        or distributor, and nothing links them with the rest of the map. Of several such parts the
        largest is the map. Where a part has nobody outside to serve, other findings say so already.
        It stands at one of the teams, and `allow` accepts it under any of the parties.

    Why it matters:
        Two parts without a link are two maps: no trace can ever lead from the one to the other.
        Mostly a link was forgotten, somebody buys for both, or runs the tills of both. If there
        really is none, two maps are easier to read than one.

    Example:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            serves: {Shoppers: Toys on the shelf}
          Kitchen:                             # SM108
            serves: {Guests: Lunch}
        end_users: [Shoppers, Guests]

    Instead:
        teams:
          Purchasing:
            serves: {Stores: Stock orders, Kitchen: Food orders}
          Stores:
            serves: {Shoppers: Toys on the shelf}
          Kitchen:
            serves: {Guests: Lunch}
        end_users: [Shoppers, Guests]
    """
    m = case.map
    unsure = case.doubts.customers | case.doubts.providers
    whole = [ids for ids in parts(case.index) if any(_is_served(case, party) for party in ids)]
    whole.sort(key=lambda ids: (-len(ids), min(ids)))
    for ids in whole[1:]:
        if not unsure.isdisjoint(ids):
            continue
        members = sorted(
            (m.parties[party] for party in ids),
            key=lambda one: (one.group is not Group.TEAMS, one.id),
        )
        first = members[0]
        yield Problem(
            first,
            f"{names_of(members)} have no link to the rest of the map",
            case.unless_unread(
                "write down whom of the rest they serve or rely on, or make them a map of their own"
            ),
            also=tuple(Also(one, "stands apart too") for one in members if one is not first)[:3],
            extent=tuple(sorted(ids)),
            among=(*members, *(one for party in ids for one in case.index.serving[party])),
        )


def _is_served(case: Case, party: str) -> bool:
    return case.map.parties[party].is_outside_customer and bool(case.providers(party))


RULE = Rule("SM108", island)
