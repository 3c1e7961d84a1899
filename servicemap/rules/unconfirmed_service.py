"""SM202 unconfirmed-service."""

from collections.abc import Iterator

from servicemap.rules.judging import Also, Case, Problem, Rule, as_key, quoted_key
from servicemap.wording.verbs import spoken, told

_PROVIDER = (
    "{speaks} [says|say] that [it|they] [serves|serve] {silent} with {service}, and {silent}"
    " [does|do] not speak of it"
)
_CUSTOMER = (
    "{speaks} [says|say] that [it|they] [relies|rely] on {silent} for {service}, and {silent}"
    " [does|do] not speak of it"
)


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
            says, speaks, silent = _PROVIDER, provider, customer
            entry = f"{{provider: {as_key(provider)}, service: {quoted_key(service)}}}"
            key = "relies_on"
        else:
            says, speaks, silent = _CUSTOMER, customer, provider
            entry = f"{{customer: {as_key(customer)}, service: {quoted_key(service)}}}"
            key = "serves"
        yield Problem(
            one,
            told(says, speaks=spoken(speaks), silent=spoken(silent), service=service),
            f"ask {silent.owner or silent.name}; if it is so, add {entry} to {key}: of"
            f" {silent.name}",
            also=(Also(silent, told("{silent} [does|do] not speak of it", silent=spoken(silent))),),
        )


RULE = Rule("SM202", unconfirmed_service)
