"""SM306 silent-delivery."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicemap.model import CustomerSays, ProviderSays, Reliance, ServiceMap
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.lengths import in_words
from servicemap.wording.names import promise_named, service_for
from servicemap.wording.verbs import told

if TYPE_CHECKING:
    from servicemap.timing.answers.noticing import Caller


def silent_delivery(case: Case) -> Iterator[Problem]:
    """Whoever waits would notice only when it is too late.

    What it says:
        A delivery says by `noticed_after` how long after it was due somebody would notice that it
        is not there. Were it done only then, a promise to somebody outside would be broken,
        however what the map leaves open is filled in, and nobody else who waits for the same
        service would notice sooner. It is due when it was promised, else when its customer expects
        it, else when the plan has it.

    Why it matters:
        A delay can be cured as long as somebody knows of it. Where nobody has to acknowledge, the
        end user is the first to find out.

    Example:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 1d}
          Stores:
            care: {listen: At the ramp}
            relies_on:
              - provider: Purchasing
                service: Stock orders
                noticed_after: 5d                    # SM306
            serves:
              - {customer: Shops, service: Toys, takes: 2d, promise: 5d}
        distributors:
          Shops: {care: {listen: A call on Mondays}}

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 1d}
          Stores:
            care: {listen: At the ramp}
            relies_on:
              - {provider: Purchasing, service: Stock orders, noticed_after: 4h}
            serves:
              - {customer: Shops, service: Toys, takes: 2d, promise: 5d}
        distributors:
          Shops: {care: {listen: A call on Mondays}}
    """
    m = case.map
    said = [one for one in m.reliances if m.noticed_after(one) is not None]
    if not said or (timing := case.timing) is None:
        return
    from servicemap.timing.answers.noticing import callers, columns_to_outside

    columns = columns_to_outside(*timing, said)
    for one in callers(timing.network, timing.plan, columns, said):
        if one.too_late_for:
            yield Problem(
                one.reliance,
                _too_late(m, one),
                _cure(m, one),
                field="noticed_after",
                said=_who_says(m, one.reliance),
                extent=tuple(f"{service} > {to}" for (service, to), _ in one.too_late_for),
            )


def _too_late(m: ServiceMap, caller: "Caller") -> str:
    one, (tightest, *others) = caller.reliance, caller.too_late_for
    limit = "not be late at all"
    if tightest.tolerance:
        day = m.calendar_of(one.provider).day
        limit = f"be no more than {in_words(tightest.tolerance, day)} late"
    return told(
        "{customer} would miss {service} only {after}; {provider} may {limit} to keep"
        " {promise}{more}",
        customer=m.parties[one.customer].name,
        service=service_for(m, one.service, one.customer),
        after=f"{caller.after} past due" if any(caller.after[:3]) else "when due",
        provider=m.parties[one.provider].name,
        limit=limit,
        promise=promise_named(m, *tightest.promised),
        more=f", and {len(others)} more" if others else "",
    )


def _cure(m: ServiceMap, caller: "Caller") -> str:
    """How much sooner somebody has to know, and what makes that so."""
    one, tightest = caller.reliance, caller.too_late_for[0]
    assert caller.late is not None, "else nothing is known to be too late"
    sooner = in_words(caller.late - tightest.tolerance, m.calendar_of(one.provider).day)
    return (
        f"know of it at least {sooner} sooner: let {m.parties[one.provider].name} say each time"
        f" that it is done, or let {m.parties[one.customer].name} look for it earlier"
        " (noticed_after, or promise)"
    )


def _who_says(m: ServiceMap, one: Reliance) -> ProviderSays | CustomerSays | None:
    """The side whose word counts."""
    counts, customer = m.noticed_after(one), one.customer_says
    if customer is not None and customer.noticed_after == counts:
        return customer
    return one.provider_says


RULE = Rule("SM306", silent_delivery, waits=True)
