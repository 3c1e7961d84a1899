"""SM207 slack-longer-than-work."""

from collections.abc import Iterator

from servicemap.model import Estimate, Reliance, Service
from servicemap.rules.judging import Also, Case, Problem, Rule
from servicemap.sides import comparable


def slack_longer_than_work(case: Case) -> Iterator[Problem]:
    """Slack that is longer than the work it stands before.

    What it says:
        The customer can go on without this service for longer than any of its own work that waits
        for it takes, at worst. What is normally there already (`standing: yes`) is not meant: stock
        may well last longer than the work it goes into.

    Why it matters:
        Whoever can finish without a thing does not need it, or not for this. Mostly the slack is a
        guess that is too kind, and a trace then absorbs delays that in truth hurt; or the customer
        has other work that waits for it, which the map should show.

    Example:
        teams:
          Print shop:
            serves: [{customer: Stores, service: Posters, takes: 4d}]
          Stores:
            relies_on:
              - {provider: Print shop, service: Posters, slack: 3d}     # SM207
            serves:
              - {customer: Shoppers, service: Shop window, takes: 1d, promise: 9d}
        end_users: [Shoppers]

    Instead:
        teams:
          Print shop:
            serves: [{customer: Stores, service: Posters, takes: 4d}]
          Stores:
            relies_on:
              - {provider: Print shop, service: Posters, slack: 4h}
            serves:
              - {customer: Shoppers, service: Shop window, takes: 1d, promise: 9d}
        end_users: [Shoppers]
    """
    m = case.map
    for one in m.reliances:
        slack = one.slack
        if slack is None or one.standing or one.customer == one.provider:
            continue
        measured = _longest_work(case, one)
        calendar = m.calendar_of(one.customer)
        if measured is None:
            continue
        work, takes = measured
        if not comparable(slack, takes.worst, calendar):
            continue
        if calendar.minutes(slack) <= calendar.minutes(takes.worst):
            continue
        by_customer = one.customer_says is not None and one.customer_says.slack is not None
        customer, provider = m.parties[one.customer].name, m.parties[one.provider].name
        at_worst = "" if takes.best == takes.worst else " at worst"
        yield Problem(
            one,
            f"{customer} can go on for {slack} without {m.services[one.service].name} from"
            f" {provider}, and the work that waits for it, {work.name}, takes"
            f" {takes.worst}{at_worst}",
            f"ask {customer} which it is: {work.name} can do without it (leave it out of its"
            " needs), it is normally there already (standing: yes), or they cannot go on for so"
            " long after all",
            field="slack",
            extent=(str(slack), str(takes.worst)),
            said=one.customer_says if by_customer else one.provider_says,
            also=(Also(work, f"how long {work.name} takes", "takes"),),
        )


def _longest_work(case: Case, one: Reliance) -> tuple[Service, Estimate] | None:
    """Of the customer's services that wait for it the one that takes longest; None if unknown."""
    minutes = case.map.calendar_of(one.customer).minutes
    longest: tuple[Service, Estimate] | None = None
    for id_ in case.index.making[one.customer]:
        if not any(one in requirement.any_of for requirement in case.index.requiring[id_]):
            continue
        service = case.map.services[id_]
        if service.takes is None:
            return None
        if longest is None or minutes(service.takes.worst) > minutes(longest[1].worst):
            longest = service, service.takes
    return longest


RULE = Rule("SM207", slack_longer_than_work, waits=True)
