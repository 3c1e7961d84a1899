"""SM407 nobody-would-notice."""

from collections.abc import Iterator

from servicemap.plurals import several
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.names import promise_named, service_for


def nobody_would_notice(case: Case) -> Iterator[Problem]:
    """A promise to somebody outside that fails in silence.

    What it says:
        Somebody outside was promised a time, and it hangs on deliveries of which nobody says by
        `noticed_after` when it would be noticed that they are not there. The one is named that may
        be late the least. A map that says nothing of care, feedback, actions or when anything is
        noticed is left in peace; asked for by name, with `--select SM407`, it is judged there too.

    Why it matters:
        What nobody waits for is forgotten without anyone calling, and the customer finds out first.

    Example:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 1d}
          Stores:
            care: {listen: A question at the ramp}
            serves:
              - customer: Shops
                service: Toys
                takes: 2d
                promise: 5d                    # SM407
        distributors:
          Shops: {care: {listen: A call on Mondays}}

    Instead:
        teams:
          Purchasing:
            serves:
              - {customer: Stores, service: Stock orders, takes: 1d}
          Stores:
            care: {listen: A question at the ramp}
            relies_on:
              - {provider: Purchasing, service: Stock orders, noticed_after: 4h}
            serves:
              - {customer: Shops, service: Toys, takes: 2d, promise: 5d}
        distributors:
          Shops: {care: {listen: A call on Mondays}}
    """
    m = case.map
    if "SM407" not in case.named and not case.speaks_of_care:
        return
    if (timing := case.timing) is None:
        return
    from servicemap.timing.answers.noticing import columns_to_outside, unwatched

    for found in unwatched(timing.network, columns_to_outside(*timing)):
        one, tightest, others = found.promise, found.tightest, found.others
        customer = m.parties[tightest.customer].name
        more = f" and {several(others, 'other delivery', 'other deliveries')} like it"
        yield Problem(
            one,
            f"nobody says how soon {customer} would notice if"
            f" {service_for(m, tightest.service, tightest.customer)} did not come, and"
            f" {promise_named(m, one.service, one.customer)} hangs on that{more if others else ''}",
            f"ask {customer}, and write how long after it was due: noticed_after: 4h",
            field="promise",
            extent=(tightest.id, others),
        )


RULE = Rule("SM407", nobody_would_notice, waits=True)
