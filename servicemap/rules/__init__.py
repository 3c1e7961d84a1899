"""The rules that judge a map, one a file.

To add one: a file with one function that yields problems and whose docstring explains it, a line
here, and maps in `tests/rules/` whose offending lines end in its code.
"""

from servicemap.rules.broken_promise import broken_promise
from servicemap.rules.circular_reliance import circular_reliance
from servicemap.rules.expectation_gap import expectation_gap
from servicemap.rules.holidays_end import holidays_end
from servicemap.rules.idle_supplier import idle_supplier
from servicemap.rules.island import island
from servicemap.rules.judging import Rule
from servicemap.rules.loop_without_slack import loop_without_slack
from servicemap.rules.never_reaches_customer import never_reaches_customer
from servicemap.rules.no_owner import no_owner
from servicemap.rules.no_substitute import no_substitute
from servicemap.rules.no_tolerance import no_tolerance
from servicemap.rules.orphan_team import orphan_team
from servicemap.rules.runaway_loop import runaway_loop
from servicemap.rules.serves_itself import serves_itself
from servicemap.rules.slack_disagreement import slack_disagreement
from servicemap.rules.slack_longer_than_work import slack_longer_than_work
from servicemap.rules.stale_entry import stale_entry
from servicemap.rules.timing_incomplete import timing_incomplete
from servicemap.rules.two_names import two_names
from servicemap.rules.unconfirmed_service import unconfirmed_service
from servicemap.rules.unserved_customer import unserved_customer
from servicemap.rules.unused_allow import unused_allow
from servicemap.rules.which_service import which_service
from servicemap.rules.zone_missing import zone_missing

RULES = (
    Rule("SM101", orphan_team),
    Rule("SM102", never_reaches_customer),
    Rule("SM103", unserved_customer),
    Rule("SM104", idle_supplier),
    Rule("SM105", serves_itself),
    Rule("SM106", circular_reliance),
    Rule("SM107", no_substitute, waits=True),
    Rule("SM108", island),
    Rule("SM201", no_owner),
    Rule("SM202", unconfirmed_service),
    Rule("SM203", two_names),
    Rule("SM204", expectation_gap, waits=True),
    Rule("SM205", stale_entry, needs_today=True),
    Rule("SM206", slack_disagreement, waits=True),
    Rule("SM207", slack_longer_than_work, waits=True),
    Rule("SM208", which_service),
    Rule("SM301", broken_promise, waits=True),
    Rule("SM302", no_tolerance, waits=True),
    Rule("SM303", timing_incomplete, waits=True),
    Rule("SM304", loop_without_slack, waits=True),
    Rule("SM305", runaway_loop, waits=True),
    Rule("SM308", zone_missing),
    Rule("SM309", holidays_end, waits=True),
    Rule("SM901", unused_allow, waits=True),
)
