"""SM406 said-but-nothing-done."""

from collections.abc import Iterator

from servicemap.caring.hearing import to_be_heard_every
from servicemap.plurals import several
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.sides import days_too_old
from servicemap.wording.moments import on_day
from servicemap.wording.verbs import spoken, told


def said_but_nothing_done(case: Case) -> Iterator[Problem]:
    """A customer who said that something is bad, and to whom nobody has answered.

    What it says:
        The newest score of a customer, or of one delivery, is 6 or less of 10; nobody wrote since
        what was `done`, and no action is open for that service (or for any of that team), or was
        done since: one that is said to be `done` on a day yet to come is neither. So it has been
        for longer than `care: every` of that customer, or than `confirm_every` of the map. "Today"
        is the day on which the check runs, or that of `--date`.

    Why it matters:
        To ask and then do nothing is worse than not to ask.

    Example:
        map: {confirm_every: 90d}
        teams:
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            care: {listen: At the ramp, last_asked: 2027-01-30}
            serves: {Shops: Toys by the crate}
            relies_on:
              - provider: Warehouse
                service: Stock
                feedback: {score: 3, asked: 2026-10-01}                    # SM406 SM404
        distributors:
          Shops: {care: {listen: A call on Mondays}}

    Instead:
        map: {confirm_every: 90d}
        teams:
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            care: {listen: At the ramp, last_asked: 2027-01-30}
            serves: {Shops: Toys by the crate}
            relies_on:
              - provider: Warehouse
                service: Stock
                feedback: {score: 7, asked: 2027-01-20, done: The van leaves earlier}
        distributors:
          Shops: {care: {listen: A call on Mondays}}
    """
    m = case.map
    for voice in case.ignored:
        asked = voice.feedback.asked
        passed = days_too_old(asked, to_be_heard_every(m, voice.customer), case.today)
        if asked is None or passed is None:
            continue
        one = voice.reliance
        of = f" to {m.name_of(one.service)}" if one is not None else ""
        yield Problem(
            one or voice.customer,
            told(
                f"{{party}} gave {voice.feedback.score} of 10{{of}} on {on_day(asked)}, and in"
                f" {several(passed, 'day')} nothing was done about it",
                party=spoken(voice.customer),
                of=of,
            ),
            "write what was done: under feedback, or an action for it under actions:",
            field="score",
            said=voice.feedback,
            extent=(str(asked),),
        )


RULE = Rule("SM406", said_but_nothing_done, needs_today=True)
