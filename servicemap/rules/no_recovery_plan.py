"""SM401 no-recovery-plan."""

from collections.abc import Iterator

from servicemap.feedback import RECOVERY_STEPS
from servicemap.model import Group
from servicemap.rules.judging import Case, Problem, Rule
from servicemap.wording.lists import listed
from servicemap.wording.verbs import spoken, told


def no_recovery_plan(case: Case) -> Iterator[Problem]:
    """End users for whom nobody has said what happens when something goes wrong.

    What it says:
        The map does not say all five steps of winning back these end users: to apologise, to
        reinstate what they lost, to show that it is understood, to make up for it, and to follow
        up. A map that says nothing of care, feedback or actions is left in peace; asked for by
        name, with `--select SM401`, it is judged there too.

    Why it matters:
        A customer who was let down and then treated well stays, often longer than one to whom
        nothing ever happened. On the day itself nobody has the time to work out how.

    Example:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users:
          Shoppers:
            care: {listen: Exit survey, recovery: {apologise: In person}}      # SM401

    Instead:
        teams:
          Stores:
            serves: {Shoppers: Toys on the shelf}
        end_users:
          Shoppers:
            care:
              listen: Exit survey every Saturday
              recovery:
                apologise: The store manager in person, the same day
                reinstate: The next delivery is kept for them
                empathise: We say what it did to their day
                atone: A voucher of their choice
                follow_up: A call within a week
    """
    if "SM401" not in case.named and not case.speaks_of_care:
        return
    for party in case.map.parties.values():
        if party.group is not Group.END_USERS:
            continue
        said = party.care.recovery if party.care is not None else {}
        lacking = [step for step in RECOVERY_STEPS if step not in said]
        if lacking:
            what = "no recovery plan" if not said else f"a recovery plan without {listed(lacking)}"
            yield Problem(
                party,
                told(f"{{party}} [has|have] {what}", party=spoken(party)),
                f"write care: recovery: with {listed(lacking, len(RECOVERY_STEPS))}",
                field="care",
                extent=tuple(lacking),
            )


RULE = Rule("SM401", no_recovery_plan)
