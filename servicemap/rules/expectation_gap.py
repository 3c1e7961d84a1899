"""SM204 expectation-gap."""

from collections.abc import Iterator

from servicemap.rules.judging import Also, Case, Problem, Rule, owners
from servicemap.sides import expectation_gap as gap_between
from servicemap.wording.moments import by
from servicemap.wording.verbs import spoken, told


def expectation_gap(case: Case) -> Iterator[Problem]:
    """Something is promised later than its customer expects it.

    What it says:
        The provider's `promise` comes after the customer's `expects`, by so much of the customer's
        working time. Two dates are compared as everybody reads them: a promise for Sunday is later
        than what is expected on Friday, even if nobody works in between. Both owners are named.

    Why it matters:
        Everybody may do exactly what they said, and the customer is still let down. It is the
        cheapest delay there is to prevent: nobody has to work faster, two people have to talk.

    Example:
        teams:
          Warehouse:
            owner: Warehouse supervisor
            serves:
              - {customer: Stores, service: Stock, promise: 5d}     # SM204
          Stores:
            owner: Head of Stores
            relies_on:
              - {provider: Warehouse, service: Stock, expects: 4d}
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Warehouse:
            owner: Warehouse supervisor
            serves:
              - {customer: Stores, service: Stock, promise: 4d}
          Stores:
            owner: Head of Stores
            relies_on:
              - {provider: Warehouse, service: Stock, expects: 4d}
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    m = case.map
    for one in m.reliances:
        said = one.customer_says
        if said is None or one.promise is None or said.expects is None:
            continue
        gap = gap_between(case.axis, one)
        if gap is None:
            continue
        customer = spoken(m.parties[one.customer])
        later = gap.in_words(m.calendar_of(one.customer).day)
        yield Problem(
            one,
            told(
                "{provider} [promises|promise] {service} {promised}, {later} later than {customer}"
                " [expects|expect] it: {expected}",
                provider=spoken(m.parties[one.provider]),
                customer=customer,
                service=m.services[one.service].name,
                promised=by(one.promise),
                expected=by(said.expects),
                later=later,
            ),
            f"let {owners(m, one)} agree on one of the two",
            extent=gap,
            field="promise",
            also=(
                Also(said, told("what {customer} [expects|expect]", customer=customer), "expects"),
            ),
        )


RULE = Rule("SM204", expectation_gap, waits=True)
