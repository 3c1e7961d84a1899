"""Sheets that customers filled in, entered into the map that they are of."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from servicemap.answering import Answered, answered
from servicemap.checking import check
from servicemap.cli import exits
from servicemap.cli.arguments import ink_for, page_to_standard_error, room, to_standard_error
from servicemap.cli.changing import (
    changed,
    nothing_to_change,
    offer_edited,
    open_to_change,
)
from servicemap.cli.progress import progress
from servicemap.config import Settings
from servicemap.errors import UnreadableTable, WrongValue
from servicemap.importing.answer_form import stamp_in
from servicemap.importing.answered_sheets import AnsweredSheet, read_answers
from servicemap.importing.tables import Table
from servicemap.loading.yaml.problems import quoted
from servicemap.locations import printable
from servicemap.model import ServiceMap
from servicemap.plurals import several
from servicemap.reporting.text.spreadsheets import slips_in_answers, what_to_do
from servicemap.wording.lists import listed

MOST_NAMED = 6
"""Sheets without an answer that are named."""


class OpenedFile(NamedTuple):
    """A file that somebody named, and all tables in it."""

    name: str
    tables: Sequence[Table]


def answers_in(files: Sequence[OpenedFile]) -> list[AnsweredSheet]:
    """The filled-in sheets of some files; none where they are other spreadsheets.

    Raises WrongValue where only some are such sheets, and UnreadableTable.
    """
    found: list[AnsweredSheet] = []
    others = []
    for file in files:
        try:
            sheets = read_answers(file.tables, printable(file.name))
        except UnreadableTable as error:
            raise UnreadableTable(f"{printable(file.name)}: {error.message}", error.hint) from None
        found += sheets
        if not sheets:
            others.append(file.name)
            continue
        for table in file.tables:
            if table.rows and stamp_in(table.rows) is None:
                said = f"sheet {quoted(table.name)} is no sheet of answers, and was not read"
                to_standard_error(f"{printable(file.name)}: {said}")
    if found and others:
        raise WrongValue(
            f"{printable(others[0])} is no sheet of answers: its first row does not say so",
            "import it by itself, or leave it out",
        )
    return found


def enter_answers(
    given: Sequence[AnsweredSheet], into: str | None, today: date, *, write: bool, leave_out: bool
) -> int:
    """Enter sheets into the map that they are of, as of `today`.

    The difference is shown, and written if that is wanted, or asked for and answered.
    Where a cell cannot be read, each is told and nothing is written, unless it is to be left out.
    """
    if into is None:
        raise WrongValue(
            "these are sheets of answers, and it is not said into which map they go",
            "name the map that they are of: --into MAP",
        )
    wrong = [(sheet, finding) for sheet in given for finding in sheet.wrong]
    if wrong:
        told = slips_in_answers(wrong, ink_for(sys.stderr), room(), left_out=leave_out)
        page_to_standard_error(f"{told}\n")
        if not leave_out:
            said = what_to_do([finding for _, finding in wrong])
            page_to_standard_error(f"nothing was written: {said}\n")
            return exits.FOUND
    opened = open_to_change(into)
    found = answered(opened.map, given, today)
    _tell(given, found)
    if not found.edits:
        if any(sheet.rows for sheet in given):
            to_standard_error(nothing_to_change(found.left_out))
        return exits.CLEAN
    with progress("entering the answers"):
        edited = changed(opened, found.edits)
    for said in _broken_words(edited.map, found.needs):
        to_standard_error(said, head=f"{ink_for(sys.stderr).warning('note:')} ")
    offer_edited(opened, edited, write=write)
    return exits.CLEAN


def _tell(given: Sequence[AnsweredSheet], found: Answered) -> None:
    for sheet in given:
        if sheet.rows:
            rows = several(len(sheet.rows), "service")
            asked = f", asked on {sheet.day}" if sheet.day else ""
            to_standard_error(f"{sheet.file}: answers on {rows}{asked}")
    empty = [sheet.file for sheet in given if not sheet.rows]
    if empty:
        to_standard_error(f"nothing is filled in: {listed(empty, MOST_NAMED)}")
    if found.known:
        to_standard_error(
            f"{several(found.known, 'answer')} known already: entered once", head="  "
        )
    for said in found.left_out:
        to_standard_error(f"left out: {said}", head="  ")


def _broken_words(m: ServiceMap, needs: frozenset[str]) -> Iterator[str]:
    """Where somebody needs it sooner than was promised, as a check of the map says it."""
    for finding in check(m, settings=Settings(select=("SM204",))).findings:
        if finding.subject in needs:
            yield f"{finding.message}; {finding.hint}" if finding.hint else finding.message
