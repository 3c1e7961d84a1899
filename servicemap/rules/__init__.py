"""The rules that judge a map, one a file.

To add one: a row in `KINDS` of `servicemap/findings.py`; here a file named after it (`no-owner`:
`no_owner.py`) with one function that yields problems, whose docstring explains it, and a `RULE`;
its line in `RULES` below; and maps in `tests/rules/` whose offending lines end in its code.
"""

from servicemap.rules import (
    broken_promise,
    circular_reliance,
    expectation_gap,
    holidays_end,
    idle_supplier,
    island,
    loop_without_slack,
    never_reaches_customer,
    no_owner,
    no_substitute,
    no_tolerance,
    orphan_team,
    runaway_loop,
    serves_itself,
    slack_disagreement,
    slack_longer_than_work,
    stale_entry,
    timing_incomplete,
    two_names,
    unconfirmed_service,
    unserved_customer,
    unused_allow,
    which_service,
    zone_missing,
)

RULES = (
    orphan_team.RULE,
    never_reaches_customer.RULE,
    unserved_customer.RULE,
    idle_supplier.RULE,
    serves_itself.RULE,
    circular_reliance.RULE,
    no_substitute.RULE,
    island.RULE,
    no_owner.RULE,
    unconfirmed_service.RULE,
    two_names.RULE,
    expectation_gap.RULE,
    stale_entry.RULE,
    slack_disagreement.RULE,
    slack_longer_than_work.RULE,
    which_service.RULE,
    broken_promise.RULE,
    no_tolerance.RULE,
    timing_incomplete.RULE,
    loop_without_slack.RULE,
    runaway_loop.RULE,
    zone_missing.RULE,
    holidays_end.RULE,
    unused_allow.RULE,
)
"""Every rule, by code. All other kinds of findings are found by reading."""
