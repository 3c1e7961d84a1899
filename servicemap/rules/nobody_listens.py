"""SM402 nobody-listens."""

from collections.abc import Iterator

from servicemap.caring.hearing import customers_of
from servicemap.rules.judging import Case, Problem, Rule, named_all
from servicemap.wording.verbs import spoken, told


def nobody_listens(case: Case) -> Iterator[Problem]:
    """A customer, inside or outside, of whom the map does not say how it is heard.

    What it says:
        Somebody gets something from others, and the map does not say how those hear what it thinks
        of it. Internal customers count as well. A map that says nothing of care, feedback or
        actions is left in peace; asked for by name, with `--select SM402`, it is judged there too.

    Why it matters:
        What customers want is found out by asking, regularly, and before anything is changed. Who
        is not asked tells others, or goes.

    Example:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf, Regulars: Parcels}
        prospects:
          Shoppers: {care: {listen: Exit survey every Saturday}}
          Regulars:                             # SM402

    Instead:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf, Regulars: Parcels}
        prospects:
          Shoppers: {care: {listen: Exit survey every Saturday}}
          Regulars: {care: {listen: A call with five of them a month}}
    """
    if "SM402" not in case.named and not case.speaks_of_care:
        return
    for party in customers_of(case.map):
        providers = case.providers(party.id)
        if providers and not (party.care is not None and party.care.listen):
            heard = spoken(party)
            yield Problem(
                party,
                told(
                    "{providers} [serves|serve] {party}, and nobody says how [it hears|they hear]"
                    " what {they} [thinks|think] of it",
                    providers=named_all(providers),
                    party=heard.text,
                    they=heard,
                ),
                "ask regularly, and write how: care: {listen: A call every month}",
                field="care",
            )


RULE = Rule("SM402", nobody_listens)
