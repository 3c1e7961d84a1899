"""The sheet of a customer in the words of a language: as a page to be filled in by hand."""

from collections.abc import Iterable, Iterator
from datetime import date

from servicemap.model import ServiceMap
from servicemap.rounds.ask_sheets import AskedRow, AskSheet
from servicemap.views.handouts import (
    AnswerField,
    ChoiceField,
    LinesField,
    Questionnaire,
    ScoreField,
    SheetQuestion,
)
from servicemap.views.replies import begun_of, done_of, said_by
from servicemap.wording.phrases import Words
from servicemap.wording.values import value_said

ENDS = frozenset(".!?\u3002\uff01\uff1f\u061f")
"""What a sentence ends in."""

LOWEST, HIGHEST = 0, 10
"""The scores that somebody may give."""


def questionnaire_of(m: ServiceMap, sheet: AskSheet, words: Words) -> Questionnaire:
    """What is asked of one customer, service by service."""
    calendar = m.calendar_of(sheet.customer.id)

    def question(row: AskedRow) -> SheetQuestion:
        promised = [] if row.promise is None else [words.said(value_said(m, row.promise, calendar))]
        promises = [*promised, *row.quality]
        known = [] if not promises else [_named(words, "ask_promised", words.listed(promises))]
        known += told_last(words, row, sheet.day)
        expected = None
        if row.expects is not None:
            expected = words.said(value_said(m, row.expects, calendar))
        fields = tuple(_fields(words, expected))
        return SheetQuestion(
            row.service_name, row.provider_name, words.in_a_row(known) or None, fields
        )

    return Questionnaire(
        sheet.map_title,
        sheet.customer.name,
        words["ask_title"],
        _sentences(words, who_asks_and_how(words, sheet)),
        tuple(question(row) for row in sheet.rows),
    )


def _fields(words: Words, expected: str | None) -> Iterator[AnswerField]:
    yield ScoreField(words["ask_score"], LOWEST, HIGHEST, words["ask_score_how"])
    yield LinesField(words["ask_says"])
    if expected is None:
        yield LinesField(words["ask_needed"], single=True)
    else:
        written = words.say("sentence", said=_named(words, "ask_expected", expected))
        still_true = f"{written} {words['ask_still_true']}"
        yield ChoiceField(still_true, (words["yes"], words["no"]), words["ask_expects"])
    yield LinesField(words["ask_wants"])


def _sentences(words: Words, said: Iterable[str]) -> str:
    """Sentences that may have ended already, one after the other."""
    return " ".join(one if one[-1:] in ENDS else words.say("sentence", said=one) for one in said)


def _named(words: Words, key: str, what: str) -> str:
    return words.say("named", name=words[key], what=what)


def who_asks_and_how(words: Words, sheet: AskSheet) -> tuple[str, str]:
    """Who asks, on which day, and what whoever fills it in is to do with it."""
    how = words["ask_how"]
    if sheet.send_to is not None:
        how = words.say("ask_how_to", whom=sheet.send_to)
    return words.say("ask_by", whom=sheet.asks, date=words.day(sheet.day)), how


def told_last(words: Words, row: AskedRow, day: date) -> list[str]:
    """What a customer said last, what was done about it, and what has begun, as of a day; then what
    it wants.
    """
    told = []
    if row.last is not None:
        said, did = said_by(row.last, words), done_of(row.last)
        told += [_named(words, "you_said", said)] if said else []
        told += [_named(words, "we_did", words.listed(did))] if did else []
        if begun := begun_of(row.last, words, day):
            told.append(words.say("since_begun", what=words.listed(begun)))
    return [*told, *([row.wants] if row.wants else [])]
