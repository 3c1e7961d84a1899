"""SM203 two-names."""

from collections.abc import Iterator

from servicemap.rules.judging import Also, Case, Problem, Rule
from servicemap.sides import two_names as pairs_with_two_names
from servicemap.wording.verbs import spoken, told


def two_names(case: Case) -> Iterator[Problem]:
    """One service for which the two sides seem to have two names.

    What it says:
        The provider declares a service for this customer, the customer declares another from this
        provider, nobody declares both, and the two names say nearly the same: the same words in
        another order or number, one name that holds the other, a hyphen or a space, or a slip of
        the pen.

    Why it matters:
        What is called differently is two services to a map: each is declared by one side only, what
        the provider promises is never held against what the customer expects, and a delay of the
        one does not reach those who wait for the other.

    Example:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            relies_on:
              - {provider: Purchasing, service: Orders of stock, expects: 3d}     # SM203
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]

    Instead:
        teams:
          Purchasing:
            serves: {Stores: Stock orders}
          Stores:
            relies_on:
              - {provider: Purchasing, service: Stock orders, expects: 3d}
            serves: {Shoppers: Toys on the shelf}
        end_users: [Shoppers]
    """
    services, parties = case.map.services, case.map.parties
    for offered, wanted in pairs_with_two_names(case.map):
        provider, customer = parties[wanted.provider], parties[wanted.customer]
        theirs, ours = services[offered.service].name, services[wanted.service].name
        yield Problem(
            wanted,
            told(
                "{customer} [relies|rely] on {provider} for {ours}, and {provider} [serves|serve]"
                " {customer} with {theirs}: one service with two names?",
                customer=spoken(customer),
                provider=spoken(provider),
                ours=ours,
                theirs=theirs,
            ),
            f"if it is one, call it {theirs} on both sides, and it is agreed; if it is two, say so:"
            " allow: {two-names: the reason}",
            field="service",
            extent=(offered.service,),
            also=(
                Also(
                    offered,
                    told("what {provider} [calls|call] it", provider=spoken(provider)),
                    "service",
                ),
            ),
            among=(offered,),
        )


RULE = Rule("SM203", two_names)
