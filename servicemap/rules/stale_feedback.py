"""SM403 stale-feedback."""

from collections.abc import Iterator

from servicemap.caring.hearing import (
    customers_of,
    days_unheard,
    last_heard,
    to_be_heard_every,
)
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.verbs import spoken, told


def stale_feedback(case: Case) -> Iterator[Problem]:
    """A customer who has not been heard for longer than was agreed.

    What it says:
        The last day on which somebody asked this customer (`care: last_asked`), or on which it said
        something (`asked` of its feedback, whatever that was about), is longer ago than
        `care: every`, or than `confirm_every` of the map where nothing is said of this customer.
        Days and weeks are those of the calendar on the wall. "Today" is the day on which the check
        runs, or that of `--date`.

    Why it matters:
        Silence is no praise. What somebody thought a year ago says little of what they think now,
        and it is answered as if it did.

    Example:
        teams:
          Stores:
            serves: {Shops: Toys by the crate}
        distributors:
          Shops:
            care: {listen: Exit survey, every: 7d, last_asked: 2026-12-01}     # SM403

    Instead:
        teams:
          Stores:
            serves: {Shops: Toys by the crate}
        distributors:
          Shops:
            care: {listen: Exit survey, every: 7d, last_asked: 2027-01-30}
    """
    m, today = case.map, case.today
    if not case.speaks_of_care:
        return
    for party in customers_of(m):
        heard = last_heard(case.index, party)
        passed = days_unheard(m, case.index, party, today)
        if passed is not None:
            every = to_be_heard_every(m, party)
            yield Problem(
                party,
                told(
                    f"{{party}} [was|were] last heard {passed} days ago, and [is|are] to be asked"
                    f" every {every}",
                    party=spoken(party),
                ),
                "ask them, and write care: {last_asked: "
                f"{today}}}; what they say belongs under feedback:",
                field="care",
                extent=(str(heard),),
            )


RULE = Rule("SM403", stale_feedback, needs_today=True)
