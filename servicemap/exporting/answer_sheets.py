"""The sheet of a customer as a workbook: what it gets, and cells for what it says of that."""

from typing import NamedTuple

from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.exporting.excel import FIGURES, WORDS, RowLook, WorkbookSheet, as_workbook
from servicemap.importing.answer_form import AnswerColumn, SheetOrigin, stamp_of
from servicemap.model import Due, ServiceMap
from servicemap.rounds.ask_sheets import AskedRow, AskSheet
from servicemap.rounds.questionnaire import HIGHEST, LOWEST, told_last, who_asks_and_how
from servicemap.wording.phrases import Words
from servicemap.wording.values import value_said


class _Column(NamedTuple):
    """A column: the key of its heading, its width in characters, and what it answers, if it does.

    `note`: the key of what is shown when somebody points at the heading.
    """

    heading: str
    width: int
    answers: AnswerColumn | None = None
    note: str = ""


_COLUMNS = (
    _Column("ask_service", 24),
    _Column("ask_from", 20),
    _Column("ask_promised", 20),
    _Column("ask_last", 32),
    _Column("ask_score", 12, AnswerColumn.SCORE, "ask_score_how"),
    _Column("ask_says", 36, AnswerColumn.SAYS),
    _Column("ask_expected", 18),
    _Column("ask_still_true", 12, AnswerColumn.STILL_TRUE),
    _Column("ask_expects", 20, AnswerColumn.EXPECTS, "ask_expects_how"),
    _Column("ask_wants", 32, AnswerColumn.WANTS),
    _Column("ask_key", 20, AnswerColumn.KEY),
)
_PLACE = {one.answers: n for n, one in enumerate(_COLUMNS) if one.answers is not None}

_IN_WORDS = frozenset({AnswerColumn.SAYS, AnswerColumn.WANTS})
"""What is answered in words; what the other answers are, a program finds out by itself."""


def answer_workbook(m: ServiceMap, sheet: AskSheet) -> bytes:
    """The workbook that a customer fills in, in the language of the map. Raises MissingExtra."""
    words = Words(m)
    head = _head(words, sheet)
    codes = [str(one.answers or "") for one in _COLUMNS]
    rows = [
        *head,
        [words[one.heading] for one in _COLUMNS],
        codes,
        *(_row(m, words, row, sheet) for row in sheet.rows),
    ]
    # What is not for the customer stands in small type: where it is from, and what a column is.
    looks = {
        0: RowLook.TITLE,
        **dict.fromkeys(range(1, len(head)), RowLook.LINE),
        len(head): RowLook.HEADINGS,
        len(head) + 1: RowLook.SMALL,
    }
    example = {"day": sheet.day.isoformat(), "weekly": "Fri 12:00"}
    yes_or_no = [words["yes"], words["no"]]
    return as_workbook(
        [
            WorkbookSheet(
                sheet.customer.name,
                rows,
                looks,
                widths=[one.width for one in _COLUMNS],
                quiet=[_PLACE[AnswerColumn.KEY]],
                to_fill_in={
                    n: WORDS if one in _IN_WORDS else FIGURES
                    for one, n in _PLACE.items()
                    if one is not AnswerColumn.KEY
                },
                choices={_PLACE[AnswerColumn.STILL_TRUE]: yes_or_no},
                whole={_PLACE[AnswerColumn.SCORE]: (LOWEST, HIGHEST)},
                notes={
                    n: words.say(one.note, **example) for n, one in enumerate(_COLUMNS) if one.note
                },
                right_to_left=language_right_to_left(sheet.language),
            )
        ]
    )


def _head(words: Words, sheet: AskSheet) -> list[list[str]]:
    """What stands above the headings: whom it is for, where it is from, who asks, how to answer."""
    origin = SheetOrigin(sheet.map_title, sheet.folder, sheet.day.isoformat(), sheet.asks)
    asked, how = who_asks_and_how(words, sheet)
    title = words.say("named", name=sheet.customer.name, what=words["ask_title"])
    return [
        [title, *[""] * (_PLACE[AnswerColumn.KEY] - 1), stamp_of(origin)],
        [words.say("named", name=sheet.map_title, what=asked)],
        [how],
    ]


def _row(m: ServiceMap, words: Words, row: AskedRow, sheet: AskSheet) -> list[str]:
    def due(at: Due | None) -> list[str]:
        calendar = m.calendar_of(sheet.customer.id)
        return [] if at is None else [words.said(value_said(m, at, calendar))]

    said = {
        "ask_service": [row.service_name],
        "ask_from": [row.provider_name],
        "ask_promised": [*due(row.promise), *row.quality],
        "ask_last": told_last(words, row, sheet.day),
        "ask_expected": due(row.expects),
        "ask_key": [row.key],
    }
    return ["\n".join(said.get(one.heading, [])) for one in _COLUMNS]
