"""SM208 which-service."""

from collections.abc import Iterator

from servicemap.rules.judging import Case, Problem, Rule, as_key, quoted_key
from servicemap.wording.lists import listed
from servicemap.wording.verbs import spoken, told


def which_service(case: Case) -> Iterator[Problem]:
    """A reliance that does not say on which of several services.

    What it says:
        Somebody relies on a provider who names several services, none of them for this customer,
        and does not say which of them is meant. They are listed.

    Why it matters:
        Until one is named it may be any of them, or none. Nobody knows what the customer's work
        waits for, so no margin behind it is known, and no poster can draw the link.

    Example:
        teams:
          Front desk:
            serves:
              - {customer: Guests, service: Check-in}
              - {customer: Concierge, service: Guest wishes}
          Bell desk:
            relies_on: [Front desk]        # SM208
            serves: {Guests: Luggage}
          Concierge:
            serves: {Guests: Tickets}
        end_users: [Guests]

    Instead:
        teams:
          Front desk:
            serves:
              - {customer: Guests, service: Check-in}
              - {customer: Concierge, service: Guest wishes}
          Bell desk:
            relies_on: {Front desk: Check-in}
            serves: {Guests: Luggage}
          Concierge:
            serves: {Guests: Tickets}
        end_users: [Guests]
    """
    m = case.map
    for one in m.unsaid:
        provider = m.parties[one.provider]
        names = sorted(m.services[service].name for service in case.index.making[one.provider])
        yield Problem(
            one,
            told(
                "{customer} [relies|rely] on {provider} and [does|do] not say for what:"
                " {services}?",
                customer=spoken(m.parties[one.customer]),
                provider=spoken(provider),
                services=listed(names, at_most=5, joined_by="or"),
            ),
            f"name it, or several in a list: relies_on: {{{as_key(provider)}:"
            f" {quoted_key(names[0])}}}",
        )


RULE = Rule("SM208", which_service)
