"""SM204 expectation-gap."""

from collections.abc import Iterator

from servicemap.dates import on_day
from servicemap.durations import Duration, in_words
from servicemap.model import Moment
from servicemap.rules.problems import Also, Case, Problem, owners
from servicemap.sides import expectation_gap as minutes_between


def expectation_gap(case: Case) -> Iterator[Problem]:
    """Something is promised later than its customer expects it.

    What it says:
        The provider's `promise` comes after the customer's `expects`, by so much of the customer's
        working time. Both owners are named.

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
    for one in m.reliances if not case.doubts.misread else ():
        said = one.customer_says
        if said is None or one.promise is None or said.expects is None:
            continue
        minutes = minutes_between(case.axis, one)
        if minutes <= 0:
            continue
        provider, customer = m.parties[one.provider].name, m.parties[one.customer].name
        later = in_words(minutes, m.calendar_of(one.customer).day)
        yield Problem(
            one,
            f"{provider} promises {m.services[one.service].name} {_said(one.promise)}, and"
            f" {customer} expects it {_said(said.expects)}: {later} earlier",
            f"a word between {owners(m, one)}: promise it earlier, or expect it later",
            field="promise",
            also=(Also(said, f"what {customer} expects", "expects"),),
        )


def _said(when: Moment | Duration) -> str:
    """`by Fri 19 Feb 2027`, `within 3d`."""
    if isinstance(when, Duration):
        return f"within {when}"
    time = "" if when.minute is None else f" {when.minute // 60:02}:{when.minute % 60:02}"
    return f"by {on_day(when.day)}{time}"
