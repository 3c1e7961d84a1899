"""SM202 unconfirmed-service."""

from collections.abc import Iterator

from servicemap.rules.judging import Also, Case, Problem, as_key, quoted_key


def unconfirmed_service(case: Case) -> Iterator[Problem]:
    """A delivery that only one of the two sides declares.

    What it says:
        One side writes the delivery down, and the other does not speak of it. That is how a map
        begins, so nobody is told unless they ask for this rule: `--select SM202`.

    Why it matters:
        A service is agreed when the one who gives it and the one who gets it both say so. Until
        then it is one team's belief about another: the provider may not know that somebody waits
        for it, or the customer may have stopped needing it long ago.

    Example:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders}     # SM202
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users:
          Shoppers:
            relies_on: {Stores: Toys on the shelf}

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders}
          Stores:
            relies_on: {Purchasing: Stock orders}
            serves: {Shoppers: Toys on the shelf}
        end_users:
          Shoppers:
            relies_on: {Stores: Toys on the shelf}
    """
    parties = case.map.parties
    for one in case.map.reliances:
        if one.agreed or one.provider == one.customer:
            continue
        provider, customer = parties[one.provider], parties[one.customer]
        service = case.map.services[one.service].name
        if one.provider_says is not None:
            says, silent = f"{provider.name} says that it serves {customer.name} with", customer
            entry = f"{{provider: {as_key(provider)}, service: {quoted_key(service)}}}"
            key = "relies_on"
        else:
            says, silent = f"{customer.name} says that it relies on {provider.name} for", provider
            entry = f"{{customer: {as_key(customer)}, service: {quoted_key(service)}}}"
            key = "serves"
        yield Problem(
            one,
            f"{says} {service}, and {silent.name} does not speak of it",
            f"ask {silent.owner or silent.name}; if it is so, add {entry} to {key}: of"
            f" {silent.name}",
            also=(Also(silent, f"{silent.name} does not speak of it"),),
        )
