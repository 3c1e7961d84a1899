"""What a printed page says that people take to a meeting, and what a sheet asks that they fill in.

All that drawing and Markdown know of either: whatever prints them prints these.
"""

from enum import StrEnum
from typing import NamedTuple


class ItemMark(StrEnum):
    """What a glance tells of an item: that it is well, that it is not, or that nobody knows."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"


class HandoutItem(NamedTuple):
    """One thing to talk about: of whom or what it is, what is said, and what follows from it.

    `figure` is the one number in it, or as few words: a score, a margin.
    """

    said: str
    lead: str | None = None
    figure: str | None = None
    more: str | None = None
    mark: ItemMark = ItemMark.PLAIN


class HandoutSection(NamedTuple):
    """Items under a heading."""

    heading: str
    items: tuple[HandoutItem, ...]


class WriteOn(NamedTuple):
    """Room in which people write by hand: lines under a heading, and beside it narrow `columns`."""

    heading: str
    columns: tuple[str, ...]


class Handout(NamedTuple):
    """A page for a meeting. `kind` is what it is, and `line` says of what in a sentence.

    `word_of` are the ids of those whose word it is.
    """

    map_title: str
    title: str
    kind: str
    line: str
    sections: tuple[HandoutSection, ...]
    write_on: WriteOn
    word_of: tuple[str, ...] = ()


class ScoreField(NamedTuple):
    """A row of boxes, one of which is ticked: from 0, which is `worst`, to 10, which is `best`."""

    label: str
    worst: str
    best: str


class LinesField(NamedTuple):
    """So many lines to write on."""

    label: str
    lines: int


class ChoiceField(NamedTuple):
    """A box for each of a few answers, after what they are about; behind the last, a line."""

    label: str
    choices: tuple[str, ...]


AnswerField = ScoreField | LinesField | ChoiceField


class Question(NamedTuple):
    """What is asked of one service: its name, whose it is, and what is to be answered."""

    name: str
    of: str
    fields: tuple[AnswerField, ...]


class Questionnaire(NamedTuple):
    """A sheet to fill in by hand; of many questions those that one page has no room for follow on
    others.

    `line` says who asks whom, and `thanks` what becomes of the answers. `word_of` is as in a
    Handout.
    """

    map_title: str
    title: str
    kind: str
    line: str
    questions: tuple[Question, ...]
    thanks: str
    word_of: tuple[str, ...] = ()
