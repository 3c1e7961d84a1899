"""SM302 no-tolerance."""

from collections.abc import Iterator

from servicemap.model import EXTERNAL, Group
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.lists import listed
from servicemap.wording.names import promise_named


def no_tolerance(case: Case) -> Iterator[Problem]:
    """A team of which any delay reaches an external customer.

    What it says:
        If this team is late by so much as a minute, so is something that somebody outside gets:
        neither the schedule nor any slack is left to absorb it. It is judged where working times
        are known, and where the plan itself keeps the promise.

    Why it matters:
        Such a team carries the promise alone, often without knowing it, and often far from the
        customer. It is the first to ask for help and the last to be given other work. `servicemap
        tolerance` says how much everybody else has left.

    Example:
        teams:
          Purchasing:                          # SM302
            serves:
              - {customer: Stores, service: Stock orders, takes: 4d}
          Stores:                              # SM302
            serves:
              - {customer: Shoppers, service: Toys on the shelf, takes: 2d, promise: 6d}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 4d}
          Stores:
            serves:
              - {customer: Shoppers, service: Toys on the shelf, takes: 2d, promise: 7d}
        end_users: [Shoppers]
    """
    timing = case.timing
    if timing is None:
        return
    from servicemap.timing.answers.tightness import without_tolerance

    m = case.map
    external = [p for p in timing.promises if m.parties[p.reliance.customer].group in EXTERNAL]
    external.sort(key=lambda promise: promise.reliance.id)  # of several the same one is named
    hit: dict[str, dict[str, str]] = {}
    for node, promise in without_tolerance(timing.network, timing.plan, external).items():
        provider = m.services[timing.network.services[node]].provider
        said = promise_named(m, promise.reliance.service, promise.reliance.customer)
        hit.setdefault(provider, {})[promise.reliance.id] = said
    for party in m.parties.values():
        if party.group is Group.TEAMS and party.id in hit:
            broken = listed(sorted(hit[party.id].values()), None)
            yield Problem(
                party,
                f"any delay of {party.name} makes {broken} late",
                "leave it room: promise later, shorten what drives the promise (servicemap"
                " promises), or ask its customers how long they can go on without (slack)",
                extent=tuple(sorted(hit[party.id])),
            )


RULE = Rule("SM302", no_tolerance, waits=True)
