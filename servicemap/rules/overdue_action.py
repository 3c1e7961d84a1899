"""SM405 overdue-action."""

from collections.abc import Iterator

from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.moments import on_day


def overdue_action(case: Case) -> Iterator[Problem]:
    """Something that was to be done about what customers said, and was not done in time.

    What it says:
        The `due` day of an action is past, and nobody has written `done`. "Today" is the day on
        which the check runs, or that of `--date`.

    Why it matters:
        Whoever was asked, and then sees nothing happen, does not answer the next time.

    Example:
        teams:
          Warehouse:
            serves: {Shops: Stock}
        distributors:
          Shops: {care: {listen: A call on Mondays}}
        actions:
          Move the Friday van: {for: Warehouse/Stock, owner: Ann, due: 2027-01-15}     # SM405

    Instead:
        teams:
          Warehouse:
            serves: {Shops: Stock}
        distributors:
          Shops: {care: {listen: A call on Mondays}}
        actions:
          Move the Friday van: {for: Warehouse/Stock, due: 2027-01-15, done: 2027-01-14}
    """
    for action in case.map.actions.values():
        if action.due is None or not action.days_overdue(case.today):
            continue
        whom = action.owner or "whoever owns it"
        yield Problem(
            action,
            f"{action.name} was due on {on_day(action.due)}, and is not done",
            f"ask {whom}; write done: with the day, or another day under due:",
            field="due",
            extent=(str(action.due),),
        )


RULE = Rule("SM405", overdue_action, needs_today=True)
