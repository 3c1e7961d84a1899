"""SM208 which-service."""

from collections.abc import Iterator

from servicemap.index import likeliest_first, unnamed_in
from servicemap.model import Reliance
from servicemap.rules.judging import Case, Problem, Rule, as_key, quoted_key
from servicemap.wording.lists import listed
from servicemap.wording.verbs import spoken, told


def which_service(case: Case) -> Iterator[Problem]:
    """A reliance that does not say on which of several services.

    What it says:
        Somebody relies on a provider who names several services, and does not say which of them is
        meant. They are listed: those for this customer, where the provider names several for it;
        first what its `needs` name, then what others get who are teams as it is, or outside.
        So are those of an alternative under `any_of` that is a provider's name alone, and those
        that a customer names where a provider does not say with which it serves them.

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
    for one in {one.id: one for one in reversed(m.unsaid)}.values():  # two files may say it twice
        key = "serves: {{{customer}" if one.customer_says is None else "relies_on: {{{provider}"
        yield _which(case, one, f"name it, or several in a list: {key}: {{service}}}}}}")
    for one in unnamed_in(m):
        yield _which(
            case, one, "name it: any_of: [{{provider: {provider}, service: {service}}}, ...]"
        )


def _which(case: Case, one: Reliance, cure: str) -> Problem:
    """Which of its provider's services is meant; `cure` is how one is named there."""
    m = case.map
    provider, customer = m.parties[one.provider], m.parties[one.customer]
    meant = likeliest_first(m, case.index, one)
    names = [m.services[service].name for service in meant]
    said = "{customer} [relies|rely] on {provider} without saying for what: {services}?"
    if one.customer_says is None:
        said = "{provider} [serves|serve] {customer} without saying with what: {services}?"
    return Problem(
        one,
        told(
            said,
            customer=spoken(customer),
            provider=spoken(provider),
            services=listed(names, at_most=5, joined_by="or"),
        ),
        cure.format(
            provider=as_key(provider), customer=as_key(customer), service=quoted_key(names[0])
        ),
    )


RULE = Rule("SM208", which_service)
