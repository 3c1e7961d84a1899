"""SM208 which-service."""

from collections.abc import Iterator

from servicemap.index import unnamed_in
from servicemap.model import Reliance
from servicemap.rules.judging import Case, Problem, Rule, as_key, quoted_key
from servicemap.wording.lists import listed
from servicemap.wording.verbs import spoken, told


def which_service(case: Case) -> Iterator[Problem]:
    """A reliance that does not say on which of several services.

    What it says:
        Somebody relies on a provider who names several services, none of them for this customer,
        and does not say which of them is meant. They are listed. So are those of an alternative
        under `any_of` that is a provider's name alone.

    Why it matters:
        Until one is named it may be any of them, or none. Nobody knows what the customer's work
        waits for, so no margin behind it is known, and posters call the link "?".

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
        yield _which(
            case, one, "name it, or several in a list: relies_on: {{{provider}: {service}}}"
        )
    for one in unnamed_in(m):
        yield _which(
            case, one, "name it: any_of: [{{provider: {provider}, service: {service}}}, ...]"
        )


def _which(case: Case, one: Reliance, cure: str) -> Problem:
    """Which of its provider's services is meant; `cure` is how one is named there."""
    m = case.map
    provider = m.parties[one.provider]
    others = (s for s in case.index.making[one.provider] if s not in case.index.unnamed)
    names = sorted(m.services[service].name for service in others)
    return Problem(
        one,
        told(
            "{customer} [relies|rely] on {provider} and [does|do] not say for what: {services}?",
            customer=spoken(m.parties[one.customer]),
            provider=spoken(provider),
            services=listed(names, at_most=5, joined_by="or"),
        ),
        cure.format(provider=as_key(provider), service=quoted_key(names[0])),
    )


RULE = Rule("SM208", which_service)
