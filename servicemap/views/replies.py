"""What somebody said and what became of it, as posters and cards for the wall have it."""

from datetime import date

from servicemap.caring.hearing import Voice
from servicemap.feedback import FeedbackKind
from servicemap.model import Action
from servicemap.wording.phrases import Words

PROMOTERS = 9
"""From this score on customers recommend us: promoters, as the Net Promoter Score calls them."""

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Holds a day together."""


def said_by(voice: Voice, words: Words) -> str | None:
    """What somebody said, or the score that they gave; None where they gave neither."""
    said = voice.feedback
    if said.says or said.score is None:
        return said.says
    return words.say("gave_score", score=said.score)


def is_praise(voice: Voice) -> bool:
    """Whether thanks are answer enough."""
    said = voice.feedback
    return said.kind is FeedbackKind.PRAISE or (said.score or 0) >= PROMOTERS


def done_of(voice: Voice) -> list[str]:
    """What was done about it."""
    said = voice.feedback.done
    return [*([said] if said else []), *(one.name for one in voice.actions if one.done)]


def begun_of(voice: Voice, words: Words, today: date | None = None) -> list[str]:
    """What is being done about it, each with the day by which it is to be done, or since when it
    is overdue as of `today`.
    """
    return [_begun(one, words, today) for one in voice.actions if not one.done]


def _begun(action: Action, words: Words, today: date | None) -> str:
    if action.due is None:
        return action.name
    day = words.day(action.due).replace(" ", NO_BREAK)
    return words.say(
        "overdue_since" if action.days_overdue(today) else "done_by", what=action.name, date=day
    )
