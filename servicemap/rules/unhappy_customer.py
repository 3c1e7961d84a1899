"""SM404 unhappy-customer."""

from collections.abc import Iterator

from servicemap.caring.hearing import UNHAPPY, Voice, voices
from servicemap.escapes import in_a_line
from servicemap.rules.judging import Case, Problem, Rule, owners
from servicemap.wording.verbs import spoken, told


def unhappy_customer(case: Case) -> Iterator[Problem]:
    """Somebody on the way to an end user who would not recommend what they get.

    What it says:
        The newest score of a customer, or of what it said of one delivery, is 6 or less of 10, and
        its work reaches somebody outside, or it is one of those itself. Internal customers count as
        those outside do. An older score does not count once there is a newer one; a
        word without a score takes none back.

    Why it matters:
        Who gets bad work hands on worse. The end user feels in the end what nobody asked about in
        the middle.

    Example:
        teams:
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            care: {listen: At the ramp}
            serves: {Shops: Toys by the crate}
            relies_on:
              - provider: Warehouse
                service: Stock
                feedback: {score: 3, says: Late before holidays}               # SM404
        distributors:
          Shops: {care: {listen: A call on Mondays}}

    Instead:
        teams:
          Warehouse:
            serves: {Stores: Stock}
          Stores:
            care: {listen: At the ramp}
            serves: {Shops: Toys by the crate}
            relies_on:
              - provider: Warehouse
                service: Stock
                feedback:
                  - {score: 3, asked: 2026-07-01, says: Late before holidays}
                  - {score: 8, asked: 2027-01-10, says: On time since the van leaves earlier}
        distributors:
          Shops: {care: {listen: A call on Mondays}}
    """
    for voice in voices(case.map, case.index):
        if not voice.unhappy or not _reaches_outside(case, voice):
            continue
        one, said = voice.reliance, voice.feedback
        yield Problem(
            one or voice.customer,
            told(
                "{party} [gives|give] {score} of 10{of}{words}",
                party=spoken(voice.customer),
                score=said.score,
                of=f" to {case.map.name_of(one.service)}" if one is not None else "",
                words=f": {in_a_line(said.says)}" if said.says else "",
            ),
            _next(voice)
            + (f"; those to talk are {owners(case.map, one)}" if one is not None else ""),
            field="score",
            said=said,
            extent=(said.score or 0,),
        )


def _next(voice: Voice) -> str:
    """What to do next, which is no longer to begin where somebody has begun."""
    if any(action.done is None for action in voice.actions):
        return "once that is done which has begun, ask again, and write the new score"
    if voice.answered:
        return "ask whether what was done has helped, and write the new score"
    return f"ask what would make it better than {UNHAPPY}, do it, and write what was done"


def _reaches_outside(case: Case, voice: Voice) -> bool:
    return voice.customer.is_outside_customer or voice.customer.id in case.reaching


RULE = Rule("SM404", unhappy_customer)
