"""The page of all sheets in a folder: who gets which."""

from collections.abc import Mapping, Sequence

from servicemap.drawing.typesetting.directions import language_right_to_left
from servicemap.drawing.writing.index_page import IndexCard, IndexPage, IndexSection, WithoutPaper
from servicemap.model import Group, Party
from servicemap.rounds.ask_sheets import AskSheet, AskSheets
from servicemap.wording.phrases import Words

_HEADINGS = {Group.DISTRIBUTORS: "distribution"}
"""Words for a group of customers where they are not called as their section of a map."""


def sheet_index(found: AskSheets, files: Mapping[str, Sequence[str]]) -> IndexPage:
    """The page; `files` has those of each customer, by its id, the one to open first in front.

    Those outside come first; who gets no sheet is named at the end.
    """
    m, words = found.map, Words(found.map)
    cards: dict[str, list[IndexCard]] = {}
    for sheet in found.sheets:
        heading = words[_HEADINGS.get(sheet.customer.group, sheet.customer.group.value)]
        cards.setdefault(heading, []).append(_card(words, sheet, files[sheet.customer.id]))
    return IndexPage(
        m.title,
        words["ask_title"],
        m.language,
        language_right_to_left(m.language),
        tuple(IndexSection(heading, tuple(those)) for heading, those in cards.items()),
        _without(words, found.without),
        words.say("as_of", date=words.day(found.day)),
    )


def _card(words: Words, sheet: AskSheet, files: Sequence[str]) -> IndexCard:
    first, *more = files
    asked = words.listed([row.service_name for row in sheet.rows])
    return IndexCard(first, sheet.customer.name, asked, also=tuple(more))


def _without(words: Words, customers: Sequence[Party]) -> tuple[WithoutPaper, ...]:
    names = words.listed([one.name for one in customers])
    return (WithoutPaper(words["ask_nothing"], names),) if names else ()
