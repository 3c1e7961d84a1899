"""SM206 slack-disagreement."""

from collections.abc import Iterator

from servicemap.rules.judging import Also, Case, Problem, Rule, owners
from servicemap.sides import slack_differs
from servicemap.wording.verbs import spoken, told


def slack_disagreement(case: Case) -> Iterator[Problem]:
    """The two sides of a delivery state different slack.

    What it says:
        Provider and customer both say how long the customer can go on without the service, and do
        not say the same: lengths of time are compared in the customer's working time. Every trace
        counts with the customer's.

    Why it matters:
        A provider who believes in a day that is not there tells nobody when it is half a day late.
        One who does not know of a day that is there works the night for nothing.

    Example:
        teams:
          Warehouse:
            serves:
              - {customer: Stores, service: Stock, slack: 2d}     # SM206
          Stores:
            relies_on:
              - {provider: Warehouse, service: Stock, slack: 1d}
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Warehouse:
            serves:
              - {customer: Stores, service: Stock, slack: 8h}
          Stores:
            relies_on:
              - {provider: Warehouse, service: Stock, slack: 1d}
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    m = case.map
    for one in m.reliances:
        theirs, own = one.provider_says, one.customer_says
        if theirs is None or own is None or not slack_differs(m, one):
            continue
        customer = spoken(m.parties[one.customer])
        yield Problem(
            one,
            told(
                "{provider} [believes|believe] that {customer} can go on for {theirs} without"
                " {service}, and {customer} [says|say] {own}, which counts",
                provider=spoken(m.parties[one.provider]),
                customer=customer,
                service=m.services[one.service].name,
                theirs=theirs.slack,
                own=own.slack,
            ),
            f"let {owners(m, one)} agree on one of the two, or leave it to {customer}",
            field="slack",
            extent=(str(theirs.slack), str(own.slack)),
            also=(Also(own, told("what {customer} [says|say]", customer=customer), "slack"),),
        )


RULE = Rule("SM206", slack_disagreement, waits=True)
