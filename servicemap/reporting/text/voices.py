"""What a customer said and what became of it, in words: the same wherever it is told."""

from collections.abc import Iterable, Iterator
from datetime import date

from servicemap.caring.hearing import Voice, voices_on, voices_overall
from servicemap.escapes import in_a_line, visible
from servicemap.feedback import FeedbackKind
from servicemap.model import Action, Reliance, ServiceMap
from servicemap.plurals import several
from servicemap.wording.moments import on_day
from servicemap.wording.names import name

_HEARD_BY = {
    FeedbackKind.SURVEY: "in a survey",
    FeedbackKind.BRIEFING: "in a briefing",
    FeedbackKind.COMPLAINT: "as a complaint",
    FeedbackKind.PRAISE: "as praise",
    FeedbackKind.INQUIRY: "as an inquiry",
    FeedbackKind.RESEARCH: "in market research",
}


def said_in_words(m: ServiceMap, voice: Voice) -> str:
    """`4 of 10, down from 8, of Stock from Warehouse, Thu 1 Oct 2026, in a survey: Late again`."""
    one = voice.reliance
    of = f"of {name(m, one.service)} from {name(m, one.provider)}" if one is not None else ""
    return _said(voice, of)


def wanted_and_said(
    m: ServiceMap,
    one: Reliance,
    wants: str = "wanted",
    matters: str = "what matters",
    *,
    today: date | None = None,
) -> Iterator[str]:
    """What the customer of a delivery wants of it, what it said of it, and what became of that."""
    says = one.customer_says
    if says is None:
        return
    if says.wants:
        yield f"{wants}: {visible(in_a_line(says.wants))}"
    if says.quality:
        yield f"{matters}: {', '.join(map(visible, says.quality))}"
    for voice in voices_on(m, one, today):
        yield told_of_it(voice, today)


def said_overall(
    m: ServiceMap, customers: Iterable[str], today: date | None = None
) -> Iterator[tuple[str, str]]:
    """What each of these said of all that it gets, and what became of it, with its id."""
    for voice in voices_overall(m, dict.fromkeys(customers), today):
        yield voice.customer.id, told_of_it(voice, today)


def told_of_it(voice: Voice, today: date | None = None) -> str:
    """`6 of 10, Sun 10 Jan 2027: Late before holidays (done: Friday van moved up)`."""
    done = done_in_words(voice, today)
    return _said(voice, "") + (f" ({done})" if done else "")


def _said(voice: Voice, of: str) -> str:
    said = voice.feedback
    score = score_of(said.score, voice.before) or "said"
    around = [
        of,
        on_day(said.asked) if said.asked else "",
        _HEARD_BY[said.kind] if said.kind else "",
        f"brought by {visible(said.from_)}" if said.from_ else "",
    ]
    words = f": {visible(in_a_line(said.says))}" if said.says else ""
    return ", ".join(filter(None, (score, *around))) + words


def score_of(score: int | None, before: int | None) -> str:
    """`6 of 10, down from 9`; nothing where nobody gave any."""
    if score is None:
        return ""
    if before is None or before == score:
        return f"{score} of 10"
    return f"{score} of 10, {'down' if score < before else 'up'} from {before}"


def done_in_words(voice: Voice, today: date | None = None) -> str:
    """`done: Friday van moved up; begun: Second till, due Sun 31 Jan 2027`.

    `nothing was done about it` where somebody is unhappy; else nothing.
    """
    done = [visible(voice.feedback.done)] if voice.feedback.done else []
    done += [_named(one, today) for one in voice.actions if one.done]
    begun = [_named(one, today) for one in voice.actions if not one.done]
    said = [
        f"{what}: {'; '.join(actions)}"
        for what, actions in (("done", done), ("begun", begun))
        if actions
    ]
    if said or not voice.unhappy:
        return "; ".join(said)
    return "nothing was done about it"


def _named(action: Action, today: date | None) -> str:
    return ", ".join(filter(None, (visible(action.name), day_of(action, today))))


def day_of(action: Action, today: date | None) -> str:
    """`on Thu 14 Jan 2027` where it is done, `due Sun 31 Jan 2027, 15 days overdue`, or nothing."""
    if action.done is not None:
        return f"on {on_day(action.done)}"
    if action.due is None:
        return ""
    passed = action.days_overdue(today)
    late = f", {several(passed, 'day')} overdue" if passed else ""
    return f"due {on_day(action.due)}{late}"
