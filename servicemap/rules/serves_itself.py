"""SM105 serves-itself."""

from collections.abc import Iterator

from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.verbs import spoken, told


def serves_itself(case: Case) -> Iterator[Problem]:
    """A party that relies on itself.

    What it says:
        An entry names the same party as provider and as customer.

    Why it matters:
        What a team does for itself is part of its own work, and the time it takes belongs in
        `takes`. Mostly the wrong name slipped in, and then the real customer or provider is
        missing. Where one team is really two, the map should show both.

    Example:
        teams:
          Warehouse:
            relies_on:
              - Toy factory
              - Warehouse                      # SM105
            serves: {Shoppers: Toys by post}
        end_users: [Shoppers]
        suppliers: [Toy factory]

    Instead:
        teams:
          Goods in:
            relies_on: [Toy factory]
          Warehouse:
            relies_on:
              - Goods in
            serves: {Shoppers: Toys by post}
        end_users: [Shoppers]
        suppliers: [Toy factory]
    """
    for reliance in case.map.reliances:
        if reliance.customer != reliance.provider:
            continue
        verb = "[serves|serve]" if reliance.provider_says is not None else "[relies|rely] on"
        service = case.map.services[reliance.service].name
        by_provider = reliance.provider_says is not None
        other = "customer" if by_provider else "provider"
        yield Problem(
            reliance,
            told(
                f"{{party}} {verb} [itself|themselves]: {{service}}",
                party=spoken(case.map.parties[reliance.provider]),
                service=service,
            ),
            f"name the real {other}, or leave the entry out: what a team does for itself is part"
            " of its own work",
            field=other,
        )


RULE = Rule("SM105", serves_itself)
