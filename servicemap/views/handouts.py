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
    """A row of boxes, one for each number from `least` to `most`, and what the two of them mean."""

    label: str
    least: int
    most: int
    meaning: str


class LinesField(NamedTuple):
    """Lines to write on: more of them where there is room, or a single one."""

    label: str
    single: bool = False


class ChoiceField(NamedTuple):
    """A box for each of a few answers, and beside them a line for what is so `otherwise`."""

    label: str
    choices: tuple[str, ...]
    otherwise: str


AnswerField = ScoreField | LinesField | ChoiceField


class SheetQuestion(NamedTuple):
    """What is asked of one service: its name, whose it is, what is known and what is not."""

    name: str
    of: str
    known: str | None
    fields: tuple[AnswerField, ...]


class Questionnaire(NamedTuple):
    """A sheet that somebody fills in by hand; what one page has no room for follows on others.

    `whom` is who is asked, and `line` says who asks, and what is to be done with it.
    """

    map_title: str
    whom: str
    title: str
    line: str
    questions: tuple[SheetQuestion, ...]
