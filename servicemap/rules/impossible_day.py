"""SM408 impossible-day."""

from collections.abc import Iterator
from datetime import date

from servicemap.caring.hearing import Voice, actions_too_early
from servicemap.feedback import Feedback
from servicemap.model import Party, Reliance
from servicemap.rules.judging import Also, Case, Problem, Rule
from servicemap.sides import is_to_come
from servicemap.wording.moments import on_day
from servicemap.wording.verbs import spoken, told


def impossible_day(case: Case) -> Iterator[Problem]:
    """Somebody was heard, or something was done, on a day on which that cannot be.

    What it says:
        Feedback was `asked` on a day that is yet to come, a customer was `last_asked` on one, or an
        action was `done` on one, tomorrow included. Or a customer gave 6 or less, and an action for
        that was done before it had said anything of it, and nothing since. A map that is written
        ahead may speak as of the `start` of its plan. "Today" is the day on which the check runs,
        or that of `--date`.

    Why it matters:
        It is the newest word that counts, so a slip in the year hides every word to come. And what
        was done before somebody complained is no answer to the complaint, though it looks like one.

    Example:
        teams:
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            care: {listen: At the ramp, last_asked: 2027-01-30}
            serves: {Shops: Toys by the crate}
            relies_on:
              - provider: Warehouse
                service: Stock
                feedback: {score: 8, asked: 2028-01-20}                    # SM408
        distributors:
          Shops: {care: {listen: A call on Mondays, last_asked: 2027-01-30}}

    Instead:
        teams:
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            care: {listen: At the ramp, last_asked: 2027-01-30}
            serves: {Shops: Toys by the crate}
            relies_on:
              - provider: Warehouse
                service: Stock
                feedback: {score: 8, asked: 2027-01-20}
        distributors:
          Shops: {care: {listen: A call on Mondays, last_asked: 2027-01-30}}
    """
    m, today = case.map, case.today
    for party in m.parties.values():
        yield from _to_come(case, party, party.feedback)
        if party.care is not None and is_to_come(m, party.care.last_asked, today):
            day = _day(party.care.last_asked)
            yield Problem(
                party,
                told(
                    f"{{party}} [was|were] last asked on {day}, which is yet to come",
                    party=spoken(party),
                ),
                "write the day on which they were asked",
                field="last_asked",
                said=party.care,
                which="last_asked",
                extent=(str(party.care.last_asked),),
            )
    for one in m.reliances:
        if one.customer_says is not None:
            yield from _to_come(case, one, one.customer_says.feedback)
    for action in m.actions.values():
        if is_to_come(m, action.done, today):
            yield Problem(
                action,
                f"{action.name} was done on {_day(action.done)}, which is yet to come",
                "write the day on which it was done, or the one by which it is to be under due:",
                field="done",
                extent=(str(action.done),),
            )
    for voice in case.ignored:
        yield from _too_early(case, voice)


def _to_come(
    case: Case, subject: Party | Reliance, said: tuple[Feedback, ...]
) -> Iterator[Problem]:
    """What somebody said on a day that is yet to come."""
    customer = subject if isinstance(subject, Party) else case.map.parties[subject.customer]
    for number, one in enumerate(said, start=1):
        if is_to_come(case.map, one.asked, case.today):
            yield Problem(
                subject,
                told(
                    f"{{party}} [was|were] asked on {_day(one.asked)}, which is yet to come",
                    party=spoken(customer),
                ),
                "write the day on which they said it",
                field="asked",
                said=one,
                which=str(number),
                extent=(str(one.asked),),
            )


def _too_early(case: Case, voice: Voice) -> Iterator[Problem]:
    """The actions for something bad that were done before it was said."""
    asked = voice.feedback.asked
    of = f" of {case.map.name_of(voice.reliance.service)}" if voice.reliance is not None else ""
    for action in actions_too_early(case.map, case.index, voice, case.today):
        yield Problem(
            action,
            told(
                f"{{action}} was done on {_day(action.done)}, before {{party}} gave"
                f" {voice.feedback.score} of 10{{of}} on {_day(asked)}: it is no answer to that",
                action=action.name,
                party=spoken(voice.customer),
                of=of,
            ),
            "correct the day, or write an action for what was said since",
            field="done",
            which=f"{voice.customer.id}{of}",
            also=(Also(voice.feedback, "what was said since", "asked"),),
            extent=(str(action.done), str(asked)),
        )


def _day(day: date | None) -> str:
    return on_day(day) if day is not None else ""


RULE = Rule("SM408", impossible_day, needs_today=True)
